//! Room protocols: what happens in a room on the day, entered by whoever has charge of it.
//!
//! The head invigilator, or where a room has none an invigilator in it, enters who came and left, what was
//! given out and counted, and what went otherwise (C-06, J-11); officers of every exam in the room may do so
//! too. As many papers are given out as candidates came, and as many answers are counted as were handed in:
//! what differs is shown, and explained before one person closes the room. Officers see all rooms of a day as
//! they stand. What is closed leads on: absences are taken over into the exam's own list by
//! `delivery::record_absence`, and a suspicion becomes a report of misconduct.

mod api;
mod close;
mod day_pages;
mod enter;
mod pages;
mod room;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod words;

pub use close::{close, reopen, take_over};
pub use enter::{Attendance, Entered, Noted, RoomCount, enter, note};
pub use words::{EventKind, Status};

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::catalogue::KNOW_CANDIDATES;
use office::http::{Allow, Routes};

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes,
    places: &[(
        "nav-room-folders",
        Place {
            key: "nav-room-protocols",
            href: "/room-protocols",
            allow: Allow::Roles(KNOW_CANDIDATES),
        },
    )],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[],
    messages: Messages::default,
};

fn routes() -> Routes {
    pages::routes().merge(day_pages::routes()).merge(api::routes())
}
