//! The register of examiners.

use super::engaged::{engages, require_engaged};
use super::store::{self, Examiner};
use super::{
    BOARD, EXAMINER_KEEPERS, EXAMINER_VIEWERS, ExaminerFields, add_examiner, approve, keep_cv,
};
use crate::http::{Allow, Posted, Routes, Signed, done, files, page, page_with};
use crate::{Error, PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use rules::Language;
use ui::{Choice, Form};

pub(crate) fn routes() -> Routes {
    let keepers = Allow::Roles(EXAMINER_KEEPERS);
    Routes::default()
        .page("/examiners", Allow::Roles(EXAMINER_VIEWERS), list)
        .page("/examiners/find", Allow::Roles(EXAMINER_VIEWERS), list)
        .search("/examiners/find", Allow::Roles(EXAMINER_VIEWERS), find)
        .page("/examiners/new", keepers, new)
        .form("/examiners", keepers, "examiner.add", post_new)
        .page("/examiners/{examiner}", Allow::Roles(EXAMINER_VIEWERS), one)
        .form("/examiners/{examiner}/cv", keepers, "examiner.cv", post_cv)
        .page("/examiners/{examiner}/cv", Allow::Roles(EXAMINER_VIEWERS), cv)
        .form(
            "/examiners/{examiner}/approval",
            Allow::Roles(BOARD),
            "examiner.approve",
            post_approval,
        )
        .merge(super::committee_pages::routes())
        .merge(super::call_in_pages::routes())
        .merge(super::request_pages::routes())
        .merge(super::api::routes())
}

/// How many examiners one page of the register holds.
const PAGE_SIZE: u32 = 50;

/// How many of those found are shown; whoever finds more is asked to type more.
const FOUND_MAX: u32 = 200;

#[derive(Template)]
#[template(path = "examiners/examiners.html")]
struct ListPage {
    frame: ui::Frame,
    list: ui::List,
    form: Form,
    examiners: Vec<Examiner>,
    keeper: bool,
    /// That more were found than are shown.
    more: Option<String>,
}

async fn list(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let query: Vec<_> = query.into_iter().filter(|(name, _)| name == "page").collect();
    let list = ui::List::from_query("/examiners", &query, &["name"], PAGE_SIZE);
    shown(&signed, list, Form::new()).await
}

/// Those whose name or workplace was typed. It comes in the form, never in the address: addresses
/// are kept by browsers and logs.
async fn find(posted: Posted) -> Result<Response> {
    let list = ui::List::from_query("/examiners", &[], &["name"], FOUND_MAX);
    shown(&posted.signed, list, posted.form()).await
}

async fn shown(signed: &Signed, list: ui::List, form: Form) -> Result<Response> {
    let find = form.optional("q").unwrap_or_default();
    let mut conn = signed.read().await?;
    let list = list.of(store::count_examiners(&mut conn, &find).await?);
    let examiners = store::examiners(&mut conn, &find, list.page_size, list.offset()).await?;
    let keeper = signed.who.has(EXAMINER_KEEPERS);
    let frame = signed.frame("examiners");
    let cut = list.page_size == FOUND_MAX && list.total > FOUND_MAX;
    let (shown, total) = (FOUND_MAX.to_string(), list.total.to_string());
    let more =
        cut.then(|| frame.ta("examiners-found-more", &[("shown", &shown), ("total", &total)]));
    page(&ListPage { frame, list, form, examiners, keeper, more })
}

#[derive(Template)]
#[template(path = "examiners/new.html")]
struct NewPage {
    frame: ui::Frame,
    form: Form,
    languages: Vec<Choice>,
}

impl NewPage {
    fn of(signed: &Signed, form: Form) -> Self {
        let frame = signed.frame("examiners/new");
        let languages = frame.languages().map(|(language, name)| Choice::new(language.tag(), name));
        let form = form.with("language", "nb").labels(&[
            ("given_name", "examiners-given-name"),
            ("family_name", "examiners-family-name"),
            ("email", "examiners-email"),
            ("workplace", "examiners-workplace"),
        ]);
        Self { frame, form, languages: languages.into() }
    }
}

async fn new(signed: Signed) -> Result<Response> {
    page(&NewPage::of(&signed, Form::new().with("employed_at_university", "yes")))
}

fn fields(form: &Form) -> ExaminerFields {
    let text = |name: &str| form.field(name).trim().to_owned();
    ExaminerFields {
        given_name: text("given_name"),
        family_name: text("family_name"),
        email: text("email"),
        language: Language::from_tag(form.field("language")).unwrap_or(Language::Nb),
        title_nb: text("title_nb"),
        title_nn: text("title_nn"),
        title_en: text("title_en"),
        workplace: text("workplace"),
        external: form.checked("external"),
        employed_at_university: form.checked("employed_at_university"),
    }
}

async fn post_new(posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let mut act = posted.act().await?;
    match add_examiner(&mut act, &fields(&form)).await {
        Ok(id) => {
            act.commit(Entry::new("examiner.add", "examiner", id.0)).await?;
            Ok(done(&format!("/examiners/{id}"), "done-examiner-added"))
        }
        Err(Error::Invalid(faults)) => {
            faults.into_iter().for_each(|fault| form.add_error(&fault.field, fault.text));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &NewPage::of(&posted.signed, form))
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "examiners/examiner.html")]
struct ExaminerPage {
    frame: ui::Frame,
    form: Form,
    examiner: Examiner,
    /// Whether one may read the address and the CV.
    engaged: bool,
    keeper: bool,
    board: bool,
}

impl ExaminerPage {
    async fn of(signed: &Signed, id: PersonId, form: Form) -> Result<Self> {
        let mut conn = signed.read().await?;
        let examiner = store::examiner(&mut conn, id).await?.ok_or(Error::NotFound)?;
        Ok(Self {
            engaged: engages(&mut conn, &signed.who, id).await?,
            frame: signed.frame("examiners"),
            form: form.labels(&[("approved_on", "examiners-approved-on"), ("cv", "examiners-cv")]),
            examiner,
            keeper: signed.who.has(EXAMINER_KEEPERS),
            board: signed.who.has(BOARD),
        })
    }
}

async fn one(signed: Signed, Path(id): Path<PersonId>) -> Result<Response> {
    page(&ExaminerPage::of(&signed, id, Form::new()).await?)
}

async fn post_cv(Path(id): Path<PersonId>, posted: Posted) -> Result<Response> {
    require_engaged(&mut *posted.signed.read().await?, &posted.signed.who, id).await?;
    let stored = match posted.files.first() {
        Some(upload) => {
            files::keep(&posted.signed.node, "cv", &upload.media_type, &upload.bytes).await
        }
        None => Err(Error::field("cv", ui::messages::text("common-error-required", &[]))),
    };
    let file = match stored {
        Ok(file) => file,
        Err(error) => return again(&posted, id, "cv", error).await,
    };
    let mut act = posted.act().await?;
    keep_cv(&mut act, id, file.id).await?;
    act.commit(Entry::new("examiner.cv", "examiner", id.0).fact("file", file.id.to_string()))
        .await?;
    Ok(done(&format!("/examiners/{id}"), "done-examiner-cv"))
}

/// The CV of an examiner, for a unit that engages him. Noted as a look at him.
pub(super) async fn cv(signed: Signed, Path(id): Path<PersonId>) -> Result<Response> {
    let mut conn = signed.read().await?;
    require_engaged(&mut conn, &signed.who, id).await?;
    let examiner = store::examiner(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let file = examiner.cv_file.ok_or(Error::NotFound)?;
    drop(conn);
    signed.look(id, "examiner").await?;
    files::download(&signed.node, file, "cv").await
}

async fn post_approval(Path(id): Path<PersonId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let Some(on) = form.date("approved_on") else {
        let again = ExaminerPage::of(&posted.signed, id, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
    };
    let mut act = posted.act().await?;
    match approve(&mut act, id, on).await {
        Ok(board) => {
            let entry = Entry::new("examiner.approve", "examiner", id.0);
            let entry = entry.fact("on", on.to_string()).fact("board", board.to_string());
            act.commit(entry).await?;
            Ok(done(&format!("/examiners/{id}"), "done-examiner-approved"))
        }
        Err(error) => again(&posted, id, "approved_on", error).await,
    }
}

/// Shows the page again with what was wrong.
async fn again(posted: &Posted, id: PersonId, field: &str, error: Error) -> Result<Response> {
    let mut form = posted.form();
    match error {
        Error::Invalid(faults) => {
            faults.into_iter().for_each(|fault| form.add_error(&fault.field, fault.text));
        }
        Error::Refused(refused) => form.add_error(field, refused.text),
        other => return Err(other),
    }
    let again = ExaminerPage::of(&posted.signed, id, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}
