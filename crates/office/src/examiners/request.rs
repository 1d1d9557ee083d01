//! What an examiner answers who is asked (L-02, L-16).

use super::{said, store};
use crate::catalogue;
use crate::{Act, Error, ExamId, Result};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;
use uuid::Uuid;

/// Whether one takes an assignment on.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestAnswer {
    /// Yes: then one is bound by the grading deadline.
    pub accepted: bool,
    /// Why not; needed for a no.
    #[serde(default)]
    pub reason: String,
}

/// Answers a request to be examiner. Whoever accepts is bound by the grading deadline
/// (L-16); who declines gives the seat back, if the board has appointed already.
///
/// # Errors
/// Not found for what one is not asked; a no without a reason; refused `answered`, and
/// `has-answers` for a no after the answers were handed over.
pub async fn answer_request(
    act: &mut Act,
    proposal: Uuid,
    answer: &RequestAnswer,
) -> Result<ExamId> {
    let me = act.person()?;
    let asked = store::request(act.conn(), me, proposal).await?.ok_or(Error::NotFound)?;
    // Proposing, appointing and answering take turns.
    catalogue::store::lock_exam(act.conn(), asked.exam).await?;
    let asked = store::request(act.conn(), me, proposal).await?.ok_or(Error::NotFound)?;
    if asked.answered_at.is_some() {
        return Err(Error::refused("answered", said(key("examiners-refused-answered"))));
    }
    let reason = answer.reason.trim();
    if !answer.accepted && reason.is_empty() {
        return Err(Error::field("reason", said(key("common-error-required"))));
    }
    if !answer.accepted && asked.appointed && !store::vacate(act.conn(), proposal, me).await? {
        return Err(Error::refused("has-answers", said(key("examiners-refused-has-answers"))));
    }
    let now = act.now();
    let reason = if answer.accepted { "" } else { reason };
    store::set_answered(act.conn(), proposal, me, now, answer.accepted, reason).await?;
    Ok(asked.exam)
}
