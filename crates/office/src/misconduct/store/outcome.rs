//! What the national board came to, as one enters it and another controls it.

use super::read;
use crate::catalogue::words;
use crate::misconduct::{Outcome, Settle};
use crate::{Act, LetterId, MisconductId, PersonId, Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// What one has entered; without effect until another has controlled it.
pub(crate) struct Entered {
    /// Which entry of the case: one that was sent back is entered anew, and counts on.
    pub(crate) number: i32,
    pub(crate) by: PersonId,
    pub(crate) came_to: Settle,
}

impl Entered {
    /// The days of the measure that is left, where it is changed.
    pub(crate) fn period(&self) -> Option<(Date, Date)> {
        self.came_to.from.zip(self.came_to.to)
    }
}

/// Keeps what somebody enters; it waits for another's control.
pub(in crate::misconduct) async fn insert_outcome(
    act: &mut Act,
    id: MisconductId,
    new: &Settle,
) -> Result<()> {
    let (changed, by, now) = (new.outcome == Outcome::Changed, act.person()?, act.now());
    sqlx::query!(
        "insert into misconduct_outcome
            (misconduct_id, number, settled_on, case_number, vote, outcome, board_grounds, annulled,
             from_on, to_on, entered_by, entered_at, confiscated)
        select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
        from misconduct_outcome where misconduct_id = $1",
        id.0,
        new.decided_on.to_sqlx() as _,
        new.case_number.trim(),
        words::word(&new.vote),
        words::word(&new.outcome),
        new.grounds.trim(),
        changed.then_some(new.annulled),
        new.from.filter(|_| changed).map(ToSqlx::to_sqlx) as _,
        new.to.filter(|_| changed).map(ToSqlx::to_sqlx) as _,
        by.0,
        now.to_sqlx() as _,
        changed.then_some(new.confiscated),
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Notes that what was entered is sent back.
pub(in crate::misconduct) async fn return_outcome(
    act: &mut Act,
    id: MisconductId,
    number: i32,
) -> Result<()> {
    let (by, now) = (act.person()?, act.now());
    sqlx::query!(
        "update misconduct_outcome set returned_by = $3, returned_at = $4
        where misconduct_id = $1 and number = $2",
        id.0,
        number,
        by.0,
        now.to_sqlx() as _,
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// What was entered counts, as of whoever controls it now.
pub(in crate::misconduct) async fn set_settled(
    act: &mut Act,
    id: MisconductId,
    entered: &Entered,
    letter: LetterId,
) -> Result<()> {
    let by = act.person()?;
    sqlx::query!(
        "update misconduct_appeal as appeal
        set settled_on = entered.settled_on, case_number = entered.case_number, vote = entered.vote,
            outcome = entered.outcome, board_grounds = entered.board_grounds,
            annulled = entered.annulled, confiscated = entered.confiscated, from_on = entered.from_on, to_on = entered.to_on,
            settled_by = entered.entered_by, controlled_by = $3, letter_id = $4
        from misconduct_outcome as entered
        where appeal.misconduct_id = $1 and entered.misconduct_id = $1 and entered.number = $2",
        id.0,
        entered.number,
        by.0,
        letter.0,
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// What waits for control.
pub(super) async fn entered(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Option<Entered>> {
    let row = sqlx::query!(
        "select number, settled_on, case_number, vote, outcome, board_grounds, annulled, from_on,
            to_on, entered_by, confiscated
        from misconduct_outcome where misconduct_id = $1 and returned_at is null",
        id.0
    );
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    let day = jiff_sqlx::Date::to_jiff;
    Ok(Some(Entered {
        number: row.number,
        by: PersonId(row.entered_by),
        came_to: Settle {
            decided_on: day(row.settled_on),
            case_number: row.case_number,
            vote: read(&row.vote)?,
            outcome: read(&row.outcome)?,
            grounds: row.board_grounds,
            annulled: row.annulled.unwrap_or_default(),
            confiscated: row.confiscated.unwrap_or_default(),
            from: row.from_on.map(day),
            to: row.to_on.map(day),
        },
    }))
}
