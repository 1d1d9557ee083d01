//! The rule `grade`: one grade from the standpoints of one, two or three examiners.

use super::scale::{Grade, GradeScale};
use super::texts;
use crate::decision::refuse;
use crate::key::{Key, first_double};
use crate::{Decision, Law, Reason, Refusal, Rule, RuleSet, RuleSetId};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// What a rule set says about how a grade is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeLaw {
    /// The scales in use, and the paragraph on how grades are set (uhl. § 11-7 (1)).
    pub scales: Law<Vec<GradeScale>>,
    /// Who is called in when two examiners disagree; absent where the rule set leaves it
    /// open, as the 2024 Act does.
    pub third_examiner: Option<Law<ThirdExaminer>>,
}

/// Who may be the third examiner. Two standpoints out of three then decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ThirdExaminer {
    /// Only one from outside the institution.
    External,
    /// Any appointed examiner.
    Any,
}

/// The facts of `grade`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeFacts {
    /// One to three standpoints in the order given; the third is the examiner called in.
    #[serde(deserialize_with = "one_to_three")]
    pub standpoints: Vec<Standpoint>,
    /// The grade the examiners have agreed on, if that is recorded and none of them has
    /// changed a standpoint since.
    #[serde(default)]
    pub agreed: Option<Agreement>,
}

/// The grade one examiner would set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standpoint {
    /// Who.
    pub examiner: Key,
    /// Whether the examiner comes from outside the institution.
    pub external: bool,
    /// Which grade.
    pub grade: Grade,
}

/// A joint grade, with the examiners who have signed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The grade agreed on.
    pub grade: Grade,
    /// Who has signed.
    pub signed_by: Vec<Key>,
}

/// The answer of `grade`: the grade, or what must happen before there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum GradeAnswer {
    /// The grade is set.
    Set {
        /// The grade.
        grade: Grade,
    },
    /// There is no grade yet.
    Open {
        /// What is needed first.
        needs: GradeNeed,
    },
}

/// What examiners who disagree need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GradeNeed {
    /// A third examiner.
    ThirdExaminer,
    /// An agreement that every one of the examiners has signed.
    Agreement,
}

/// The grade that the examiners' standpoints lead to (uhl. § 11-7 (1)).
pub struct GradeRule;

impl Rule for GradeRule {
    const NAME: &'static str = "grade";
    const ABOUT: [&'static str; 3] = [
        "Hvilken karakter følger av sensorenes standpunkter?",
        "Kva karakter følgjer av standpunkta til sensorane?",
        "Which grade follows from the examiners' standpoints?",
    ];
    const LAW: &'static str = "uhl. § 11-7 (1); eksamensrutinen s. 20";
    type Facts = GradeFacts;
    type Answer = GradeAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        law.under(law.sections.grade.as_ref(), |section, id| decide(facts, section, id))
    }
}

/// Sets the grade, or says what is missing. Names of examiners do not matter, only how many
/// stand where. Refuses `no-standpoints`, `scale-not-in-use`, `mixed-scales`, `third-must-be-external` and, where the rule set
/// leaves disagreement open, `not-in-rule-set`.
pub(super) fn decide(
    facts: &GradeFacts,
    law: &GradeLaw,
    rule_set: &RuleSetId,
) -> Decision<GradeAnswer> {
    Decision::reach(rule_set, |because| {
        let standpoints = &facts.standpoints;
        let Some(first) = standpoints.first() else {
            let text = texts::no_standpoints();
            return Err(refuse(because, "no-standpoints", text, &law.scales.law));
        };
        one_scale(first.grade.scale(), facts, law, because)?;
        let disagree = !unanimous(standpoints);
        if disagree && standpoints.len() == 3 {
            third_is_allowed(standpoints, law, because)?;
        }
        // Who hold the same grade need no agreement, and none made before overrules them.
        if !disagree {
            let grade = first.grade;
            because.push(Reason::new(texts::unanimous(grade), &law.scales.law));
            return Ok(GradeAnswer::Set { grade });
        }
        if let Some(grade) = signed_by_all(facts) {
            because.push(Reason::new(texts::agreed(grade), &law.scales.law));
            return Ok(GradeAnswer::Set { grade });
        }
        disagreement(standpoints, law, because)
    })
}

