//! The signature of a document: ours by the node's own key, another institution's by the key that the
//! directory lists for it and for nobody else.

use super::institutions::{directory, own};
use anyhow::anyhow;
use elmo::{Algorithm, Read, Refused, Unsigned, VerifyingKey};
use office::{Error, Node, Result};
use wire::{InstitutionNumber, KeyId, KeyRing, Party, WallClock};

fn wall(node: &Node) -> jiff::Timestamp {
    wire::Station::clock(&**edge::Node::station(node)).now()
}

/// Signs a document with the key that the node's messages are signed with today.
///
/// # Errors
/// Our own fault: no directory lists a key of ours, or the document is none.
pub(super) async fn sign(node: &Node, xml: &str) -> Result<Vec<u8>> {
    let keys = edge::Node::station(node).keys();
    let directory = directory(node).await?.ok_or_else(|| fault("no directory"))?;
    let id = directory.signing_key(own(node), &keys.held(), wall(node));
    let id = id.ok_or_else(|| fault("no key of ours is listed"))?;
    let listed = directory.keys(own(node)).iter().find(|key| key.id == id);
    let public = listed.ok_or_else(|| fault("no key of ours is listed"))?.public_key;
    let told = |refused: Refused| fault(refused.name());
    let unsigned = Unsigned::prepare(xml, Algorithm::Ed25519).map_err(told)?;
    let signature = keys.sign(&id, unsigned.message()).await;
    let signature = signature.map_err(|error| Error::Internal(error.into()))?;
    let signed = unsigned.signed(&signature, &VerifyingKey::ed25519(public.bytes()));
    Ok(signed.map_err(told)?.into_bytes())
}

fn fault(what: &str) -> Error {
    Error::Internal(anyhow!("a document of results is not signed: {what}"))
}

/// Reads a document that this institution has signed with a key that counts today; else the name of
/// what is wrong with it.
///
/// # Errors
/// The database is away.
pub(super) async fn verified(
    node: &Node,
    from: InstitutionNumber,
    signed: &[u8],
) -> Result<std::result::Result<(Read, KeyId), &'static str>> {
    let Some(directory) = directory(node).await? else { return Ok(Err("no-key")) };
    let now = wall(node);
    let mut why = "no-key";
    for key in directory.keys(Party::Institution(from)) {
        if !key.is_valid_at(now) {
            continue;
        }
        match elmo::read_signed(signed, &VerifyingKey::ed25519(key.public_key.bytes())) {
            Ok(read) => return Ok(Ok((read, key.id))),
            Err(refused) => why = refused.name(),
        }
    }
    Ok(Err(why))
}
