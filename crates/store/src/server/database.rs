//! Databases of a private server, each with a role of its own that cannot enter the others.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::ServerError;
use super::folder::Folder;
use crate::Error;

/// Any number, the same for all who make databases.
const MAKING: i64 = 0x6b61_6462;

/// Makes the role and the database `name` if they are missing.
pub(super) async fn ensure(folder: &Folder, name: &str) -> Result<(), ServerError> {
    let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if name.is_empty() || name.len() > 40 || !plain || name == folder.superuser() {
        return Err(ServerError::DatabaseName { name: name.to_owned() });
    }
    let mut conn = PgConnection::connect(&folder.superuser_url()).await.map_err(Error::from)?;
    let norwegian = "select exists (select from pg_collation where collname = 'nb-NO-x-icu')";
    if !exists(&mut conn, norwegian, None).await? {
        return Err(ServerError::NoIcu);
    }
    sqlx::query("select pg_advisory_lock($1)")
        .bind(MAKING)
        .execute(&mut conn)
        .await
        .map_err(Error::from)?;
    if !exists(&mut conn, "select exists (select from pg_roles where rolname = $1)", Some(name))
        .await?
    {
        run(&mut conn, format!("create role {name} login")).await?;
    }
    if !exists(&mut conn, "select exists (select from pg_database where datname = $1)", Some(name))
        .await?
    {
        run(&mut conn, format!("create database {name} owner {name}")).await?;
    }
    run(&mut conn, format!("revoke connect on database {name} from public")).await?;
    // The lock goes with the connection.
    conn.close().await.map_err(Error::from)?;
    Ok(())
}

async fn exists(
    conn: &mut PgConnection,
    sql: &'static str,
    name: Option<&str>,
) -> Result<bool, ServerError> {
    let mut query = sqlx::query_scalar(sql);
    if let Some(name) = name {
        query = query.bind(name);
    }
    Ok(query.fetch_one(conn).await.map_err(Error::from)?)
}

async fn run(conn: &mut PgConnection, sql: String) -> Result<(), ServerError> {
    // The name has been checked to be letters, digits and underscores.
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(conn).await.map_err(Error::from)?;
    Ok(())
}
