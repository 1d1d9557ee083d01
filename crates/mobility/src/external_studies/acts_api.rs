//! What programs do with documents and rows from elsewhere, through the same use cases as the pages.

use super::document_pages::entry;
use super::{Brought, Content, Entered, Identity, Imported, KEEPERS, Merge, NewKey, OFFICERS};
use crate::{ExternalDocumentId, ExternalRowId};
use ::store::Entry;
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes};
use office::{PersonId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (officers, keepers) = (Allow::Roles(OFFICERS), Allow::Everywhere(KEEPERS));
    Routes::default()
        .api(officers, Some("external_studies.bring"), routes!(bring))
        .api(officers, Some("external_studies.enter"), routes!(enter))
        .api(officers, Some("external_studies.import"), routes!(import))
        .api(officers, Some("external_studies.decide"), routes!(decide))
        .api(officers, Some("external_studies.control"), routes!(control))
        .api(officers, Some("external_studies.set_aside"), routes!(set_aside))
        .api(officers, Some("external_studies.merge"), routes!(merge))
        .api(keepers, Some("external_studies.enter_key"), routes!(enter_key))
        .api(Allow::SignedIn, Some("external_studies.bring_own"), routes!(bring_own))
}

/// A document that was made.
#[derive(Serialize, ToSchema)]
struct ExternalMade {
    id: ExternalDocumentId,
}

async fn take(
    header: &ActHeader,
    new: Brought<'_>,
    (by_student, action): (bool, &'static str),
) -> Result<Json<ExternalMade>> {
    let mut act = header.act().await?;
    let id = super::bring(&mut act, new, by_student).await?;
    act.commit(Entry::new(action, "external_document", id.0)).await?;
    Ok(Json(ExternalMade { id }))
}

/// Takes a file (EMREX) in for a person; the body is the file.
#[utoipa::path(post, path = "/api/external-studies/people/{person}/files",
    tag = "external_studies", params(("person" = PersonId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ExternalMade), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn bring(
    header: ActHeader,
    Path(person): Path<PersonId>,
    body: Bytes,
) -> Result<Json<ExternalMade>> {
    let new = Brought { person, bytes: &body };
    take(&header, new, (false, "external_studies.bring")).await
}

/// Takes a file (EMREX) in for the caller; the body is the file.
#[utoipa::path(post, path = "/api/my/external-studies/files", tag = "external_studies",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ExternalMade), (status = 409, body = Problem)))]
async fn bring_own(header: ActHeader, body: Bytes) -> Result<Json<ExternalMade>> {
    let new = Brought { person: header.signed.who.person, bytes: &body };
    take(&header, new, (true, "external_studies.bring_own")).await
}

/// What an officer writes up from paper.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExternalEntered {
    /// The institution's number, or its name.
    issuer: String,
    content: Content,
}

/// Writes up a result from paper.
#[utoipa::path(post, path = "/api/external-studies/people/{person}/rows",
    tag = "external_studies", params(("person" = PersonId, Path)), request_body = ExternalEntered,
    responses((status = 200, body = ExternalMade), (status = 404, body = Problem)))]
async fn enter(
    header: ActHeader,
    Path(person): Path<PersonId>,
    ApiJson(ExternalEntered { issuer, content }): ApiJson<ExternalEntered>,
) -> Result<Json<ExternalMade>> {
    let mut act = header.act().await?;
    let id = super::enter(&mut act, Entered { person, issuer, content }).await?;
    act.commit(Entry::new("external_studies.enter", "external_document", id.0)).await?;
    Ok(Json(ExternalMade { id }))
}

/// What is to be imported.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExternalImport {
    /// The seal of the preview.
    seal: String,
    /// The names of the lines; all of them where left out.
    #[serde(default)]
    rows: Option<Vec<String>>,
}

