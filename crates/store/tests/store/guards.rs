use sqlx::AssertSqlSafe;
use store::{Entry, Error, Store};
use uuid::Uuid;

use crate::world::{book, booked, count, database, person, routine};

async fn refused(store: &Store, sql: &str) -> String {
    let error =
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&store.pool).await.unwrap_err();
    Error::from(error).to_string()
}

#[tokio::test]
async fn a_domain_table_changes_only_within_an_act() {
    let store = database().await.store;
    for sql in [
        "insert into booking values (gen_random_uuid(), 'x')",
        "update booking set note = 'x'",
        "delete from booking",
        "truncate booking",
    ] {
        assert!(refused(&store, sql).await.contains("only within an act"), "{sql}");
    }
    booked(&store).await;
    assert_eq!(count(&store, "booking").await, 1);
}

#[tokio::test]
async fn an_act_that_has_ended_opens_nothing() {
    let store = database().await.store;
    let done = booked(&store).await;
    let sql = format!("set kandidat.act_id = '{done}'; delete from booking");
    assert!(refused(&store, &sql).await.contains("only within an act"));
}

#[tokio::test]
async fn the_record_takes_new_rows_only() {
    let store = database().await.store;
    booked(&store).await;
    for table in ["act", "audit_entry", "audit_link"] {
        for sql in [format!("delete from {table}"), format!("truncate {table} cascade")] {
            assert!(refused(&store, &sql).await.contains("new rows only"), "{sql}");
        }
    }
    assert!(refused(&store, "update act set at = at").await.contains("new rows only"));
    assert!(refused(&store, "update audit_salt set key = key").await.contains("never changed"));
}

#[tokio::test]
async fn technical_tables_are_listed_with_their_reason() {
    let store = database().await.store;
    let listed: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class where relkind = 'r'
        and obj_description(oid, 'pg_class') like 'technical: _%' order by 1",
    )
    .fetch_all(&store.pool)
    .await
    .unwrap();
    let expected = "act audit_entry audit_link audit_salt audit_unlinked directory_copy file file_chunk job \
        look mailbox_arrival mailbox_content mailbox_evidence mailbox_received mailbox_sent web_session";
    assert_eq!(listed.join(" "), expected);
}

#[tokio::test]
async fn several_processes_may_migrate_at_once() {
    let db = testkit::Database::fresh(&[]).await.unwrap();
    let routine = routine();
    let other = Store::connect(&db.url).await.unwrap();
    let routines = [&routine];
    let (one, two) = tokio::join!(db.store.migrate(&routines), other.migrate(&routines));
    one.unwrap();
    two.unwrap();
    let mut act = other.act(person(), Uuid::now_v7()).await.unwrap();
    let id = book(&mut act).await;
    act.commit(Entry::new("booking.make", "booking", id)).await.unwrap();
}

#[tokio::test]
async fn two_migrations_of_one_version_are_refused() {
    let db = testkit::Database::fresh(&[]).await.unwrap();
    let clash = db.store.migrate(&[&routine(), &routine()]).await;
    assert!(matches!(clash, Err(Error::MigrationClash { .. })));
}

#[tokio::test]
async fn an_error_never_quotes_the_row() {
    let store = database().await.store;
    let mut act = store.act(person(), Uuid::now_v7()).await.unwrap();
    let id = book(&mut act).await;
    let twice = sqlx::query("insert into booking values ($1, 'Kari Nordmann')").bind(id);
    let error = Error::from(twice.execute(act.conn()).await.unwrap_err());
    assert_eq!(error.constraint(), Some("booking_pkey"));
    assert!(!format!("{error} {error:?}").contains(&id.to_string()));
}
