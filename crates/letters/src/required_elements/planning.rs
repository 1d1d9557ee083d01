//! The letters of planning.

use super::{all, says};

/// Requirements: F-04, B-01
#[test]
fn a_date_wish_request_names_courses_days_and_the_deadline() {
    says(
        "date_wish_request",
        "first",
        &[
            ["våren 2027", "våren 2027", "spring 2027"],
            all("HIS-1001"),
            all("HIS-1002"),
            ["fredag 13. november 2026", "fredag 13. november 2026", "Friday 13 November 2026"],
            ["tirsdag 18. mai 2027", "tysdag 18. mai 2027", "Tuesday 18 May 2027"],
            ["Muntlige eksamener", "Munnlege eksamenar", "oral exams"],
        ],
    );
    says(
        "date_wish_request",
        "deferred",
        &[["utsatt og ny", "utsett og ny", "deferred and resit"]],
    );
    says("date_wish_request", "reminder", &[["Påminnelse", "Påminning", "Reminder"]]);
}

/// Requirements: F-05, J-12
#[test]
fn a_rescheduled_exam_is_told_with_the_old_and_the_new_place_and_why() {
    for variant in ["candidate", "examiner", "room"] {
        says(
            "exam_rescheduled",
            variant,
            &[all("HIS-1001"), all("Aud. max"), all("N 204"), all("vannlekkasje")],
        );
    }
    says(
        "exam_rescheduled",
        "candidate",
        &[
            ["22. mai 2026", "22. mai 2026", "22 May 2026"],
            ["26. mai 2026", "26. mai 2026", "26 May 2026"],
            [
                "ikke å melde deg opp på nytt",
                "ikkje å melde deg opp på nytt",
                "need not sign up again",
            ],
        ],
    );
    says("exam_rescheduled", "examiner", &[["Sensurfristen", "Sensurfristen", "grading deadline"]]);
}

/// Requirements: D-04
#[test]
fn a_student_is_told_the_dates_of_the_term_and_what_she_is_signed_up_for() {
    says(
        "term_notice",
        "dates",
        &[
            ["semesteravgiften", "semesteravgifta", "semester fee"],
            ["torsdag 20. august 2026", "torsdag 20. august 2026", "Thursday 20 August 2026"],
            ["tirsdag 1. september 2026", "tysdag 1. september 2026", "Tuesday 1 September 2026"],
            ["Meld deg opp til eksamen", "Meld deg opp til eksamen", "Sign up for exams"],
        ],
    );
    says(
        "term_notice",
        "registrations",
        &[
            all("HIS-1001"),
            all("HIS-1002"),
            ["tirsdag 1. desember 2026", "tysdag 1. desember 2026", "Tuesday 1 December 2026"],
            [
                "Trekk deg senest tirsdag 17. november 2026",
                "Trekk deg seinast tysdag 17. november 2026",
                "Withdraw by Tuesday 17 November 2026",
            ],
        ],
    );
}
