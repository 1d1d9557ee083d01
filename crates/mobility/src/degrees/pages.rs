//! The pages of those who keep the protocol.

use super::store::{self, Degree, Part};
use super::{CourseDescription, KEEPERS, person_pages, said};
use crate::DegreeId;
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use office::people::PersonName;
use office::{CourseId, Error, PersonId, Result};
use std::collections::HashMap;
use ui::{Form, key};

pub(crate) fn routes() -> Routes {
    let keepers = Allow::Roles(KEEPERS);
    Routes::default()
        .page("/degrees", keepers, list)
        .page("/degrees/{degree}", keepers, show)
        .form("/degrees/{degree}/withdrawal", keepers, "degree.withdraw", post_withdrawal)
        .page("/degrees/courses/{course}", keepers, description)
        .form("/degrees/courses/{course}", keepers, "degree.describe", post_description)
        .merge(person_pages::routes())
        .merge(super::title_pages::routes())
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "degrees/list.html")]
struct ListPage {
    frame: ui::Frame,
    form: Form,
    degrees: Vec<Degree>,
    names: HashMap<PersonId, PersonName>,
}

impl ListPage {
    fn name(&self, person: &PersonId) -> String {
        self.names.get(person).map_or_else(String::new, |name| name.listed(self.frame.language))
    }
}

/// The page with the list, and with what was looked for in vain.
pub(super) async fn list_page(signed: &Signed, form: Form) -> Result<Response> {
    let mut conn = signed.read().await?;
    let degrees = store::in_scope(&mut conn, &signed.who.scope(KEEPERS)).await?;
    let persons: Vec<PersonId> = degrees.iter().map(|degree| degree.person).collect();
    signed.look_each(&persons, "degree").await?;
    let mut names = HashMap::new();
    for person in persons {
        if let Some(name) = store::name_of(&mut conn, person).await? {
            names.insert(person, name);
        }
    }
    let status = if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = form.labels(&[("national_id", key("degrees-national-id"))]);
    page_with(status, &ListPage { frame: signed.frame("degrees"), form, degrees, names })
}

async fn list(signed: Signed) -> Result<Response> {
    list_page(&signed, Form::new()).await
}

#[derive(Template)]
#[template(path = "degrees/degree.html")]
struct DegreePage {
    frame: ui::Frame,
    form: Form,
    degree: Degree,
    whose: String,
    parts: Vec<PartLine>,
}

impl DegreePage {
    fn level(&self) -> String {
        self.frame.t(&format!("degrees-level-{}", self.degree.level))
    }
}

/// A line of what a degree rests on.
pub(super) struct PartLine {
    pub(super) institution: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) credits: String,
    /// The grade as it counts now; none of other institutions, and of what does not count any more.
    pub(super) grade: Option<&'static str>,
    /// Whether it is ours and does not count any more.
    pub(super) gone: bool,
}

/// What a degree rests on, as it counts today.
pub(super) async fn part_lines(signed: &Signed, degree: &Degree) -> Result<Vec<PartLine>> {
    let mut conn = signed.read().await?;
    let counting = store::counting(&mut conn, degree.person).await?;
    let language = signed.who.language;
    let line = |part: &Part| match part {
        Part::External(institution, code, name, credits) => PartLine {
            institution: institution.clone(),
            code: code.clone(),
            name: name.clone(),
            credits: credits.to_string(),
            grade: None,
            gone: false,
        },
        Part::Own(id) => {
            let one = counting.iter().find(|one| one.registration == *id);
            let text = |of: fn(&store::Counting) -> String| one.map(of).unwrap_or_default();
            PartLine {
                institution: signed.node.institution().number.clone(),
                code: text(|one| one.code.clone()),
                name: one.map_or_else(String::new, |one| one.name.get(language).to_owned()),
                credits: text(|one| one.credits.to_string()),
                grade: one.map(|one| one.grade.code()),
                gone: one.is_none_or(|one| !one.grade.passed()),
            }
        }
    };
    Ok(degree.parts.iter().map(line).collect())
}

/// The degree, for those of its unit.
pub(super) async fn degree_of(signed: &Signed, id: DegreeId) -> Result<Degree> {
    let mut conn = signed.read().await?;
    let degree = store::one(&mut conn, id).await?.ok_or(Error::NotFound)?;
    signed.who.require(KEEPERS, &degree.place)?;
    signed.look(degree.person, "degree").await?;
    Ok(degree)
}

async fn degree_page(signed: &Signed, id: DegreeId, form: Form) -> Result<DegreePage> {
    let degree = degree_of(signed, id).await?;
    let parts = part_lines(signed, &degree).await?;
    let mut conn = signed.read().await?;
    let name = store::name_of(&mut conn, degree.person).await?;
    let whose = name.map_or_else(String::new, |name| name.shown(signed.who.language));
    let form = form.labels(&[("because", key("degrees-because"))]);
    Ok(DegreePage { frame: signed.frame(format!("degrees/{id}")), form, degree, whose, parts })
}

async fn show(Path(id): Path<DegreeId>, signed: Signed) -> Result<Response> {
    page(&degree_page(&signed, id, Form::new()).await?)
}

async fn post_withdrawal(Path(id): Path<DegreeId>, posted: Posted) -> Result<Response> {
    let form = posted.form();
    let mut act = posted.act().await?;
    match super::withdraw(&mut act, id, form.field("because")).await {
        Ok(()) => {
            act.commit(Entry::new("degree.withdraw", "degree", id.0)).await?;
            Ok(done(&format!("/degrees/{id}"), "done-degree-withdrawn"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            drop(act);
            let again = degree_page(&posted.signed, id, refused(form, error)?).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "degrees/description.html")]
struct DescriptionPage {
    frame: ui::Frame,
    form: Form,
    course: CourseId,
    code: String,
}

async fn description(Path(id): Path<CourseId>, signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let (place, code) = store::course(&mut conn, id).await?.ok_or(Error::NotFound)?;
    signed.who.require(KEEPERS, &place)?;
    let mut form = Form::new().labels(&LANGUAGES);
    if let Some(about) = store::description(&mut conn, id).await? {
        form = form.with("text_nb", about.nb).with("text_nn", about.nn).with("text_en", about.en);
    }
    page(&DescriptionPage { frame: signed.frame("degrees/courses"), form, course: id, code })
}

const LANGUAGES: [(&str, &str); 3] = [
    ("text_nb", "degrees-description-nb"),
    ("text_nn", "degrees-description-nn"),
    ("text_en", "degrees-description-en"),
];

async fn post_description(Path(course): Path<CourseId>, posted: Posted) -> Result<Response> {
    let field = |name: &str| posted.field(name).to_owned();
    let (text_nb, text_nn) = (field("text_nb"), field("text_nn"));
    let about = CourseDescription { course, text_nb, text_nn, text_en: field("text_en") };
    let mut act = posted.act().await?;
    super::describe(&mut act, &about).await?;
    act.commit(Entry::new("degree.describe", "course", course.0)).await?;
    Ok(done(&format!("/degrees/courses/{course}"), "done-degree-described"))
}

/// Nobody has the national id that was looked for.
pub(super) fn nobody() -> Error {
    Error::field("national_id", said(key("degrees-error-nobody")))
}
