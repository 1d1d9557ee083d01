//! A report as a list: each result once, with what it is part of.

use super::{Identifier, Opportunity, Report};
use crate::Refused;
use std::collections::HashMap;

/// One result of a report. A course that counts in two qualifications stands twice in a document, because ELMO is
/// a tree; here it stands once.
#[derive(Clone, Debug, PartialEq)]
pub struct Achievement<'a> {
    /// The course or qualification, with its result.
    pub opportunity: &'a Opportunity,
    /// The places in the list of what it is part of, in the order of the document; none for what stands alone.
    pub part_of: Vec<usize>,
}

impl Report {
    /// Every result of the report once, in the order of the document: what a qualification is made up of comes
    /// after it.
    ///
    /// # Errors
    /// [`Refused::SameIdOtherContent`]: two results share their identifier and differ; [`Refused::PartOfItself`]: a
    /// result stands below itself.
    pub fn achievements(&self) -> Result<Vec<Achievement<'_>>, Refused> {
        let mut list = List::default();
        for opportunity in &self.opportunities {
            list.take(opportunity, &mut Vec::new())?;
        }
        Ok(list.found)
    }
}

#[derive(Default)]
struct List<'a> {
    found: Vec<Achievement<'a>>,
    places: HashMap<Key<'a>, usize>,
}

/// What tells a result from others: its own identifier; without one, all that identifies it.
#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Own(&'a Identifier),
    Made(&'a [Identifier], Option<jiff::civil::Date>, Option<jiff::civil::Date>),
}

impl<'a> List<'a> {
    /// Takes one result and what stands below it; `above` are the places of those it stands below, the nearest last.
    fn take(&mut self, given: &'a Opportunity, above: &mut Vec<usize>) -> Result<(), Refused> {
        let place = self.place(given)?;
        if above.contains(&place) {
            return Err(Refused::PartOfItself);
        }
        let part_of = &mut self.found[place].part_of;
        if let Some(nearest) = above.last().filter(|nearest| !part_of.contains(nearest)) {
            part_of.push(*nearest);
        }
        above.push(place);
        given.parts.iter().try_for_each(|part| self.take(part, above))?;
        above.pop();
        Ok(())
    }

    /// Where the result stands in the list; new ones go to its end.
    fn place(&mut self, given: &'a Opportunity) -> Result<usize, Refused> {
        let key = key(given);
        let known = key.as_ref().and_then(|key| self.places.get(key)).copied();
        if let Some(place) = known {
            if self.found[place].opportunity.is_same_alone(given) {
                return Ok(place);
            }
            if matches!(key, Some(Key::Own(_))) {
                return Err(Refused::SameIdOtherContent);
            }
        }
        self.found.push(Achievement { opportunity: given, part_of: Vec::new() });
        let place = self.found.len() - 1;
        if let Some(key) = key.filter(|_| known.is_none()) {
            self.places.insert(key, place);
        }
        Ok(place)
    }
}

fn key(given: &Opportunity) -> Option<Key<'_>> {
    let achieved = &given.achieved;
    let start = achieved.period.as_ref().map(|period| period.start).or(achieved.started);
    match achieved.identifiers.first() {
        Some(own) => Some(Key::Own(own)),
        None if given.identifiers.is_empty() => None,
        None => Some(Key::Made(&given.identifiers, start, achieved.date)),
    }
}
