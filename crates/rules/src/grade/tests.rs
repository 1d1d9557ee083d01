use super::rule::decide;
use super::*;
use crate::{Key, Law, Refusal, RuleSetId};
use proptest::prelude::*;

fn law(third_examiner: Option<ThirdExaminer>) -> GradeLaw {
    GradeLaw {
        scales: Law {
            value: vec![GradeScale::Letter, GradeScale::PassFail],
            law: "uhl. § 11-7 (1)".to_owned(),
        },
        third_examiner: third_examiner.map(|value| Law { value, law: "§ 39 (5)".to_owned() }),
    }
}

/// Internal examiner, external examiner, then a third who is external or not.
fn facts(codes: &[&str], third_external: bool) -> GradeFacts {
    let standpoint = |(at, code): (usize, &&str)| Standpoint {
        examiner: Key::new(format!("examiner-{at}")),
        external: [false, true, third_external][at],
        grade: Grade::from_code(code).unwrap(),
    };
    GradeFacts { standpoints: codes.iter().enumerate().map(standpoint).collect(), agreed: None }
}

fn outcome(facts: &GradeFacts, third: Option<ThirdExaminer>) -> Result<GradeAnswer, Refusal> {
    let decision = decide(facts, &law(third), &RuleSetId("test".to_owned()));
    assert!(!decision.because.is_empty());
    decision.outcome
}

fn external(codes: &[&str]) -> Result<GradeAnswer, Refusal> {
    outcome(&facts(codes, true), Some(ThirdExaminer::External))
}

fn set(code: &str) -> Result<GradeAnswer, Refusal> {
    Ok(GradeAnswer::Set { grade: Grade::from_code(code).unwrap() })
}

const NEEDS_THIRD: Result<GradeAnswer, Refusal> =
    Ok(GradeAnswer::Open { needs: GradeNeed::ThirdExaminer });
const NEEDS_AGREEMENT: Result<GradeAnswer, Refusal> =
    Ok(GradeAnswer::Open { needs: GradeNeed::Agreement });

fn code(outcome: Result<GradeAnswer, Refusal>) -> String {
    outcome.unwrap_err().code
}

/// Requirements: M-13, M-14, X-10
#[test]
fn examiners_who_disagree_need_a_third() {
    assert_eq!(external(&["B", "C"]), NEEDS_THIRD);
    assert_eq!(external(&["B", "B"]), set("B"));
    assert_eq!(external(&["bestått", "ikke bestått"]), NEEDS_THIRD);
}

/// Requirements: M-14, X-10
#[test]
fn two_of_three_standpoints_decide() {
    assert_eq!(external(&["B", "C", "C"]), set("C"));
    assert_eq!(external(&["B", "C", "B"]), set("B"));
    assert_eq!(external(&["bestått", "ikke bestått", "ikke bestått"]), set("ikke bestått"));
}

/// Requirements: M-13, X-10
#[test]
fn the_third_examiner_must_be_external() {
    let internal = facts(&["B", "C", "C"], false);
    assert_eq!(code(outcome(&internal, Some(ThirdExaminer::External))), "third-must-be-external");
    assert_eq!(outcome(&internal, Some(ThirdExaminer::Any)), set("C"));
    let not_called_in = facts(&["B", "B", "C"], false);
    assert_eq!(outcome(&not_called_in, Some(ThirdExaminer::External)), set("B"));
}

/// Requirements: M-14, X-10, Z-11
#[test]
fn three_different_standpoints_wait_for_an_agreement_signed_by_all_three() {
    let mut facts = facts(&["B", "C", "D"], true);
    let third = Some(ThirdExaminer::External);
    assert_eq!(outcome(&facts, third), NEEDS_AGREEMENT);
    let mut signed_by = vec![Key::new("examiner-0"), Key::new("examiner-1")];
    let grade = Grade::Letter(Letter::C);
    facts.agreed = Some(Agreement { grade, signed_by: signed_by.clone() });
    assert_eq!(outcome(&facts, third), NEEDS_AGREEMENT);
    signed_by.push(Key::new("examiner-2"));
    facts.agreed = Some(Agreement { grade, signed_by });
    assert_eq!(outcome(&facts, third), set("C"));
}

/// Requirements: M-14
#[test]
fn two_who_come_to_agree_need_nobody_else() {
    let mut facts = facts(&["B", "C"], true);
    let grade = Grade::Letter(Letter::C);
    let signed_by = vec![Key::new("examiner-1"), Key::new("examiner-0")];
    facts.agreed = Some(Agreement { grade, signed_by });
    assert_eq!(outcome(&facts, Some(ThirdExaminer::External)), set("C"));
    assert_eq!(outcome(&facts, None), set("C"));
}

/// Requirements: M-14, Z-11
#[test]
fn who_hold_the_same_grade_are_not_overruled_by_an_older_agreement() {
    let mut facts = facts(&["B", "B"], true);
    let signed_by = vec![Key::new("examiner-0"), Key::new("examiner-1"), Key::new("examiner-2")];
    facts.agreed = Some(Agreement { grade: Grade::Letter(Letter::C), signed_by });
    assert_eq!(outcome(&facts, Some(ThirdExaminer::External)), set("B"));
}

