//! The forms of an appeal: lodged on paper, and forwarded.

use super::Appeal;
use super::staff_pages::{again, unread};
use crate::MisconductId;
use crate::Result;
use crate::explanation::Channel;
use crate::http::{Posted, done};
use ::store::Entry;
use axum::extract::Path;
use axum::response::Response;

/// An appeal that came on paper or by mail.
pub(super) async fn lodged(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let received_on = form.date("received_on");
    let channel = form.choice("channel", &["desk", "email", "post"]);
    let channel = channel.and_then(|code| Channel::from_code(&code));
    let Some((received_on, channel)) = received_on.zip(channel).filter(|_| form.is_valid()) else {
        return unread(&posted, id, form).await;
    };
    let field = |name| posted.field(name).to_owned();
    let new = Appeal { received_on, channel, grounds: field("grounds"), excuse: field("excuse") };
    let mut act = posted.act().await?;
    match super::appeal(&mut act, id, new).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.appeal", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-appealed"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}

pub(super) async fn forwarded(Path(id): Path<MisconductId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match super::forward(&mut act, id).await {
        Ok(()) => {
            act.commit(Entry::new("misconduct.forward", "misconduct", id.0)).await?;
            Ok(done(&format!("/misconduct/{id}"), "done-misconduct-forwarded"))
        }
        Err(error) => again(&posted, id, error).await,
    }
}
