//! A turn that is given, or taken away, by hand.

use super::people::{keeper, law};
use super::plan::need_of;
use super::rota::{Candidate, Need};
use super::store::{self, Invigilator, Which, around};
use crate::said::{refused, violates};
use crate::{BookingId, InvigilatorId, TurnId};
use office::{Act, Error, Result};
use rules::Term;
use rules::invigilation::{HoursFacts, InvigilationHours, Turn};
use rules::{Reason, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whom a turn is given to.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Give {
    /// The invigilator.
    pub invigilator: InvigilatorId,
    /// Whether it is the charge of the room.
    #[serde(default)]
    pub head: bool,
}

/// Gives a turn in a room to an invigilator.
///
/// # Errors
/// Not found without the role, or for a room of no written exam. Refused: `over`, `enough` where nobody is
/// missing, `not-engaged`, `not-head`, `not-available`, `hours-most`, and what the rule `invigilation-hours`
/// refuses.
pub async fn give(act: &mut Act, booking: BookingId, wish: Give) -> Result<TurnId> {
    keeper(act)?;
    store::lock_all(act.conn()).await?;
    let room = store::needs(act.conn(), None, Some(booking)).await?;
    let room = room.into_iter().next().ok_or(Error::NotFound)?;
    let node = act.node().clone();
    let (need, _) = need_of(&node, room.from, room.seats, room.kind)?;
    let span = around((room.from, room.until), &need);
    if span.0 <= act.now() {
        return Err(refused("over", "invigilation-refused-over", &[]));
    }
    let which = Which { booking: Some(booking), ..Which::default() };
    let turns = store::turns(act.conn(), which).await?;
    let same = |turn: &&store::TurnRow| turn.ended_at.is_none() && turn.head == wish.head;
    let given = turns.iter().filter(same).count();
    let wanted = if wish.head { u32::from(need.head) } else { need.invigilators };
    if given >= usize::try_from(wanted).unwrap_or(usize::MAX) {
        return Err(refused("enough", "invigilation-refused-enough", &[]));
    }
    let day = ui::in_norway(room.from).date();
    let known = store::candidates(act.conn(), Term::of(day)).await?;
    let turn = Turn { from: ui::in_norway(span.0), until: ui::in_norway(span.1) };
    let asked = Need { turn, head: wish.head, count: 1 };
    let found = known.iter().find(|(one, _)| one.id == wish.invigilator);
    suits(&node, found, &asked)?;
    match store::insert_turn(act, (booking, wish.invigilator), wish.head, span).await {
        Err(error) if violates(&error, "invigilator_turn_no_double") => {
            Err(refused("busy", "invigilation-refused-busy", &[]))
        }
        other => Ok(other?),
    }
}

/// Whether the turn suits her; else why not.
fn suits(node: &office::Node, found: Option<&(Invigilator, Candidate)>, need: &Need) -> Result<()> {
    let Some((_, who)) = found else {
        return Err(refused("not-engaged", "invigilation-refused-not-engaged", &[]));
    };
    if need.head && !who.head {
        return Err(refused("not-head", "invigilation-refused-not-head", &[]));
    }
    if !super::rota::is_free(who, need) {
        return Err(refused("not-available", "invigilation-refused-not-available", &[]));
    }
    let day = need.turn.from.date();
    let facts = HoursFacts { held: day.into(), turn: need.turn, others: who.given.clone() };
    let time = &law(node, day)?.working_time;
    let wrong = InvigilationHours::refusals(&facts, time);
    let because = wrong
        .iter()
        .map(|refusal| Reason { text: refusal.text.clone(), law: time.law.clone() })
        .collect();
    if let Some(refusal) = Refusal::from_all(wrong) {
        return Err(Error::because(refusal, because));
    }
    let all = super::rota::given(who) + super::rota::minutes(&need.turn);
    if who.minutes_most.is_some_and(|most| all > most) {
        return Err(refused("hours-most", "invigilation-refused-hours-most", &[]));
    }
    Ok(())
}

/// Takes a turn away that has not begun; whoever was told of it is told of that with the next letter.
///
/// # Errors
/// Not found without the role or for a turn that has ended; refused `over` for one that has begun.
pub async fn end(act: &mut Act, id: TurnId) -> Result<()> {
    keeper(act)?;
    let turn = store::lock_turn(act.conn(), id).await?;
    let turn = turn.filter(|turn| turn.ended_at.is_none()).ok_or(Error::NotFound)?;
    if turn.from <= act.now() {
        return Err(refused("over", "invigilation-refused-over", &[]));
    }
    store::end_turn(act, id).await
}
