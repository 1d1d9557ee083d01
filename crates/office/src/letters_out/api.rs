//! The letters for programs.

use super::pages::{PAGE_SIZE, followed, open};
use super::{LETTER_ROLES, mark_printed, store};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use crate::{LetterId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

pub(crate) fn routes() -> Routes {
    let followers = Allow::Roles(LETTER_ROLES);
    Routes::default()
        .api(Allow::SignedIn, None, routes!(my_letters))
        .api(Allow::SignedIn, None, routes!(pdf))
        .api(followers, None, routes!(list))
        .api(followers, None, routes!(find))
        .api(followers, Some("letter.print"), routes!(print))
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
    let rows = store::of_person(&mut conn, signed.who.person).await?;
    let letters = rows.into_iter().map(|row| MyLetter {
        id: row.id,
        kind: row.kind,
        language: row.language,
        created_at: row.created_at,
        told_by_email_at: row.told_at,
        pdf: pdf_of(row.id),
    });
    Ok(Json(letters.collect()))
}

fn pdf_of(letter: LetterId) -> String {
    format!("/api/letters/{letter}/pdf")
}

#[derive(Deserialize, IntoParams)]
struct Filter {
    /// One kind, e.g. `results_announced`.
    #[serde(default)]
    kind: String,
    /// `waiting` for print, `sent`, or still in the `making`.
    #[serde(default)]
    state: String,
    /// `created`, `to` or `sent`, with `-` before it for the other way round; else newest first.
    #[serde(default)]
    sort: String,
    /// From 1; a page holds 100 letters.
    page: Option<u32>,
}

/// What is looked for among the letters. It stands in the body, since no name and no number of
/// a person stands in an address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindLetters {
    /// A part of the addressee's name, or a whole student number, case number or course code.
    q: String,
    /// One kind, e.g. `results_announced`.
    #[serde(default)]
    kind: String,
    /// `waiting` for print, `sent`, or still in the `making`.
    #[serde(default)]
    state: String,
    /// `created`, `to` or `sent`, with `-` before it for the other way round; else newest first.
    #[serde(default)]
    sort: String,
    /// From 1; a page holds 100 letters.
    page: Option<u32>,
}

/// A letter of a unit.
#[derive(Serialize, ToSchema)]
struct LetterItem {
    id: LetterId,
    /// What kind of letter, e.g. `appeal_received`.
    kind: String,
    language: String,
    /// The addressee, or that the person is protected; none for a letter to the unit itself.
    to: Option<String>,
    /// `email`, `print` or `internal`.
    channel: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    sent_at: Option<Timestamp>,
    /// When the addressee was told by e-mail, where that was done.
    #[schema(value_type = Option<String>, format = DateTime)]
    told_by_email_at: Option<Timestamp>,
    /// Whether the address was refused.
    address_refused: bool,
    /// Where the PDF is, once it is made and if the caller may open it.
    pdf: Option<String>,
}

/// A page of the list.
#[derive(Serialize, ToSchema)]
struct LetterList {
    letters: Vec<LetterItem>,
    /// How many there are in all.
    total: u32,
}

/// The letters of the caller's units, newest first. Noted as a look at each addressee.
#[utoipa::path(get, path = "/api/letters", tag = "letters", params(Filter),
    responses((status = 200, body = LetterList)))]
async fn list(signed: Signed, Query(filter): Query<Filter>) -> Result<Json<LetterList>> {
    let Filter { kind, state, sort, page } = filter;
    found(&signed, FindLetters { q: String::new(), kind, state, sort, page }).await
}

/// Those of the letters of the caller's units that are looked for. A protected person's are found
/// by case or course alone. Noted as a look at each addressee.
#[utoipa::path(post, path = "/api/letters/search", tag = "letters", request_body = FindLetters,
    responses((status = 200, body = LetterList)))]
async fn find(signed: Signed, ApiJson(body): ApiJson<FindLetters>) -> Result<Json<LetterList>> {
    found(&signed, body).await
}

async fn found(signed: &Signed, asked: FindLetters) -> Result<Json<LetterList>> {
    let wanted = store::Filter {
        kind: &asked.kind,
        state: &asked.state,
        q: asked.q.trim(),
        sort: &asked.sort,
        limit: PAGE_SIZE,
        offset: (asked.page.unwrap_or(1).max(1) - 1).saturating_mul(PAGE_SIZE),
    };
    let (rows, total) = followed(signed, wanted).await?;
    let item = |row: store::Listed| LetterItem {
        id: row.id,
        kind: row.kind,
        language: row.language,
        to: row.to.map(|name| name.listed(signed.who.language)),
        channel: row.channel,
        created_at: row.created_at,
        sent_at: row.sent_at,
        told_by_email_at: row.told_at,
        address_refused: row.not_told,
        pdf: row.rendered.then(|| pdf_of(row.id)),
    };
    Ok(Json(LetterList { letters: rows.into_iter().map(item).collect(), total }))
}

/// The PDF of a letter: for the addressee, for those who follow the unit's letters, and for those
/// who get a copy. Noted as a look at the addressee.
#[utoipa::path(get, path = "/api/letters/{letter}/pdf", tag = "letters",
    params(("letter" = LetterId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "letter-not-ready")))]
async fn pdf(signed: Signed, Path(id): Path<LetterId>) -> Result<Response> {
    open(&signed, id).await
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
