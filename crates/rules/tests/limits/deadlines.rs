//! Deadlines of the house: signing up, withdrawing, grading, re-grading.

use serde_json::json;

use crate::{ALL, DEMO, Rows, TODAY, UHL, UIT, table};

/// Requirements: E-01, E-06
#[test]
fn sign_up_ends_on_the_season_s_date_even_on_a_sunday() {
    table(
        "signup-deadline",
        "deadline",
        |(term, kind)| json!({ "term": term, "kind": kind }),
        &[
            (&[UIT], ("2012-V", "ordinary"), "2012-02-01"),
            (&[UIT], ("2011-H", "ordinary"), "2011-09-01"),
            (&[UIT], ("2012-V", "resit"), "2012-01-15"),
            (&[UIT], ("2011-H", "deferred"), "2011-08-15"),
            (&[DEMO], ("2026-V", "ordinary"), "2026-02-01"),
            (&[DEMO], ("2026-H", "ordinary"), "2026-09-01"),
            (&[DEMO], ("2026-V", "deferred"), "2026-01-15"),
            (&[DEMO], ("2026-H", "resit"), "2026-08-15"),
            (&[DEMO], ("2026-H", "early"), "2026-08-15"),
            (&[UHL], ("2026-H", "ordinary"), "not-in-rule-set"),
        ],
    );
}

/// Requirements: E-04, E-09
#[test]
fn withdrawal_is_counted_back_before_the_pivot_and_fixed_from_it() {
    table(
        "withdrawal-deadline",
        "deadline",
        |(term, kind, exam)| json!({ "term": term, "kind": kind, "exam_date": exam }),
        &[
            (&[UIT], ("2011-H", "ordinary", "2011-11-13"), "2011-10-30"),
            (&[UIT], ("2011-H", "ordinary", "2011-11-14"), "2011-11-01"),
            (&[UIT], ("2011-V", "ordinary", "2011-04-28"), "2011-04-14"),
            (&[UIT], ("2011-V", "ordinary", "2011-04-29"), "2011-04-15"),
            (&[UIT], ("2011-H", "resit", "2011-12-01"), "cannot-withdraw"),
            // Two weeks back, and a Saturday stays a Saturday.
            (&[DEMO], ("2026-V", "ordinary", "2026-06-05"), "2026-05-22"),
            (&[DEMO], ("2026-V", "ordinary", "2026-06-06"), "2026-05-23"),
            (&[DEMO], ("2026-V", "resit", "2026-06-08"), "2026-05-25"),
            (&[UHL], ("2026-V", "ordinary", "2026-06-05"), "not-in-rule-set"),
        ],
    );
}

/// Requirements: E-02, E-03, E-07, E-08
#[test]
fn accommodation_has_a_date_for_the_student_and_one_for_staff() {
    let facts = |term: &&str| json!({ "term": term });
    table(
        "accommodation-deadline",
        "apply_by",
        facts,
        &[
            (&[UIT], "2012-V", "2012-02-01"),
            (&[UIT], "2011-H", "2011-09-01"),
            (&[DEMO], "2026-V", "2026-02-01"),
            (&[DEMO], "2026-H", "2026-09-01"),
            (&[UHL], "2026-V", "not-in-rule-set"),
        ],
    );
    table(
        "accommodation-deadline",
        "register_by",
        facts,
        &[
            (&[UIT], "2012-V", "2012-04-01"),
            (&[UIT], "2011-H", "2011-11-01"),
            (&[DEMO], "2026-V", "2026-04-01"),
            (&[DEMO], "2026-H", "2026-11-01"),
        ],
    );
}

