//! The writer: ELMO 1.7 in the order that its schema asks for.

mod opportunity;
mod xml;

use crate::document::{Document, Identifier, Issuer, Learner, Report};
use crate::{Refused, guard, taken};
use xml::Xml;

/// Writes a document. The same document is written the same way every time; what the writer lets out the reader
/// takes in.
///
/// # Errors
/// What is not passed, what the format has no place for, and what breaks a limit of [`crate::limits`].
pub fn write(document: &Document) -> Result<String, Refused> {
    if document.reports.is_empty() {
        return Err(Refused::Missing("report"));
    }
    taken::admit(document)?;
    let mut xml = Xml::begin();
    xml.time("generatedDate", document.generated)?;
    xml.inside("learner", |xml| learner(xml, &document.learner))?;
    for one in &document.reports {
        xml.inside("report", |xml| report(xml, one))?;
    }
    let written = xml.end();
    guard::admit(written.as_bytes())?;
    Ok(written)
}

fn learner(xml: &mut Xml, learner: &Learner) -> Result<(), Refused> {
    if learner.given_names.trim().is_empty() && learner.family_name.trim().is_empty() {
        return Err(Refused::Missing("givenNames"));
    }
    identifiers(xml, &learner.identifiers)?;
    xml.line("givenNames", &learner.given_names)?;
    xml.line("familyName", &learner.family_name)?;
    learner.born.map_or(Ok(()), |born| xml.date("bday", born))
}

fn report(xml: &mut Xml, report: &Report) -> Result<(), Refused> {
    xml.inside("issuer", |xml| issuer(xml, &report.issuer))?;
    for one in &report.opportunities {
        opportunity::opportunity(xml, one)?;
    }
    xml.time("issueDate", report.issued)?;
    for scale in &report.scales {
        let id = [("localId", xml::filled("gradingScheme", &scale.id)?)];
        xml.inside_with("gradingScheme", &id, |xml| {
            xml.paragraphs("description", &scale.description)
        })?;
    }
    Ok(())
}

fn issuer(xml: &mut Xml, issuer: &Issuer) -> Result<(), Refused> {
    if issuer.identifiers.is_empty() {
        return Err(Refused::Missing("issuer/identifier"));
    }
    if let Some(country) = &issuer.country {
        let code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        if !code {
            return Err(Refused::OutOfRange("country"));
        }
        xml.line("country", country)?;
    }
    identifiers(xml, &issuer.identifiers)?;
    xml.words("title", &issuer.title)?;
    xml.line("url", &issuer.url)
}

fn identifiers(xml: &mut Xml, identifiers: &[Identifier]) -> Result<(), Refused> {
    identifiers.iter().try_for_each(|identifier| {
        let kind = [("type", xml::filled("identifier", &identifier.kind)?)];
        let value = xml::filled("identifier", &identifier.value)?;
        xml.text_with("identifier", &kind, &value)
    })
}
