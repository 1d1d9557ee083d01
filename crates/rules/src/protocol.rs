//! The rule `protocol-ready`: whether a grade protocol is complete (M-01 to M-04).

#[cfg(test)]
mod tests;
mod texts;

use crate::decision::refuse;
use crate::key::{Key, first_double};
use crate::{Decision, Law, Reason, Refusal, Rule, RuleSet, RuleSetId, Text};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// What a rule set demands of a protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProtocolLaw {
    /// Whether every candidate who sat the exam must have a grade.
    pub every_candidate_graded: Law<bool>,
    /// Whether every examiner must have signed.
    pub every_examiner_signs: Law<bool>,
    /// Whether both an external and an internal examiner must have signed.
    pub external_and_internal_sign: Option<Law<bool>>,
    /// Whether a preliminary list may go ahead of the signed original; absent where the
    /// rule set knows no such list.
    pub preliminary_lists: Option<Law<bool>>,
}

/// The facts of `protocol-ready`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProtocolFacts {
    /// Everyone on the protocol, each once.
    #[serde(deserialize_with = "candidates_once")]
    pub candidates: Vec<ProtocolCandidate>,
    /// The appointed examiners, each once.
    #[serde(deserialize_with = "examiners_once")]
    pub examiners: Vec<ProtocolExaminer>,
    /// How many are registered and have no candidate number, so that no line is theirs.
    #[serde(default)]
    pub without_number: u32,
    /// Whether this is a preliminary list.
    #[serde(default)]
    pub preliminary: bool,
}

/// One line of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProtocolCandidate {
    /// The candidate number.
    pub number: Key,
    /// What the line says.
    pub status: ProtocolStatus,
}

/// What a line of the protocol says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProtocolStatus {
    /// A grade is set.
    Graded,
    /// The candidate did not come.
    Absent,
    /// The candidate withdrew.
    Withdrawn,
    /// The candidate sat the exam and has no grade.
    Missing,
    /// Nobody has recorded what became of the candidate: neither an answer nor an absence.
    Unaccounted,
}

/// One examiner of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProtocolExaminer {
    /// Who.
    pub id: Key,
    /// Whether the examiner comes from outside the institution.
    pub external: bool,
    /// Whether the examiner has signed.
    pub signed: bool,
}

/// The answer of `protocol-ready`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProtocolAnswer {
    /// Always true: what is missing is a refusal.
    pub ready: bool,
    /// Whether the signed original must still follow in full.
    pub original_follows: bool,
}

/// Whether a protocol is complete (M-01 to M-04).
pub struct ProtocolReady;

