//! The same for programs.

use super::document_pages::seen;
use super::own_pages;
use super::pages::{Everything, all_of, found, state};
use super::store::documents::Document;
use super::store::lists;
use super::{Change, Content, Correction, Gap, KEEPERS, Named, OFFICERS, Row};
use crate::{ExternalDocumentId, ExternalRowId};
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use office::http::{Allow, ApiJson, Problem, Routes, Signed};
use office::{PersonId, Result};
use rules::exchange::{Basis, Purpose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (officers, keepers) = (Allow::Roles(OFFICERS), Allow::Everywhere(KEEPERS));
    Routes::default()
        .api(officers, None, routes!(waiting))
        .api(officers, None, routes!(find))
        .api(officers, None, routes!(of_person))
        .api(officers, None, routes!(one))
        .api(officers, None, routes!(file))
        .api(keepers, None, routes!(keys))
        .api(Allow::SignedIn, None, routes!(mine))
        .api(Allow::SignedIn, None, routes!(own_file))
        .merge(super::acts_api::routes())
}

/// A result from elsewhere, with where it comes from.
#[derive(Serialize, ToSchema)]
struct ExternalRow {
    id: ExternalRowId,
    issuer: String,
    /// What tells it from all others of its issuer.
    result_key: String,
    version: i32,
    content: Content,
    gaps: Vec<Gap>,
    /// What the issuer says has changed since it came.
    corrections: Vec<Correction>,
    withdrawn: bool,
    /// The row that counts in its place.
    counted_as: Option<ExternalRowId>,
    /// `exchange`, `emrex` or `entered`.
    source: String,
    verified: bool,
    document: ExternalDocumentId,
    /// The question that its document answers.
    question: Option<Uuid>,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    imported_at: Timestamp,
}

impl From<Row> for ExternalRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            issuer: row.issuer,
            result_key: row.result_key,
            version: row.version,
            gaps: row.content.gaps(),
            content: row.content,
            corrections: row.corrections,
            withdrawn: row.withdrawn,
            counted_as: row.counted_as,
            source: row.source,
            verified: row.verified,
            document: row.document,
            question: row.question,
            received_at: row.received_at,
            imported_at: row.imported_at,
        }
    }
}

/// A document, and what has become of it.
#[derive(Serialize, ToSchema)]
struct ExternalDocument {
    id: ExternalDocumentId,
    person: PersonId,
    source: String,
    issuer: Option<String>,
    /// The key that verified it; none where nothing vouches for it.
    key: Option<String>,
    question: Option<Uuid>,
    #[schema(value_type = Option<String>)]
    purpose: Option<Purpose>,
    #[schema(value_type = Option<Object>)]
    basis: Option<Basis>,
    by_student: bool,
    learner: Named,
    /// `waiting`, `imported`, `set-aside`, `outdated` or `another-person`.
    state: &'static str,
    /// What the reader changed or passed over, by name.
    notes: Vec<String>,
    #[schema(value_type = String, format = DateTime)]
    generated_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
}

impl From<Document> for ExternalDocument {
    fn from(one: Document) -> Self {
        Self {
            state: state(&one).trim_start_matches("external-studies-state-"),
            id: one.id,
            person: one.person,
            source: one.source,
            issuer: one.issuer,
            key: one.key,
            question: one.question,
            purpose: one.purpose,
            basis: one.basis,
            by_student: one.by_student,
            learner: one.named,
            notes: one.notes,
            generated_at: one.generated_at,
            received_at: one.received_at,
        }
    }
}

/// Two rows that look like the same learning.
#[derive(Serialize, ToSchema)]
struct ExternalDuplicate {
    /// The one that is proposed to count.
    kept: ExternalRowId,
    other: ExternalRowId,
}

/// What a person has from elsewhere.
#[derive(Serialize, ToSchema)]
struct ExternalStudies {
    rows: Vec<ExternalRow>,
    documents: Vec<ExternalDocument>,
    duplicates: Vec<ExternalDuplicate>,
}

impl From<Everything> for ExternalStudies {
    fn from(all: Everything) -> Self {
        let pairs = all.duplicates.into_iter();
        let pairs =
            pairs.map(|pair| ExternalDuplicate { kept: pair.kept.id, other: pair.other.id });
        Self {
            rows: all.rows.into_iter().map(ExternalRow::from).collect(),
            documents: all.documents.into_iter().map(ExternalDocument::from).collect(),
            duplicates: pairs.collect(),
        }
    }
}

/// A document that waits to be looked at.
#[derive(Serialize, ToSchema)]
struct ExternalWaiting {
    id: ExternalDocumentId,
    person: PersonId,
    source: String,
    issuer: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
}

/// The documents that wait for the caller, the oldest first.
#[utoipa::path(get, path = "/api/external-studies", tag = "external_studies",
    responses((status = 200, body = Vec<ExternalWaiting>)))]
