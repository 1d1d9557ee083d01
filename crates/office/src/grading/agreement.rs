//! Three different standpoints: a grade that all three agree on and sign (Z-11).

use super::standpoint::{grade_in, require_open};
use super::{Candidate, GradeState, Panel, said, state, store};
use crate::{Act, CommitteeId, Error, Result};
use ui::key;
use uuid::Uuid;

/// Records the grade that three disagreeing examiners have agreed on, and signs it for
/// the one who records it. It counts when every one of them has signed, and as long as none of
/// them changes the standpoint that it settles.
///
/// # Errors
/// Not found in a committee one does not sit in or for an unknown number; no grade, or one of no
/// or another scale; refused `no-agreement-needed`, `protocol-closed`, `appeal-withdrawn`.
pub async fn record_agreement(
    act: &mut Act,
    committee: CommitteeId,
    number: &str,
    grade: &str,
) -> Result<Uuid> {
    let (panel, candidate) = open(act, committee, number).await?;
    if grade.trim().is_empty() {
        return Err(Error::field("grade", said(key("grading-error-agreement"))));
    }
    let Some(grade) = grade_in(&panel, grade) else {
        return Err(Error::field("grade", said(key("grading-error-grade"))));
    };
    if !matches!(state(act.node(), &panel, &candidate)?, GradeState::NeedsAgreement(_)) {
        let text = said(key("grading-refused-no-agreement-needed"));
        return Err(Error::refused("no-agreement-needed", text));
    }
    let (id, now, by) = (Uuid::now_v7(), act.now(), act.person()?);
    store::replace_agreement(act.conn(), id, panel.id, candidate.registration, grade, now, by)
        .await?;
    store::sign_agreement(act.conn(), id, by, now).await?;
    Ok(id)
}

/// Signs the agreement in force on a candidate's grade. `seen` is the grade that the examiner was
/// shown, where a page showed one: the signature binds that grade and no other.
///
/// # Errors
/// Not found in a committee one does not sit in, for an unknown number or without an
/// agreement; refused `other-content`, `already-signed`, `protocol-closed`.
pub async fn sign_agreement(
    act: &mut Act,
    committee: CommitteeId,
    number: &str,
    seen: Option<&str>,
) -> Result<Uuid> {
    let (_, candidate) = open(act, committee, number).await?;
    let agreed = candidate.agreement.ok_or(Error::NotFound)?;
    if seen.is_some_and(|seen| seen != agreed.grade.code()) {
        let text = said(key("grading-refused-other-agreement"));
        return Err(Error::refused("other-content", text));
    }
    let (now, by) = (act.now(), act.person()?);
    if agreed.signed_by.contains(&by) {
        return Err(Error::refused("already-signed", said(key("grading-refused-already-signed"))));
    }
    store::sign_agreement(act.conn(), agreed.id, by, now).await?;
    Ok(agreed.id)
}

async fn open(act: &mut Act, committee: CommitteeId, number: &str) -> Result<(Panel, Candidate)> {
    let panel = Panel::lock(act.conn(), committee).await?;
    panel.require_seat(act.who()?)?;
    require_open(act, &panel).await?;
    let candidates = panel.candidates(act.conn()).await?;
    let candidate = candidates.into_iter().find(|candidate| candidate.number == number);
    Ok((panel, candidate.ok_or(Error::NotFound)?))
}
