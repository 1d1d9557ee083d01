//! A session's room: reserved, set up, cleared.

use super::entered::not_begun;
use super::store::writes;
use super::{RUNNERS, exam_of, own};
use crate::OralSessionId;
use crate::room_booking::{Book, book_at};
use crate::said::refused;
use office::{Act, Error, ExamId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Reserves a room for a session, for as long as it lasts (B-28, J-12).
///
/// # Errors
/// As [`own`] and as a reservation of rooms; refused `has-room`, `begun`.
pub async fn reserve(act: &mut Act, id: OralSessionId, version: i32, room: &str) -> Result<ExamId> {
    let exam = exam_of(act, id).await?;
    let plan = own(act, exam, version, RUNNERS).await?;
    let session = plan.session(id).ok_or(Error::NotFound)?;
    not_begun(act, session.from)?;
    if session.room.is_some() {
        return Err(refused("has-room", "oral-refused-has-room", &[]));
    }
    // One candidate at a time, and those who examine.
    let seats = i32::try_from(session.examiners.len()).unwrap_or(i32::MAX).saturating_add(1);
    let wish = Book { room: room.to_owned(), seats, extra_minutes: 0, share: false };
    let booking = book_at(act, exam, &wish, (session.from, session.until)).await?;
    writes::set_booking(act, id, booking).await?;
    Ok(exam)
}

/// What has been done with a session's room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OralReady)]
pub enum Ready {
    /// It is set up.
    SetUp,
    /// It is cleared.
    Cleared,
}

impl Ready {
    /// The word in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::Cleared => "cleared",
        }
    }
}

/// Notes that a session's room is set up, or cleared (B-29).
///
/// # Errors
/// As [`own`]; refused `no-room`; `not-over` for a room that is cleared before the session is over; `done`
/// the second time.
pub async fn ready(act: &mut Act, id: OralSessionId, version: i32, step: Ready) -> Result<ExamId> {
    let exam = exam_of(act, id).await?;
    let plan = own(act, exam, version, RUNNERS).await?;
    let session = plan.session(id).ok_or(Error::NotFound)?;
    if session.room.is_none() {
        return Err(refused("no-room", "oral-refused-no-room", &[]));
    }
    if step == Ready::Cleared && act.now() < session.until {
        return Err(refused("not-over", "oral-refused-not-over", &[]));
    }
    let done = match step {
        Ready::SetUp => session.set_up_at.or(session.cleared_at),
        Ready::Cleared => session.cleared_at,
    };
    if done.is_some() {
        return Err(refused("done", "oral-refused-done", &[]));
    }
    writes::set_ready(act, id, step == Ready::Cleared).await?;
    Ok(exam)
}
