//! The steps of a case for programs, through the same use cases as the pages.

use super::pages::own_case;
use super::staff_pages::seen;
use super::{
    ASSESSORS, Advance, Appeal, Apply, Assess, Described, NewFile, OFFICERS, Reconsider, Settle,
    add_file, add_item, appeal, apply, assess, bind, decide, dismiss, reconsider, refresh, said,
    send, settle,
};
use crate::external_studies::Content;
use crate::{ExternalRowId, RecognitionId, RecognitionItemId};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use office::explanation::Channel;
use office::http::files::keep;
use office::http::{ActHeader, Allow, ApiBody, ApiJson, Problem, Routes};
use office::{Act, Error, PersonId, Result, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (officers, assessors) = (Allow::Roles(OFFICERS), Allow::Roles(ASSESSORS));
    let own = Allow::SignedIn;
    Routes::default()
        .api(officers, Some("recognition.register"), routes!(register))
        .api(officers, Some("recognition.add_item"), routes!(item))
        .api(officers, Some("recognition.add_file"), routes!(new_file))
        .api(officers, Some("recognition.bind"), routes!(promise))
        .api(officers, Some("recognition.send"), routes!(send_one))
        .api(officers, Some("recognition.refresh"), routes!(refresh_one))
        .api(assessors, Some("recognition.assess"), routes!(assess_one))
        .api(officers, Some("recognition.decide"), routes!(decide_one))
        .api(officers, Some("recognition.dismiss"), routes!(dismiss_one))
        .api(officers, Some("recognition.appeal"), routes!(appeal_one))
        .api(officers, Some("recognition.reconsider"), routes!(reconsider_one))
        .api(officers, Some("recognition.settle"), routes!(settle_one))
        .api(own, Some("recognition.apply"), routes!(apply_own))
        .api(own, Some("recognition.add_own_item"), routes!(own_item))
        .api(own, Some("recognition.add_own_file"), routes!(own_new_file))
        .api(own, Some("recognition.bind_own"), routes!(own_promise))
        .api(own, Some("recognition.appeal_own"), routes!(appeal_own))
}

/// An application.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecognitionApply {
    unit: UnitId,
    education: String,
    #[serde(default)]
    as_equal_to: String,
    /// The rows from elsewhere that it is about.
    #[serde(default)]
    rows: Vec<ExternalRowId>,
    /// Of studies that are planned and not taken yet: when. It is an application for approval in advance
    /// then, and has no rows.
    #[serde(default)]
    advance: Option<Advance>,
}

/// A case that was made.
#[derive(Serialize, ToSchema)]
struct RecognitionMade {
    id: RecognitionId,
}

/// Applies for recognition.
#[utoipa::path(post, path = "/api/my/recognitions", tag = "recognition",
    request_body = RecognitionApply,
    responses((status = 200, body = RecognitionMade), (status = 409, body = Problem)))]
async fn apply_own(
    header: ActHeader,
    ApiJson(new): ApiJson<RecognitionApply>,
) -> Result<Json<RecognitionMade>> {
    let mut act = header.act().await?;
    let new = Apply {
        person: header.signed.who.person,
        unit: new.unit,
        education: new.education,
        as_equal_to: new.as_equal_to,
        rows: new.rows,
        advance: new.advance,
        channel: Channel::SelfService,
        applied_on: act.today(),
    };
    let id = apply(&mut act, new).await?;
    act.commit(Entry::new("recognition.apply", "recognition", id.0)).await?;
    Ok(Json(RecognitionMade { id }))
}

/// An application on paper.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecognitionRegister {
    person: PersonId,
    unit: UnitId,
    education: String,
    #[serde(default)]
    as_equal_to: String,
    #[serde(default)]
    rows: Vec<ExternalRowId>,
    /// Of studies that are planned and not taken yet: when.
    #[serde(default)]
    advance: Option<Advance>,
    channel: Channel,
    #[schema(value_type = String, format = Date)]
    applied_on: Date,
}

/// Registers an application that came in on paper.
#[utoipa::path(post, path = "/api/recognitions", tag = "recognition",
    request_body = RecognitionRegister,
    responses((status = 200, body = RecognitionMade), (status = 404, body = Problem)))]
