//! The copy of the directory, by several processes of a node.

use bytes::Bytes;
use ed25519_dalek::SigningKey;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::directory::{DirectoryCopy, NotKept};
use testkit::Database;
use wire::directory::{Document, NoSignedDirectory, NotTaken, sign};
use wire::port::{Directory, HeldKeys};
use wire::{KeyId, PublicKey};

const ISSUED: &str = "2026-11-20T00:00:00Z";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn public(seed: u8) -> PublicKey {
    key(seed).verifying_key().into()
}

fn hours(hours: i64) -> Timestamp {
    ISSUED.parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

/// A version of that number, issued as many hours after [`ISSUED`], signed by `by`, after which
/// `next` signs.
async fn version(number: i64, by: u8, next: u8) -> Bytes {
    let document = json!({
        "version": number, "issued_at": hours(number), "valid_until": hours(number + 48),
        "register_keys": [public(next)],
        "register": {"address": "https://register.example", "keys": []},
        "institutions": [],
    });
    let document = Document::read(document.to_string().as_bytes()).unwrap();
    let ids: [KeyId; 1] = [public(by).id()];
    sign(&document, &ids, &HeldKeys::new([key(by)])).await.unwrap()
}

fn why(result: Result<std::sync::Arc<wire::directory::Verified>, NotKept>) -> NotTaken {
    match result {
        Err(NotKept::NotTaken(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_version_is_taken_by_a_pinned_key_and_the_next_by_its_word() {
    let store = Database::fresh(&[]).await.unwrap().store;
    let copy = DirectoryCopy::new(store.clone(), vec![public(1)]);
    assert_eq!(copy.newest().await.unwrap(), None);
    let forged = copy.take(version(1, 2, 2).await, hours(1)).await;
    assert_eq!(why(forged), NotTaken::Envelope(NoSignedDirectory::Untrusted));

    let first = copy.take(version(1, 1, 2).await, hours(1)).await.unwrap();
    assert_eq!(first.version, 1);
    // The pinned key has named another: it signs no more.
    let by_the_old = copy.take(version(2, 1, 2).await, hours(2)).await;
    assert_eq!(why(by_the_old), NotTaken::Envelope(NoSignedDirectory::Untrusted));
    copy.take(version(2, 2, 2).await, hours(2)).await.unwrap();
    let played_back = copy.take(version(1, 2, 2).await, hours(3)).await;
    assert_eq!(why(played_back), NotTaken::Rollback);

    // Another process of the node, which was started with the old pinned key.
    let other = DirectoryCopy::new(store, vec![public(1)]);
    assert_eq!(other.newest().await.unwrap().map(|newest| newest.version), Some(2));
}

#[tokio::test]
async fn all_processes_go_by_the_newest_version_that_any_has_taken() {
    let store = Database::fresh(&[]).await.unwrap().store;
    let [one, other] = [(); 2].map(|()| DirectoryCopy::new(store.clone(), vec![public(1)]));
    one.take(version(1, 1, 1).await, hours(1)).await.unwrap();
    assert_eq!(other.newest().await.unwrap().unwrap().version, 1);
    other.take(version(2, 1, 1).await, hours(2)).await.unwrap();
    assert_eq!(one.newest().await.unwrap().unwrap().version, 2);
    assert_eq!(one.version(1).await.unwrap().unwrap().version, 1);
    assert_eq!(one.version(9).await.unwrap(), None);
}

#[tokio::test]
async fn a_version_is_let_go_of_when_it_is_old_and_never_when_it_is_the_newest() {
    let store = Database::fresh(&[]).await.unwrap().store;
    let copy = DirectoryCopy::new(store, vec![public(1)]);
    copy.take(version(1, 1, 1).await, hours(1)).await.unwrap();
    // Taken again much later, it is the newest still.
    copy.take(version(1, 1, 1).await, hours(24 * 40)).await.unwrap();
    assert!(copy.version(1).await.unwrap().is_some());
    copy.take(version(2, 1, 1).await, hours(1 + 24 * 35)).await.unwrap();
    assert!(copy.version(1).await.unwrap().is_some(), "35 days old, to the hour");
    copy.take(version(3, 1, 1).await, hours(2 + 24 * 35)).await.unwrap();
    assert_eq!(copy.version(1).await.unwrap(), None);
    assert!(copy.version(2).await.unwrap().is_some());
}

#[tokio::test]
async fn what_the_register_has_signed_is_not_changed_in_the_database() {
    let store = Database::fresh(&[]).await.unwrap().store;
    let copy = DirectoryCopy::new(store.clone(), vec![public(1)]);
    copy.take(version(1, 1, 1).await, hours(1)).await.unwrap();
    let changed = sqlx::query("update directory_copy set version = 7").execute(&store.pool).await;
    assert!(changed.is_err());
}
