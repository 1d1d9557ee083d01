//! What the office knows of each kind of letter: what lists call it, and who opens it.

use crate::access::Role;
use letters::Letter;
use letters::grade_protocol::GradeProtocol;
use ui::key;

/// Those who see the letters of a unit and print them.
pub(crate) const LETTER_ROLES: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::CentralOfficer,
    Role::DeskOfficer,
    Role::RecordsOfficer,
    Role::HeadOfOffice,
];

/// All of them but the desk.
const NOT_THE_DESK: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::CentralOfficer,
    Role::RecordsOfficer,
    Role::HeadOfOffice,
];

/// Those who open a letter of this kind at its unit: nobody, where [`name_key`] knows none of that
/// name. The desk knows whose number is whose, and a protocol is there before its grades are
/// announced.
pub(crate) fn readers(kind: &str) -> &'static [Role] {
    match name_key(kind) {
        None => &[],
        Some(_) if kind == GradeProtocol::KIND => NOT_THE_DESK,
        Some(_) => LETTER_ROLES,
    }
}

/// What a kind of letter is called in lists; `None` for one that the office does not know.
pub(crate) fn name_key(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "appeal_received" => key("letters-out-kind-appeal-received"),
        "appeal_refused_late" => key("letters-out-kind-appeal-refused-late"),
        "appeal_result" => key("letters-out-kind-appeal-result"),
        "diploma_missing" => key("letters-out-kind-diploma-missing"),
        "examiner_contract" => key("letters-out-kind-examiner-contract"),
        "examiner_cover" => key("letters-out-kind-examiner-cover"),
        "examiner_not_needed" => key("letters-out-kind-examiner-not-needed"),
        "examiner_orientation" => key("letters-out-kind-examiner-orientation"),
        "examiner_reminder" => key("letters-out-kind-examiner-reminder"),
        "examiner_request" => key("letters-out-kind-examiner-request"),
        "explanation_given" => key("letters-out-kind-explanation-given"),
        "grade_protocol" => key("letters-out-kind-grade-protocol"),
        "regrade_cover" => key("letters-out-kind-regrade-cover"),
        "regrade_proof" => key("letters-out-kind-regrade-proof"),
        "results_announced" => key("letters-out-kind-results-announced"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new letter is opened by nobody until somebody has decided who may.
    #[test]
    fn every_kind_of_letter_has_a_name_and_readers() {
        for letter in letters::kinds() {
            assert!(name_key(letter.kind).is_some(), "{} has no name in lists", letter.kind);
            assert!(!readers(letter.kind).is_empty(), "{} is opened by nobody", letter.kind);
        }
        assert!(readers("unheard_of").is_empty());
        assert!(!readers("grade_protocol").contains(&Role::DeskOfficer));
    }
}
