//! What the numbers of a regulation are called, what they count, and what they stand under.

/// The message of a number's name; `None` for one that nobody has named.
pub(super) fn label_key(field: &str) -> Option<&'static str> {
    LABELS.iter().find(|(named, _)| *named == field).map(|(_, key)| *key)
}

/// The numbers that have a name, each with its message.
const LABELS: [(&str, &str); 45] = [
    (
        "accommodation_deadline.apply_before_exam",
        ui::key("regulation-number-accommodation-deadline-apply-before-exam"),
    ),
    (
        "signup_deadline.deferred_after_exam",
        ui::key("regulation-number-signup-deadline-deferred-after-exam"),
    ),
    (
        "signup_deadline.resit_after_announcement",
        ui::key("regulation-number-signup-deadline-resit-after-announcement"),
    ),
    (
        "withdrawal_deadline.before_exam",
        ui::key("regulation-number-withdrawal-deadline-before-exam"),
    ),
    ("grading_deadline.deadline", ui::key("regulation-number-grading-deadline-deadline")),
    (
        "grading_deadline.larger_work.deadline",
        ui::key("regulation-number-grading-deadline-larger-work-deadline"),
    ),
    (
        "grading_deadline.larger_work.from_credits",
        ui::key("regulation-number-grading-deadline-larger-work-from-credits"),
    ),
    (
        "grading_deadline.sanction_on_day",
        ui::key("regulation-number-grading-deadline-sanction-on-day"),
    ),
    ("explanation.request", ui::key("regulation-number-explanation-request")),
    ("explanation.due", ui::key("regulation-number-explanation-due")),
    ("appeal.deadline", ui::key("regulation-number-appeal-deadline")),
    ("appeal.late_excuse_within", ui::key("regulation-number-appeal-late-excuse-within")),
    ("formal_complaint.deadline", ui::key("regulation-number-formal-complaint-deadline")),
    ("decision_appeal.deadline", ui::key("regulation-number-decision-appeal-deadline")),
    ("decision_appeal.post", ui::key("regulation-number-decision-appeal-post")),
    ("regrade_deadline.deadline", ui::key("regulation-number-regrade-deadline-deadline")),
    (
        "regrade_deadline.sanction_on_day",
        ui::key("regulation-number-regrade-deadline-sanction-on-day"),
    ),
    ("committee.every_exam.examiners", ui::key("regulation-number-committee-every-exam-examiners")),
    ("committee.every_exam.external", ui::key("regulation-number-committee-every-exam-external")),
    (
        "committee.master_independent.examiners",
        ui::key("regulation-number-committee-master-independent-examiners"),
    ),
    (
        "committee.master_independent.external",
        ui::key("regulation-number-committee-master-independent-external"),
    ),
    (
        "committee.bachelor_independent.examiners",
        ui::key("regulation-number-committee-bachelor-independent-examiners"),
    ),
    (
        "committee.unverifiable.examiners",
        ui::key("regulation-number-committee-unverifiable-examiners"),
    ),
    ("committee.large.from_credits", ui::key("regulation-number-committee-large-from-credits")),
    ("committee.large.need.examiners", ui::key("regulation-number-committee-large-need-examiners")),
    ("regrade_committee.examiners", ui::key("regulation-number-regrade-committee-examiners")),
    ("regrade_committee.external", ui::key("regulation-number-regrade-committee-external")),
    (
        "regrade_outcome.further_assessment.grades_apart",
        ui::key("regulation-number-regrade-outcome-further-assessment-grades-apart"),
    ),
    ("attempts.limit", ui::key("regulation-number-attempts-limit")),
    ("attempts.thesis_limit", ui::key("regulation-number-attempts-thesis-limit")),
    ("attempts.quota", ui::key("regulation-number-attempts-quota")),
    ("attempts.dispensations", ui::key("regulation-number-attempts-dispensations")),
    ("average_grade.a_counts_as", ui::key("regulation-number-average-grade-a-counts-as")),
    (
        "invigilation.candidates_per_invigilator",
        ui::key("regulation-number-invigilation-candidates-per-invigilator"),
    ),
    (
        "invigilation.small_room_candidates",
        ui::key("regulation-number-invigilation-small-room-candidates"),
    ),
    ("invigilation.least_in_hall", ui::key("regulation-number-invigilation-least-in-hall")),
    (
        "invigilation.head_from_candidates",
        ui::key("regulation-number-invigilation-head-from-candidates"),
    ),
    ("invigilation.minutes_before", ui::key("regulation-number-invigilation-minutes-before")),
    ("invigilation.minutes_after", ui::key("regulation-number-invigilation-minutes-after")),
    ("exam_paper.hand_in_before", ui::key("regulation-number-exam-paper-hand-in-before")),
    (
        "paper_copies.candidates_per_spare",
        ui::key("regulation-number-paper-copies-candidates-per-spare"),
    ),
    ("paper_copies.in_room_before", ui::key("regulation-number-paper-copies-in-room-before")),
    ("oral.room_before", ui::key("regulation-number-oral-room-before")),
    ("oral.notice_before", ui::key("regulation-number-oral-notice-before")),
    ("oral.minutes_between_exams", ui::key("regulation-number-oral-minutes-between-exams")),
];

