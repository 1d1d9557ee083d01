//! The office of this program as a source of results, asked as any other is; and sources that lie in one way, which
//! must be found out.

mod lies;
#[path = "../lying/mod.rs"]
mod lying;

use std::path::Path;
use std::sync::Arc;

use conformance::{Case, Judged, SourceCheck, World, agreed, results_cases, run, run_at_source};
use ed25519_dalek::SigningKey;
use edge::Node as _;
use edge::station::StationConfig;
use jiff::Timestamp;
use letters::{Document, PdfFuture, Press, PressError};
use lies::Liar;
use lying::Lying;
use office::exclusion::Seal;
use office::world::{CastMember, Neighbour, Past};
use office::{Mode, Node, NodeConfig, messages, router};
use rules::RuleSets;
use store::{Actor, Entry};
use tokio::net::TcpListener;
use uuid::Uuid;
use wire::directory::Address;
use wire::port::{HeldKeys, Limits};
use wire::{Network, Party, Settings};
use wire_http::HttpNetwork;

const PARTY: &str = "9999";

/// The institution under test: one of its students has passed a course and failed another, one has failed alone.
const SOURCE: Neighbour = Neighbour {
    number: PARTY,
    short_name: "PU",
    names: ["Prøveuniversitetet", "Prøveuniversitetet", "University of Trials"],
    web: "trial.example",
    officers: &[("Kari", "Prøve", &[office::access::Role::CentralOfficer])],
    students: &["emil", "gunnar"],
    applicants: &[],
    past: &[
        past("emil", agreed::PASSED, "B"),
        past("emil", agreed::FAILED, "F"),
        past("gunnar", "KONF-1003", "F"),
    ],
};

const fn past(student: &'static str, code: &'static str, grade: &'static str) -> Past {
    let names = ["Prøveemne", "Prøveemne", "A course to try"];
    Past { student, code, names, credits: "10", grade }
}

/// Sets no type.
struct NoPress;

impl Press for NoPress {
    fn pdf<'a>(&'a self, _: &'a Document) -> PdfFuture<'a> {
        Box::pin(async { Err(PressError::Start("no press".to_owned())) })
    }
}

fn key(folder: &Path) -> SigningKey {
    let text = std::fs::read(folder.join("receiver.hex")).unwrap();
    SigningKey::from_bytes(&hex::decode(text).unwrap().try_into().unwrap())
}

/// An office that is set up with what lies in the folder, as another implementation would be, and knows whom it was
/// agreed to know.
async fn office(folder: &Path, listener: TcpListener) {
    let now = Timestamp::now();
    let tables = [&office::MIGRATIONS, &mobility::MIGRATIONS];
    let database = testkit::Database::fresh_at(&tables, now).await.unwrap();
    let store = database.store;
    let mut act = store.act(Actor::Job("plant"), Uuid::now_v7()).await.unwrap();
    SOURCE.plant(act.conn(), "demo-2026").await.unwrap();
    for (key, national_id) in [("emil", agreed::passed()), ("gunnar", agreed::failed())] {
        sqlx::query("update person set national_id = $2 where id = $1")
            .bind(CastMember::named(key).id().0)
            .bind(national_id)
            .execute(act.conn())
            .await
            .unwrap();
    }
    act.commit(Entry::new("world.plant", "institution", Uuid::nil())).await.unwrap();
    let pinned = std::fs::read_to_string(folder.join("register-key.txt")).unwrap().parse().unwrap();
    let station = StationConfig {
        keys: HeldKeys::new([key(folder)]),
        pinned: vec![pinned],
        register: None,
        settings: Settings { plain_addresses: true, ..Settings::default() },
    };
    let (rule_sets, seal) = (RuleSets::shipped().clone(), Seal::default());
    let (press, mail, mode) = (Arc::new(NoPress), None, Mode::Demo);
    let above = mobility::ROUTINES;
    let config = NodeConfig { store, rule_sets, press, mail, mode, station, seal, above };
    let node = Node::open(config).await.unwrap();
    let directory = std::fs::read(folder.join("directory.json")).unwrap();
    node.station().directory().take(directory, now).await.unwrap();
    let serving = router(node.clone());
    tokio::spawn(async move { axum::serve(listener, serving).await });
    tokio::spawn(edge::station::run(node, messages(above), std::future::pending()));
}

/// An office under test.
struct Trial {
    folder: tempfile::TempDir,
    address: Address,
    party: Party,
}

impl Trial {
    async fn new() -> Self {
        let (folder, party) = (tempfile::tempdir().unwrap(), PARTY.parse().unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        World::prepare(folder.path(), party, &address, Timestamp::now()).await.unwrap();
        office(folder.path(), listener).await;
        Self { folder, address, party }
    }

    fn world(&self) -> World {
        World::load(self.folder.path(), self.party, &self.address).unwrap()
    }

    /// What did not pass of what depends on what was said before.
    async fn asked(&self, network: &impl Network) -> Vec<(SourceCheck, String)> {
        let mut failed = Vec::new();
        let told = |check: SourceCheck, judged: &Judged| {
            failed.extend(judged.wrong.clone().map(|wrong| (check, wrong)));
        };
        let count = run_at_source(&self.world(), network, told).await;
        assert_eq!(count, failed.len());
        failed
    }

    /// What did not pass of the cases.
    async fn sent(&self, network: &impl Network) -> Vec<String> {
        let mut failed = Vec::new();
        let told = |case: &Case, judged: &Judged| {
            failed.extend(judged.wrong.as_ref().map(|wrong| format!("{}: {wrong}", case.what)));
        };
        run(&self.world(), network, results_cases(), told).await.unwrap();
        failed
    }

    fn lying(&self, lie: lies::Lie) -> Lying<HttpNetwork, Liar> {
        let key = key(self.folder.path());
        Lying { network: network(), key: key.clone(), lies: Liar::new(lie, key) }
    }
}

fn network() -> HttpNetwork {
    HttpNetwork::new(Limits::USUAL).unwrap()
}

/// Requirements
#[tokio::test]
async fn our_office_keeps_to_the_protocol_as_a_source_of_results() {
    let trial = Trial::new().await;
    assert_eq!(trial.asked(&network()).await, []);
    assert_eq!(trial.sent(&network()).await, [""; 0]);
    assert_eq!(trial.asked(&network()).await, [], "a second time as the first");
}

/// Each lie is found out where it is told, and nowhere else.
#[tokio::test]
async fn a_source_that_lies_in_one_way_is_found_out() {
    let trial = Trial::new().await;
    let mut seen = Vec::new();
    for (lie, expected) in lies::ALL {
        let failed = trial.asked(&trial.lying(lie)).await;
        let found: Vec<SourceCheck> = failed.iter().map(|(check, _)| *check).collect();
        assert_eq!(found, expected, "{lie:?}: {failed:#?}");
        seen.extend(expected);
    }
    for check in SourceCheck::ALL {
        assert!(seen.contains(&check), "no lie is told where {check:?} looks");
    }
}

/// Each case fails at a source that is wrong in some way.
#[tokio::test]
async fn no_case_about_results_passes_whatever_is_answered() {
    let trial = Trial::new().await;
    let mut failed = Vec::new();
    for lie in [lies::Lie::TakesEverything, lies::Lie::TakesNothing, lies::Lie::AnsweredAnew] {
        failed.extend(trial.sent(&trial.lying(lie)).await);
    }
    for case in results_cases() {
        let (what, mut found) = (format!("{}: ", case.what), failed.iter());
        assert!(found.any(|one| one.starts_with(&what)), "{what} never fails");
    }
}
