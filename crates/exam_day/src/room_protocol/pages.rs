//! The protocol of one room, as whoever has charge of it fills it in.

use super::enter::{Attendance, COUNT_MAX, Entered, Noted, RoomCount, enter, note};
use super::room::{self, ProtocolRoom, Tally};
use super::store::Event;
use super::{EventKind, Status, close, reopen, take_over};
use crate::BookingId;
use crate::room_folder::store::{Candidate, FolderExam};
use crate::room_folder::{SENDERS, may};
use crate::said::{plain_clock, put_back};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Time;
use office::delivery::RECEIVERS;
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::misconduct::REPORTERS;
use office::{ExamId, Result};
use std::collections::BTreeMap;
use ui::messages::text;
use ui::{Choice, Form, key};
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (own, one) = (Allow::SignedIn, "/room-protocols/{booking}");
    Routes::default()
        .page(one, own, shown)
        .form(one, own, "room_protocol.enter", entered)
        .form(&format!("{one}/events"), own, "room_protocol.note", noted)
        .form(&format!("{one}/closing"), own, "room_protocol.close", closed)
        .form(&format!("{one}/opening"), Allow::Roles(SENDERS), "room_protocol.reopen", reopened)
        .form(
            &format!("{one}/exams/{{exam}}/absences"),
            Allow::Roles(RECEIVERS),
            "room_protocol.take_over",
            taken_over,
        )
}

/// Which of the forms on the page is shown again.
enum Again {
    /// None.
    Nothing,
    /// Who came, and what was counted.
    Entered(Form),
    /// What happened.
    Noted(Form),
}

#[derive(Template)]
#[template(path = "room_protocol/room.html")]
struct RoomPage {
    frame: ui::Frame,
    form: Form,
    event: Form,
    held: ProtocolRoom,
    enters: bool,
    officer: bool,
    may_take: Vec<ExamId>,
    /// The student number of whom a suspicion is about, for those who report.
    numbers: BTreeMap<Uuid, String>,
    statuses: Vec<Choice>,
    kinds: Vec<Choice>,
    whom: Vec<Choice>,
    now: Timestamp,
}

impl RoomPage {
    fn code(&self, exam: &ExamId) -> &str {
        self.held.room.exams.iter().find(|one| one.id == *exam).map_or("", |one| &one.code)
    }

    fn status_field(&self, one: &Candidate) -> String {
        format!("status-{}", one.registration)
    }

    fn left_field(&self, one: &Candidate) -> String {
        format!("left-{}", one.registration)
    }

    fn count_field(&self, what: &str, exam: &FolderExam) -> String {
        format!("{what}-{}", exam.id)
    }

    /// Whom a candidate is, in a few words for labels.
    fn called(&self, one: &Candidate) -> String {
        called(&self.frame, self.code(&one.exam), one)
    }

    fn status(&self, one: &Candidate) -> Option<Status> {
        self.held.protocol.of(one.registration).map(|attended| attended.status)
    }

    /// Whether the absences of an exam were taken over.
    fn is_taken(&self, exam: &FolderExam) -> bool {
        self.held.protocol.count_of(exam.id).taken
    }

    /// By how many counts differ, in words.
    fn differs(&self, tally: &Tally) -> Vec<String> {
        let (papers, answers) = tally.differences();
        let both = [
            (papers, key("room-protocol-differ-papers")),
            (answers, key("room-protocol-differ-answers")),
        ];
        let off =
            both.into_iter().filter_map(|(off, key)| Some((off.filter(|off| *off != 0)?, key)));
        off.map(|(off, key)| self.frame.ta(key, &[("count", &off)])).collect()
    }

    /// Whom an event is about, in a few words.
    fn about(&self, event: &Event) -> String {
        let of = event.registration;
        let found = self.held.room.candidates.iter().find(|one| Some(one.registration) == of);
        found.map(|one| self.called(one)).unwrap_or_default()
    }

    fn number(&self, event: &Event) -> Option<&String> {
        self.numbers.get(&event.registration?.0)
    }
}

fn called(frame: &ui::Frame, code: &str, one: &Candidate) -> String {
    let or_dash = |value: Option<i32>| value.map_or_else(|| "–".to_owned(), |one| one.to_string());
    let (seat, number) = (or_dash(one.seat), or_dash(one.number));
    let args: [(&str, &dyn ui::ToArg); 3] = [("seat", &seat), ("number", &number), ("code", &code)];
    frame.ta("room-protocol-called", &args)
}

