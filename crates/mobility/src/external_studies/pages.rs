//! The officers' pages: what waits, what one person has from elsewhere, and what is brought for her.

use super::store::documents::{self, Document};
use super::store::lists::{self, Waiting};
use super::store::people::{self, Whose};
use super::{Content, Duplicate, Entered, Gap, Kind, Merge, OFFICERS, Row, Words, reach};
use crate::ExternalRowId;
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use office::catalogue::refused;
use office::http::{Allow, Posted, Routes, Signed, Upload, done, page, page_with};
use office::{Error, PersonId, Result};
use rules::{Credits, Term};
use sqlx::PgConnection;
use std::collections::HashMap;
use ui::{Choice, Form, key};

pub(crate) fn routes() -> Routes {
    let officers = Allow::Roles(OFFICERS);
    let person = "/external-studies/people/{person}";
    let part = |name: &str| format!("{person}/{name}");
    Routes::default()
        .page("/external-studies", officers, index)
        .search("/external-studies/find", officers, find)
        .page(person, officers, of_person)
        .form(&part("files"), officers, "external_studies.bring", brought)
        .page(&part("rows/new"), officers, new_row)
        .form(&part("rows"), officers, "external_studies.enter", entered)
        .form("/external-studies/duplicates", officers, "external_studies.merge", merged)
        .merge(super::document_pages::routes())
        .merge(super::key_pages::routes())
        .merge(super::own_pages::routes())
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "external_studies/index.html")]
struct IndexPage {
    frame: ui::Frame,
    form: Form,
    waiting: Vec<Waiting>,
    names: HashMap<PersonId, String>,
    keeper: bool,
}

impl IndexPage {
    fn name(&self, person: &PersonId) -> &str {
        self.names.get(person).map_or("", String::as_str)
    }

    fn from(&self, one: &Waiting) -> String {
        from(&self.frame, &one.source, one.issuer.as_deref())
    }
}

/// When something was achieved, in words.
pub(crate) fn when(frame: &ui::Frame, content: &Content) -> String {
    match (content.term, content.date) {
        (Some(term), _) => frame.term(term),
        (None, Some(date)) if content.period.is_empty() => frame.date(date),
        _ => content.when(frame.language),
    }
}

/// Where a document comes from, in words.
pub(super) fn from(frame: &ui::Frame, source: &str, issuer: Option<&str>) -> String {
    match (source, issuer) {
        ("exchange", Some(issuer)) => {
            frame.ta("external-studies-from-exchange", &[("issuer", &issuer)])
        }
        ("entered", _) => frame.t("external-studies-from-paper"),
        _ => frame.t("external-studies-from-emrex"),
    }
}

async fn index_page(signed: &Signed, form: Form) -> Result<IndexPage> {
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(OFFICERS);
    let institution = &signed.node.institution().number;
    let waiting = lists::waiting(&mut conn, institution, &scope).await?;
    let persons: Vec<PersonId> = waiting.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "external-studies").await?;
    let frame = signed.frame("external-studies");
    let mut names = HashMap::new();
    for person in persons {
        if let Some(whose) = people::whose(&mut conn, person).await? {
            names.insert(person, whose.name.listed(frame.language));
        }
    }
    let keeper = signed.who.has_everywhere(super::KEEPERS);
    let form = form.labels(&[("student", key("external-studies-student-number"))]);
    Ok(IndexPage { frame, form, waiting, names, keeper })
}

async fn index(signed: Signed) -> Result<Response> {
    page(&index_page(&signed, Form::new()).await?)
}

