//! An exam: one sitting of a course in a term.

use super::{PLANNERS, store};
use crate::ids::{CourseId, ExamId, UnitId};
use crate::people::PlaceCode;
use crate::{Act, Error, Result};
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use rules::{Form, Level, SittingKind, Term, Text};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ui::messages::text;
use utoipa::ToSchema;

/// An exam with what every routine asks of it.
#[derive(Clone, Debug)]
pub struct Exam {
    /// The opaque id.
    pub id: ExamId,
    /// The course it assesses.
    pub course: CourseId,
    /// The course code.
    pub code: String,
    /// The version of the code.
    pub version: String,
    /// The name of the course.
    pub name: Text,
    /// The credits of the course.
    pub credits: Decimal,
    /// The unit that gives the course.
    pub unit: UnitId,
    /// The name of that unit.
    pub unit_name: Text,
    /// Where that unit lies.
    pub place: PlaceCode,
    /// The level of the course.
    pub level: Level,
    /// How it is assessed.
    pub form: Form,
    /// `letter` or `pass_fail`.
    pub grade_scale: String,
    /// Whether it can be assessed again from what was handed in.
    pub verifiable: bool,
    /// The exception from blind grading.
    pub names_shown: bool,
    /// The term.
    pub term: Term,
    /// Why the sitting is held.
    pub kind: SittingKind,
    /// The day, or the day of hand-in; not yet planned if absent.
    pub date: Option<Date>,
    /// When it starts, or for hand-in forms until when it is handed in.
    pub starts_at: Option<Time>,
    /// How long it lasts.
    pub duration_minutes: Option<i32>,
    /// How many copies the desk asks for.
    pub copies: i32,
    /// When its candidates were numbered.
    pub numbered_at: Option<Timestamp>,
}

impl Exam {
    /// The short name for work lists and page references: `BIO-1001 2026-H`, and
    /// `BIO-1001 2026-H, utsatt` of a deferred one.
    pub fn reference(&self) -> String {
        super::words::about(&self.code, &self.term.to_string(), &super::words::word(&self.kind))
    }

    /// The term, and why the sitting is held unless it is the ordinary one: `2026-H, utsatt`.
    pub fn sitting(&self) -> String {
        super::words::sitting(self.term, &super::words::word(&self.kind))
    }

    /// The course as letters name it.
    pub fn letter_course(&self) -> letters::Course {
        letters::Course { code: self.code.clone(), name: self.name.clone() }
    }

    /// The term as letters name it.
    pub fn letter_term(&self) -> letters::Term {
        let season = match self.term.season {
            rules::Season::Spring => letters::Season::Spring,
            rules::Season::Autumn => letters::Season::Autumn,
        };
        letters::Term { season, year: self.term.year }
    }

    /// What letters tell an examiner to grade by a day.
    pub fn assignment(&self, deadline: Date, law: &str) -> letters::Assignment {
        letters::Assignment {
            course: self.letter_course(),
            term: self.letter_term(),
            held_on: self.rule_day(),
            deadline,
            deadline_law: law.to_owned(),
        }
    }

    /// The day that chooses the rule set: the exam's own, or the term's first while it is
    /// not yet planned.
    pub fn rule_day(&self) -> Date {
        self.date.unwrap_or_else(|| self.term.first_day())
    }

    /// Whether something is handed in at all: not for oral, practical and performing exams.
    pub const fn has_answers(&self) -> bool {
        !self.form.is_told_on_the_spot()
    }

    /// When candidates may begin to hand in: at the start of a written exam; a hand-in
    /// form is open from registration on. An hour that is not set is midnight.
    pub fn opens_at(&self) -> Option<Timestamp> {
        if self.form != Form::WrittenSchool {
            return None;
        }
        moment(self.date?, self.starts_at.unwrap_or_default())
    }

    /// Whether the exam has begun: from its hour on, or, without one, from midnight of its day.
    pub fn has_begun(&self, now: Timestamp) -> bool {
        let from = self.date.and_then(|day| moment(day, self.starts_at.unwrap_or_default()));
        from.is_some_and(|from| from <= now)
    }

    /// The moment after which no answer is received any more: the end of a written exam;
    /// for hand-in forms the hour set for it, else the end of the day in Norway.
    pub fn hand_in_until(&self) -> Option<Timestamp> {
        let date = self.date?;
        let end_of_day = Time::constant(23, 59, 59, 0);
        match (self.form, self.starts_at, self.duration_minutes) {
            (Form::WrittenSchool, Some(start), Some(minutes)) => {
                let end = moment(date, start)?;
                end.checked_add(SignedDuration::from_mins(i64::from(minutes))).ok()
            }
            (Form::WrittenSchool, ..) => moment(date, end_of_day),
            (_, hour, _) => moment(date, hour.unwrap_or(end_of_day)),
        }
    }
}

fn moment(date: Date, time: Time) -> Option<Timestamp> {
    date.to_datetime(time).to_zoned(::store::oslo()).ok().map(|zoned| zoned.timestamp())
}