impl Rule for ProtocolReady {
    const NAME: &'static str = "protocol-ready";
    const ABOUT: [&'static str; 3] =
        ["Er protokollen fullstendig?", "Er protokollen fullstendig?", "Is the protocol complete?"];
    const LAW: &'static str = "uhl. § 11-7; eksamensrutinen s. 8, 19";
    type Facts = ProtocolFacts;
    type Answer = ProtocolAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.protocol.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// Says that the protocol may be closed, or lists everything missing: `grade-missing` for
/// each candidate, `unaccounted` for each of whom nothing is known, `number-missing`, `no-examiners`, `signature-missing` for each examiner,
/// `external-signature-missing`, `internal-signature-missing`. A preliminary list is
/// refused `preliminary-not-allowed` or `not-in-rule-set` where it has no place.
fn decide(
    facts: &ProtocolFacts,
    law: &ProtocolLaw,
    rule_set: &RuleSetId,
) -> Decision<ProtocolAnswer> {
    Decision::reach(rule_set, |because| {
        if facts.preliminary {
            return preliminary(law, because);
        }
        let mut missing = Missing { because, all: Vec::new() };
        missing.grades(facts, &law.every_candidate_graded);
        missing.signatures(facts, &law.every_examiner_signs);
        if let Some(both) = law.external_and_internal_sign.as_ref().filter(|both| both.value) {
            missing.one_of_each(facts, both);
        }
        match Refusal::from_all(missing.all) {
            Some(refusal) => Err(refusal),
            None => {
                because.push(Reason::new(texts::graded(), &law.every_candidate_graded.law));
                because.push(Reason::new(texts::signed(), &law.every_examiner_signs.law));
                Ok(ProtocolAnswer { ready: true, original_follows: false })
            }
        }
    })
}

fn preliminary(law: &ProtocolLaw, because: &mut Vec<Reason>) -> Result<ProtocolAnswer, Refusal> {
    match &law.preliminary_lists {
        Some(allowed) if allowed.value => {
            because.push(Reason::new(texts::preliminary(), &allowed.law));
            Ok(ProtocolAnswer { ready: true, original_follows: true })
        }
        Some(forbidden) => {
            let text = texts::preliminary_not_allowed();
            Err(refuse(because, "preliminary-not-allowed", text, &forbidden.law))
        }
        None => {
            let (text, law) = (texts::no_preliminary(), &law.every_examiner_signs.law);
            Err(refuse(because, "not-in-rule-set", text, law))
        }
    }
}

/// Collects everything missing, so that the officer is told once.
struct Missing<'a> {
    because: &'a mut Vec<Reason>,
    all: Vec<Refusal>,
}

impl Missing<'_> {
    fn add(&mut self, code: &str, text: Text, law: &str) {
        self.all.push(refuse(self.because, code, text, law));
    }

    fn grades(&mut self, facts: &ProtocolFacts, law: &Law<bool>) {
        for candidate in facts.candidates.iter().filter(|_| law.value) {
            let (code, text) = match candidate.status {
                ProtocolStatus::Missing => {
                    ("grade-missing", texts::grade_missing(&candidate.number))
                }
                ProtocolStatus::Unaccounted => {
                    ("unaccounted", texts::unaccounted(&candidate.number))
                }
                ProtocolStatus::Graded | ProtocolStatus::Absent | ProtocolStatus::Withdrawn => {
                    continue;
                }
            };
            self.add(code, text, &law.law);
        }
        if law.value && facts.without_number > 0 {
            self.add("number-missing", texts::number_missing(facts.without_number), &law.law);
        }
    }

    fn signatures(&mut self, facts: &ProtocolFacts, law: &Law<bool>) {
        if facts.examiners.is_empty() {
            self.add("no-examiners", texts::no_examiners(), &law.law);
        }
        let unsigned = |examiner: &&ProtocolExaminer| !examiner.signed;
        for examiner in facts.examiners.iter().filter(|_| law.value).filter(unsigned) {
            self.add("signature-missing", texts::signature_missing(&examiner.id), &law.law);
        }
    }

    fn one_of_each(&mut self, facts: &ProtocolFacts, law: &Law<bool>) {
        let has = |external| facts.examiners.iter().any(|examiner| examiner.external == external);
        if !has(true) {
            self.add("external-signature-missing", texts::no_external_signature(), &law.law);
        }
        if !has(false) {
            self.add("internal-signature-missing", texts::no_internal_signature(), &law.law);
        }
    }
}

fn candidates_once<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<ProtocolCandidate>, D::Error> {
    let candidates = Vec::<ProtocolCandidate>::deserialize(deserializer)?;
    match first_double(candidates.iter().map(|candidate| &candidate.number)) {
        Some(_) => Err(D::Error::custom("a candidate twice, expected each candidate once")),
        None => Ok(candidates),
    }
}

fn examiners_once<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<ProtocolExaminer>, D::Error> {
    let examiners = Vec::<ProtocolExaminer>::deserialize(deserializer)?;
    match first_double(examiners.iter().map(|examiner| &examiner.id)) {
        Some(_) => Err(D::Error::custom("an examiner twice, expected each examiner once")),
        None => Ok(examiners),
    }
}
