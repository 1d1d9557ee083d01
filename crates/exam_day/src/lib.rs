//! What the day of an exam needs: rooms and invigilators. Routines of an office that stand above the
//! crate [`office`], one folder each, laid out as its own are.

mod ids;
pub mod invigilation;
#[cfg(test)]
mod matrix_tests;
pub mod room_booking;
mod said;

pub use ids::*;

use office::Routine;

/// The routines of an exam's day, for whoever puts an office together.
pub const ROUTINES: &[Routine] = &[room_booking::ROUTINE, invigilation::ROUTINE];

/// Their tables; they refer to those of the office and are migrated with them.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");
