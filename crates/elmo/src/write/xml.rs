//! Elements and their texts, escaped by the library and checked for what XML cannot carry.

use crate::Refused;
use crate::document::Words;
use crate::limits::{LINE_MAX, TEXT_MAX};
use crate::namespace::{ELMO_1, KANDIDAT};
use crate::read::YEARS;
use crate::text::{is_allowed, lines, token};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

const ROOT: &str = "elmo";

/// The document while it is written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    pub(super) fn begin() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        let namespaces = [("xmlns", ELMO_1), ("xmlns:kandidat", KANDIDAT)];
        xml.event(Event::Start(BytesStart::new(ROOT).with_attributes(namespaces)));
        xml
    }

    pub(super) fn end(mut self) -> String {
        self.event(Event::End(BytesEnd::new(ROOT)));
        String::from_utf8(self.writer.into_inner()).expect("what was put in was text")
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("a vector takes whatever is written to it");
    }

    /// An element with others inside.
    pub(super) fn inside(
        &mut self,
        name: &'static str,
        content: impl FnOnce(&mut Self) -> Result<(), Refused>,
    ) -> Result<(), Refused> {
        self.inside_with(name, &[], content)
    }

    /// The same with attributes.
    pub(super) fn inside_with(
        &mut self,
        name: &'static str,
        attributes: &[(&str, String)],
        content: impl FnOnce(&mut Self) -> Result<(), Refused>,
    ) -> Result<(), Refused> {
        let attributes = attributes.iter().map(|(key, value)| (*key, value.as_str()));
        self.event(Event::Start(BytesStart::new(name).with_attributes(attributes)));
        content(self)?;
        self.event(Event::End(BytesEnd::new(name)));
        Ok(())
    }

    /// An element with a text as it stands.
    pub(super) fn text_with(
        &mut self,
        name: &'static str,
        attributes: &[(&str, String)],
        text: &str,
    ) -> Result<(), Refused> {
        let text = carried(name, text.to_owned())?;
        self.inside_with(name, attributes, |xml| {
            xml.event(Event::Text(BytesText::new(&text)));
            Ok(())
        })
    }

    /// An element with one line of text.
    pub(super) fn line(&mut self, name: &'static str, text: &str) -> Result<(), Refused> {
        self.text_with(name, &[], &short(name, token(text))?)
    }

    /// One element for each language form, each with a line; there must be one at least.
    pub(super) fn words(&mut self, name: &'static str, words: &Words) -> Result<(), Refused> {
        if words.is_empty() {
            return Err(Refused::Missing(name));
        }
        words.all().try_for_each(|(tag, text)| {
            let text = filled(name, text)?;
            self.in_language(name, tag, &text)
        })
    }

    /// One element for each language form, each with lines.
    pub(super) fn paragraphs(&mut self, name: &'static str, words: &Words) -> Result<(), Refused> {
        words.all().try_for_each(|(tag, text)| {
            let text = lines(text);
            if text.is_empty() {
                return Err(Refused::Missing(name));
            }
            self.in_language(name, tag, &text)
        })
    }

    fn in_language(
        &mut self,
        name: &'static str,
        tag: Option<&str>,
        text: &str,
    ) -> Result<(), Refused> {
        let language: Vec<_> = tag.map(|tag| ("xml:lang", tag.to_owned())).into_iter().collect();
        self.text_with(name, &language, text)
    }

    /// An element with a date.
    pub(super) fn date(&mut self, name: &'static str, date: Date) -> Result<(), Refused> {
        if !YEARS.contains(&date.year()) {
            return Err(Refused::OutOfRange(name));
        }
        self.line(name, &date.to_string())
    }

    /// An element with a time.
    pub(super) fn time(&mut self, name: &'static str, time: Timestamp) -> Result<(), Refused> {
        if !YEARS.contains(&time.to_zoned(TimeZone::UTC).year()) {
            return Err(Refused::OutOfRange(name));
        }
        self.line(name, &time.to_string())
    }
}

/// One line that is not empty.
pub(super) fn filled(name: &'static str, text: &str) -> Result<String, Refused> {
    let line = token(text);
    if line.is_empty() { Err(Refused::Missing(name)) } else { carried(name, short(name, line)?) }
}

/// A line that is no longer than one may be.
fn short(name: &'static str, line: String) -> Result<String, Refused> {
    if line.len() > LINE_MAX { Err(Refused::LineTooLong(name)) } else { Ok(line) }
}

/// What XML and the limits let through.
fn carried(name: &'static str, text: String) -> Result<String, Refused> {
    if text.len() > TEXT_MAX {
        return Err(Refused::TextTooLong(name));
    }
    if text.chars().all(is_allowed) { Ok(text) } else { Err(Refused::ForbiddenCharacter(name)) }
}
