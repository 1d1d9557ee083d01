//! The receiver of this program, asked as any other is; and receivers that are wrong in one way,
//! which must be found out.

mod station;

use conformance::{World, cases, exclusion_cases, run};
use station::{Receiver, Sabotage};
use wire::Network;
use wire::port::Limits;
use wire_http::HttpNetwork;

/// A free port, and the address of a receiver there.
async fn listening() -> (tokio::net::TcpListener, String) {
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", socket.local_addr().unwrap());
    (socket, address)
}

/// Sets a receiver up with what a folder holds, asks it, and answers what did not pass.
async fn asked(sabotage: Option<Sabotage>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let (socket, address) = listening().await;
    let address = address.parse().unwrap();
    let party = "9999".parse().unwrap();
    let now = jiff::Timestamp::now();
    World::prepare(folder.path(), party, &address, now).await.unwrap();
    let receiver = Receiver::set_up(folder.path(), party, sabotage);
    tokio::spawn(async move { axum::serve(socket, receiver).await });
    let world = World::load(folder.path(), party, &address).unwrap();
    let network = HttpNetwork::new(Limits::USUAL).unwrap();
    let mut failed = Vec::new();
    let tell = |case: &conformance::Case, judged: &conformance::Judged| {
        if let Some(wrong) = &judged.wrong {
            failed.push(format!("{}: {wrong}", case.what));
        }
    };
    let all = cases().into_iter().chain(exclusion_cases()).collect();
    run(&world, &network, all, tell).await.unwrap();
    failed
}

#[tokio::test]
async fn our_receiver_keeps_to_the_protocol() {
    assert_eq!(asked(None).await, Vec::<String>::new());
    assert!(cases().len() >= 45, "{}", cases().len());
}

#[tokio::test]
async fn a_receiver_that_is_wrong_in_one_way_is_found_out() {
    let found = [
        (Sabotage::Forgets, "the same again, signed anew: a receipt of another moment"),
        (Sabotage::WrongClock, "signed 280 seconds ago: status 503, urn:kandidat:wire:clock-apart"),
        (Sabotage::TakesEverything, "a kind that nobody knows: status 200, no problem"),
        (Sabotage::OtherKey, "a message: the signature is not this key's over this message"),
        (
            Sabotage::KnowsNoExclusions,
            "a change of a row: status 422, urn:kandidat:wire:unknown-kind",
        ),
        (
            Sabotage::KnowsNoTaken,
            "that a version in its name counts: status 422, urn:kandidat:wire:unknown-kind",
        ),
        (Sabotage::TrustsAnybody, "a removal from an institution: status 200, no problem"),
        (Sabotage::TakesAnyForm, "a change without its period: status 200, no problem"),
        (Sabotage::Forgets, "the same change again: a receipt of another moment"),
    ];
    for (sabotage, expected) in found {
        let failed = asked(Some(sabotage)).await;
        assert!(failed.iter().any(|one| one == expected), "{sabotage:?}: {failed:#?}");
    }
}

/// Each case about exclusions fails at a receiver that is wrong in some way.
#[tokio::test]
async fn no_case_about_exclusions_passes_whatever_is_answered() {
    let mut failed = Vec::new();
    for sabotage in [
        Sabotage::Forgets,
        Sabotage::KnowsNoExclusions,
        Sabotage::TrustsAnybody,
        Sabotage::TakesAnyForm,
        Sabotage::TakesEverything,
    ] {
        failed.extend(asked(Some(sabotage)).await);
    }
    for case in exclusion_cases() {
        let (what, mut found) = (format!("{}: ", case.what), failed.iter());
        assert!(found.any(|one| one.starts_with(&what)), "{what} never fails");
    }
}

#[tokio::test]
async fn a_folder_is_of_one_receiver() {
    let folder = tempfile::tempdir().unwrap();
    let (party, now) = ("9999".parse().unwrap(), jiff::Timestamp::now());
    let [one, other] = ["https://one.example", "https://other.example"];
    World::prepare(folder.path(), party, &one.parse().unwrap(), now).await.unwrap();
    assert!(World::load(folder.path(), party, &one.parse().unwrap()).is_ok());
    assert!(World::load(folder.path(), party, &other.parse().unwrap()).is_err());
}

/// `docs/protocol/openapi.json` names the doors that are there, and what the status says.
#[tokio::test]
async fn the_doors_are_those_of_the_description() {
    let page = include_str!("../../../docs/protocol/openapi.json");
    let page: serde_json::Value = serde_json::from_str(page).unwrap();
    let (socket, address) = listening().await;
    let folder = tempfile::tempdir().unwrap();
    let (party, now) = ("9999".parse().unwrap(), jiff::Timestamp::now());
    World::prepare(folder.path(), party, &address.parse().unwrap(), now).await.unwrap();
    let receiver = Receiver::set_up(folder.path(), party, None);
    tokio::spawn(async move { axum::serve(socket, receiver).await });
    let network = HttpNetwork::new(Limits::USUAL).unwrap();
    let get = async |path: &str| {
        let request = http::Request::get(format!("{address}{path}"));
        let request = request.body(bytes::Bytes::new()).unwrap();
        network.send(request, Limits::USUAL).await.unwrap()
    };
    let status = get(wire_http::STATUS_PATH).await;
    let said: serde_json::Value = serde_json::from_slice(status.body()).unwrap();
    let members = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let schema = &page["components"]["schemas"]["Status"];
    assert_eq!(members(&said), members(&schema["properties"]));
    assert_eq!(said["protocol"], schema["properties"]["protocol"]["const"]);
    for path in members(&page["paths"]) {
        // A receiver is no register.
        let is_there = get(&path).await.status() != http::StatusCode::NOT_FOUND;
        assert_eq!(is_there, path != "/wire/v1/directory", "{path}");
    }
    assert!(page["paths"][wire_http::STATUS_PATH]["get"].is_object());
}
