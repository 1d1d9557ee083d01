//! A small invented term in the form of Cork's data, solved, brought and published.

use super::Args;
use crate::running;
use crate::whole_office;
use edge::station::StationConfig;
use office::Mode;
use office::world::World;
use std::path::Path;
use store::{Actor, Clock, Entry, Store};
use tokio::net::TcpListener;
use uuid::Uuid;

/// Four modules and one that is held before; a student with an own room, requests for what is not there.
const FILES: [(&str, &str); 8] = [
    ("exams", "c minutes module\n90 AA1\n90 BB1\n180 CC1\n90 DD1 \n90 EE1\n"),
    ("exams-to-students", "AA1 1\nAA1 2\nBB1 2\nCC1 1\nCC1 3\nDD1 9\nEE1 2\nAA1 4\nAA1 5\nAA1 6\n"),
    ("exams-coschedule", "AA1 7\nDD1 7\n"),
    (
        "periods_2019_sem1",
        "10:12:2018, 09:30:00, 180, 0\n10:12:2018, 14:00:00, 90, 2\n11:12:2018, 09:30:00, 180, 0",
    ),
    ("venues_all_2019_sem1", "HALL, EAST, 4, 0\nATTIC, 3, 5"),
    ("specialNeedVenues_sem1_2019", "SPR \nRoom 1, 1, 0\n"),
    ("studentTag", "3 SPR\n77 SPR\n"),
    (
        "specialRequests_sem1_2019",
        "EXACT\nCC1 0  \nXX9 1\nBEFORE\nBB1 2\nEXCLUDE\nEE1 7th December\n",
    ),
];

fn written(folder: &Path) {
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text).expect("a file");
    }
}

async fn office() -> Store {
    let url = testkit::Database::fresh(&whole_office::migrations()).await.expect("a database").url;
    let now = "2026-11-02T10:00:00+01:00".parse().expect("a time");
    let store = Store::connect_with(&url, Clock::running(now)).await.expect("a store");
    let mut act = store.act(Actor::Job("demo"), Uuid::now_v7()).await.expect("an act");
    World::plant(act.conn(), "demo-2026").await.expect("a university");
    act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await.expect("planted");
    store
}

/// Requirements: F-05, E-05
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_university_s_term_is_solved_published_and_what_cannot_be_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path());
    let asked =
        Args { folder: Some(folder.path().to_owned()), timetable: None, search_seconds: 1.0 };
    let store = office().await;
    let brought = asked.bring(&store).await.expect("a term").expect("it was asked for");
    let remarks = &brought.solved.remarks;
    for named in ["XX9", "EE1", "SPR"] {
        assert!(remarks.iter().any(|line| line.contains(named)), "{named} in {remarks:?}");
    }
    let split = remarks.iter().any(|line| line.starts_with("AA1 has 5 candidates"));
    assert!(split, "larger than the largest room: {remarks:?}");
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let node = running::start(store, Mode::Demo, listener, StationConfig::default(), None).await;
    let node = node.expect("an office");
    let plan = brought.publish(&node.url).await.expect("a plan");
    let seen = brought.look(&node.url, &plan).await.expect("nothing is broken");
    assert!(seen[0].contains("4 exams"), "without the one that is held before: {seen:?}");
    node.stop().await;
}
