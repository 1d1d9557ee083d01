//! All letters by kind and version: what the office stored becomes a document again.

use crate::{Document, Letter};
use rules::Language;
use serde_json::Value;

/// One version of one letter.
pub struct Kind {
    /// The stored name, e.g. `appeal_received`.
    pub kind: &'static str,
    /// The stored version.
    pub version: u32,
    render: fn(Language, &Value) -> Result<Document, serde_json::Error>,
}

/// Why stored data did not become a document. Never carries the data.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// No letter of that name and version exists.
    #[error("there is no letter {kind} in version {version}")]
    Unknown {
        /// The name asked for.
        kind: String,
        /// The version asked for.
        version: u32,
    },
    /// The data is not that letter's data.
    #[error("the data does not fit letter {kind} version {version} ({category:?})")]
    Data {
        /// The letter.
        kind: &'static str,
        /// Its version.
        version: u32,
        /// What sort of misfit; the message itself could quote personal data.
        category: serde_json::error::Category,
    },
}

const fn kind<L: Letter>() -> Kind {
    Kind {
        kind: L::KIND,
        version: L::VERSION,
        render: |language, data| {
            <L as serde::Deserialize>::deserialize(data).map(|letter| letter.document(language))
        },
    }
}

static KINDS: [Kind; 43] = [
    kind::<crate::appeal_received::AppealReceived>(),
    kind::<crate::appeal_refused_late::AppealRefusedLate>(),
    kind::<crate::appeal_registered::AppealRegistered>(),
    kind::<crate::appeal_result::AppealResult>(),
    kind::<crate::date_wish_request::DateWishRequest>(),
    kind::<crate::diploma_missing::DiplomaMissing>(),
    kind::<crate::exam_rescheduled::ExamRescheduled>(),
    kind::<crate::examiner_contract::ExaminerContract>(),
    kind::<crate::examiner_cover::ExaminerCover>(),
    kind::<crate::examiner_not_needed::ExaminerNotNeeded>(),
    kind::<crate::examiner_orientation::ExaminerOrientation>(),
    kind::<crate::examiner_reminder::ExaminerReminder>(),
    kind::<crate::examiner_request::ExaminerRequest>(),
    kind::<crate::exchange_receipt::ExchangeReceipt>(),
    kind::<crate::exclusion_admission_refused::ExclusionAdmissionRefused>(),
    kind::<crate::exclusion_appeal_forwarded::ExclusionAppealForwarded>(),
    kind::<crate::exclusion_applicant_message::ExclusionApplicantMessage>(),
    kind::<crate::exclusion_changed::ExclusionChanged>(),
    kind::<crate::exclusion_deleted::ExclusionDeleted>(),
    kind::<crate::exclusion_exam_refused::ExclusionExamRefused>(),
    kind::<crate::exclusion_exam_withdrawn::ExclusionExamWithdrawn>(),
    kind::<crate::exclusion_information::ExclusionInformation>(),
    kind::<crate::exclusion_information_changed::ExclusionInformationChanged>(),
    kind::<crate::exclusion_recognition_refused::ExclusionRecognitionRefused>(),
    kind::<crate::exclusion_registered::ExclusionRegistered>(),
    kind::<crate::explanation_given::ExplanationGiven>(),
    kind::<crate::grade_protocol::GradeProtocol>(),
    kind::<crate::invigilator_engagement::InvigilatorEngagement>(),
    kind::<crate::invigilator_schedule::InvigilatorSchedule>(),
    kind::<crate::misconduct_appeal_decision::MisconductAppealDecision>(),
    kind::<crate::misconduct_decision::MisconductDecision>(),
    kind::<crate::misconduct_notice::MisconductNotice>(),
    kind::<crate::misconduct_report::MisconductReport>(),
    kind::<crate::oral_examiner_notice::OralExaminerNotice>(),
    kind::<crate::oral_notice::OralNotice>(),
    kind::<crate::oral_protocol::OralProtocol>(),
    kind::<crate::recognition_advance_decision::RecognitionAdvanceDecision>(),
    kind::<crate::recognition_decision::RecognitionDecision>(),
    kind::<crate::regrade_cover::RegradeCover>(),
    kind::<crate::regrade_proof::RegradeProof>(),
    kind::<crate::results_announced::ResultsAnnounced>(),
    kind::<crate::room_folder::RoomFolder>(),
    kind::<crate::term_notice::TermNotice>(),
];

/// Every letter in every version that was ever sent.
pub fn kinds() -> &'static [Kind] {
    &KINDS
}

/// The letter of that kind and version in one language form, from its stored data.
///
/// # Errors
/// [`RenderError::Unknown`] when no such version exists, [`RenderError::Data`] when the
/// data is not that letter's.
pub fn render(
    kind: &str,
    version: u32,
    language: Language,
    data: &Value,
) -> Result<Document, RenderError> {
    let found = KINDS
        .iter()
        .find(|k| k.kind == kind && k.version == version)
        .ok_or_else(|| RenderError::Unknown { kind: kind.to_owned(), version })?;
    (found.render)(language, data).map_err(|error| RenderError::Data {
        kind: found.kind,
        version,
        category: error.classify(),
    })
}
