//! Recognition of earlier education: how many credits it gives, and that nothing counts twice.

mod advance;
mod count;
#[cfg(test)]
mod tests;
mod texts;

pub use advance::{
    Promise, Promised, RecognitionAdvance, RecognitionAdvanceAnswer, RecognitionAdvanceFacts,
};

use crate::calendar::EventDate;
use crate::cited::Provision;
use crate::key::first_double;
use crate::{BadFacts, Credits, Decision, Key, Law, Rule, RuleSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The section `[recognition]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecognitionLaw {
    /// Whether education from another institution under the Act gives the same number of credits.
    pub same_credits: Law<bool>,
    /// That the same learning does not count twice.
    pub not_twice: Provision,
    /// That other education gives as many credits as what it corresponds to.
    pub corresponding: Provision,
    /// That what was approved in advance is recognised once it is passed.
    pub advance: Provision,
}

/// The facts of `recognition-credits`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecognitionCreditsFacts {
    /// The day of the application.
    pub date: EventDate,
    /// What the application is about, each once.
    pub items: Vec<Item>,
    /// What is recognised of it, and as what.
    pub grants: Vec<Grant>,
    /// The courses that are passed here or recognised before.
    #[serde(default)]
    pub held: Vec<Key>,
}

/// Something that was taken elsewhere.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Which.
    pub id: Key,
    /// Whether another institution under the Act has given it.
    #[serde(default)]
    pub regulated: bool,
    /// Its credits; left out where it was not counted in such.
    #[serde(default)]
    pub credits: Option<Credits>,
    /// How many of them have been recognised before.
    #[serde(default)]
    pub used: Option<Credits>,
    /// What it is part of, or is the same learning as.
    #[serde(default)]
    pub same_as: Vec<Key>,
}

/// What something is recognised as.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The item.
    pub item: Key,
    /// The course here whose place it takes; left out where it gives free credits.
    #[serde(default)]
    pub course: Option<Place>,
    /// How many credits it gives.
    pub credits: Credits,
    /// How many of its credits are left out, because the same learning counts already.
    #[serde(default)]
    pub reduced: Option<Credits>,
}

/// A course here.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its code.
    pub code: Key,
    /// Its credits.
    pub credits: Credits,
}

/// The answer of `recognition-credits`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecognitionCreditsAnswer {
    /// The credits that are recognised.
    pub credits: Credits,
    /// The credits that are left out, because the same learning counts already.
    pub reduced: Credits,
}

/// How many credits earlier education gives (uhl. §§ 9-1 to 9-3).
pub struct RecognitionCredits;

impl Rule for RecognitionCredits {
    const NAME: &'static str = "recognition-credits";
    const ABOUT: [&'static str; 3] = [
        "Hvor mange studiepoeng gir tidligere utdanning, og teller noe dobbelt?",
        "Kor mange studiepoeng gir tidlegare utdanning, og tel noko dobbelt?",
        "How many credits does earlier education give, and does anything count twice?",
    ];
    const LAW: &'static str = "uhl. §§ 9-1 til 9-3; uhl. (2005) § 3-5";
    type Facts = RecognitionCreditsFacts;
    type Answer = RecognitionCreditsAnswer;

    /// Each item once, and nothing recognised that the application is not about.
    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        if let Some(twice) = first_double(facts.items.iter().map(|item| &item.id)) {
            return Err(BadFacts::new("items", &json!(twice), "each item once"));
        }
        let unknown = |grant: &&Grant| !facts.items.iter().any(|item| item.id == grant.item);
        if let Some(grant) = facts.grants.iter().find(unknown) {
            return Err(BadFacts::new("grants.item", &json!(grant.item), "one of the items"));
        }
        Ok(())
    }

    fn event(facts: &Self::Facts) -> Option<EventDate> {
        Some(facts.date)
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.recognition.as_ref(), |section, id| {
            count::decide(facts, section, id)
        })
    }
}
