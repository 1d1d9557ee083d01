//! Invigilators are told of their turns, and of every change.

use super::people::{keeper, letter_term};
use super::store::{self, TurnRow, Which};
use crate::InvigilatorId;
use crate::said::refused;
use letters::invigilator_schedule::{InvigilatorSchedule, News, Turn};
use office::letters_out::to_person;
use office::{Act, Error, Result};
use rules::Term;
use std::collections::BTreeMap;

/// Writes to every invigilator of whose turns in the term something is new; how many letters there are.
/// Turns in rooms that are reserved no more are taken away first.
///
/// # Errors
/// Not found without the role; refused `nothing-new` where everybody knows.
pub async fn tell(act: &mut Act, term: Term) -> Result<usize> {
    keeper(act)?;
    store::lock_all(act.conn()).await?;
    let mut each: BTreeMap<InvigilatorId, Vec<TurnRow>> = BTreeMap::new();
    take_away_those_without_room(act, term).await?;
    for turn in store::turns(act.conn(), Which::of(term)?).await? {
        each.entry(turn.invigilator).or_default().push(turn);
    }
    each.retain(|_, turns| turns.iter().any(TurnRow::is_news));
    if each.is_empty() {
        return Err(refused("nothing-new", "invigilation-refused-nothing-new", &[]));
    }
    let unit = store::institution(act.conn()).await?.ok_or(Error::NotFound)?;
    for (id, turns) in &each {
        let Some(person) = turns.first().map(|turn| turn.person) else { continue };
        let changed = turns.iter().any(|turn| turn.told_at.is_some());
        let now = act.now();
        let listed = turns.iter().filter(|turn| turn.until > now && is_listed(turn));
        let listed: Vec<Turn> = listed.map(line).collect();
        to_person(act, person, unit, ("invigilator", id.0), |head| InvigilatorSchedule {
            head,
            term: letter_term(term),
            changed,
            turns: listed,
        })
        .await?;
        store::told(act, *id, term).await?;
    }
    Ok(each.len())
}

async fn take_away_those_without_room(act: &mut Act, term: Term) -> Result<()> {
    let now = act.now();
    let turns = store::turns(act.conn(), Which::of(term)?).await?;
    for turn in turns.iter().filter(|turn| turn.is_without_room(now)) {
        store::end_turn(act, turn.id).await?;
    }
    Ok(())
}

/// What stands, and what was told and is gone since.
fn is_listed(turn: &TurnRow) -> bool {
    turn.ended_at.is_none() || turn.is_news()
}

fn line(turn: &TurnRow) -> Turn {
    let news = match (turn.ended_at, turn.told_at) {
        (Some(_), _) => News::Cancelled,
        (None, None) => News::New,
        (None, Some(_)) => News::AsTold,
    };
    Turn {
        from: ui::in_norway(turn.from),
        until: ui::in_norway(turn.until),
        room: turn.room.clone(),
        head_invigilator: turn.head,
        news,
    }
}
