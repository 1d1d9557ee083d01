//! The row of tabs on an exam's pages. A routine adds its tab to [`TABS`].

use super::{PLANNERS, VIEWERS};
use crate::ExamId;
use crate::access::{Principal, Role};
use crate::http::Allow;
use edge::Allow as _;
use ui::key;

struct Tab {
    key: &'static str,
    /// What comes after `/exams/{exam}`.
    under: &'static str,
    allow: Allow,
}

/// Who may see candidates by name: staff and the student desk, never those who grade.
pub const KNOW_CANDIDATES: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::HeadOfOffice,
    Role::DeskOfficer,
];

/// Who may read papers and grading guides before the exam.
pub const DOCUMENT_READERS: &[Role] =
    &[Role::ExamOfficer, Role::FacultyOfficer, Role::CourseResponsible];

/// In the order in which an exam lives.
const TABS: &[Tab] = &[
    Tab { key: key("catalogue-tab-overview"), under: "", allow: Allow::Roles(VIEWERS) },
    Tab {
        key: key("catalogue-tab-candidates"),
        under: "/candidates",
        allow: Allow::Roles(KNOW_CANDIDATES),
    },
    Tab {
        key: key("catalogue-tab-documents"),
        under: "/documents",
        allow: Allow::Roles(DOCUMENT_READERS),
    },
    Tab {
        key: key("catalogue-tab-delivery"),
        under: "/delivery",
        allow: Allow::Roles(KNOW_CANDIDATES),
    },
    Tab {
        key: key("examiners-tab"),
        under: "/committee",
        allow: Allow::Roles(crate::examiners::EXAMINER_VIEWERS),
    },
    Tab {
        key: key("grading-tab"),
        under: "/grading",
        allow: Allow::Roles(crate::grading::GRADING_VIEWERS),
    },
];

/// One tab, ready to be shown.
pub struct ExamTab {
    /// The message key of its text.
    pub key: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page shown.
    pub current: bool,
}

/// The tabs of an exam that this person may open; `current` is what comes after
/// `/exams/{exam}` in the address of the page.
pub fn tabs(who: &Principal, exam: ExamId, current: &str) -> Vec<ExamTab> {
    TABS.iter()
        .filter(|tab| tab.allow.lets(Some(who)))
        .map(|tab| ExamTab {
            key: tab.key,
            href: format!("/exams/{exam}{}", tab.under),
            current: tab.under == current,
        })
        .collect()
}

/// Whether this person may set up the exam: shows or hides the way to the form.
pub fn may_plan(who: &Principal, exam: &super::Exam) -> bool {
    who.may(PLANNERS, &exam.place)
}
