//! The board's decision and the appeal, for programs.

use super::store::ToldByLetter;
use super::{Appeal, Decide, HANDLERS};
use crate::explanation::Channel;
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes};
use crate::{LetterId, MisconductId, Result};
use ::store::Entry;
use axum::extract::Path;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    Routes::default()
        .api(handlers, Some("misconduct.decide"), routes!(decide))
        .api(handlers, Some("misconduct.appeal"), routes!(appeal))
        .api(handlers, Some("misconduct.forward"), routes!(forward))
        .api(Allow::Student, Some("misconduct.appeal"), routes!(appeal_own))
        .merge(super::outcome_api::routes())
}

/// Somebody who is told of an exclusion by letter.
#[derive(Serialize, ToSchema)]
#[schema(as = MisconductTold)]
pub(super) struct ToldRead {
    institution: String,
    /// Its number in the directory.
    number: Option<String>,
    /// Why it gets no letter.
    left_out: Option<String>,
    /// The letter; none before another person has controlled what is registered.
    letter: Option<LetterId>,
    /// The last one on what has changed since.
    changed: Option<LetterId>,
}

impl ToldRead {
    pub(super) fn of(told: &ToldByLetter) -> Self {
        Self {
            institution: told.name.clone(),
            number: told.number.clone(),
            left_out: told.left_out.clone(),
            letter: told.letter,
            changed: told.changed,
        }
    }
}

/// Records the board's meeting and its decision.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/decision", request_body = Decide, responses(
    (status = 204),
    (status = 409, body = Problem, description = "wrong-state, comment-period-runs, not-noticed, intent-missing, no-quorum, no-chair, not-impartial, majority-missing, period-too-long"),
    (status = 422, body = Problem),
))]
async fn decide(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Decide>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::decide(&mut act, id, body).await?;
    act.commit(Entry::new("misconduct.decide", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Registers an appeal that came on paper or by mail.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/appeal", request_body = Appeal, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state, too-late"), (status = 422, body = Problem),
))]
async fn appeal(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Appeal>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::appeal(&mut act, id, body).await?;
    act.commit(Entry::new("misconduct.appeal", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forwards the appeal to the national board.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/forwarding", responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state"),
))]
async fn forward(Path(id): Path<MisconductId>, call: ActHeader) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::forward(&mut act, id).await?;
    act.commit(Entry::new("misconduct.forward", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnAppeal {
    /// May be empty.
    #[serde(default)]
    grounds: String,
}

/// Appeals against the decision in the caller's own case.
#[utoipa::path(post, path = "/api/my/misconduct/{misconduct}/appeal", request_body = OwnAppeal, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state, too-late"),
))]
async fn appeal_own(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<OwnAppeal>,
) -> Result<StatusCode> {
    super::pages::own_case(&call.signed, id).await?;
    let mut act = call.act().await?;
    let new = Appeal {
        received_on: act.today(),
        channel: Channel::SelfService,
        grounds: body.grounds,
        excuse: String::new(),
    };
    super::appeal(&mut act, id, new).await?;
    act.commit(Entry::new("misconduct.appeal", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
