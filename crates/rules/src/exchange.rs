//! The exchange of results between institutions: what the asked institution answers.

mod basis;
mod question;
#[cfg(test)]
mod tests;
mod texts;

pub use basis::{Basis, BasisKind, Channel, Purpose};
pub use question::{
    ExchangeQuestionAnswer, ExchangeQuestionFacts, ExchangeQuestionRule, KnownConsent,
};

use crate::calendar::EventDate;
use crate::exclusion::Provision;
use crate::key::first_double;
use crate::{BadFacts, Decision, Key, Law, Reason, Reasoning, Rule, RuleSet, RuleSetId, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// The section `[exchange]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeLaw {
    /// That an institution says whether it shares at all.
    pub sharing: Provision,
    /// The legal bases that count.
    pub bases: Law<Vec<BasisKind>>,
    /// What each channel's consent is for.
    pub channels: BTreeMap<Channel, Law<Purpose>>,
    /// What the statute lets institutions ask for; absent where it lets them ask for nothing.
    pub statute: Option<Law<Vec<Purpose>>>,
    /// That only what is passed leaves.
    pub passed_only: Provision,
    /// That an institution answers no more questions of another in a day than it has said.
    pub quota: Provision,
    /// That it can be shown that a consent was given.
    pub demonstrable: Provision,
    /// That the person may object.
    pub objection: Provision,
}

/// The facts of `exchange-answer`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExchangeAnswerFacts {
    /// The day of the question.
    pub date: EventDate,
    /// Whether the asked institution shares results.
    pub shares: bool,
    /// The legal basis that the question names, if any.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// What the results are asked for; left out, the legal basis says it.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// The number of the institution that asks, where a consent names its receiver.
    #[serde(default)]
    pub asked_by: Option<Key>,
    /// Whether the asked institution knows the person.
    pub person_known: bool,
    /// The person's results there, each once.
    pub results: Vec<HeldResult>,
}

/// A result that the asked institution has.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldResult {
    /// Which.
    pub id: Key,
    /// Whether it is passed.
    pub passed: bool,
}

/// What the asked institution answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It does not share results.
    NotSharing,
    /// There is no legal basis for the question.
    NoBasis,
    /// It does not know the person.
    NoPerson,
    /// It knows the person and has nothing passed.
    NoResults,
    /// Here are the results.
    Ok,
}

/// The answer of `exchange-answer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExchangeAnswer {
    /// What is answered.
    pub outcome: Outcome,
    /// The results that leave, in the order given; none unless the outcome is `ok`.
    pub released: Vec<Key>,
}

/// What an institution answers when another asks for a person's results (uhf. § 9-1 (1)).
pub struct ExchangeAnswerRule;

impl Rule for ExchangeAnswerRule {
    const NAME: &'static str = "exchange-answer";
    const ABOUT: [&'static str; 3] = [
        "Hva svarer institusjonen når en annen spør etter resultatene til en person?",
        "Kva svarer institusjonen når ein annan spør etter resultata til ein person?",
        "What does the institution answer when another asks for a person’s results?",
    ];
    const LAW: &'static str =
        "uhl. § 2-8; uhf. § 9-1 (1); personopplysningsloven (2000) § 8; resultatutvekslingen";
    type Facts = ExchangeAnswerFacts;
    type Answer = ExchangeAnswer;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        if let Some(twice) = first_double(facts.results.iter().map(|result| &result.id)) {
            return Err(BadFacts::new("results", &json!(twice), "each result once"));
        }
        facts.basis.as_ref().map_or(Ok(()), Basis::check)
    }

    fn event(facts: &Self::Facts) -> Option<EventDate> {
        Some(facts.date)
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<ExchangeAnswer> {
        match &law.sections.exchange {
            Some(section) => decide(facts, section, &law.id),
            None => Reasoning::under(law).not_in_rule_set(),
        }
    }
}

/// Asks in order whether it shares, whether there is a legal basis, and whether there is
/// anything passed: who has no legal basis does not learn whether the person is known.
fn decide(
    facts: &ExchangeAnswerFacts,
    law: &ExchangeLaw,
    rule_set: &RuleSetId,
) -> Decision<ExchangeAnswer> {
    Decision::reach(rule_set, |because| {
        let passed = facts.results.iter().filter(|result| result.passed);
        let passed: Vec<Key> = passed.map(|result| result.id.clone()).collect();
        let (outcome, text, paragraph) = if !facts.shares {
            (Outcome::NotSharing, texts::not_sharing(), &law.sharing.law)
        } else if let Err((text, paragraph)) = basis::holds(facts, law, because) {
            (Outcome::NoBasis, text, paragraph)
        } else if !facts.person_known {
            (Outcome::NoPerson, texts::no_person(), &law.passed_only.law)
        } else if passed.is_empty() {
            (Outcome::NoResults, texts::no_results(), &law.passed_only.law)
        } else {
            (Outcome::Ok, texts::released(passed.len()), &law.passed_only.law)
        };
        because.push(Reason::new(text, paragraph));
        let released = if outcome == Outcome::Ok { passed } else { Vec::new() };
        Ok(ExchangeAnswer { outcome, released })
    })
}

/// Why something is not so, and the paragraph.
type Why<'a> = (Text, &'a String);
