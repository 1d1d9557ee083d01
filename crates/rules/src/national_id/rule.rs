//! The rule `national-id`: what a given string is, and whether it counts.

use super::birth_date::DatePart;
use super::{CheckRule, NationalIdError, NationalIdKind, check_digits};
use crate::calendar::EventDate;
use crate::key::string_or_whole_number;
use crate::{Decision, Reason, Rule, RuleSet, RuleSetId, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

const LAW: &str = "folkeregisterloven § 2-2";

/// What somebody gave as a national id, not yet looked at; cannot be printed.
#[derive(Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct GivenId(#[serde(deserialize_with = "string_or_whole_number")] pub String);

impl fmt::Debug for GivenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GivenId(***)")
    }
}

/// The facts of `national-id`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NationalIdFacts {
    /// The number as given.
    pub id: GivenId,
    /// The day on which it must count; left out, either check-digit rule will do.
    #[serde(default)]
    pub at: Option<EventDate>,
}

/// The answer of `national-id`. It never tells the person's sex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NationalIdAnswer {
    /// What sort of number it is; absent when it is not even shaped like one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<NationalIdKind>,
    /// Whether the date, the series and the check digits hold on the day asked about.
    pub valid: bool,
    /// The date of birth, where the number tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
}

/// What a national id is, and whether it is valid (folkeregisterloven § 2-2).
pub struct NationalIdRule;

impl Rule for NationalIdRule {
    const NAME: &'static str = "national-id";
    const ABOUT: [&'static str; 3] = [
        "Er dette et gyldig fødselsnummer eller D-nummer?",
        "Er dette eit gyldig fødselsnummer eller D-nummer?",
        "Is this a valid birth number or D-number?",
    ];
    const LAW: &'static str = "folkeregisterloven § 2-2";
    const WITHOUT_DATE: Option<&'static str> = Some("uhl-2024");
    type Facts = NationalIdFacts;
    type Answer = NationalIdAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        decide(facts, law.id.clone())
    }
}

/// Says what sort of number was given and whether it is valid (folkeregisterloven § 2-2).
/// Independent of any institution's rules, so `rule_set` is only handed on.
pub(super) fn decide(facts: &NationalIdFacts, rule_set: RuleSetId) -> Decision<NationalIdAnswer> {
    let (answer, because) = look_at(&facts.id.0, facts.at.map(|at| *at));
    Decision { outcome: Ok(answer), because, rule_set }
}

fn look_at(given: &str, at: Option<Date>) -> (NationalIdAnswer, Vec<Reason>) {
    let invalid = NationalIdAnswer { kind: None, valid: false, birth_date: None };
    let Some(digits) = check_digits::digits(given) else {
        return (invalid, vec![reason(problem(NationalIdError::NotElevenDigits))]);
    };
    let Some(date) = DatePart::read(&digits) else {
        return (invalid, vec![reason(problem(NationalIdError::NotADate))]);
    };
    let rule = CheckRule::at(at);
    let checks = rule.holds(&digits);
    let in_series = rule == CheckRule::From2032 || date.in_a_series();
    let mut because = vec![reason(kind_text(date.kind())), reason(check_text(rule, checks))];
    if !in_series {
        because.push(reason(series_text()));
    }
    let answer = NationalIdAnswer {
        kind: Some(date.kind()),
        valid: checks && in_series,
        birth_date: date.birth_date(),
    };
    (answer, because)
}

fn reason(text: Text) -> Reason {
    Reason { text, law: LAW.to_owned() }
}

fn problem(error: NationalIdError) -> Text {
    match error {
        NationalIdError::NotElevenDigits => Text::new(
            "Nummeret har ikke nøyaktig elleve sifre.",
            "Nummeret har ikkje nøyaktig elleve siffer.",
            "The number does not have exactly eleven digits.",
        ),
        NationalIdError::NotADate => Text::new(
            "De seks første sifrene er ingen dato.",
            "Dei seks første siffera er ingen dato.",
            "The first six digits are not a date.",
        ),
        NationalIdError::WrongCheckDigits => check_text(CheckRule::From2032, false),
    }
}

fn kind_text(kind: NationalIdKind) -> Text {
    match kind {
        NationalIdKind::BirthNumber => Text::new(
            "Dagen og måneden er slik de står i et fødselsnummer.",
            "Dagen og månaden er slik dei står i eit fødselsnummer.",
            "The day and month are written as in a birth number.",
        ),
        NationalIdKind::DNumber => Text::new(
            "Dagen har fått 40 lagt til: dette er et D-nummer.",
            "Dagen har fått 40 lagt til: dette er eit D-nummer.",
            "The day has 40 added to it: this is a D-number.",
        ),
        NationalIdKind::Synthetic => Text::new(
            "Måneden har fått 80 eller 40 lagt til: dette er nummeret til en testperson.",
            "Månaden har fått 80 eller 40 lagt til: dette er nummeret til ein testperson.",
            "The month has 80 or 40 added to it: this is a test person's number.",
        ),
        NationalIdKind::Fictitious => Text::new(
            "Måneden har fått 50 lagt til: dette er et fiktivt nummer for en person uten norsk nummer.",
            "Månaden har fått 50 lagt til: dette er eit fiktivt nummer for ein person utan norsk nummer.",
            "The month has 50 added to it: this is a fictitious number for a person without a Norwegian one.",
        ),
    }
}

fn check_text(rule: CheckRule, holds: bool) -> Text {
    match (rule, holds) {
        (CheckRule::Before2032, true) => Text::new(
            "Kontrollsifrene stemmer etter regelen som gjelder før 2032.",
            "Kontrollsiffera stemmer etter regelen som gjeld før 2032.",
            "The check digits fit by the rule that applies before 2032.",
        ),
        (CheckRule::Before2032, false) => Text::new(
            "Kontrollsifrene stemmer ikke etter regelen som gjelder før 2032.",
            "Kontrollsiffera stemmer ikkje etter regelen som gjeld før 2032.",
            "The check digits do not fit by the rule that applies before 2032.",
        ),
        (CheckRule::From2032, true) => Text::new(
            "Kontrollsifrene stemmer etter regelen fra 2032, som også godtar alle eldre nummer.",
            "Kontrollsiffera stemmer etter regelen frå 2032, som òg godtek alle eldre nummer.",
            "The check digits fit by the rule from 2032, which also accepts all older numbers.",
        ),
        (CheckRule::From2032, false) => Text::new(
            "Kontrollsifrene stemmer verken etter regelen før eller fra 2032.",
            "Kontrollsiffera stemmer verken etter regelen før eller frå 2032.",
            "The check digits fit neither the rule before 2032 nor the one from 2032.",
        ),
    }
}

fn series_text() -> Text {
    Text::new(
        "Individsifrene hører ikke til noen serie for dette fødselsåret.",
        "Individsiffera høyrer ikkje til nokon serie for dette fødselsåret.",
        "The individual digits belong to no series for this year of birth.",
    )
}