/// What has been entered, as the form shows it.
fn filled(held: &ProtocolRoom) -> Form {
    let protocol = &held.protocol;
    let mut form = Form::new()
        .with("version", protocol.version.to_string())
        .with("explanation", protocol.explanation.clone());
    if protocol.aids_checked {
        form = form.with("aids_checked", "yes");
    }
    for one in &held.room.candidates {
        let Some(attended) = protocol.of(one.registration) else { continue };
        form = form.with(&format!("status-{}", one.registration), attended.status.word());
        if let Some(at) = attended.left_at {
            form = form.with(&format!("left-{}", one.registration), plain_clock(at));
        }
    }
    for exam in &held.room.exams {
        let counted = protocol.count_of(exam.id);
        for (name, count) in [("papers", counted.papers), ("answers", counted.answers)] {
            if let Some(count) = count {
                form = form.with(&format!("{name}-{}", exam.id), count.to_string());
            }
        }
    }
    form
}

async fn room_page(signed: &Signed, id: BookingId, again: Again) -> Result<Response> {
    let mut conn = signed.read().await?;
    let (held, enters) = room::seen(&mut conn, &signed.who, id).await?;
    let persons: Vec<_> = held.room.candidates.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "room-protocol").await?;
    let reports = held.room.exams.iter().all(|exam| signed.who.may(REPORTERS, &exam.place));
    let mut numbers = BTreeMap::new();
    for event in held.protocol.events.iter().filter(|event| reports && event.misconduct.is_none()) {
        let Some(of) = event.registration.filter(|_| event.kind == EventKind::Suspicion) else {
            continue;
        };
        if let Some(number) = super::store::student_number(&mut conn, of).await? {
            numbers.insert(of.0, number);
        }
    }
    let frame = signed.frame("room-protocols");
    let of_exam = |one: &Candidate| {
        let exam = held.room.exams.iter().find(|exam| exam.id == one.exam);
        exam.map_or("", |exam| exam.code.as_str())
    };
    let whom =
        held.room.candidates.iter().map(|one| {
            Choice::new(one.registration.to_string(), called(&frame, of_exam(one), one))
        });
    let (form, event) = match again {
        Again::Nothing => (filled(&held), Form::new()),
        Again::Entered(form) => (form, Form::new()),
        Again::Noted(event) => (filled(&held), event),
    };
    let labels = [
        ("kind", key("room-protocol-kind")),
        ("at", key("room-protocol-at")),
        ("registration", key("room-protocol-whom")),
        ("what", key("room-protocol-what")),
    ];
    let may_take = held.room.exams.iter().filter(|exam| signed.who.may(RECEIVERS, &exam.place));
    page(&RoomPage {
        form: form.labels(&[("explanation", key("room-protocol-explanation"))]),
        event: event.named("event").labels(&labels),
        enters: enters && held.protocol.closed_at.is_none(),
        officer: may(&signed.who, SENDERS, &held.room),
        may_take: may_take.map(|exam| exam.id).collect(),
        numbers,
        statuses: Status::ALL.map(|one| Choice::new(one.word(), frame.t(one.key()))).to_vec(),
        kinds: EventKind::NOTED.map(|one| Choice::new(one.word(), frame.t(one.key()))).to_vec(),
        whom: whom.collect(),
        now: signed.node.now(),
        held,
        frame,
    })
}

async fn shown(signed: Signed, Path(id): Path<BookingId>) -> Result<Response> {
    room_page(&signed, id, Again::Nothing).await
}

/// A time in the field of one candidate, if one is written; else an error there.
fn time(form: &mut Form, field: &str) -> Option<Time> {
    let typed = form.optional(field)?;
    let read = office::catalogue::read_clock(&typed);
    if read.is_none() {
        form.add_error(field, text("exam-day-error-clock", &[("value", &typed)]));
    }
    read
}

/// What the form says of the candidates and exams of a room.
fn read(form: &mut Form, held: &ProtocolRoom) -> Entered {
    let mut new = Entered {
        version: form.field("version").parse().unwrap_or_default(),
        aids_checked: form.checked("aids_checked"),
        explanation: form.field("explanation").to_owned(),
        ..Entered::default()
    };
    for one in &held.room.candidates {
        let left_at = time(form, &format!("left-{}", one.registration));
        let field = format!("status-{}", one.registration);
        let Some(status) = Status::read(form.field(&field)) else {
            if left_at.is_some() {
                form.add_error(&field, text("common-error-required", &[]));
            }
            continue;
        };
        new.attendance.push(Attendance { registration: one.registration, status, left_at });
    }
    for exam in &held.room.exams {
        let mut count = |what: &str| {
            let field = format!("{what}-{}", exam.id);
            form.optional(&field)?;
            form.number(&field, 0..=i64::from(COUNT_MAX))
                .and_then(|count| i32::try_from(count).ok())
        };
        let (papers, answers) = (count("papers"), count("answers"));
        new.counts.push(RoomCount { exam: exam.id, papers, answers });
    }
    new
}

