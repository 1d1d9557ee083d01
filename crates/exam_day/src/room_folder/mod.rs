//! Room folders: who sits where, what may be used, how many papers there are, and what lies in the room.
//!
//! The folder of a room is printed anew from what stands each time it is opened: notice for the door, list
//! in the order of seats, seat plan, aids, papers with their language forms, room protocol (C-06, J-11). Until
//! it is sent, seats can be given anew; afterwards whoever has one keeps it, and only those who came late are
//! given one. Copies are counted by the rule `paper-copies` (B-09), which also says by when they are in the
//! room (E-21).

mod aids;
mod aids_page;
mod api;
mod pages;
mod print;
mod seats;
mod send;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub use aids::{Aids, NewAids, allow};
pub(crate) use tasks::owner;

pub use send::{Copies, copies, seat, seat_day, send};

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::{Principal, Role};
use office::catalogue::{KNOW_CANDIDATES, VIEWERS};
use office::http::{Allow, Routes};
use rules::Language;

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes,
    places: &[
        (
            "nav-room-bookings",
            Place {
                key: "nav-room-folders",
                href: "/room-folders",
                allow: Allow::Roles(KNOW_CANDIDATES),
            },
        ),
        (
            "room-booking-tab",
            Place {
                key: "room-folder-aids-tab",
                href: "/exams/{exam}/aids",
                allow: Allow::Roles(VIEWERS),
            },
        ),
    ],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[],
    messages: Messages::default,
};

/// Who gives seats, and sends folders and papers to the rooms.
pub const SENDERS: &[Role] = &[Role::ExamOfficer, Role::FacultyOfficer, Role::CentralOfficer];

/// Who says what candidates may use.
pub const AID_KEEPERS: &[Role] = &[Role::ExamOfficer, Role::CourseResponsible];

/// How many seats stand in a row where nobody has said so.
pub(crate) const SEATS_IN_ROW: i32 = 6;

/// The most seats in a row that can be written.
pub(crate) const SEATS_IN_ROW_MAX: i32 = 60;

/// A folder names all who sit in the room: it is for those who may do so at every exam in it.
pub(crate) fn may(who: &Principal, roles: &[Role], room: &store::FolderRoom) -> bool {
    room.exams.iter().all(|exam| who.may(roles, &exam.place))
}

/// The message key of a language form's name.
pub(crate) const fn language_key(language: &Language) -> &'static str {
    match language {
        Language::Nb => ui::key("room-folder-nb"),
        Language::Nn => ui::key("room-folder-nn"),
        Language::En => ui::key("room-folder-en"),
    }
}

fn routes() -> Routes {
    pages::routes().merge(aids_page::routes()).merge(api::routes())
}