/// Three weeks, or fifteen working days of Monday to Friday; six weeks for a master's thesis.
/// Requirements: E-11, E-12
#[test]
fn grading_is_counted_from_the_exam_and_longer_for_a_master_s_thesis() {
    table(
        "grading-deadline",
        "deadline",
        |(form, level, exam)| json!({ "form": form, "level": level, "exam_date": exam }),
        &[
            (&[UIT], ("written_school", "master", "2011-06-01"), "2011-06-22"),
            (&[UIT], ("written_school", "master", "2011-06-03"), "2011-06-24"),
            (&[UIT], ("written_school", "master", "2011-06-04"), "2011-06-27"),
            (&[UIT], ("thesis", "master", "2011-06-03"), "2011-07-15"),
            (&[UIT], ("thesis", "master", "2011-06-04"), "2011-07-18"),
            (&[UIT], ("thesis", "bachelor", "2011-06-01"), "2011-06-22"),
            (&TODAY, ("written_school", "master", "2026-05-29"), "2026-06-19"),
            (&TODAY, ("written_school", "master", "2026-05-31"), "2026-06-19"),
            (&TODAY, ("written_school", "master", "2026-06-01"), "2026-06-22"),
            // Ascension Day and Whit Monday are no working days.
            (&TODAY, ("written_school", "master", "2026-05-08"), "2026-06-02"),
            (&[UHL], ("thesis", "master", "2026-06-01"), "2026-06-22"),
            (&[DEMO], ("thesis", "master", "2026-06-01"), "2026-07-13"),
            (&[DEMO], ("thesis", "master", "2026-06-05"), "2026-07-17"),
            (&[DEMO], ("thesis", "master", "2026-06-06"), "2026-07-20"),
            (&[DEMO], ("thesis", "bachelor", "2026-06-01"), "2026-06-22"),
            (&[DEMO], ("project", "master", "2026-06-01"), "2026-06-22"),
        ],
    );
}

