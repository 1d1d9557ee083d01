//! The register behind the edge that every node has: who gets in, and what is told to whom.

mod api;
mod directory;
mod exclusion;
mod matrix;

use crate::exclusion::TokenSecret;
use crate::world::{self, CastMember};
use crate::{Issuing, MIGRATIONS, Node, router};
use axum::Router;
use axum::http::StatusCode;
use ed25519_dalek::SigningKey;
use edge::Mode;
use edge::station::StationConfig;
use edge::testing::Browser;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex};
use store::{Actor, Entry, Store};
use uuid::Uuid;
use wire::WallClock;
use wire::port::HeldKeys;

/// A register that belongs to one test.
pub(super) struct TestRegister {
    node: Node,
    router: Router,
    wall: Arc<TestWall>,
}

/// Wall time that stands until it is moved: the morning of 23 November 2026 in Norway.
struct TestWall(Mutex<Timestamp>);

const WALL: &str = "2026-11-23T10:00:00Z";

impl WallClock for TestWall {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// The keys that a test's register can sign the directory with.
const SIGNING: [u8; 2] = [1, 2];

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

/// An end of the wire with this key.
fn messages_by(seed: u8) -> StationConfig {
    StationConfig { keys: HeldKeys::new([key(seed)]), ..StationConfig::default() }
}

fn node(store: Store, mode: Mode, wall: Arc<TestWall>) -> Node {
    let issuing = Issuing::new(HeldKeys::new(SIGNING.map(key)), wall);
    Node::new(store, mode, messages_by(10), issuing, TokenSecret::default())
}

/// A register that signs the directory with other keys.
fn with_keys(store: Store, keys: HeldKeys, wall: Arc<TestWall>) -> Node {
    let issuing = Issuing::new(keys, wall);
    Node::new(store, Mode::Demo, messages_by(10), issuing, TokenSecret::default())
}

impl TestRegister {
    pub(super) async fn new(mode: Mode) -> Self {
        let database = testkit::Database::fresh(&[&MIGRATIONS]).await.expect("a database");
        let act = database.store.act(Actor::Job("plant"), Uuid::now_v7()).await;
        let mut act = act.expect("an act");
        world::plant(act.conn()).await.expect("operators");
        act.commit(Entry::new("world.plant", "operator", Uuid::nil())).await.expect("planted");
        let wall = Arc::new(TestWall(Mutex::new(WALL.parse().expect("a time"))));
        let node = node(database.store, mode, wall.clone());
        Self { router: router(node.clone()), node, wall }
    }

    /// Wall time passes.
    fn pass(&self, time: SignedDuration) {
        *self.wall.0.lock().unwrap() += time;
    }

    /// A browser in which the member of the cast is signed in.
    pub(super) async fn sign_in(&self, key: &str) -> Browser {
        let person = CastMember::named(key).id();
        Browser::signed_in(&self.node, self.router.clone(), person).await
    }

    /// Takes every role of every operator away as of yesterday.
    async fn end_roles(&self) {
        let store = edge::Node::store(&self.node);
        let act = store.act(Actor::Job("test"), Uuid::now_v7()).await;
        let mut act = act.expect("an act");
        let ended = sqlx::query("update operator_role set valid_to = '2026-11-01'");
        ended.execute(act.conn()).await.expect("ended");
        act.commit(Entry::new("test.end", "operator", Uuid::nil())).await.expect("committed");
    }
}

#[tokio::test]
async fn every_operator_reads_who_operates_the_register_in_his_own_language() {
    let register = TestRegister::new(Mode::Demo).await;
    for (key, language, said) in [
        ("gro", "nb", "Hvem som driver registeret"),
        ("aslak", "nn", "Kven som driv registeret"),
        ("ruth", "en", "Who operates the register"),
    ] {
        let page = register.sign_in(key).await.get("/").await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        assert!(text.contains(&format!(r#"<html lang="{language}""#)), "{key}");
        assert!(text.contains(said), "{key}: {text}");
        assert!(text.contains("Sandvik, Gro"), "{key}");
    }
}

#[tokio::test]
async fn a_program_reads_the_operators_by_the_codes_of_the_field() {
    let register = TestRegister::new(Mode::Demo).await;
    let answer = register.sign_in("sverre").await.get("/api/operators").await.json();
    let named: Vec<_> = answer.as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(named, ["Mo, Aslak", "Olsen, Ruth", "Sandvik, Gro", "Ås, Sverre"]);
    assert_eq!(answer[2]["roles"][0], "SYSEIER");
}

#[tokio::test]
async fn a_role_that_ended_yesterday_opens_nothing_at_the_next_request() {
    let register = TestRegister::new(Mode::Demo).await;
    let browser = register.sign_in("gro").await;
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    register.end_roles().await;
    assert_eq!(browser.get("/").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/api/operators").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_sign_in_and_a_program_is_told() {
    let register = TestRegister::new(Mode::Demo).await;
    let mut stranger = register.sign_in("gro").await;
    stranger.forget();
    assert_eq!(stranger.get("/").await.location.as_deref(), Some("/login"));
    let told = stranger.get("/api/operators").await;
    assert_eq!((told.status, &told.json()["status"]), (StatusCode::UNAUTHORIZED, &401.into()));
}

#[tokio::test]
async fn the_picker_shows_the_operators_in_demo_mode_only() {
    let demo = TestRegister::new(Mode::Demo).await.sign_in("gro").await;
    assert!(demo.get("/login").await.text().contains("Ruth Olsen"));
    assert_eq!(demo.get("/demo/people").await.json().as_array().unwrap().len(), 4);
    let real = TestRegister::new(Mode::Production).await.sign_in("gro").await;
    assert!(!real.get("/login").await.text().contains("Ruth Olsen"));
    assert_eq!(real.get("/demo/people").await.status, StatusCode::NOT_FOUND);
}
