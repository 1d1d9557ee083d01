//! What an examiner answers who is asked (L-02, L-16).

use super::{said, store};
use crate::catalogue;
use crate::{Act, CommitteeId, Error, ExamId, PersonId, Result};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
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

/// Within how many days one is asked to answer, as the letter puts it: a wish, no deadline of the law.
const ANSWER_WITHIN: i64 = 7;

/// The day by which one is asked to answer.
pub(super) fn answer_by(asked_at: Timestamp) -> Date {
    asked_at.to_zoned(::store::oslo()).date().saturating_add(ANSWER_WITHIN.days())
}

/// Lets the answers on to those who sit in a committee and have accepted the assignment (L-16).
/// Whoever is named in `said_yes` has told the office so in another way: that is entered as
/// the acceptance, today, by whoever does it. Answers for whom it was.
///
/// # Errors
/// Refused `declined` where somebody has said no, and `not-accepted` where somebody who has not
/// answered is not named.
pub(crate) async fn require_accepted(
    act: &mut Act,
    committee: CommitteeId,
    said_yes: &[PersonId],
) -> Result<Vec<PersonId>> {
    let waiting = store::not_accepted(act.conn(), committee).await?;
    if waiting.iter().any(|one| one.declined) {
        return Err(Error::refused("declined", said(key("examiners-refused-declined"))));
    }
    if waiting.iter().any(|one| !said_yes.contains(&one.person)) {
        return Err(Error::refused("not-accepted", said(key("examiners-refused-not-accepted"))));
    }
    let (now, by) = (act.now(), act.person()?);
    for one in &waiting {
        store::set_entered(act.conn(), one.proposal, one.person, now, by).await?;
    }
    Ok(waiting.into_iter().map(|one| one.person).collect())
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
