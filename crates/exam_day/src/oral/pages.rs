//! The list of orals, and one oral: who sets its day, its sessions with their rooms, and who comes when.

use super::entered::LIMITS;
use super::plan::{Candidate, Known, Oral, Plan, Sequence, Session, Settings};
use super::store::{self, list::Listed};
use super::{NewSession, RUNNERS, SETTERS, VIEWERS};
use crate::room_booking::store as rooms;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use office::access::Role;
use office::http::{Allow, Routes, Signed, page};
use office::people::PersonName;
use office::{ExamId, Result};
use rules::oral::{Broken, OralDateAnswer};
use rules::{Decision, Key, Reason};
use std::collections::HashMap;
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let viewers = Allow::Roles(VIEWERS);
    Routes::default().page("/orals", viewers, list).page("/exams/{exam}/oral", viewers, one).page(
        "/oral-sessions/{oral_session}/protocol.pdf",
        Allow::SignedIn,
        printed,
    )
}

#[derive(Template)]
#[template(path = "oral/list.html")]
struct ListPage {
    frame: ui::Frame,
    orals: Vec<Listed>,
}

impl ListPage {
    /// How far it has come, as a word and its colour.
    fn state(&self, one: &Listed) -> (String, &'static str) {
        let (key, color) = match one {
            _ if one.sessions == 0 => (key("oral-state-no-day"), "warning"),
            _ if one.roomless > 0 => (key("oral-state-no-room"), "warning"),
            _ if one.placed < one.candidates => (key("oral-state-no-times"), "warning"),
            _ if one.untold > 0 || one.published_at.is_none() => {
                (key("oral-state-untold"), "warning")
            }
            _ => (key("oral-state-told"), "success"),
        };
        (self.frame.t(key), color)
    }
}

/// The orals that somebody sees.
pub(super) async fn listed(signed: &Signed) -> Result<Vec<Listed>> {
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(VIEWERS);
    Ok(store::list::orals(&mut conn, &scope, (signed.today(), signed.node.now())).await?)
}

async fn list(signed: Signed) -> Result<Response> {
    page(&ListPage { orals: listed(&signed).await?, frame: signed.frame("orals") })
}

async fn printed(signed: Signed, Path(id): Path<crate::OralSessionId>) -> Result<Response> {
    super::protocol::printed(&signed, id).await
}

/// What is typed on the page of an oral.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("minutes", key("oral-minutes")),
    ("between_minutes", key("oral-between")),
    ("break_after", key("oral-break-after")),
    ("break_minutes", key("oral-break-minutes")),
    ("sequence", key("oral-sequence")),
    ("day", key("oral-day")),
    ("from", key("oral-from")),
    ("until", key("oral-until")),
    ("examiners", key("oral-examiners")),
    ("decided", key("oral-decided")),
    ("examiner", key("oral-examiner")),
    ("away_day", key("oral-day")),
    ("away_from", key("oral-from")),
    ("away_until", key("oral-until")),
    ("room", key("room-booking-room")),
    ("why", key("room-booking-why")),
];

/// What one oral shows, to people and to programs.
pub(super) struct Shown {
    pub(super) plan: Plan,
    pub(super) date: Option<Decision<OralDateAnswer>>,
    pub(super) broken: Vec<Broken>,
}

/// An oral of one's scope, with a note of each candidate who is looked at.
pub(super) async fn shown(signed: &Signed, exam: ExamId) -> Result<Shown> {
    let mut conn = signed.read().await?;
    let oral = store::oral(&mut conn, exam).await?.ok_or(office::Error::NotFound)?;
    signed.who.require(VIEWERS, &oral.place)?;
    let plan = Plan::read(&mut conn, exam).await?;
    let persons: Vec<_> = plan.candidates.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "oral").await?;
    let broken = if plan.sessions.is_empty() { Vec::new() } else { plan.broken(&signed.node)? };
    Ok(Shown { date: plan.date(&signed.node)?, broken, plan })
}

#[derive(Template)]
#[template(path = "oral/one.html")]
struct OralPage {
    frame: ui::Frame,
    form: Form,
    plan: Plan,
    date: Option<Decision<OralDateAnswer>>,
    broken: HashMap<Key, Vec<Broken>>,
    wide: Vec<Broken>,
    examiners: Vec<Choice>,
    rooms: Vec<(crate::OralSessionId, Vec<Choice>)>,
    sequences: Vec<Choice>,
    may_set: bool,
    may_run: bool,
    asks_decided: bool,
    now: Timestamp,
}

impl OralPage {
    fn oral(&self) -> &Oral {
        &self.plan.oral
    }

    fn broken_of(&self, candidate: &Candidate) -> &[Broken] {
        self.broken.get(&super::plan::key(candidate.registration)).map_or(&[], Vec::as_slice)
    }

    fn rooms_of(&self, session: &Session) -> &[Choice] {
        let found = self.rooms.iter().find(|(id, _)| *id == session.id);
        found.map_or(&[], |(_, rooms)| rooms.as_slice())
    }

