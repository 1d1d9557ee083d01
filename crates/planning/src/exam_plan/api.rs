//! Plans and drafts for programs: what they are, what each move breaks and costs.

use super::draft::{NewDraft, draft, stop};
use super::exam_pages::explained;
use super::granted::GrantedHere;
use super::judged::Figures;
use super::pages::compared;
use super::places::ExamPlace;
use super::plan::{NewPlan, NewSitting, Plan, begin};
use super::publication::Publication;
use super::repair::moved;
use super::shift::{Shift, shift};
use super::store::draft::Draft;
use super::{PLANNERS, READERS, search, seen, store, words};
use crate::{DraftId, ExamPlanId, Series};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use office::http::{ActHeader, Allow, ApiJson, Problem, Routes, Signed};
use office::{ExamId, Node, Result};
use rules::Text;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    let (readers, planners) = (Allow::Roles(READERS), Allow::Roles(PLANNERS));
    Routes::default()
        .api(readers, None, routes!(list))
        .api(planners, Some("exam_plan.begin"), routes!(begun))
        .api(readers, None, routes!(show))
        .api(planners, Some("exam_plan.draft"), routes!(drafted))
        .api(readers, None, routes!(show_draft))
        .api(planners, Some("exam_plan.stop"), routes!(stopped))
        .api(readers, None, routes!(explain_exam))
        .api(planners, Some("exam_plan.shift"), routes!(shifted))
}

/// A plan of a term's exams.
#[derive(Serialize, ToSchema)]
struct ExamPlanBody {
    id: ExamPlanId,
    /// The place code of the unit whose exams it plans.
    unit: String,
    /// The term, e.g. `2027-V`.
    term: String,
    series: Series,
    #[schema(value_type = String, format = Date)]
    first_on: Date,
    #[schema(value_type = String, format = Date)]
    last_on: Date,
    sittings: Vec<NewSitting>,
    /// The draft that the faculties look at.
    reviewed: Option<DraftId>,
    /// Until when.
    #[schema(value_type = Option<String>, format = Date)]
    review_by: Option<Date>,
    #[schema(value_type = Option<String>, format = DateTime)]
    published_at: Option<Timestamp>,
    /// By when it is to be published, while it is not and where a rule says so.
    #[schema(value_type = Option<String>, format = Date)]
    publish_by: Option<Date>,
    /// Counted up by each change of what is published.
    revision: i32,
    /// What whoever reads it should know.
    remarks: String,
}

impl ExamPlanBody {
    fn of(node: &Node, plan: Plan) -> Result<Self> {
        let publication = Publication::of_plan(node, &plan)?;
        Ok(Self {
            id: plan.id,
            unit: plan.place.0,
            term: plan.term.to_string(),
            series: plan.series,
            first_on: plan.first_on,
            last_on: plan.last_on,
            sittings: plan.sittings,
            reviewed: plan.reviewed,
            review_by: plan.review_by,
            published_at: plan.published_at,
            publish_by: publication.map(|publication| publication.by),
            revision: plan.revision,
            remarks: plan.remarks,
        })
    }
}

/// The plans of the caller's units and those above.
#[utoipa::path(get, path = "/api/exam-plans", responses((status = 200, body = Vec<ExamPlanBody>)))]
async fn list(signed: Signed) -> Result<Json<Vec<ExamPlanBody>>> {
    let mut conn = signed.read().await?;
    let plans = store::plan::plans(&mut conn, &signed.who.scope(READERS)).await?;
    let plans = plans.into_iter().map(|(plan, _)| plan);
    let plans = plans.filter(|plan| seen::concerns(&signed.who, READERS, plan));
    let plans: Result<Vec<_>> = plans.map(|plan| ExamPlanBody::of(&signed.node, plan)).collect();
    Ok(Json(plans?))
}

#[derive(Serialize, ToSchema)]
struct ExamPlanBegun {
    id: ExamPlanId,
}

/// Begins a plan.
#[utoipa::path(post, path = "/api/exam-plans", request_body = NewPlan, responses(
    (status = 200, body = ExamPlanBegun), (status = 422, body = Problem),
))]
async fn begun(call: ActHeader, ApiJson(new): ApiJson<NewPlan>) -> Result<Json<ExamPlanBegun>> {
    let mut act = call.act().await?;
    let id = begin(&mut act, &new).await?;
    act.commit(Entry::new("exam_plan.begin", "exam_plan", id.0)).await?;
    Ok(Json(ExamPlanBegun { id }))
}

/// A draft with its numbers.
#[derive(Serialize, ToSchema)]
struct ExamPlanDraft {
    id: DraftId,
    number: i32,
    name: String,
    /// Whether a search is under way.
    searching: bool,
    /// How far it is, from 0 to 1.
    share: Option<f64>,
    version: i32,
    figures: Figures,
}