/// What an exam officer says of an exam.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExamFields {
    /// The course.
    pub course: CourseId,
    /// The term, e.g. `2026-H`.
    #[schema(value_type = String)]
    pub term: Term,
    /// `ordinary`, `deferred`, `resit` or `early`.
    #[schema(value_type = String)]
    pub kind: SittingKind,
    /// The day; of what is handed in (home exam, term paper, portfolio, project, thesis) the last day
    /// to hand in.
    #[schema(value_type = Option<String>)]
    pub date: Option<Date>,
    /// When it starts; of what is handed in the last hour to hand in on that day (Norwegian time), not
    /// when it starts.
    #[schema(value_type = Option<String>)]
    pub starts_at: Option<Time>,
    /// How long it lasts, 1 to 2880 minutes; of no meaning for what is handed in.
    pub duration_minutes: Option<i32>,
    /// How many copies the desk asks for, 1 to 9.
    #[serde(default = "one")]
    pub copies: i32,
    /// The codes of the rooms it is held in.
    #[serde(default)]
    pub rooms: Vec<String>,
}

impl ExamFields {
    /// What is said of an exam that is there.
    pub(super) fn of(exam: &Exam, rooms: Vec<store::ExamRoom>) -> Self {
        Self {
            course: exam.course,
            term: exam.term,
            kind: exam.kind,
            date: exam.date,
            starts_at: exam.starts_at,
            duration_minutes: exam.duration_minutes,
            copies: exam.copies,
            rooms: rooms.into_iter().map(|room| room.code).collect(),
        }
    }

    /// The same in one line: it goes out with a form and comes back, to tell what another has changed.
    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

const fn one() -> i32 {
    1
}

/// The longest written exam that can be planned: two days.
const DURATION_MAX_MINUTES: i32 = 2880;

/// Creates an exam of a course of one's own unit.
///
/// # Errors
/// Not found for a course outside one's scope; invalid fields; a sitting of the same kind
/// that the course already has in the term.
pub async fn create_exam(act: &mut Act, fields: &ExamFields) -> Result<ExamId> {
    let rooms = checked(act, fields).await?;
    let id = ExamId::new();
    store::write_exam(act.conn(), id, fields).await.map_err(taken)?;
    store::set_rooms(act.conn(), id, &rooms).await?;
    super::keep_deadlines(act, &[id]).await?;
    Ok(id)
}

/// Changes an exam of one's own unit; its deadlines are counted anew. `before` is what it was when
/// whoever changes it read it, where that is known.
///
/// # Errors
/// As [`create_exam`]; refused `grading-begun` for what is fixed from the first standpoint on; a
/// conflict that tells what another has changed since `before`.
pub async fn change_exam(
    act: &mut Act,
    id: ExamId,
    fields: &ExamFields,
    before: Option<&ExamFields>,
) -> Result<()> {
    let exam = store::lock_exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(PLANNERS, &exam.place) {
        return Err(Error::NotFound);
    }
    if let Some(before) = before {
        let now = ExamFields::of(&exam, store::rooms(act.conn(), id).await?);
        super::changed::unchanged(before, &now)?;
    }
    let rooms = checked(act, fields).await?;
    let graded = store::graded(act.conn(), &[id]).await?;
    super::graded::exam_may_become(&exam, fields, &graded)?;
    super::slot::exam_stays(act.conn(), &exam, fields, &rooms).await?;
    store::write_exam(act.conn(), id, fields).await.map_err(taken)?;
    store::set_rooms(act.conn(), id, &rooms).await?;
    super::keep_deadlines(act, &[id]).await
}

/// The ids of the rooms, when everything holds.
async fn checked(act: &mut Act, fields: &ExamFields) -> Result<Vec<uuid::Uuid>> {
    let place = store::course_place(act.conn(), fields.course).await?;
    if !place.is_some_and(|place| act.who().is_ok_and(|who| who.may(PLANNERS, &place))) {
        return Err(Error::field("course", text("catalogue-error-course", &[])));
    }
    let mut faults = fields.faults();
    let mut rooms = Vec::new();
    for code in &fields.rooms {
        match store::room(act.conn(), code).await? {
            Some(room) => rooms.push(room),
            None => faults.push(ui::FieldError {
                field: "rooms".to_owned(),
                text: text("catalogue-error-room", &[("value", code)]),
            }),
        }
    }
    if faults.is_empty() { Ok(rooms) } else { Err(Error::Invalid(faults)) }
}

impl ExamFields {
    fn faults(&self) -> Vec<ui::FieldError> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, text| {
            faults.push(ui::FieldError { field: field.to_owned(), text });
        };
        if let Some(day) = self.date.filter(|day| Term::of(*day) != self.term) {
            let args: [(&str, &dyn ui::ToArg); 2] = [("value", &day), ("term", &self.term)];
            fault("date", text("catalogue-error-date-outside-term", &args));
        }
        if let Some(minutes) = self.duration_minutes
            && !(1..=DURATION_MAX_MINUTES).contains(&minutes)
        {
            fault("duration_minutes", text("catalogue-error-duration", &[("value", &minutes)]));
        }
        if !(1..=9).contains(&self.copies) {
            fault("copies", text("catalogue-error-copies", &[("value", &self.copies)]));
        }
        faults
    }
}

fn taken(error: sqlx::Error) -> Error {
    let constraint = error.as_database_error().and_then(|e| e.constraint());
    if constraint == Some("exam_course_id_term_kind_key") {
        return Error::field("kind", text("catalogue-error-exam-taken", &[]));
    }
    error.into()
}
