//! Versions: when they are issued, who can follow them, and what is handed out.

use super::super::{SIGNING, node, with_keys};
use super::*;
use crate::directory::{ISSUED_EVERY, NotIssued, issue, issue_if_due, newest, run};
use axum::body::Body;
use axum::http::{Request, header};
use axum::response::Response;
use jiff::SignedDuration;
use std::time::Duration;
use wire::directory::{AGE_MAX_DEFAULT, NotTaken, Unusable, Verified};

async fn fetch(register: &TestRegister, known: Option<&str>) -> Response {
    use tower::ServiceExt;
    let mut request = Request::get("/wire/v1/directory");
    if let Some(known) = known {
        request = request.header(header::IF_NONE_MATCH, known);
    }
    let request = request.body(Body::empty()).unwrap();
    register.router.clone().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn anybody_fetches_the_directory_and_is_told_when_it_is_the_same() {
    let register = listed().await;
    let answer = fetch(&register, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let tag = answer.headers()[header::ETAG].to_str().unwrap().to_owned();
    let version = newest(&register.node).await.unwrap().unwrap().version;
    assert_eq!(tag, format!("\"{version}\""));
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/json");
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-cache");
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let read = Verified::read(body, &[public(SIGNING[0])]).expect("signed");
    assert_eq!(read.version, version);
    let same = fetch(&register, Some(&tag)).await;
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(same.headers()[header::ETAG], tag);
    with_institution(&register, "186", 20).await;
    assert_eq!(fetch(&register, Some(&tag)).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_register_without_address_or_signing_key_issues_nothing() {
    let register = TestRegister::new(Mode::Demo).await;
    assert!(issue(&register.node, register.node.wall()).await.unwrap().is_none());
    assert_eq!(fetch(&register, None).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    let address = Change::Address { address: "https://register.example".into() };
    world::list(&register.node, Party::Register, &address).await.expect("listed");
    assert!(newest(&register.node).await.unwrap().is_none());
}

#[tokio::test]
async fn a_version_is_issued_when_the_newest_is_old_or_says_something_else() {
    let register = listed().await;
    let node = &register.node;
    let issued = async || issue_if_due(node, node.wall()).await.unwrap().map(|one| one.version);
    let before = newest(node).await.unwrap().unwrap().version;
    assert_eq!(issued().await, None);
    register.pass(ISSUED_EVERY - SignedDuration::from_secs(1));
    assert_eq!(issued().await, None);
    register.pass(SignedDuration::from_secs(1));
    assert_eq!(issued().await, Some(before + 1));
    assert!(ISSUED_EVERY < SignedDuration::from_hours(1), "at least every hour");
    let now = newest(node).await.unwrap().unwrap();
    assert_eq!(now.valid_until, now.issued_at + SignedDuration::from_hours(48));
}

/// The control counts when the keys are away, and is issued when they are back.
#[tokio::test]
async fn what_was_approved_while_the_keys_were_away_is_issued_later() {
    let register = listed().await;
    let (store, wall) = (edge::Node::store(&register.node).clone(), register.wall.clone());
    let without = with_keys(store, ring(3), wall);
    let sverre = world::CastMember::named("sverre").id();
    let sverre = Browser::signed_in(&without, crate::router(without.clone()), sverre).await;
    let ruth = register.sign_in("ruth").await;
    let proposed = propose(&ruth, uit(), &taken_in()).await;
    let before = document(&ruth).await["version"].as_u64();
    assert_eq!(approve(&sverre, &proposed, 0).await.status, StatusCode::NO_CONTENT);
    assert_eq!(document(&ruth).await["version"].as_u64(), before);
    let issued = issue_if_due(&register.node, register.node.wall()).await.unwrap();
    assert_eq!(issued.map(|one| one.version), before.map(|version| version + 1));
    assert_eq!(document(&ruth).await["institutions"][0]["number"], "186");
}

#[tokio::test]
async fn the_loop_issues_by_itself_until_it_is_stopped() {
    let register = listed().await;
    let before = newest(&register.node).await.unwrap().unwrap().version;
    register.pass(ISSUED_EVERY);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = register.node.clone();
    let task = tokio::spawn(async move { run(&running, async { drop(stopped.await) }).await });
    let next = async {
        while newest(&register.node).await.unwrap().unwrap().version == before {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), next).await.expect("issued");
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(5), task).await.expect("stopped").unwrap();
}

#[tokio::test]
async fn two_processes_at_once_never_issue_one_version_with_two_contents() {
    let register = listed().await;
    let store = edge::Node::store(&register.node).clone();
    let other = node(store, Mode::Demo, register.wall.clone());
    let first = newest(&register.node).await.unwrap().unwrap().version;
    let mut issued = Vec::new();
    for _ in 0..10 {
        let wall = register.node.wall();
        let (one, two) = tokio::join!(
            issue(&register.node, wall),
            issue(&other, wall + SignedDuration::from_millis(1))
        );
        issued.extend([one.unwrap().unwrap(), two.unwrap().unwrap()]);
    }
    let mut versions: Vec<u64> = issued.iter().map(|one| one.version).collect();
    versions.sort_unstable();
    assert_eq!(versions, (first + 1..=first + 20).collect::<Vec<_>>());
    for one in issued {
        let kept = register.node.directory().version(one.version).await.unwrap().unwrap();
        assert_eq!(kept.envelope(), one.envelope());
    }
}

/// A party that takes each version after the one before hears of the register's new key by the old
/// one's word, and of an institution's before the old one ends.
#[tokio::test]
async fn a_party_follows_the_directory_over_a_rollover_of_keys() {
    let register = TestRegister::new(Mode::Demo).await;
    let node = &register.node;
    let change = |change| async move { world::list(node, Party::Register, &change).await };
    let announce = async |seed: u8| {
        let (key, ring) = (public(seed), ring(seed));
        let proof = prove(Purpose::Directory, Party::Register, &key, &ring).await.unwrap();
        Change::SigningKey { public_key: key.to_string(), proof }
    };
    change(Change::Address { address: "https://register.example".into() }).await.unwrap();
    change(announce(1).await).await.unwrap();
    let envelope = async || newest(node).await.unwrap().unwrap().envelope().clone();
    let first = Verified::read(envelope().await, &[public(1)]).expect("by the pinned key");
    with_institution(&register, "186", 20).await;
    register.pass(SignedDuration::from_hours(2));
    change(announce(2).await).await.unwrap();
    let both = first.followed_by(envelope().await, node.wall()).expect("by the old key's word");
    assert_eq!(both.register_keys, [public(1), public(2)]);
    let new = key_change(uit(), 30, date(2027, 12, 1)).await;
    world::list(node, uit(), &new).await.unwrap();
    let end = Change::KeyEnd { key: public(20).id().to_string(), last_day: date(2026, 11, 24) };
    world::list(node, uit(), &end).await.unwrap();
    let overlap = both.followed_by(envelope().await, node.wall()).expect("followed");
    let held = [public(20).id(), public(30).id()];
    let signs = |at| overlap.signing_key(uit(), &held, at);
    assert_eq!(signs(node.wall()), Some(held[0]));
    assert_eq!(signs(node.wall() + SignedDuration::from_hours(1)), Some(held[1]));
    register.pass(SignedDuration::from_hours(25));
    // Whoever judges by the oldest copy that may be judged by, knows the key that signs now.
    assert_eq!(
        overlap.usable_at(node.wall() - SignedDuration::from_hours(1), AGE_MAX_DEFAULT),
        Ok(())
    );
    assert_eq!(overlap.usable_at(node.wall(), AGE_MAX_DEFAULT), Err(Unusable::TooOld));
    let old = Change::SigningKeyWithdrawal { key: public(1).id().to_string(), stolen: false };
    change(old).await.unwrap();
    let moved = overlap.followed_by(envelope().await, node.wall()).expect("by the new key");
    assert_eq!(
        (moved.signed_by(), moved.register_keys.as_slice()),
        (public(2).id(), &[public(2)][..])
    );
    let stranger = first.followed_by(envelope().await, node.wall());
    assert!(
        matches!(stranger, Err(NotTaken::Envelope(_))),
        "who heard of key 1 alone must pin anew"
    );
}

#[tokio::test]
async fn a_version_that_somebody_else_signed_is_an_alarm_and_not_handed_out() {
    let register = listed().await;
    let node = &register.node;
    let real = newest(node).await.unwrap().unwrap();
    let mut forged = (**real).clone();
    forged.version += 1;
    forged.register_keys = vec![public(66)];
    let forged = wire::directory::sign(&forged, &[public(66).id()], &ring(66)).await.unwrap();
    let forged = Verified::read(forged, &[public(66)]).unwrap();
    node.directory().keep(&forged, node.wall()).await.unwrap();
    assert!(matches!(issue(node, node.wall()).await, Err(NotIssued::ForeignSignature(_))));
    assert_eq!(fetch(&register, None).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    let gro = register.sign_in("gro").await;
    let told = gro.get("/api/directory").await.json();
    assert!(told["alarm"].as_str().unwrap().contains("not the register's"), "{told}");
}

#[tokio::test]
async fn a_row_that_is_no_signed_directory_is_an_alarm_and_no_panic() {
    let register = listed().await;
    let broken = sqlx::query(
        "insert into directory_copy (version, envelope, signed_by, taken_at)
        values (9999, 'nothing', 'nobody', '2026-11-23')",
    );
    broken.execute(&edge::Node::store(&register.node).pool).await.unwrap();
    assert!(issue(&register.node, register.node.wall()).await.is_err());
    assert_eq!(fetch(&register, None).await.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_register_that_holds_none_of_its_keys_says_so() {
    let register = listed().await;
    let store = edge::Node::store(&register.node).clone();
    let without = with_keys(store, ring(3), register.wall.clone());
    assert!(matches!(issue(&without, without.wall()).await, Err(NotIssued::NoKey)));
    newest(&without).await.unwrap().expect("what was issued is handed out");
}
