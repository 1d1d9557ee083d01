//! Two offices of one process, each with a database, keys and doors of its own, in one directory:
//! Nordlys universitet (999), where exams are graded, and Fjordby universitet (998), which asks. Vidda
//! høgskole (997) is listed too, and nobody is there.

use crate::tests_world::ABOVE;
use ::store::{Actor, Entry};
use axum::Router;
use ed25519_dalek::SigningKey;
use edge::Node as _;
use edge::station::{StationConfig, settle};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use office::exclusion::Seal;
use office::testing::{Answer, Browser, PlainTextPress, Sat, TestOffice};
use office::world::{CastMember, NEIGHBOURS, Neighbour};
use office::{Mail, Mode, Node, NodeConfig, PersonId, messages, router};
use rules::RuleSets;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::net::TcpListener;
use uuid::Uuid;
use wire::directory::{Document, sign};
use wire::port::HeldKeys;
use wire::{KeyRing, PublicKey, Settings, WallClock};
use wire_http::MachineClock;

/// The seeds of the keys: of the register's signature, and of each institution.
const REGISTER: u8 = 1;
pub(super) const NORDLYS: u8 = 99;
pub(super) const FJORDBY: u8 = 98;
pub(super) const VIDDA: u8 = 97;

pub(super) struct Nation {
    pub(super) sat: Sat,
    pub(super) asker: Peer,
}

/// A neighbour's office.
pub(super) struct Peer {
    pub(super) node: Node,
    router: Router,
    neighbour: &'static Neighbour,
}

pub(super) fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn station(seed: u8) -> StationConfig {
    StationConfig {
        keys: HeldKeys::new([key(seed)]),
        pinned: vec![key(REGISTER).verifying_key().into()],
        register: None,
        settings: Settings { plain_addresses: true, ..Settings::default() },
    }
}

