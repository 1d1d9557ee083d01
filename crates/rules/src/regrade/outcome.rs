//! The rule `regrade-outcome`: what a re-grading leads to (uhl. § 11-11 (3), (4)).

#[cfg(test)]
mod tests;
mod texts;

use crate::decision::refuse;
use crate::{Decision, Grade, Law, Reason, Rule, RuleSet, RuleSetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a rule set says about the outcome of a re-grading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegradeOutcomeLaw {
    /// Which grade stands.
    pub stands: Law<Stands>,
    /// When the new grade is too far from the old one to stand at once; absent where no
    /// distance matters, as in 2011.
    pub further_assessment: Option<FurtherAssessmentLaw>,
    /// Whether a changed written grade means a new oral exam.
    pub new_oral: Law<bool>,
}

/// Which grade stands after a re-grading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// The new one, better or worse for the student.
    NewGrade,
}

/// When and by whom the case is assessed once more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FurtherAssessmentLaw {
    /// From how many grades apart, up or down.
    pub grades_apart: Law<u8>,
    /// Who assesses; absent where the rule set leaves it to the institution.
    pub by: Option<Law<FurtherAssessmentBy>>,
}

/// Who makes the further assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FurtherAssessmentBy {
    /// The examiners of the first grading and of the re-grading together, and one more if
    /// no majority of them agrees; with written reasons.
    BothCommittees,
    /// One more grading by examiners who have sat in neither committee.
    AnotherCommittee,
}

/// The facts of `regrade-outcome`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegradeOutcomeFacts {
    /// The grade under appeal.
    pub old: Grade,
    /// The grade that the re-grading committee has set.
    pub new: Grade,
    /// Whether the grades are for the written part of a written and oral exam.
    #[serde(default)]
    pub written_part_of_oral: bool,
}

/// The answer of `regrade-outcome`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegradeOutcomeAnswer {
    /// The grade of the re-grading.
    pub grade: Grade,
    /// Whether that grade is final, or something stands between.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// What must happen first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<RegradeNeed>,
    /// Who makes the further assessment, where the rule set says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessed_by: Option<FurtherAssessmentBy>,
}

/// What a re-grading may need before its grade is final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RegradeNeed {
    /// The case is assessed once more; a new oral exam may still follow.
    FurtherAssessment,
    /// The student sits a new oral exam.
    NewOral,
}

/// What a re-grading leads to (uhl. § 11-11 (3), (4)).
pub struct RegradeOutcome;

impl Rule for RegradeOutcome {
    const NAME: &'static str = "regrade-outcome";
    const ABOUT: [&'static str; 3] = [
        "Hva følger av karakteren i klagesensuren?",
        "Kva følgjer av karakteren i klagesensuren?",
        "What follows from the grade of the re-grading?",
    ];
    const LAW: &'static str = "uhl. § 11-11 (3), (4); eksamensforskriften § 46";
    type Facts = RegradeOutcomeFacts;
    type Answer = RegradeOutcomeAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.regrade_outcome.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// Says what follows from a re-grading. Refuses `mixed-scales`: pass/fail and letters do
/// not compare.
fn decide(
    facts: &RegradeOutcomeFacts,
    law: &RegradeOutcomeLaw,
    rule_set: &RuleSetId,
) -> Decision<RegradeOutcomeAnswer> {
    Decision::reach(rule_set, |because| {
        let (old, grade) = (facts.old, facts.new);
        if old.scale() != grade.scale() {
            return Err(refuse(because, "mixed-scales", texts::mixed_scales(), &law.stands.law));
        }
        because.push(Reason::new(texts::new_grade(old, grade), &law.stands.law));
        if let Some(further) = too_far(facts, law) {
            let apart = further.grades_apart.value;
            because.push(Reason::new(texts::too_far(apart), &further.grades_apart.law));
            let by = further.by.as_ref();
            if let Some(by) = by {
                because.push(Reason::new(texts::assessed_by(by.value), &by.law));
            }
            return Ok(open(grade, RegradeNeed::FurtherAssessment, by.map(|by| by.value)));
        }
        if law.new_oral.value && facts.written_part_of_oral && old != grade {
            because.push(Reason::new(texts::new_oral(), &law.new_oral.law));
            return Ok(open(grade, RegradeNeed::NewOral, None));
        }
        Ok(RegradeOutcomeAnswer { grade, is_final: true, needs: None, assessed_by: None })
    })
}

/// The law on further assessment, if the two grades are far enough apart for it.
fn too_far<'a>(
    facts: &RegradeOutcomeFacts,
    law: &'a RegradeOutcomeLaw,
) -> Option<&'a FurtherAssessmentLaw> {
    let further = law.further_assessment.as_ref()?;
    (facts.old.distance(facts.new)? >= further.grades_apart.value).then_some(further)
}

fn open(
    grade: Grade,
    needs: RegradeNeed,
    assessed_by: Option<FurtherAssessmentBy>,
) -> RegradeOutcomeAnswer {
    RegradeOutcomeAnswer { grade, is_final: false, needs: Some(needs), assessed_by }
}
