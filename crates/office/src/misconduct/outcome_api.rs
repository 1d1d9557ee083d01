//! The outcome of an appeal, for programs: entered by one, controlled by another.

use super::store::Entered;
use super::{HANDLERS, Outcome, Settle, Vote};
use crate::http::{ActHeader, Allow, ApiJson, Problem, Routes};
use crate::{MisconductId, Result};
use ::store::Entry;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let handlers = Allow::Roles(HANDLERS);
    Routes::default()
        .api(handlers, Some("misconduct.settle"), routes!(settle))
        .api(handlers, Some("misconduct.control"), routes!(control))
        .api(handlers, Some("misconduct.send_back"), routes!(send_back))
}

/// What somebody has entered of an outcome, and nobody has controlled yet.
#[derive(Serialize, ToSchema)]
#[schema(as = MisconductEntered)]
pub(super) struct EnteredRead {
    /// Which entry; whoever controls it says which was looked at.
    entry: i32,
    #[schema(value_type = String, format = Date)]
    decided_on: Date,
    case_number: String,
    vote: Vote,
    outcome: Outcome,
    grounds: String,
    /// Changed: whether the exam is still annulled.
    annulled: bool,
    /// Changed: whether false documents are still kept.
    confiscated: bool,
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

impl EnteredRead {
    pub(super) fn of(entered: &Entered) -> Self {
        let new = &entered.came_to;
        Self {
            entry: entered.number,
            decided_on: new.decided_on,
            case_number: new.case_number.clone(),
            vote: new.vote,
            outcome: new.outcome,
            grounds: new.grounds.clone(),
            annulled: new.annulled,
            confiscated: new.confiscated,
            from: new.from,
            to: new.to,
        }
    }
}

/// Enters what the national board decided; it counts once another person has controlled it.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/outcome", request_body = Settle, responses(
    (status = 204), (status = 409, body = Problem, description = "wrong-state, already-entered, same-person, role-from-other, period-too-long"), (status = 422, body = Problem),
))]
async fn settle(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<Settle>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::settle(&mut act, id, body).await?;
    act.commit(Entry::new("misconduct.settle", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The entry that was looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MisconductLookedAt)]
struct LookedAt {
    entry: i32,
}

/// Controls the outcome that another person has entered: from then on it counts.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/outcome-control", request_body = LookedAt, responses(
    (status = 204), (status = 409, body = Problem, description = "nothing-entered, same-person, role-from-other, period-too-long"), (status = 422, body = Problem),
))]
async fn control(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<LookedAt>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::control(&mut act, id, body.entry).await?;
    act.commit(Entry::new("misconduct.control", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends back the outcome that another person has entered: it is to be entered anew.
#[utoipa::path(post, path = "/api/misconduct/{misconduct}/outcome-refusal", request_body = LookedAt, responses(
    (status = 204), (status = 409, body = Problem, description = "nothing-entered, same-person"), (status = 422, body = Problem),
))]
async fn send_back(
    Path(id): Path<MisconductId>,
    call: ActHeader,
    ApiJson(body): ApiJson<LookedAt>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    super::send_back(&mut act, id, body.entry).await?;
    act.commit(Entry::new("misconduct.send_back", "misconduct", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
