use super::*;

fn law(further: bool) -> RegradeOutcomeLaw {
    let paragraph = || "uhl. § 11-11 (3)".to_owned();
    let by = Law { value: FurtherAssessmentBy::AnotherCommittee, law: paragraph() };
    RegradeOutcomeLaw {
        stands: Law { value: Stands::NewGrade, law: paragraph() },
        further_assessment: further.then(|| FurtherAssessmentLaw {
            grades_apart: Law { value: 2, law: paragraph() },
            by: Some(by),
        }),
        new_oral: Law { value: true, law: "uhl. § 11-11 (4)".to_owned() },
    }
}

fn outcome(old: &str, new: &str, oral: bool, law: &RegradeOutcomeLaw) -> RegradeOutcomeAnswer {
    let facts = RegradeOutcomeFacts {
        old: Grade::from_code(old).unwrap(),
        new: Grade::from_code(new).unwrap(),
        written_part_of_oral: oral,
    };
    decide(&facts, law, &RuleSetId("test".to_owned())).outcome.unwrap()
}

fn needs(old: &str, new: &str, oral: bool, further: bool) -> Option<RegradeNeed> {
    let answer = outcome(old, new, oral, &law(further));
    assert_eq!(answer.grade.code(), new);
    assert_eq!(answer.is_final, answer.needs.is_none());
    answer.needs
}

const FURTHER: Option<RegradeNeed> = Some(RegradeNeed::FurtherAssessment);
const NEW_ORAL: Option<RegradeNeed> = Some(RegradeNeed::NewOral);

/// Requirements: O-09
#[test]
fn the_new_grade_stands_for_better_or_worse() {
    assert_eq!(needs("C", "B", false, true), None);
    assert_eq!(needs("C", "D", false, true), None);
    assert_eq!(needs("C", "C", false, true), None);
    assert_eq!(needs("bestått", "ikke bestått", false, true), None);
}

/// Requirements: O-09
#[test]
fn two_grades_apart_is_assessed_again_under_the_2024_act_and_not_in_2011() {
    assert_eq!(needs("C", "A", false, true), FURTHER);
    assert_eq!(needs("D", "F", false, true), FURTHER);
    assert_eq!(needs("A", "F", false, true), FURTHER);
    assert_eq!(needs("A", "F", false, false), None);
}

/// Requirements: O-12
#[test]
fn a_changed_written_grade_means_a_new_oral() {
    assert_eq!(needs("C", "B", true, false), NEW_ORAL);
    assert_eq!(needs("C", "C", true, false), None);
    assert_eq!(needs("C", "B", false, false), None);
    assert_eq!(needs("C", "A", true, false), NEW_ORAL);
}

/// Requirements: O-12
#[test]
fn the_further_assessment_comes_before_the_new_oral() {
    assert_eq!(needs("C", "A", true, true), FURTHER);
    assert_eq!(needs("C", "B", true, true), NEW_ORAL);
    let no_oral =
        RegradeOutcomeLaw { new_oral: Law { value: false, law: "§".to_owned() }, ..law(true) };
    assert_eq!(outcome("C", "B", true, &no_oral).needs, None);
}

#[test]
fn who_assesses_again_is_said_where_the_rules_say_it() {
    let answer = |law: &RegradeOutcomeLaw| outcome("C", "A", false, law).assessed_by;
    assert_eq!(answer(&law(true)), Some(FurtherAssessmentBy::AnotherCommittee));
    let mut open = law(true);
    open.further_assessment.as_mut().unwrap().by = None;
    assert_eq!(answer(&open), None);
    assert_eq!(outcome("C", "B", false, &law(true)).assessed_by, None);
}

/// Requirements: M-10
#[test]
fn grades_on_two_scales_do_not_compare() {
    let facts = RegradeOutcomeFacts {
        old: Grade::Pass,
        new: Grade::from_code("B").unwrap(),
        written_part_of_oral: false,
    };
    let decision = decide(&facts, &law(true), &RuleSetId("test".to_owned()));
    assert_eq!(decision.outcome.unwrap_err().code, "mixed-scales");
}
