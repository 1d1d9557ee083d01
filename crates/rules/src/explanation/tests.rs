use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

fn request_by(form: &str, announced: &str) -> Value {
    ask("explanation-deadline", json!({ "form": form, "announced": announced }))
}

/// Requirements: E-14, N-03, X-06
#[test]
fn in_2011_a_written_grade_may_be_questioned_for_three_weeks_and_today_for_one() {
    assert_eq!(request_by("written_school", "2011-06-22")["request_by"], "2011-07-13");
    assert_eq!(request_by("written_school", "2026-06-22")["request_by"], "2026-06-29");
}

/// Requirements: E-15, N-04
#[test]
fn oral_practical_and_performing_exams_are_questioned_on_the_spot() {
    for form in ["oral", "practical", "performing"] {
        for announced in ["2011-06-22", "2026-06-22"] {
            let answer = request_by(form, announced);
            assert_eq!((&answer["immediately"], answer.get("request_by")), (&json!(true), None));
        }
    }
}

/// Requirements: E-16, N-07, X-07
#[test]
fn an_explanation_is_due_two_weeks_after_the_request() {
    let answer =
        ask("explanation-due", json!({ "form": "written_school", "requested": "2011-07-01" }));
    assert_eq!(answer["due"], "2011-07-15");
    assert_eq!(answer.get("not_before"), None);
}

/// Requirements: N-10
#[test]
fn a_written_and_oral_exam_is_explained_only_after_the_oral() {
    let mut facts =
        json!({ "form": "written_school", "requested": "2011-06-01", "oral_held_on": null });
    assert_eq!(ask("explanation-due", facts.clone())["refused"]["code"], "oral-not-held");
    facts["oral_held_on"] = json!("2011-06-10");
    let answer = ask("explanation-due", facts.clone());
    assert_eq!(
        (&answer["due"], &answer["not_before"]),
        (&json!("2011-06-15"), &json!("2011-06-10"))
    );
    facts["oral_held_on"] = json!("2011-06-20");
    assert_eq!(ask("explanation-due", facts.clone())["due"], "2011-06-20");
    facts["form"] = json!("oral");
    assert_eq!(bad_field("explanation-due", facts), "form");
}

/// Requirements: N-05
#[test]
fn in_2011_practical_work_is_handed_in_with_the_request() {
    let facts = |handed_in, requested| json!({ "form": "practical", "requested": requested, "work_handed_in": handed_in });
    let answer = |handed_in, requested| ask("explanation-due", facts(handed_in, requested));
    assert_eq!(answer(false, "2011-06-01")["refused"]["code"], "work-not-handed-in");
    assert_eq!(answer(true, "2011-06-01")["due"], "2011-06-15");
    assert_eq!(answer(false, "2026-06-01")["due"], "2026-06-15");
}
