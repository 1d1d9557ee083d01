//! What the numbers of a regulation are called.

/// The message of a number's name; `None` for one that nobody has named.
pub(super) fn label_key(field: &str) -> Option<&'static str> {
    Some(match field {
        "accommodation_deadline.apply_before_exam" => {
            ui::key("regulation-number-accommodation-deadline-apply-before-exam")
        }
        "signup_deadline.deferred_after_exam" => {
            ui::key("regulation-number-signup-deadline-deferred-after-exam")
        }
        "signup_deadline.resit_after_announcement" => {
            ui::key("regulation-number-signup-deadline-resit-after-announcement")
        }
        "withdrawal_deadline.before_exam" => {
            ui::key("regulation-number-withdrawal-deadline-before-exam")
        }
        "grading_deadline.deadline" => ui::key("regulation-number-grading-deadline-deadline"),
        "grading_deadline.larger_work.deadline" => {
            ui::key("regulation-number-grading-deadline-larger-work-deadline")
        }
        "grading_deadline.larger_work.from_credits" => {
            ui::key("regulation-number-grading-deadline-larger-work-from-credits")
        }
        "grading_deadline.sanction_on_day" => {
            ui::key("regulation-number-grading-deadline-sanction-on-day")
        }
        "explanation.request" => ui::key("regulation-number-explanation-request"),
        "explanation.due" => ui::key("regulation-number-explanation-due"),
        "appeal.deadline" => ui::key("regulation-number-appeal-deadline"),
        "appeal.late_excuse_within" => ui::key("regulation-number-appeal-late-excuse-within"),
        "formal_complaint.deadline" => ui::key("regulation-number-formal-complaint-deadline"),
        "decision_appeal.deadline" => ui::key("regulation-number-decision-appeal-deadline"),
        "regrade_deadline.deadline" => ui::key("regulation-number-regrade-deadline-deadline"),
        "regrade_deadline.sanction_on_day" => {
            ui::key("regulation-number-regrade-deadline-sanction-on-day")
        }
        "committee.every_exam.examiners" => {
            ui::key("regulation-number-committee-every-exam-examiners")
        }
        "committee.every_exam.external" => {
            ui::key("regulation-number-committee-every-exam-external")
        }
        "committee.master_independent.examiners" => {
            ui::key("regulation-number-committee-master-independent-examiners")
        }
        "committee.master_independent.external" => {
            ui::key("regulation-number-committee-master-independent-external")
        }
        "committee.bachelor_independent.examiners" => {
            ui::key("regulation-number-committee-bachelor-independent-examiners")
        }
        "committee.unverifiable.examiners" => {
            ui::key("regulation-number-committee-unverifiable-examiners")
        }
        "committee.large.from_credits" => ui::key("regulation-number-committee-large-from-credits"),
        "committee.large.need.examiners" => {
            ui::key("regulation-number-committee-large-need-examiners")
        }
        "regrade_committee.examiners" => ui::key("regulation-number-regrade-committee-examiners"),
        "regrade_committee.external" => ui::key("regulation-number-regrade-committee-external"),
        "regrade_outcome.further_assessment.grades_apart" => {
            ui::key("regulation-number-regrade-outcome-further-assessment-grades-apart")
        }
        "attempts.limit" => ui::key("regulation-number-attempts-limit"),
        "attempts.thesis_limit" => ui::key("regulation-number-attempts-thesis-limit"),
        "attempts.quota" => ui::key("regulation-number-attempts-quota"),
        "attempts.dispensations" => ui::key("regulation-number-attempts-dispensations"),
        "average_grade.a_counts_as" => ui::key("regulation-number-average-grade-a-counts-as"),
        _ => return None,
    })
}

#[test]
fn every_number_of_a_shipped_regulation_has_a_name() {
    for rules in rules::RuleSets::shipped().iter() {
        for number in rules.numbers() {
            assert!(label_key(&number.field).is_some(), "{} in {}", number.field, rules.id);
        }
    }
}
