//! What a document comes to where it is made into a list: each result with the name of its institution and with
//! what it is part of. Counted without building any of it.

use crate::Refused;
use crate::document::{Achieved, Document, Identifier, Opportunity, Report, Words};
use crate::limits::{RESULTS_MAX, TAKEN_MAX};

/// Lets through what can be taken over: no more results and bytes than the limits, and no two results that
/// contradict each other.
pub(crate) fn admit(document: &Document) -> Result<(), Refused> {
    let opportunities = document.reports.iter().flat_map(|report| &report.opportunities);
    if opportunities.map(results).sum::<usize>() > RESULTS_MAX {
        return Err(Refused::TooManyResults);
    }
    let mut taken = 0;
    for report in &document.reports {
        taken += of_report(report)?;
        if taken > TAKEN_MAX {
            return Err(Refused::TooMuchTaken);
        }
    }
    Ok(())
}

/// A result with all that stand below it.
fn results(opportunity: &Opportunity) -> usize {
    1 + opportunity.parts.iter().map(results).sum::<usize>()
}

fn of_report(report: &Report) -> Result<usize, Refused> {
    let achievements = report.achievements()?;
    let issuer = words(&report.issuer.title) + identifiers(&report.issuer.identifiers);
    let name = |place: &usize| named(achievements[*place].opportunity);
    let each = achievements.iter().map(|achievement| {
        let above: usize = achievement.part_of.iter().map(name).sum();
        issuer + said(achievement.opportunity) + above
    });
    Ok(each.sum())
}

/// By what one result is named where another is part of it: by its own identifier, else by what it is called.
fn named(given: &Opportunity) -> usize {
    match given.achieved.identifiers.first() {
        Some(own) => one(own),
        None => identifiers(&given.identifiers) + words(&given.title) + period(given),
    }
}

/// What one result says itself.
fn said(given: &Opportunity) -> usize {
    let Achieved { identifiers: own, grade, scale, thesis, .. } = &given.achieved;
    let lines = [grade, scale, &given.url].map(|line| line.as_ref().map_or(0, String::len));
    identifiers(&given.identifiers)
        + identifiers(own)
        + words(&given.title)
        + words(&given.description)
        + words(thesis)
        + period(given)
        + lines.iter().sum::<usize>()
}

fn period(given: &Opportunity) -> usize {
    given.achieved.period.as_ref().map_or(0, |period| words(&period.title))
}

fn words(words: &Words) -> usize {
    words.all().map(|(_, text)| text.len()).sum()
}

fn identifiers(identifiers: &[Identifier]) -> usize {
    identifiers.iter().map(one).sum()
}

fn one(identifier: &Identifier) -> usize {
    identifier.kind.len() + identifier.value.len()
}
