//! A protocol for programs: how far it has come, what it says, and who signs it.

use super::protocol::ProtocolKind;
use super::protocol_pages::{Signer, signers};
use super::{GRADING_VIEWERS, Panel, Protocol, Row, store};
use crate::http::{Allow, Problem, Routes, Signed};
use crate::{CommitteeId, Error, ExamId, PersonId, ProtocolId, Result};
use axum::Json;
use axum::extract::Path;
use jiff::Timestamp;
use rules::protocol::ProtocolStatus;
use rules::{Grade, Language};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    // Examiners of the committee and those who follow the exam; checked behind the guard.
    Routes::default().api(Allow::SignedIn, None, routes!(show))
}

/// How far a protocol has come.
#[derive(Serialize, ToSchema)]
pub(super) struct ProtocolSteps {
    id: ProtocolId,
    kind: ProtocolKind,
    #[schema(value_type = String, format = DateTime)]
    sealed_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    received_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    announced_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn_at: Option<Timestamp>,
}

impl From<&Protocol> for ProtocolSteps {
    fn from(protocol: &Protocol) -> Self {
        Self {
            id: protocol.id,
            kind: protocol.kind,
            sealed_at: protocol.sealed_at,
            received_at: protocol.received_at,
            announced_at: protocol.announced_at,
            withdrawn_at: protocol.withdrawn_at,
        }
    }
}

/// One candidate's line. The registration stays here: it is the same beside the number of a
/// re-grading, and would join the two.
#[derive(Serialize, ToSchema)]
struct ProtocolRow {
    number: String,
    /// `graded`, `absent`, `withdrawn`, `missing` or `unaccounted`.
    #[schema(value_type = String)]
    status: ProtocolStatus,
    #[schema(value_type = Option<String>)]
    grade: Option<Grade>,
}

impl From<Row> for ProtocolRow {
    fn from(Row { number, status, grade, registration: _ }: Row) -> Self {
        Self { number, status, grade }
    }
}

/// Who signs a protocol.
#[derive(Serialize, ToSchema)]
struct ProtocolSigner {
    examiner: PersonId,
    /// The name, or that the person is protected.
    name: String,
    external: bool,
    /// When it was signed; absent while it is not.
    #[schema(value_type = Option<String>, format = DateTime)]
    signed_at: Option<Timestamp>,
}

impl ProtocolSigner {
    fn of(signer: &Signer, language: Language) -> Self {
        Self {
            examiner: signer.person,
            name: signer.name.shown(language),
            external: signer.external,
            signed_at: signer.at,
        }
    }
}

/// A protocol: numbers and grades, no candidate's name.
#[derive(Serialize, ToSchema)]
struct ProtocolItem {
    #[serde(flatten)]
    steps: ProtocolSteps,
    exam: ExamId,
    committee: CommitteeId,
    rectifies: Option<ProtocolId>,
    /// Why it puts another one right; empty for one that does not.
    reason: String,
    sha256: String,
    rows: Vec<ProtocolRow>,
    /// Who signs, in the order of the seats.
    signers: Vec<ProtocolSigner>,
    signatures: usize,
    signed_by_all: bool,
}

/// A protocol, for its examiners and those who follow the exam.
#[utoipa::path(get, path = "/api/protocols/{protocol}", tag = "grading",
    params(("protocol" = Uuid, Path)),
    responses((status = 200, body = ProtocolItem), (status = 404, body = Problem)))]
async fn show(signed: Signed, Path(id): Path<ProtocolId>) -> Result<Json<ProtocolItem>> {
    let mut conn = signed.read().await?;
    let found = store::protocol(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let panel = Panel::load(&mut conn, found.committee).await?;
    panel.require_sight(&mut conn, &signed.who, GRADING_VIEWERS).await?;
    let content = found.content()?;
    let signers = signers(&panel, &found, &content);
    let language = signed.who.language;
    Ok(Json(ProtocolItem {
        steps: ProtocolSteps::from(&found),
        signers: signers.iter().map(|signer| ProtocolSigner::of(signer, language)).collect(),
        signatures: found.signed.len(),
        signed_by_all: found.is_signed_by_all(&content),
        rows: content.rows.into_iter().map(Into::into).collect(),
        exam: found.exam,
        committee: found.committee,
        rectifies: found.rectifies,
        reason: found.reason,
        sha256: found.sha256,
    }))
}