async fn register(
    header: ActHeader,
    ApiJson(new): ApiJson<RecognitionRegister>,
) -> Result<Json<RecognitionMade>> {
    let mut act = header.act().await?;
    let channel = new.channel;
    let new = Apply {
        person: new.person,
        unit: new.unit,
        education: new.education,
        as_equal_to: new.as_equal_to,
        rows: new.rows,
        advance: new.advance,
        channel,
        applied_on: new.applied_on,
    };
    let id = apply(&mut act, new).await?;
    let entry = Entry::new("recognition.register", "recognition", id.0);
    act.commit(entry.fact("channel", channel.code())).await?;
    Ok(Json(RecognitionMade { id }))
}

/// Something that stands in no row.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecognitionDescribed {
    content: Content,
    /// Whether it was taken at another institution under the Act.
    #[serde(default)]
    regulated: bool,
}

/// Ends a step: commits with its entry.
async fn end(act: Act, id: RecognitionId, action: &'static str) -> Result<StatusCode> {
    act.commit(Entry::new(action, "recognition", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn add(
    header: ActHeader,
    id: RecognitionId,
    new: RecognitionDescribed,
    action: &'static str,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    let RecognitionDescribed { content, regulated } = new;
    add_item(&mut act, id, Described { content, regulated }).await?;
    end(act, id, action).await
}

/// Adds a line to a case.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/items", tag = "recognition",
    params(("recognition" = RecognitionId, Path)), request_body = RecognitionDescribed,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn item(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(new): ApiJson<RecognitionDescribed>,
) -> Result<StatusCode> {
    seen(&header.signed, id).await?;
    add(header, id, new, "recognition.add_item").await
}

/// Adds a line to a case of the caller's own.
#[utoipa::path(post, path = "/api/my/recognitions/{recognition}/items", tag = "recognition",
    params(("recognition" = RecognitionId, Path)), request_body = RecognitionDescribed,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn own_item(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(new): ApiJson<RecognitionDescribed>,
) -> Result<StatusCode> {
    own_case(&header.signed, id).await?;
    add(header, id, new, "recognition.add_own_item").await
}

/// Which line came of what was approved in advance.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecognitionPromise {
    /// The line of this case.
    item: RecognitionItemId,
    /// The line of the approval in advance.
    promised_by: RecognitionItemId,
}

/// Says which line of a case came of what was approved in advance.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/promises", tag = "recognition",
    params(("recognition" = RecognitionId, Path)), request_body = RecognitionPromise,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn promise(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(new): ApiJson<RecognitionPromise>,
) -> Result<StatusCode> {
    seen(&header.signed, id).await?;
    let mut act = header.act().await?;
    bind(&mut act, id, new.item, new.promised_by).await?;
    end(act, id, "recognition.bind").await
}

/// Says which line of a case of the caller's own came of what was approved in advance.
#[utoipa::path(post, path = "/api/my/recognitions/{recognition}/promises", tag = "recognition",
    params(("recognition" = RecognitionId, Path)), request_body = RecognitionPromise,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn own_promise(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(new): ApiJson<RecognitionPromise>,
) -> Result<StatusCode> {
    own_case(&header.signed, id).await?;
    let mut act = header.act().await?;
    bind(&mut act, id, new.item, new.promised_by).await?;
    end(act, id, "recognition.bind_own").await
}

/// A document, with what it is: fields of a form, so that neither stands in an address.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form to the API's readers")]
struct RecognitionNewFile {
    /// What it is, in words.
    about: String,
    /// The document.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// A document comes as a form, not as JSON.
#[derive(Deserialize)]
struct NoForm {}

async fn add_document(
    header: &ActHeader,
    id: RecognitionId,
    body: ApiBody<NoForm>,
    action: &'static str,
) -> Result<StatusCode> {
    let (fields, files) = match body {
        ApiBody::Form { fields, files } => (fields, files),
        ApiBody::Json(NoForm {}) => Default::default(),
    };
    let file = files.iter().find(|file| file.field == "file");
    let file = file.ok_or_else(|| Error::field("file", said("common-error-required")))?;
    let about = fields.iter().find(|(name, _)| name == "about");
    let about = about.map_or("", |(_, about)| about.as_str());
    let kept = keep(&header.signed.node, "file", &file.media_type, &file.bytes).await?;
    let mut act = header.act().await?;
    add_file(&mut act, id, NewFile { file: kept.id, about }).await?;
    let entry = Entry::new(action, "recognition", id.0).fact("sha256", hex::encode(kept.sha256));
    act.commit(entry).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Adds a document to a case.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/files", tag = "recognition",
    params(("recognition" = RecognitionId, Path)),
    request_body(content = RecognitionNewFile, content_type = "multipart/form-data"),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn new_file(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    body: ApiBody<NoForm>,
) -> Result<StatusCode> {
    seen(&header.signed, id).await?;
    add_document(&header, id, body, "recognition.add_file").await
}

/// Adds a document to a case of the caller's own.
#[utoipa::path(post, path = "/api/my/recognitions/{recognition}/files", tag = "recognition",
    params(("recognition" = RecognitionId, Path)),
    request_body(content = RecognitionNewFile, content_type = "multipart/form-data"),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn own_new_file(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    body: ApiBody<NoForm>,
) -> Result<StatusCode> {
    own_case(&header.signed, id).await?;
    add_document(&header, id, body, "recognition.add_own_file").await
}

/// Sends a case to be assessed.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/sending", tag = "recognition",
    params(("recognition" = RecognitionId, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn send_one(header: ActHeader, Path(id): Path<RecognitionId>) -> Result<StatusCode> {
    let mut act = header.act().await?;
    send(&mut act, id).await?;
    end(act, id, "recognition.send").await
}

/// Takes rows that have changed as they are now.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/refresh", tag = "recognition",
    params(("recognition" = RecognitionId, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn refresh_one(header: ActHeader, Path(id): Path<RecognitionId>) -> Result<StatusCode> {
    let mut act = header.act().await?;
    refresh(&mut act, id).await?;
    end(act, id, "recognition.refresh").await
}

/// Assesses a case.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/assessment", tag = "recognition",
    params(("recognition" = RecognitionId, Path)), request_body = Assess,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn assess_one(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(new): ApiJson<Assess>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    assess(&mut act, id, new).await?;
    end(act, id, "recognition.assess").await
}

/// Decides a case as it was assessed.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/decision", tag = "recognition",
    params(("recognition" = RecognitionId, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn decide_one(header: ActHeader, Path(id): Path<RecognitionId>) -> Result<StatusCode> {
    let mut act = header.act().await?;
    decide(&mut act, id).await?;
    end(act, id, "recognition.decide").await
}

/// Dismisses a case that the register bars.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/dismissal", tag = "recognition",
    params(("recognition" = RecognitionId, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn dismiss_one(header: ActHeader, Path(id): Path<RecognitionId>) -> Result<StatusCode> {
    let mut act = header.act().await?;
    dismiss(&mut act, id).await?;
    end(act, id, "recognition.dismiss").await
}

/// Registers an appeal that came in on paper.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/appeal", tag = "recognition",
    params(("recognition" = RecognitionId, Path)), request_body = Appeal,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn appeal_one(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(new): ApiJson<Appeal>,
) -> Result<StatusCode> {
    seen(&header.signed, id).await?;
    let mut act = header.act().await?;
    appeal(&mut act, id, new).await?;
    end(act, id, "recognition.appeal").await
}

/// Why somebody appeals.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecognitionOwnAppeal {
    #[serde(default)]
    grounds: String,
}

/// Appeals against the decision in a case of the caller's own.
#[utoipa::path(post, path = "/api/my/recognitions/{recognition}/appeal", tag = "recognition",
    params(("recognition" = RecognitionId, Path)), request_body = RecognitionOwnAppeal,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn appeal_own(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(RecognitionOwnAppeal { grounds }): ApiJson<RecognitionOwnAppeal>,
) -> Result<StatusCode> {
    own_case(&header.signed, id).await?;
    let mut act = header.act().await?;
    let (received_on, channel) = (act.today(), Channel::SelfService);
    appeal(&mut act, id, Appeal { received_on, channel, grounds, excuse: String::new() }).await?;
    end(act, id, "recognition.appeal_own").await
}

/// Says what the unit comes to when it looks at an appeal.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/reconsideration",
    tag = "recognition", params(("recognition" = RecognitionId, Path)), request_body = Reconsider,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn reconsider_one(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(new): ApiJson<Reconsider>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    reconsider(&mut act, id, new).await?;
    end(act, id, "recognition.reconsider").await
}

/// Enters what the body decided.
#[utoipa::path(post, path = "/api/recognitions/{recognition}/outcome", tag = "recognition",
    params(("recognition" = RecognitionId, Path)), request_body = Settle,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn settle_one(
    header: ActHeader,
    Path(id): Path<RecognitionId>,
    ApiJson(new): ApiJson<Settle>,
) -> Result<StatusCode> {
    let mut act = header.act().await?;
    settle(&mut act, id, new).await?;
    end(act, id, "recognition.settle").await
}
