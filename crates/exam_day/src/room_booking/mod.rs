//! Rooms: what each has, and for which exam it is reserved when.
//!
//! The central department reserves rooms for exams that many sit at once, from the plan of the faculties;
//! a department reserves its own for orals and practical exams (D-01, J-12, B-28). A room is never
//! reserved twice at a time: the database holds it, whoever asks at once. Several exams may share a room
//! as long as it has seats for all of them.

mod api;
mod book;
mod change;
mod features;
mod pages;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub use book::{Book, book, book_at};
pub use change::{cancel, follow};
pub use features::{Feature, set_features};
pub use store::features;

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::catalogue;
use office::http::{Allow, Routes};
use rules::Form;

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes,
    places: &[
        ("nav-exams", Place { key: "nav-room-bookings", href: "/room-bookings", allow: SEEN }),
        (
            "catalogue-tab-documents",
            Place { key: "room-booking-tab", href: "/exams/{exam}/room-bookings", allow: SEEN },
        ),
    ],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[],
    messages: Messages::default,
};

/// Who sees which rooms are taken when.
pub const VIEWERS: &[Role] = catalogue::VIEWERS;

const SEEN: Allow = Allow::Roles(VIEWERS);

/// Who reserves rooms for exams that many sit at once, and keeps what each room has (D-01).
pub const CENTRAL: &[Role] = &[Role::CentralOfficer];

/// Who reserves a room of some sort.
pub const BOOKERS: &[Role] = &[Role::CentralOfficer, Role::ExamOfficer];

/// Whose task it is to reserve rooms for exams of this form: the department's own for what is told on
/// the spot (J-12, B-28), the central department's for all others (D-01).
pub const fn bookers(form: Form) -> &'static [Role] {
    if form.is_told_on_the_spot() { &[Role::ExamOfficer] } else { CENTRAL }
}

/// From when until when an exam is held.
pub(crate) fn exam_span(
    exam: &store::Planned,
) -> office::Result<(jiff::Timestamp, jiff::Timestamp)> {
    book::span(exam, 0)
}

fn routes() -> Routes {
    pages::routes().merge(api::routes())
}
