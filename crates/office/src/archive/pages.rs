//! The records office's list.

use super::store::{self, Row};
use crate::Result;
use crate::access::Role;
use crate::http::{Allow, Posted, Routes, Signed, page, wanted};
use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};

/// Who reads the archive's list.
pub(super) const READERS: &[Role] = &[Role::RecordsOfficer];

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/archive", Allow::Roles(READERS), entries)
        .page("/archive/search", Allow::Roles(READERS), entries)
        .search("/archive/search", Allow::Roles(READERS), search)
        .merge(super::api::routes())
}

/// Notes the look at those whom the entries tell about.
pub(super) async fn look(signed: &Signed, rows: &[Row]) -> Result<()> {
    let persons: Vec<_> = rows.iter().filter_map(|row| row.person).collect();
    signed.look_each(&persons, "archive").await
}

pub(super) const PAGE_SIZE: u32 = 100;

#[derive(Template)]
#[template(path = "archive/entries.html")]
struct EntriesPage {
    frame: ui::Frame,
    form: ui::Form,
    directions: Vec<ui::Choice>,
    rows: Vec<Row>,
    list: ui::List,
}

impl EntriesPage {
    fn direction(&self, row: &Row) -> String {
        match row.direction.as_str() {
            "incoming" => self.frame.t("archive-incoming"),
            "outgoing" => self.frame.t("archive-outgoing"),
            _ => self.frame.t("archive-internal"),
        }
    }

    /// The page of the case that the entry belongs to, where it has one.
    fn href(&self, row: &Row) -> Option<String> {
        let list = match row.subject.0.as_str() {
            "appeal" => "/appeals",
            "misconduct" => "/misconduct",
            _ => return None,
        };
        Some(format!("{list}/{}", row.subject.1))
    }
}

/// The columns by which the list is sorted.
const COLUMNS: &[&str] = &["-registered", "case", "correspondent"];

/// What stands in the archive, newest first.
async fn entries(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let fields = wanted(query, &["case", "direction"]);
    let list = ui::List::from_query("/archive", &fields, COLUMNS, PAGE_SIZE);
    shown(&signed, list, ui::Form::from_pairs(fields)).await
}

/// Those that were looked for; what nobody is named in goes on to an address that can be kept.
async fn search(posted: Posted) -> Result<Response> {
    let fields = wanted(posted.fields, &["q", "direction"]);
    let list = ui::List::from_form("/archive", &fields, COLUMNS, PAGE_SIZE);
    let form = ui::Form::from_pairs(fields);
    if form.field("q").is_empty() {
        return Ok(Redirect::to(&list.page_href(list.page)).into_response());
    }
    shown(&posted.signed, list, form).await
}

async fn shown(signed: &Signed, list: ui::List, form: ui::Form) -> Result<Response> {
    let frame = signed.frame("archive");
    let filter = store::Filter {
        case_number: form.field("case"),
        direction: form.field("direction"),
        q: form.field("q"),
        sort: &list.order(),
        limit: PAGE_SIZE,
        offset: list.offset(),
    };
    let mut conn = signed.read().await?;
    let (rows, total) = store::list(&mut conn, &signed.who.scope(READERS), filter).await?;
    look(signed, &rows).await?;
    let directions = vec![
        ui::Choice::new("incoming", frame.t("archive-incoming")),
        ui::Choice::new("outgoing", frame.t("archive-outgoing")),
        ui::Choice::new("internal", frame.t("archive-internal")),
    ];
    page(&EntriesPage { frame, form, directions, rows, list: list.of(total) })
}
