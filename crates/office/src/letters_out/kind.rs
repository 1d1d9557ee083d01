//! What the office knows of each kind of letter: what lists call it, and who opens it.

use crate::access::Role;
use letters::Letter;
use letters::appeal_received::AppealReceived;
use letters::appeal_refused_late::AppealRefusedLate;
use letters::appeal_registered::AppealRegistered;
use letters::appeal_result::AppealResult;
use letters::date_wish_request::DateWishRequest;
use letters::diploma_missing::DiplomaMissing;
use letters::exam_rescheduled::ExamRescheduled;
use letters::examiner_contract::ExaminerContract;
use letters::examiner_cover::ExaminerCover;
use letters::examiner_not_needed::ExaminerNotNeeded;
use letters::examiner_orientation::ExaminerOrientation;
use letters::examiner_reminder::ExaminerReminder;
use letters::examiner_request::ExaminerRequest;
use letters::exchange_receipt::ExchangeReceipt;
use letters::exclusion_admission_refused::ExclusionAdmissionRefused;
use letters::exclusion_appeal_forwarded::ExclusionAppealForwarded;
use letters::exclusion_applicant_message::ExclusionApplicantMessage;
use letters::exclusion_changed::ExclusionChanged;
use letters::exclusion_deleted::ExclusionDeleted;
use letters::exclusion_exam_refused::ExclusionExamRefused;
use letters::exclusion_exam_withdrawn::ExclusionExamWithdrawn;
use letters::exclusion_information::ExclusionInformation;
use letters::exclusion_information_changed::ExclusionInformationChanged;
use letters::exclusion_recognition_refused::ExclusionRecognitionRefused;
use letters::exclusion_registered::ExclusionRegistered;
use letters::explanation_given::ExplanationGiven;
use letters::grade_protocol::GradeProtocol;
use letters::invigilator_engagement::InvigilatorEngagement;
use letters::invigilator_schedule::InvigilatorSchedule;
use letters::misconduct_appeal_decision::MisconductAppealDecision;
use letters::misconduct_decision::MisconductDecision;
use letters::misconduct_notice::MisconductNotice;
use letters::misconduct_report::MisconductReport;
use letters::oral_examiner_notice::OralExaminerNotice;
use letters::oral_notice::OralNotice;
use letters::oral_protocol::OralProtocol;
use letters::recognition_advance_decision::RecognitionAdvanceDecision;
use letters::recognition_decision::RecognitionDecision;
use letters::regrade_cover::RegradeCover;
use letters::regrade_proof::RegradeProof;
use letters::results_announced::ResultsAnnounced;
use letters::room_folder::RoomFolder;
use letters::term_notice::TermNotice;
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

/// Those who open letters of misconduct and exclusion. The desk hands them out to nobody: whoever is excluded is
/// written to, and others are told whom to ask.
const CASE_ROLES: &[Role] = NOT_THE_DESK;

/// All of them but the desk.
const NOT_THE_DESK: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::CentralOfficer,
    Role::RecordsOfficer,
    Role::HeadOfOffice,
];

/// What the office decides for a kind of letter before one is sent.
struct Kind {
    /// The letter's own name, as it is stored.
    kind: &'static str,
    /// Its name in lists: a key of the messages.
    name: &'static str,
    /// Those who open it at its unit.
    readers: &'static [Role],
}

impl Kind {
    const fn of<L: Letter>(name: &'static str, readers: &'static [Role]) -> Self {
        Self { kind: L::KIND, name, readers }
    }
}

