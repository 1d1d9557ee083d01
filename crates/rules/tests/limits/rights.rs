//! Deadlines and conditions of what a student may ask for: explanation, appeal, formal complaint.

use rules::registry;
use serde_json::{Value, json};

use crate::{ALL, DEMO, TODAY, UHL, UIT, table};

/// Three weeks in 2011 and one today. What ends on a Saturday or on Whit Monday ends on the next
/// working day.
/// Requirements: E-14, E-15, N-03, N-04
#[test]
fn an_explanation_is_asked_for_within_three_weeks_or_one_or_on_the_spot() {
    table(
        "explanation-deadline",
        "request_by|immediately",
        |(form, announced)| json!({ "form": form, "announced": announced }),
        &[
            (&[UIT], ("written_school", "2011-06-24"), "2011-07-15"),
            (&[UIT], ("written_school", "2011-06-25"), "2011-07-18"),
            (&[UIT], ("oral", "2011-06-24"), "true"),
            (&TODAY, ("written_school", "2026-06-05"), "2026-06-12"),
            (&TODAY, ("written_school", "2026-06-06"), "2026-06-15"),
            (&TODAY, ("written_school", "2026-05-18"), "2026-05-26"),
            (&TODAY, ("thesis", "2026-06-05"), "2026-06-12"),
            (&TODAY, ("oral", "2026-06-05"), "true"),
            (&TODAY, ("practical", "2026-06-05"), "true"),
            (&TODAY, ("performing", "2026-06-05"), "true"),
        ],
    );
}

/// Requirements: E-16, N-05, N-07
#[test]
fn an_explanation_is_due_two_weeks_after_the_request() {
    table(
        "explanation-due",
        "due",
        |(form, requested)| json!({ "form": form, "requested": requested }),
        &[
            (&[UIT], ("written_school", "2011-07-01"), "2011-07-15"),
            (&[UIT], ("written_school", "2011-07-02"), "2011-07-18"),
            (&[UIT], ("practical", "2011-07-01"), "work-not-handed-in"),
            (&TODAY, ("written_school", "2026-06-05"), "2026-06-19"),
            (&TODAY, ("written_school", "2026-06-06"), "2026-06-22"),
            (&TODAY, ("written_school", "2026-05-11"), "2026-05-26"),
            (&TODAY, ("oral", "2026-06-05"), "2026-06-19"),
            (&TODAY, ("practical", "2026-06-05"), "2026-06-19"),
        ],
    );
}

/// Requirements: N-10
#[test]
fn an_explanation_waits_for_the_oral_part_and_no_longer() {
    table(
        "explanation-due",
        "due",
        |(requested, held)| json!({ "form": "written_school", "requested": requested, "oral_held_on": held }),
        &[
            (&[UIT], ("2011-06-01", None), "oral-not-held"),
            (&[UIT], ("2011-06-01", Some("2011-06-15")), "2011-06-15"),
            (&[UIT], ("2011-06-01", Some("2011-06-16")), "2011-06-16"),
            (&TODAY, ("2026-06-01", None), "oral-not-held"),
            (&TODAY, ("2026-06-01", Some("2026-06-15")), "2026-06-15"),
            (&TODAY, ("2026-06-01", Some("2026-06-16")), "2026-06-16"),
        ],
    );
}

/// Requirements: E-17
#[test]
fn an_appeal_has_three_weeks_and_no_end_on_a_day_off() {
    table(
        "appeal-deadline",
        "deadline",
        |announced| json!({ "form": "home", "announced": announced }),
        &[
            (&[UIT], "2011-06-24", "2011-07-15"),
            (&[UIT], "2011-06-25", "2011-07-18"),
            // From Maundy Thursday past Easter to the Tuesday after.
            (&[UIT], "2011-03-30", "2011-04-20"),
            (&[UIT], "2011-03-31", "2011-04-26"),
            (&TODAY, "2026-06-05", "2026-06-26"),
            (&TODAY, "2026-06-06", "2026-06-29"),
            (&TODAY, "2026-04-09", "2026-04-30"),
            // 1 May 2026 is a Friday.
            (&TODAY, "2026-04-10", "2026-05-04"),
        ],
    );
}