/// The person whose student number was typed; the number stands in no address.
async fn find(posted: Posted) -> Result<Response> {
    match found(&posted.signed, posted.field("student")).await {
        Ok(person) => {
            Ok(Redirect::to(&format!("/external-studies/people/{person}")).into_response())
        }
        Err(Error::NotFound) => {
            let mut form = posted.form();
            form.add_error("student", ui::messages::text("external-studies-error-no-student", &[]));
            let shown = index_page(&posted.signed, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(error) => Err(error),
    }
}

/// Whose student number it is, of those one has to do with.
pub(crate) async fn found(signed: &Signed, student_number: &str) -> Result<PersonId> {
    let mut conn = signed.read().await?;
    let person = office::people::store::student(&mut conn, student_number.trim()).await?;
    let person = person.ok_or(Error::NotFound)?;
    may_see(signed, &mut conn, person).await?;
    Ok(person)
}

async fn may_see(signed: &Signed, conn: &mut PgConnection, person: PersonId) -> Result<()> {
    let scope = signed.who.scope(OFFICERS);
    reach::require(conn, &signed.node, person, &scope).await
}

/// Everything that stands of one person, for whoever may see it; that it was looked at is noted.
pub(crate) async fn all_of(signed: &Signed, person: PersonId) -> Result<Everything> {
    let mut conn = signed.read().await?;
    may_see(signed, &mut conn, person).await?;
    signed.look(person, "external-studies").await?;
    everything(&mut conn, person).await
}

/// What stands of one person.
pub(crate) struct Everything {
    pub(crate) whose: Whose,
    pub(crate) rows: Vec<Row>,
    pub(crate) documents: Vec<Document>,
    pub(crate) duplicates: Vec<Duplicate>,
}

pub(super) async fn everything(conn: &mut PgConnection, person: PersonId) -> Result<Everything> {
    let whose = people::whose(&mut *conn, person).await?.ok_or(Error::NotFound)?;
    let rows = super::rows(&mut *conn, person).await?;
    let documents = documents::of_person(&mut *conn, person).await?;
    let duplicates = super::proposed(conn, person).await?;
    Ok(Everything { whose, rows, documents, duplicates })
}

#[derive(Template)]
#[template(path = "external_studies/person.html")]
struct PersonPage {
    frame: ui::Frame,
    form: Form,
    all: Everything,
    /// Whether it is the officer's own, who then changes nothing (fvl. § 6).
    own: bool,
}

impl PersonPage {
    fn name(&self) -> String {
        self.all.whose.name.shown(self.frame.language)
    }

    fn from(&self, one: &Document) -> String {
        from(&self.frame, &one.source, one.issuer.as_deref())
    }

    fn table(&self) -> RowTable<'_> {
        RowTable { frame: &self.frame, rows: &self.all.rows }
    }

    fn state(&self, one: &Document) -> String {
        self.frame.t(state(one))
    }
}

/// What has become of a document.
pub(super) const fn state(one: &Document) -> &'static str {
    match one {
        Document { same: Some(false), .. } => key("external-studies-state-another-person"),
        Document { set_aside: true, .. } => key("external-studies-state-set-aside"),
        Document { imported: true, .. } => key("external-studies-state-imported"),
        Document { outdated: true, .. } => key("external-studies-state-outdated"),
        _ => key("external-studies-state-waiting"),
    }
}

/// The rows as a table shows them, for officers and for the person.
#[derive(Template)]
#[template(path = "external_studies/rows.html")]
pub(super) struct RowTable<'a> {
    pub(super) frame: &'a ui::Frame,
    pub(super) rows: &'a [Row],
}

impl RowTable<'_> {
    fn shown(&self, content: &Content) -> String {
        content.shown(self.frame.language)
    }

    fn when(&self, content: &Content) -> String {
        when(self.frame, content)
    }

    fn from(&self, row: &Row) -> String {
        from(self.frame, &row.source, Some(&row.issuer))
    }

    fn institution(&self, row: &Row) -> String {
        row.content.institution.nearest(self.frame.language).to_owned()
    }

    /// What a row is part of, by name where it stands here too.
    fn part_of(&self, row: &Row) -> String {
        let whole = |key: &String| {
            let found =
                self.rows.iter().find(|one| one.issuer == row.issuer && one.result_key == *key);
            found.map_or_else(|| key.clone(), |one| self.shown(&one.content))
        };
        row.content.part_of.iter().map(whole).collect::<Vec<_>>().join(", ")
    }

    fn gaps(&self, row: &Row) -> Vec<Gap> {
        row.content.gaps()
    }
}

async fn person_page(signed: &Signed, person: PersonId, form: Form) -> Result<PersonPage> {
    let all = all_of(signed, person).await?;
    let own = signed.who.person == person;
    let form = form.labels(&[("file", key("external-studies-file"))]);
    Ok(PersonPage { frame: signed.frame("external-studies"), form, all, own })
}

async fn of_person(signed: Signed, Path(person): Path<PersonId>) -> Result<Response> {
    page(&person_page(&signed, person, Form::new()).await?)
}

/// The one file of a form.
pub(crate) fn file(posted: &Posted) -> Result<&Upload> {
    let file = posted.files.iter().find(|file| file.field == "file");
    file.ok_or_else(|| Error::field("file", ui::messages::text("external-studies-error-file", &[])))
}

