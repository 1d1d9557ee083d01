use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::job::{self, Job, Worker};
use store::{Actor, Entry, Error, Store};
use uuid::Uuid;

use crate::world::{book, count, database};

async fn enqueue(store: &Store, kind: &'static str, run_at: Timestamp) -> Uuid {
    let mut act = store.act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
    let id = act.enqueue(kind, json!({}), run_at).await.unwrap();
    act.commit(Entry::new("test.plan", "job", id)).await.unwrap();
    id
}

/// The effect of a job that books once.
async fn book_once(store: Store, job: Job) -> Result<(), job::Failure> {
    let mut act = store.act_of(&job).await?;
    let id = book(&mut act).await;
    Ok(act.commit(Entry::new("booking.make", "booking", id)).await?)
}

#[tokio::test]
async fn a_job_runs_when_the_domains_clock_has_come_to_it() {
    let store = database().await.store;
    let due = store.clock.now() + SignedDuration::from_hours(1);
    enqueue(&store, "booking", due).await;
    let worker = Worker::new(store.clone()).on("booking", book_once);
    let before = due - SignedDuration::from_secs(1);
    assert_eq!(worker.run_due_until(before).await.unwrap(), 0);
    assert_eq!(worker.run_due_until(due).await.unwrap(), 1);
    assert_eq!(count(&store, "booking").await, 1);
}

#[tokio::test]
async fn jobs_run_in_order_each_at_its_own_time() {
    let store = database().await.store;
    let start = store.clock.now();
    let hours = |n| start + SignedDuration::from_hours(n);
    for n in [3, 1, 2] {
        enqueue(&store, "note", hours(n)).await;
    }
    let seen = Arc::new(Mutex::new(Vec::new()));
    let noted = seen.clone();
    let worker = Worker::new(store.clone()).on("note", move |store, job| {
        noted.lock().unwrap().push((job.run_at, store.clock.now()));
        async { Ok(()) }
    });
    assert_eq!(worker.run_due_until(hours(10)).await.unwrap(), 3);
    let expected: Vec<_> = [1, 2, 3].map(|n| (hours(n), hours(n))).to_vec();
    assert_eq!(*seen.lock().unwrap(), expected);
    assert_eq!(store.clock.now(), hours(10));
}

#[tokio::test]
async fn a_job_that_died_after_its_effect_has_no_second_one() {
    let store = database().await.store;
    enqueue(&store, "booking", store.clock.now()).await;
    let worker = Worker::new(store.clone()).on("booking", |store, job| async {
        book_once(store, job).await?;
        Err("the process died here".into())
    });
    worker.run_one(store.clock.now()).await.unwrap();
    sqlx::query("update job set retry_at = null").execute(&store.pool).await.unwrap();
    let again = Worker::new(store.clone()).on("booking", book_once);
    again.run_one(store.clock.now()).await.unwrap();
    assert_eq!(count(&store, "booking").await, 1);
    assert_eq!(count(&store, "job where done_at is not null").await, 1);
}

#[tokio::test]
async fn a_failing_job_waits_longer_each_time_and_is_given_up_on() {
    let store = database().await.store;
    let id = enqueue(&store, "fail", store.clock.now()).await;
    let worker = Worker::new(store.clone()).on("fail", |_, _| async { Err("no paper".into()) });
    for attempt in 1..=8 {
        assert_eq!(worker.run_due_until(store.clock.now()).await.unwrap(), 1, "{attempt}");
        assert_eq!(worker.run_due_until(store.clock.now()).await.unwrap(), 0, "waits");
        sqlx::query("update job set retry_at = null").execute(&store.pool).await.unwrap();
    }
    let backlog = job::backlog(&store, store.clock.now()).await.unwrap();
    assert_eq!((backlog.due, backlog.dead), (0, 1));
    assert!(job::revive(&store, id).await.unwrap());
    assert_eq!(worker.run_due_until(store.clock.now()).await.unwrap(), 1);
}

#[tokio::test]
async fn two_workers_never_run_the_same_job() {
    let store = database().await.store;
    for _ in 0..20 {
        enqueue(&store, "booking", store.clock.now()).await;
    }
    let worker = || Worker::new(store.clone()).on("booking", book_once);
    let (one, two) = (worker(), worker());
    let until = store.clock.now();
    let (one, two) = tokio::join!(one.run_due_until(until), two.run_due_until(until));
    assert_eq!(one.unwrap() + two.unwrap(), 20);
    assert_eq!(count(&store, "booking").await, 20);
}

#[tokio::test]
async fn a_stopping_worker_finishes_what_it_runs() {
    let store = database().await.store;
    enqueue(&store, "booking", store.clock.now()).await;
    let worker = Worker::new(store.clone()).on("booking", book_once);
    worker.run(tokio::time::sleep(std::time::Duration::from_millis(100))).await;
    assert_eq!(count(&store, "booking").await, 1);
}

#[tokio::test]
async fn only_the_jobs_own_act_counts_as_done() {
    let store = database().await.store;
    enqueue(&store, "other", store.clock.now()).await;
    let worker = Worker::new(store.clone())
        .on("other", |_, _| async { Err(Error::ActAlreadyDone { act_id: Uuid::nil() }.into()) });
    worker.run_one(store.clock.now()).await.unwrap();
    assert_eq!(count(&store, "job where done_at is not null").await, 0);
}