async fn waiting(signed: Signed) -> Result<Json<Vec<ExternalWaiting>>> {
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(OFFICERS);
    let institution = &signed.node.institution().number;
    let waiting = lists::waiting(&mut conn, institution, &scope).await?;
    let persons: Vec<PersonId> = waiting.iter().map(|one| one.person).collect();
    signed.look_each(&persons, "external-studies").await?;
    let item = |one: lists::Waiting| ExternalWaiting {
        id: one.id,
        person: one.person,
        source: one.source,
        issuer: one.issuer,
        received_at: one.received_at,
    };
    Ok(Json(waiting.into_iter().map(item).collect()))
}

/// A student's number.
#[derive(Deserialize, ToSchema)]
struct ExternalFind {
    student: String,
}

/// Whose number it is.
#[derive(Serialize, ToSchema)]
struct ExternalFound {
    person: PersonId,
}

/// The person with a student number.
#[utoipa::path(post, path = "/api/external-studies/find", tag = "external_studies",
    request_body = ExternalFind,
    responses((status = 200, body = ExternalFound), (status = 404, body = Problem)))]
async fn find(
    signed: Signed,
    ApiJson(wanted): ApiJson<ExternalFind>,
) -> Result<Json<ExternalFound>> {
    Ok(Json(ExternalFound { person: found(&signed, &wanted.student).await? }))
}

/// What a person has from elsewhere.
#[utoipa::path(get, path = "/api/external-studies/people/{person}", tag = "external_studies",
    params(("person" = PersonId, Path)),
    responses((status = 200, body = ExternalStudies), (status = 404, body = Problem)))]
async fn of_person(signed: Signed, Path(person): Path<PersonId>) -> Result<Json<ExternalStudies>> {
    Ok(Json(all_of(&signed, person).await?.into()))
}

/// What the caller has from elsewhere.
#[utoipa::path(get, path = "/api/my/external-studies", tag = "external_studies",
    responses((status = 200, body = ExternalStudies)))]
async fn mine(signed: Signed) -> Result<Json<ExternalStudies>> {
    Ok(Json(own_pages::mine(&signed).await?.into()))
}

/// One line of what a document would change.
#[derive(Serialize, ToSchema)]
struct ExternalDifference {
    /// What names it in an import.
    name: String,
    change: Change,
    issuer: String,
    result_key: String,
    row: Option<ExternalRowId>,
    /// What stands.
    old: Option<Content>,
    /// What the document says.
    new: Option<Content>,
}

/// A document with what it would change.
#[derive(Serialize, ToSchema)]
struct ExternalPreview {
    document: ExternalDocument,
    differences: Vec<ExternalDifference>,
    /// To be sent along with the import of what is shown here.
    seal: String,
}

/// A document, and what it would change.
#[utoipa::path(get, path = "/api/external-studies/documents/{external_document}",
    tag = "external_studies", params(("external_document" = ExternalDocumentId, Path)),
    responses((status = 200, body = ExternalPreview), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(id): Path<ExternalDocumentId>) -> Result<Json<ExternalPreview>> {
    let (document, preview) = seen(&signed, id).await?;
    let line = |one: super::Difference| ExternalDifference {
        name: one.name,
        change: one.change,
        issuer: one.issuer,
        result_key: one.result_key,
        row: one.row,
        old: one.old,
        new: one.new,
    };
    Ok(Json(ExternalPreview {
        document: document.into(),
        differences: preview.differences.into_iter().map(line).collect(),
        seal: preview.seal,
    }))
}

/// A document as it came.
#[utoipa::path(get, path = "/api/external-studies/documents/{external_document}/file",
    tag = "external_studies", params(("external_document" = ExternalDocumentId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn file(signed: Signed, path: Path<ExternalDocumentId>) -> Result<Response> {
    super::document_pages::file(signed, path).await
}

/// A document of the caller's own, as it came.
#[utoipa::path(get, path = "/api/my/external-studies/documents/{external_document}/file",
    tag = "external_studies", params(("external_document" = ExternalDocumentId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn own_file(signed: Signed, path: Path<ExternalDocumentId>) -> Result<Response> {
    own_pages::file(signed, path).await
}

/// A key by which files are verified.
#[derive(Serialize, ToSchema)]
struct ExternalKey {
    name: String,
    pem: String,
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

/// The keys by which files are verified.
#[utoipa::path(get, path = "/api/external-studies/keys", tag = "external_studies",
    responses((status = 200, body = Vec<ExternalKey>)))]
async fn keys(signed: Signed) -> Result<Json<Vec<ExternalKey>>> {
    let mut conn = signed.read().await?;
    let item = |one: lists::Key| ExternalKey {
        name: one.name,
        pem: one.pem,
        from: one.valid_from,
        to: one.valid_to,
    };
    Ok(Json(lists::keys(&mut conn, None).await?.into_iter().map(item).collect()))
}
