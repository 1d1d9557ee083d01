//! Every rule of the domain, by name. A new rule is one line here.

use crate::Entry;
use crate::{
    accommodation, appeal, archive, attempts, average_grade, board, committee, exam_paper,
    exam_plan, exchange, exclusion, explanation, formal_complaint, grade, grading, invigilation,
    national_id, oral, paper_copies, police_certificate, protocol, recognition, registration,
    regrade, term_notice,
};

/// All rules, in the order in which an exam, then a case of misconduct, then an exchange of results
/// meets them.
pub const RULES: &[Entry] = &[
    Entry::of::<national_id::NationalIdRule>(),
    Entry::of::<attempts::Attempts>(),
    Entry::of::<term_notice::TermNotice>(),
    Entry::of::<registration::SignupDeadline>(),
    Entry::of::<registration::WithdrawalDeadline>(),
    Entry::of::<accommodation::AccommodationDeadline>(),
    Entry::of::<exam_plan::ExamPlanPublication>(),
    Entry::of::<committee::Committee>(),
    Entry::of::<invigilation::InvigilationNeed>(),
    Entry::of::<invigilation::InvigilationHours>(),
    Entry::of::<exam_paper::ExamPaperDeadline>(),
    Entry::of::<paper_copies::PaperCopies>(),
    Entry::of::<oral::OralDate>(),
    Entry::of::<oral::OralPlaces>(),
    Entry::of::<oral::OralPlan>(),
    Entry::of::<grading::GradingDeadline>(),
    Entry::of::<grade::GradeRule>(),
    Entry::of::<protocol::ProtocolReady>(),
    Entry::of::<explanation::ExplanationDeadline>(),
    Entry::of::<explanation::ExplanationDue>(),
    Entry::of::<appeal::AppealDeadline>(),
    Entry::of::<appeal::AppealAdmissible>(),
    Entry::of::<appeal::DecisionAppealDeadline>(),
    Entry::of::<formal_complaint::FormalComplaintDeadline>(),
    Entry::of::<regrade::RegradeDeadline>(),
    Entry::of::<regrade::committee::RegradeCommittee>(),
    Entry::of::<regrade::package::RegradePackage>(),
    Entry::of::<regrade::outcome::RegradeOutcome>(),
    Entry::of::<average_grade::AverageGrade>(),
    Entry::of::<archive::ShredLock>(),
    Entry::of::<police_certificate::PoliceCertificate>(),
    Entry::of::<board::BoardValid>(),
    Entry::of::<exclusion::ExclusionRows>(),
    Entry::of::<exclusion::ExclusionControl>(),
    Entry::of::<exclusion::ExclusionPayload>(),
    Entry::of::<exclusion::ExclusionEffect>(),
    Entry::of::<exclusion::RegisterExpiry>(),
    Entry::of::<exchange::ExchangeQuestionRule>(),
    Entry::of::<exchange::ExchangeAnswerRule>(),
    Entry::of::<recognition::RecognitionCredits>(),
    Entry::of::<recognition::RecognitionAdvance>(),
];

/// The rule of a name.
pub fn find(name: &str) -> Option<&'static Entry> {
    RULES.iter().find(|rule| rule.name == name)
}
