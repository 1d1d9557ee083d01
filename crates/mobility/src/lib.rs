//! Student mobility: what somebody has from one institution and takes to another. Routines of an office that
//! stand above the crate [`office`], one folder each, laid out as its own are.
//!
//! [`degrees`] is the institution's own protocol, [`exchange`] asks others and answers them,
//! [`external_studies`] keeps what comes, and [`recognition`] says what of it counts here.

pub mod degrees;
pub mod exchange;
pub mod external_studies;
mod ids;
#[cfg(test)]
mod matrix_tests;
pub mod recognition;
#[cfg(test)]
mod tests_world;

pub use ids::*;

use office::Routine;

/// The routines of student mobility, for whoever puts an office together.
pub const ROUTINES: &[Routine] =
    &[degrees::ROUTINE, exchange::ROUTINE, external_studies::ROUTINE, recognition::ROUTINE];

/// Their tables that came after the crate was begun; the older ones stand among those of the office.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");
