//! Misconduct: a valid board, the rows of a decision, what they bar, and when they go. And the
//! exchange of results.

use serde_json::{Value, json};

use crate::{ALL, TODAY, UIT, table};

/// Whether a decision on a legal basis may last to a day.
fn decision((basis, from, to): &(&str, &str, &str)) -> Value {
    json!({ "legal_basis": basis, "from": from, "to": to, "classifications": classes(basis),
        "programmes": programmes(basis) })
}

fn classes(basis: &str) -> &'static [&'static str] {
    if ["4-8(2)", "12-6(1)", "12-7(2)", "12-3(4)"].contains(&basis) { &["HESOS"] } else { &[] }
}

fn programmes(basis: &str) -> &'static [&'static str] {
    if ["4-8(1)2", "12-5(3)", "12-3(4)"].contains(&basis) { &["SYK"] } else { &[] }
}

/// One year, three in practice, five for unsuitability: the last day and the one after.
/// Requirements: E-27, Q-T1, X-20, X-21
#[test]
fn a_decision_lasts_as_long_as_its_paragraph_lets_it() {
    table(
        "exclusion-rows",
        "warnings",
        decision,
        &[
            (&[UIT], ("4-8(3)", "2012-08-01", "2013-07-31"), "[]"),
            (&[UIT], ("4-8(3)", "2012-08-01", "2013-08-01"), "period-too-long"),
            (&[UIT], ("3-7(8)", "2012-08-12", "2013-08-11"), "[]"),
            (&[UIT], ("3-7(8)", "2012-08-12", "2013-08-12"), "period-too-long"),
            (&[UIT], ("4-8(1)2", "2012-01-01", "2012-12-31"), "[]"),
            (&[UIT], ("4-8(1)2", "2012-01-01", "2013-01-01"), "period-too-long"),
            (&[UIT], ("4-8(2)", "2012-08-01", "2015-07-31"), "[]"),
            (&[UIT], ("4-8(2)", "2012-08-01", "2015-08-01"), "period-too-long"),
            (&[UIT], ("4-10", "2012-08-01", "2012-08-01"), "not-registered"),
            (&TODAY, ("12-1(1)", "2026-08-01", "2027-07-31"), "[]"),
            (&TODAY, ("12-1(1)", "2026-08-01", "2027-08-01"), "period-too-long"),
            (&TODAY, ("12-1(2)", "2026-08-01", "2027-07-31"), "[]"),
            (&TODAY, ("12-1(2)", "2026-08-01", "2027-08-01"), "period-too-long"),
            (&TODAY, ("12-3(4)", "2026-08-01", "2031-07-31"), "[]"),
            (&TODAY, ("12-3(4)", "2026-08-01", "2031-08-01"), "period-too-long"),
            (&TODAY, ("12-4(3)", "2027-03-01", "2028-02-29"), "[]"),
            (&TODAY, ("12-4(3)", "2027-03-01", "2028-03-01"), "period-too-long"),
            (&TODAY, ("12-4(4)", "2028-02-29", "2029-02-28"), "[]"),
            (&TODAY, ("12-4(4)", "2028-02-29", "2029-03-01"), "period-too-long"),
            (&TODAY, ("12-5(3)", "2026-08-01", "2027-07-31"), "[]"),
            (&TODAY, ("12-5(3)", "2026-08-01", "2027-08-01"), "period-too-long"),
            (&TODAY, ("12-6(1)", "2026-08-01", "2029-07-31"), "[]"),
            (&TODAY, ("12-6(1)", "2026-08-01", "2029-08-01"), "period-too-long"),
            (&TODAY, ("12-7(2)", "2026-08-01", "2029-07-31"), "[]"),
            (&TODAY, ("12-7(2)", "2026-08-01", "2029-08-01"), "period-too-long"),
            (&TODAY, ("12-2", "2026-08-01", "2026-08-01"), "not-registered"),
            (&TODAY, ("4-8(3)", "2026-08-01", "2026-08-01"), "not-in-rule-set"),
        ],
    );
}

/// Requirements: Q-37, Q-40, X-26
#[test]
fn a_row_bars_from_its_first_day_to_its_last() {
    table(
        "exclusion-effect",
        "effect",
        |(kind, action, date)| {
            json!({
                "row": { "type": kind, "classification": "ALLE", "institution": "186",
                    "from": "2026-08-01", "to": "2027-07-31" },
                "action": { "kind": action, "institution": "184", "date": date },
            })
        },
        &[
            (&ALL, ("EKSAMENN", "sit_exam", "2026-07-31"), "none"),
            (&ALL, ("EKSAMENN", "sit_exam", "2026-08-01"), "refuse"),
            (&ALL, ("EKSAMENN", "sit_exam", "2027-07-31"), "refuse"),
            (&ALL, ("EKSAMENN", "sit_exam", "2027-08-01"), "none"),
            (&ALL, ("KARANTENEN", "apply", "2027-07-31"), "warn"),
            (&ALL, ("KARANTENEN", "apply", "2027-08-01"), "none"),
            (&ALL, ("KARANTENEL", "admit", "2026-09-01"), "none"),
        ],
    );
}

