//! Elements by name, and the texts in them.

use super::Reader;
use super::value;
use crate::document::Words;
use crate::limits::{LINE_MAX, TEXT_MAX};
use crate::note::Noted;
use crate::text::{lines, token};
use crate::{Refused, html};
use jiff::civil::Date;
use roxmltree::Node;
use std::fmt;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// An element, and where it stands.
pub(super) struct Place<'a, 'input> {
    pub(super) node: Node<'a, 'input>,
    /// Its name with its place among its like, below those above it: `report 1/learningOpportunitySpecification 3`.
    path: String,
}

impl<'a, 'input> Place<'a, 'input> {
    pub(super) fn root(node: Node<'a, 'input>) -> Self {
        Self { node, path: String::new() }
    }
}

impl fmt::Display for Place<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.path.is_empty() { "elmo" } else { &self.path })
    }
}

/// The text of an element as it stands; elements within it are passed over.
pub(super) fn text(place: &Place<'_, '_>, name: &'static str) -> Result<String, Refused> {
    let mut whole = String::new();
    for part in place.node.children().filter(Node::is_text).filter_map(|node| node.text()) {
        if whole.len() + part.len() > TEXT_MAX {
            return Err(Refused::TextTooLong(name));
        }
        whole.push_str(part);
    }
    Ok(whole)
}

/// The same as one line, for what is a name.
pub(super) fn line(place: &Place<'_, '_>, name: &'static str) -> Result<String, Refused> {
    short(token(&text(place, name)?), name)
}

/// An attribute as one line; empty where it is not there.
pub(super) fn attribute(
    place: &Place<'_, '_>,
    attribute: &str,
    name: &'static str,
) -> Result<String, Refused> {
    short(token(place.node.attribute(attribute).unwrap_or_default()), name)
}

fn short(line: String, name: &'static str) -> Result<String, Refused> {
    if line.len() > LINE_MAX { Err(Refused::LineTooLong(name)) } else { Ok(line) }
}

/// The language of an element: its own `xml:lang`, else that of the nearest element around it.
fn language<'a>(place: &Place<'a, '_>) -> Option<&'a str> {
    place.node.ancestors().find_map(|node| node.attribute((XML, "lang")))
}

impl Reader {
    /// The children of a name, in order.
    pub(super) fn all<'a, 'input>(
        &self,
        place: &Place<'a, 'input>,
        name: &'static str,
    ) -> Vec<Place<'a, 'input>> {
        self.all_of(place, name, self.namespace)
    }

    pub(super) fn all_of<'a, 'input>(
        &self,
        place: &Place<'a, 'input>,
        name: &'static str,
        namespace: &'static str,
    ) -> Vec<Place<'a, 'input>> {
        let wanted = place.node.children().filter(|child| child.has_tag_name((namespace, name)));
        let path = |number: usize| match place.path.as_str() {
            "" => format!("{name} {}", number + 1),
            above => format!("{above}/{name} {}", number + 1),
        };
        wanted.enumerate().map(|(number, node)| Place { node, path: path(number) }).collect()
    }

    /// The first child of a name.
    pub(super) fn first<'a, 'input>(
        &self,
        place: &Place<'a, 'input>,
        name: &'static str,
    ) -> Option<Place<'a, 'input>> {
        self.all(place, name).into_iter().next()
    }

    /// The child of a name, of which there can be only one.
    pub(super) fn at_most_one<'a, 'input>(
        &self,
        place: &Place<'a, 'input>,
        name: &'static str,
    ) -> Result<Option<Place<'a, 'input>>, Refused> {
        let mut all = self.all(place, name).into_iter();
        let first = all.next();
        if all.next().is_some() { Err(Refused::Twice(name)) } else { Ok(first) }
    }

    /// The child of a name, of which there is exactly one.
    pub(super) fn one<'a, 'input>(
        &self,
        place: &Place<'a, 'input>,
        name: &'static str,
    ) -> Result<Place<'a, 'input>, Refused> {
        self.at_most_one(place, name)?.ok_or(Refused::Missing(name))
    }

    /// The line in the child of a name; `None` where it is not there or empty.
    pub(super) fn line(
        &self,
        place: &Place<'_, '_>,
        name: &'static str,
    ) -> Result<Option<String>, Refused> {
        let Some(child) = self.at_most_one(place, name)? else { return Ok(None) };
        Ok(Some(line(&child, name)?).filter(|line| !line.is_empty()))
    }

    /// The date in the child of a name; told and left out where it cannot be read.
    pub(super) fn date(
        &mut self,
        place: &Place<'_, '_>,
        name: &'static str,
    ) -> Result<Option<Date>, Refused> {
        let Some(line) = self.line(place, name)? else { return Ok(None) };
        let date = value::date(&line);
        if date.is_none() {
            self.note(Noted::DateUnreadable, place);
        }
        Ok(date)
    }

    /// The children of a name as one text in several languages, each a line.
    pub(super) fn words(
        &mut self,
        place: &Place<'_, '_>,
        name: &'static str,
        namespace: &'static str,
    ) -> Result<Words, Refused> {
        let mut words = Words::default();
        for child in self.all_of(place, name, namespace) {
            let line = line(&child, name)?;
            self.put(&mut words, &child, line);
        }
        Ok(words)
    }

    /// The children of a name as one text in several languages, each of several lines.
    pub(super) fn paragraphs(
        &mut self,
        place: &Place<'_, '_>,
        name: &'static str,
    ) -> Result<Words, Refused> {
        let mut words = Words::default();
        for child in self.all(place, name) {
            let text = lines(&text(&child, name)?);
            self.put(&mut words, &child, text);
        }
        Ok(words)
    }

    /// The same of HTML, for the languages in which there is nothing yet.
    pub(super) fn fill_from_html(
        &mut self,
        place: &Place<'_, '_>,
        words: &mut Words,
    ) -> Result<(), Refused> {
        for child in self.all(place, "descriptionHtml") {
            let slot = words.place(language(&child));
            if slot.is_some() {
                continue;
            }
            let plain = html::to_text(&text(&child, "descriptionHtml")?);
            *slot = Some(plain).filter(|plain| !plain.is_empty());
            if slot.is_some() {
                self.note(Noted::FromHtml, &child);
            }
        }
        Ok(())
    }

    fn put(&mut self, words: &mut Words, child: &Place<'_, '_>, text: String) {
        if text.is_empty() {
            return;
        }
        let tag = language(child);
        let slot = words.place(tag);
        if slot.is_some() {
            return self.note(Noted::TextTwice, child);
        }
        *slot = Some(text);
        if tag.is_some_and(|tag| !Words::has_place_for(tag)) {
            self.note(Noted::OtherLanguage, child);
        }
    }
}
