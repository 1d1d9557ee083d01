//! The letters of a repair.

use super::gather::Term;
use super::repair::Moved;
use jiff::civil::DateTime;
use letters::exam_rescheduled::{ExamRescheduled, Place};
use letters::{Season, Term as LetterTerm};
use office::{Act, Result, RoomId, letters_out};

/// Tells everybody whom a moved exam concerns; answers how many letters that were.
pub(super) async fn write(
    act: &mut Act,
    term: &Term,
    moved: &Moved,
    because: &str,
) -> Result<usize> {
    let exam = &term.exams[moved.place];
    let season = match term.plan.term.season {
        rules::Season::Spring => Season::Spring,
        rules::Season::Autumn => Season::Autumn,
    };
    let place = |(begins, rooms): &(DateTime, Vec<RoomId>)| Place {
        begins: *begins,
        rooms: rooms.iter().filter_map(|room| name(term, *room)).collect(),
    };
    for (person, concerned) in &moved.told {
        letters_out::to_person(act, *person, exam.unit, ("exam", exam.id.0), |head| {
            ExamRescheduled {
                head,
                course: exam.course.clone(),
                term: LetterTerm { season, year: term.plan.term.year },
                concerned: *concerned,
                before: place(&moved.before),
                now: place(&moved.now),
                because: because.to_owned(),
            }
        })
        .await?;
    }
    Ok(moved.told.len())
}

/// What people call a room.
pub(super) fn name(term: &Term, id: RoomId) -> Option<String> {
    term.rooms.iter().find(|room| room.id == id).map(|room| room.name.clone())
}
