//! Whether what is in force follows from what was signed last and what two persons have approved since.
//! Asked before anything is signed: whoever writes into the tables past the use cases changes nothing
//! of what is issued.

use super::apply::{Setting, apply};
use super::change::Change;
use super::entry::{Entry, Standing, State, say_the_same};
use super::issue::NotIssued;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use wire::directory::Verified;
use wire::{KeyId, Party};

/// An entry that came into force, and the change that was approved.
pub(super) struct Step {
    /// Whose entry.
    pub(super) party: Party,
    pub(super) version: i32,
    pub(super) content: Option<Value>,
    /// Whose entry the change was proposed for.
    pub(super) proposed_for: Party,
    pub(super) change: Change,
    /// The version issued last when it was approved.
    pub(super) after_version: u64,
    /// The wall time at which it was held against what was in force.
    pub(super) weighed_at: Timestamp,
}

impl Step {
    fn entry(&self) -> Result<Option<Entry>, NotIssued> {
        let read = self.content.clone().map(serde_json::from_value).transpose();
        read.map_err(|_| NotIssued::NotApproved(self.party))
    }
}

/// What the steps come to, in their order. Those that the newest version brought must come to what it
/// says; each later one must be what its change makes of what was in force.
pub(super) fn follow(
    steps: &[Step],
    newest: Option<&Verified>,
    plain: bool,
) -> Result<State, NotIssued> {
    let issued = newest.map_or(0, |newest| newest.version);
    let later = steps.iter().position(|step| step.after_version >= issued).unwrap_or(steps.len());
    let (before, since) = steps.split_at(later);
    let mut state = State::default();
    for step in before {
        let entry = step.entry()?;
        take(&mut state, step, entry)?;
    }
    if let Some(newest) = newest {
        let known = state.document(newest.version, newest.issued_at, SignedDuration::ZERO);
        if !known.is_some_and(|known| say_the_same(newest, &known)) {
            return Err(NotIssued::NotAsIssued(newest.version));
        }
    }
    for step in since {
        let entry = step.entry()?;
        if step.after_version < issued || !is_approved(&state, step, entry.as_ref(), plain) {
            return Err(NotIssued::NotApproved(step.party));
        }
        take(&mut state, step, entry)?;
    }
    Ok(state)
}

/// Whether the entry is what the change makes of what was in force then. Which keys the register held
/// nobody knows any more: it is taken to have held all of them.
fn is_approved(state: &State, step: &Step, entry: Option<&Entry>, plain: bool) -> bool {
    let held: Vec<KeyId> =
        state.known.iter().copied().chain(entry.iter().flat_map(|one| one.key_ids())).collect();
    let setting = Setting { wall: step.weighed_at, held: &held, plain };
    let made = apply(state, step.party, &step.change, &setting);
    made.is_ok_and(|made| made.as_ref() == entry)
}

fn take(state: &mut State, step: &Step, entry: Option<Entry>) -> Result<(), NotIssued> {
    let version = state.version(step.party) + 1;
    if (step.proposed_for, step.version) != (step.party, version) {
        return Err(NotIssued::NotApproved(step.party));
    }
    state.known.extend(entry.iter().flat_map(Entry::key_ids));
    state.parties.insert(step.party, Standing { version, entry });
    Ok(())
}
