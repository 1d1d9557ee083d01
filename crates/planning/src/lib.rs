//! Planning a term's exams: routines of an office that stand above the crate [`office`], one folder each,
//! laid out as its own are.

use office::Routine;

/// The routines of planning, for whoever puts an office together.
pub const ROUTINES: &[Routine] = &[];

/// Their tables; they refer to those of the office and are migrated with them.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");
