//! Whether an appeal against a grade can be taken up.

use super::clocks::{AppealClocks, FormalComplaint};
use super::deadline::{AppealDeadlineAnswer, deadline};
use super::{AppealLaw, Parts, refusals};
use crate::calendar::EventDate;
use crate::explanation::Explanation;
use crate::{BadFacts, Decision, Form, Reasoning, Refusal, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Whether an appeal against a grade can be taken up (uhl. § 11-10).
pub struct AppealAdmissible;

/// The appeal, and what moves its deadline.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealAdmissibleFacts {
    /// The day the appeal was lodged.
    pub lodged: EventDate,
    /// How the exam was taken.
    pub form: Form,
    /// The day the grade was announced.
    pub announced: EventDate,
    /// The explanation that was asked for, if any.
    pub explanation: Option<Explanation>,
    /// The complaint on formal errors, if any.
    pub formal_complaint: Option<FormalComplaint>,
    /// Whether every part of the course has its final grade.
    pub parts_final: bool,
    /// Whether the written part is passed and the oral part is still to come.
    #[serde(default)]
    pub combined_oral: bool,
    /// What is appealed; left out: the grade of the course.
    #[serde(default)]
    pub appeals: Appeals,
    /// Whether the appealed part has a fixed weight in the grade of the course.
    #[serde(default)]
    pub part_weighted: bool,
    /// Whether the performance can be assessed again; left out: as the form says.
    pub verifiable: Option<bool>,
    /// Whether a diploma with this grade has been issued, and returned.
    pub diploma: Diploma,
    /// Group exam: how many members there are and how many signed.
    pub group: Option<Group>,
    /// Practical skills: whether the work was handed in with the appeal.
    pub work_handed_in: Option<bool>,
    /// Whether the grade was itself set in a re-grading on appeal.
    #[serde(default)]
    pub regraded_on_appeal: bool,
    /// Whether being late is excused (not the student's fault, or for special reasons):
    /// true, or the reason in words.
    #[serde(default, deserialize_with = "excuse")]
    #[schemars(extend("type" = ["boolean", "string"]))]
    pub late_excuse: bool,
}

/// An excuse is accepted or not; its words are kept by the case, not by the rule.
fn excuse<'de, D: serde::Deserializer<'de>>(field: D) -> Result<bool, D::Error> {
    match serde_json::Value::deserialize(field)? {
        serde_json::Value::Bool(excused) => Ok(excused),
        serde_json::Value::String(reason) if !reason.trim().is_empty() => Ok(true),
        other => {
            Err(serde::de::Error::custom(format!("{other}, expected true, false or a reason")))
        }
    }
}

/// What is appealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Appeals {
    /// One part of a course with several.
    Part,
    /// The grade of the course.
    #[default]
    Course,
}

/// Where the diploma is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Diploma {
    /// None was issued.
    None,
    /// With the student.
    Issued,
    /// Issued, and returned.
    Returned,
}

/// A group that was examined together.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How many members it has, 1 or more.
    #[schemars(range(min = 1))]
    pub members: u16,
    /// How many of them signed the appeal.
    pub signed: u16,
}

/// What happens to an appeal that is not refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Admission {
    /// It is taken up.
    Admissible {
        /// Always true.
        admissible: bool,
    },
    /// It waits for something the student must do.
    Parked {
        /// What it waits for: `diploma-not-returned`.
        parked: String,
    },
}

impl Rule for AppealAdmissible {
    const NAME: &'static str = "appeal-admissible";
    const ABOUT: [&'static str; 3] = [
        "Kan klagen på karakteren tas opp til behandling?",
        "Kan klaga på karakteren takast opp til behandling?",
        "Can the appeal against the grade be taken up?",
    ];
    const LAW: &'static str = "uhl. § 11-10; fvl. § 31; eksamensrutinen s. 10-11";
    type Facts = AppealAdmissibleFacts;
    type Answer = Admission;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        facts.clocks().check()?;
        match facts.group {
            Some(Group { members: 0, .. }) => {
                Err(BadFacts::new("group.members", &json!(0), "1 or more"))
            }
            Some(group) if group.signed > group.members => {
                let allowed = format!("0 to {}, the number of members", group.members);
                Err(BadFacts::new("group.signed", &json!(group.signed), allowed))
            }
            _ => Ok(()),
        }
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Admission> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.appeal else { return why.not_in_rule_set() };
        let found = [
            too_late(&mut why, law, section, facts),
            parts_not_final(&mut why, section, facts),
            group_signatures_missing(&mut why, section, facts),
            work_not_handed_in(&mut why, section, facts),
            final_grade(&mut why, section, facts),
            not_appealable(&mut why, section, facts),
        ];
        if let Some(refusal) = Refusal::from_all(found.into_iter().flatten().collect()) {
            return why.refuse_all(refusal);
        }
        if section.diploma_returned_first.value && facts.diploma == Diploma::Issued {
            why.step(refusals::diploma_not_returned(), &section.diploma_returned_first.law);
            return why.answer(Admission::Parked { parked: "diploma-not-returned".into() });
        }
        why.step(refusals::nothing_in_the_way(), &section.deadline.law);
        why.answer(Admission::Admissible { admissible: true })
    }
}

