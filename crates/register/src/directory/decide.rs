//! The use cases: propose, approve, refuse, withdraw.

use super::apply::{Setting, apply};
use super::change::Change;
use super::entry::{Entry, State};
use super::store::{self, NewControl, Outcome, Proposal};
use crate::four_eyes::{given, may_control, may_propose, may_withdraw};
use crate::{Act, DirectoryChangeId, Node};
use edge::{Error, FieldError, Result};
use jiff::{RoundMode, TimestampRound, Unit};
use rules::Text;
use std::collections::BTreeSet;
use ui::key;
use wire::port::KeyRing;
use wire::{KeyId, Party};

fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}

/// What a change is held against at a node, now.
fn setting<'a>(node: &Node, held: &'a [KeyId]) -> Setting<'a> {
    // As exactly as the tables keep it: it is held against the same again before it is signed.
    let exactly = TimestampRound::new().smallest(Unit::Microsecond).mode(RoundMode::Trunc);
    let wall = edge::Node::wall(node);
    Setting { wall: wall.round(exactly).unwrap_or(wall), held, plain: edge::Node::is_demo(node) }
}

/// What a proposal would make of its party's entry now.
///
/// # Errors
/// Why what is in force does not take it any more.
pub(super) fn preview(
    node: &Node,
    state: &State,
    proposal: &Proposal,
) -> std::result::Result<Option<Entry>, Vec<FieldError>> {
    let held = node.issuing().keys.held();
    apply(state, proposal.party, &proposal.change, &setting(node, &held))
}

/// Proposes a change of a party's entry. It waits until another person controls it.
///
/// # Errors
/// Not found for whoever may not propose. Invalid, with every fault at its field, when the change does
/// not fit what is in force.
pub async fn propose(act: &mut Act, party: Party, change: &Change) -> Result<DirectoryChangeId> {
    may_propose(&act.who()?.roles)?;
    let state = store::state(act.conn()).await?;
    let held = act.node().issuing().keys.held();
    apply(&state, party, change, &setting(act.node(), &held)).map_err(Error::Invalid)?;
    let (id, now, by) = (DirectoryChangeId::new(), act.now(), act.person()?);
    store::insert(act.conn(), id, (party, change), now, by).await?;
    Ok(id)
}

/// The proposal that waits; nobody else controls one until the act ends.
async fn waiting(act: &mut Act, id: DirectoryChangeId) -> Result<Proposal> {
    store::one_at_a_time(act.conn()).await?;
    let proposal = store::proposal(act.conn(), id).await?;
    match proposal.control {
        None => Ok(proposal),
        Some(_) => Err(Error::refused("controlled", said(key("directory-refused-controlled")))),
    }
}

/// Approves what another person has proposed: it is in force from now on. `seen` is the version of the
/// party's entry beside which the change was looked at.
///
/// # Errors
/// Not found for whoever may not control, and for no such proposal; refused `same-person` for one's
/// own, `controlled` when it was controlled before, `changed-meanwhile` when the entry is another than
/// the one seen, `no-longer-fits` when what is in force does not take the change any more.
pub async fn approve(act: &mut Act, id: DirectoryChangeId, seen: i32) -> Result<Party> {
    let proposal = controlled_by_another(act, id).await?;
    let party = proposal.party;
    let state = store::state(act.conn()).await?;
    if state.version(party) != seen {
        return Err(Error::refused("changed-meanwhile", said(key("directory-refused-changed"))));
    }
    let held = act.node().issuing().keys.held();
    let setting = setting(act.node(), &held);
    let weighed_at = setting.wall;
    let entry = apply(&state, party, &proposal.change, &setting)
        .map_err(|_| Error::refused("no-longer-fits", said(key("directory-refused-no-longer"))))?;
    decided(act, &proposal, Outcome::Approved, None).await?;
    let version = seen + 1;
    store::put_in_force(act.conn(), &proposal, (version, weighed_at), entry.as_ref()).await?;
    let ids: BTreeSet<KeyId> = entry.iter().flat_map(|entry| entry.key_ids()).collect();
    for new in ids.difference(&state.known) {
        store::remember(act.conn(), *new, id).await?;
    }
    Ok(party)
}

/// Refuses what another person has proposed.
///
/// # Errors
/// As [`approve`]; invalid without a reason.
pub async fn refuse(act: &mut Act, id: DirectoryChangeId, reason: &str) -> Result<Party> {
    let proposal = controlled_by_another(act, id).await?;
    let reason = given(reason)?;
    decided(act, &proposal, Outcome::Refused, Some(reason)).await?;
    Ok(proposal.party)
}

/// Takes one's own proposal back.
///
/// # Errors
/// Not found for whoever may not propose, and for no such proposal; refused `not-own` for another's,
/// `controlled` when it was controlled before; invalid without a reason.
pub async fn withdraw(act: &mut Act, id: DirectoryChangeId, reason: &str) -> Result<Party> {
    may_propose(&act.who()?.roles)?;
    let proposal = waiting(act, id).await?;
    may_withdraw(act.person()?, proposal.proposed_by)?;
    let reason = given(reason)?;
    decided(act, &proposal, Outcome::Withdrawn, Some(reason)).await?;
    Ok(proposal.party)
}

async fn controlled_by_another(act: &mut Act, id: DirectoryChangeId) -> Result<Proposal> {
    let proposal = waiting(act, id).await?;
    let who = act.who()?;
    may_control(&who.roles, who.person, proposal.proposed_by)?;
    Ok(proposal)
}

async fn decided(
    act: &mut Act,
    proposal: &Proposal,
    outcome: Outcome,
    reason: Option<&str>,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    let control = NewControl { outcome, reason, now, by };
    store::control(act.conn(), proposal, &control).await
}
