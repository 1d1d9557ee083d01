//! What the invented operators list in the directory: by the use cases that everybody has, one
//! proposing and another controlling.

use super::CastMember;
use crate::access::Principal;
use crate::directory::{Change, Names, Purpose, approve, issue, propose, prove};
use crate::{Act, Node};
use edge::{Error, PersonName, Result};
use jiff::ToSpan;
use rules::Language;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Entry;
use uuid::Uuid;
use wire::directory::Address;
use wire::port::KeyRing;
use wire::{InstitutionNumber, Party, PublicKey};

/// As long as an invented party's key counts, in days.
const KEY_DAYS: i64 = 365;

/// An institution to be listed.
pub struct Listing {
    /// Its number.
    pub number: InstitutionNumber,
    /// What it is called, in bokmål, nynorsk and English.
    pub names: [String; 3],
    /// Where it is reached.
    pub address: Address,
}

/// Lists the register itself: its address, and of the keys that it holds those that sign the directory
/// and those that sign its messages. The first version is issued.
///
/// # Errors
/// The database is away, or the register is listed already.
pub async fn list_register(node: &Node, address: &Address) -> Result<()> {
    let address = Change::Address { address: address.to_string() };
    list(node, Party::Register, &address).await?;
    for signing in node.issuing().keys.public() {
        let (purpose, ring) = (Purpose::Directory, &node.issuing().keys);
        let proof = proof_of(purpose, Party::Register, &signing, ring).await?;
        let announced = Change::SigningKey { public_key: signing.to_string(), proof };
        list(node, Party::Register, &announced).await?;
    }
    let own = edge::Node::station(node).keys();
    for key in own.public() {
        list_key(node, Party::Register, &key, own).await?;
    }
    Ok(())
}

/// Takes an institution in, with the key that its messages are signed with. It shares its results and
/// its exclusions from today on.
///
/// # Errors
/// The database is away, or what is listed is not to be listed.
pub async fn list_institution(
    node: &Node,
    listing: &Listing,
    key: &PublicKey,
    ring: &impl KeyRing,
) -> Result<()> {
    let [nb, nn, en] = listing.names.clone();
    let number = listing.number;
    let contact = |function: &str| (function.to_owned(), format!("{function}@{number}.example"));
    let today = edge::Node::today(node);
    let taken_in = Change::TakeIn {
        names: Names { nb, nn, en },
        address: listing.address.to_string(),
        contacts: BTreeMap::from(["operations", "exclusion"].map(contact)),
        shares: BTreeMap::from(["results", "exclusions"].map(|what| (what.to_owned(), today))),
    };
    list(node, Party::Institution(number), &taken_in).await?;
    list_key(node, Party::Institution(number), key, ring).await
}

/// Lists a key of a party, from now on and for a year.
///
/// # Errors
/// As [`list_institution`].
pub async fn list_key(
    node: &Node,
    party: Party,
    key: &PublicKey,
    ring: &impl KeyRing,
) -> Result<()> {
    let proof = proof_of(Purpose::Messages, party, key, ring).await?;
    let last_day =
        edge::Node::wall(node).to_zoned(store::oslo()).date().saturating_add(KEY_DAYS.days());
    let change = Change::Key { public_key: key.to_string(), proof, first_day: None, last_day };
    list(node, party, &change).await
}

/// One operator proposes, another one approves, and the next version is issued.
///
/// # Errors
/// As [`list_institution`].
pub async fn list(node: &Node, party: Party, change: &Change) -> Result<()> {
    let (mut act, seen) = (act_of(node, "ruth").await?, entry_version(node, party).await?);
    let id = propose(&mut act, party, change).await?;
    act.commit(Entry::new("directory.propose", "directory_change", id.0)).await?;
    let mut act = act_of(node, "sverre").await?;
    approve(&mut act, id, seen).await?;
    act.commit(Entry::new("directory.approve", "directory_change", id.0)).await?;
    let issued = issue(node, edge::Node::wall(node)).await;
    issued.map(|_| ()).map_err(|error| Error::Internal(error.into()))
}

async fn entry_version(node: &Node, party: Party) -> Result<i32> {
    let mut conn = edge::Node::store(node).pool.acquire().await?;
    Ok(crate::directory::store::state(&mut conn).await?.version(party))
}

async fn act_of(node: &Node, key: &str) -> Result<Act> {
    let member = CastMember::named(key);
    let who = Principal {
        person: member.id(),
        name: PersonName::new(member.given, member.family, false),
        language: Language::Nb,
        roles: vec![member.role],
    };
    Act::of_person(node, Arc::new(who), Uuid::now_v7()).await
}

async fn proof_of(
    purpose: Purpose,
    party: Party,
    key: &PublicKey,
    ring: &impl KeyRing,
) -> Result<String> {
    let proof = prove(purpose, party, key, ring).await;
    proof.map_err(|error| Error::Internal(error.into()))
}
