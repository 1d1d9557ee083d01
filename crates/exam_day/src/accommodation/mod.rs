//! Special arrangements: what a faculty has granted a candidate for her exams (C-02, F-05).
//!
//! The case is decided elsewhere; here stands its number, from when until when, and what is to be done: time,
//! room, equipment. Never why. Names are read by the faculty that granted it and by the candidate; the plan
//! and those who reserve rooms read how many need what, and the invigilators whose own time ends when.

mod api;
mod enter;
mod pages;
mod person_pages;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use enter::{NewAccommodation, end, enter};
pub use store::{Granted, granted};

use crate::room_booking::Feature;
use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::{Allow, Routes};
use ui::key;

/// Who enters what was granted, and reads it with names.
pub const ENTERERS: &[Role] = &[Role::FacultyOfficer];
/// Who reads how many of an exam need what.
pub const COUNTERS: &[Role] =
    &[Role::ExamOfficer, Role::FacultyOfficer, Role::ExamCoordinator, Role::CentralOfficer];

/// What a candidate may need of a room.
pub const NEEDS: [Feature; 5] = [
    Feature::OwnRoom,
    Feature::SmallRoom,
    Feature::Accessible,
    Feature::OwnComputer,
    Feature::Power,
];

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes,
    places: &[
        (
            "nav-room-bookings",
            Place {
                key: key("nav-accommodations"),
                href: "/accommodations",
                allow: Allow::Roles(ENTERERS),
            },
        ),
        (
            "room-booking-tab",
            Place {
                key: key("accommodation-tab"),
                href: "/exams/{exam}/accommodations",
                allow: Allow::Roles(COUNTERS),
            },
        ),
        (
            "nav-my",
            Place {
                key: key("nav-my-accommodations"),
                href: "/my/accommodations",
                allow: Allow::Student,
            },
        ),
    ],
    tasks: |_, _, _, _| Box::pin(async { Ok(Vec::new()) }),
    jobs: &[],
    messages: Messages::default,
};

fn routes() -> Routes {
    pages::routes().merge(person_pages::routes()).merge(api::routes())
}
