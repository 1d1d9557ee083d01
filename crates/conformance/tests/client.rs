//! The example client in Python: it believes our receiver, and nobody who is wrong in one way.

mod station;

use std::path::Path;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::any;
use conformance::World;
use station::{Receiver, Sabotage};
use tokio::process::Command;

const CLIENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/protocol/client.py");
/// Where the setting up puts what the client needs, if the machine has it not.
const PACKAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/setup/python");

/// Who answers the client.
enum Answers {
    Receiver(Option<Sabotage>),
    /// 200 with a receipt's fields and no signature.
    Unsigned,
    /// A redirect to where a receiver is.
    Elsewhere,
}

/// Sends one message with the client, and answers whether it believes that it was stored.
async fn believed(answers: Answers) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", socket.local_addr().unwrap()).parse().unwrap();
    let party = "9999".parse().unwrap();
    World::prepare(folder.path(), party, &address, jiff::Timestamp::now()).await.unwrap();
    let receiver = |sabotage| Receiver::set_up(folder.path(), party, sabotage);
    let at_all = |answer: axum::routing::MethodRouter| Router::new().fallback(answer);
    let router = match answers {
        Answers::Receiver(sabotage) => receiver(sabotage),
        Answers::Unsigned => at_all(any(|| async { (StatusCode::OK, "{}") })),
        Answers::Elsewhere => at_all(any(|| async {
            let to = [("location", "/elsewhere/wire/v1/messages")];
            (StatusCode::TEMPORARY_REDIRECT, to)
        }))
        .nest("/elsewhere", receiver(None)),
    };
    tokio::spawn(async move { axum::serve(socket, router).await });
    sent(folder.path()).await
}

async fn sent(folder: &Path) -> bool {
    let output = Command::new("python3")
        .arg(CLIENT)
        .arg("--directory")
        .arg(folder.join("directory.json"))
        .arg("--register-key")
        .arg(folder.join("register-key.txt"))
        .args(["--from", "9998", "--to", "9999"])
        .arg("--key")
        .arg(folder.join("sender.hex"))
        .args(["--kind", conformance::KIND, "--body", r#"{"note": 1}"#])
        .env("PYTHONPATH", PACKAGES)
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("ModuleNotFoundError"), "bin/setup --test fetches it: {said}");
    let stored = String::from_utf8_lossy(&output.stdout).contains("stored by 9999 at ");
    assert_eq!(stored, output.status.success(), "{said}");
    stored
}

#[tokio::test]
async fn the_client_believes_our_receiver() {
    assert!(believed(Answers::Receiver(None)).await);
}

#[tokio::test]
async fn the_client_believes_nobody_who_has_not_signed_now_with_the_receiver_s_key() {
    assert!(!believed(Answers::Receiver(Some(Sabotage::OtherKey))).await, "another key");
    assert!(!believed(Answers::Receiver(Some(Sabotage::WrongClock))).await, "another time");
    assert!(!believed(Answers::Unsigned).await, "unsigned");
    assert!(!believed(Answers::Elsewhere).await, "elsewhere");
}