/// Requirements: E-17, N-11
#[test]
fn an_explanation_restarts_the_clock_if_it_was_asked_for_on_the_last_day_and_not_after() {
    table(
        "appeal-deadline",
        "deadline",
        |(announced, requested, given)| {
            json!({ "form": "home", "announced": announced,
                "explanation": { "requested": requested, "given": given } })
        },
        &[
            (&[UIT], ("2011-06-22", "2011-07-13", "2011-07-20"), "2011-08-10"),
            (&[UIT], ("2011-06-22", "2011-07-14", "2011-07-20"), "2011-07-13"),
            (&TODAY, ("2026-06-22", "2026-06-29", "2026-07-06"), "2026-07-27"),
            (&TODAY, ("2026-06-22", "2026-06-30", "2026-07-06"), "2026-07-13"),
        ],
    );
}

fn appeal(announced: &str, lodged: &str, more: &Value) -> Value {
    let mut facts = json!({ "form": "home", "announced": announced, "lodged": lodged,
        "parts_final": true, "diploma": "none" });
    for (field, value) in more.as_object().unwrap() {
        facts[field] = value.clone();
    }
    facts
}

/// One year runs from the day of the decision (fvl. § 31): that of the announcement.
/// Requirements: O-03, O-04
#[test]
fn an_appeal_is_in_time_on_the_last_day_and_an_excuse_holds_for_a_year() {
    table(
        "appeal-admissible",
        "admissible",
        |(announced, lodged, excuse)| appeal(announced, lodged, &json!({ "late_excuse": excuse })),
        &[
            (&[UIT], ("2011-06-22", "2011-07-12", false), "true"),
            (&[UIT], ("2011-06-22", "2011-07-13", false), "true"),
            (&[UIT], ("2011-06-22", "2011-07-14", false), "too-late"),
            (&[UIT], ("2011-06-22", "2011-07-14", true), "true"),
            (&[UIT], ("2011-06-22", "2012-06-22", true), "true"),
            (&[UIT], ("2011-06-22", "2012-06-23", true), "too-late"),
            (&TODAY, ("2026-06-22", "2026-07-12", false), "true"),
            (&TODAY, ("2026-06-22", "2026-07-13", false), "true"),
            (&TODAY, ("2026-06-22", "2026-07-14", false), "too-late"),
            (&TODAY, ("2026-06-22", "2026-07-14", true), "true"),
            (&TODAY, ("2026-06-22", "2027-06-22", true), "true"),
            (&TODAY, ("2026-06-22", "2027-06-23", true), "too-late"),
        ],
    );
}

/// The year for an excuse ends as the deadline does (fvl. §§ 30 and 31 (3), domstolloven §§ 148 and 149): a
/// Saturday gives Monday, Ascension Day gives Friday, and 29 February the last of February.
/// Requirements: O-04
#[test]
fn a_year_for_an_excuse_that_ends_on_a_closed_day_lasts_to_the_next_working_day() {
    table(
        "appeal-admissible",
        "admissible",
        |(announced, lodged)| appeal(announced, lodged, &json!({ "late_excuse": true })),
        &[
            (&[UIT], ("2012-06-22", "2013-06-24"), "true"),
            (&[UIT], ("2012-06-22", "2013-06-25"), "too-late"),
            (&[UIT], ("2012-02-29", "2013-02-28"), "true"),
            (&[UIT], ("2012-02-29", "2013-03-01"), "too-late"),
            (&TODAY, ("2026-06-19", "2027-06-21"), "true"),
            (&TODAY, ("2026-06-19", "2027-06-22"), "too-late"),
            (&TODAY, ("2026-05-06", "2027-05-07"), "true"),
            (&TODAY, ("2026-05-06", "2027-05-08"), "too-late"),
        ],
    );
}

