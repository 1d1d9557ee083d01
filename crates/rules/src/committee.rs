//! The rule `committee`: whether an examination committee may grade an exam.
//!
//! The 2024 Act asks for examiners by level, form, credits and verifiability (uhl. § 11-7
//! (2)); 2011's routine asks for two at every exam, keeps the supervisor out of the
//! committee for a master's thesis, and wants a CV from those outside higher education.

mod need;
#[cfg(test)]
mod tests;
mod texts;

pub use need::{CommitteeLaw, LargeLaw, NeedLaw, SupervisorLaw};

use crate::decision::refuse;
use crate::key::{Key, first_double};
use crate::{Credits, Decision, Form, Level, Reason, Refusal, Rule, RuleSet, RuleSetId};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// The facts of `committee`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitteeFacts {
    /// The level of the course.
    pub level: Level,
    /// How the exam is taken.
    pub form: Form,
    /// The credits that the exam alone counts for.
    pub credits: Credits,
    /// Whether the exam can be assessed again afterwards; left out, its form decides.
    #[serde(default)]
    pub verifiable: Option<bool>,
    /// The proposed examiners, each once.
    #[serde(deserialize_with = "each_once")]
    pub members: Vec<CommitteeMember>,
    /// Whether it is recorded that the supervisor may be an examiner all the same.
    #[serde(default)]
    pub dispensation: bool,
}

/// One proposed examiner.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitteeMember {
    /// Who.
    pub id: Key,
    /// Whether the examiner comes from outside the institution.
    pub external: bool,
    /// Whether the examiner has supervised the candidate.
    pub supervisor: bool,
    /// Whether the institution has approved the examiner.
    pub approved: bool,
    /// Whether the examiner is employed at a university or college.
    pub employed_at_university: bool,
    /// Whether a CV is on file.
    pub cv: bool,
}

/// The answer of `committee`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommitteeAnswer {
    /// Always true: what is wrong is a refusal.
    pub accepted: bool,
}

/// Whether a committee may grade the exam (uhl. § 11-7 (2)).
pub struct Committee;

impl Rule for Committee {
    const NAME: &'static str = "committee";
    const ABOUT: [&'static str; 3] = [
        "Kan denne kommisjonen sensurere eksamenen?",
        "Kan denne kommisjonen sensurere eksamenen?",
        "May this committee grade the exam?",
    ];
    const LAW: &'static str = "uhl. § 11-7 (1), (2); eksamensrutinen s. 7, 20";
    type Facts = CommitteeFacts;
    type Answer = CommitteeAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.committee.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// Accepts a committee, or refuses with every reason: `too-few`, `no-external`,
/// `supervisor-is-examiner`, `not-approved`, `cv-missing`.
fn decide(
    facts: &CommitteeFacts,
    law: &CommitteeLaw,
    rule_set: &RuleSetId,
) -> Decision<CommitteeAnswer> {
    Decision::reach(rule_set, |because| {
        let mut wrong = Vec::new();
        size(facts, law, because, &mut wrong);
        supervisor(facts, law, because, &mut wrong);
        let unapproved = |member: &&CommitteeMember| law.approved.value && !member.approved;
        for member in facts.members.iter().filter(unapproved) {
            let text = texts::not_approved(&member.id);
            wrong.push(refuse(because, "not-approved", text, &law.approved.law));
        }
        cv(facts, law, because, &mut wrong);
        match Refusal::from_all(wrong) {
            Some(refusal) => Err(refusal),
            None => Ok(CommitteeAnswer { accepted: true }),
        }
    })
}

/// Enough examiners, and enough of them external, for every need that the exam raises.
fn size(
    facts: &CommitteeFacts,
    law: &CommitteeLaw,
    because: &mut Vec<Reason>,
    wrong: &mut Vec<Refusal>,
) {
    let needs = law.needs(facts);
    for (need, law) in &needs {
        because.push(Reason::new(texts::need(*need, law), &law.examiners.law));
    }
    let most = needs.iter().map(|(_, need)| &need.examiners).max_by_key(|need| need.value);
    if let Some(most) = most.filter(|most| facts.members.len() < most.value) {
        wrong.push(refuse(because, "too-few", texts::too_few(most.value), &most.law));
    }
    let external = facts.members.iter().filter(|member| member.external).count();
    let most = needs.iter().filter_map(|(_, need)| need.external.as_ref());
    let most = most.max_by_key(|need| need.value);
    if let Some(most) = most.filter(|most| external < most.value) {
        wrong.push(refuse(because, "no-external", texts::no_external(most.value), &most.law));
    }
}

/// What weakens trust in somebody's impartiality disqualifies.
const IMPARTIALITY: &str = "fvl. § 6 (2)";

/// The supervisor takes no part in grading the thesis, unless somebody has dispensed.
fn supervisor(
    facts: &CommitteeFacts,
    law: &CommitteeLaw,
    because: &mut Vec<Reason>,
    wrong: &mut Vec<Refusal>,
) {
    if !facts.members.iter().any(|member| member.supervisor) {
        return;
    }
    let Some(law) = law.supervisor_excluded(facts) else {
        // Nothing keeps her out as such: impartiality is for people to weigh.
        because.push(Reason::new(texts::supervisor_to_be_weighed(), IMPARTIALITY));
        return;
    };
    if facts.dispensation {
        because.push(Reason::new(texts::supervisor_dispensed(), &law.dispensation.law));
    }
    if !(facts.dispensation && law.dispensation.value) {
        let text = texts::supervisor_is_examiner();
        wrong.push(refuse(because, "supervisor-is-examiner", text, &law.levels.law));
    }
}

/// Who is not employed in higher education shows a CV.
fn cv(
    facts: &CommitteeFacts,
    law: &CommitteeLaw,
    because: &mut Vec<Reason>,
    wrong: &mut Vec<Refusal>,
) {
    let Some(law) = law.cv_from_outsiders.as_ref().filter(|law| law.value) else { return };
    let lacks = |member: &&CommitteeMember| !member.employed_at_university && !member.cv;
    for member in facts.members.iter().filter(lacks) {
        wrong.push(refuse(because, "cv-missing", texts::cv_missing(&member.id), &law.law));
    }
}

fn each_once<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<CommitteeMember>, D::Error> {
    let members = Vec::<CommitteeMember>::deserialize(deserializer)?;
    match first_double(members.iter().map(|member| &member.id)) {
        Some(_) => Err(D::Error::custom("an examiner twice, expected each examiner once")),
        None => Ok(members),
    }
}
