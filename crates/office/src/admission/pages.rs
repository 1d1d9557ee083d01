//! The officers' list of applications, and the file of the national admission.

use super::application::{State, Via};
use super::store::{self, Filter, Listed};
use super::{HANDLERS, IMPORTERS, case_pages, import_national, my_pages, programme_pages};
use crate::catalogue::forms::refused;
use crate::catalogue::words;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with, wanted};
use crate::{PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use ui::{Choice, Form, key};
use uuid::Uuid;

pub(crate) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    let importers = Allow::Everywhere(IMPORTERS);
    Routes::default()
        .merge(programme_pages::routes())
        .page("/applications", handlers, list)
        .page("/applications/import", importers, blank)
        .form("/applications/import", importers, "admission.import", imported)
        .merge(case_pages::routes())
        .merge(my_pages::routes())
        .merge(super::api::routes())
}

/// How many choices one page of the list holds.
pub(super) const PAGE_SIZE: u32 = 100;

#[derive(Template)]
#[template(path = "admission/list.html")]
struct ListPage {
    frame: ui::Frame,
    form: Form,
    states: Vec<Choice>,
    vias: Vec<Choice>,
    programmes: Vec<Choice>,
    listed: Vec<Listed>,
    list: ui::List,
    imports: bool,
}

impl ListPage {
    fn name(&self, one: &Listed) -> String {
        one.name.listed(self.frame.language)
    }
}

/// The choices for programmes of one's units, with whose they are noted as looked at.
pub(super) async fn listed(signed: &Signed, filter: &Filter<'_>) -> Result<(Vec<Listed>, u32)> {
    let mut conn = signed.read().await?;
    let (listed, total) = store::list(&mut conn, &signed.who, filter).await?;
    let persons: Vec<PersonId> = listed.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "admission").await?;
    Ok((listed, total))
}

async fn list(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let fields = wanted(query, &["state", "programme", "via"]);
    let list = ui::List::from_query("/applications", &fields, &["received"], PAGE_SIZE);
    let form = Form::from_pairs(fields);
    let filter = Filter {
        state: form.field("state"),
        programme: form.field("programme"),
        via: form.field("via"),
        limit: PAGE_SIZE,
        offset: list.offset(),
    };
    let (found, total) = listed(&signed, &filter).await?;
    let mut conn = signed.read().await?;
    let programmes = store::programmes::list(&mut conn, &signed.who.scope(HANDLERS), None).await?;
    let frame = signed.frame("applications");
    page(&ListPage {
        states: State::ALL
            .map(|state| Choice::new(words::word(&state), frame.t(state.key())))
            .to_vec(),
        vias: [Via::Local, Via::National]
            .map(|via| Choice::new(words::word(&via), frame.t(via.key())))
            .to_vec(),
        programmes: programmes
            .into_iter()
            .map(|one| {
                let name = format!("{} {}", one.fields.code, frame.text(&one.fields.name()));
                Choice::new(one.fields.code, name)
            })
            .collect(),
        imports: signed.who.has_everywhere(IMPORTERS),
        listed: found,
        list: list.of(total),
        form,
        frame,
    })
}

#[derive(Template)]
#[template(path = "admission/import.html")]
struct ImportPage {
    frame: ui::Frame,
    form: Form,
}

fn import_page(signed: &Signed, form: Form) -> ImportPage {
    let form = form.labels(&[("file", key("admission-import-file"))]);
    ImportPage { frame: signed.frame("applications/import"), form }
}

async fn blank(signed: Signed) -> Result<Response> {
    page(&import_page(&signed, Form::new()))
}

async fn imported(posted: Posted) -> Result<Response> {
    let file = posted.files.iter().find(|upload| upload.field == "file");
    let bytes = file.map(|upload| upload.bytes.as_slice()).unwrap_or_default();
    let mut act = posted.act().await?;
    match import_national(&mut act, bytes).await {
        Ok(imported) => {
            let entry = Entry::new("admission.import", "institution", Uuid::nil());
            let entry = entry.fact("added", imported.added).fact("known", imported.known);
            act.commit(entry).await?;
            Ok(done("/applications?via=national", "done-admission-imported"))
        }
        Err(error) => {
            let form = refused(posted.form(), error)?;
            let shown = import_page(&posted.signed, form);
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
    }
}