/// Requirements: E-13
#[test]
fn examiners_are_reminded_around_the_deadline_and_in_2011_it_cost_money_from_the_eighth_day() {
    let facts = |exam: &&str| json!({ "form": "home", "exam_date": exam });
    table(
        "grading-deadline",
        "reminders",
        facts,
        &[
            (&[UIT], "2011-06-01", r#"["2011-06-15","2011-06-22","2011-06-23"]"#),
            (&TODAY, "2026-06-01", r#"["2026-06-15","2026-06-22","2026-06-23"]"#),
        ],
    );
    table(
        "grading-deadline",
        "sanction_from",
        facts,
        &[(&[UIT], "2011-06-01", "2011-06-30"), (&TODAY, "2026-06-01", "-")],
    );
}

/// Requirements: E-18, O-06
#[test]
fn a_regrading_takes_three_weeks_or_no_undue_delay() {
    let facts = |received: &&str| json!({ "received": received });
    table(
        "regrade-deadline",
        "deadline|without_undue_delay",
        facts,
        &[
            (&[UIT], "2011-07-08", "2011-07-29"),
            (&[UIT], "2011-07-09", "2011-08-01"),
            (&[UHL], "2026-07-10", "true"),
            (&[DEMO], "2026-07-10", "2026-07-31"),
            (&[DEMO], "2026-07-11", "2026-08-03"),
        ],
    );
    table(
        "regrade-deadline",
        "sanction_from",
        facts,
        &[(&[UIT], "2011-07-08", "2011-08-06"), (&TODAY, "2026-07-10", "-")],
    );
}

/// Nothing is destroyed while a clock runs: neither that of the appeal, nor the one that its
/// result starts, which moves past a weekend.
/// Requirements: E-19
#[test]
fn an_answer_is_locked_through_the_last_day_of_every_clock() {
    let facts = |(announced, decided, today): &(&str, Option<&str>, &str)| {
        let appeal = decided.map(|day| json!({ "lodged": announced, "decided": day }));
        json!({ "form": "home", "announced": announced, "appeal": appeal, "today": today })
    };
    let rows: Rows<'_, (&str, Option<&str>, &str)> = &[
        (&[UIT], ("2011-06-22", None, "2011-07-13"), "false"),
        (&[UIT], ("2011-06-22", None, "2011-07-14"), "true"),
        (&[UIT], ("2011-06-22", Some("2011-07-26"), "2011-08-16"), "false"),
        (&[UIT], ("2011-06-22", Some("2011-07-26"), "2011-08-17"), "true"),
        (&TODAY, ("2026-06-22", None, "2026-07-13"), "false"),
        (&TODAY, ("2026-06-22", None, "2026-07-14"), "true"),
        (&TODAY, ("2026-06-22", Some("2026-07-31"), "2026-08-21"), "false"),
        (&TODAY, ("2026-06-22", Some("2026-07-31"), "2026-08-22"), "true"),
        (&TODAY, ("2026-06-22", Some("2026-08-01"), "2026-08-24"), "false"),
        (&TODAY, ("2026-06-22", Some("2026-08-01"), "2026-08-25"), "true"),
    ];
    table("shred-lock", "may_destroy", facts, rows);
    table("shred-lock", "may_archive", facts, rows);
    let open = |today: &&str| {
        json!({ "form": "home", "announced": "2011-06-22", "today": today,
            "appeal": { "lodged": "2011-06-29" } })
    };
    table("shred-lock", "open", open, &[(&ALL, "2031-01-01", "true")]);
}

/// Practice of today; what was practised in 2011 is not known.
/// Requirements: D-02, J-13
#[test]
fn a_room_has_invigilators_by_how_many_sit_in_it() {
    table(
        "invigilation-need",
        "invigilators",
        |(candidates, room)| json!({ "held": "2026-12-01", "candidates": candidates, "room": room }),
        &[
            (&[UIT], (51, "hall"), "not-in-rule-set"),
            (&TODAY, (1, "hall"), "2"),
            (&TODAY, (50, "hall"), "2"),
            (&TODAY, (51, "hall"), "3"),
            (&TODAY, (10, "small_room"), "1"),
            (&TODAY, (11, "small_room"), "2"),
            (&TODAY, (1, "own_room"), "1"),
        ],
    );
}

/// Requirements: D-02
#[test]
fn an_invigilator_works_nine_hours_a_day_and_has_eleven_off() {
    let facts = |(until, other): &(&str, &str)| {
        json!({ "held": "2026-12-02",
            "turn": { "from": "2026-12-02T08:00", "until": until },
            "others": [{ "from": "2026-12-01T17:00", "until": other }] })
    };
    table(
        "invigilation-hours",
        "fits",
        facts,
        &[
            (&[UIT], ("2026-12-02T17:00", "2026-12-01T21:00"), "not-in-rule-set"),
            (&TODAY, ("2026-12-02T17:00", "2026-12-01T21:00"), "true"),
            (&TODAY, ("2026-12-02T17:01", "2026-12-01T21:00"), "day-too-long"),
            (&TODAY, ("2026-12-02T17:00", "2026-12-01T21:01"), "rest-too-short"),
        ],
    );
}

/// Practice of today; what was practised in 2011 is not known.
/// Requirements: B-09
#[test]
fn a_room_gets_a_copy_for_each_and_some_to_spare() {
    let facts = |candidates: &u32| json!({ "held": "2026-12-01", "candidates": candidates });
    table(
        "paper-copies",
        "copies",
        facts,
        &[
            (&[UIT], 25, "not-in-rule-set"),
            (&TODAY, 1, "2"),
            (&TODAY, 25, "26"),
            (&TODAY, 26, "28"),
        ],
    );
}

/// Requirements: E-21
#[test]
fn copies_reach_the_room_two_days_before_the_exam() {
    table(
        "paper-copies",
        "in_room_by",
        |held: &&str| json!({ "held": held, "candidates": 1 }),
        &[(&TODAY, "2026-12-01", "2026-11-29"), (&TODAY, "2026-12-02", "2026-11-30")],
    );
}

/// Requirements: I-01
#[test]
fn the_paper_is_handed_in_two_working_days_before_a_school_exam() {
    table(
        "exam-paper-deadline",
        "hand_in_by",
        |held: &&str| json!({ "held": held }),
        &[
            // Thursday 2 June 2011 was Ascension Day: Friday goes back to Tuesday.
            (&[UIT], "2011-06-01", "2011-05-30"),
            (&[UIT], "2011-06-03", "2011-05-31"),
            // Wednesday, Tuesday, Monday.
            (&TODAY, "2026-12-02", "2026-11-30"),
            (&TODAY, "2026-12-01", "2026-11-27"),
            (&TODAY, "2026-11-30", "2026-11-26"),
        ],
    );
}

/// Requirements: J-08, J-09
#[test]
fn an_oral_has_its_day_by_the_subject_group_and_its_rooms_in_good_time() {
    let facts = |teacher: &bool| json!({ "held": "2026-12-01", "teacher_education": teacher });
    table(
        "oral-date",
        "set_by",
        facts,
        &[(&ALL, false, "subject_group"), (&ALL, true, "exam_plan")],
    );
    // Four weeks and one week before 1 December; what was practised in 2011 is not known.
    let rows = |day| [(&[UIT][..], false, "-"), (&TODAY[..], false, day)];
    table("oral-date", "room_by", facts, &rows("2026-11-03"));
    table("oral-date", "notice_by", facts, &rows("2026-11-24"));
}

/// An hour between two exams; and a break in more than five and a half hours (aml. § 10-9 (1)).
/// Requirements: B-28, J-09
#[test]
fn an_oral_is_an_hour_from_another_exam_and_has_its_break() {
    let facts = |(other, last): &(&str, &str)| {
        json!({ "held": "2026-12-01", "minutes": 30,
            "sessions": [{ "id": "a", "from": "2026-12-01T09:00", "until": "2026-12-01T18:00",
                "examiners": ["e"] }],
            "candidates": [
                { "id": "1", "place": { "session": "a", "begins": "2026-12-01T09:00" },
                    "elsewhere": [{ "from": other, "until": "2026-12-01T13:00" }] },
                { "id": "2", "place": { "session": "a", "begins": last } }] })
    };
    let rows: [(&[&str], _, _); 3] = [
        (&ALL, ("2026-12-01T10:30", "2026-12-01T09:30"), "true"),
        (&ALL, ("2026-12-01T10:29", "2026-12-01T09:30"), "other-exam"),
        (&ALL, ("2026-12-01T10:30", "2026-12-01T16:30"), "true"),
    ];
    table("oral-plan", "holds", facts, &rows);
    let left = |(other, _): &(&str, &str)| {
        let mut facts = facts(&(*other, "2026-12-01T09:30"));
        facts["candidates"][0]["place"] = json!(null);
        facts["sessions"][0]["until"] = json!("2026-12-01T09:30");
        facts["candidates"][1] = json!({ "id": "2", "not_with": ["e"] });
        facts
    };
    let two = r#"[{"away":0,"candidate":"2","elsewhere":0,"full":0,"not_impartial":1}]"#;
    let both = r#"[{"away":0,"candidate":"1","elsewhere":1,"full":0,"not_impartial":0},{"away":0,"candidate":"2","elsewhere":0,"full":0,"not_impartial":1}]"#;
    let rows: [(&[&str], _, _); 2] =
        [(&ALL, ("2026-12-01T10:30", ""), two), (&ALL, ("2026-12-01T10:29", ""), both)];
    table("oral-places", "left", left, &rows);
}

/// Requirements: E-05, E-10
#[test]
fn the_plan_is_published_early_in_november_and_early_in_april() {
    table(
        "exam-plan-publication",
        "published_by",
        |term| json!({ "term": term }),
        &[
            (&[UIT], "2011-H", "2011-11-10"),
            (&[UIT], "2012-V", "2012-04-10"),
            (&[DEMO], "2026-H", "2026-11-10"),
            // A Saturday stays a Saturday.
            (&[DEMO], "2027-V", "2027-04-10"),
            (&[UHL], "2026-H", "not-in-rule-set"),
        ],
    );
}

/// Requirements: D-04
#[test]
fn students_are_told_in_time_of_fee_and_registration_and_to_check_what_they_are_signed_up_for() {
    let facts = |term: &&str| json!({ "term": term });
    let dates = [
        ("fee_by", "2027-01-20", "2026-08-20"),
        ("register_by", "2027-02-01", "2026-09-01"),
        ("dates_told_by", "2027-01-10", "2026-08-10"),
        ("registrations_told_by", "2027-02-15", "2026-09-15"),
    ];
    for (field, spring, autumn) in dates {
        let rows: Rows<'_, &str> = &[
            (&[DEMO], "2027-V", spring),
            (&[DEMO], "2026-H", autumn),
            (&[UHL], "2026-H", "not-in-rule-set"),
        ];
        table("term-notice", field, facts, rows);
    }
}