    /// Who comes to a session, by time.
    fn comes(&self, session: &Session) -> Vec<(&Candidate, Timestamp)> {
        self.plan.of_session(session.id)
    }

    fn ends(&self, candidate: &Candidate, begins: &Timestamp) -> Timestamp {
        crate::said::later(*begins, self.plan.length(candidate).into())
    }

    fn unplaced(&self) -> Vec<&Candidate> {
        self.plan.candidates.iter().filter(|one| one.place.is_none()).collect()
    }

    fn untold(&self) -> usize {
        let told = |one: &&Candidate| one.place.is_some() && !self.plan.is_told(one);
        self.plan.candidates.iter().filter(told).count()
    }

    fn because(&self) -> Vec<Reason> {
        self.date.as_ref().map(|date| date.because.clone()).unwrap_or_default()
    }

    fn room_said(&self, session: &Session) -> String {
        match session.room {
            Some(_) => format!("{} ({})", session.room_name, session.room_code),
            None => self.frame.t("oral-no-room"),
        }
    }

    fn shown(&self, name: &PersonName) -> String {
        name.shown(self.frame.language)
    }

    fn names(&self, session: &Session) -> String {
        let names = session.examiners.iter().map(|one| one.name.shown(self.frame.language));
        names.collect::<Vec<_>>().join(", ")
    }
}

/// What stands in the forms before anything is typed.
fn blank(plan: &Plan, known: &[Known]) -> Form {
    let Settings { minutes, between_minutes, break_after, break_minutes, sequence, .. } =
        plan.oral.set;
    let values = [minutes, between_minutes, break_after, break_minutes];
    let mut form = Form::new();
    for ((field, ..), value) in LIMITS.iter().zip(values) {
        form = form.with(field, value.to_string());
    }
    for one in known.iter().filter(|one| one.appointed) {
        form = form.with("examiners", one.person.to_string());
    }
    form.with("sequence", sequence.word())
}

/// The page of an oral, with what was typed into it.
pub(super) async fn oral_page(
    signed: &Signed,
    exam: ExamId,
    form: Option<Form>,
) -> Result<Response> {
    let Shown { plan, date, broken } = shown(signed, exam).await?;
    let mut conn = signed.read().await?;
    let known = store::known(&mut conn, exam).await?;
    let now = signed.node.now();
    let may_run = signed.who.may(RUNNERS, &plan.oral.place);
    let frame = signed.frame(format!("exams/{}", plan.oral.about));
    let mut rooms = Vec::new();
    for session in plan.sessions.iter().filter(|one| may_run && one.room.is_none()) {
        let span = (session.from, session.until);
        let free = rooms::rooms(&mut conn, None, span).await?.into_iter().filter(|one| !one.taken);
        let choice = |one: rooms::Room| {
            Choice::new(one.code.clone(), format!("{} ({})", one.name, one.code))
        };
        rooms.push((session.id, free.map(choice).collect()));
    }
    let (own, wide): (Vec<_>, Vec<_>) = broken.into_iter().partition(|one| one.candidate.is_some());
    let mut broken: HashMap<Key, Vec<Broken>> = HashMap::new();
    for one in own {
        broken
            .entry(one.candidate.clone().unwrap_or_else(|| super::plan::key("")))
            .or_default()
            .push(one);
    }
    page(&OralPage {
        form: form.unwrap_or_else(|| blank(&plan, &known)).labels(LABELS),
        examiners: known.iter().map(|one| chosen(&frame, one)).collect(),
        sequences: vec![
            Choice::new(Sequence::Lot.word(), frame.t("oral-sequence-lot")),
            Choice::new(Sequence::List.word(), frame.t("oral-sequence-list")),
        ],
        may_set: signed.who.may(SETTERS, &plan.oral.place),
        asks_decided: !signed.who.may(&[Role::CourseResponsible], &plan.oral.place),
        may_run,
        rooms,
        broken,
        wide,
        date,
        now,
        plan,
        frame,
    })
}

/// Somebody to examine, as one chooses her.
pub(super) fn chosen(frame: &ui::Frame, one: &Known) -> Choice {
    let role = frame.t(if one.external { "oral-external" } else { "oral-internal" });
    let name = one.name.shown(frame.language);
    let said = format!("{name} ({role})");
    let choice = Choice::new(one.person.to_string(), said);
    if one.appointed { choice.hint(frame.t("oral-appointed")) } else { choice }
}

async fn one(signed: Signed, Path(exam): Path<ExamId>) -> Result<Response> {
    oral_page(&signed, exam, None).await
}

/// The session that a form enters, or the form with its faults.
pub(super) fn read_session(form: &mut Form, version: i32) -> Option<NewSession> {
    let day = form.date("day");
    let (from, until) = (crate::said::clock(form, "from"), crate::said::clock(form, "until"));
    let (day, from, until) = (day?, from?, until?);
    let examiners = form.all("examiners").filter_map(|id| id.parse().ok().map(office::PersonId));
    Some(NewSession {
        version,
        from: day.to_datetime(from),
        until: day.to_datetime(until),
        examiners: examiners.collect(),
        decided: form.field("decided").to_owned(),
    })
}