/// Requirements: Q-28, X-28
#[test]
fn a_row_is_gone_the_day_after_its_last() {
    table(
        "register-expiry",
        "expired",
        |(to, now)| json!({ "to": to, "now": now }),
        &[
            (&ALL, ("2027-07-31", "2027-07-31"), "false"),
            (&ALL, ("2027-07-31", "2027-08-01"), "true"),
            (&ALL, ("2027-07-31", "2027-07-31T23:59:59+02:00"), "false"),
            (&ALL, ("2027-07-31", "2027-08-01T00:00:00+02:00"), "true"),
        ],
    );
}

/// Requirements: X-22, X-23, X-25, Q-10, Q-27
#[test]
fn another_controls_before_anything_leaves_and_what_is_local_stays() {
    table(
        "exclusion-control",
        "controlled",
        |(by, role)| json!({ "action": "create", "registered_by": "a", "controlled_by": by, "roles": [role] }),
        &[
            (&ALL, ("b", "RUST_KONTROLLER"), "true"),
            (&ALL, ("a", "RUST_KONTROLLER"), "same-person"),
            (&ALL, ("b", "RUST_SKRIV"), "role-missing"),
        ],
    );
    table(
        "exclusion-payload",
        "version",
        |(kind, controlled)| {
            json!({ "id": "r", "version": 3, "national_id": "01810012345", "institution": "186",
                "from": "2026-08-01", "to": "2027-07-31", "type": kind, "classification": "ALLE",
                "case_officer": "A. Berg", "controlled": controlled })
        },
        &[
            (&ALL, ("EKSAMENN", true), "3"),
            (&ALL, ("KARANTENEN", true), "3"),
            (&ALL, ("EKSAMENN", false), "not-controlled"),
            (&ALL, ("EKSAMENL", true), "local-only"),
            (&ALL, ("KARANTENEL", false), "local-only"),
        ],
    );
}

/// Three of five with the chair, four of seven with a student; two thirds.
#[test]
fn a_board_decides_with_its_quorum_and_its_majority() {
    let member =
        |role: &str, student: bool| json!({ "role": role, "student": student, "impartial": true });
    let facts = |(board, members, student, votes): &(&str, usize, bool, [u32; 2])| {
        let mut present = vec![member("chair", false)];
        present.extend((2..*members).map(|_| member("member", false)));
        present.push(member("member", *student));
        json!({ "board": board, "present": present, "matter": "exclusion",
            "votes": { "for": votes[0], "against": votes[1] } })
    };
    table(
        "board-valid",
        "valid",
        facts,
        &[
            (&[UIT], ("board_of_appeals", 3, false, [2, 1]), "true"),
            (&[UIT], ("board_of_appeals", 2, true, [2, 0]), "no-quorum"),
            (&[UIT], ("board_of_appeals", 5, true, [3, 2]), "majority-missing"),
            (&[UIT], ("board_of_appeals", 5, true, [4, 1]), "true"),
            (&TODAY, ("student_affairs_board", 3, false, [2, 1]), "true"),
            (&TODAY, ("student_affairs_board", 2, true, [2, 0]), "no-quorum"),
            (&TODAY, ("student_affairs_board", 5, true, [3, 2]), "majority-missing"),
            (&TODAY, ("student_affairs_board", 6, true, [6, 0]), "too-many"),
            (&TODAY, ("joint_appeals_board", 4, true, [3, 1]), "true"),
            (&TODAY, ("joint_appeals_board", 4, false, [4, 0]), "no-quorum"),
            (&TODAY, ("joint_appeals_board", 3, true, [3, 0]), "no-quorum"),
            (&TODAY, ("joint_appeals_board", 7, true, [4, 3]), "majority-missing"),
            (&TODAY, ("joint_appeals_board", 7, true, [5, 2]), "true"),
        ],
    );
}

