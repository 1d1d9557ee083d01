use std::os::unix::fs::MetadataExt;
use std::path::Path;

use sqlx::Connection;

use crate::helper::{
    Helper, connect, folder, is_root, kill_9, npm_programs, runs, start, wait_until,
};

#[tokio::test]
async fn it_listens_on_its_socket_only_and_sorts_by_code_point_unless_asked_for_norwegian() {
    let folder = folder();
    let server = start(folder.path()).await;
    let mut conn = connect(&server.database("office_1").await.unwrap()).await;
    let said: [String; 6] = sqlx::query_scalar(
        "with names as (select unnest(array['Åse', 'Aasen', 'Øst', 'Zoe', 'berg']) as name)
        select array[current_setting('listen_addresses'), current_setting('server_encoding'),
            datcollate, datctype, (select string_agg(name, ' ' order by name) from names),
            (select string_agg(name, ' ' order by name collate \"nb-NO-x-icu\") from names)]
        from pg_database where datname = current_database()",
    )
    .fetch_one(&mut conn)
    .await
    .unwrap();
    assert_eq!(said[..4], ["", "UTF8", "C.UTF-8", "C.UTF-8"]);
    assert_eq!(said[4..], ["Aasen Zoe berg Åse Øst", "berg Zoe Øst Åse Aasen"]);
    server.stop().await;
}

#[tokio::test]
async fn it_never_runs_as_root_and_has_a_process_group_of_its_own() {
    let folder = folder();
    let server = start(folder.path()).await;
    let pid = server.pid().unwrap();
    assert_ne!(std::fs::metadata(format!("/proc/{pid}")).unwrap().uid(), 0);
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let group = stat.rsplit_once(") ").unwrap().1.split(' ').nth(2).unwrap().to_owned();
    assert_eq!(group, pid.to_string(), "Ctrl-C in a terminal does not reach it");
    let mode = std::fs::metadata(folder.path().join("d")).unwrap().mode();
    assert_eq!(mode & 0o077, 0, "nobody else can reach the socket");
    server.stop().await;
}

#[tokio::test]
async fn each_database_has_a_role_that_cannot_enter_the_others() {
    let folder = folder();
    let server = start(folder.path()).await;
    let one = server.database("office_1").await.unwrap();
    server.database("office_2").await.unwrap();
    assert_eq!(server.database("office_1").await.unwrap(), one, "made once");
    let other = one.replace("/office_1?", "/office_2?");
    assert!(sqlx::PgConnection::connect(&other).await.is_err());
    server.stop().await;
}

#[tokio::test]
async fn a_database_made_here_takes_the_schema() {
    let folder = folder();
    let server = start(folder.path()).await;
    let store = store::Store::connect(&server.database("office_1").await.unwrap()).await.unwrap();
    store.migrate(&[]).await.unwrap();
    let mut conn = connect(&server.url("office_1")).await;
    sqlx::raw_sql(
        "create extension pg_trgm; create extension btree_gist; create extension unaccent",
    )
    .execute(&mut conn)
    .await
    .expect("no superuser needed");
    store.pool.close().await;
    server.stop().await;
}

#[tokio::test]
async fn further_processes_use_the_owners_server() {
    let folder = folder();
    let owner = start(folder.path()).await;
    let guest = start(folder.path()).await;
    assert!(owner.is_owner() && !guest.is_owner());
    let url = guest.database("office_1").await.unwrap();
    assert_eq!(url, owner.url("office_1"));
    guest.stop().await;
    connect(&url).await.close().await.unwrap();
    owner.stop().await;
}

#[tokio::test]
async fn it_is_shut_down_in_order_and_keeps_its_data() {
    let folder = folder();
    let server = start(folder.path()).await;
    let pid = server.pid().unwrap();
    let mut conn = connect(&server.database("office_1").await.unwrap()).await;
    sqlx::raw_sql("create table kept (n int)").execute(&mut conn).await.unwrap();
    server.stop().await;
    assert!(!runs(pid) && !folder.path().join("d/url").exists());
    let log = std::fs::read_to_string(folder.path().join("d/log")).unwrap();
    assert!(log.contains("database system is shut down"));
    let server = start(folder.path()).await;
    let mut conn = connect(&server.url("office_1")).await;
    sqlx::raw_sql("select n from kept").execute(&mut conn).await.unwrap();
    let log = std::fs::read_to_string(folder.path().join("d/log")).unwrap();
    assert!(!log.contains("automatic recovery"), "nothing had to be recovered");
    drop(server);
}

/// The signal that ends it with its parent follows the thread that spawned it, so that must be
/// none of a runtime, which ends before the process does.
#[test]
fn it_outlives_the_thread_that_asked_for_it() {
    let folder = folder();
    let path = folder.path().to_path_buf();
    let run = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let asked = std::thread::spawn(move || run().block_on(start(&path)));
    let server = asked.join().unwrap();
    let pid = server.pid().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    run().block_on(async {
        connect(&server.database("office_1").await.unwrap()).await.close().await.unwrap();
        assert_eq!(server.pid(), Some(pid), "not even started again");
        server.stop().await;
    });
}

/// The one that `bin/setup` fetches where nobody can install a package; first on the PATH here.
#[tokio::test]
async fn the_server_of_the_npm_package_serves_as_well() {
    let Some(npm) = npm_programs() else { return };
    let folder = folder();
    let path =
        std::env::join_paths([npm.as_path(), Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
    let helper = Helper::start_on_path(folder.path(), &path);
    let program = std::fs::read_link(format!("/proc/{}/exe", helper.server)).unwrap();
    assert_eq!(program, npm.join("postgres"));
    let guest = start(folder.path()).await;
    let store = store::Store::connect(&guest.database("office_1").await.unwrap()).await.unwrap();
    store.migrate(&[]).await.unwrap();
    store.pool.close().await;
    helper.end();
    let log = std::fs::read_to_string(folder.path().join("d/log")).unwrap();
    assert!(log.contains("database system is shut down"));
}

#[test]
fn an_ordinary_user_can_run_it() {
    if !is_root() {
        return; // Then all these tests run as an ordinary user.
    }
    let folder = folder();
    std::os::unix::fs::chown(folder.path(), Some(65534), Some(65534)).unwrap();
    let user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let helper = Helper::start(folder.path(), &user);
    let server = std::fs::metadata(format!("/proc/{}", helper.server)).unwrap();
    assert_eq!(server.uid(), 65534);
    helper.end();
    let helper = Helper::start(folder.path(), &user);
    let server = helper.server;
    kill_9(server);
    helper.kill();
    wait_until("the server is gone", || !runs(server));
    Helper::start(folder.path(), &user).end();
}
