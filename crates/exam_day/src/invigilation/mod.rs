//! Invigilators: how many are needed, who they are, who takes which turn, and the hours they are paid for.
//!
//! The central department engages them for a term, sets up the rota and tells each of it and of every
//! change (A-17, D-02, J-13). How many a room needs the rule `invigilation-need` says; who takes which turn is
//! solved from what each has said of her time (`rota`). What somebody has worked she reports herself, or
//! somebody for her, and another person certifies it (D-03, L-17).

mod api;
mod exam_page;
mod given;
mod hours;
mod my_pages;
mod pages;
mod people;
mod people_pages;
mod plan;
mod rooms_api;
pub mod rota;
mod store;
mod tasks;
mod tell;
#[cfg(test)]
mod tests;

pub use given::{Give, end, give};
pub use hours::{Hours, attest, report};
pub use people::{
    Available, Engage, NewInvigilator, available, engage, enter, no_longer_available,
};
pub use plan::{Planned, plan};
pub use tell::tell;

pub(crate) use store::{institution, names};

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::{Allow, Routes};

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes,
    places: &[
        (
            "room-booking-tab",
            Place { key: "invigilation-title", href: "/exams/{exam}/invigilation", allow: CENTRAL },
        ),
        (
            "nav-room-bookings",
            Place { key: "nav-invigilation", href: "/invigilation", allow: CENTRAL },
        ),
        (
            "nav-my-looks",
            Place { key: "nav-my-invigilation", href: "/my/invigilation", allow: Allow::SignedIn },
        ),
    ],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[],
    messages: Messages::default,
};

/// Whose task invigilators are: the central education department's (D-02, D-03).
pub const KEEPERS: &[Role] = &[Role::CentralOfficer];

/// The same for routes: rooms and invigilators are shared by the whole institution.
const CENTRAL: Allow = Allow::Everywhere(KEEPERS);

fn routes() -> Routes {
    pages::routes()
        .merge(exam_page::routes())
        .merge(people_pages::routes())
        .merge(my_pages::routes())
        .merge(api::routes())
}
