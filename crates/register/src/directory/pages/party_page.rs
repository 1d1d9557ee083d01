//! One party: what the directory says of it, its keys, and how it came to be so.

use super::shown::{self, KeyState};
use super::{party, propose_page::Kind};
use crate::Signed;
use crate::directory::PROPOSERS;
use crate::directory::entry::{Entry, State};
use crate::directory::store::{self, Asked, Proposal};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use edge::{Error, Result, page};
use wire::Party;
use wire::directory::ListedKey;

#[derive(Template)]
#[template(path = "directory/pages/party.html")]
struct PartyPage {
    frame: ui::Frame,
    party: Party,
    state: State,
    changes: Vec<Proposal>,
    wall: jiff::Timestamp,
    proposer: bool,
}

impl PartyPage {
    fn name(&self) -> String {
        shown::name(&self.frame, &self.state, self.party)
    }

    fn entry(&self) -> Option<&Entry> {
        self.state.entry(self.party)
    }

    fn contact(&self, function: &str) -> String {
        shown::contact(&self.frame, function)
    }

    fn share(&self, what: &str) -> String {
        shown::share(&self.frame, what)
    }

    fn key_state(&self, key: &ListedKey) -> KeyState {
        KeyState::of(key, self.wall)
    }

    fn kind(&self, proposal: &Proposal) -> String {
        shown::kind(&self.frame, proposal.change.kind())
    }

    fn outcome(&self, proposal: &Proposal) -> (String, &'static str) {
        shown::outcome(&self.frame, proposal.control.as_ref())
    }

    /// What can be proposed, each with its words.
    fn offered(&self) -> Vec<(&'static str, String)> {
        let offered = Kind::offered(self.party, self.entry());
        let told = |kind: Kind| (kind.code(), shown::kind(&self.frame, kind.code()));
        if self.proposer { offered.into_iter().map(told).collect() } else { Vec::new() }
    }
}

pub(super) async fn show(Path(text): Path<String>, signed: Signed) -> Result<Response> {
    let party = party(&text)?;
    let mut conn = signed.read().await?;
    let state = store::state(&mut conn).await?;
    let asked = Asked { party: Some(party), ..Asked::default() };
    let changes = store::proposals(&mut conn, asked).await?;
    let known = state.parties.contains_key(&party) || !changes.is_empty();
    if !known && party != Party::Register {
        return Err(Error::NotFound);
    }
    let proposer = signed.who.roles.iter().any(|role| PROPOSERS.contains(role));
    let frame = signed.frame(format!("directory/{party}"));
    page(&PartyPage {
        frame,
        party,
        state,
        changes,
        wall: edge::Node::wall(&signed.node),
        proposer,
    })
}
