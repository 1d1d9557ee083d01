//! Why a turn is open: what stands in the way of each invigilator.

use super::model::can_take;
use super::{Candidate, Need, Rota, is_free, minutes};
use rules::invigilation::{HoursFacts, InvigilationHours, Turn, WorkingTimeLaw};
use serde::Serialize;
use utoipa::ToSchema;

/// A need of which something is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Which need.
    pub need: usize,
    /// How many are missing.
    pub missing: usize,
    /// What stands in the way of the invigilators.
    pub why: Why,
}

/// How many invigilators something stands in the way of; each is counted once, at the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Why {
    /// May not have charge of a room.
    pub not_head: usize,
    /// Has not said that she can at that time.
    pub not_available: usize,
    /// Has another turn then.
    pub busy: usize,
    /// Would work too long or rest too little.
    pub working_time: usize,
    /// Would have more hours than agreed.
    pub hours_most: usize,
    /// Could take it, and is needed elsewhere, or has not been asked yet.
    pub could: usize,
}

/// What is open under a rota, and why.
pub fn open(people: &[Candidate], needs: &[Need], law: &WorkingTimeLaw, rota: &Rota) -> Vec<Open> {
    let mut turns: Vec<Vec<Turn>> = people.iter().map(|who| who.given.clone()).collect();
    for (need, who) in &rota.filled {
        turns[*who].push(needs[*need].turn);
    }
    let mut found = Vec::new();
    for (at, need) in needs.iter().enumerate() {
        let filled = rota.filled.iter().filter(|(of, _)| *of == at).count();
        if filled < need.count {
            let why = why(people, &turns, need, law);
            found.push(Open { need: at, missing: need.count - filled, why });
        }
    }
    found
}

fn why(people: &[Candidate], turns: &[Vec<Turn>], need: &Need, law: &WorkingTimeLaw) -> Why {
    let mut why = Why::default();
    for (who, others) in people.iter().zip(turns) {
        *reason(who, others, need, law, &mut why) += 1;
    }
    why
}

fn reason<'w>(
    who: &Candidate,
    others: &[Turn],
    need: &Need,
    law: &WorkingTimeLaw,
    why: &'w mut Why,
) -> &'w mut usize {
    let facts =
        HoursFacts { held: need.turn.from.date().into(), turn: need.turn, others: others.to_vec() };
    let refusals = InvigilationHours::refusals(&facts, law);
    let worked: i64 = others.iter().map(minutes).sum();
    if can_take(who, need, others, law) {
        &mut why.could
    } else if need.head && !who.head {
        &mut why.not_head
    } else if refusals.iter().any(|one| one.code == "busy") {
        &mut why.busy
    } else if !is_free(who, need) {
        &mut why.not_available
    } else if who.minutes_most.is_some_and(|most| worked + minutes(&need.turn) > most) {
        &mut why.hours_most
    } else {
        &mut why.working_time
    }
}
