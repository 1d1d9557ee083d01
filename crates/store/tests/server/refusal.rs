use std::fs;
use std::os::unix::fs::PermissionsExt;

use sqlx::Connection;
use store::server::{Options, PrivateServer, ServerError};

use crate::helper::{connect, folder, is_root, start};

async fn refused(data_dir: &std::path::Path, options: Options) -> ServerError {
    let started = tokio::time::timeout(
        std::time::Duration::from_secs(60),
        PrivateServer::start(data_dir, options),
    );
    started.await.expect("an answer").err().expect("a refusal")
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_is_named() {
    let folder = folder();
    let long = folder.path().join("a".repeat(90));
    let refused = refused(&long, Options::default()).await;
    assert!(matches!(refused, ServerError::PathTooLong { bytes_max: 88, .. }), "{refused}");
}

#[tokio::test]
async fn a_folder_that_the_servers_account_cannot_enter_is_named() {
    if !is_root() {
        return; // An ordinary user's server runs as that user.
    }
    let folder = folder();
    fs::set_permissions(&folder, PermissionsExt::from_mode(0o700)).unwrap();
    let refused = refused(&folder.path().join("d"), Options::default()).await;
    assert!(matches!(refused, ServerError::HiddenFolder { .. }), "{refused}");
}

#[tokio::test]
async fn data_of_another_major_version_are_named() {
    let folder = folder();
    start(folder.path()).await.stop().await;
    fs::write(folder.path().join("d/data/PG_VERSION"), "9\n").unwrap();
    let refused = refused(&folder.path().join("d"), Options::default()).await;
    assert!(matches!(&refused, ServerError::OtherMajor { data, .. } if data == "9"), "{refused}");
}

#[tokio::test]
async fn what_the_server_complains_of_is_told() {
    let folder = folder();
    let settings = vec![("max_connections".to_owned(), "none".to_owned())];
    let options = Options { settings, ..Options::default() };
    let refused = refused(&folder.path().join("d"), options).await.to_string();
    assert!(
        refused.contains("postgres failed") && refused.contains("max_connections"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let refused = refused("/proc/kandidat/d".as_ref(), Options::default()).await;
    assert!(matches!(refused, ServerError::Folder { .. }), "{refused}");
}

#[tokio::test]
async fn only_our_own_kind_of_name_is_a_database() {
    let folder = folder();
    let server = start(folder.path()).await;
    for name in ["", "kandidat", "office; drop", "Office"] {
        let refused = server.database(name).await;
        assert!(matches!(refused, Err(ServerError::DatabaseName { .. })), "{name}");
    }
    server.stop().await;
}

/// Built without ICU, PostgreSQL lists no such collation.
#[tokio::test]
async fn a_server_that_cannot_sort_norwegian_names_is_named() {
    let folder = folder();
    let server = start(folder.path()).await;
    let superuser = fs::read_to_string(folder.path().join("d/url")).unwrap();
    let mut conn = connect(&superuser).await;
    sqlx::raw_sql("delete from pg_collation where collname = 'nb-NO-x-icu'")
        .execute(&mut conn)
        .await
        .unwrap();
    conn.close().await.unwrap();
    let refused = server.database("office_1").await.unwrap_err();
    assert!(matches!(refused, ServerError::NoIcu), "{refused}");
    server.stop().await;
}