/// Every kind there is. The desk knows whose number is whose, and a protocol is there before its
/// grades are announced: it is the one that the desk does not open.
const KINDS: [Kind; 43] = [
    Kind::of::<AppealReceived>(key("letters-out-kind-appeal-received"), LETTER_ROLES),
    Kind::of::<AppealRefusedLate>(key("letters-out-kind-appeal-refused-late"), LETTER_ROLES),
    Kind::of::<AppealRegistered>(key("letters-out-kind-appeal-registered"), LETTER_ROLES),
    Kind::of::<AppealResult>(key("letters-out-kind-appeal-result"), LETTER_ROLES),
    Kind::of::<DateWishRequest>(key("letters-out-kind-date-wish-request"), LETTER_ROLES),
    Kind::of::<DiplomaMissing>(key("letters-out-kind-diploma-missing"), LETTER_ROLES),
    Kind::of::<ExamRescheduled>(key("letters-out-kind-exam-rescheduled"), LETTER_ROLES),
    Kind::of::<ExaminerContract>(key("letters-out-kind-examiner-contract"), LETTER_ROLES),
    Kind::of::<ExaminerCover>(key("letters-out-kind-examiner-cover"), LETTER_ROLES),
    Kind::of::<ExaminerNotNeeded>(key("letters-out-kind-examiner-not-needed"), LETTER_ROLES),
    Kind::of::<ExaminerOrientation>(key("letters-out-kind-examiner-orientation"), LETTER_ROLES),
    Kind::of::<ExaminerReminder>(key("letters-out-kind-examiner-reminder"), LETTER_ROLES),
    Kind::of::<ExaminerRequest>(key("letters-out-kind-examiner-request"), LETTER_ROLES),
    Kind::of::<ExchangeReceipt>(key("letters-out-kind-exchange-receipt"), &[Role::CentralOfficer]),
    Kind::of::<ExclusionAdmissionRefused>(
        key("letters-out-kind-exclusion-admission-refused"),
        CASE_ROLES,
    ),
    Kind::of::<ExclusionAppealForwarded>(
        key("letters-out-kind-exclusion-appeal-forwarded"),
        CASE_ROLES,
    ),
    Kind::of::<ExclusionApplicantMessage>(
        key("letters-out-kind-exclusion-applicant-message"),
        CASE_ROLES,
    ),
    Kind::of::<ExclusionChanged>(key("letters-out-kind-exclusion-changed"), CASE_ROLES),
    Kind::of::<ExclusionDeleted>(key("letters-out-kind-exclusion-deleted"), CASE_ROLES),
    Kind::of::<ExclusionExamRefused>(key("letters-out-kind-exclusion-exam-refused"), CASE_ROLES),
    Kind::of::<ExclusionExamWithdrawn>(
        key("letters-out-kind-exclusion-exam-withdrawn"),
        CASE_ROLES,
    ),
    Kind::of::<ExclusionInformation>(key("letters-out-kind-exclusion-information"), CASE_ROLES),
    Kind::of::<ExclusionInformationChanged>(
        key("letters-out-kind-exclusion-information-changed"),
        CASE_ROLES,
    ),
    Kind::of::<ExclusionRecognitionRefused>(
        key("letters-out-kind-exclusion-recognition-refused"),
        CASE_ROLES,
    ),
    Kind::of::<ExclusionRegistered>(key("letters-out-kind-exclusion-registered"), CASE_ROLES),
    Kind::of::<ExplanationGiven>(key("letters-out-kind-explanation-given"), LETTER_ROLES),
    Kind::of::<GradeProtocol>(key("letters-out-kind-grade-protocol"), NOT_THE_DESK),
    Kind::of::<InvigilatorEngagement>(
        key("letters-out-kind-invigilator-engagement"),
        &[Role::CentralOfficer],
    ),
    Kind::of::<InvigilatorSchedule>(
        key("letters-out-kind-invigilator-schedule"),
        &[Role::CentralOfficer],
    ),
    Kind::of::<MisconductAppealDecision>(
        key("letters-out-kind-misconduct-appeal-decision"),
        CASE_ROLES,
    ),
    Kind::of::<MisconductDecision>(key("letters-out-kind-misconduct-decision"), CASE_ROLES),
    Kind::of::<MisconductNotice>(key("letters-out-kind-misconduct-notice"), CASE_ROLES),
    Kind::of::<MisconductReport>(key("letters-out-kind-misconduct-report"), CASE_ROLES),
    Kind::of::<OralExaminerNotice>(key("letters-out-kind-oral-examiner-notice"), LETTER_ROLES),
    Kind::of::<OralNotice>(key("letters-out-kind-oral-notice"), LETTER_ROLES),
    Kind::of::<OralProtocol>(key("letters-out-kind-oral-protocol"), NOT_THE_DESK),
    Kind::of::<RecognitionAdvanceDecision>(
        key("letters-out-kind-recognition-advance-decision"),
        LETTER_ROLES,
    ),
    Kind::of::<RecognitionDecision>(key("letters-out-kind-recognition-decision"), LETTER_ROLES),
    Kind::of::<RegradeCover>(key("letters-out-kind-regrade-cover"), LETTER_ROLES),
    Kind::of::<RegradeProof>(key("letters-out-kind-regrade-proof"), LETTER_ROLES),
    Kind::of::<ResultsAnnounced>(key("letters-out-kind-results-announced"), LETTER_ROLES),
    Kind::of::<RoomFolder>(key("letters-out-kind-room-folder"), LETTER_ROLES),
    Kind::of::<TermNotice>(key("letters-out-kind-term-notice"), LETTER_ROLES),
];

fn of(kind: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|known| known.kind == kind)
}

/// Those who open a letter of this kind at its unit: nobody, where the office does not know it.
pub(crate) fn readers(kind: &str) -> &'static [Role] {
    of(kind).map_or(&[], |known| known.readers)
}

/// What a kind of letter is called in lists; `None` for one that the office does not know.
pub(crate) fn name_key(kind: &str) -> Option<&'static str> {
    of(kind).map(|known| known.name)
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
