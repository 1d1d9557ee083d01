//! The menu: only what this person may use.

use super::{Principal, Role};
use crate::appeal::VIEWERS;
use crate::examiners::EXAMINER_VIEWERS;
use crate::explanation::STAFF;
use crate::http::Allow;
use crate::letters_out::LETTER_ROLES;

/// One place in the menu.
pub(crate) struct Place {
    /// The message key of its text, `nav-…`.
    pub(crate) key: &'static str,
    /// Where it leads.
    pub(crate) href: &'static str,
    /// Who sees it.
    pub(crate) allow: Allow,
}

/// The menu in its order. A routine adds its place here.
const PLACES: &[Place] = &[
    Place { key: "nav-desk", href: "/desk", allow: Allow::Roles(&Role::ALL) },
    Place { key: "nav-exams", href: "/exams", allow: Allow::Roles(crate::catalogue::VIEWERS) },
    Place { key: "nav-appeals", href: "/appeals", allow: Allow::Roles(VIEWERS) },
    Place { key: "nav-explanations", href: "/explanations", allow: Allow::Roles(STAFF) },
    Place {
        key: "nav-examining-explanations",
        href: "/examining/explanations",
        allow: Allow::Examiner,
    },
    Place { key: "nav-examining", href: "/examining", allow: Allow::Examiner },
    Place { key: "nav-examiners", href: "/examiners", allow: Allow::Roles(EXAMINER_VIEWERS) },
    Place { key: "nav-letters", href: "/letters", allow: Allow::Roles(LETTER_ROLES) },
    Place { key: "nav-archive", href: "/archive", allow: Allow::Roles(&[Role::RecordsOfficer]) },
    Place {
        key: "nav-reception",
        href: "/reception",
        allow: Allow::Roles(crate::delivery::RECEIVERS),
    },
    Place {
        key: "nav-regulations",
        href: "/regulations",
        allow: Allow::Roles(crate::regulation::EDITORS),
    },
    Place { key: "nav-access", href: "/access", allow: Allow::Roles(&[Role::AccessAdministrator]) },
    Place { key: "nav-my", href: "/my", allow: Allow::Student },
    Place { key: "nav-my-results", href: "/my/results", allow: Allow::Student },
    Place { key: "nav-my-letters", href: "/my/letters", allow: Allow::StudentOrExaminer },
    Place { key: "nav-my-looks", href: "/my/looks", allow: Allow::SignedIn },
];

/// The menu of one person; the place that `path` lies under is marked.
pub(crate) fn navigation(who: &Principal, path: &str) -> Vec<ui::NavItem> {
    let path = path.split('?').next().unwrap_or(path);
    let seen: Vec<_> = PLACES.iter().filter(|place| place.allow.lets(Some(who))).collect();
    // The longest place that the page lies under: /my/results is results, not also /my.
    let under =
        |place: &&&Place| path == place.href || path.starts_with(&format!("{}/", place.href));
    let here = seen.iter().filter(under).map(|place| place.href).max_by_key(|href| href.len());
    seen.iter()
        .map(|place| ui::NavItem {
            key: place.key,
            href: place.href.to_owned(),
            current: here == Some(place.href),
            waiting: 0,
        })
        .collect()
}
