//! The exam's documents for programs.

use super::store::{in_force, wishes};
use super::{AUTHORS, AddDocument, Kind, add_document, pages};
use crate::catalogue::exam_for;
use crate::catalogue::tabs::DOCUMENT_READERS;
use crate::http::files::keep;
use crate::http::{ActHeader, Allow, Problem, Routes, Signed};
use crate::letters_out::cited;
use crate::{DocumentId, ExamId, Result};
use ::store::Entry;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use rules::{Language, Reason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let readers = Allow::Roles(DOCUMENT_READERS);
    Routes::default()
        .api(readers, None, routes!(list))
        .api(readers, None, routes!(one))
        .api(readers, None, routes!(languages))
        .api(Allow::Roles(AUTHORS), Some("papers.add_document"), routes!(add))
}

/// A document in force.
#[derive(Serialize, ToSchema)]
struct DocumentItem {
    /// The document.
    id: DocumentId,
    /// `paper` or `guide`.
    #[schema(value_type = String)]
    kind: Kind,
    /// Its language form.
    #[schema(value_type = String)]
    language: Language,
}

/// Lists the documents of an exam.
#[utoipa::path(get, path = "/api/exams/{exam}/documents", tag = "papers",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = Vec<DocumentItem>), (status = 404, body = Problem)))]
async fn list(signed: Signed, Path(id): Path<ExamId>) -> Result<Json<Vec<DocumentItem>>> {
    exam_for(&signed, id, DOCUMENT_READERS).await?;
    let mut conn = signed.read().await?;
    let documents = in_force(&mut conn, id).await?;
    let item = |one: super::store::Document| DocumentItem {
        id: one.id,
        kind: one.kind,
        language: one.language,
    };
    Ok(Json(documents.into_iter().map(item).collect()))
}

/// A document of an exam that is in force.
#[utoipa::path(get, path = "/api/exams/{exam}/documents/{document}", tag = "papers",
    params(("exam" = ExamId, Path), ("document" = DocumentId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn one(signed: Signed, path: Path<(ExamId, DocumentId)>) -> Result<Response> {
    pages::get(signed, path).await
}

/// A language form that candidates wish for.
#[derive(Serialize, ToSchema)]
struct WishedLanguage {
    /// `nb`, `nn` or `en`.
    #[schema(value_type = String)]
    language: Language,
    /// How many wish for it.
    wishes: i64,
    /// Why a paper is missing, with where the demand stands; none where there is one.
    #[schema(value_type = Option<Object>)]
    missing: Option<Reason>,
}

/// The language forms that the candidates of an exam wish for, and in which the paper is missing.
#[utoipa::path(get, path = "/api/exams/{exam}/languages", tag = "papers",
    params(("exam" = ExamId, Path)),
    responses((status = 200, body = Vec<WishedLanguage>), (status = 404, body = Problem)))]
async fn languages(signed: Signed, Path(id): Path<ExamId>) -> Result<Json<Vec<WishedLanguage>>> {
    let exam = exam_for(&signed, id, DOCUMENT_READERS).await?;
    let law =
        &cited(signed.node.rules_on(exam.date.unwrap_or(signed.today()))?)?.paper_language.law;
    let mut conn = signed.read().await?;
    let documents = in_force(&mut conn, id).await?;
    let wished = wishes(&mut conn, id).await?;
    let gaps = pages::gaps(&documents, &wished);
    let item = |(language, wishes): (Language, i64)| WishedLanguage {
        language,
        wishes,
        missing: gaps.iter().find(|gap| gap.language == language).map(|gap| gap.reason(law)),
    };
    Ok(Json(wished.into_iter().map(item).collect()))
}

#[derive(Deserialize)]
struct About {
    kind: Kind,
    language: Language,
}

/// What was put in.
#[derive(Serialize, ToSchema)]
struct Added {
    /// The document.
    id: DocumentId,
    /// The SHA-256 of its content, in hex.
    sha256: String,
}

/// Puts a document in; the body is the file, its kind stands in `Content-Type`.
#[utoipa::path(post, path = "/api/exams/{exam}/documents", tag = "papers",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    params(("exam" = ExamId, Path), ("kind" = String, Query, description = "paper or guide"),
        ("language" = String, Query, description = "nb, nn or en")),
    responses((status = 201, body = Added), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn add(
    header: ActHeader,
    Path(id): Path<ExamId>,
    Query(about): Query<About>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, Json<Added>)> {
    let exam = exam_for(&header.signed, id, DOCUMENT_READERS).await?;
    header.signed.who.require(AUTHORS, &exam.place)?;
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let file = keep(&header.signed.node, "body", media, &body).await?;
    let sha256 = hex::encode(file.sha256);
    let mut act = header.act().await?;
    let command =
        AddDocument { exam: id, kind: about.kind, language: about.language, file: file.id };
    let id = add_document(&mut act, &command).await?;
    let entry = Entry::new("papers.add_document", "exam_document", id.0);
    act.commit(entry.fact("sha256", sha256.clone())).await?;
    Ok((StatusCode::CREATED, Json(Added { id, sha256 })))
}
