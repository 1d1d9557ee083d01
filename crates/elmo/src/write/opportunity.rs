//! Courses and qualifications, with their results.

use super::identifiers;
use super::xml::Xml;
use crate::Refused;
use crate::document::{Achieved, LEVELS, Opportunity};
use crate::read::{has_credits, is_failing};

pub(super) fn opportunity(xml: &mut Xml, one: &Opportunity) -> Result<(), Refused> {
    if one.achieved.credits.is_some() && has_credits(&one.parts) {
        return Err(Refused::CreditsAboveAndBelow);
    }
    xml.inside("learningOpportunitySpecification", |xml| {
        identifiers(xml, &one.identifiers)?;
        xml.words("title", &one.title)?;
        if let Some(kind) = one.kind {
            xml.line("type", kind.name())?;
        }
        if let Some(url) = &one.url {
            xml.line("url", url)?;
        }
        xml.paragraphs("description", &one.description)?;
        xml.inside("specifies", |xml| {
            xml.inside("learningOpportunityInstance", |xml| achieved(xml, &one.achieved))
        })?;
        one.parts.iter().try_for_each(|part| xml.inside("hasPart", |xml| opportunity(xml, part)))
    })
}

fn achieved(xml: &mut Xml, achieved: &Achieved) -> Result<(), Refused> {
    identifiers(xml, &achieved.identifiers)?;
    if let Some(started) = achieved.started {
        xml.date("start", started)?;
    }
    if let Some(date) = achieved.date {
        xml.date("date", date)?;
    }
    if let Some(period) = &achieved.period {
        xml.inside("academicTerm", |xml| {
            xml.words("title", &period.title)?;
            xml.date("start", period.start)?;
            xml.date("end", period.end)
        })?;
    }
    xml.line("status", "passed")?;
    if let Some(scale) = &achieved.scale {
        xml.line("gradingSchemeLocalId", scale)?;
    }
    if let Some(grade) = &achieved.grade {
        if is_failing(grade) {
            return Err(Refused::NotPassed);
        }
        xml.line("resultLabel", grade)?;
    }
    if let Some(credits) = achieved.credits {
        xml.inside("credit", |xml| {
            xml.line("scheme", "ects")?;
            xml.line("value", &credits.to_string())
        })?;
    }
    if let Some(level) = achieved.level {
        if !LEVELS.contains(&level) {
            return Err(Refused::OutOfRange("level"));
        }
        xml.inside("level", |xml| {
            xml.line("type", "EQF")?;
            xml.line("value", &level.to_string())
        })?;
    }
    extension(xml, achieved)
}

/// What ELMO has no element for.
fn extension(xml: &mut Xml, achieved: &Achieved) -> Result<(), Refused> {
    if achieved.term.is_none() && achieved.thesis.is_empty() {
        return Ok(());
    }
    xml.inside("extension", |xml| {
        if let Some(term) = achieved.term {
            xml.line("kandidat:term", &term.to_string())?;
        }
        match achieved.thesis.is_empty() {
            true => Ok(()),
            false => xml.words("kandidat:thesisTitle", &achieved.thesis),
        }
    })
}
