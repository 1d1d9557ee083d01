//! What these tests share: a database with one domain table of their own.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use store::{Act, Actor, Entry, Store};
use testkit::Database;
use uuid::Uuid;

/// A routine with one table, as an office would bring it.
pub fn routine() -> Migrator {
    let sql = "create table booking (id uuid primary key, note text not null)";
    Migrator::with_migrations(vec![Migration::new(
        99_990_101_000_000,
        "booking".into(),
        MigrationType::Simple,
        sql.into_sql_str(),
        false,
    )])
}

pub async fn database() -> Database {
    Database::fresh(&[&routine()]).await.expect("a fresh database")
}

pub fn person() -> Actor {
    Actor::Person(Uuid::now_v7())
}

/// Books within an act that is not committed yet.
pub async fn book(act: &mut Act) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query("insert into booking (id, note) values ($1, 'a room')")
        .bind(id)
        .execute(act.conn())
        .await
        .expect("a booking within an act");
    id
}

/// One whole act, and its id.
pub async fn booked(store: &Store) -> Uuid {
    let mut act = store.act(person(), Uuid::now_v7()).await.expect("an act");
    let (act_id, booking) = (act.id(), book(&mut act).await);
    act.commit(Entry::new("booking.make", "booking", booking)).await.expect("a commit");
    act_id
}

pub async fn count(store: &Store, table: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
        .fetch_one(&store.pool)
        .await
        .expect("a count")
}