#[derive(Serialize, ToSchema)]
struct ExamPlanShown {
    plan: ExamPlanBody,
    drafts: Vec<ExamPlanDraft>,
    /// The ids of the repairs, the first one first.
    repairs: Vec<DraftId>,
    /// What the faculties say of the draft that was sent to them.
    reviews: Vec<ExamPlanReview>,
    /// What cannot be taken up.
    #[schema(value_type = Vec<Object>)]
    warnings: Vec<Text>,
}

#[derive(Serialize, ToSchema)]
struct ExamPlanReview {
    /// The place code of the faculty.
    unit: String,
    #[schema(value_type = String, format = Date)]
    due_on: Date,
    /// `approved` or `objected`.
    verdict: Option<String>,
    because: String,
}

/// A plan with its drafts side by side.
#[utoipa::path(get, path = "/api/exam-plans/{exam_plan}",
    responses((status = 200, body = ExamPlanShown)))]
async fn show(Path(id): Path<ExamPlanId>, signed: Signed) -> Result<Json<ExamPlanShown>> {
    let plan = seen::plan(&signed, id).await?;
    let (drafts, repairs, term) = compared(&signed, &plan).await?;
    let mut conn = signed.read().await?;
    let reviews = match plan.reviewed {
        Some(draft) => store::review::reviews(&mut conn, draft).await?,
        None => Vec::new(),
    };
    let reviews = reviews.into_iter().map(|review| ExamPlanReview {
        unit: review.place.0,
        due_on: review.due_on,
        verdict: review.verdict,
        because: review.because,
    });
    let drafts = drafts.into_iter().map(|one| ExamPlanDraft {
        id: one.draft.id,
        number: one.draft.number,
        name: one.draft.name,
        searching: one.draft.searching,
        share: one.search.map(|search| search.share),
        version: one.draft.version,
        figures: one.figures,
    });
    Ok(Json(ExamPlanShown {
        plan: ExamPlanBody::of(&signed.node, plan)?,
        drafts: drafts.collect(),
        repairs: repairs.into_iter().map(|repair| repair.id).collect(),
        reviews: reviews.collect(),
        warnings: term.warnings,
    }))
}

#[derive(Serialize, ToSchema)]
struct ExamPlanDrafted {
    id: DraftId,
}

/// Asks for a draft; a search makes it.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/drafts", request_body = NewDraft, responses(
    (status = 200, body = ExamPlanDrafted),
    (status = 409, body = Problem, description = "plan-published, too-many-drafts"),
    (status = 422, body = Problem),
))]
async fn drafted(
    Path(plan): Path<ExamPlanId>,
    call: ActHeader,
    ApiJson(new): ApiJson<NewDraft>,
) -> Result<Json<ExamPlanDrafted>> {
    let mut act = call.act().await?;
    let id = draft(&mut act, plan, &new).await?;
    act.commit(Entry::new("exam_plan.draft", "exam_plan_draft", id.0)).await?;
    Ok(Json(ExamPlanDrafted { id }))
}

/// A draft: where everything lies, and what that breaks and costs today.
#[derive(Serialize, ToSchema)]
struct ExamPlanDraftShown {
    #[serde(flatten)]
    draft: ExamPlanDraft,
    /// Whether it is a repair of what is published.
    repair: bool,
    places: Vec<ExamPlace>,
    /// What is broken.
    #[schema(value_type = Vec<Object>)]
    broken: Vec<Text>,
    /// Each cost by its name.
    #[schema(value_type = Object)]
    costs: BTreeMap<String, i64>,
    /// The exams that a repair moves that is not carried out yet.
    moved: Vec<ExamMoved>,
}

/// An exam that a repair moves.
#[derive(Serialize, ToSchema)]
struct ExamMoved {
    exam: ExamId,
    course: String,
    #[schema(value_type = String)]
    before: DateTime,
    #[schema(value_type = String)]
    now: DateTime,
    /// What keeps it from where it was.
    #[schema(value_type = Vec<Object>)]
    why: Vec<Text>,
    /// How many are told.
    told: usize,
}

/// A draft; while a search is under way, the best that it has found.
#[utoipa::path(get, path = "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}",
    responses((status = 200, body = ExamPlanDraftShown)))]
