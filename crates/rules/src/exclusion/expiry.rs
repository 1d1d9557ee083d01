//! The rule `register-expiry`: when a row goes because its period is over.

use super::law::Provision;
use crate::calendar::{EventDate, OsloInstant, date_en, date_no};
use crate::{Decision, Reason, Reasoning, Rule, RuleSet, RuleSetId, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The facts of `register-expiry`.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterExpiryFacts {
    /// The last day of the period, inclusive to 23:59:59 in Oslo.
    pub to: EventDate,
    /// Now: an instant, or a day as a whole.
    pub now: EventDate,
}

/// The answer of `register-expiry`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Expiry {
    /// Whether the period is over, and the row to be gone.
    pub expired: bool,
    /// The first instant after the period, by Oslo's clock.
    pub delete_at: OsloInstant,
}

/// When a row is deleted at the end of its period (uhl. § 12-11 (1)).
pub struct RegisterExpiry;

impl Rule for RegisterExpiry {
    const NAME: &'static str = "register-expiry";
    const ABOUT: [&'static str; 3] = [
        "Når skal en rad slettes fra registeret fordi perioden er over?",
        "Når skal ei rad slettast frå registeret fordi perioden er over?",
        "When is a row deleted from the register because its period is over?",
    ];
    const LAW: &'static str = "uhl. § 12-11 (1); RUST-rutinen s. 3, 10";
    type Facts = RegisterExpiryFacts;
    type Answer = Expiry;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Expiry> {
        match &law.sections.exclusion {
            Some(section) => decide(facts, &section.expiry, &law.id),
            None => Reasoning::under(law).not_in_rule_set(),
        }
    }
}

fn decide(facts: &RegisterExpiryFacts, law: &Provision, rule_set: &RuleSetId) -> Decision<Expiry> {
    Decision::reach(rule_set, |because| {
        let expired = *facts.now > *facts.to;
        let (no, en) = (date_no(*facts.to), date_en(*facts.to));
        let text = match expired {
            false => Text::new(
                format!("Perioden varer til og med {no}. Raden slettes når dagen er over."),
                format!("Perioden varer til og med {no}. Rada blir sletta når dagen er over."),
                format!("The period lasts to {en}. The row is deleted when that day is over."),
            ),
            true => Text::new(
                format!("Perioden varte til og med {no}. Raden skal være slettet."),
                format!("Perioden varte til og med {no}. Rada skal vere sletta."),
                format!("The period lasted to {en}. The row is to be gone."),
            ),
        };
        because.push(Reason::new(text, &law.law));
        Ok(Expiry { expired, delete_at: OsloInstant::after(*facts.to) })
    })
}
