//! The connection to one database, and the clock that goes with it.

use std::time::Duration;

use sqlx::PgPool;
use sqlx::migrate::Migrator;
use sqlx::postgres::PgPoolOptions;

use crate::{Clock, Result};

const CONNECTIONS_MAX: u32 = 10;
/// A request that gets no connection in this time is answered with "try again", not kept waiting.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// A connection that was given back this recently is taken as alive: it was asked then. Asking
/// again costs every query a round trip, and it may be gone a moment later all the same.
const ALIVE_FOR: Duration = Duration::from_secs(1);

/// One institution's database. Clones share the connections.
#[derive(Clone)]
pub struct Store {
    /// For reading. Domain tables refuse to be changed outside an [`crate::Act`].
    pub pool: PgPool,
    /// The domain's clock.
    pub clock: Clock,
}

impl Store {
    /// Connects to the database at `url` with the machine's time as the domain's clock.
    pub async fn connect(url: &str) -> Result<Self> {
        Self::connect_with(url, Clock::system()).await
    }

    /// Connects to the database at `url` with this clock.
    pub async fn connect_with(url: &str, clock: Clock) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS_MAX)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .test_before_acquire(false)
            .before_acquire(|conn, meta| {
                Box::pin(async move {
                    Ok(meta.idle_for < ALIVE_FOR || sqlx::Connection::ping(conn).await.is_ok())
                })
            })
            .after_connect(|conn, _| {
                Box::pin(async move {
                    // Bounded: a stuck statement must not hold back the pool or the audit chain.
                    // And planned for what is: data in memory or on a disk without a head to
                    // move, and statements too short to be worth compiling.
                    sqlx::raw_sql(
                        "set statement_timeout = '30s'; set lock_timeout = '5s'; \
                         set idle_in_transaction_session_timeout = '60s'; \
                         set random_page_cost = 1.1; set jit = off",
                    )
                    .execute(conn)
                    .await?;
                    Ok(())
                })
            })
            .connect(url)
            .await?;
        Ok(Self { pool, clock })
    }

    /// Brings the schema up to date: the store's own tables and those of the given migrators, in
    /// order of version. Several processes may start at once.
    pub async fn migrate(&self, migrators: &[&Migrator]) -> Result<()> {
        crate::migrate::run(&self.pool, migrators).await
    }
}
