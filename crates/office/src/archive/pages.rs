//! The records office's list.

use super::store::{self, Row};
use crate::Result;
use crate::access::Role;
use crate::http::{Allow, Routes, Signed, page};
use askama::Template;
use axum::extract::Query;
use axum::response::Response;

/// Who reads the archive's list.
pub(super) const READERS: &[Role] = &[Role::RecordsOfficer];

pub(crate) fn routes() -> Routes {
    Routes::default().page("/archive", Allow::Roles(READERS), entries).merge(super::api::routes())
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
        (row.subject.0 == "appeal").then(|| format!("/appeals/{}", row.subject.1))
    }
}

/// What stands in the archive, newest first.
async fn entries(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let frame = signed.frame("archive");
    let list = ui::List::from_query("/archive", &query, &["registered"], PAGE_SIZE);
    let form = ui::Form::from_pairs(query);
    let scope = signed.who.scope(READERS);
    let mut conn = signed.read().await?;
    let (rows, total) = store::list(
        &mut conn,
        &scope,
        form.field("case").trim(),
        form.field("direction"),
        PAGE_SIZE,
        list.offset(),
    )
    .await?;
    look(&signed, &rows).await?;
    let directions = vec![
        ui::Choice::new("incoming", frame.t("archive-incoming")),
        ui::Choice::new("outgoing", frame.t("archive-outgoing")),
        ui::Choice::new("internal", frame.t("archive-internal")),
    ];
    page(&EntriesPage { frame, form, directions, rows, list: list.of(total) })
}
