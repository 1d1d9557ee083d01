//! The sections of a rule set: one per rule, each typed where its rule stands.

use super::ParseError;
use crate::calendar::CountingLaw;
use crate::{
    accommodation, appeal, archive, attempts, average_grade, board, cited, committee, exam_paper,
    exam_plan, exchange, exclusion, explanation, formal_complaint, grade, grading, invigilation,
    misconduct, oral, paper_copies, police_certificate, protocol, recognition, registration,
    regrade, term_notice,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a rule set regulates. An absent section means that it does not regulate it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    missing_docs,
    reason = "each field is the section of the same name; its type says what it holds"
)]
pub struct Sections {
    pub withdrawal_deadline: Option<registration::WithdrawalLaw>,
    pub signup_deadline: Option<registration::SignupLaw>,
    pub accommodation_deadline: Option<accommodation::AccommodationLaw>,
    pub term_notice: Option<term_notice::TermNoticeLaw>,
    pub exam_paper: Option<exam_paper::ExamPaperLaw>,
    pub exam_plan: Option<exam_plan::ExamPlanLaw>,
    pub grading_deadline: Option<grading::GradingLaw>,
    pub explanation: Option<explanation::ExplanationLaw>,
    pub appeal: Option<appeal::AppealLaw>,
    pub formal_complaint: Option<formal_complaint::FormalComplaintLaw>,
    pub decision_appeal: Option<appeal::DecisionAppealLaw>,
    pub regrade_deadline: Option<regrade::RegradeDeadlineLaw>,
    pub grade: Option<grade::GradeLaw>,
    pub committee: Option<committee::CommitteeLaw>,
    pub protocol: Option<protocol::ProtocolLaw>,
    pub attempts: Option<attempts::AttemptsLaw>,
    pub average_grade: Option<average_grade::AverageGradeLaw>,
    pub regrade_committee: Option<regrade::committee::RegradeCommitteeLaw>,
    pub regrade_package: Option<regrade::package::RegradePackageLaw>,
    pub regrade_outcome: Option<regrade::outcome::RegradeOutcomeLaw>,
    pub shred_lock: Option<archive::ShredLockLaw>,
    pub board: Option<BTreeMap<appeal::AppealBody, board::BoardLaw>>,
    pub exclusion: Option<exclusion::ExclusionLaw>,
    pub exchange: Option<exchange::ExchangeLaw>,
    pub recognition: Option<recognition::RecognitionLaw>,
    pub misconduct: Option<misconduct::MisconductLaw>,
    pub invigilation: Option<invigilation::InvigilationLaw>,
    pub paper_copies: Option<paper_copies::PaperCopiesLaw>,
    pub police_certificate: Option<police_certificate::PoliceCertificateLaw>,
    pub oral: Option<oral::OralLaw>,
    pub cited: Option<cited::CitedLaw>,
}

/// Reads merged tables into `[counting]`, which every rule set has, and the sections.
pub(super) fn read(
    text: &str,
    mut merged: toml::Table,
) -> Result<(CountingLaw, Sections), ParseError> {
    let missing = || ParseError::at(text, "missing-field", "counting", "nothing", "it must be set");
    let counting = merged.remove("counting").ok_or_else(missing)?;
    let counting = serde_path_to_error::deserialize(counting).map_err(|e| {
        let path = super::error::join("counting", &e.path().to_string());
        ParseError::value(text, &path, e.inner().message())
    })?;
    let sections = serde_path_to_error::deserialize(merged)
        .map_err(|e| ParseError::value(text, &e.path().to_string(), e.inner().message()))?;
    Ok((counting, sections))
}
