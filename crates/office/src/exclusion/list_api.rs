//! The lists of exclusions, for programs: a page at a time.

use super::line::{Filter, Line, PAGE_SIZE};
use super::{READERS, store};
use crate::http::{Allow, Routes, Signed};
use crate::{PersonId, Result};
use axum::Json;
use axum::extract::Query;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let readers = Allow::Roles(READERS);
    Routes::default().api(readers, None, routes!(list)).api(readers, None, routes!(report))
}

/// A row as lists show it.
#[derive(Serialize, ToSchema)]
pub(super) struct ExclusionLine {
    id: Uuid,
    /// Whether this institution has decided it; else the register has told of it.
    own: bool,
    person: PersonId,
    institution: String,
    /// `EKSAMENL`, `EKSAMENN`, `KARANTENEL` or `KARANTENEN`.
    #[serde(rename = "type")]
    kind: &'static str,
    classification: &'static str,
    programme: Option<String>,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    status: &'static str,
    /// `J` or `N`.
    controlled: &'static str,
    journal_number: Option<String>,
    legal_basis: Option<&'static str>,
    under_appeal: bool,
}

impl From<Line> for ExclusionLine {
    fn from(line: Line) -> Self {
        Self {
            id: line.id,
            own: line.own,
            person: line.person,
            institution: line.institution,
            kind: line.kind.code(),
            classification: line.classification.code(),
            programme: line.programme,
            from: line.from,
            to: line.to,
            status: line.status.code(),
            controlled: line.status.controlled(),
            journal_number: line.journal_number,
            legal_basis: line.legal_basis,
            under_appeal: line.under_appeal,
        }
    }
}

async fn shown(signed: &Signed, lines: Vec<Line>) -> Result<Json<Vec<ExclusionLine>>> {
    let persons: Vec<PersonId> = lines.iter().map(|line| line.person).collect();
    signed.look_each(&persons, "exclusion").await?;
    Ok(Json(lines.into_iter().map(ExclusionLine::from).collect()))
}

#[derive(Deserialize, utoipa::IntoParams)]
struct Paged {
    /// From 1; a page holds 100 rows, and one past the last none.
    page: Option<u32>,
}

/// How many rows come before a page.
fn before(page: Option<u32>) -> u32 {
    (page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE)
}

/// This institution's rows, those that wait for control first.
#[utoipa::path(get, path = "/api/exclusions", tag = "exclusion", params(Paged),
    responses((status = 200, body = Vec<ExclusionLine>)))]
async fn list(
    signed: Signed,
    Query(Paged { page }): Query<Paged>,
) -> Result<Json<Vec<ExclusionLine>>> {
    super::pages::reader(&signed)?;
    let mut conn = signed.read().await?;
    let filter = Filter { offset: before(page), ..Filter::default() };
    let (lines, _) = store::lines::page(&mut conn, &signed.node, &filter).await?;
    shown(&signed, lines).await
}

#[derive(Deserialize, utoipa::IntoParams)]
struct Wanted {
    status: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// From 1; a page holds 100 rows, and one past the last none.
    page: Option<u32>,
}

/// Every row that has effect here, by status, period and type.
#[utoipa::path(get, path = "/api/exclusions/report", tag = "exclusion", params(Wanted),
    responses((status = 200, body = Vec<ExclusionLine>)))]
async fn report(signed: Signed, Query(wanted): Query<Wanted>) -> Result<Json<Vec<ExclusionLine>>> {
    super::pages::reader(&signed)?;
    let mut conn = signed.read().await?;
    let Wanted { status, kind, from, to, page } = wanted;
    let filter = Filter { told: true, status, kind, from, to, offset: before(page) };
    let (lines, _) = store::lines::page(&mut conn, &signed.node, &filter).await?;
    shown(&signed, lines).await
}
