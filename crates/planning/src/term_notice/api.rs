//! The same for programs.

use super::pages::notices;
use super::send::{Send, send};
use super::store::Counted;
use super::{Due, Matter, READERS, SENDERS};
use crate::TermNoticeId;
use ::store::Entry;
use axum::Json;
use jiff::Timestamp;
use jiff::civil::Date;
use office::Result;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use rules::Reason;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default().api(Allow::Roles(READERS), None, routes!(list)).api(
        Allow::Roles(SENDERS),
        Some("term_notice.send"),
        routes!(sent),
    )
}

/// What students are told in a term.
#[derive(Serialize, ToSchema)]
struct TermNoticeBody {
    /// The term, e.g. `2027-V`.
    term: String,
    matter: Matter,
    /// The first day on which it can be sent.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day on which it is to be sent.
    #[schema(value_type = String, format = Date)]
    by: Date,
    /// The last day to pay the semester fee.
    #[schema(value_type = String, format = Date)]
    fee_by: Date,
    /// The last day to register for the term.
    #[schema(value_type = String, format = Date)]
    register_by: Date,
    /// The last day to sign up for ordinary exams, where a rule sets one.
    #[schema(value_type = Option<String>, format = Date)]
    sign_up_by: Option<Date>,
    /// When it was sent, the first time.
    #[schema(value_type = Option<String>, format = DateTime)]
    sent_at: Option<Timestamp>,
    /// How many have been told.
    told: i64,
    /// How many have not.
    untold: i64,
    /// Why by then, with paragraphs.
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason>,
}

fn body((due, counted): (Due, Counted)) -> TermNoticeBody {
    TermNoticeBody {
        term: due.term.to_string(),
        matter: due.matter,
        from: due.from,
        by: due.by,
        fee_by: due.dates.fee_by,
        register_by: due.dates.register_by,
        sign_up_by: due.sign_up_by,
        sent_at: counted.sent_at,
        told: counted.told,
        untold: counted.untold,
        because: due.because,
    }
}

/// What the students of this term and the next are told, and how far that has come.
#[utoipa::path(get, path = "/api/term-notices", responses((status = 200, body = Vec<TermNoticeBody>)))]
async fn list(signed: Signed) -> Result<Json<Vec<TermNoticeBody>>> {
    Ok(Json(notices(&signed).await?.into_iter().map(body).collect()))
}

/// To how many it goes.
#[derive(Serialize, ToSchema)]
struct TermNoticeSent {
    id: TermNoticeId,
    persons: i64,
}

/// Tells every student who has not been told; a job writes the letters.
#[utoipa::path(post, path = "/api/term-notices", request_body = Send, responses(
    (status = 200, body = TermNoticeSent),
    (status = 409, body = Problem, description = "not-in-rule-set, not-yet, too-late, nobody-new"),
    (status = 422, body = Problem),
))]
async fn sent(call: ActHeader, ApiJson(new): ApiJson<Send>) -> Result<Json<TermNoticeSent>> {
    let mut act = call.act().await?;
    let (id, persons) = send(&mut act, new).await?;
    let entry = Entry::new("term_notice.send", "term_notice", id.0);
    act.commit(entry.fact("persons", persons.to_string())).await?;
    Ok(Json(TermNoticeSent { id, persons }))
}
