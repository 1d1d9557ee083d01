use serde_json::json;
use store::{Actor, Entry, Error};
use uuid::Uuid;

use crate::world::{book, booked, count, database, person};

#[tokio::test]
async fn no_audit_entry_no_effect() {
    let store = database().await.store;
    let mut act = store.act(person(), Uuid::now_v7()).await.unwrap();
    book(&mut act).await;
    drop(act);
    assert_eq!(count(&store, "booking").await, 0, "dropped without an entry");

    let mut tx = store.pool.begin().await.unwrap();
    sqlx::query(
        "insert into act (id, at, actor_kind, actor_job) values ($1, '2026-11-02', 'job', 'x')",
    )
    .bind(Uuid::now_v7())
    .execute(&mut *tx)
    .await
    .unwrap();
    let refused = Error::from(tx.commit().await.unwrap_err());
    assert_eq!(refused.constraint(), Some("act_has_entry"), "committed behind the act's back");
}

#[tokio::test]
async fn one_act_has_exactly_one_entry_and_one_time() {
    let store = database().await.store;
    let act_id = booked(&store).await;
    let (at, body): (jiff_sqlx::Timestamp, String) =
        sqlx::query_as("select at, body from act join audit_entry on act_id = id where id = $1")
            .bind(act_id)
            .fetch_one(&store.pool)
            .await
            .unwrap();
    assert_eq!(at.to_jiff(), store.clock.now());
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["action"], "booking.make");
    assert_eq!(body["at"], json!(store.clock.now()));
    assert_eq!(count(&store, "audit_unlinked").await, 1);
}

#[tokio::test]
async fn a_double_click_is_answered_by_name() {
    let store = database().await.store;
    let act_id = booked(&store).await;
    let second = store.act(person(), act_id).await.err().unwrap();
    assert!(matches!(second, Error::ActAlreadyDone { act_id: id } if id == act_id));
}

#[tokio::test]
async fn of_two_clicks_at_once_one_is_done() {
    let store = database().await.store;
    let act_id = Uuid::now_v7();
    let click = async || {
        let mut act = store.act(person(), act_id).await?;
        let id = book(&mut act).await;
        act.commit(Entry::new("booking.make", "booking", id)).await
    };
    let results = tokio::join!(click(), click());
    let done = [results.0, results.1].iter().filter(|r| r.is_ok()).count();
    assert_eq!((done, count(&store, "booking").await), (1, 1));
}

#[tokio::test]
async fn a_rolled_back_act_may_be_tried_again() {
    let store = database().await.store;
    let act_id = Uuid::now_v7();
    store.act(person(), act_id).await.unwrap().roll_back().await.unwrap();
    let again = store.act(person(), act_id).await.unwrap();
    again.commit(Entry::new("booking.none", "booking", act_id)).await.unwrap();
}

#[tokio::test]
async fn a_job_exists_only_if_the_act_is_committed() {
    let store = database().await.store;
    let mut act = store.act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    let now = act.now();
    act.enqueue("booking.remind", json!({}), now).await.unwrap();
    drop(act);
    assert_eq!(count(&store, "job").await, 0);
    let mut act = store.act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    let id = act.enqueue("booking.remind", json!({}), now).await.unwrap();
    act.commit(Entry::new("booking.plan", "booking", id)).await.unwrap();
    assert_eq!(count(&store, "job").await, 1);
}

#[tokio::test]
async fn the_day_of_an_act_is_the_day_in_norway() {
    let before = "2026-06-30T21:59:59Z".parse().unwrap();
    let db = testkit::Database::fresh_at(&[], before).await.unwrap();
    let act = db.store.act(person(), Uuid::now_v7()).await.unwrap();
    assert_eq!(act.today().to_string(), "2026-06-30");
    db.store.clock.set("2026-06-30T22:00:00Z".parse().unwrap()).unwrap();
    let act = db.store.act(person(), Uuid::now_v7()).await.unwrap();
    assert_eq!(act.today().to_string(), "2026-07-01");
}
