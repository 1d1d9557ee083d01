//! What the day of an exam needs: rooms, invigilators, and for an oral who comes when. Routines of an office that stand above the
//! crate [`office`], one folder each, laid out as its own are.

pub mod accommodation;
mod ids;
pub mod invigilation;
#[cfg(test)]
mod matrix_tests;
pub mod oral;
pub mod room_booking;
pub mod room_folder;
pub mod room_protocol;
mod said;
#[cfg(test)]
mod testing;

pub use ids::*;

use office::Routine;

/// The routines of an exam's day, for whoever puts an office together.
pub const ROUTINES: &[Routine] = &[
    room_booking::ROUTINE,
    accommodation::ROUTINE,
    invigilation::ROUTINE,
    oral::ROUTINE,
    room_folder::ROUTINE,
    room_protocol::ROUTINE,
];

/// Their tables; they refer to those of the office and are migrated with them.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");
