//! How many rows there are, told so that nobody can be found in it.
//!
//! Every number is rounded to the nearest five, totals too and each by itself, so that none under
//! three is told from nothing and no difference of two numbers tells a small one.

use super::store::count::{Group, groups};
use edge::Result;
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

/// To so many every number is rounded.
const ROUNDED_TO: u64 = 5;

/// A count as it may be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Count {
    /// `type`, `status` or `institution`.
    pub by: String,
    /// A code of the field, `in-force`, `to-come`, `deleted` or `expired`, or an institution number.
    pub what: String,
    /// Rounded to the nearest five.
    pub about: u64,
}

/// Rounded to the nearest five.
const fn rounded(count: u64) -> u64 {
    (count + ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO
}

/// The counts of all groups.
pub(super) async fn counts(conn: &mut PgConnection, today: Date) -> Result<Vec<Count>> {
    let told = |Group { by, what, count }: Group| Count { by, what, about: rounded(count) };
    Ok(groups(conn, today).await?.into_iter().map(told).collect())
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn one_and_two_are_told_as_none_and_no_number_is_told_exactly() {
        let told: Vec<_> = (0..=13).map(rounded).collect();
        assert_eq!(told, [0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 15]);
    }
}
