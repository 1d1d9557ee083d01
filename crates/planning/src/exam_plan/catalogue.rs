//! What a plan writes into the catalogue, from where courses' pages, students' own lists and all else
//! that names an exam's day take it.

use super::gather::Term;
use office::catalogue::{Slot, schedule_exam};
use office::{Act, ExamId, Result, RoomId};
use timetable::office::At;

/// Where an exam lies by the plan.
pub(super) fn slot(term: &Term, at: &At) -> Slot {
    let (date, hour) = term.sittings[at.sitting];
    let rooms: Vec<RoomId> = at.seats.iter().map(|held| term.rooms[held.room].id).collect();
    Slot { date, starts_at: Some(hour), rooms }
}

/// Writes the exams of these places; answers which.
pub(super) async fn write(
    act: &mut Act,
    term: &Term,
    plan: &timetable::office::Plan,
    which: &[usize],
) -> Result<Vec<ExamId>> {
    let mut written = Vec::new();
    for place in which {
        let Some(at) = &plan[*place] else { continue };
        let exam = term.exams[*place].id;
        schedule_exam(act, exam, &slot(term, at)).await?;
        written.push(exam);
    }
    Ok(written)
}

/// Writes the days that the subject communities have set.
pub(super) async fn write_own_days(act: &mut Act, term: &Term) -> Result<usize> {
    let mut written = 0;
    for (exam, day) in &term.own_days {
        let Some((date, starts_at)) = *day else { continue };
        let slot = Slot { date, starts_at, rooms: exam.rooms.clone() };
        schedule_exam(act, exam.id, &slot).await?;
        written += 1;
    }
    Ok(written)
}
