//! Courses and qualifications, with their results.

use super::node::{Place, line};
use super::{Reader, value};
use crate::Refused;
use crate::document::{Achieved, Kind, Opportunity, Period, Words};
use crate::limits::RESULTS_MAX;
use crate::namespace::KANDIDAT;
use crate::note::Noted;
use jiff::civil::Date;
use rules::{Credits, Grade, Term};

impl Reader {
    /// One learning opportunity. What is not passed is left out, and what is passed below it moves up.
    pub(super) fn opportunity(
        &mut self,
        place: &Place<'_, '_>,
    ) -> Result<Vec<Opportunity>, Refused> {
        let mut parts = Vec::new();
        for part in self.all(place, "hasPart") {
            let part = self.one(&part, "learningOpportunitySpecification")?;
            parts.extend(self.opportunity(&part)?);
        }
        let specifies = self.at_most_one(place, "specifies")?;
        let instance = match &specifies {
            Some(specifies) => self.at_most_one(specifies, "learningOpportunityInstance")?,
            None => None,
        };
        let Some(instance) = instance else {
            self.note(Noted::NotPassed, place);
            return Ok(parts);
        };
        if !self.is_passed(&instance)? {
            return Ok(parts);
        }
        self.results += 1;
        if self.results > RESULTS_MAX {
            return Err(Refused::TooManyResults);
        }
        let achieved = self.achieved(&instance)?;
        if achieved.credits.is_some() && has_credits(&parts) {
            self.note(Noted::CreditsAboveAndBelow, place);
        }
        let title = self.words(place, "title", self.namespace)?;
        if title.is_empty() {
            self.note(Noted::TitleMissing, place);
        }
        let mut description = self.paragraphs(place, "description")?;
        self.fill_from_html(place, &mut description)?;
        Ok(vec![Opportunity {
            kind: self.kind(place)?,
            identifiers: self.identifiers(place)?,
            title,
            url: self.line(place, "url")?,
            description,
            achieved,
            parts,
        }])
    }

    fn kind(&mut self, place: &Place<'_, '_>) -> Result<Option<Kind>, Refused> {
        let Some(name) = self.line(place, "type")? else { return Ok(None) };
        let kind = Kind::from_name(&name);
        if kind.is_none() {
            self.note(Noted::KindUnknown, place);
        }
        Ok(kind)
    }

    /// Passed is what says so, or says nothing (as the format has it), and whose grade does not say otherwise.
    fn is_passed(&mut self, instance: &Place<'_, '_>) -> Result<bool, Refused> {
        let status = self.line(instance, "status")?;
        if status.is_some_and(|status| status != "passed") {
            self.note(Noted::NotPassed, instance);
            return Ok(false);
        }
        let failed = self.line(instance, "resultLabel")?.is_some_and(|grade| is_failing(&grade));
        if failed {
            self.note(Noted::FailedGrade, instance);
        }
        Ok(!failed)
    }

    fn achieved(&mut self, instance: &Place<'_, '_>) -> Result<Achieved, Refused> {
        if let Some(attachments) = self.first(instance, "attachments")
            && self.first(&attachments, "ref").is_some()
        {
            self.note(Noted::Attachments, instance);
        }
        let extension = self.at_most_one(instance, "extension")?;
        let (mut term, mut thesis) = (None, Words::default());
        if let Some(extension) = &extension {
            term = self.term(extension)?;
            thesis = self.words(extension, "thesisTitle", KANDIDAT)?;
        }
        Ok(Achieved {
            identifiers: self.identifiers(instance)?,
            started: self.date(instance, "start")?,
            date: self.date(instance, "date")?,
            term,
            period: self.period(instance)?,
            grade: self.line(instance, "resultLabel")?,
            scale: self.line(instance, "gradingSchemeLocalId")?,
            credits: self.credits(instance)?,
            level: self.level(instance)?,
            thesis,
        })
    }

    fn term(&mut self, extension: &Place<'_, '_>) -> Result<Option<Term>, Refused> {
        let mut term = None;
        for code in self.all_of(extension, "term", KANDIDAT) {
            match Term::parse(&line(&code, "term")?) {
                Ok(read) if term.is_none() => term = Some(read),
                _ => self.note(Noted::TermUnreadable, &code),
            }
        }
        Ok(term)
    }

    fn period(&mut self, instance: &Place<'_, '_>) -> Result<Option<Period>, Refused> {
        let Some(place) = self.at_most_one(instance, "academicTerm")? else { return Ok(None) };
        let title = self.words(&place, "title", self.namespace)?;
        let days: (Option<Date>, Option<Date>) =
            (self.date(&place, "start")?, self.date(&place, "end")?);
        let (Some(start), Some(end), false) = (days.0, days.1, title.is_empty()) else {
            self.note(Noted::TermUnreadable, &place);
            return Ok(None);
        };
        Ok(Some(Period { title, start, end }))
    }

    fn credits(&mut self, instance: &Place<'_, '_>) -> Result<Option<Credits>, Refused> {
        let mut found = None;
        for credit in self.all(instance, "credit") {
            let scheme = self.line(&credit, "scheme")?.unwrap_or_default();
            let Some(line) = self.line(&credit, "value")? else { continue };
            if found.is_some() || !scheme.eq_ignore_ascii_case("ects") {
                self.note(Noted::OtherCredits, &credit);
                continue;
            }
            match value::credits(&line) {
                Some((credits, comma)) => {
                    found = Some(credits);
                    if comma {
                        self.note(Noted::CommaInCredits, &credit);
                    }
                }
                None => self.note(Noted::CreditsUnreadable, &credit),
            }
        }
        Ok(found)
    }

    fn level(&mut self, instance: &Place<'_, '_>) -> Result<Option<u8>, Refused> {
        let mut found = None;
        for level in self.all(instance, "level") {
            let kind = self.line(&level, "type")?.unwrap_or_default();
            let line = self.line(&level, "value")?;
            let Some(line) = line.filter(|_| kind == "EQF") else { continue };
            let read = line.parse().ok().filter(|level| crate::document::LEVELS.contains(level));
            if read.is_none() || found.is_some() {
                self.note(Noted::LevelUnreadable, &level);
            }
            found = found.or(read);
        }
        Ok(found)
    }
}

/// Whether a grade, as the two Norwegian scales write it, is a fail.
pub(crate) fn is_failing(grade: &str) -> bool {
    let written = [grade.to_owned(), grade.to_lowercase(), grade.to_uppercase()];
    written.iter().filter_map(|code| Grade::from_code(code)).any(|grade| !grade.passed())
}

/// Whether anything in the list or below it has credits.
pub(crate) fn has_credits(opportunities: &[Opportunity]) -> bool {
    opportunities.iter().any(|one| one.achieved.credits.is_some() || has_credits(&one.parts))
}