/// The headings of the form, each with the sections that stand under it.
pub(super) const GROUPS: [(&str, &[&str]); 8] = [
    (
        ui::key("regulation-group-registration"),
        &["signup_deadline", "withdrawal_deadline", "accommodation_deadline"],
    ),
    (ui::key("regulation-group-attempts"), &["attempts"]),
    (ui::key("regulation-group-invigilation"), &["exam_paper", "invigilation", "paper_copies"]),
    (ui::key("regulation-group-oral"), &["oral"]),
    (ui::key("regulation-group-committee"), &["committee"]),
    (ui::key("regulation-group-grading"), &["grading_deadline", "average_grade"]),
    (
        ui::key("regulation-group-appeal"),
        &["explanation", "appeal", "formal_complaint", "decision_appeal"],
    ),
    (
        ui::key("regulation-group-regrade"),
        &["regrade_deadline", "regrade_committee", "regrade_outcome"],
    ),
];

/// The message of what a number counts that is no length of time; `None` for one that nobody
/// has named.
pub(super) fn unit_key(field: &str) -> Option<&'static str> {
    let last = field.rsplit('.').next().unwrap_or_default();
    Some(match last {
        "examiners" | "external" => ui::key("regulation-unit-examiners"),
        "from_credits" => ui::key("regulation-unit-credits"),
        "grades_apart" => ui::key("regulation-unit-grades"),
        "limit" | "thesis_limit" => ui::key("regulation-unit-attempts"),
        "quota" => ui::key("regulation-unit-repeats"),
        "dispensations" => ui::key("regulation-unit-dispensations"),
        "candidates_per_invigilator"
        | "small_room_candidates"
        | "head_from_candidates"
        | "candidates_per_spare" => ui::key("regulation-unit-candidates"),
        "least_in_hall" => ui::key("regulation-unit-invigilators"),
        "minutes_before" | "minutes_after" | "minutes_between_exams" => {
            ui::key("regulation-unit-minutes")
        }
        "a_counts_as" => ui::key("regulation-unit-points"),
        _ => return None,
    })
}

#[test]
fn every_number_of_a_shipped_regulation_has_a_name_a_unit_and_a_heading() {
    for rules in rules::RuleSets::shipped().iter() {
        for number in rules.numbers() {
            let (field, id) = (&number.field, &rules.id);
            assert!(label_key(field).is_some(), "{field} in {id}");
            assert!(number.unit.is_some() || unit_key(field).is_some(), "{field} in {id}");
            let section = field.split('.').next().unwrap_or_default();
            let groups = GROUPS.iter().filter(|(_, sections)| sections.contains(&section)).count();
            assert_eq!(groups, 1, "{field} in {id}");
        }
    }
}