/// The first no of three questions is the answer; a consent holds to its last day.
/// Requirements: X-29, R-07, R-08, R-14
#[test]
fn an_exchange_asks_three_questions_and_hands_out_what_is_passed() {
    table(
        "exchange-answer",
        "outcome",
        |(shares, basis, known, passed): &(bool, Value, bool, bool)| {
            json!({ "date": "2026-05-04", "shares": shares, "basis": basis, "person_known": known,
                "results": [{ "id": "a", "passed": passed }] })
        },
        &[
            (&ALL, (true, consent("2026-05-04"), true, true), "ok"),
            (&ALL, (true, consent("2026-05-03"), true, true), "no_basis"),
            (&ALL, (true, Value::Null, true, true), "no_basis"),
            (&ALL, (false, consent("2026-05-04"), true, true), "not_sharing"),
            (&ALL, (true, consent("2026-05-04"), false, true), "no_person"),
            (&ALL, (true, consent("2026-05-04"), true, false), "no_results"),
            (&[UIT], (true, json!({ "kind": "statute" }), true, true), "no_basis"),
            (&TODAY, (true, json!({ "kind": "statute" }), true, true), "ok"),
        ],
    );
}

/// A day's quota is taken up to its last question, and a consent that is named twice is the same one.
/// Requirements: R-02, R-14
#[test]
fn a_question_is_taken_within_the_quota_and_on_a_consent_that_can_be_told() {
    table(
        "exchange-question",
        "left",
        |(asked, reference, contested): &(u32, bool, bool)| {
            json!({ "date": "2026-05-04", "asked_by": "186", "purpose": "recognition",
                "asked_today": asked, "quota": 3,
                "basis": { "kind": "consent", "given": "2026-05-04", "text_version": 1,
                    "reference": reference.then_some("c") },
                "known": { "same_person": true, "same_words": true, "contested": contested } })
        },
        &[
            (&ALL, (0, true, false), "2"),
            (&ALL, (2, true, false), "0"),
            (&ALL, (3, true, false), "quota"),
            (&ALL, (0, false, false), "consent-unnamed"),
            (&ALL, (0, true, true), "consent-contested"),
        ],
    );
}

/// What was approved in advance binds to its last day and its last credit.
/// Requirements: S-01
#[test]
fn an_approval_in_advance_binds_in_what_was_taken_as_agreed() {
    table(
        "recognition-advance",
        "kept",
        |(passed, earned, granted): &(&str, &str, &str)| {
            json!({ "date": "2026-05-04",
                "items": [{ "id": "a", "promised": [{ "credits": "30" }], "until": "2026-01-31",
                    "passed": passed, "planned": "30", "earned": earned }],
                "grants": [{ "item": "a", "credits": granted }] })
        },
        &[
            (&ALL, ("2026-01-31", "30", "30"), "[\"a\"]"),
            (&ALL, ("2026-01-31", "30", "29.999"), "less-than-promised"),
            (&ALL, ("2026-02-01", "30", "29.999"), "[]"),
            (&ALL, ("2026-01-31", "29.999", "29.999"), "[]"),
        ],
    );
}

/// What is taken at another institution under the Act counts as what it gave, and only once.
/// Requirements: S-01, R-10
#[test]
fn earlier_education_counts_as_what_it_gave_and_only_once() {
    table(
        "recognition-credits",
        "credits",
        |(credits, reduced, regulated): &(&str, &str, bool)| {
            json!({ "date": "2026-05-04",
                "items": [{ "id": "a", "credits": "10", "regulated": regulated }],
                "grants": [{ "item": "a", "credits": credits, "reduced": reduced }] })
        },
        &[
            (&ALL, ("10", "0", true), "10"),
            (&ALL, ("10.001", "0", true), "more-than-earned"),
            (&ALL, ("9.999", "0", true), "fewer-than-earned"),
            (&ALL, ("9.999", "0", false), "9.999"),
            (&ALL, ("7.5", "2.5", true), "7.5"),
            (&ALL, ("7.5", "2.501", true), "more-than-earned"),
        ],
    );
}

fn consent(until: &str) -> Value {
    json!({ "kind": "consent", "given": "2026-01-01", "until": until })
}

/// Requirements: Q-44
#[test]
fn a_police_certificate_is_three_months_old_at_most_and_handed_in_within_three_weeks() {
    let facts = |(asked, issued, received): &(&str, &str, &str)| json!({ "asked": asked, "issued": issued, "received": received });
    table(
        "police-certificate",
        "on_time",
        facts,
        &[
            (&TODAY, ("2026-07-20", "2026-07-01", "2026-08-10"), "true"),
            (&TODAY, ("2026-07-20", "2026-07-01", "2026-08-11"), "false"),
            (&TODAY, ("2026-07-20", "2026-05-10", "2026-08-10"), "true"),
            (&TODAY, ("2026-07-20", "2026-05-09", "2026-08-10"), "certificate-too-old"),
            (&[UIT], ("2011-07-20", "2011-07-01", "2011-08-01"), "not-in-rule-set"),
        ],
    );
    table(
        "police-certificate",
        "hand_in_by",
        facts,
        &[(&TODAY, ("2026-07-20", "2026-07-01", "2026-07-21"), "2026-08-10")],
    );
}
