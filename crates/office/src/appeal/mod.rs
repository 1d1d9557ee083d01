//! Appeal against a grade: from the day it comes in to the final grade (uhl. §§ 11-10, 11-11).
//!
//! The way of a case: [`lodge`] asks the gate. In time it is *accepted*; with the diploma
//! still out it is *parked* until [`return_diploma`]; late it stays *received* until an
//! officer has judged the reasons ([`decide_late`]). [`appoint`] names a new committee in
//! which nobody of the first one sits; [`prepare`] and [`build`] make its package from a
//! whitelist; [`send`] hands it over. When all have signed, [`settle`] registers the
//! outcome: up, down or the same, and final, unless the two grades lie so far apart that a
//! further committee must look first. The student may [`withdraw`] until then.

pub(crate) mod api;
mod blind;
mod blind_image;
mod blind_pdf;
pub(crate) mod case;
mod committee;
mod diploma;
mod files_api;
mod files_page;
mod filing;
mod gate;
mod late;
mod letter;
mod lists_api;
mod lodge;
mod outcome;
mod package;
pub(crate) mod pages;
mod proof_page;
mod reminder;
mod staff_pages;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod withdraw;

pub use case::State;
pub use committee::{Appoint, appoint};
pub use diploma::return_diploma;
pub use late::{DecideLate, decide_late};
pub(crate) use letter::period;
pub use lodge::{Lodge, lodge};
pub use outcome::{Settled, settle};
pub use package::{Build, HandMade, Prepared, build, prepare, send};
pub use reminder::remind;
pub use tasks::tasks;
pub use withdraw::withdraw;

use crate::access::Role;

/// Those who handle appeals.
pub(crate) const HANDLERS: &[Role] = &[Role::ExamOfficer, Role::FacultyOfficer];

/// Those who see the appeals of a unit.
pub(crate) const VIEWERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::DeskOfficer,
    Role::RecordsOfficer,
    Role::HeadOfOffice,
    Role::BoardSecretary,
    Role::ExamCoordinator,
    Role::CentralOfficer,
];
