//! The desk's screens: what is handed in these days, and the reception of one exam.

use super::store::{Kept, Line, Upcoming, Which, lines, upcoming};
use super::{
    Absence, Channel, RECEIVERS, Receive, correct, correct_absence, receive, record_absence,
};
use crate::catalogue::forms::{read_clock, refused};
use crate::catalogue::progress::{Counts, counts};
use crate::catalogue::tabs::{ExamTab, KNOW_CANDIDATES, tabs};
use crate::catalogue::{self, Exam, exam_for, words};
use crate::http::{Posted, Signed, done, page, page_with};
use crate::{DeliveryId, Error, ExamId, RegistrationId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use ui::messages::text;
use ui::{Choice, Form, key};

/// How far back and ahead the overview looks, in days.
const BACK_DAYS: i64 = 7;
const AHEAD_DAYS: i64 = 21;
/// How many of those received last are shown.
const RECENT_MAX: i64 = 10;
/// How many of those missing or absent are shown.
const MISSING_MAX: i64 = 200;

#[derive(Template)]
#[template(path = "delivery/reception.html")]
struct ReceptionPage {
    frame: ui::Frame,
    exams: Vec<Upcoming>,
}

impl ReceptionPage {
    fn form(&self, exam: &Upcoming) -> String {
        words::read(&exam.form)
            .map_or_else(String::new, |form| self.frame.t(words::form_key(&form)))
    }
}

/// The desk's overview: courses, days of hand-in and forms (J-06).
pub(super) async fn reception(signed: Signed) -> Result<Response> {
    let exams = these_days(&signed).await?;
    page(&ReceptionPage { frame: signed.frame("reception"), exams })
}

/// The exams that are held or handed in these days at this person's units.
pub(super) async fn these_days(signed: &Signed) -> Result<Vec<Upcoming>> {
    let today = signed.today();
    let (from, to) = (today - BACK_DAYS.days(), today + AHEAD_DAYS.days());
    let mut conn = signed.read().await?;
    Ok(upcoming(&mut conn, &signed.who.scope(RECEIVERS), from, to).await?)
}

#[derive(Template)]
#[template(path = "delivery/delivery.html")]
struct DeliveryPage {
    frame: ui::Frame,
    tabs: Vec<ExamTab>,
    exam: Exam,
    counts: Counts,
    form: Form,
    absence: Form,
    received: Vec<Line>,
    missing: Vec<Line>,
    absent: Vec<Line>,
    unnumbered: Vec<Line>,
    channels: Vec<Choice>,
    kinds: Vec<Choice>,
    receiver: bool,
}

impl DeliveryPage {
    fn channel(&self, line: &Line) -> String {
        let channel = line.channel.as_deref().and_then(words::read::<Channel>);
        channel.map_or_else(String::new, |channel| self.frame.t(channel_key(channel)))
    }

    /// Whether it came after the last moment for handing in.
    fn late(&self, line: &Line) -> bool {
        line.received_at.is_some_and(|at| super::late_after(&self.exam, at).is_some())
    }

    /// Why this line cannot be taken back; empty if it can.
    fn kept(&self, line: &Line) -> String {
        match line.kept {
            Some(Kept::Assessed) => self.frame.t("delivery-kept-assessed"),
            Some(Kept::Uploaded) => self.frame.t("delivery-kept-uploaded"),
            None => String::new(),
        }
    }

    fn kind(&self, line: &Line) -> String {
        let kind = line.absence.as_deref().and_then(words::read::<Absence>);
        kind.map_or_else(String::new, |kind| self.frame.t(absence_key(kind)))
    }
}

const fn channel_key(channel: Channel) -> &'static str {
    match channel {
        Channel::Desk => key("delivery-channel-desk"),
        Channel::Upload => key("delivery-channel-upload"),
        Channel::Post => key("delivery-channel-post"),
        Channel::Email => key("delivery-channel-email"),
        Channel::Invigilator => key("delivery-channel-invigilator"),
    }
}

const fn absence_key(absence: Absence) -> &'static str {
    match absence {
        Absence::Absent => key("delivery-absent"),
        Absence::Sick => key("delivery-sick"),
        Absence::Withdrew => key("delivery-withdrew"),
    }
}