/// Two scales cannot be weighed against each other.
fn one_scale(
    scale: GradeScale,
    facts: &GradeFacts,
    law: &GradeLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Refusal> {
    let agreed = facts.agreed.iter().map(|agreed| agreed.grade);
    let mut grades = facts.standpoints.iter().map(|standpoint| standpoint.grade).chain(agreed);
    if !law.scales.value.contains(&scale) {
        let text = texts::scale_not_in_use();
        return Err(refuse(because, "scale-not-in-use", text, &law.scales.law));
    }
    if grades.all(|grade| grade.scale() == scale) {
        return Ok(());
    }
    Err(refuse(because, "mixed-scales", texts::mixed_scales(), &law.scales.law))
}

/// The third is called in only because two disagree, and then the rule set says who may be.
fn third_is_allowed(
    standpoints: &[Standpoint],
    law: &GradeLaw,
    because: &mut Vec<Reason>,
) -> Result<(), Refusal> {
    let Some(third) = &law.third_examiner else { return Ok(()) };
    let first_two_agree = standpoints[0].grade == standpoints[1].grade;
    if first_two_agree || standpoints[2].external || third.value == ThirdExaminer::Any {
        return Ok(());
    }
    Err(refuse(because, "third-must-be-external", texts::third_must_be_external(), &third.law))
}

fn disagreement(
    standpoints: &[Standpoint],
    law: &GradeLaw,
    because: &mut Vec<Reason>,
) -> Result<GradeAnswer, Refusal> {
    let Some(third) = &law.third_examiner else {
        because.push(Reason::new(texts::disagreement_left_open(), &law.scales.law));
        return Err(Refusal::not_in_rule_set());
    };
    if standpoints.len() < 3 {
        because.push(Reason::new(texts::needs_third(third.value), &third.law));
        return Ok(GradeAnswer::Open { needs: GradeNeed::ThirdExaminer });
    }
    match majority(standpoints) {
        Some(grade) => {
            because.push(Reason::new(texts::majority(grade), &third.law));
            Ok(GradeAnswer::Set { grade })
        }
        None => {
            because.push(Reason::new(texts::needs_agreement(), &third.law));
            Ok(GradeAnswer::Open { needs: GradeNeed::Agreement })
        }
    }
}

fn unanimous(standpoints: &[Standpoint]) -> bool {
    standpoints.iter().all(|standpoint| standpoint.grade == standpoints[0].grade)
}

/// The grade that two of three hold.
fn majority(standpoints: &[Standpoint]) -> Option<Grade> {
    let held_by = |grade| standpoints.iter().filter(|other| other.grade == grade).count();
    standpoints.iter().map(|standpoint| standpoint.grade).find(|grade| held_by(*grade) >= 2)
}

/// The agreed grade, once nobody's signature is missing.
fn signed_by_all(facts: &GradeFacts) -> Option<Grade> {
    let agreed = facts.agreed.as_ref()?;
    let mut examiners = facts.standpoints.iter().map(|standpoint| &standpoint.examiner);
    examiners.all(|examiner| agreed.signed_by.contains(examiner)).then_some(agreed.grade)
}

fn one_to_three<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Standpoint>, D::Error> {
    let standpoints = Vec::<Standpoint>::deserialize(deserializer)?;
    if !(1..=3).contains(&standpoints.len()) {
        return Err(D::Error::custom("wrong number of standpoints, expected 1 to 3"));
    }
    match first_double(standpoints.iter().map(|standpoint| &standpoint.examiner)) {
        Some(_) => Err(D::Error::custom("an examiner twice, expected each examiner once")),
        None => Ok(standpoints),
    }
}
