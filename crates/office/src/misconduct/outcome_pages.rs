//! The forms of an appeal's outcome: entered, and controlled or sent back by another.

use super::staff_pages::{again, unread};
use super::{HANDLERS, Outcome, Settle, Vote};
use crate::catalogue::words;
use crate::http::{Allow, Posted, Routes, done};
use crate::{MisconductId, Result};
use ::store::Entry;
use axum::extract::Path;
use axum::response::Response;

pub(super) fn routes() -> Routes {
    let step = |name: &str| format!("/misconduct/{{misconduct}}/{name}");
    let handlers = Allow::Roles(HANDLERS);
    Routes::default()
        .form(&step("outcome"), handlers, "misconduct.settle", settled)
        .form(&step("outcome-control"), handlers, "misconduct.control", controlled)
        .form(&step("outcome-refusal"), handlers, "misconduct.send_back", sent_back)
}

/// What the national board decided; it waits for another's control.
async fn settled(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let decided_on = form.date("decided_on");
    let (from, to) = (form.optional_date("from"), form.optional_date("to"));
    let vote = form.choice("vote", &["unanimous", "two_thirds", "majority"]);
    let outcome = form.choice("outcome", &["upheld", "changed", "reversed"]);
    let vote: Option<Vote> = vote.and_then(|word| words::read(&word));
    let outcome: Option<Outcome> = outcome.and_then(|word| words::read(&word));
    let read = decided_on.zip(vote).zip(outcome).filter(|_| form.is_valid());
    let Some(((decided_on, vote), outcome)) = read else {
        return unread(&posted, id, form).await;
    };
    let field = |name| posted.field(name).to_owned();
    let (case_number, grounds) = (field("case_number"), field("grounds"));
    let new = Settle {
        decided_on,
        case_number,
        vote,
        outcome,
        grounds,
        annulled: form.checked("annulled"),
        confiscated: form.checked("confiscated"),
        from,
        to,
    };
    let mut act = posted.act().await?;
    match super::settle(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.settle", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-entered"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

/// The entry that the page was shown with.
fn looked_at(form: &mut ui::Form) -> Option<i32> {
    form.number("entry", 1..=i64::from(i32::MAX)).and_then(|entry| i32::try_from(entry).ok())
}

/// Another has held it against what the board wrote: it counts.
async fn controlled(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(entry) = looked_at(&mut form) else { return unread(&posted, id, form).await };
    let mut act = posted.act().await?;
    match super::control(&mut act, id, entry).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.control", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-settled"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

/// The board came to something else: it is to be entered anew.
async fn sent_back(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(entry) = looked_at(&mut form) else { return unread(&posted, id, form).await };
    let mut act = posted.act().await?;
    match super::send_back(&mut act, id, entry).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.send_back", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-sent-back"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}