const CHANNELS: [Channel; 4] = [Channel::Desk, Channel::Invigilator, Channel::Post, Channel::Email];
const ABSENCES: [Absence; 3] = [Absence::Absent, Absence::Sick, Absence::Withdrew];

/// Where the reception of an exam stands.
pub(super) struct Reception {
    pub(super) exam: Exam,
    pub(super) counts: Counts,
    /// Those received last.
    pub(super) received: Vec<Line>,
    pub(super) missing: Vec<Line>,
    pub(super) absent: Vec<Line>,
    /// Registered and without a number, once the numbers are drawn.
    pub(super) unnumbered: Vec<Line>,
}

/// The reception of one exam, noted as a look at everybody it names.
pub(super) async fn reception_of(signed: &Signed, id: ExamId) -> Result<Reception> {
    let exam = exam_for(signed, id, KNOW_CANDIDATES).await?;
    let mut conn = signed.read().await?;
    let received = lines(&mut conn, id, Which::Received, RECENT_MAX).await?;
    let missing = lines(&mut conn, id, Which::Missing, MISSING_MAX).await?;
    let absent = lines(&mut conn, id, Which::Absent, MISSING_MAX).await?;
    // Before the numbers are drawn nobody has one.
    let drawn = exam.numbered_at.is_some() || exam.date.is_some_and(|day| day < signed.today());
    let unnumbered = if drawn {
        lines(&mut conn, id, Which::Unnumbered, MISSING_MAX).await?
    } else {
        Vec::new()
    };
    let shown = received.iter().chain(&missing).chain(&absent).chain(&unnumbered);
    let persons: Vec<_> = shown.map(|line| line.person).collect();
    signed.look_each(&persons, "delivery").await?;
    let counts = counts(&mut conn, id).await?;
    Ok(Reception { exam, counts, received, missing, absent, unnumbered })
}

async fn delivery_page(
    signed: &Signed,
    id: ExamId,
    form: Form,
    absence: Form,
) -> Result<DeliveryPage> {
    let Reception { exam, counts, received, missing, absent, unnumbered } =
        reception_of(signed, id).await?;
    let mut frame = signed.frame(format!("exams/{}", exam.reference()));
    frame.breadcrumb = catalogue::pages::crumbs(&frame);
    Ok(DeliveryPage {
        tabs: tabs(signed, id, "/delivery"),
        counts,
        receiver: signed.who.may(RECEIVERS, &exam.place),
        form: form.with("copies", exam.copies.to_string()).with("channel", "desk").labels(&[
            ("candidate_number", "delivery-candidate-number"),
            ("copies", "delivery-copies"),
            ("note", "delivery-note"),
            ("received_on", "delivery-received-day"),
            ("received_at", "delivery-received-hour"),
        ]),
        absence: absence.named("absence").with("kind", "absent"),
        channels: CHANNELS
            .map(|one| Choice::new(words::word(&one), frame.t(channel_key(one))))
            .to_vec(),
        kinds: ABSENCES
            .map(|one| Choice::new(words::word(&one), frame.t(absence_key(one))))
            .to_vec(),
        received,
        missing,
        absent,
        unnumbered,
        exam,
        frame,
    })
}

/// What the page is opened with after a tick: the delivery, to confirm it by its number.
#[derive(Deserialize)]
pub(super) struct Just {
    received: Option<DeliveryId>,
}

pub(super) async fn delivery(
    signed: Signed,
    Path(id): Path<ExamId>,
    Query(just): Query<Just>,
) -> Result<Response> {
    let mut shown = delivery_page(&signed, id, Form::new(), Form::new()).await?;
    let ticked = shown.received.iter().find(|line| line.delivery == just.received);
    if let Some((line, number)) = ticked.and_then(|line| Some((line, line.number?))) {
        let late = shown.late(line);
        let said = if late { key("delivery-ticked-late") } else { key("delivery-ticked") };
        let kind = if late { ui::FlashKind::Warning } else { ui::FlashKind::Success };
        let text = shown.frame.ta(said, &[("number", &number.to_string())]);
        shown.frame.flash = Some(ui::Flash { kind, text });
    }
    page(&shown)
}

