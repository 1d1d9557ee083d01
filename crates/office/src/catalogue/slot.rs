//! When and where an exam is held, as the published plan of its term says.
//!
//! From then on the catalogue's own form moves it no more: whoever follows the plan is told of every
//! change by the plan's own repair, which stands above this crate.

use super::{Exam, ExamFields, store};
use crate::ids::{ExamId, RoomId};
use crate::{Act, Error, Result};
use jiff::civil::{Date, Time};
use sqlx::PgConnection;
use std::collections::BTreeSet;
use uuid::Uuid;

/// When and where an exam is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The day.
    pub date: Date,
    /// When it starts; absent where only the day is set.
    pub starts_at: Option<Time>,
    /// Its rooms; none for what needs none.
    pub rooms: Vec<RoomId>,
}

/// Sets an exam where a plan has it, and counts its deadlines anew. Whoever calls it answers for the right
/// to publish that plan.
///
/// # Errors
/// Not found for an exam that is not there; refused `grading-begun` for one that somebody has assessed.
pub async fn schedule_exam(act: &mut Act, id: ExamId, slot: &Slot) -> Result<()> {
    let exam = store::lock_exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let mut fields = ExamFields::of(&exam, Vec::new());
    fields.date = Some(slot.date);
    fields.starts_at = slot.starts_at;
    let graded = store::graded(act.conn(), &[id]).await?;
    super::graded::exam_may_become(&exam, &fields, &graded)?;
    store::write_exam(act.conn(), id, &fields).await?;
    let rooms: Vec<Uuid> = slot.rooms.iter().map(|room| room.0).collect();
    store::set_rooms(act.conn(), id, &rooms).await?;
    let now = act.now();
    store::set_planned(act.conn(), id, now).await?;
    super::keep_deadlines(act, id).await
}

/// Whether an exam stays where the published plan of its term has it.
///
/// # Errors
/// Refused `exam-planned` for another day, hour, length or room.
pub(super) async fn exam_stays(
    conn: &mut PgConnection,
    exam: &Exam,
    fields: &ExamFields,
    rooms: &[Uuid],
) -> Result<()> {
    if !store::planned(conn, exam.id).await? {
        return Ok(());
    }
    let held: BTreeSet<Uuid> =
        store::rooms(conn, exam.id).await?.iter().map(|room| room.id).collect();
    let wished: BTreeSet<Uuid> = rooms.iter().copied().collect();
    let when = (fields.term, fields.kind, fields.date, fields.starts_at, fields.duration_minutes);
    if when == (exam.term, exam.kind, exam.date, exam.starts_at, exam.duration_minutes)
        && held == wished
    {
        return Ok(());
    }
    Err(Error::refused("exam-planned", ui::messages::text("catalogue-refused-planned", &[])))
}
