//! The exclusions' tables.

pub(super) mod alarm;
pub(super) mod ask;
pub(super) mod count;
pub(super) mod epoch;
pub(super) mod kept;
pub(super) mod list;
pub(super) mod looks;
pub(super) mod quota;
pub(super) mod quota_change;
pub(super) mod row;
pub(super) mod told;

/// A row that is not as it was written. Says which part, and does not quote it.
fn unreadable(part: &'static str) -> sqlx::Error {
    sqlx::Error::Decode(format!("exclusion: {part} cannot be read").into())
}

/// Versions of rows, which the wire counts in 32 bits.
fn version(stored: i64) -> sqlx::Result<u32> {
    u32::try_from(stored).map_err(|_| unreadable("a version"))
}

fn counted(stored: i64) -> u64 {
    stored.unsigned_abs()
}