async fn entered(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    let mut conn = posted.signed.read().await?;
    let (held, _) = room::seen(&mut conn, &posted.signed.who, id).await?;
    drop(conn);
    let mut form = posted.form();
    let new = read(&mut form, &held);
    if !form.is_valid() {
        return room_page(&posted.signed, id, Again::Entered(form)).await;
    }
    let mut act = posted.act().await?;
    match enter(&mut act, id, &new).await {
        Ok(()) => {
            let entry = Entry::new("room_protocol.enter", "room_booking", id.0);
            act.commit(entry.fact("version", new.version + 1)).await?;
            Ok(done(&format!("/room-protocols/{id}"), "done-room-protocol-entered"))
        }
        Err(error) => {
            drop(act);
            room_page(&posted.signed, id, Again::Entered(put_back(form, error)?)).await
        }
    }
}

async fn noted(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    let mut conn = posted.signed.read().await?;
    room::seen(&mut conn, &posted.signed.who, id).await?;
    drop(conn);
    let mut form = posted.form();
    let words = EventKind::NOTED.map(EventKind::word);
    let kind = form.choice("kind", &words).and_then(|word| EventKind::read(&word));
    let at = crate::said::clock(&mut form, "at");
    let what = form.required("what");
    let registration = form.optional("registration").and_then(|id| id.parse().ok());
    let (Some(kind), Some(at), Some(what)) = (kind, at, what) else {
        return room_page(&posted.signed, id, Again::Noted(form)).await;
    };
    let new = Noted { kind, at, what, registration: registration.map(office::RegistrationId) };
    let mut act = posted.act().await?;
    match note(&mut act, id, &new).await {
        Ok(event) => {
            let entry = Entry::new("room_protocol.note", "room_event", event.0);
            act.commit(entry.fact("kind", kind.word())).await?;
            Ok(done(&format!("/room-protocols/{id}"), "done-room-protocol-noted"))
        }
        Err(error) => {
            drop(act);
            room_page(&posted.signed, id, Again::Noted(put_back(form, error)?)).await
        }
    }
}

async fn closed(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    let version = posted.field("version").parse().unwrap_or_default();
    let mut act = posted.act().await?;
    match close(&mut act, id, version).await {
        Ok(()) => {
            act.commit(Entry::new("room_protocol.close", "room_booking", id.0)).await?;
            Ok(done(&format!("/room-protocols/{id}"), "done-room-protocol-closed"))
        }
        Err(error) => {
            drop(act);
            refused(&posted, id, error).await
        }
    }
}

/// The page as it stands, with what was refused.
async fn refused(posted: &Posted, id: BookingId, error: office::Error) -> Result<Response> {
    let mut conn = posted.signed.read().await?;
    let (held, _) = room::seen(&mut conn, &posted.signed.who, id).await?;
    drop(conn);
    let form = put_back(filled(&held), error)?;
    room_page(&posted.signed, id, Again::Entered(form)).await
}

async fn reopened(Path(id): Path<BookingId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    match reopen(&mut act, id, posted.field("why")).await {
        Ok(()) => {
            act.commit(Entry::new("room_protocol.reopen", "room_booking", id.0)).await?;
            Ok(done(&format!("/room-protocols/{id}"), "done-room-protocol-reopened"))
        }
        Err(error) => {
            drop(act);
            refused(&posted, id, error).await
        }
    }
}

async fn taken_over(
    Path((id, exam)): Path<(BookingId, ExamId)>,
    posted: Posted,
) -> Result<Response> {
    let mut act = posted.act().await?;
    let taken = take_over(&mut act, id, exam).await?;
    let entry = Entry::new("room_protocol.take_over", "room_booking", id.0);
    act.commit(entry.fact("exam", exam.to_string()).fact("taken", taken)).await?;
    Ok(done(&format!("/exams/{exam}/delivery"), "done-room-protocol-taken"))
}
