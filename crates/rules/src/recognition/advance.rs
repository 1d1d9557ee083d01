//! What was approved in advance binds whoever recognises it later.

use super::{Grant, RecognitionLaw, texts};
use crate::calendar::EventDate;
use crate::decision::refuse;
use crate::key::first_double;
use crate::{BadFacts, Credits, Decision, Key, Reason, Refusal, Rule, RuleSet, RuleSetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The facts of `recognition-advance`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecognitionAdvanceFacts {
    /// The day of the application for recognition.
    pub date: EventDate,
    /// What of the application was approved in advance, each once.
    pub items: Vec<Promised>,
    /// What is recognised of it, and as what.
    pub grants: Vec<Grant>,
}

/// Something that was approved in advance, and has been taken since.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promised {
    /// Which.
    pub id: Key,
    /// What it was to be recognised as.
    pub promised: Vec<Promise>,
    /// The last day of the studies that were approved.
    pub until: EventDate,
    /// The day it was passed; left out where it was not.
    #[serde(default)]
    pub passed: Option<EventDate>,
    /// The credits that it was to give; left out where nobody knew.
    #[serde(default)]
    pub planned: Option<Credits>,
    /// The credits that it gave; left out where it was not counted in such.
    #[serde(default)]
    pub earned: Option<Credits>,
}

/// What something is to be recognised as.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The course here whose place it takes; left out where it gives free credits.
    #[serde(default)]
    pub course: Option<Key>,
    /// How many credits it gives.
    pub credits: Credits,
}

/// The answer of `recognition-advance`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecognitionAdvanceAnswer {
    /// What is recognised as it was promised.
    pub kept: Vec<Key>,
    /// What the promise does not bind in: not passed, later than approved, or fewer credits.
    pub free: Vec<Key>,
}

/// Whether what was approved in advance is recognised as it was promised (uhl. §§ 9-1 to 9-3).
pub struct RecognitionAdvance;

impl Rule for RecognitionAdvance {
    const NAME: &'static str = "recognition-advance";
    const ABOUT: [&'static str; 3] = [
        "Blir det som er forhåndsgodkjent, godkjent slik det ble lovet?",
        "Blir det som er førehandsgodkjent, godkjent slik det vart lova?",
        "Is what was approved in advance recognised as it was promised?",
    ];
    const LAW: &'static str =
        "uhl. §§ 9-1 til 9-3; uhl. (2005) § 3-5; institusjonens studieforskrift";
    type Facts = RecognitionAdvanceFacts;
    type Answer = RecognitionAdvanceAnswer;

    /// Each item once, with something promised, and no grant of anything else.
    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        if let Some(twice) = first_double(facts.items.iter().map(|item| &item.id)) {
            return Err(BadFacts::new("items", &json!(twice), "each item once"));
        }
        if let Some(empty) = facts.items.iter().find(|item| item.promised.is_empty()) {
            return Err(BadFacts::new("items.promised", &json!(empty.id), "something promised"));
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
        law.under(law.sections.recognition.as_ref(), |section, id| decide(facts, section, id))
    }
}

fn decide(
    facts: &RecognitionAdvanceFacts,
    law: &RecognitionLaw,
    rule_set: &RuleSetId,
) -> Decision<RecognitionAdvanceAnswer> {
    Decision::reach(rule_set, |because| {
        let mut answer = RecognitionAdvanceAnswer { kept: Vec::new(), free: Vec::new() };
        for item in &facts.items {
            if binds(item) {
                kept(item, facts, law, because)?;
                answer.kept.push(item.id.clone());
            } else {
                because.push(Reason::new(texts::not_as_approved(&item.id), &law.advance.law));
                answer.free.push(item.id.clone());
            }
        }
        because.push(Reason::new(texts::kept(answer.kept.len()), &law.advance.law));
        Ok(answer)
    })
}

/// A promise binds when what was approved is what was taken: passed by its last day, with as many
/// credits as it was to give.
fn binds(item: &Promised) -> bool {
    let in_time = item.passed.is_some_and(|passed| *passed <= *item.until);
    let enough = match (item.planned, item.earned) {
        (Some(planned), Some(earned)) => earned >= planned,
        (Some(_), None) => false,
        (None, _) => true,
    };
    in_time && enough
}

/// Each course that was promised gets its credits, and together it is no less than was promised.
fn kept(
    item: &Promised,
    facts: &RecognitionAdvanceFacts,
    law: &RecognitionLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Refusal> {
    let granted: Vec<&Grant> = facts.grants.iter().filter(|grant| grant.item == item.id).collect();
    let less = |because: &mut Vec<Reason>, all, promised| {
        let text = texts::less_than_promised(&item.id, all, promised);
        Err(refuse(because, "less-than-promised", text, &law.advance.law))
    };
    for promise in &item.promised {
        let Some(course) = &promise.course else { continue };
        let there =
            |grant: &&&Grant| grant.course.as_ref().is_some_and(|place| place.code == *course);
        let all = total(granted.iter().filter(there).map(|grant| grant.credits));
        if all < promise.credits {
            return less(because, all, promise.credits);
        }
    }
    let all = total(granted.iter().map(|grant| grant.credits));
    let promised = total(item.promised.iter().map(|promise| promise.credits));
    if all < promised { less(because, all, promised) } else { Ok(()) }
}

/// The sum; as much as can be written where it is more.
fn total(credits: impl Iterator<Item = Credits>) -> Credits {
    credits.fold(Credits::ZERO, |sum, one| sum.plus(one).unwrap_or(sum))
}
