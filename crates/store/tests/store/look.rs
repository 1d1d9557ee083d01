use jiff::SignedDuration;
use store::{Actor, look};
use uuid::Uuid;

use crate::world::database;

#[tokio::test]
async fn a_person_reads_who_looked_newest_first() {
    let store = database().await.store;
    let (kari, officer) = (Uuid::now_v7(), Uuid::now_v7());
    store.look(Actor::Person(officer), kari, "appeal.handle", None).await.unwrap();
    store.clock.set(store.clock.now() + SignedDuration::from_secs(1)).unwrap();
    store.look(Actor::Job("letters"), kari, "letter.write", Some("appeal received")).await.unwrap();
    store.look(Actor::Person(officer), Uuid::now_v7(), "appeal.handle", None).await.unwrap();
    let looks = look::of_person(&store.pool, kari, 10).await.unwrap();
    let purposes: Vec<_> = looks.iter().map(|l| l.purpose.as_str()).collect();
    assert_eq!(purposes, ["letter.write", "appeal.handle"]);
    assert_eq!(looks[1].actor_id, Some(officer));
}

#[tokio::test]
async fn the_looks_of_one_for_one_purpose_on_one_day_stand_together() {
    let store = database().await.store;
    let (kari, officer) = (Uuid::now_v7(), Uuid::now_v7());
    store.clock.set("2026-11-22T23:30:00+01:00".parse().unwrap()).unwrap();
    for minutes in [0, 10, 40] {
        store.clock.set(store.clock.now() + SignedDuration::from_mins(minutes)).unwrap();
        store.look(Actor::Person(officer), kari, "candidates", None).await.unwrap();
    }
    store.look(Actor::Person(officer), kari, "appeal", None).await.unwrap();
    let looks = look::of_person(&store.pool, kari, 10).await.unwrap();
    let told: Vec<_> = looks.iter().map(|l| (l.purpose.as_str(), l.count)).collect();
    assert_eq!(told, [("appeal", 1), ("candidates", 1), ("candidates", 2)], "midnight in Norway");
    assert_eq!((looks[2].last_at - looks[2].first_at).total(jiff::Unit::Minute).unwrap(), 10.0);
}

#[tokio::test]
async fn looking_at_ones_own_data_is_not_noted() {
    let store = database().await.store;
    let kari = Uuid::now_v7();
    store.look(Actor::Person(kari), kari, "person.window", None).await.unwrap();
    assert!(look::of_person(&store.pool, kari, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_look_at_one_thing_says_which() {
    let store = database().await.store;
    let (kari, officer, file) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    store.look_at(Actor::Person(officer), kari, "appeal.handle", file).await.unwrap();
    store.look_at(Actor::Person(kari), kari, "appeal.handle", file).await.unwrap();
    let noted: Vec<Option<Uuid>> =
        sqlx::query_scalar("select object_id from look where subject_person = $1")
            .bind(kari)
            .fetch_all(&store.pool)
            .await
            .unwrap();
    assert_eq!(noted, [Some(file)], "once, and not her own");
}
