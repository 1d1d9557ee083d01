//! The reader: lenient in what it takes, and telling what it did with it. Elements it does not know are passed over.

mod node;
mod opportunity;
mod value;

pub(crate) use opportunity::{has_credits, is_failing};
pub(crate) use value::YEARS;

use crate::document::{Document, Identifier, Issuer, Learner, Report, Scale, Words};
use crate::limits::{NODES_MAX, NOTES_MAX};
use crate::namespace::Version;
use crate::note::{Note, Noted};
use crate::signature::DSIG;
use crate::{Refused, guard, taken};
use jiff::Timestamp;
use node::Place;
use roxmltree::ParsingOptions;

/// A document that has been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What it says.
    pub document: Document,
    /// What was changed or passed over on the way.
    pub notes: Vec<Note>,
    /// The version it was written in.
    pub version: Version,
    /// Whether a signature stands in it that nobody has verified.
    pub unchecked_signature: bool,
}

/// Reads a document that nothing vouches for: a signature in it is neither checked nor read.
///
/// # Errors
/// What breaks a limit, is no ELMO, or lacks what no document can do without.
pub fn read_unverified(xml: &[u8]) -> Result<Read, Refused> {
    let xml = guard::admit(xml)?;
    // A stretch of text can stand before each tag that was counted, and after the last one.
    let nodes_limit = u32::try_from(3 * NODES_MAX + 2).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: false, nodes_limit, ..ParsingOptions::default() };
    let tree =
        roxmltree::Document::parse_with_options(xml, options).map_err(|_| Refused::NotXml)?;
    let root = tree.root_element();
    let namespace = root.tag_name().namespace().unwrap_or_default();
    let version = Version::of(namespace).filter(|_| root.tag_name().name() == "elmo");
    let version = version.ok_or(Refused::NotElmo)?;
    let mut reader = Reader { namespace: version.namespace(), notes: Vec::new(), results: 0 };
    let document = reader.document(&Place::root(root))?;
    taken::admit(&document)?;
    let unchecked_signature = root.children().any(|child| child.has_tag_name((DSIG, "Signature")));
    Ok(Read { document, notes: reader.notes, version, unchecked_signature })
}

/// What is carried along while a document is read.
struct Reader {
    namespace: &'static str,
    notes: Vec<Note>,
    /// How many results have been read.
    results: usize,
}

impl Reader {
    fn note(&mut self, what: Noted, place: &Place<'_, '_>) {
        match self.notes.len() {
            0..NOTES_MAX => self.notes.push(Note { what, place: place.to_string() }),
            NOTES_MAX => self.notes.push(Note { what: Noted::More, place: String::from("elmo") }),
            _ => {}
        }
    }

    fn document(&mut self, root: &Place<'_, '_>) -> Result<Document, Refused> {
        if self.first(root, "attachment").is_some() {
            self.note(Noted::Attachments, root);
        }
        let generated = self.time(root, "generatedDate")?;
        let learner = self.one(root, "learner")?;
        let learner = self.learner(&learner)?;
        let mut reports = Vec::new();
        for report in self.all(root, "report") {
            reports.push(self.report(&report)?);
        }
        if reports.is_empty() {
            return Err(Refused::Missing("report"));
        }
        Ok(Document { generated, learner, reports })
    }

    fn learner(&mut self, place: &Place<'_, '_>) -> Result<Learner, Refused> {
        let given_names = self.line(place, "givenNames")?;
        let family_name = self.line(place, "familyName")?;
        if given_names.is_none() && family_name.is_none() {
            return Err(Refused::Missing("givenNames"));
        }
        let born = match self.date(place, "bday")? {
            Some(born) => Some(born),
            None => self.date(place, "dateOfBirth")?,
        };
        Ok(Learner {
            identifiers: self.identifiers(place)?,
            given_names: given_names.unwrap_or_default(),
            family_name: family_name.unwrap_or_default(),
            born,
        })
    }

    fn report(&mut self, place: &Place<'_, '_>) -> Result<Report, Refused> {
        if self.first(place, "attachment").is_some() {
            self.note(Noted::Attachments, place);
        }
        let issuer = self.one(place, "issuer")?;
        let issuer = self.issuer(&issuer)?;
        let mut opportunities = Vec::new();
        for opportunity in self.all(place, "learningOpportunitySpecification") {
            opportunities.extend(self.opportunity(&opportunity)?);
        }
        let issued = self.time(place, "issueDate")?;
        let mut scales = Vec::new();
        for scale in self.all(place, "gradingScheme") {
            scales.extend(self.scale(&scale)?);
        }
        Ok(Report { issuer, opportunities, issued, scales })
    }

    fn issuer(&mut self, place: &Place<'_, '_>) -> Result<Issuer, Refused> {
        let identifiers = self.identifiers(place)?;
        if identifiers.is_empty() {
            return Err(Refused::Missing("issuer/identifier"));
        }
        Ok(Issuer {
            country: self.line(place, "country")?,
            identifiers,
            title: self.words(place, "title", self.namespace)?,
            url: self.line(place, "url")?.unwrap_or_default(),
        })
    }

    fn scale(&mut self, place: &Place<'_, '_>) -> Result<Option<Scale>, Refused> {
        let id = node::attribute(place, "localId", "gradingScheme")?;
        let description: Words = self.paragraphs(place, "description")?;
        if id.is_empty() {
            self.note(Noted::IdentifierUnreadable, place);
            return Ok(None);
        }
        Ok(Some(Scale { id, description }))
    }

    fn identifiers(&mut self, place: &Place<'_, '_>) -> Result<Vec<Identifier>, Refused> {
        let mut identifiers = Vec::new();
        for identifier in self.all(place, "identifier") {
            let kind = node::attribute(&identifier, "type", "identifier")?;
            let value = node::line(&identifier, "identifier")?;
            if kind.is_empty() || value.is_empty() {
                self.note(Noted::IdentifierUnreadable, &identifier);
            } else {
                identifiers.push(Identifier { kind, value });
            }
        }
        Ok(identifiers)
    }

    /// The time of an element that must be there.
    fn time(&mut self, place: &Place<'_, '_>, name: &'static str) -> Result<Timestamp, Refused> {
        let text = self.line(place, name)?.ok_or(Refused::Missing(name))?;
        let (time, zoned) = value::time(&text).ok_or(Refused::Missing(name))?;
        if !zoned {
            self.note(Noted::TimeWithoutZone, place);
        }
        Ok(time)
    }
}