async fn show_draft(
    Path(ids): Path<(ExamPlanId, DraftId)>,
    signed: Signed,
) -> Result<Json<ExamPlanDraftShown>> {
    let (plan, mut draft) = seen::draft(&signed, ids).await?;
    let mut conn = signed.read().await?;
    let (judged, search) = search::as_it_is(&mut conn, plan, &mut draft).await?;
    let moved = match draft.repair && draft.applied_at.is_none() {
        true => moved(&mut conn, &judged, signed.today()).await?,
        false => Vec::new(),
    };
    let moved = moved.into_iter().map(|one| ExamMoved {
        exam: one.exam,
        course: one.label,
        before: one.before.0,
        now: one.now.0,
        why: one.why,
        told: one.told.len(),
    });
    let Draft { id, number, name, repair, searching, version, .. } = draft;
    let (share, figures) = (search.map(|search| search.share), judged.figures());
    Ok(Json(ExamPlanDraftShown {
        draft: ExamPlanDraft { id, number, name, searching, share, version, figures },
        repair,
        places: judged.places(),
        broken: judged.report.violations.iter().map(words::broken).collect(),
        costs: judged.report.costs.iter().cloned().collect(),
        moved: moved.collect(),
    }))
}

/// Asks a search to stop; the best that it has found is kept.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/stop", responses(
    (status = 204), (status = 409, body = Problem, description = "not-searching"),
))]
async fn stopped(
    Path((plan, id)): Path<(ExamPlanId, DraftId)>,
    call: ActHeader,
) -> Result<StatusCode> {
    let mut act = call.act().await?;
    stop(&mut act, plan, id).await?;
    act.commit(Entry::new("exam_plan.stop", "exam_plan_draft", id.0)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Another time for an exam.
#[derive(Serialize, ToSchema)]
struct ExamElsewhere {
    #[schema(value_type = String, format = Date)]
    on: Date,
    #[schema(value_type = String)]
    at: Time,
    /// What it would break; nothing: the exam could lie there.
    #[schema(value_type = Vec<Object>)]
    breaks: Vec<Text>,
    /// By how much the price of the plan would change.
    change: i64,
}

/// Why an exam lies where it lies.
#[derive(Serialize, ToSchema)]
struct ExamExplained {
    exam: ExamId,
    course: String,
    seats: u32,
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    #[schema(value_type = Option<String>)]
    at: Option<Time>,
    /// How many of its candidates with special arrangements sit where; nobody's name.
    granted: Vec<GrantedHere>,
    #[schema(value_type = Vec<Object>)]
    broken: Vec<Text>,
    elsewhere: Vec<ExamElsewhere>,
}

/// What each other time of an exam would break or cost.
#[utoipa::path(get, path = "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/exams/{exam}",
    responses((status = 200, body = ExamExplained)))]
async fn explain_exam(
    Path((plan, id, exam)): Path<(ExamPlanId, DraftId, ExamId)>,
    signed: Signed,
) -> Result<Json<ExamExplained>> {
    let (plan, mut draft) = seen::draft(&signed, (plan, id)).await?;
    let mut conn = signed.read().await?;
    let (judged, _) = search::as_it_is(&mut conn, plan, &mut draft).await?;
    let found = explained(&judged, exam)?;
    let elsewhere = found.elsewhere.into_iter().map(|other| ExamElsewhere {
        on: other.on,
        at: other.at,
        breaks: other.breaks,
        change: other.change,
    });
    Ok(Json(ExamExplained {
        exam,
        course: found.label,
        seats: found.seats,
        on: found.at.map(|(on, _)| on),
        at: found.at.map(|(_, at)| at),
        granted: found.granted,
        broken: found.broken,
        elsewhere: elsewhere.collect(),
    }))
}

/// What a move has done.
#[derive(Serialize, ToSchema)]
struct ExamShifted {
    before: Figures,
    now: Figures,
    /// What is broken now that was not.
    #[schema(value_type = Vec<Object>)]
    breaks: Vec<Text>,
    /// The version of the draft now.
    version: i32,
}

/// Moves an exam of a draft, and tells at once what that breaks and costs.
#[utoipa::path(post, path = "/api/exam-plans/{exam_plan}/drafts/{exam_plan_draft}/exams/{exam}",
    request_body = Shift, responses(
        (status = 200, body = ExamShifted),
        (status = 409, body = Problem, description = "searching, draft-locked, plan-published, or the \
            draft is another meanwhile"),
        (status = 422, body = Problem),
    ))]
async fn shifted(
    Path((plan, id, exam)): Path<(ExamPlanId, DraftId, ExamId)>,
    call: ActHeader,
    ApiJson(to): ApiJson<Shift>,
) -> Result<Json<ExamShifted>> {
    let mut act = call.act().await?;
    let shifted = shift(&mut act, (plan, id), exam, to).await?;
    let at = format!("{} {}", to.on, to.at);
    act.commit(Entry::new("exam_plan.shift", "exam", exam.0).fact("to", at)).await?;
    Ok(Json(ExamShifted {
        before: shifted.before,
        now: shifted.now,
        breaks: shifted.breaks,
        version: shifted.version,
    }))
}
