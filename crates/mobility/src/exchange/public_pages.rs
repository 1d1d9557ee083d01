//! What anybody reads: which institutions share results, and how it works.

use super::institutions::{self, Sharing};
use askama::Template;
use axum::Json;
use axum::response::Response;
use jiff::civil::Date;
use office::Result;
use office::http::{Allow, Routes, Visitor, page};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().page("/exchange", Allow::Public, show).api(
        Allow::Public,
        None,
        routes!(institutions_that_share),
    )
}

#[derive(Template)]
#[template(path = "exchange/public.html")]
struct PublicPage {
    frame: ui::Frame,
    institutions: Vec<Sharing>,
}

async fn show(visitor: Visitor) -> Result<Response> {
    let institutions = institutions::sharing(&visitor.node).await?;
    page(&PublicPage { frame: visitor.frame("exchange"), institutions })
}

/// An institution that shares results.
#[derive(Serialize, ToSchema)]
struct SharingInstitution {
    number: String,
    name_nb: String,
    name_nn: String,
    name_en: String,
    #[schema(value_type = String, format = Date)]
    since: Date,
    contact: String,
}

/// The institutions that share results, from the register's directory.
#[utoipa::path(get, path = "/api/exchange/institutions", tag = "exchange",
    responses((status = 200, body = Vec<SharingInstitution>)))]
async fn institutions_that_share(visitor: Visitor) -> Result<Json<Vec<SharingInstitution>>> {
    let sharing = institutions::sharing(&visitor.node).await?;
    let line = |one: Sharing| SharingInstitution {
        number: one.number.to_string(),
        name_nb: one.name.nb,
        name_nn: one.name.nn,
        name_en: one.name.en,
        since: one.since,
        contact: one.contact,
    };
    Ok(Json(sharing.into_iter().map(line).collect()))
}
