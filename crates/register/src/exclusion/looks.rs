//! How much is asked about persons, as operators see it: day by day who asks, for what and how often
//! somebody was in the register, and of whose rows they were told. The register cannot tell a case that is
//! invented from one that is not; whoever looks at this can ask the institution. Never a person.

use super::pages::READERS;
use super::store::looks::{Asked, ToldOf, asked, told_of};
use crate::{Node, Routes, Signed};
use askama::Template;
use axum::Json;
use axum::response::Response;
use edge::{Result, page};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;
use utoipa_axum::routes;

/// So many days are shown, today among them.
pub const LOOKS_DAYS: i64 = 30;

pub(super) fn routes() -> Routes {
    Routes::default().page("/exclusions/looks", READERS, show).api(READERS, None, routes!(looks))
}

/// What was asked of late. It names nobody.
#[derive(Serialize, ToSchema)]
struct LooksItem {
    /// The first of these days.
    #[schema(value_type = String, format = Date)]
    since: Date,
    /// By day, asker and purpose, the newest first.
    asked: Vec<Asked>,
    /// By day, deciding institution and asker, the newest first.
    told: Vec<ToldOf>,
}

async fn read(node: &Node, conn: &mut PgConnection) -> Result<LooksItem> {
    let since = edge::Node::today(node).saturating_sub((LOOKS_DAYS - 1).days());
    let (asked, told) = (asked(conn, since).await?, told_of(conn, since).await?);
    Ok(LooksItem { since, asked, told })
}

/// How much was asked about persons in the last thirty days, by day, asker and purpose, and of whose rows
/// was told. Never a person.
#[utoipa::path(get, path = "/api/exclusions/looks", tag = "exclusions",
    responses((status = 200, body = LooksItem)))]
async fn looks(signed: Signed) -> Result<Json<LooksItem>> {
    Ok(Json(read(&signed.node, &mut *signed.read().await?).await?))
}

#[derive(Template)]
#[template(path = "exclusion/looks.html")]
struct LooksPage {
    frame: ui::Frame,
    found: LooksItem,
}

impl LooksPage {
    /// What was asked for, in words.
    fn purpose(&self, asked: &Asked) -> String {
        self.frame.t(&format!("exclusions-purpose-{}", asked.purpose))
    }
}

async fn show(signed: Signed) -> Result<Response> {
    let found = read(&signed.node, &mut *signed.read().await?).await?;
    page(&LooksPage { frame: signed.frame("exclusions/looks"), found })
}
