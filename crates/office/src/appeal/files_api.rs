//! The files of a case for programs: what may be sent, the package, and the proof of what was.

use super::files_page::{ANSWER_COPY, build_of};
use super::package::copy_field;
use super::proof_page::{Proof, item_name, proofs};
use super::store::{self, AtHand, Item};
use super::{Build, HANDLERS, VIEWERS, case::Case, files_page};
use crate::examiners::CommitteeKind;
use crate::http::{ActHeader, Allow, ApiBody, Problem, Routes, Signed};
use crate::{AppealId, CommitteeId, PackageId, Result};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use rules::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    Routes::default()
        .api(handlers, None, routes!(list))
        .api(handlers, None, routes!(open))
        .api(handlers, Some("appeal.build"), routes!(build))
        .api(Allow::Roles(VIEWERS), None, routes!(proof))
}

/// A file that may go to a new committee.
#[derive(Serialize, ToSchema)]
struct FileAtHand {
    file: Uuid,
    /// `answer`, `paper` or `guide`.
    kind: String,
    /// The language form of a paper or guide.
    language: String,
    media_type: String,
    /// Put in after the announcement.
    late: bool,
    /// It cannot be sent as it is: a copy, PDF or plain text, must come with the package.
    needs_copy: bool,
    /// It shows what no machine can read: the caller opens it, and confirms it with the package.
    needs_look: bool,
    /// The field of the form in which a copy of it comes; that of an answer stands for the whole
    /// answer.
    copy_field: String,
}

impl From<AtHand> for FileAtHand {
    fn from(file: AtHand) -> Self {
        let answer = file.kind == "answer";
        Self {
            needs_copy: !file.can_be_blinded(),
            needs_look: file.needs_look(),
            copy_field: if answer { ANSWER_COPY.to_owned() } else { copy_field(file.id) },
            file: file.id,
            kind: file.kind,
            language: file.language,
            media_type: file.media_type,
            late: file.late,
        }
    }
}

/// The files of a case that may go to a new committee, the answer first.
#[utoipa::path(get, path = "/api/appeals/{appeal}/files",
    params(("appeal" = AppealId, Path)),
    responses((status = 200, body = Vec<FileAtHand>), (status = 404, body = Problem)))]
async fn list(signed: Signed, Path(id): Path<AppealId>) -> Result<Json<Vec<FileAtHand>>> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    case.require_access(&signed.who, HANDLERS)?;
    let at_hand = store::at_hand(&mut conn, &case).await?;
    Ok(Json(at_hand.files.into_iter().map(FileAtHand::from).collect()))
}

/// A file that may go to the new committee. Noted as a look at the student.
#[utoipa::path(get, path = "/api/appeals/{appeal}/files/{file}",
    params(("appeal" = AppealId, Path), ("file" = Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn open(signed: Signed, path: Path<(AppealId, Uuid)>) -> Result<Response> {
    files_page::open(signed, path).await
}

#[derive(Deserialize, Default, ToSchema)]
struct BuildBody {
    /// Files that show what no machine can read, which the caller has opened and looked at.
    #[serde(default)]
    confirmed: Vec<Uuid>,
}

#[derive(Serialize, ToSchema)]
struct Built {
    package: PackageId,
    /// The fresh candidate number.
    candidate_number: String,
}

/// Builds the blind package. Copies made by hand come as files of a form, each in the field that
/// the list of files names, beside one field `confirmed` for each file that is confirmed.
#[utoipa::path(post, path = "/api/appeals/{appeal}/package",
    params(("appeal" = AppealId, Path)),
    request_body(content((BuildBody = "application/json"), (Object = "multipart/form-data"))),
    responses(
        (status = 200, body = Built),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "wrong-state, no-committee, guide-missing, answer-missing, needs-copy, look-first, confirm-format, damaged-image, identity-in-answer"),
        (status = 422, body = Problem),
    ))]
async fn build(
    Path(id): Path<AppealId>,
    call: ActHeader,
    body: ApiBody<BuildBody>,
) -> Result<Json<Built>> {
    let how = match body {
        ApiBody::Json(body) => Build { confirmed: body.confirmed, ..Build::default() },
        ApiBody::Form { fields, files } => build_of(&fields, &files),
    };
    let prepared = match super::prepare(&call.signed.node, &call.signed.who, id, &how).await {
        Ok(prepared) => prepared,
        Err(error) => {
            // What keeps it from being built may be that this very call has built it.
            call.act().await?;
            return Err(error);
        }
    };
    let candidate_number = prepared.number.clone();
    let mut act = call.act().await?;
    let package = super::build(&mut act, prepared).await?;
    let entry = Entry::new("appeal.build", "appeal", id.0).fact("package", package.0.to_string());
    act.commit(entry).await?;
    Ok(Json(Built { package, candidate_number }))
}

/// One thing in the case: sent as a file, or withheld.
#[derive(Serialize, ToSchema)]
struct ProofItem {
    /// E.g. `answer`, `guide`, `grounds`.
    kind: String,
    /// What it is, in bokmål, nynorsk and English.
    #[schema(value_type = Object)]
    what: Text,
    /// Sent, and not withheld.
    sent: bool,
    /// The name under which it was sent; it holds nothing of the student.
    name: Option<String>,
    size_bytes: Option<i32>,
    sha256: Option<String>,
    /// Sent: what was done to the copy. Withheld: why.
    #[schema(value_type = Object)]
    why: Text,
}

/// What a committee was sent and what was withheld.
#[derive(Serialize, ToSchema)]
struct ProofOfPackage {
    committee: CommitteeId,
    kind: CommitteeKind,
    package: PackageId,
    /// The fresh candidate number.
    candidate_number: String,
    #[schema(value_type = String, format = DateTime)]
    built_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    sent_at: Option<Timestamp>,
    /// One checksum over the whole list of what is sent.
    sha256: String,
    items: Vec<ProofItem>,
}

fn proof_of(Proof { committee, items }: Proof) -> Option<ProofOfPackage> {
    let package = committee.package?;
    let item = |item: Item| ProofItem {
        what: item_name(&item.kind, item.name.as_deref().unwrap_or_default()),
        kind: item.kind,
        sent: item.name.is_some(),
        name: item.name,
        size_bytes: item.size_bytes,
        sha256: item.sha256,
        why: item.why,
    };
    Some(ProofOfPackage {
        committee: committee.id,
        kind: committee.kind,
        package: package.id,
        candidate_number: package.candidate_number,
        built_at: package.built_at,
        sent_at: package.sent_at,
        sha256: package.proof_sha256,
        items: items.into_iter().map(item).collect(),
    })
}

/// The proof of each package of a case: what its committee was sent, with checksums, and what was
/// withheld, with the provision. It names nobody.
#[utoipa::path(get, path = "/api/appeals/{appeal}/proof",
    params(("appeal" = AppealId, Path)),
    responses((status = 200, body = Vec<ProofOfPackage>), (status = 404, body = Problem)))]
async fn proof(signed: Signed, Path(id): Path<AppealId>) -> Result<Json<Vec<ProofOfPackage>>> {
    let (_, proofs) = proofs(&signed, id).await?;
    Ok(Json(proofs.into_iter().filter_map(proof_of).collect()))
}