pub(super) async fn post_receive(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    if let Some(command) = read(&mut form, id, posted.signed.today()) {
        let mut act = posted.act().await?;
        match receive(&mut act, &command).await {
            Ok(delivery) => {
                act.commit(received(&command, delivery)).await?;
                let back = format!("/exams/{id}/delivery?received={delivery}");
                return Ok(Redirect::to(&back).into_response());
            }
            // At the number, so that the next barcode is read into its field.
            Err(Error::Refused(refused)) => form.add_error("candidate_number", refused.text),
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = delivery_page(&posted.signed, id, form, Form::new()).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// The entry of an answer received; with the time that was entered, where one was.
pub(super) fn received(command: &Receive, delivery: DeliveryId) -> Entry {
    let entry = Entry::new("delivery.receive", "delivery", delivery.0);
    let entry = entry.fact("channel", words::word(&command.channel));
    match command.received_at {
        Some(at) => entry.fact("received_at", at.to_string()),
        None => entry,
    }
}

/// The day and hour of an answer that came in before now; nothing typed is now. `today` stands for
/// the day where the hour alone is typed.
fn read_moment(form: &mut Form, today: Date) -> Option<Timestamp> {
    let day = form.optional_date("received_on");
    let typed = form.optional("received_at");
    if day.is_none() && typed.is_none() {
        return None;
    }
    let hour = typed.as_deref().and_then(read_clock);
    let at =
        hour.and_then(|hour| day.unwrap_or(today).to_datetime(hour).to_zoned(::store::oslo()).ok());
    if at.is_none() {
        let value = typed.unwrap_or_default();
        form.add_error("received_at", text("catalogue-error-time", &[("value", &value)]));
    }
    at.map(|at| at.timestamp())
}

fn read(form: &mut Form, exam: ExamId, today: Date) -> Option<Receive> {
    let received_at = read_moment(form, today);
    let number = form.number("candidate_number", 1..=999_999);
    let copies = form.number("copies", 0..=9);
    let channel = form.choice("channel", &["desk", "invigilator", "post", "email"]);
    let command = Receive {
        exam,
        candidate_number: i32::try_from(number?).ok()?,
        channel: words::read(&channel?)?,
        copies: i32::try_from(copies?).ok()?,
        candidate_number_ok: form.checked("candidate_number_ok"),
        front_page_ok: form.checked("front_page_ok"),
        note: form.optional("note").unwrap_or_default(),
        received_at,
    };
    form.is_valid().then_some(command)
}

pub(super) async fn post_correction(
    Path((exam, id)): Path<(ExamId, DeliveryId)>,
    posted: Posted,
) -> Result<Response> {
    let mut act = posted.act().await?;
    correct(&mut act, exam, id, posted.field("reason")).await?;
    act.commit(Entry::new("delivery.correct", "delivery", id.0)).await?;
    Ok(done(&format!("/exams/{exam}/delivery"), "done-delivery-corrected"))
}

pub(super) async fn post_absence(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let number = form.number("candidate_number", 1..=999_999).and_then(|n| i32::try_from(n).ok());
    let kind = form.choice("kind", &["absent", "sick", "withdrew"]);
    let kind = kind.and_then(|kind| words::read::<Absence>(&kind));
    if let (Some(number), Some(kind)) = (number, kind) {
        let mut act = posted.act().await?;
        match record_absence(&mut act, id, number, kind).await {
            Ok(registration) => {
                let entry = Entry::new("delivery.record_absence", "registration", registration.0);
                act.commit(entry.fact("kind", words::word(&kind))).await?;
                return Ok(done(&format!("/exams/{id}/delivery"), "done-delivery-absence"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = delivery_page(&posted.signed, id, Form::new(), form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

pub(super) async fn post_absence_correction(
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
    posted: Posted,
) -> Result<Response> {
    let mut act = posted.act().await?;
    correct_absence(&mut act, exam, id).await?;
    act.commit(Entry::new("delivery.correct_absence", "registration", id.0)).await?;
    Ok(done(&format!("/exams/{exam}/delivery"), "done-delivery-absence-corrected"))
}
