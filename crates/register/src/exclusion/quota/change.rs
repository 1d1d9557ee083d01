//! The use cases: propose a declared number, approve, refuse, withdraw.

use super::{DECLARED_DEFAULT, DECLARED_MAX};
use crate::exclusion::pages::KEEPERS;
use crate::exclusion::store::quota_change::{self as store, Change, Control, Outcome};
use crate::four_eyes::{given, may_control, may_withdraw};
use crate::{Act, ExclusionQuotaChangeId};
use edge::{Error, Result};
use rules::Text;
use ui::key;
use wire::InstitutionNumber;

fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}

/// Only the system owner proposes.
fn may_propose(act: &Act) -> Result<()> {
    let mut roles = act.who()?.roles.iter();
    if roles.any(|role| KEEPERS.contains(role)) { Ok(()) } else { Err(Error::NotFound) }
}

/// Proposes how many persons an institution has declared. It waits until another person controls it.
///
/// # Errors
/// Not found for whoever may not propose; invalid when it is no number from 1 to 1 000 000.
pub async fn propose_quota(
    act: &mut Act,
    institution: InstitutionNumber,
    declared_size: u32,
) -> Result<ExclusionQuotaChangeId> {
    may_propose(act)?;
    if !(1..=DECLARED_MAX).contains(&declared_size) {
        return Err(Error::field("declared_size", said(key("exclusions-error-declared"))));
    }
    let (id, by, now) = (ExclusionQuotaChangeId::new(), act.person()?, act.now());
    store::insert(act.conn(), id, (institution, declared_size), (by, now)).await?;
    Ok(id)
}

/// Approves what another person has proposed: it counts from now on. `seen` is the number beside which
/// it was looked at.
///
/// # Errors
/// Not found for whoever may not control, and for no such proposal; refused `same-person` for one's
/// own, `controlled` when it was controlled before, `changed-meanwhile` when another number than the one
/// seen is in force.
pub async fn approve_quota(act: &mut Act, id: ExclusionQuotaChangeId, seen: u32) -> Result<Change> {
    let change = controlled_by_another(act, id).await?;
    if change.in_force.unwrap_or(DECLARED_DEFAULT) != seen {
        let text = said(key("exclusions-refused-quota-changed"));
        return Err(Error::refused("changed-meanwhile", text));
    }
    decided(act, &change, Outcome::Approved, None).await?;
    Ok(change)
}

/// Refuses what another person has proposed.
///
/// # Errors
/// As [`approve_quota`]; invalid without a reason.
pub async fn refuse_quota(
    act: &mut Act,
    id: ExclusionQuotaChangeId,
    reason: &str,
) -> Result<Change> {
    let change = controlled_by_another(act, id).await?;
    decided(act, &change, Outcome::Refused, Some(given(reason)?)).await?;
    Ok(change)
}

/// Takes one's own proposal back.
///
/// # Errors
/// Not found for whoever may not propose, and for no such proposal; refused `not-own` for another's,
/// `controlled` when it was controlled before; invalid without a reason.
pub async fn withdraw_quota(
    act: &mut Act,
    id: ExclusionQuotaChangeId,
    reason: &str,
) -> Result<Change> {
    may_propose(act)?;
    let change = waiting(act, id).await?;
    may_withdraw(act.person()?, change.proposed_by)?;
    decided(act, &change, Outcome::Withdrawn, Some(given(reason)?)).await?;
    Ok(change)
}

async fn controlled_by_another(act: &mut Act, id: ExclusionQuotaChangeId) -> Result<Change> {
    let change = waiting(act, id).await?;
    let who = act.who()?;
    may_control(&who.roles, who.person, change.proposed_by)?;
    Ok(change)
}

/// The proposal that waits; nobody else controls one until the act ends.
async fn waiting(act: &mut Act, id: ExclusionQuotaChangeId) -> Result<Change> {
    store::one_at_a_time(act.conn()).await?;
    let change = store::one(act.conn(), id).await?;
    match change.control {
        None => Ok(change),
        Some(_) => Err(Error::refused("controlled", said(key("directory-refused-controlled")))),
    }
}

async fn decided(
    act: &mut Act,
    change: &Change,
    outcome: Outcome,
    reason: Option<&str>,
) -> Result<()> {
    let (at, by) = (act.now(), act.person()?);
    store::control(act.conn(), change, &Control { outcome, reason, at, by }).await
}
