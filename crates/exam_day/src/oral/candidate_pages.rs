//! One candidate of an oral: moved by hand, with what that breaks; more time, and who is not impartial.

use super::pages::chosen;
use super::plan::{Candidate, Plan, key as known_by};
use super::step_pages::version;
use super::{CandidateFacts, Move, RUNNERS, VIEWERS, candidate, shift, store};
use crate::OralSessionId;
use crate::said::{clock, put_back};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::{Error, ExamId, PersonId, RegistrationId, Result};
use rules::oral::Broken;
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let one = "/exams/{exam}/oral/candidates/{registration}";
    let runners = Allow::Roles(RUNNERS);
    Routes::default()
        .page(one, Allow::Roles(VIEWERS), shown)
        .form(one, runners, "oral.move", moved)
        .form(&format!("{one}/facts"), runners, "oral.candidate", stated)
}

const LABELS: &[(&str, &str)] = &[
    ("session", key("oral-session")),
    ("begins", key("oral-begins")),
    ("extra_minutes", key("oral-extra")),
    ("granted", key("oral-granted")),
    ("not_with", key("oral-not-with")),
];

#[derive(Template)]
#[template(path = "oral/candidate.html")]
struct CandidatePage {
    frame: ui::Frame,
    form: Form,
    plan: Plan,
    at: usize,
    broken: Vec<Broken>,
    sessions: Vec<Choice>,
    examiners: Vec<Choice>,
    may_run: bool,
}

impl CandidatePage {
    fn one(&self) -> &Candidate {
        &self.plan.candidates[self.at]
    }

    fn length(&self) -> String {
        self.frame.length(&self.plan.length(self.one()))
    }
}

fn blank(one: &Candidate) -> Form {
    let mut form = Form::new()
        .with("extra_minutes", one.extra_minutes.to_string())
        .with("granted", one.granted.clone());
    for person in &one.not_with {
        form = form.with("not_with", person.to_string());
    }
    if let Some(place) = one.place {
        form = form
            .with("session", place.session.to_string())
            .with("begins", crate::said::plain_clock(place.begins));
    }
    if one.locked { form.with("locked", "yes") } else { form }
}

async fn candidate_page(
    signed: &Signed,
    (exam, id): (ExamId, RegistrationId),
    form: Option<Form>,
) -> Result<Response> {
    let mut conn = signed.read().await?;
    let oral = store::oral(&mut conn, exam).await?.ok_or(Error::NotFound)?;
    signed.who.require(VIEWERS, &oral.place)?;
    let plan = Plan::read(&mut conn, exam).await?;
    let at = plan.candidates.iter().position(|one| one.registration == id);
    let at = at.ok_or(Error::NotFound)?;
    signed.look(plan.candidates[at].person, "oral").await?;
    let own = known_by(id);
    let mut broken = if plan.sessions.is_empty() { Vec::new() } else { plan.broken(&signed.node)? };
    broken.retain(|one| one.candidate.as_ref() == Some(&own));
    let known = store::known(&mut conn, exam).await?;
    let frame = signed.frame(format!("exams/{}", plan.oral.about));
    let session = |one: &super::plan::Session| {
        let day = frame.short_date(ui::in_norway(one.from).date());
        let hours = crate::said::hours(&frame, one.from, one.until);
        Choice::new(one.id.to_string(), format!("{day} {hours} {}", one.room_code))
    };
    page(&CandidatePage {
        form: form.unwrap_or_else(|| blank(&plan.candidates[at])).labels(LABELS),
        sessions: plan.sessions.iter().map(session).collect(),
        examiners: known.iter().map(|one| chosen(&frame, one)).collect(),
        may_run: signed.who.may(RUNNERS, &plan.oral.place),
        at,
        broken,
        plan,
        frame,
    })
}

async fn shown(signed: Signed, Path(of): Path<(ExamId, RegistrationId)>) -> Result<Response> {
    candidate_page(&signed, of, None).await
}

async fn again(
    posted: &Posted,
    of: (ExamId, RegistrationId),
    form: Form,
    error: Error,
) -> Result<Response> {
    match error {
        error @ (Error::Invalid(_) | Error::Refused(_)) => {
            candidate_page(&posted.signed, of, Some(put_back(form, error)?)).await
        }
        error => posted.refused(error, posted.typed(LABELS)),
    }
}

async fn moved(
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
    posted: Posted,
) -> Result<Response> {
    let mut form = posted.form();
    let (session, begins) = (form.id("session"), clock(&mut form, "begins"));
    let (Some(session), Some(begins)) = (session.map(OralSessionId), begins) else {
        return candidate_page(&posted.signed, (exam, id), Some(form)).await;
    };
    let mut act = posted.act().await?;
    let day = super::place::day_of(&mut act, exam, session).await;
    let done_so = match day {
        Ok(day) => {
            let locked = form.checked("locked");
            let begins = day.to_datetime(begins);
            let to = Move { version: version(&posted), session, begins, locked };
            shift(&mut act, exam, id, to).await
        }
        Err(error) => Err(error),
    };
    match done_so {
        Ok(broken) => {
            let entry = Entry::new("oral.move", "registration", id.0);
            act.commit(entry.fact("breaks", broken.len())).await?;
            let told = if broken.is_empty() { "done-oral-moved" } else { "done-oral-moved-breaks" };
            Ok(done(&format!("/exams/{exam}/oral/candidates/{id}"), told))
        }
        Err(error) => {
            drop(act);
            again(&posted, (exam, id), form, error).await
        }
    }
}

async fn stated(
    Path((exam, id)): Path<(ExamId, RegistrationId)>,
    posted: Posted,
) -> Result<Response> {
    let mut form = posted.form();
    let Some(extra) = form.number("extra_minutes", 0..=super::entered::EXTRA_MAX) else {
        return candidate_page(&posted.signed, (exam, id), Some(form)).await;
    };
    let not_with = form.all("not_with").filter_map(|id| id.parse().ok().map(PersonId));
    let new = CandidateFacts {
        version: version(&posted),
        extra_minutes: i32::try_from(extra).unwrap_or(i32::MAX),
        granted: form.field("granted").to_owned(),
        not_with: not_with.collect(),
    };
    let mut act = posted.act().await?;
    match candidate(&mut act, exam, id, &new).await {
        Ok(()) => {
            act.commit(Entry::new("oral.candidate", "registration", id.0)).await?;
            Ok(done(&format!("/exams/{exam}/oral/candidates/{id}"), "done-oral-candidate"))
        }
        Err(error) => {
            drop(act);
            again(&posted, (exam, id), form, error).await
        }
    }
}
