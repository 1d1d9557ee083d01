//! The other institutions, as the directory lists them.

use jiff::civil::Date;
use office::{Error, Node, Result};
use rules::Text;
use std::collections::BTreeMap;
use std::sync::Arc;
use wire::directory::{Institution, Verified};
use wire::{Directory, InstitutionNumber, Party};

/// What an institution shares here, as the directory writes it.
const RESULTS: &str = "results";
/// Whom to write to about the exchange, and whom else.
const CONTACTS: [&str; 2] = ["exchange", "operations"];

/// An institution that shares results.
#[derive(Clone, Debug)]
pub(super) struct Sharing {
    pub(super) number: InstitutionNumber,
    pub(super) name: Text,
    pub(super) since: Date,
    /// A function's own mailbox, never a person's; empty where none is listed.
    pub(super) contact: String,
}

/// The newest directory that this node has; none where it stands alone.
pub(super) async fn directory(node: &Node) -> Result<Option<Arc<Verified>>> {
    let newest = edge::Node::station(node).directory().newest().await;
    newest.map_err(|error| Error::Internal(error.into()))
}

/// This institution's own number.
pub(super) fn own(node: &Node) -> Party {
    edge::Node::station(node).party()
}

fn name(one: &Institution) -> Text {
    Text::new(&one.names.nb, &one.names.nn, &one.names.en)
}

/// Every institution but this one, in the order of their numbers.
pub(super) async fn others(node: &Node) -> Result<Vec<InstitutionNumber>> {
    let Some(directory) = directory(node).await? else { return Ok(Vec::new()) };
    let numbers = directory.institutions.iter().map(|one| one.number);
    let mut others: Vec<_> =
        numbers.filter(|number| Party::Institution(*number) != own(node)).collect();
    others.sort();
    Ok(others)
}

/// What each institution is called, by number.
pub(super) async fn names(node: &Node) -> Result<BTreeMap<InstitutionNumber, Text>> {
    let Some(directory) = directory(node).await? else { return Ok(BTreeMap::new()) };
    Ok(directory.institutions.iter().map(|one| (one.number, name(one))).collect())
}

/// Those that share results, in the order of their numbers.
pub(super) async fn sharing(node: &Node) -> Result<Vec<Sharing>> {
    let Some(directory) = directory(node).await? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for one in &directory.institutions {
        let Some(share) = one.shares.iter().find(|share| share.what == RESULTS) else { continue };
        let contact = CONTACTS
            .iter()
            .find_map(|function| one.contacts.iter().find(|contact| contact.function == *function));
        found.push(Sharing {
            number: one.number,
            name: name(one),
            since: share.since,
            contact: contact.map_or_else(String::new, |contact| contact.email.clone()),
        });
    }
    found.sort_by_key(|one| one.number);
    Ok(found)
}

/// Whether the directory says of this institution that it shares results on a day.
pub(super) async fn listed_as_sharing(node: &Node, day: Date) -> Result<bool> {
    let own = own(node);
    let sharing = sharing(node).await?;
    Ok(sharing.iter().any(|one| Party::Institution(one.number) == own && one.since <= day))
}