/// Requirements: M-13, Z-11
#[test]
fn an_agreement_does_not_make_an_internal_third_examiner_external() {
    let mut facts = facts(&["B", "C", "D"], false);
    let signed_by = (0..3).map(|at| Key::new(format!("examiner-{at}"))).collect();
    facts.agreed = Some(Agreement { grade: Grade::Letter(Letter::C), signed_by });
    assert_eq!(code(outcome(&facts, Some(ThirdExaminer::External))), "third-must-be-external");
}

/// Requirements: M-09, M-10
#[test]
fn grades_on_two_scales_are_never_weighed() {
    assert_eq!(code(external(&["B", "bestått"])), "mixed-scales");
    let mut facts = facts(&["B", "C"], true);
    facts.agreed = Some(Agreement { grade: Grade::Pass, signed_by: vec![] });
    assert_eq!(code(outcome(&facts, None)), "mixed-scales");
}

/// Requirements: M-14
#[test]
fn what_the_act_leaves_open_is_not_decided() {
    assert_eq!(outcome(&facts(&["B", "B"], true), None), set("B"));
    assert_eq!(outcome(&facts(&["B"], true), None), set("B"));
    assert_eq!(code(outcome(&facts(&["B", "C"], true), None)), "not-in-rule-set");
    assert_eq!(code(outcome(&facts(&["B", "C", "C"], false), None)), "not-in-rule-set");
}

/// Requirements: M-09
#[test]
fn a_scale_that_an_institution_does_not_use_gives_no_grade() {
    let mut law = law(None);
    law.scales.value = vec![GradeScale::PassFail];
    let decide = |code| decide(&facts(&[code], false), &law, &RuleSetId("test".to_owned())).outcome;
    assert_eq!(code(decide("B")), "scale-not-in-use");
    assert_eq!(decide("bestått"), set("bestått"));
}

#[test]
fn without_a_standpoint_there_is_no_grade() {
    assert_eq!(code(external(&[])), "no-standpoints");
}

#[test]
fn malformed_standpoints_are_named() {
    let read = |json: &str| serde_json::from_str::<GradeFacts>(json).map_err(|e| e.to_string());
    let one = r#"{"examiner":"a","external":false,"grade":"B"}"#;
    assert!(read(&format!(r#"{{"standpoints":[{one}]}}"#)).is_ok());
    assert!(read(r#"{"standpoints":[]}"#).unwrap_err().contains("expected 1 to 3"));
    let four = ["a", "b", "c", "d"].map(|id| one.replace("\"a\"", &format!("\"{id}\"")));
    let read_some = |some: &[String]| read(&format!(r#"{{"standpoints":[{}]}}"#, some.join(",")));
    assert!(read_some(&four[..3]).is_ok());
    assert!(read_some(&four).unwrap_err().contains("expected 1 to 3"));
    let twice = read(&format!(r#"{{"standpoints":[{one},{one}]}}"#)).unwrap_err();
    assert!(twice.contains("expected each examiner once"), "{twice}");
    let grade =
        read(&one.replace('B', "G").replace('{', r#"{"standpoints":[{"#).replace('}', "}]}"));
    assert!(grade.unwrap_err().contains("expected A, B, C, D, E, F, bestått"));
}

/// Requirements: M-09, M-10
#[test]
fn scales_order_and_measure_only_themselves() {
    let grade = |code| Grade::from_code(code).unwrap();
    assert!(grade("A") > grade("B") && grade("E") > grade("F"));
    assert!(grade("bestått") > grade("ikke bestått"));
    assert_eq!(grade("A").partial_cmp(&grade("bestått")), None);
    assert_eq!(grade("F").partial_cmp(&grade("ikke bestått")), None);
    assert_eq!(grade("E").distance(grade("F")), Some(1));
    assert_eq!(grade("A").distance(grade("F")), Some(5));
    assert_eq!(grade("bestått").distance(grade("ikke bestått")), None);
    assert_eq!(Grade::ALL.into_iter().filter(|grade| !grade.passed()).count(), 2);
    assert_eq!(Grade::from_code("G"), None);
}

fn any_grade() -> impl Strategy<Value = Grade> {
    prop::sample::select(Grade::ALL.to_vec())
}

proptest! {
    #[test]
    fn a_grade_never_depends_on_names(grades in prop::collection::vec(any_grade(), 1..=3), names in prop::collection::hash_set("[a-z]{1,8}", 3)) {
        let codes: Vec<&str> = grades.iter().map(|grade| grade.code()).collect();
        let plain = facts(&codes, true);
        let mut renamed = plain.clone();
        for (standpoint, name) in renamed.standpoints.iter_mut().zip(names) {
            standpoint.examiner = Key::new(name);
        }
        let third = Some(ThirdExaminer::External);
        prop_assert_eq!(outcome(&plain, third), outcome(&renamed, third));
    }

    #[test]
    fn without_an_agreement_the_grade_is_one_that_somebody_held(grades in prop::collection::vec(any_grade(), 1..=3)) {
        let codes: Vec<&str> = grades.iter().map(|grade| grade.code()).collect();
        if let Ok(GradeAnswer::Set { grade }) = external(&codes) {
            prop_assert!(grades.contains(&grade));
            prop_assert!(grades.iter().filter(|other| **other == grade).count() * 2 > grades.len());
        }
    }
}
