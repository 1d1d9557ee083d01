//! What an office of this program is put together from: the crate [`office`], and the routines that stand
//! above it in crates of their own.

use office::Routine;
use sqlx::migrate::Migrator;

/// The routines above the crate [`office`].
pub const ROUTINES: &[Routine] = planning::ROUTINES;

/// The tables of them all.
pub fn migrations() -> [&'static Migrator; 2] {
    [&office::MIGRATIONS, &planning::MIGRATIONS]
}

/// The routes of them all, those of the demonstration too.
#[cfg(test)]
pub fn routes() -> office::http::Routes {
    office::routes(true, ROUTINES)
}
