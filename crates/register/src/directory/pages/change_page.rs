//! What waits, and one change beside what it changes, with its control.

use super::shown;
use crate::directory::api::{approved, noted};
use crate::directory::diff::{Difference, differences};
use crate::directory::entry::State;
use crate::directory::store::{self, Asked, Proposal};
use crate::directory::{CONTROLLERS, PROPOSERS, decide};
use crate::{DirectoryChangeId, Posted, Signed};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use edge::{Error, Result, done, page, page_with};
use ui::Form;
use wire::Party;

#[derive(Template)]
#[template(path = "directory/pages/changes.html")]
struct ChangesPage {
    frame: ui::Frame,
    state: State,
    waiting: Vec<Proposal>,
    settled: Vec<Proposal>,
}

impl ChangesPage {
    fn about(&self, proposal: &Proposal) -> String {
        shown::about(&self.frame, &self.state, proposal)
    }

    fn kind(&self, proposal: &Proposal) -> String {
        shown::kind(&self.frame, proposal.change.kind())
    }

    fn outcome(&self, proposal: &Proposal) -> (String, &'static str) {
        shown::outcome(&self.frame, proposal.control.as_ref())
    }

    fn proposer(&self, proposal: &Proposal) -> String {
        proposal.proposer.listed(self.frame.language)
    }
}

pub(super) async fn list(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let state = store::state(&mut conn).await?;
    let all = store::proposals(&mut conn, Asked::default()).await?;
    let (waiting, settled) = all.into_iter().partition(|one| one.control.is_none());
    page(&ChangesPage { frame: signed.frame("directory/changes"), state, waiting, settled })
}

#[derive(Template)]
#[template(path = "directory/pages/change.html")]
struct ChangePage {
    frame: ui::Frame,
    form: Form,
    state: State,
    proposal: Proposal,
    differences: Vec<Difference>,
    fits: bool,
    seen: i32,
    own: bool,
    controller: bool,
    proposer: bool,
}

impl ChangePage {
    fn about(&self) -> String {
        shown::about(&self.frame, &self.state, &self.proposal)
    }

    fn kind(&self) -> String {
        shown::kind(&self.frame, self.proposal.change.kind())
    }

    fn outcome(&self) -> (String, &'static str) {
        shown::outcome(&self.frame, self.proposal.control.as_ref())
    }

    fn label(&self, one: &Difference) -> (String, String) {
        shown::label(&self.frame, one)
    }

    fn as_it_is(&self, one: &Difference) -> String {
        shown::value(&self.frame, one.old.as_ref())
    }

    fn as_it_is_to_be(&self, one: &Difference) -> String {
        shown::value(&self.frame, one.new.as_ref())
    }

    fn who(&self, name: &edge::PersonName) -> String {
        name.listed(self.frame.language)
    }

    fn is_listed(&self) -> bool {
        self.proposal.party == Party::Register
            || self.state.parties.contains_key(&self.proposal.party)
    }
}

async fn built(signed: &Signed, id: DirectoryChangeId, form: Form) -> Result<ChangePage> {
    let mut conn = signed.read().await?;
    let proposal = store::proposal(&mut conn, id).await?;
    let state = store::state(&mut conn).await?;
    let next = decide::preview(&signed.node, &state, &proposal);
    let old = state.entry(proposal.party);
    let differences = match &next {
        Ok(next) if proposal.control.is_none() => differences(old, next.as_ref()),
        _ => Vec::new(),
    };
    let holds =
        |roles: &[crate::access::Role]| signed.who.roles.iter().any(|one| roles.contains(one));
    Ok(ChangePage {
        frame: signed.frame("directory/changes"),
        form: form.labels(&[("reason", "directory-reason")]),
        differences,
        fits: next.is_ok(),
        seen: state.version(proposal.party),
        own: proposal.proposed_by == signed.who.person,
        controller: holds(CONTROLLERS),
        proposer: holds(PROPOSERS),
        state,
        proposal,
    })
}

pub(super) async fn show(Path(id): Path<DirectoryChangeId>, signed: Signed) -> Result<Response> {
    page(&built(&signed, id, Form::new()).await?)
}

pub(super) async fn post_approval(
    Path(id): Path<DirectoryChangeId>,
    posted: Posted,
) -> Result<Response> {
    // What was not seen is no version of any entry.
    let seen = posted.field("seen").parse().unwrap_or(-1);
    approved(posted.act().await?, id, seen).await?;
    Ok(done(&format!("/directory/changes/{id}"), "done-directory-approved"))
}

pub(super) async fn post_refusal(
    Path(id): Path<DirectoryChangeId>,
    posted: Posted,
) -> Result<Response> {
    let mut act = posted.act().await?;
    match decide::refuse(&mut act, id, posted.field("reason")).await {
        Ok(party) => act.commit(noted("directory.refuse", id, party)).await?,
        Err(error) => {
            drop(act);
            return again(&posted, id, error).await;
        }
    }
    Ok(done(&format!("/directory/changes/{id}"), "done-directory-refused"))
}

pub(super) async fn post_withdrawal(
    Path(id): Path<DirectoryChangeId>,
    posted: Posted,
) -> Result<Response> {
    let mut act = posted.act().await?;
    match decide::withdraw(&mut act, id, posted.field("reason")).await {
        Ok(party) => act.commit(noted("directory.withdraw", id, party)).await?,
        Err(error) => {
            drop(act);
            return again(&posted, id, error).await;
        }
    }
    Ok(done(&format!("/directory/changes/{id}"), "done-directory-withdrawn"))
}

/// The page again with what is wrong with the reason.
async fn again(posted: &Posted, id: DirectoryChangeId, error: Error) -> Result<Response> {
    let Error::Invalid(faults) = error else { return Err(error) };
    let mut form = posted.form();
    for fault in faults {
        form.add_error(&fault.field, fault.text);
    }
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &built(&posted.signed, id, form).await?)
}
