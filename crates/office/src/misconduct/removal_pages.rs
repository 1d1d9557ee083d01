//! Who may not be where, for browsers and programs: a removal concerns named areas of this institution
//! alone, as long as it lasts, and leaves studies and exams open.

use super::VIEWERS;
use super::store::{self, Removal};
use crate::http::{Allow, Routes, Signed, page};
use crate::{MisconductId, Result};
use askama::Template;
use axum::Json;
use axum::response::Response;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let viewers = Allow::Roles(VIEWERS);
    Routes::default().page("/misconduct/removals", viewers, shown).api(
        viewers,
        None,
        routes!(listed),
    )
}

#[derive(Template)]
#[template(path = "misconduct/removals.html")]
struct RemovalsPage {
    frame: ui::Frame,
    removals: Vec<Removal>,
}

impl RemovalsPage {
    fn student(&self, removal: &Removal) -> String {
        removal.student.listed(self.frame.language)
    }
}

/// Those of one's units that are not over; each is a look at the student's data.
async fn removals(signed: &Signed) -> Result<Vec<Removal>> {
    let mut conn = signed.read().await?;
    let found = store::removals(&mut conn, (&*signed.who, VIEWERS), signed.today()).await?;
    let students: Vec<_> = found.iter().map(|one| one.person).collect();
    signed.look_each(&students, "misconduct").await?;
    Ok(found)
}

async fn shown(signed: Signed) -> Result<Response> {
    let removals = removals(&signed).await?;
    page(&RemovalsPage { frame: signed.frame("misconduct/removals"), removals })
}

/// A removal that is not over.
#[derive(Serialize, ToSchema)]
struct MisconductRemoval {
    case: MisconductId,
    case_number: String,
    student: String,
    /// The areas, as the decision names them.
    areas: String,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// Whether an appeal is under way; the removal holds until it is decided.
    appealed: bool,
}

/// Who is removed from which areas, at one's units, until it is over.
#[utoipa::path(get, path = "/api/misconduct/removals", responses((status = 200, body = Vec<MisconductRemoval>)))]
async fn listed(signed: Signed) -> Result<Json<Vec<MisconductRemoval>>> {
    let read = |one: Removal| MisconductRemoval {
        case: one.case,
        case_number: one.case_number,
        student: one.student.shown(signed.who.language),
        areas: one.areas,
        from: one.period.0,
        to: one.period.1,
        appealed: one.appealed,
    };
    Ok(Json(removals(&signed).await?.into_iter().map(read).collect()))
}
