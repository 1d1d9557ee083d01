//! The directory's pages: what is in force, what waits, and what was issued. No rule in them.

mod change_page;
mod directory_page;
mod party_page;
mod propose_page;
mod read;
mod shown;
mod versions_page;

use super::{CONTROLLERS, PROPOSERS, READERS};
use crate::Routes;
use crate::access::Allow;
use edge::{Error, Result};
use wire::Party;

/// The audit action of every proposal.
const PROPOSE: &str = "directory.propose";

pub(super) fn routes() -> Routes {
    let (proposers, controllers) = (Allow::Roles(PROPOSERS), Allow::Roles(CONTROLLERS));
    let change = |step: &str| format!("/directory/changes/{{change}}/{step}");
    Routes::default()
        .page("/directory", READERS, directory_page::show)
        .page("/directory/parties/{party}", READERS, party_page::show)
        .page("/directory/new", proposers, propose_page::show_new)
        .form("/directory/new", proposers, PROPOSE, propose_page::post_new)
        .page("/directory/parties/{party}/{kind}", proposers, propose_page::show)
        .form("/directory/parties/{party}/{kind}", proposers, PROPOSE, propose_page::post)
        .page("/directory/changes", READERS, change_page::list)
        .page("/directory/changes/{change}", READERS, change_page::show)
        .form(&change("approval"), controllers, "directory.approve", change_page::post_approval)
        .form(&change("refusal"), controllers, "directory.refuse", change_page::post_refusal)
        .form(&change("withdrawal"), proposers, "directory.withdraw", change_page::post_withdrawal)
        .page("/directory/versions", READERS, versions_page::show)
}

/// The party that an address names.
fn party(text: &str) -> Result<Party> {
    text.parse().map_err(|_| Error::NotFound)
}
