//! How many the register is asked about in a day. Those who stand on its list are few; many matches mean
//! that the list is wrong, or that somebody would have the office tell the register of everybody.

use super::store::{limits, told};
use crate::{Act, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

/// About as many persons it is asked in a day; then, and after as many again, somebody looks before it
/// goes on.
const PERSONS_A_DAY: i64 = 50;

/// What may still be asked today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// About so many persons more.
    For(i64),
    /// Nothing more until the system owner has seen what is to be written into the log.
    Full(i32),
    /// Nothing more until the system owner has seen what stands in the log.
    Waits,
}

/// Of a day, by wall time.
pub(super) async fn left(conn: &mut PgConnection, wall: Timestamp) -> Result<Room> {
    let day = oslo(wall);
    let asked = limits::asked_on(&mut *conn, day).await?;
    let (full, rest) = (asked / PERSONS_A_DAY, PERSONS_A_DAY - asked % PERSONS_A_DAY);
    let Some(step) = i32::try_from(full).ok().filter(|step| *step > 0) else {
        return Ok(Room::For(rest));
    };
    Ok(match limits::halted(conn, (of_day(day), step)).await? {
        None => Room::Full(step),
        Some(false) => Room::Waits,
        Some(true) => Room::For(rest),
    })
}

/// Writes into the log that so much was asked.
pub(super) async fn halt(act: &mut Act, wall: Timestamp, step: i32) -> Result<()> {
    let (about, now) = ((of_day(oslo(wall)), step), act.now());
    Ok(told::alert(act.conn(), about, told::What::Halted, None, now).await?)
}

fn oslo(wall: Timestamp) -> Date {
    wall.to_zoned(::store::oslo()).date()
}

/// What stands for a day in the log, where others have a row.
fn of_day(day: Date) -> Uuid {
    let (year, number) = (day.year().unsigned_abs(), day.day_of_year().unsigned_abs());
    Uuid::from_u128(u128::from(year) * 1000 + u128::from(number))
}
