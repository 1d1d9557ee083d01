//! When and where an exam is held, as the published plan of its term says.
//!
//! From then on the catalogue's own form moves it no more: whoever follows the plan is told of every
//! change by the plan's own repair, which stands above this crate.

use super::{Exam, ExamFields, store};
use crate::ids::{ExamId, RoomId};
use crate::{Act, Error, Result};
use jiff::civil::{Date, Time};
use sqlx::PgConnection;
use std::collections::{BTreeSet, HashMap};
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

/// Sets exams where a plan has them, all at once, and counts their deadlines anew. Whoever calls it answers
/// for the right to publish that plan.
///
/// # Errors
/// Not found for an exam that is not there; refused `grading-begun` for one that somebody has assessed.
pub async fn schedule_exams(act: &mut Act, slots: &[(ExamId, Slot)]) -> Result<()> {
    let ids: Vec<ExamId> = slots.iter().map(|(id, _)| *id).collect();
    store::lock_exams(act.conn(), &ids).await?;
    let exams: HashMap<ExamId, Exam> = store::exams_by_id(act.conn(), &ids)
        .await?
        .into_iter()
        .map(|exam| (exam.id, exam))
        .collect();
    let mut moved = Vec::new();
    for (id, slot) in slots {
        let exam = exams.get(id).ok_or(Error::NotFound)?;
        if (exam.date, exam.starts_at) != (Some(slot.date), slot.starts_at) {
            moved.push(*id);
        }
    }
    super::graded::may_move(&store::graded(act.conn(), &moved).await?)?;
    let now = act.now();
    store::set_slots(act.conn(), slots, now).await?;
    store::set_rooms_of(act.conn(), slots).await?;
    super::keep_deadlines(act, &ids).await
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
