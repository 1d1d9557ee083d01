//! The legal basis of a question: consent or statute, for a purpose, on a day.

use super::{ExchangeAnswerFacts, ExchangeLaw, Why, texts};
use crate::calendar::EventDate;
use crate::{BadFacts, Key, Reason};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The legal basis that a question names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Consent or statute.
    pub kind: BasisKind,
    /// What it is for, where that is said.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// Of a consent: where the person gave it.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// Of a consent: the number of the institution that may ask; any where left out.
    #[serde(default)]
    pub receiver: Option<Key>,
    /// Of a consent: the day it was given.
    #[serde(default)]
    pub given: Option<EventDate>,
    /// Of a consent: the last day it holds, where it has one.
    #[serde(default)]
    pub until: Option<EventDate>,
    /// Of a consent: the day it was withdrawn, if it was.
    #[serde(default)]
    pub withdrawn: Option<EventDate>,
    /// Of a consent: what tells it from every other one of the institution that has it.
    #[serde(default)]
    pub reference: Option<Key>,
    /// Of a consent: which version of the text the person was shown.
    #[serde(default)]
    pub text_version: Option<u32>,
}

/// What a question may rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BasisKind {
    /// The person's consent.
    Consent,
    /// The Act.
    Statute,
}

/// What results are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Admission to studies.
    Admission,
    /// Recognition of earlier education.
    Recognition,
}

/// Where a consent is given.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In an application through the national admission (Samordna opptak).
    NationalAdmission,
    /// In an application to the institution itself (Søknadsweb).
    LocalAdmission,
    /// On the student's own pages (Studentweb), to the student's own institution.
    StudentPages,
}

impl Basis {
    /// A statute has nothing that a consent has, and nothing is withdrawn before it is given.
    pub(super) fn check(&self) -> Result<(), BadFacts> {
        let of_consent = [
            ("channel", json!(self.channel)),
            ("receiver", json!(self.receiver)),
            ("given", json!(self.given)),
            ("until", json!(self.until)),
            ("withdrawn", json!(self.withdrawn)),
            ("reference", json!(self.reference)),
            ("text_version", json!(self.text_version)),
        ];
        let said = of_consent.iter().find(|(_, value)| !value.is_null());
        if let Some((field, value)) = said.filter(|_| self.kind == BasisKind::Statute) {
            return Err(BadFacts::new(format!("basis.{field}"), value, "nothing for a statute"));
        }
        for (field, day) in [("until", self.until), ("withdrawn", self.withdrawn)] {
            if let Some((given, day)) = self.given.zip(day).filter(|(given, day)| day < given) {
                let allowed = format!("{} or later: the day it was given", *given);
                return Err(BadFacts::new(format!("basis.{field}"), &json!(*day), allowed));
            }
        }
        Ok(())
    }
}

/// Whether the question has a legal basis on its day; else why not.
pub(super) fn holds<'a>(
    facts: &ExchangeAnswerFacts,
    law: &'a ExchangeLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Why<'a>> {
    let bases = &law.bases;
    let Some(basis) = &facts.basis else { return Err((texts::no_basis(), &bases.law)) };
    if !bases.value.contains(&basis.kind) {
        return Err((texts::not_a_basis(basis.kind), &bases.law));
    }
    let paragraph = match basis.kind {
        BasisKind::Consent => consent(facts, basis, law)?,
        BasisKind::Statute => statute(facts, basis, law)?,
    };
    because.push(Reason::new(texts::holds(basis.kind), paragraph));
    Ok(())
}

fn consent<'a>(
    facts: &ExchangeAnswerFacts,
    basis: &Basis,
    law: &'a ExchangeLaw,
) -> Result<&'a String, Why<'a>> {
    let paragraph = &law.bases.law;
    let not_yet = basis.given.is_some_and(|given| *given > *facts.date);
    let over = basis.until.is_some_and(|until| *until < *facts.date);
    let withdrawn = basis.withdrawn.is_some_and(|withdrawn| *withdrawn <= *facts.date);
    if withdrawn {
        return Err((texts::withdrawn(), paragraph));
    }
    if not_yet || over {
        return Err((texts::not_that_day(), paragraph));
    }
    if basis.receiver.is_some() && basis.receiver != facts.asked_by {
        return Err((texts::another_receiver(), paragraph));
    }
    let Some(channel) = basis.channel else {
        return same_purpose([basis.purpose, facts.purpose], paragraph);
    };
    match law.channels.get(&channel) {
        Some(channel) => {
            same_purpose([Some(channel.value), basis.purpose], &channel.law)?;
            same_purpose([Some(channel.value), facts.purpose], &channel.law)
        }
        None => Err((texts::not_a_basis(basis.kind), paragraph)),
    }
}

fn statute<'a>(
    facts: &ExchangeAnswerFacts,
    basis: &Basis,
    law: &'a ExchangeLaw,
) -> Result<&'a String, Why<'a>> {
    let Some(statute) = &law.statute else {
        return Err((texts::not_a_basis(basis.kind), &law.bases.law));
    };
    let asked = [basis.purpose, facts.purpose];
    if asked.iter().flatten().any(|purpose| !statute.value.contains(purpose)) {
        return Err((texts::another_purpose(), &statute.law));
    }
    same_purpose(asked, &statute.law)
}

/// Two purposes that are both told are the same one.
fn same_purpose<'a>(
    purposes: [Option<Purpose>; 2],
    paragraph: &'a String,
) -> Result<&'a String, Why<'a>> {
    match purposes {
        [Some(one), Some(other)] if one != other => Err((texts::another_purpose(), paragraph)),
        _ => Ok(paragraph),
    }
}