impl Nation {
    /// Under the demonstration's regulation in the autumn of 2026; these have sat the exam at Nordlys
    /// universitet.
    pub(super) async fn of(students: &[&'static str]) -> Self {
        Self::at("2026-11-02T10:00:00+01:00", "demo-2026", students).await
    }

    /// At another time and under another rule set.
    pub(super) async fn at(now: &str, rule_set: &str, students: &[&'static str]) -> Self {
        let source = TestOffice::on_the_wire(now, rule_set, station(NORDLYS), ABOVE).await;
        let asker = Peer::open(&NEIGHBOURS[0], now, rule_set).await;
        let (at_source, at_asker) =
            (serve(source.router.clone()).await, serve(asker.router.clone()).await);
        let today = source.node.today();
        let addresses = [("999", at_source), ("998", at_asker), ("997", dead().await)];
        let directory = directory(&addresses, today).await;
        for node in [&source.node, &asker.node] {
            let copy = node.station().directory();
            copy.take(directory.clone(), MachineClock.now()).await.expect("a directory");
        }
        let sat = Sat::on(source, today, students).await;
        Self { sat, asker }
    }

    /// All that is due is sent, and all that has come is handled, at both.
    pub(super) async fn settle(&self) {
        for _ in 0..3 {
            for node in [&self.asker.node, &self.sat.office.node] {
                settle(node, messages(ABOVE.0)).await.expect("handled");
            }
        }
    }

    /// It is this time, at both.
    pub(super) async fn clock(&self, now: &str) {
        self.sat.office.clock(now).await;
        self.asker.node.store().clock.set(now.parse().expect("a time")).expect("forward");
        office::jobs::run_due(&self.asker.node).await.expect("jobs");
    }

    /// What has changed at the source is told, and what follows is done.
    pub(super) async fn tell(&self) {
        crate::exchange::look(&self.sat.office.node).await.expect("looked");
        self.settle().await;
    }

    /// A student consents on her own pages at Fjordby universitet.
    pub(super) async fn consents(&self, key: &str) -> String {
        let given = self.asker.student(key).await;
        let body = json!({ "channel": "student_pages" });
        let given = given.call("/api/my/exchange/consents", body).await;
        assert_eq!(given.status, 201, "{}", given.text());
        given.json()["consent"].as_str().unwrap().to_owned()
    }

    /// Fjordby universitet asks about a student for recognition.
    pub(super) async fn ask(&self, key: &str, basis: &str) -> Answer {
        let body = json!({ "persons": [national_id(key)], "purpose": "recognition",
            "basis": basis, "case_ref": "2026/17" });
        self.asker.officer().await.call("/api/exchanges", body).await
    }

    /// As [`Nation::ask`], and all who are there have answered: the case.
    pub(super) async fn asked(&self, key: &str, basis: &str) -> String {
        let started = self.ask(key, basis).await;
        assert_eq!(started.status, 201, "{}", started.text());
        self.settle().await;
        started.json()["cases"][0].as_str().unwrap().to_owned()
    }

    /// What acts have left for later is done, at both, and all that is due is sent.
    pub(super) async fn jobs(&self) {
        for node in [&self.asker.node, &self.sat.office.node] {
            office::jobs::run_due(node).await.expect("jobs");
        }
        self.settle().await;
    }

    /// A case as the officer reads it.
    pub(super) async fn case(&self, id: &str) -> Value {
        self.asker.officer().await.get(&format!("/api/exchanges/{id}")).await.json()
    }

    /// What Nordlys universitet has answered in a case: the state, and how many results.
    pub(super) async fn answer(&self, id: &str) -> (String, i64) {
        let case = self.case(id).await;
        let asked = case["asked"].as_array().expect("asked");
        let one = asked.iter().find(|one| one["institution"] == "999").expect("999 was asked");
        (one["state"].as_str().unwrap().to_owned(), one["results"].as_i64().unwrap())
    }
}

impl Peer {
    async fn open(neighbour: &'static Neighbour, now: &str, rule_set: &str) -> Self {
        let now = now.parse().expect("a time");
        let tables = [&office::MIGRATIONS, &crate::MIGRATIONS];
        let database = testkit::Database::fresh_at(&tables, now).await;
        let store = database.expect("a database").store;
        let mut act = store.act(Actor::Job("plant"), Uuid::now_v7()).await.expect("an act");
        neighbour.plant(act.conn(), rule_set).await.expect("planted");
        act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await.expect("planted");
        let node = Node::open(NodeConfig {
            store,
            rule_sets: RuleSets::shipped().clone(),
            press: Arc::new(PlainTextPress),
            mail: Some(Mail::kept("https://kandidat.example")),
            mode: Mode::Demo,
            station: station(FJORDBY),
            seal: Seal::default(),
            above: ABOVE.0,
        });
        let node = node.await.expect("a node");
        Self { router: router(node.clone()), node, neighbour }
    }

    /// Looks after the exchange.
    pub(super) async fn officer(&self) -> Browser {
        self.browser(self.neighbour.officer_id(0)).await
    }

    pub(super) async fn student(&self, key: &str) -> Browser {
        self.browser(CastMember::named(key).id()).await
    }

    pub(super) async fn browser(&self, person: PersonId) -> Browser {
        Browser::signed_in(&self.node, self.router.clone(), person).await
    }

    /// The kinds of the letters to a student, in order.
    pub(super) async fn letters(&self) -> Vec<String> {
        let sql = "select kind from letter order by created_at, id";
        sqlx::query_scalar(sql).fetch_all(&self.node.store().pool).await.unwrap()
    }

    /// How many rows a table has.
    pub(super) async fn count(&self, table: &'static str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        sqlx::query_scalar(sql).fetch_one(&self.node.store().pool).await.unwrap()
    }
}

pub(super) fn national_id(key: &str) -> String {
    CastMember::named(key).national_id().expect("a national id").expose().to_owned()
}

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// An address at which nobody listens.
async fn dead() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

async fn directory(addresses: &[(&str, String)], today: Date) -> bytes::Bytes {
    let now = MachineClock.now();
    let instant = |offset: i64| {
        let at = now + SignedDuration::from_mins(offset);
        at.round(jiff::Unit::Second).expect("a second").to_string()
    };
    let listed = |seed: u8| {
        let public = PublicKey::from(key(seed).verifying_key());
        json!({ "id": public.id(), "public_key": public, "listed_at": instant(-600),
            "valid_from": instant(-600), "valid_to": instant(600) })
    };
    let since = today.saturating_sub(1.year());
    let institution = |(number, address): &(&str, String)| {
        let seed: u8 = number[1..].parse().expect("a number");
        let name = format!("Institusjon {number}");
        json!({ "number": number, "names": { "nb": name, "nn": name, "en": name },
            "address": address, "contacts": [{ "function": "exchange",
            "email": format!("exchange@{number}.example") }],
            "shares": [{ "what": "results", "since": since }], "keys": [listed(seed)] })
    };
    let institutions: Vec<Value> = addresses.iter().map(institution).collect();
    let document = json!({
        "version": 1, "issued_at": instant(-1), "valid_until": instant(600),
        "register_keys": [PublicKey::from(key(REGISTER).verifying_key())],
        "register": { "address": "http://127.0.0.1:9", "keys": [listed(2)] },
        "institutions": institutions,
    });
    let document = Document::read(document.to_string().as_bytes()).expect("a directory");
    let ring = HeldKeys::new([key(REGISTER)]);
    sign(&document, &ring.held(), &ring).await.expect("signed")
}
