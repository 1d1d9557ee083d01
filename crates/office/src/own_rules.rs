//! The rule sets that an institution has made for itself: added to while the office runs,
//! never changed, so that whoever holds one holds it as long as the office.

use jiff::civil::Date;
use rules::{RuleSet, RuleSetId};
use std::sync::OnceLock;

/// A chain to which one more can be added.
#[derive(Default)]
pub(crate) struct OwnRules(OnceLock<Box<Link>>);

struct Link {
    from: Date,
    rules: RuleSet,
    next: OwnRules,
}

impl OwnRules {
    /// All of them with the day from which each counts, in the order they were added.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Date, &RuleSet)> {
        let links = std::iter::successors(self.0.get(), |link| link.next.0.get());
        links.map(|link| (link.from, &link.rules))
    }

    /// The one of an id.
    pub(crate) fn get(&self, id: &RuleSetId) -> Option<&RuleSet> {
        self.iter().map(|(_, rules)| rules).find(|rules| rules.id == *id)
    }

    /// The latest that counts on a day.
    pub(crate) fn on(&self, date: Date) -> Option<(Date, &RuleSet)> {
        self.iter().filter(|(from, _)| *from <= date).max_by_key(|(from, _)| *from)
    }

    /// Adds one; nothing happens when it is there already.
    pub(crate) fn add(&self, from: Date, rules: RuleSet) {
        if self.get(&rules.id).is_some() {
            return;
        }
        let mut link = Box::new(Link { from, rules, next: Self::default() });
        let mut end = self;
        // Somebody else may add at the same moment: then the end has moved.
        while let Err(back) = end.0.set(link) {
            link = back;
            match end.0.get() {
                Some(taken) if taken.rules.id == link.rules.id => return,
                Some(taken) => end = &taken.next,
                None => return,
            }
        }
    }
}

#[test]
fn what_is_added_is_found_by_day_and_by_id_and_only_once() {
    use jiff::civil::date;
    let own = OwnRules::default();
    let shipped = rules::RuleSets::shipped();
    for (from, id) in [(2027, "demo-2026"), (2028, "uhl-2024"), (2028, "uhl-2024")] {
        shipped.get(id).into_iter().for_each(|rules| own.add(date(from, 1, 1), rules.clone()));
    }
    assert_eq!(own.iter().count(), 2);
    assert!(own.on(date(2026, 12, 31)).is_none());
    assert_eq!(own.on(date(2027, 12, 31)).map(|(_, rules)| rules.id.0.as_str()), Some("demo-2026"));
    assert_eq!(own.on(date(2028, 1, 1)).map(|(_, rules)| rules.id.0.as_str()), Some("uhl-2024"));
}
