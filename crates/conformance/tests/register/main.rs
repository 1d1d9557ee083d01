//! The register of this program, asked as any other is; and registers that lie in one way, which must
//! be found out.

mod lies;
#[path = "../lying/mod.rs"]
mod lying;

use std::path::Path;
use std::process::Output;
use std::time::Duration;

use conformance::{Check, PATIENCE, World, run_at_register};
use ed25519_dalek::SigningKey;
use edge::Node as _;
use edge::station::StationConfig;
use jiff::Timestamp;
use lies::Liar;
use lying::Lying;
use register::exclusion::TokenSecret;
use register::{Issuing, Node, messages, router};
use tokio::net::TcpListener;
use wire::directory::Address;
use wire::port::{HeldKeys, Limits};
use wire::{Network, Party, Settings};
use wire_http::HttpNetwork;

/// How long a register that lies is waited for.
const IN_VAIN: Duration = Duration::from_millis(300);

/// A register that is set up with what lies in the folder, as another implementation would be.
async fn register(folder: &Path, listener: TcpListener) -> Node {
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let pinned = String::from_utf8(read("register-key.txt")).unwrap().parse().unwrap();
    let station = StationConfig {
        keys: HeldKeys::new([key(folder)]),
        pinned: vec![pinned],
        register: None,
        settings: Settings { plain_addresses: true, ..Settings::default() },
    };
    let (issuing, secret) = (Issuing::default(), TokenSecret::default());
    let (tables, now) = ([&register::MIGRATIONS], Timestamp::now());
    let store = testkit::Database::fresh_at(&tables, now).await.unwrap().store;
    let node = Node::new(store, edge::Mode::Demo, station, issuing, secret);
    node.directory().take(read("directory.json"), Timestamp::now()).await.unwrap();
    let serving = router(node.clone());
    tokio::spawn(async move { axum::serve(listener, serving).await });
    tokio::spawn(edge::station::run(node.clone(), messages(), std::future::pending()));
    node
}

/// What the register signs with.
fn key(folder: &Path) -> SigningKey {
    let text = std::fs::read(folder.join("receiver.hex")).unwrap();
    SigningKey::from_bytes(&hex::decode(text).unwrap().try_into().unwrap())
}

struct Trial {
    folder: tempfile::TempDir,
    address: Address,
    node: Node,
}

impl Trial {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: Address =
            format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        World::prepare(folder.path(), Party::Register, &address, Timestamp::now()).await.unwrap();
        let node = register(folder.path(), listener).await;
        Self { folder, address, node }
    }

    /// The register answers so many questions in a day.
    fn another_day(&self) {
        let clock = &self.node.store().clock;
        clock.set(clock.now() + jiff::SignedDuration::from_hours(24)).unwrap();
    }

    /// What did not pass.
    async fn asked(&self, network: &impl Network, patience: Duration) -> Vec<(Check, String)> {
        let world = World::load(self.folder.path(), Party::Register, &self.address).unwrap();
        let mut failed = Vec::new();
        let told = |check: Check, judged: &conformance::Judged| {
            failed.extend(judged.wrong.clone().map(|wrong| (check, wrong)));
        };
        let count = run_at_register(&world, network, patience, told).await;
        assert_eq!(count, failed.len());
        failed
    }
}

fn network() -> HttpNetwork {
    HttpNetwork::new(Limits::USUAL).unwrap()
}

/// Requirements: Q-08
#[tokio::test]
async fn our_register_keeps_to_the_protocol_and_nothing_of_the_trial_is_left() {
    let trial = Trial::new().await;
    assert_eq!(trial.asked(&network(), PATIENCE).await, []);
    let left = "select count(*) from exclusion_person";
    let left: i64 = counted(&trial.node, left).await;
    assert_eq!(left, 0);
    // A second trial has persons and rows of its own.
    assert_eq!(trial.asked(&network(), PATIENCE).await, []);
}

async fn counted(node: &Node, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&node.store().pool).await.unwrap()
}

/// Each lie is found out where it is told, and those that change one thing nowhere else.
#[tokio::test]
async fn a_register_that_lies_in_one_way_is_found_out() {
    let trial = Trial::new().await;
    let mut seen = Vec::new();
    for (lie, expected, nowhere_else) in lies::ALL {
        let (network, key) = (network(), key(trial.folder.path()));
        let lying = Lying { network, key, lies: Liar::new(lie) };
        // Whoever lies about rows is waited for in vain.
        let patience = if nowhere_else { PATIENCE } else { IN_VAIN };
        let failed = trial.asked(&lying, patience).await;
        trial.another_day();
        let found: Vec<Check> = failed.iter().map(|(check, _)| *check).collect();
        match nowhere_else {
            true => assert_eq!(found, expected, "{lie:?}: {failed:#?}"),
            false => {
                let all = expected.iter().all(|check| found.contains(check));
                assert!(all, "{lie:?} passes as one of {expected:?}: {failed:#?}");
            }
        }
        seen.extend(expected);
    }
    for check in Check::ALL {
        assert!(seen.contains(&check), "no lie is told where {check:?} looks");
    }
}

/// Requirements: Q-08
#[tokio::test]
async fn an_institution_without_kandidat_registers_an_exclusion_with_the_example_client() {
    let trial = Trial::new().await;
    let today = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let to = today.saturating_add(jiff::Span::new().days(30));
    let row = serde_json::json!({ "national_id": synthetic(), "row": {
        "id": uuid::Uuid::new_v4(), "version": 1, "institution": "9998", "type": "KARANTENEN",
        "classification": "ALLE", "period": { "from": today, "to": to } } });
    let sent = client(trial.folder.path(), &row.to_string()).await;
    let (said, why) =
        (String::from_utf8_lossy(&sent.stdout), String::from_utf8_lossy(&sent.stderr));
    assert!(said.contains("stored by register at "), "{why}");
    let stands = "select count(*) from exclusion_person";
    for _ in 0..200 {
        if counted(&trial.node, stands).await == 1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("what was acknowledged is not acted on");
}

fn synthetic() -> String {
    let born = jiff::civil::date(1999, 5, 17);
    rules::NationalId::synthetic(born, 1).unwrap().expose().to_owned()
}

const CLIENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/protocol/client.py");
/// Where the setting up puts what the client needs, if the machine has it not.
const PACKAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/setup/python");

async fn client(folder: &Path, body: &str) -> Output {
    let mut client = tokio::process::Command::new("python3");
    client.arg(CLIENT).arg("--directory").arg(folder.join("directory.json"));
    client.arg("--register-key").arg(folder.join("register-key.txt"));
    client.args(["--from", "9998", "--to", "register"]);
    client.arg("--key").arg(folder.join("sender.hex"));
    client.args(["--kind", "exclusion.registered", "--body", body]);
    client.env("PYTHONPATH", PACKAGES).output().await.unwrap()
}
