//! The rule `regrade-package`: what a re-grading committee is sent (uhl. § 11-11 (2)).
//!
//! The committee must not know the old grade, the explanation or the student's reasons.
//! So the package is a whitelist: a kind that is not a [`Sendable`] cannot be in it, and
//! whatever nobody has thought of is withheld.

#[cfg(test)]
mod tests;

use crate::{Decision, Law, Reason, Refusal, Rule, RuleSet, RuleSetId, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What may be sent at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sendable {
    /// The student's answer.
    Answer,
    /// The exam paper.
    Paper,
    /// The grading guide.
    Guide,
    /// A new, empty protocol.
    NewProtocol,
}

impl Sendable {
    /// Everything that may be sent.
    pub const ALL: [Self; 4] = [Self::Answer, Self::Paper, Self::Guide, Self::NewProtocol];

    /// The kind as facts name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Paper => "paper",
            Self::Guide => "guide",
            Self::NewProtocol => "new_protocol",
        }
    }
}

/// What a rule set says about the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegradePackageLaw {
    /// What is sent; a rule set can narrow [`Sendable`], not widen it.
    pub whitelist: Law<Vec<Sendable>>,
    /// Whether the committee always has the grading guide.
    pub guide_required: Law<bool>,
}

/// The facts of `regrade-package`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegradePackageFacts {
    /// The kinds of item at hand in the case, e.g. `answer`, `guide`, `explanation`.
    pub items: Vec<String>,
}

/// The answer of `regrade-package`: every kind at hand stands in one of the two lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegradePackageAnswer {
    /// What the committee is sent.
    pub send: Vec<Sendable>,
    /// What it is not sent.
    pub withheld: Vec<String>,
}

/// What a re-grading committee is sent (uhl. § 11-11 (2)).
pub struct RegradePackage;

impl Rule for RegradePackage {
    const NAME: &'static str = "regrade-package";
    const ABOUT: [&'static str; 3] = [
        "Hva skal klagekommisjonen få, og hva holdes tilbake?",
        "Kva skal klagekommisjonen få, og kva blir halde tilbake?",
        "What is the re-grading committee sent, and what is withheld?",
    ];
    const LAW: &'static str = "uhl. § 11-11 (2); eksamensforskriften § 46";
    type Facts = RegradePackageFacts;
    type Answer = RegradePackageAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.regrade_package.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// Sorts what is at hand. Refuses `guide-missing` and `answer-missing`; both are listed
/// when both are missing.
fn decide(
    facts: &RegradePackageFacts,
    law: &RegradePackageLaw,
    rule_set: &RuleSetId,
) -> Decision<RegradePackageAnswer> {
    Decision::reach(rule_set, |because| {
        if let Some(refusal) = Refusal::from_all(missing(facts, law, because)) {
            return Err(refusal);
        }
        let mut answer = RegradePackageAnswer { send: Vec::new(), withheld: Vec::new() };
        for item in &facts.items {
            match law.whitelist.value.iter().find(|sendable| sendable.code() == item) {
                Some(sendable) if answer.send.contains(sendable) => {}
                Some(sendable) => answer.send.push(*sendable),
                None if answer.withheld.contains(item) => {}
                None => answer.withheld.push(item.clone()),
            }
        }
        because.push(Reason::new(blind(), &law.whitelist.law));
        Ok(answer)
    })
}

/// What the committee cannot do without.
fn missing(
    facts: &RegradePackageFacts,
    law: &RegradePackageLaw,
    because: &mut Vec<Reason>,
) -> Vec<Refusal> {
    let at_hand = |kind: Sendable| facts.items.iter().any(|item| item == kind.code());
    let mut missing = Vec::new();
    let mut lack = |code, text: Text, law: &str| {
        missing.push(crate::decision::refuse(because, code, text, law));
    };
    if law.guide_required.value && !at_hand(Sendable::Guide) {
        lack("guide-missing", guide_missing(), &law.guide_required.law);
    }
    if !at_hand(Sendable::Answer) {
        lack("answer-missing", answer_missing(), &law.whitelist.law);
    }
    missing
}

fn blind() -> Text {
    Text::new(
        "Den nye kommisjonen får bare det som trengs for å vurdere på nytt. Karakteren, begrunnelsen, studentens grunner og alt annet holdes tilbake.",
        "Den nye kommisjonen får berre det som trengst for å vurdere på nytt. Karakteren, grunngivinga, grunnane til studenten og alt anna blir halde tilbake.",
        "The new committee gets only what it needs to assess anew. The grade, the explanation, the student's reasons and everything else are withheld.",
    )
}

fn guide_missing() -> Text {
    Text::new(
        "Sensorveiledningen mangler. Den nye kommisjonen skal alltid ha den.",
        "Sensorrettleiinga manglar. Den nye kommisjonen skal alltid ha henne.",
        "The grading guide is missing. The new committee shall always have it.",
    )
}

fn answer_missing() -> Text {
    Text::new(
        "Besvarelsen mangler, så det er ingenting å vurdere på nytt.",
        "Svaret manglar, så det er ingenting å vurdere på nytt.",
        "The student's answer is missing, so there is nothing to assess anew.",
    )
}
