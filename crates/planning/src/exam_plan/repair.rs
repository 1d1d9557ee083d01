//! A repair is carried out: the exams that it moves are written, and everybody concerned is told, in one act.

use super::gather::Term;
use super::judged::Judged;
use super::{PUBLISHERS, catalogue, draft, review, store, told};
use crate::said::{refused, said};
use crate::{DraftId, ExamPlanId};
use jiff::civil::DateTime;
use letters::exam_rescheduled::Concerned;
use office::{Act, Error, ExamId, PersonId, Result, RoomId};
use rules::Text;
use sqlx::PgConnection;
use std::collections::BTreeSet;
use timetable::office::At;
use timetable::{Format, against};

/// An exam that a repair moves.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Where it stands among the exams of the term.
    pub place: usize,
    /// The exam.
    pub exam: ExamId,
    /// What the plan calls it.
    pub label: String,
    /// Where it lies by what is published.
    pub before: (DateTime, Vec<RoomId>),
    /// Where it will lie.
    pub now: (DateTime, Vec<RoomId>),
    /// What keeps it from where it was; nothing where it makes way for another.
    pub why: Vec<Text>,
    /// Who is told.
    pub told: Vec<(PersonId, Concerned)>,
}

/// The exams that a repair moves, with who is told; by today's registrations.
///
/// # Errors
/// The database is away.
pub async fn moved(
    conn: &mut PgConnection,
    judged: &Judged,
    today: jiff::civil::Date,
) -> Result<Vec<Moved>> {
    let term = &judged.term;
    let (problem, placement) = (term.instance.problem(), judged.placement()?);
    let mut moved = Vec::new();
    for (place, exam) in term.exams.iter().enumerate() {
        let (Some((date, hour)), Some(at)) = (exam.date.zip(exam.starts_at), &judged.plan[place])
        else {
            continue;
        };
        let before = (date.to_datetime(hour), exam.rooms.clone());
        let now = (term.begins(at.sitting), rooms(term, at));
        if before.0 == now.0 && same(&before.1, &now.1) {
            continue;
        }
        let unit = problem.members.iter().position(|own| own.contains(&(place as u32)));
        let was = term.sitting(date, hour).filter(|was| *was != at.sitting);
        let why = match (unit, was) {
            (Some(unit), Some(was)) => {
                against(&term.instance as &dyn Format, &problem, &placement, unit, was)
            }
            _ => Vec::new(),
        };
        moved.push(Moved {
            place,
            exam: exam.id,
            label: exam.label.clone(),
            before,
            now,
            why: why.iter().map(timetable::Reason::text).collect(),
            told: store::told::concerned(conn, exam.id, today).await?,
        });
    }
    Ok(moved)
}

fn rooms(term: &Term, at: &At) -> Vec<RoomId> {
    at.seats.iter().map(|held| term.rooms[held.room].id).collect()
}

fn same(a: &[RoomId], b: &[RoomId]) -> bool {
    a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
}

/// Carries a repair out. Answers how many exams it moved and how many letters it sent.
///
/// # Errors
/// Not found outside one's scope; refused `repair-done`, `plan-broken` where the repair leaves a demand
/// broken; a conflict where another repair came between.
pub async fn repair(act: &mut Act, plan: ExamPlanId, id: DraftId) -> Result<(usize, usize)> {
    let plan = store::plan::plan(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(PUBLISHERS, &plan.place)?;
    let draft = draft::one(act, plan.id, id).await?;
    if !draft.repair {
        return Err(Error::NotFound);
    }
    if draft.applied_at.is_some() {
        return Err(refused("repair-done", "exam-plan-refused-repair-done", &[]));
    }
    if draft.base_revision != plan.revision {
        return Err(Error::Conflict(said("exam-plan-conflict-revision")));
    }
    let plan_id = plan.id;
    let judged = Judged::of(act.conn(), plan, &draft).await?;
    review::holds(&judged)?;
    let today = act.today();
    let moved = moved(act.conn(), &judged, today).await?;
    let mut letters = 0;
    let which: Vec<usize> = moved.iter().map(|one| one.place).collect();
    catalogue::write(act, &judged.term, &judged.plan, &which).await?;
    for one in &moved {
        letters += told::write(act, &judged.term, one, &draft.because).await?;
    }
    let (person, now) = (act.person()?, act.now());
    store::draft::set_applied(act.conn(), id, now).await?;
    store::plan::set_published(act.conn(), plan_id, (person, now)).await?;
    Ok((moved.len(), letters))
}
