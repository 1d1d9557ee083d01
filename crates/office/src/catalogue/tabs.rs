//! The row of tabs on an exam's pages. A routine adds its tab to [`TABS`].

use super::{Exam, PLANNERS, VIEWERS};
use crate::access::{Principal, Role};
use crate::http::{Allow, Signed};
use crate::{Error, ExamId, Result};
use askama::Template;
use edge::Allow as _;
use ui::key;

#[derive(Clone, Copy)]
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

/// What the address of a place begins with that is a tab of each exam.
pub(crate) const OF_EXAM: &str = "/exams/{exam}";

/// All tabs, with those of routines above this crate: each stands after the one that it names, at the
/// end where that is not there.
fn all(signed: &Signed) -> Vec<Tab> {
    let mut tabs = TABS.to_vec();
    for (after, place) in signed.node.above().iter().flat_map(|routine| routine.places) {
        let Some(under) = place.href.strip_prefix(OF_EXAM) else { continue };
        let at = tabs.iter().position(|known| known.key == *after);
        let tab = Tab { key: place.key, under, allow: place.allow };
        tabs.insert(at.map_or(tabs.len(), |at| at + 1), tab);
    }
    tabs
}

/// The tabs of an exam that this person may open; `current` is what comes after
/// `/exams/{exam}` in the address of the page.
pub fn tabs(signed: &Signed, exam: ExamId, current: &str) -> Vec<ExamTab> {
    let tabs = all(signed).into_iter();
    tabs.filter(|tab| tab.allow.lets(Some(&*signed.who)))
        .map(|tab| ExamTab {
            key: tab.key,
            href: format!("/exams/{exam}{}", tab.under),
            current: tab.under == current,
        })
        .collect()
}

#[derive(Template)]
#[template(path = "catalogue/tabs.html")]
struct Head<'a> {
    frame: &'a ui::Frame,
    exam: &'a Exam,
    tabs: Vec<ExamTab>,
}

/// What stands above each page of an exam, for the pages of routines above this crate: its name and its
/// tabs, as HTML.
///
/// # Errors
/// Our own fault if the template fails.
pub fn head(signed: &Signed, frame: &ui::Frame, exam: &Exam, current: &str) -> Result<String> {
    let head = Head { frame, exam, tabs: tabs(signed, exam.id, current) };
    head.render().map_err(|error| Error::Internal(error.into()))
}

/// Whether this person may set up the exam: shows or hides the way to the form.
pub fn may_plan(who: &Principal, exam: &super::Exam) -> bool {
    who.may(PLANNERS, &exam.place)
}
