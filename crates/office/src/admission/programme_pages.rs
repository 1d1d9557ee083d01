//! The pages on which programmes and their study starts are kept.

use super::application::Start;
use super::programme::{ProgrammeFields, StartFields};
use super::store::programmes::{self, ProgrammeRow, Which};
use super::{HANDLERS, add_start, change_programme, create_programme};
use crate::catalogue::forms::refused;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{Error, ProgrammeId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rules::exclusion::Classification;
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    let one = "/programmes/{programme}";
    Routes::default()
        .page("/programmes", handlers, list)
        .page("/programmes/new", handlers, blank)
        .form("/programmes", handlers, "programme.create", created)
        .page(one, handlers, show)
        .form(one, handlers, "programme.change", changed)
        .form(&format!("{one}/starts"), handlers, "programme.add_start", started)
}

#[derive(Template)]
#[template(path = "admission/programmes.html")]
struct ProgrammesPage {
    frame: ui::Frame,
    programmes: Vec<ProgrammeRow>,
}

impl ProgrammesPage {
    fn classification(&self, one: &ProgrammeRow) -> String {
        let named = one.fields.classification.map(Classification::name);
        named.map_or_else(String::new, |name| self.frame.text(&name).to_owned())
    }
}

async fn list(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let programmes = programmes::list(&mut conn, &signed.who.scope(HANDLERS), None).await?;
    page(&ProgrammesPage { frame: signed.frame("programmes"), programmes })
}

#[derive(Template)]
#[template(path = "admission/programme.html")]
struct ProgrammePage {
    frame: ui::Frame,
    form: Form,
    start: Form,
    /// The programme, where it is there already.
    id: Option<ProgrammeId>,
    starts: Vec<Start>,
    units: Vec<Choice>,
    classifications: Vec<Choice>,
}

impl ProgrammePage {
    fn action(&self) -> String {
        self.id.map_or_else(|| "/programmes".to_owned(), |id| format!("/programmes/{id}"))
    }
}

const LABELS: &[(&str, &str)] = &[
    ("code", key("admission-code")),
    ("name_nb", key("catalogue-name-nb")),
    ("name_nn", key("catalogue-name-nn")),
    ("name_en", key("catalogue-name-en")),
    ("unit", key("catalogue-unit")),
    ("classification", key("catalogue-classification")),
    ("terms", key("admission-terms")),
    ("starts_on", key("admission-starts-on")),
    ("apply_by", key("admission-apply-by")),
];

async fn programme_page(
    signed: &Signed,
    id: Option<ProgrammeId>,
    (form, start): (Form, Form),
) -> Result<ProgrammePage> {
    let mut conn = signed.read().await?;
    let frame = signed.frame("programmes");
    let units = programmes::units(&mut conn, &signed.who.scope(HANDLERS)).await?;
    let unit = |(place, name): (String, rules::Text)| {
        let shown = format!("{place} {}", name.get(frame.language));
        Choice::new(place, shown)
    };
    let starts = match id {
        Some(id) => programmes::starts(&mut conn, Which::Of(id)).await?,
        None => Vec::new(),
    };
    Ok(ProgrammePage {
        form: form.labels(LABELS),
        start: start.named("start").labels(LABELS),
        id,
        starts,
        units: units.into_iter().map(unit).collect(),
        classifications: [Classification::Hesos, Classification::Laerer]
            .map(|one| Choice::new(one.code(), one.name().get(frame.language).to_owned()))
            .to_vec(),
        frame,
    })
}

async fn blank(signed: Signed) -> Result<Response> {
    page(&programme_page(&signed, None, (Form::new(), Form::new())).await?)
}

/// A programme of one's own unit, or not found.
pub(super) async fn own(signed: &Signed, id: ProgrammeId) -> Result<ProgrammeRow> {
    let mut conn = signed.read().await?;
    let found = programmes::list(&mut conn, &signed.who.scope(HANDLERS), Some(id)).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// The form with what is kept of a programme.
fn filled(row: ProgrammeRow) -> Form {
    let fields = row.fields;
    let form = Form::new()
        .with("code", fields.code)
        .with("name_nb", fields.name_nb)
        .with("name_nn", fields.name_nn)
        .with("name_en", fields.name_en)
        .with("unit", fields.unit)
        .with("terms", fields.terms.to_string());
    let form = match fields.police_certificate {
        true => form.with("police_certificate", "on"),
        false => form,
    };
    match fields.classification {
        Some(classification) => form.with("classification", classification.code()),
        None => form,
    }
}

async fn show(signed: Signed, Path(id): Path<ProgrammeId>) -> Result<Response> {
    let form = filled(own(&signed, id).await?);
    page(&programme_page(&signed, Some(id), (form, Form::new())).await?)
}

fn read(form: &mut Form) -> Option<ProgrammeFields> {
    let code = form.required("code");
    let [nb, nn, en] = ["name_nb", "name_nn", "name_en"].map(|name| form.required(name));
    let unit = form.required("unit");
    let terms = form.number("terms", 1..=i64::from(super::programme::TERMS_MAX));
    Some(ProgrammeFields {
        code: code?,
        name_nb: nb?,
        name_nn: nn?,
        name_en: en?,
        unit: unit?,
        classification: form.optional("classification").as_deref().and_then(Classification::parse),
        terms: i32::try_from(terms?).ok()?,
        police_certificate: form.checked("police_certificate"),
    })
}

async fn created(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    if let Some(fields) = read(&mut form) {
        let mut act = posted.act().await?;
        match create_programme(&mut act, &fields).await {
            Ok(id) => {
                act.commit(Entry::new("programme.create", "programme", id.0)).await?;
                return Ok(done(&format!("/programmes/{id}"), "done-programme-created"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = programme_page(&posted.signed, None, (form, Form::new())).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn changed(Path(id): Path<ProgrammeId>, posted: Posted) -> Result<Response> {
    own(&posted.signed, id).await?;
    let mut form = posted.form();
    if let Some(fields) = read(&mut form) {
        let mut act = posted.act().await?;
        match change_programme(&mut act, id, &fields).await {
            Ok(()) => {
                act.commit(Entry::new("programme.change", "programme", id.0)).await?;
                return Ok(done(&format!("/programmes/{id}"), "done-programme-changed"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = programme_page(&posted.signed, Some(id), (form, Form::new())).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn started(Path(id): Path<ProgrammeId>, posted: Posted) -> Result<Response> {
    let row = own(&posted.signed, id).await?;
    let mut start = posted.form();
    let (starts_on, apply_by) = (start.date("starts_on"), start.date("apply_by"));
    if let (Some(starts_on), Some(apply_by)) = (starts_on, apply_by) {
        let mut act = posted.act().await?;
        match add_start(&mut act, id, StartFields { starts_on, apply_by }).await {
            Ok(added) => {
                act.commit(Entry::new("programme.add_start", "study_start", added.0)).await?;
                return Ok(done(&format!("/programmes/{id}"), "done-programme-start"));
            }
            Err(error) => start = refused(start, error)?,
        }
    }
    let shown = programme_page(&posted.signed, Some(id), (filled(row), start)).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
