//! What must be caught: parts that break the protocol, and somebody with a stolen key.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::Map;
use wire::port::{Evidence, HeldKeys, Outbox, Outcome};
use wire::{
    Directory, Envelope, KeyRing, Network, Outgoing, PortFault, Route, SignedRequest,
    SignedResponse, Station, WallClock,
};

use crate::issuer::{STOLEN_KEY, key, public};
use crate::network::deliver;
use crate::node::Node;
use crate::world::World;

/// Which part breaks the protocol; in most runs none does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    None,
    /// The inbox stores what it has.
    NoDeDuplication,
    /// The sender takes any 200 for a receipt.
    TakesUnsignedReceipts,
    /// The inbox writes later what it acknowledges now.
    AcknowledgesBeforeStoring,
    /// The copy of the directory goes back to an older version.
    TakesOldDirectories,
}

/// The sender as somebody in a hurry would write it: 200 means received.
pub async fn send_due(node: &Arc<Node>) -> Result<bool, PortFault> {
    let now = node.clock.now();
    let until = now + SignedDuration::from_secs(90);
    let Some(leased) = node.mailbox.lease_due(now, until).await? else { return Ok(false) };
    let envelope = leased.what.envelope();
    let known = node.copy.newest().await?.ok_or(PortFault::plain("none"))?;
    let key = known.signing_key(node.party, &node.keys().held(), now);
    let key = key.ok_or(PortFault::plain("no key"))?;
    let target = known.address(envelope.to).unwrap().target(leased.what.route());
    let (id, body) = (envelope.id, leased.what.body().clone());
    let request = SignedRequest::sign(target, id, body, now, key, node.keys()).await?;
    let sent = node.network().send(request.to_http().unwrap(), node.settings().limits).await;
    let outcome = match sent {
        Ok(response) if response.status() == 200 => {
            let response = SignedResponse {
                status: 200,
                content_type: String::new(),
                digest: request.digest,
                signature_input: String::new(),
                signature: String::new(),
                body: response.into_body(),
            };
            Outcome::Delivered(Evidence { request, response, directory_version: known.version })
        }
        _ => Outcome::Later { at: now + SignedDuration::from_mins(1), why: String::new() },
    };
    node.mailbox.settle(&leased.lease, &outcome, now).await?;
    Ok(true)
}

/// A message that nobody sent, signed with a key that was 186's and has been withdrawn.
pub async fn intrude(world: Arc<World>, at: Duration) {
    tokio::time::sleep(at).await;
    let (to, from) = (&world.nodes[1], &world.nodes[2]);
    let now = to.clock.now();
    let envelope = Envelope {
        id: world.dice.message_id(),
        kind: "note.sent".parse().unwrap(),
        from: from.party,
        to: to.party,
        sent_at: now,
        domain_at: now,
        about: None,
        body: Map::new(),
    };
    let id = envelope.id;
    let outgoing = Outgoing::new(Route::Message, envelope).unwrap();
    let target = String::from("https://office-184.example/wire/v1/messages");
    let (stolen, held) = (public(STOLEN_KEY).id(), HeldKeys::new([key(STOLEN_KEY)]));
    let body = outgoing.body().clone();
    let request = SignedRequest::sign(target, id, body, now, stolen, &held).await.unwrap();
    drop(deliver(&world, 1, request.to_http().unwrap()).await);
}
