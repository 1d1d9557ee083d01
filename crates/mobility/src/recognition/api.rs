//! The same for programs.

use super::case::{Case, Decided, File, Grant, Item};
use super::pages::{appeal_by, own_case};
use super::staff_pages::{seen, staff_file};
use super::store::{self, Own};
use super::{Advance, GrantedAs, Outcome, State, VIEWERS};
use crate::external_studies::Content;
use crate::{ExternalRowId, RecognitionId, RecognitionItemId};
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::civil::Date;
use office::http::{Allow, Problem, Routes, Signed};
use office::{CourseId, LetterId, PersonId, Result};
use rules::{Credits, Reason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let (viewers, own) = (Allow::Roles(VIEWERS), Allow::SignedIn);
    Routes::default()
        .api(viewers, None, routes!(list))
        .api(viewers, None, routes!(one))
        .api(viewers, None, routes!(file))
        .api(own, None, routes!(mine))
        .api(own, None, routes!(my_one))
        .api(own, None, routes!(my_file))
        .merge(super::steps_api::routes())
}

/// A case as lists show it.
#[derive(Serialize, ToSchema)]
struct RecognitionLine {
    id: RecognitionId,
    case_number: String,
    /// The applicant; left out in one's own list.
    person: Option<PersonId>,
    state: State,
    #[schema(value_type = String, format = Date)]
    applied_on: Date,
}

impl From<Own> for RecognitionLine {
    fn from(own: Own) -> Self {
        let Own { id, case_number, state, applied_on, education: _ } = own;
        Self { id, case_number, person: None, state, applied_on }
    }
}

/// What a list is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
struct Wanted {
    /// A state; all where left out.
    #[serde(default)]
    state: String,
    /// Which page, from 1.
    page: Option<u32>,
}

const PAGE_SIZE: u32 = 100;

/// The cases of the caller's units, those under way first.
#[utoipa::path(get, path = "/api/recognitions", tag = "recognition", params(Wanted),
    responses((status = 200, body = Vec<RecognitionLine>)))]
async fn list(signed: Signed, Query(wanted): Query<Wanted>) -> Result<Json<Vec<RecognitionLine>>> {
    let offset = wanted.page.unwrap_or(1).saturating_sub(1).saturating_mul(PAGE_SIZE);
    let filter = store::Filter { state: &wanted.state, limit: PAGE_SIZE, offset, id: None };
    let mut conn = signed.read().await?;
    let (cases, _) = store::list(&mut conn, (&*signed.who, VIEWERS), filter).await?;
    let persons: Vec<PersonId> = cases.iter().map(|case| case.person).collect();
    signed.look_each(&persons, "recognition").await?;
    let line = |case: store::Listed| RecognitionLine {
        id: case.id,
        case_number: case.case_number,
        person: Some(case.person),
        state: case.state,
        applied_on: case.applied_on,
    };
    Ok(Json(cases.into_iter().map(line).collect()))
}

/// One line of an application.
#[derive(Serialize, ToSchema)]
struct RecognitionItem {
    id: RecognitionItemId,
    /// The row from elsewhere, where it stands in one.
    row: Option<ExternalRowId>,
    version: Option<i32>,
    regulated: bool,
    /// The line of an approval in advance that it is what came of.
    promised_by: Option<RecognitionItemId>,
    content: Content,
    /// The row says something else now.
    changed: bool,
    /// The row counts no longer.
    withdrawn: bool,
}

impl From<Item> for RecognitionItem {
    fn from(item: Item) -> Self {
        Self {
            id: item.id,
            row: item.row.map(|(row, _)| row),
            version: item.row.map(|(_, version)| version),
            regulated: item.regulated,
            promised_by: item.promised_by,
            content: item.content,
            changed: item.changed,
            withdrawn: item.gone,
        }
    }
}

/// A document of an application.
#[derive(Serialize, ToSchema)]
struct RecognitionFile {
    id: Uuid,
    about: String,
    media_type: String,
}

impl From<File> for RecognitionFile {
    fn from(file: File) -> Self {
        Self { id: file.id, about: file.about, media_type: file.media_type }
    }
}

/// What one line is recognised as.
#[derive(Serialize, ToSchema)]
struct RecognitionGrant {
    item: RecognitionItemId,
    granted: GrantedAs,
    course: Option<CourseId>,
    #[schema(value_type = String)]
    credits: Credits,
    #[schema(value_type = String)]
    reduced: Credits,
    overlaps_with: String,
    grounds: String,
}

impl From<Grant> for RecognitionGrant {
    fn from(grant: Grant) -> Self {
        Self {
            item: grant.item,
            granted: grant.granted,
            course: grant.course.map(|course| course.id),
            credits: grant.credits,
            reduced: grant.reduced,
            overlaps_with: grant.overlaps_with,
            grounds: grant.grounds,
        }
    }
}

/// An academic assessment.
#[derive(Serialize, ToSchema)]
struct RecognitionAssessment {
    number: i32,
    grounds: String,
    #[schema(value_type = String)]
    credits: Credits,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    grants: Vec<RecognitionGrant>,
}