/// Requirements: O-04
#[test]
fn a_year_that_ends_on_a_saturday_says_why_it_ends_on_monday() {
    let mut late = appeal("2012-06-22", "2013-06-24", &json!({ "late_excuse": true }));
    late["rule_set"] = json!(UIT);
    let answer = registry::find("appeal-admissible").unwrap().run(&late, None).unwrap();
    let steps = answer["because"].to_string();
    for said in ["22 June 2013", "24 June 2013", "fvl. § 31", "domstolloven § 149"] {
        assert!(steps.contains(said), "{said} in {steps}");
    }
}

/// Requirements: O-10, O-11, O-12, O-13, O-14, O-15
#[test]
fn what_stands_in_the_way_of_an_appeal_under_each_rule_set() {
    let part =
        |weighted| json!({ "parts_final": false, "appeals": "part", "part_weighted": weighted });
    let group = |signed| json!({ "group": { "members": 3, "signed": signed } });
    let form = |form| json!({ "form": form });
    table(
        "appeal-admissible",
        "admissible|parked",
        |more| appeal("2011-06-22", "2011-07-01", more),
        &[
            (&ALL, json!({ "parts_final": false }), "parts-not-final"),
            (&ALL, json!({ "parts_final": false, "combined_oral": true }), "true"),
            (&[UIT, UHL], part(true), "parts-not-final"),
            (&[DEMO], part(true), "true"),
            (&ALL, part(false), "parts-not-final"),
            (&[UIT], group(2), "group-signatures-missing"),
            (&[UIT], group(3), "true"),
            (&TODAY, group(1), "true"),
            (&ALL, json!({ "diploma": "issued" }), "diploma-not-returned"),
            (&ALL, json!({ "diploma": "returned" }), "true"),
            (&ALL, json!({ "regraded_on_appeal": true }), "final-grade"),
            (&ALL, form("oral"), "not-appealable"),
            (&ALL, form("performing"), "not-appealable"),
            (&ALL, form("thesis"), "true"),
            (&[UIT], form("practical"), "work-not-handed-in"),
            (&ALL, json!({ "form": "practical", "work_handed_in": true }), "true"),
            (&TODAY, form("practical"), "not-appealable"),
        ],
    );
}

/// Requirements: E-24
#[test]
fn a_decision_is_appealed_within_three_weeks_of_receiving_it() {
    table(
        "decision-appeal-deadline",
        "deadline",
        |received| json!({ "received": received }),
        &[
            (&[UIT], "2011-06-24", "2011-07-15"),
            (&[UIT], "2011-06-25", "2011-07-18"),
            (&TODAY, "2026-06-05", "2026-06-26"),
            (&TODAY, "2026-06-06", "2026-06-29"),
        ],
    );
}

/// On paper it has arrived some working days after it was posted: both sides of a weekend, and of Easter.
///
/// Requirements: P-13, E-24
#[test]
fn a_decision_on_paper_is_appealed_within_three_weeks_of_its_arrival() {
    table(
        "decision-appeal-deadline",
        "deadline",
        |posted| json!({ "received": posted, "by_post": true }),
        &[
            (&[UIT], "2011-06-21", "2011-07-15"),
            (&[UIT], "2011-06-22", "2011-07-18"),
            (&TODAY, "2026-06-05", "2026-07-03"),
            (&TODAY, "2026-06-08", "2026-07-06"),
            (&TODAY, "2026-03-27", "2026-04-29"),
        ],
    );
}

/// Requirements: O-24
#[test]
fn a_formal_error_is_complained_of_within_three_weeks_of_knowing_it() {
    table(
        "formal-complaint-deadline",
        "deadline",
        |known| json!({ "known": known }),
        &[
            (&[UIT], "2011-06-24", "2011-07-15"),
            (&[UIT], "2011-06-25", "2011-07-18"),
            (&TODAY, "2026-06-05", "2026-06-26"),
            (&TODAY, "2026-06-06", "2026-06-29"),
        ],
    );
}
