//! What a plan writes into the catalogue, from where courses' pages, students' own lists and all else
//! that names an exam's day take it.

use super::gather::Term;
use super::{granted, store};
use office::catalogue::{Slot, schedule_exams};
use office::{Act, ExamId, Result, RoomId};
use timetable::office::At;

/// Where an exam lies by the plan.
pub(super) fn slot(term: &Term, at: &At) -> Slot {
    let (date, hour) = term.sittings[at.sitting];
    let rooms: Vec<RoomId> = at.seats.iter().map(|held| term.rooms[held.room].id).collect();
    Slot { date, starts_at: Some(hour), rooms }
}

/// Writes the exams of these places, and the rooms that were chosen for candidates with special arrangements;
/// answers which exams.
pub(super) async fn write(
    act: &mut Act,
    term: &Term,
    plan: &timetable::office::Plan,
    which: &[usize],
) -> Result<Vec<ExamId>> {
    let placed = which.iter().filter_map(|place| {
        let at = plan[*place].as_ref()?;
        Some((term.exams[*place].id, slot(term, at)))
    });
    let slots: Vec<(ExamId, Slot)> = placed.collect();
    schedule_exams(act, &slots).await?;
    let written: Vec<ExamId> = slots.into_iter().map(|(exam, _)| exam).collect();
    let kept = granted::kept(term, plan, which);
    store::granted::keep(act.conn(), &written, &kept).await?;
    Ok(written)
}

/// Writes the days that the subject communities have set; answers how many.
pub(super) async fn write_own_days(act: &mut Act, term: &Term) -> Result<usize> {
    let set = term.own_days.iter().filter_map(|(exam, day)| {
        let (date, starts_at) = (*day)?;
        Some((exam.id, Slot { date, starts_at, rooms: exam.rooms.clone() }))
    });
    let slots: Vec<(ExamId, Slot)> = set.collect();
    schedule_exams(act, &slots).await?;
    Ok(slots.len())
}
