//! The schema: the store's tables and those of the routines, brought up to date in one order.

use std::collections::BTreeMap;

use sqlx::migrate::{Migration, Migrator};
use sqlx::{Connection, PgPool};

use crate::{Error, Result};

/// The store's own tables.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// All migrations of the store and of the given migrators, in order of version.
///
/// Refuses two with the same version.
pub fn merged(migrators: &[&Migrator]) -> Result<Migrator> {
    let mut by_version: BTreeMap<i64, Migration> = BTreeMap::new();
    for migration in std::iter::once(&&MIGRATOR).chain(migrators).flat_map(|m| m.iter()) {
        if let Some(first) = by_version.insert(migration.version, migration.clone()) {
            return Err(Error::MigrationClash {
                version: migration.version,
                first: first.description.into_owned(),
                second: migration.description.clone().into_owned(),
            });
        }
    }
    Ok(Migrator::with_migrations(by_version.into_values().collect()))
}

/// Applies what is missing, then puts the guard on every domain table that has none, so that it
/// changes only within an act.
pub(crate) async fn run(pool: &PgPool, migrators: &[&Migrator]) -> Result<()> {
    let migrations = merged(migrators)?;
    // A connection of its own, closed at the end: whatever happens, the lock that keeps several
    // starting processes apart goes with it.
    let mut conn = pool.acquire().await?.detach();
    sqlx::raw_sql("set statement_timeout = 0; set lock_timeout = 0; set kandidat.migrating = 'on'")
        .execute(&mut conn)
        .await?;
    migrations.run(&mut conn).await?;
    guard_domain_tables(&mut conn).await?;
    conn.close().await?;
    Ok(())
}

/// Under a lock of its own, for two processes may have just seen the same table without a guard.
async fn guard_domain_tables(conn: &mut sqlx::PgConnection) -> Result<()> {
    let mut tx = conn.begin().await?;
    sqlx::raw_sql("lock table audit_unlinked in share row exclusive mode")
        .execute(&mut *tx)
        .await?;
    let guarded = sqlx::query_scalar!(r#"select guard_domain_tables() as "name!""#)
        .fetch_all(&mut *tx)
        .await?;
    tx.commit().await?;
    if !guarded.is_empty() {
        tracing::info!(tables = guarded.len(), "tables change only within an act from now on");
    }
    Ok(())
}