async fn brought(Path(person): Path<PersonId>, posted: Posted) -> Result<Response> {
    let outcome = bring(&posted, person, false).await;
    match outcome {
        Ok(id) => {
            Ok(done(&format!("/external-studies/documents/{id}"), "done-external-studies-brought"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let form = refused(posted.form(), error)?;
            let shown = person_page(&posted.signed, person, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(error) => Err(error),
    }
}

/// Takes the file of a form in and commits.
pub(super) async fn bring(
    posted: &Posted,
    person: PersonId,
    by_student: bool,
) -> Result<crate::ExternalDocumentId> {
    let file = file(posted)?;
    let mut act = posted.act().await?;
    let new = super::Brought { person, bytes: &file.bytes };
    let id = super::bring(&mut act, new, by_student).await?;
    let action = if by_student { "external_studies.bring_own" } else { "external_studies.bring" };
    act.commit(Entry::new(action, "external_document", id.0)).await?;
    Ok(id)
}

/// The fields of the form, with their labels.
const LABELS: &[(&str, &str)] = &[
    ("kind", key("external-studies-kind")),
    ("institution", key("external-studies-institution")),
    ("code", key("external-studies-code")),
    ("title", key("external-studies-name")),
    ("title_en", key("external-studies-name-en")),
    ("term", key("external-studies-term")),
    ("date", key("external-studies-date")),
    ("credits", key("external-studies-credits")),
    ("grade", key("external-studies-grade")),
];

#[derive(Template)]
#[template(path = "external_studies/new_row.html")]
struct NewRowPage {
    frame: ui::Frame,
    form: Form,
    whose: Whose,
}

impl NewRowPage {
    fn name(&self) -> String {
        self.whose.name.shown(self.frame.language)
    }

    fn kinds(&self) -> Vec<Choice> {
        kinds(&self.frame)
    }
}

/// The kinds as a form offers them.
pub(crate) fn kinds(frame: &ui::Frame) -> Vec<Choice> {
    let choice =
        |kind: Kind| Choice::new(office::catalogue::words::word(&kind), frame.t(kind.key()));
    Kind::ALL.into_iter().map(choice).collect()
}

async fn new_row_page(signed: &Signed, person: PersonId, form: Form) -> Result<NewRowPage> {
    let whose = all_of(signed, person).await?.whose;
    Ok(NewRowPage { frame: signed.frame("external-studies"), form: form.labels(LABELS), whose })
}

async fn new_row(signed: Signed, Path(person): Path<PersonId>) -> Result<Response> {
    page(&new_row_page(&signed, person, Form::new()).await?)
}

/// What a form says of one thing from elsewhere; `None` when a field must be filled in again.
pub(crate) fn read_content(form: &mut Form) -> Option<Content> {
    let words: Vec<String> = Kind::ALL.iter().map(office::catalogue::words::word).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let kind = form.choice("kind", &words);
    let institution = form.required("institution");
    let title = form.required("title");
    let date = form.optional_date("date");
    let term = form.optional("term").and_then(|term| match Term::parse(&term) {
        Ok(term) => Some(term),
        Err(_) => {
            form.add_error("term", ui::messages::text("external-studies-error-term", &[]));
            None
        }
    });
    let credits = form.optional("credits").and_then(|given| {
        let credits = Credits::parse(&given.replace(',', "."));
        if credits.is_none() {
            form.add_error("credits", ui::messages::text("external-studies-error-credits", &[]));
        }
        credits
    });
    if !form.is_valid() {
        return None;
    }
    Some(Content {
        kind: office::catalogue::words::read(&kind?)?,
        institution: Words { nb: Some(institution?), ..Words::default() },
        code: form.optional("code"),
        version: None,
        title: Words { nb: title, en: form.optional("title_en"), ..Words::default() },
        thesis: Words::default(),
        term,
        period: Words::default(),
        date,
        grade: form.optional("grade"),
        credits,
        level: None,
        description: Words::default(),
        url: None,
        part_of: Vec::new(),
    })
}

async fn entered(Path(person): Path<PersonId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let outcome = match read_content(&mut form) {
        None => Err(Error::Invalid(Vec::new())),
        Some(content) => {
            let issuer = posted.field("institution").to_owned();
            let mut act = posted.act().await?;
            match super::enter(&mut act, Entered { person, issuer, content }).await {
                Ok(id) => {
                    let entry = Entry::new("external_studies.enter", "external_document", id.0);
                    act.commit(entry).await?;
                    Ok(())
                }
                Err(error) => Err(error),
            }
        }
    };
    match outcome {
        Ok(()) => {
            let back = format!("/external-studies/people/{person}");
            Ok(done(&back, "done-external-studies-entered"))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_))) => {
            let form = refused(form, error)?;
            let shown = new_row_page(&posted.signed, person, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(error) => Err(error),
    }
}

async fn merged(posted: Posted) -> Result<Response> {
    let row = |name| posted.field(name).parse().map(ExternalRowId).map_err(|_| Error::NotFound);
    let same = posted.field("same") == "yes";
    let new = Merge { kept: row("kept")?, other: row("other")?, same };
    let mut act = posted.act().await?;
    let person = super::merge(&mut act, new).await?;
    let entry = Entry::new("external_studies.merge", "external_row", new.kept.0);
    act.commit(entry.fact("other", new.other.to_string()).fact("same", same)).await?;
    Ok(done(&format!("/external-studies/people/{person}"), "done-external-studies-merged"))
}
