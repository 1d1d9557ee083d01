//! How many examiners an exam needs, and why.

use super::CommitteeFacts;
use crate::{Credits, Form, Law, Level};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a rule set demands of a committee. A need that is absent is not regulated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitteeLaw {
    /// Every exam.
    pub every_exam: NeedLaw,
    /// Independent work at master's level.
    pub master_independent: Option<NeedLaw>,
    /// A bachelor's thesis or similar independent work.
    pub bachelor_independent: Option<NeedLaw>,
    /// An exam that cannot be assessed again afterwards.
    pub unverifiable: Option<NeedLaw>,
    /// An exam that alone counts for many credits.
    pub large: Option<LargeLaw>,
    /// The forms that are independent work.
    pub independent_forms: Law<Vec<Form>>,
    /// The forms that cannot be assessed again, unless the facts say otherwise.
    pub unverifiable_forms: Law<Vec<Form>>,
    /// Who appoints; nobody grades unapproved.
    pub approved: Law<bool>,
    /// Whether the supervisor is kept out of the committee.
    pub supervisor_excluded: Option<SupervisorLaw>,
    /// Whether an examiner not employed in higher education must show a CV.
    pub cv_from_outsiders: Option<Law<bool>>,
}

/// How many examiners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedLaw {
    /// The fewest examiners.
    pub examiners: Law<usize>,
    /// The fewest of them from outside; absent where there is no demand.
    pub external: Option<Law<usize>>,
}

/// How many examiners an exam with many credits needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LargeLaw {
    /// From how many credits the exam alone counts for.
    pub from_credits: Law<Credits>,
    /// How many examiners.
    pub need: NeedLaw,
}

/// When the supervisor is kept out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SupervisorLaw {
    /// At independent work on these levels.
    pub levels: Law<Vec<Level>>,
    /// Whether somebody may dispense from it.
    pub dispensation: Law<bool>,
}

/// Why an exam needs the examiners it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    EveryExam,
    MasterIndependent,
    BachelorIndependent,
    Unverifiable,
    Large(Credits),
}

impl CommitteeLaw {
    /// Every need that this exam raises; the strictest counts.
    pub(super) fn needs(&self, facts: &CommitteeFacts) -> Vec<(Need, &NeedLaw)> {
        let independent = self.is_independent(facts);
        let independent_at = |level| independent && facts.level == level;
        let by_form = !self.unverifiable_forms.value.contains(&facts.form);
        let verifiable = facts.verifiable.unwrap_or(by_form);
        let large = self.large.as_ref().filter(|law| facts.credits >= law.from_credits.value);
        let master = self.master_independent.as_ref().filter(|_| independent_at(Level::Master));
        let bachelor =
            self.bachelor_independent.as_ref().filter(|_| independent_at(Level::Bachelor));
        let unverifiable = self.unverifiable.as_ref().filter(|_| !verifiable);
        [
            Some((Need::EveryExam, &self.every_exam)),
            master.map(|law| (Need::MasterIndependent, law)),
            bachelor.map(|law| (Need::BachelorIndependent, law)),
            unverifiable.map(|law| (Need::Unverifiable, law)),
            large.map(|law| (Need::Large(law.from_credits.value), &law.need)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The law that keeps the supervisor out of this exam's committee, if one does.
    pub(super) fn supervisor_excluded(&self, facts: &CommitteeFacts) -> Option<&SupervisorLaw> {
        let law = self.supervisor_excluded.as_ref()?;
        (self.is_independent(facts) && law.levels.value.contains(&facts.level)).then_some(law)
    }

    fn is_independent(&self, facts: &CommitteeFacts) -> bool {
        self.independent_forms.value.contains(&facts.form)
    }
}
