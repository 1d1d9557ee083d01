//! The appeal against a decision.

use super::outcome::{Entered, entered};
use super::read;
use crate::misconduct::{Appeal, Outcome};
use crate::{Act, LetterId, MisconductId, PersonId, Result};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// An appeal as stored.
pub(crate) struct Appealed {
    pub(crate) received_on: Date,
    pub(crate) grounds: String,
    pub(crate) excuse: Option<String>,
    pub(crate) registered_by: PersonId,
    pub(crate) forwarded_on: Option<Date>,
    pub(crate) forwarded_by: Option<PersonId>,
    /// What somebody has entered of its outcome and nobody has controlled yet.
    pub(crate) entered: Option<Entered>,
    pub(crate) settled: Option<Settled>,
    /// What the student has added to what another registered, with the day it came.
    pub(crate) further: Vec<(Date, String)>,
}

/// What became of it, once two persons stand for that.
pub(crate) struct Settled {
    pub(crate) settled_on: Date,
    pub(crate) case_number: String,
    pub(crate) outcome: Outcome,
    pub(crate) board_grounds: String,
    /// Changed: the days of the measure that is left.
    pub(crate) period: Option<(Date, Date)>,
    pub(crate) letter: LetterId,
}

pub(in crate::misconduct) async fn insert_appeal(
    act: &mut Act,
    id: MisconductId,
    new: &Appeal,
    excused: bool,
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    sqlx::query!(
        "insert into misconduct_appeal
            (misconduct_id, received_on, channel, grounds, excuse, registered_at, registered_by)
        values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        new.received_on.to_sqlx() as _,
        new.channel.code(),
        new.grounds.trim(),
        excused.then(|| new.excuse.trim()),
        now.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

/// Keeps what the student adds today.
pub(in crate::misconduct) async fn insert_further_grounds(
    act: &mut Act,
    id: MisconductId,
    grounds: &str,
) -> Result<()> {
    let (now, today) = (act.now(), act.today());
    sqlx::query!(
        "insert into misconduct_further_grounds (misconduct_id, received_on, grounds, registered_at)
        values ($1, $2, $3, $4)",
        id.0,
        today.to_sqlx() as _,
        grounds,
        now.to_sqlx() as _,
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

async fn further(conn: &mut PgConnection, id: MisconductId) -> sqlx::Result<Vec<(Date, String)>> {
    let rows = sqlx::query!(
        "select received_on, grounds from misconduct_further_grounds
        where misconduct_id = $1 order by registered_at",
        id.0
    );
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows.map(|row| (row.received_on.to_jiff(), row.grounds)).collect())
}

pub(in crate::misconduct) async fn set_forwarded(act: &mut Act, id: MisconductId) -> Result<()> {
    let (today, by) = (act.today(), act.person()?);
    sqlx::query!(
        "update misconduct_appeal set forwarded_on = $2, forwarded_by = $3
        where misconduct_id = $1",
        id.0,
        today.to_sqlx() as _,
        by.0
    )
    .execute(act.conn())
    .await?;
    Ok(())
}

pub(super) async fn appealed(
    conn: &mut PgConnection,
    id: MisconductId,
) -> sqlx::Result<Option<Appealed>> {
    let row = sqlx::query!(
        "select received_on, grounds, excuse, forwarded_on, settled_on, case_number, outcome,
            board_grounds, letter_id, from_on, to_on, registered_by, forwarded_by
        from misconduct_appeal where misconduct_id = $1",
        id.0
    );
    let Some(row) = row.fetch_optional(&mut *conn).await? else { return Ok(None) };
    let further = further(conn, id).await?;
    let entered = if row.settled_on.is_none() { entered(conn, id).await? } else { None };
    let day = jiff_sqlx::Date::to_jiff;
    let settled = match (row.settled_on, row.case_number, row.outcome, row.board_grounds) {
        (Some(on), Some(case_number), Some(outcome), Some(board_grounds)) => Some(Settled {
            settled_on: day(on),
            case_number,
            outcome: read(&outcome)?,
            board_grounds,
            period: row.from_on.map(day).zip(row.to_on.map(day)),
            letter: LetterId(row.letter_id.unwrap_or_default()),
        }),
        _ => None,
    };
    Ok(Some(Appealed {
        received_on: row.received_on.to_jiff(),
        grounds: row.grounds,
        excuse: row.excuse,
        registered_by: PersonId(row.registered_by),
        forwarded_on: row.forwarded_on.map(day),
        forwarded_by: row.forwarded_by.map(PersonId),
        entered,
        settled,
        further,
    }))
}
