//! The menu of an office: each person sees only what is for him.

use super::Role;
use crate::Routine;
use crate::appeal::VIEWERS;
use crate::catalogue::tabs::OF_EXAM;
use crate::examiners::EXAMINER_VIEWERS;
use crate::exclusion;
use crate::explanation::STAFF;
use crate::http::Allow;
use crate::letters_out::LETTER_ROLES;
use edge::Place;

/// The menu in its order. A routine of this crate adds its place here.
const PLACES: &[Place<Allow>] = &[
    Place { key: "nav-desk", href: "/desk", allow: Allow::Roles(&Role::ALL) },
    Place { key: "nav-exams", href: "/exams", allow: Allow::Roles(crate::catalogue::VIEWERS) },
    Place {
        key: "nav-applications",
        href: "/applications",
        allow: Allow::Roles(crate::admission::HANDLERS),
    },
    Place { key: "nav-appeals", href: "/appeals", allow: Allow::Roles(VIEWERS) },
    Place {
        key: "nav-misconduct",
        href: "/misconduct",
        allow: Allow::Roles(crate::misconduct::VIEWERS),
    },
    Place { key: "nav-explanations", href: "/explanations", allow: Allow::Roles(STAFF) },
    Place {
        key: "nav-quarantines",
        href: "/quarantines",
        allow: Allow::Roles(crate::quarantine::EXAM_HANDLERS),
    },
    Place { key: "nav-exclusions", href: "/exclusions", allow: Allow::Roles(exclusion::READERS) },
    Place {
        key: "nav-exclusion-alerts",
        href: "/exclusions/alerts",
        allow: Allow::Roles(exclusion::SYSTEM_OWNERS),
    },
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
        allow: Allow::Roles(crate::regulation::READERS),
    },
    Place {
        key: "nav-messages",
        href: "/messages",
        allow: Allow::Everywhere(crate::messages::LOOK_AFTER),
    },
    Place { key: "nav-access", href: "/access", allow: Allow::Roles(&[Role::AccessAdministrator]) },
    Place { key: "nav-my", href: "/my", allow: Allow::Student },
    Place { key: "nav-my-results", href: "/my/results", allow: Allow::Student },
    Place { key: "nav-my-exclusions", href: "/my/exclusions", allow: Allow::Student },
    Place { key: "nav-my-letters", href: "/my/letters", allow: Allow::SignedIn },
    Place { key: "nav-my-misconduct", href: "/my/misconduct", allow: Allow::Student },
    Place { key: "nav-my-applications", href: "/my/applications", allow: Allow::SignedIn },
    Place { key: "nav-my-looks", href: "/my/looks", allow: Allow::SignedIn },
];

/// The menu, with what the routines `above` add: each place stands after the one that it names, at
/// the end where there is none.
pub(crate) fn menu(above: &[Routine]) -> Vec<Place<Allow>> {
    let mut places = PLACES.to_vec();
    let added = above.iter().flat_map(|routine| routine.places);
    // What leads to a page of one exam is a tab of its pages.
    for (after, place) in added.filter(|(_, place)| !place.href.starts_with(OF_EXAM)) {
        let at = places.iter().position(|known| known.key == *after);
        places.insert(at.map_or(places.len(), |at| at + 1), *place);
    }
    places
}
