//! Registrations that a quarantine concerns, person by person and term by term.

use super::{Concerned, EXAM_HANDLERS, exams};
use crate::catalogue::forms::refused;
use crate::exclusion::{self, Warned};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, ExamId, RegistrationId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use ui::Form;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Roles(EXAM_HANDLERS);
    Routes::default()
        .page("/quarantines", handlers, show)
        .form("/quarantines/withdrawals", handlers, "quarantine.withdraw", withdrawn)
        .form("/quarantines/answers", handlers, "quarantine.answer", answered)
}

/// What goes into one letter: of one person, one term, one unit, and either tries or registrations.
struct Group {
    tried: bool,
    concerned: Vec<Concerned>,
    warned: Option<Warned>,
}

impl Group {
    /// Whether somebody has to look at one of them first.
    fn is_doubtful(&self) -> bool {
        self.concerned.iter().any(Concerned::is_doubtful)
    }
}

#[derive(Template)]
#[template(path = "quarantine/exams.html")]
struct ExamsPage {
    frame: ui::Frame,
    form: Form,
    groups: Vec<Group>,
}

impl ExamsPage {
    fn name(&self, group: &Group) -> String {
        let first = group.concerned.first();
        first.map_or_else(String::new, |one| one.name.shown(self.frame.language))
    }

    fn warning(&self, group: &Group) -> String {
        group.warned.as_ref().map_or_else(String::new, |warned| warned.text(&self.frame))
    }
}

/// All, or those of one exam alone.
async fn exams_page(signed: &Signed, form: Form, exam: Option<ExamId>) -> Result<ExamsPage> {
    let mut conn = signed.read().await?;
    let today = signed.today();
    let mut all = exams(&mut conn, &signed.node, &signed.who, today).await?;
    all.retain(|one| exam.is_none_or(|exam| one.exam.id == exam));
    let persons: Vec<_> = all.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "quarantine").await?;
    let mut groups: Vec<Group> = Vec::new();
    for one in all {
        let of = |one: &Concerned| (one.person, one.exam.term, one.exam.unit, one.tried);
        let group =
            groups.iter_mut().find(|group| group.concerned.first().map(of) == Some(of(&one)));
        match group {
            Some(group) => group.concerned.push(one),
            None => {
                let warned =
                    exclusion::warnings(&mut conn, &signed.node, one.person, today).await?;
                groups.push(Group { tried: one.tried, concerned: vec![one], warned });
            }
        }
    }
    Ok(ExamsPage { frame: signed.frame("quarantines"), form, groups })
}

/// Which exam a list is about; of any when none is named.
#[derive(Deserialize, utoipa::IntoParams)]
pub(super) struct OfExam {
    #[param(value_type = Option<String>)]
    pub(super) exam: Option<ExamId>,
}

async fn show(signed: Signed, Query(OfExam { exam }): Query<OfExam>) -> Result<Response> {
    page(&exams_page(&signed, Form::new(), exam).await?)
}

async fn again(posted: &Posted, error: Error) -> Result<Response> {
    let form = refused(posted.form(), error)?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &exams_page(&posted.signed, form, None).await?)
}

/// The ids that the form names.
fn ids(posted: &Posted, field: &str) -> Result<Vec<Uuid>> {
    let named = posted.fields.iter().filter(|(name, _)| name == field);
    named.map(|(_, id)| id.parse().map_err(|_| Error::NotFound)).collect()
}

async fn withdrawn(posted: Posted) -> Result<Response> {
    let ids = ids(&posted, "registrations")?.into_iter().map(RegistrationId).collect::<Vec<_>>();
    let mut act = posted.act().await?;
    match super::withdraw(&mut act, &ids, posted.form().checked("assessed")).await {
        Ok(id) => {
            act.commit(Entry::new("quarantine.withdraw", "quarantine_refusal", id.0)).await?;
            Ok(done("/quarantines", "done-quarantine-withdrawn"))
        }
        Err(error) => again(&posted, error).await,
    }
}

async fn answered(posted: Posted) -> Result<Response> {
    let ids = ids(&posted, "sign_ups")?;
    let mut act = posted.act().await?;
    match super::answer(&mut act, &ids, posted.form().checked("assessed")).await {
        Ok(id) => {
            act.commit(Entry::new("quarantine.answer", "quarantine_refusal", id.0)).await?;
            Ok(done("/quarantines", "done-quarantine-answered"))
        }
        Err(error) => again(&posted, error).await,
    }
}
