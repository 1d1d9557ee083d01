//! The versions that were issued last, and what each brought.

use super::shown;
use crate::Signed;
use crate::directory::VERSIONS_SHOWN;
use crate::directory::entry::State;
use crate::directory::store::{self, Asked, Issued, Proposal};
use askama::Template;
use axum::response::Response;
use edge::{Result, page};

#[derive(Template)]
#[template(path = "directory/pages/versions.html")]
struct VersionsPage {
    frame: ui::Frame,
    state: State,
    issued: Vec<Issued>,
    changes: Vec<Proposal>,
}

impl VersionsPage {
    /// The changes that a version brought.
    fn brought(&self, version: &i64) -> Vec<&Proposal> {
        let issued_in = |one: &&Proposal| {
            one.control.as_ref().and_then(|control| control.issued_in) == Some(*version)
        };
        self.changes.iter().filter(issued_in).collect()
    }

    fn told(&self, proposal: &Proposal) -> String {
        let kind = shown::kind(&self.frame, proposal.change.kind());
        format!("{kind}: {}", shown::about(&self.frame, &self.state, proposal))
    }
}

pub(super) async fn show(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let state = store::state(&mut conn).await?;
    let issued = store::issued(&mut conn, VERSIONS_SHOWN).await?;
    let changes = store::proposals(&mut conn, Asked::default()).await?;
    page(&VersionsPage { frame: signed.frame("directory/versions"), state, issued, changes })
}
