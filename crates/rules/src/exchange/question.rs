//! Whether a question is taken at all: the asked institution protects what it has, as far as it can see.

use super::{Basis, BasisKind, ExchangeLaw, Purpose, texts};
use crate::calendar::EventDate;
use crate::decision::refuse;
use crate::{BadFacts, Decision, Key, Reason, Refusal, Rule, RuleSet, RuleSetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The facts of `exchange-question`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExchangeQuestionFacts {
    /// The day of the question.
    pub date: EventDate,
    /// The number of the institution that asks.
    pub asked_by: Key,
    /// What the results are asked for.
    pub purpose: Purpose,
    /// The legal basis that the question names.
    pub basis: Basis,
    /// How many questions that institution has put today before this one.
    pub asked_today: u32,
    /// How many it may put in a day.
    pub quota: u32,
    /// Of a consent that was named before: how this question stands to what is known of it.
    #[serde(default)]
    pub known: Option<KnownConsent>,
}

/// A consent that the institution has named before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownConsent {
    /// Whether it was named for the same person.
    pub same_person: bool,
    /// Whether it was named with the same channel, day and text.
    pub same_words: bool,
    /// Whether that person says that it is not hers, and nobody has found otherwise.
    pub contested: bool,
}

/// The answer of `exchange-question`: it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExchangeQuestionAnswer {
    /// How many more questions the institution may put that day.
    pub left: u32,
}

/// Whether an institution takes another's question for results (GDPR art. 5, 7 and 21).
pub struct ExchangeQuestionRule;

impl Rule for ExchangeQuestionRule {
    const NAME: &'static str = "exchange-question";
    const ABOUT: [&'static str; 3] = [
        "Tar institusjonen imot et spørsmål om resultater, slik den kan kontrollere det?",
        "Tek institusjonen imot eit spørsmål om resultat, slik ho kan kontrollere det?",
        "Does the institution take a question for results, as far as it can verify it?",
    ];
    const LAW: &'static str =
        "GDPR art. 5, 7 og 21; personopplysningsloven (2000) §§ 2 og 8; institusjonens praksis";
    type Facts = ExchangeQuestionFacts;
    type Answer = ExchangeQuestionAnswer;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        if facts.known.is_some() && facts.basis.kind != BasisKind::Consent {
            let known = serde_json::json!("known");
            return Err(BadFacts::new("known", &known, "nothing for a statute"));
        }
        facts.basis.check()
    }

    fn event(facts: &Self::Facts) -> Option<EventDate> {
        Some(facts.date)
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.exchange.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// The quota comes first: it bounds how often anything else can be tried.
fn decide(
    facts: &ExchangeQuestionFacts,
    law: &ExchangeLaw,
    rule_set: &RuleSetId,
) -> Decision<ExchangeQuestionAnswer> {
    Decision::reach(rule_set, |because| {
        if facts.asked_today >= facts.quota {
            return Err(refuse(because, "quota", texts::quota(facts.quota), &law.quota.law));
        }
        if facts.basis.kind == BasisKind::Consent {
            consent(facts, law, because)?;
        }
        let left = facts.quota - facts.asked_today - 1;
        because.push(Reason::new(texts::taken(left), &law.quota.law));
        Ok(ExchangeQuestionAnswer { left })
    })
}

/// A consent can be told from every other, is one person's under one text, and is hers.
fn consent(
    facts: &ExchangeQuestionFacts,
    law: &ExchangeLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Refusal> {
    let basis = &facts.basis;
    if basis.reference.is_none() || basis.text_version.is_none() {
        let text = texts::consent_unnamed();
        return Err(refuse(because, "consent-unnamed", text, &law.demonstrable.law));
    }
    let Some(known) = facts.known else { return Ok(()) };
    if !known.same_person || !known.same_words {
        let text = texts::consent_differs();
        return Err(refuse(because, "consent-differs", text, &law.demonstrable.law));
    }
    if known.contested {
        let text = texts::consent_contested();
        return Err(refuse(because, "consent-contested", text, &law.objection.law));
    }
    Ok(())
}
