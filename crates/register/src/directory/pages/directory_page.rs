//! The first page: the newest version, and all parties.

use super::shown;
use crate::Signed;
use crate::directory::entry::{Entry, State};
use crate::directory::issue::{alarm, newest};
use crate::directory::store::{self, Asked, Proposal};
use crate::directory::{NotIssued, PROPOSERS, document_lags};
use askama::Template;
use axum::response::Response;
use edge::{Result, page};
use std::sync::Arc;
use wire::Party;
use wire::directory::{ListedKey, Verified};

#[derive(Template)]
#[template(path = "directory/pages/directory.html")]
struct DirectoryPage {
    frame: ui::Frame,
    state: State,
    newest: Option<Arc<Verified>>,
    /// What is said of what keeps the register from issuing.
    alarm: Option<&'static str>,
    lags: bool,
    waiting: Vec<Proposal>,
    wall: jiff::Timestamp,
    proposer: bool,
}

impl DirectoryPage {
    fn name(&self, party: &Party) -> String {
        shown::name(&self.frame, &self.state, *party)
    }

    fn waits(&self, party: &Party) -> usize {
        self.waiting.iter().filter(|one| one.party == *party).count()
    }

    /// The best that can be said of a party's keys: text and colour.
    fn keys(&self, entry: &Entry) -> (String, &'static str) {
        let state = |key: &ListedKey| shown::KeyState::of(key, self.wall);
        let states: Vec<_> = entry.keys().iter().map(state).collect();
        let order = [shown::KeyState::Valid, shown::KeyState::Ending, shown::KeyState::Announced];
        match order.into_iter().find(|one| states.contains(one)) {
            Some(found) => (found.text(&self.frame), found.color()),
            None => (self.frame.t("directory-key-none"), "danger"),
        }
    }
}

pub(super) async fn show(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let state = store::state(&mut conn).await?;
    let waiting = store::proposals(&mut conn, Asked { waiting: true, ..Asked::default() }).await?;
    drop(conn);
    let alarm = alarm(&signed.node).await.map(|alarm| match alarm {
        NotIssued::NotAsIssued(_) | NotIssued::NotApproved(_) => ui::key("directory-alarm-tables"),
        _ => ui::key("directory-alarm"),
    });
    let newest = newest(&signed.node).await.unwrap_or_default();
    let wall = edge::Node::wall(&signed.node);
    let lags = document_lags(&state, newest.as_deref(), wall);
    let proposer = signed.who.roles.iter().any(|role| PROPOSERS.contains(role));
    let frame = signed.frame("directory");
    page(&DirectoryPage { frame, state, newest, alarm, lags, waiting, wall, proposer })
}
