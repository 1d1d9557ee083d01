//! What a database holds that somebody wants to show the invented university in.

use crate::Result;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use store::Store;

/// What stands in a migrated database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// No institution.
    Nothing,
    /// The invented university, planted by a demonstration.
    Demonstration {
        /// When something happened in it last.
        last: Timestamp,
    },
    /// An institution that no demonstration has planted: there may be real persons in it.
    Other,
}

impl Holding {
    /// Looks into the database.
    ///
    /// # Errors
    /// The database is away.
    pub async fn of(store: &Store) -> Result<Self> {
        let (planted, demonstration, last) =
            sqlx::query_as::<_, (bool, bool, Option<jiff_sqlx::Timestamp>)>(
                "select exists (select from institution),
                exists (select from act join audit_entry on act_id = id
                    where actor_job = 'demo' and action = 'world.plant'),
                (select max(at) from act)",
            )
            .fetch_one(&store.pool)
            .await?;
        let last = last.unwrap_or_else(|| store.clock.now().to_sqlx()).to_jiff();
        Ok(match (planted, demonstration) {
            (false, _) => Self::Nothing,
            (true, true) => Self::Demonstration { last },
            (true, false) => Self::Other,
        })
    }
}
