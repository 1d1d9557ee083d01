use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection};
use store::server::{Account, Binaries};

use crate::helper::{Helper, connect, folder, kill_9, runs, start, wait_until};

/// Waits until the database answers again.
async fn answers(url: &str) -> PgConnection {
    for _ in 0..500 {
        if let Ok(conn) = PgConnection::connect(url).await {
            return conn;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the database does not come back");
}

#[tokio::test]
async fn a_server_that_is_killed_comes_back_by_itself() {
    let folder = folder();
    let server = start(folder.path()).await;
    let url = server.database("office_1").await.unwrap();
    let mut conn = connect(&url).await;
    sqlx::raw_sql("create table kept as select 1 as n").execute(&mut conn).await.unwrap();
    let (before, begun) = (server.pid().unwrap(), Instant::now());
    kill_9(before);
    drop(conn);
    let mut conn = answers(&url).await;
    assert!(begun.elapsed() < Duration::from_secs(10));
    let kept: i32 = sqlx::query_scalar("select n from kept").fetch_one(&mut conn).await.unwrap();
    assert_eq!(kept, 1);
    assert!(!runs(before), "reaped");
    conn.close().await.unwrap();
    server.stop().await;
}

#[tokio::test]
async fn the_server_dies_with_its_owner_and_the_next_start_waits_for_it() {
    let folder = folder();
    let helper = Helper::start(folder.path(), &[]);
    let left = helper.server;
    helper.kill();
    let server = start(folder.path()).await;
    assert!(server.is_owner() && !runs(left));
    connect(&server.database("office_1").await.unwrap()).await;
    server.stop().await;
}

#[tokio::test]
async fn owner_and_server_killed_at_once_leave_nothing_in_the_way() {
    let folder = folder();
    let helper = Helper::start(folder.path(), &[]);
    let left = helper.server;
    kill_9(left);
    helper.kill();
    wait_until("the server is gone", || !runs(left));
    start(folder.path()).await.stop().await;
    let log = std::fs::read_to_string(folder.path().join("d/log")).unwrap();
    assert!(log.contains("automatic recovery") || log.contains("was not properly shut down"));
}

#[tokio::test]
async fn a_server_without_an_owner_is_ended_first() {
    let folder = folder();
    start(folder.path()).await.stop().await;
    let data = folder.path().join("d/data").canonicalize().unwrap();
    let binaries = Binaries::find(&[]).unwrap();
    let mut orphan = Account::choose()
        .unwrap()
        .command(binaries.program("postgres"))
        .arg("-D")
        .arg(&data)
        .args(["-c", "listen_addresses=", "-k", "/tmp"])
        .args(["-p", "54399"])
        .spawn()
        .unwrap();
    wait_until("the orphan is up", || {
        std::fs::read_to_string(data.join("postmaster.pid")).is_ok_and(|t| t.contains("ready"))
    });
    let reaped = std::thread::spawn(move || orphan.wait());
    let server = start(folder.path()).await;
    reaped.join().unwrap().unwrap();
    assert!(server.is_owner());
    server.stop().await;
}

#[tokio::test]
async fn a_lock_file_that_names_some_other_program_is_in_nobodys_way() {
    let folder = folder();
    start(folder.path()).await.stop().await;
    let lock = folder.path().join("d/data/postmaster.pid");
    std::fs::write(lock, format!("{}\n/nowhere\n", std::process::id())).unwrap();
    let server = start(folder.path()).await;
    assert!(server.is_owner());
    server.stop().await;
}

#[tokio::test]
async fn data_that_were_being_made_when_it_crashed_are_made_anew() {
    let folder = folder();
    std::fs::create_dir_all(folder.path().join("d/data.new/base")).unwrap();
    start(folder.path()).await.stop().await;
    assert!(folder.path().join("d/data/PG_VERSION").exists());
}
