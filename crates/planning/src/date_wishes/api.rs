//! The same for programs.

use super::answer_pages::own;
use super::pages::seen;
use super::store;
use super::{ANSWERERS, ASKERS, Answer, Ask, READERS, answer, ask, prolong};
use crate::{DateWishRequestId, Series};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{ExamId, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::default()
        .api(Allow::Roles(READERS), None, routes!(list))
        .api(Allow::Roles(ASKERS), Some("date_wishes.ask"), routes!(asked))
        .api(Allow::Roles(READERS), None, routes!(show))
        .api(Allow::Roles(ASKERS), Some("date_wishes.prolong"), routes!(prolonged))
        .api(Allow::Roles(ANSWERERS), None, routes!(own_answer))
        .api(Allow::Roles(ANSWERERS), Some("date_wishes.answer"), routes!(answered))
}

/// A request for wishes about exam dates.
#[derive(Serialize, ToSchema)]
struct DateWishRequestBody {
    id: DateWishRequestId,
    /// The place code of the unit that asks.
    unit: String,
    /// The term, e.g. `2027-V`.
    term: String,
    series: Series,
    #[schema(value_type = String, format = Date)]
    first_on: Date,
    #[schema(value_type = String, format = Date)]
    last_on: Date,
    /// The last day to answer.
    #[schema(value_type = String, format = Date)]
    answer_by: Date,
    /// When who has not answered is reminded.
    #[schema(value_type = String, format = Date)]
    remind_on: Date,
}

impl From<store::Request> for DateWishRequestBody {
    fn from(request: store::Request) -> Self {
        Self {
            id: request.id,
            unit: request.place.0,
            term: request.term.to_string(),
            series: request.series,
            first_on: request.first_on,
            last_on: request.last_on,
            answer_by: request.answer_by,
            remind_on: request.remind_on,
        }
    }
}

/// The requests of the caller's units.
#[utoipa::path(get, path = "/api/date-wishes", responses((status = 200, body = Vec<DateWishRequestBody>)))]
async fn list(signed: Signed) -> Result<Json<Vec<DateWishRequestBody>>> {
    let mut conn = signed.read().await?;
    let requests = store::requests(&mut conn, &signed.who.scope(READERS)).await?;
    Ok(Json(requests.into_iter().map(|listed| listed.request.into()).collect()))
}

#[derive(Serialize, ToSchema)]
struct DateWishesAsked {
    id: DateWishRequestId,
}

/// Asks those responsible for a unit's courses on which days their exams would suit.
#[utoipa::path(post, path = "/api/date-wishes", request_body = Ask, responses(
    (status = 200, body = DateWishesAsked), (status = 422, body = Problem),
))]
async fn asked(call: ActHeader, ApiJson(new): ApiJson<Ask>) -> Result<Json<DateWishesAsked>> {
    let mut act = call.act().await?;
    let id = ask(&mut act, &new).await?;
    act.commit(Entry::new("date_wishes.ask", "date_wish_request", id.0)).await?;
    Ok(Json(DateWishesAsked { id }))
}

/// An exam that is asked about.
#[derive(Serialize, ToSchema)]
struct DateWishExam {
    exam: ExamId,
    course: String,
    kind: String,
    /// Whether somebody has answered.
    answered: bool,
    /// How many days are wished, will do and will not.
    wished: i64,
    acceptable: i64,
    impossible: i64,
    #[schema(value_type = Option<Object>)]
    fixed: Option<super::Fixed>,
}

#[derive(Serialize, ToSchema)]
struct DateWishes {
    request: DateWishRequestBody,
    exams: Vec<DateWishExam>,
}

/// A request, and who has answered and who not.
#[utoipa::path(get, path = "/api/date-wishes/{date_wish_request}",
    responses((status = 200, body = DateWishes)))]
async fn show(Path(id): Path<DateWishRequestId>, signed: Signed) -> Result<Json<DateWishes>> {
    let (request, exams) = seen(&signed, id).await?;
    let mut conn = signed.read().await?;
    let counts = store::counts(&mut conn, id).await?;
    let exams = exams.into_iter().map(|asked| {
        let [wished, acceptable, impossible] = counts.get(&asked.exam).copied().unwrap_or_default();
        DateWishExam {
            exam: asked.exam,
            course: asked.course.code,
            kind: asked.kind,
            answered: asked.answered.is_some(),
            wished,
            acceptable,
            impossible,
            fixed: asked.fixed,
        }
    });
    Ok(Json(DateWishes { exams: exams.collect(), request: request.into() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProlongDateWishes {
    #[schema(value_type = String, format = Date)]
    answer_by: Date,
}

/// Gives those who are asked more time.
#[utoipa::path(post, path = "/api/date-wishes/{date_wish_request}/deadline",
    request_body = ProlongDateWishes, responses((status = 204), (status = 422, body = Problem)))]
async fn prolonged(
    Path(id): Path<DateWishRequestId>,
    call: ActHeader,
    ApiJson(body): ApiJson<ProlongDateWishes>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    prolong(&mut act, id, body.answer_by).await?;
    act.commit(Entry::new("date_wishes.prolong", "date_wish_request", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was said of an exam, with the days on which the caller is away.
#[utoipa::path(get, path = "/api/date-wishes/{date_wish_request}/exams/{exam}",
    responses((status = 200, body = Answer)))]
async fn own_answer(
    Path((id, exam)): Path<(DateWishRequestId, ExamId)>,
    signed: Signed,
) -> Result<Json<Answer>> {
    let (_, asked) = own(&signed, id, exam).await?;
    let mut conn = signed.read().await?;
    let days = store::days(&mut conn, id, exam, signed.who.person).await?;
    Ok(Json(Answer { days, fixed: asked.fixed, note: asked.note }))
}

/// Says of an exam which days suit.
#[utoipa::path(post, path = "/api/date-wishes/{date_wish_request}/exams/{exam}",
    request_body = Answer, responses(
        (status = 204),
        (status = 409, body = Problem, description = "wishes-closed"),
        (status = 422, body = Problem),
    ))]
async fn answered(
    Path((id, exam)): Path<(DateWishRequestId, ExamId)>,
    call: ActHeader,
    ApiJson(said): ApiJson<Answer>,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    answer(&mut act, id, exam, &said).await?;
    act.commit(Entry::new("date_wishes.answer", "exam", exam.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}