/// Imports a document, whole or in part.
#[utoipa::path(post, path = "/api/external-studies/documents/{external_document}/import",
    tag = "external_studies", params(("external_document" = ExternalDocumentId, Path)),
    request_body = ExternalImport,
    responses((status = 200, body = Imported), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
async fn import(
    header: ActHeader,
    Path(id): Path<ExternalDocumentId>,
    ApiJson(wanted): ApiJson<ExternalImport>,
) -> Result<Json<Imported>> {
    let mut act = header.act().await?;
    let done = super::import(&mut act, id, &wanted.seal, wanted.rows.as_deref()).await?;
    act.commit(entry(id, done)).await?;
    Ok(Json(done))
}

/// Whose a document is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExternalIdentity {
    same: bool,
    grounds: String,
}

/// Says whose a document is that does not name the person by id.
#[utoipa::path(post, path = "/api/external-studies/documents/{external_document}/identity",
    tag = "external_studies", params(("external_document" = ExternalDocumentId, Path)),
    request_body = ExternalIdentity,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn decide(
    header: ActHeader,
    Path(id): Path<ExternalDocumentId>,
    ApiJson(new): ApiJson<ExternalIdentity>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    super::decide(&mut act, id, &Identity { same: new.same, grounds: &new.grounds }).await?;
    let entry = Entry::new("external_studies.decide", "external_document", id.0);
    act.commit(entry.fact("same", new.same)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the second officer found of an id.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExternalEarlierId {
    /// Whether it was the person's.
    hers: bool,
}

/// Controls the id that a document has shown, as another than who found it.
#[utoipa::path(post, path = "/api/external-studies/documents/{external_document}/earlier-id",
    tag = "external_studies", params(("external_document" = ExternalDocumentId, Path)),
    request_body = ExternalEarlierId,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn control(
    header: ActHeader,
    Path(id): Path<ExternalDocumentId>,
    ApiJson(new): ApiJson<ExternalEarlierId>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    super::control(&mut act, id, new.hers).await?;
    let entry = Entry::new("external_studies.control", "external_document", id.0);
    act.commit(entry.fact("hers", new.hers)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why something is set aside.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExternalAside {
    grounds: String,
}

/// Sets a document aside.
#[utoipa::path(post, path = "/api/external-studies/documents/{external_document}/aside",
    tag = "external_studies", params(("external_document" = ExternalDocumentId, Path)),
    request_body = ExternalAside,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn set_aside(
    header: ActHeader,
    Path(id): Path<ExternalDocumentId>,
    ApiJson(new): ApiJson<ExternalAside>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    super::set_aside(&mut act, id, &new.grounds).await?;
    act.commit(Entry::new("external_studies.set_aside", "external_document", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is said of two rows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExternalMerge {
    /// The row that counts where they are the same learning.
    kept: ExternalRowId,
    other: ExternalRowId,
    same: bool,
}

/// Says whether two rows are the same learning.
#[utoipa::path(post, path = "/api/external-studies/duplicates", tag = "external_studies",
    request_body = ExternalMerge,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn merge(header: ActHeader, ApiJson(new): ApiJson<ExternalMerge>) -> Result<StatusCode> {
    let ExternalMerge { kept, other, same } = new;
    let mut act = header.act().await?;
    super::merge(&mut act, Merge { kept, other, same }).await?;
    let entry = Entry::new("external_studies.merge", "external_row", kept.0);
    act.commit(entry.fact("other", other.to_string()).fact("same", same)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A key to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExternalNewKey {
    name: String,
    /// A certificate or a public key.
    pem: String,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

/// Enters a key.
#[utoipa::path(post, path = "/api/external-studies/keys", tag = "external_studies",
    request_body = ExternalNewKey,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn enter_key(header: ActHeader, ApiJson(new): ApiJson<ExternalNewKey>) -> Result<StatusCode> {
    let mut act = header.act().await?;
    let key = NewKey { name: &new.name, pem: &new.pem, from: new.from, to: new.to };
    let id = super::enter_key(&mut act, &key).await?;
    let entry = Entry::new("external_studies.enter_key", "external_key", id);
    act.commit(entry.fact("from", new.from.to_string())).await?;
    Ok(StatusCode::NO_CONTENT)
}
