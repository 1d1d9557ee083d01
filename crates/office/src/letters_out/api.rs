//! The letters for programs.

use super::{LETTER_ROLES, mark_printed};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{LetterId, Result};
use ::store::Entry;
use axum::Json;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Routes {
    Routes::default().api(Allow::SignedIn, None, routes!(my_letters)).api(
        Allow::Roles(LETTER_ROLES),
        Some("letter.print"),
        routes!(print),
    )
}

/// A letter to the caller.
#[derive(Serialize, ToSchema)]
struct MyLetter {
    id: LetterId,
    /// What kind of letter, e.g. `appeal_received`.
    kind: String,
    language: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When the caller was told by e-mail, where that was done.
    #[schema(value_type = Option<String>, format = DateTime)]
    told_by_email_at: Option<Timestamp>,
    /// Where the PDF is.
    pdf: String,
}

/// The caller's own letters, newest first.
#[utoipa::path(get, path = "/api/my/letters", responses((status = 200, body = Vec<MyLetter>)))]
async fn my_letters(signed: Signed) -> Result<Json<Vec<MyLetter>>> {
    let mut conn = signed.read().await?;
    let rows = super::store::of_person(&mut conn, signed.who.person).await?;
    let letters = rows.into_iter().map(|row| MyLetter {
        id: row.id,
        kind: row.kind,
        language: row.language,
        created_at: row.created_at,
        told_by_email_at: row.told_at,
        pdf: format!("/letters/{}.pdf", row.id),
    });
    Ok(Json(letters.collect()))
}

#[derive(Deserialize, ToSchema)]
struct Print {
    /// The letters that have been printed.
    letters: Vec<LetterId>,
}

#[derive(Serialize, ToSchema)]
struct Printed {
    /// How many were marked.
    printed: usize,
}

/// Notes that letters have been printed and posted.
#[utoipa::path(post, path = "/api/letters/print", request_body = Print, responses(
    (status = 200, body = Printed),
    (status = 409, body = Problem, description = "nothing-to-print"),
))]
async fn print(call: ActHeader, ApiJson(body): ApiJson<Print>) -> Result<Json<Printed>> {
    let mut act = call.act().await?;
    let printed = mark_printed(&mut act, &body.letters).await?;
    let first = body.letters.first().map_or_else(uuid::Uuid::nil, |letter| letter.0);
    act.commit(Entry::new("letter.print", "letter", first).fact("count", printed)).await?;
    Ok(Json(Printed { printed }))
}
