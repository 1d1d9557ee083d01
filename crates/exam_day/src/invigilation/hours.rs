//! The hours of a turn: reported by whoever worked them or for her, certified by another (D-03).

use super::people::{keeper, own_or_keeper};
use super::store;
use crate::TurnId;
use crate::said::{at, later, local, refused};
use jiff::civil::DateTime;
use office::{Act, Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many minutes hours may begin before the turn, or end after it.
const AROUND_MINUTES: i64 = 120;

/// What was worked, in Norwegian time.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// From when, at most two hours before the turn.
    #[schema(value_type = String)]
    pub from: DateTime,
    /// Until when, at most two hours after it.
    #[schema(value_type = String)]
    pub until: DateTime,
}

/// Reports what was worked in a turn that is over; once more until it is certified.
///
/// # Errors
/// Not found for another than herself and those who keep the invigilators, or for a turn that was taken
/// away. Refused `not-over` before the turn ends, `attested` once the hours are certified. Invalid: hours that
/// end before they begin, or that are not around the turn.
pub async fn report(act: &mut Act, id: TurnId, hours: Hours) -> Result<()> {
    let turn = reportable(act, id).await?;
    report_of(act, &turn, hours).await
}

/// As [`report`], of a turn that [`reportable`] has held.
pub(super) async fn report_of(act: &mut Act, turn: &store::TurnRow, hours: Hours) -> Result<()> {
    if act.now() < turn.until {
        return Err(refused("not-over", "invigilation-refused-not-over", &[]));
    }
    if turn.worked.is_some_and(|worked| worked.attested_at.is_some()) {
        return Err(attested());
    }
    let (from, until) = (local(hours.from)?, local(hours.until)?);
    if from >= until {
        return Err(at("until", "invigilation-error-until", &[]));
    }
    if from < later(turn.from, -AROUND_MINUTES) {
        return Err(at("from", "invigilation-error-around", &[]));
    }
    if until > later(turn.until, AROUND_MINUTES) {
        return Err(at("until", "invigilation-error-around", &[]));
    }
    store::write_hours(act, turn.id, (from, until)).await
}

/// The turn, for whoever may report its hours.
///
/// # Errors
/// Not found for another than herself and those who keep the invigilators, or for a turn that was taken away.
pub(super) async fn reportable(act: &mut Act, id: TurnId) -> Result<store::TurnRow> {
    let turn = store::lock_turn(act.conn(), id).await?;
    let turn = turn.filter(|turn| turn.ended_at.is_none()).ok_or(Error::NotFound)?;
    own_or_keeper(act, turn.invigilator).await?;
    Ok(turn)
}

/// Certifies the hours of a turn, so that they are paid.
///
/// # Errors
/// Not found without the role. Refused: `not-reported`, `attested`, `own-hours` for whoever worked them, and
/// `own-report` for whoever reported them.
pub async fn attest(act: &mut Act, id: TurnId) -> Result<()> {
    keeper(act)?;
    let turn = store::lock_turn(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let Some(worked) = turn.worked else {
        return Err(refused("not-reported", "invigilation-refused-not-reported", &[]));
    };
    if worked.attested_at.is_some() {
        return Err(attested());
    }
    if act.person()? == turn.person {
        return Err(refused("own-hours", "invigilation-refused-own-hours", &[]));
    }
    if act.person()? == worked.reported_by {
        return Err(refused("own-report", "invigilation-refused-own-report", &[]));
    }
    store::attest(act, id).await
}

fn attested() -> Error {
    refused("attested", "invigilation-refused-attested", &[])
}