impl AppealAdmissibleFacts {
    /// What moves the deadline.
    pub fn clocks(&self) -> AppealClocks {
        AppealClocks {
            form: self.form,
            announced: self.announced,
            explanation: self.explanation.clone(),
            formal_complaint: self.formal_complaint.clone(),
        }
    }
}

type Found = Option<Refusal>;

fn found(why: &mut Reasoning<'_>, code: &str, text: Text, law: &str) -> Found {
    why.step(text.clone(), law);
    Some(Refusal::new(code, text))
}

/// The last day on which an appeal that is late can be taken up for why it is late, if any
/// (fvl. § 31).
pub fn excusable_until(announced: Date, law: &RuleSet) -> Option<Date> {
    let within = law.sections.appeal.as_ref()?.late_excuse_within.as_ref()?;
    Some(law.counting.forward(announced, &[within.period()]).end)
}

/// Late, unless it is excused and the year has not run out.
///
/// "More than one year since the decision" (fvl. § 31 (3)) is counted as the deadline itself is: fvl. § 30
/// counts by domstolloven §§ 148 and 149 until when an appeal must be lodged. So the year ends on the day
/// with the number of the day of the decision (29 February: on the last of the month, § 148 (2)), and where
/// that is a Saturday, a Sunday or a public holiday, on the next working day (§ 149). Neither Act says in so
/// many words that § 149 reaches § 31; where two readings are open the student keeps the longer one.
fn too_late(
    why: &mut Reasoning<'_>,
    law: &RuleSet,
    section: &AppealLaw,
    facts: &AppealAdmissibleFacts,
) -> Found {
    let AppealDeadlineAnswer::Until { deadline, .. } = deadline(why, law, &facts.clocks())? else {
        return None;
    };
    let lodged = *facts.lodged;
    if lodged <= deadline {
        why.step(refusals::in_time(lodged), &section.deadline.law);
        return None;
    }
    if let Some(within) = section.late_excuse_within.as_ref().filter(|_| facts.late_excuse) {
        if lodged <= why.count_from(*facts.announced, &refusals::the_decision(), within) {
            why.step(refusals::late_but_excused(lodged), &within.law);
            return None;
        }
        return found(
            why,
            "too-late",
            refusals::too_late_for_an_excuse(lodged, within.period()),
            &within.law,
        );
    }
    found(why, "too-late", refusals::too_late(lodged, deadline), &section.deadline.law)
}

fn parts_not_final(
    why: &mut Reasoning<'_>,
    law: &AppealLaw,
    facts: &AppealAdmissibleFacts,
) -> Found {
    if facts.parts_final {
        return None;
    }
    if facts.combined_oral && law.written_part_before_oral.value {
        why.step(refusals::must_attend_oral(), &law.written_part_before_oral.law);
        return None;
    }
    let part = facts.appeals == Appeals::Part;
    let open = match law.parts.value {
        Parts::AfterCourseGrade => false,
        Parts::Weighted => part && facts.part_weighted,
        Parts::Each => part,
    };
    if open {
        why.step(refusals::part_may_be_appealed(), &law.parts.law);
        return None;
    }
    found(why, "parts-not-final", refusals::parts_not_final(), &law.parts.law)
}

fn group_signatures_missing(
    why: &mut Reasoning<'_>,
    law: &AppealLaw,
    facts: &AppealAdmissibleFacts,
) -> Found {
    let group = facts.group?;
    if !law.group_signs_together.value {
        why.step(refusals::group_appeals_individually(), &law.group_signs_together.law);
        return None;
    }
    if group.signed == group.members {
        return None;
    }
    let text = refusals::group_signatures_missing(group.members - group.signed, group.members);
    found(why, "group-signatures-missing", text, &law.group_signs_together.law)
}

fn work_not_handed_in(
    why: &mut Reasoning<'_>,
    law: &AppealLaw,
    facts: &AppealAdmissibleFacts,
) -> Found {
    let work = law.work_handed_in_for.as_ref().filter(|work| work.value.contains(&facts.form))?;
    if facts.work_handed_in == Some(true) {
        return None;
    }
    found(why, "work-not-handed-in", refusals::work_not_handed_in(), &work.law)
}

fn final_grade(why: &mut Reasoning<'_>, law: &AppealLaw, facts: &AppealAdmissibleFacts) -> Found {
    if !facts.regraded_on_appeal || !law.regrade_is_final.value {
        return None;
    }
    found(why, "final-grade", refusals::final_grade(), &law.regrade_is_final.law)
}

fn not_appealable(
    why: &mut Reasoning<'_>,
    law: &AppealLaw,
    facts: &AppealAdmissibleFacts,
) -> Found {
    let work = facts.work_handed_in == Some(true);
    let by_form = !law.not_verifiable.value.contains(&facts.form) || work;
    if facts.verifiable.unwrap_or(by_form) {
        return None;
    }
    found(why, "not-appealable", refusals::not_appealable(), &law.not_verifiable.law)
}