/// A decision.
#[derive(Serialize, ToSchema)]
struct RecognitionDecided {
    number: i32,
    /// Dismissed, because the register bars it.
    dismissed: bool,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
    #[schema(value_type = String, format = Date)]
    decided_on: Date,
    letter: LetterId,
}

impl From<Decided> for RecognitionDecided {
    fn from(decided: Decided) -> Self {
        Self {
            number: decided.number,
            dismissed: decided.barred_by.is_some(),
            because: decided.because,
            decided_on: decided.decided_on,
            letter: decided.letter,
        }
    }
}

/// The appeal against the decision that counts.
#[derive(Serialize, ToSchema)]
struct RecognitionAppealed {
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    grounds: String,
    #[schema(value_type = Option<String>, format = Date)]
    reconsidered_on: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    forwarded_on: Option<Date>,
    outcome: Option<Outcome>,
}

/// A case.
#[derive(Serialize, ToSchema)]
struct RecognitionCase {
    id: RecognitionId,
    case_number: String,
    person: PersonId,
    state: State,
    #[schema(value_type = String, format = Date)]
    applied_on: Date,
    /// Of studies that are planned and not taken yet: when.
    advance: Option<Advance>,
    education: String,
    as_equal_to: String,
    items: Vec<RecognitionItem>,
    files: Vec<RecognitionFile>,
    /// Left out for the applicant before it is decided.
    assessment: Option<RecognitionAssessment>,
    decisions: Vec<RecognitionDecided>,
    /// The last day on which the newest decision can be appealed against, once there is one.
    #[schema(value_type = Option<String>, format = Date)]
    appeal_by: Option<Date>,
    appeal: Option<RecognitionAppealed>,
}

impl RecognitionCase {
    async fn of(signed: &Signed, case: Case) -> Result<Self> {
        let appeal_by = appeal_by(signed, case.id).await?.and_then(|deadline| deadline.due_on);
        let assessment = case.assessment.map(|one| RecognitionAssessment {
            number: one.number,
            grounds: one.grounds,
            credits: one.credits,
            because: one.because,
            grants: one.grants.into_iter().map(RecognitionGrant::from).collect(),
        });
        let appeal = case.appeal.map(|one| RecognitionAppealed {
            received_on: one.received_on,
            grounds: one.grounds,
            reconsidered_on: one.reconsidered.map(|(on, _)| on),
            forwarded_on: one.forwarded_on,
            outcome: one.settled.map(|settled| settled.outcome),
        });
        Ok(Self {
            id: case.id,
            case_number: case.case_number,
            person: case.person,
            state: case.state,
            applied_on: case.applied_on,
            advance: case.advance,
            education: case.education,
            as_equal_to: case.as_equal_to,
            items: case.items.into_iter().map(RecognitionItem::from).collect(),
            files: case.files.into_iter().map(RecognitionFile::from).collect(),
            assessment,
            decisions: case.decisions.into_iter().map(RecognitionDecided::from).collect(),
            appeal_by,
            appeal,
        })
    }
}

/// One case.
#[utoipa::path(get, path = "/api/recognitions/{recognition}", tag = "recognition",
    params(("recognition" = RecognitionId, Path)),
    responses((status = 200, body = RecognitionCase), (status = 404, body = Problem)))]
async fn one(signed: Signed, Path(id): Path<RecognitionId>) -> Result<Json<RecognitionCase>> {
    let case = seen(&signed, id).await?;
    Ok(Json(RecognitionCase::of(&signed, case).await?))
}

/// A document of a case.
#[utoipa::path(get, path = "/api/recognitions/{recognition}/files/{recognition_file}",
    tag = "recognition",
    params(("recognition" = RecognitionId, Path), ("recognition_file" = Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn file(signed: Signed, Path((id, file)): Path<(RecognitionId, Uuid)>) -> Result<Response> {
    staff_file(&signed, id, file).await
}

/// The caller's own cases, the newest first.
#[utoipa::path(get, path = "/api/my/recognitions", tag = "recognition",
    responses((status = 200, body = Vec<RecognitionLine>)))]
async fn mine(signed: Signed) -> Result<Json<Vec<RecognitionLine>>> {
    let mut conn = signed.read().await?;
    let cases = store::of_applicant(&mut conn, signed.who.person).await?;
    Ok(Json(cases.into_iter().map(RecognitionLine::from).collect()))
}

/// One case of the caller's own.
#[utoipa::path(get, path = "/api/my/recognitions/{recognition}", tag = "recognition",
    params(("recognition" = RecognitionId, Path)),
    responses((status = 200, body = RecognitionCase), (status = 404, body = Problem)))]
async fn my_one(signed: Signed, Path(id): Path<RecognitionId>) -> Result<Json<RecognitionCase>> {
    let mut case = own_case(&signed, id).await?;
    if case.decisions.is_empty() {
        case.assessment = None;
    }
    Ok(Json(RecognitionCase::of(&signed, case).await?))
}

/// A document of a case of the caller's own.
#[utoipa::path(get, path = "/api/my/recognitions/{recognition}/files/{recognition_file}",
    tag = "recognition",
    params(("recognition" = RecognitionId, Path), ("recognition_file" = Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
async fn my_file(signed: Signed, path: Path<(RecognitionId, Uuid)>) -> Result<Response> {
    super::pages::file(signed, path).await
}
