//! The student's pages.

use super::case::Case;
use super::{Lodge, State, lodge, staff_pages, store, withdraw};
use crate::calendar::Deadline;
use crate::catalogue::forms::refused;
use crate::explanation::pages::{OfResult, own_grade};
use crate::explanation::{Channel, Graded, appeal_deadline};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{AppealId, Error, Node, Result, ResultId};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rules::appeal::{
    AppealDeadlineAnswer, Decided, DecisionAppealDeadline, DecisionAppealDeadlineFacts,
};
use rules::{Reason, Rule, Text};
use sqlx::PgConnection;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .page("/my/appeals/new", Allow::Student, lodging)
        .page("/my/appeals/form", Allow::Student, on_paper)
        .form("/my/appeals", Allow::Student, "appeal.lodge", lodged)
        .page("/my/appeals/{appeal}", Allow::Student, mine)
        .form("/my/appeals/{appeal}/withdraw", Allow::Student, "appeal.withdraw", withdrawn)
        .merge(staff_pages::routes())
        .merge(super::files_page::routes())
        .merge(super::proof_page::routes())
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "appeal/lodge.html")]
struct LodgePage {
    frame: ui::Frame,
    form: ui::Form,
    graded: Graded,
    /// The last day; `None` while an explanation is pending.
    until: Option<Date>,
    because: Vec<Reason>,
    today: Date,
}

impl LodgePage {
    /// The last day, once it has passed: an officer judges the reasons for being late.
    fn late_since(&self) -> Option<Date> {
        self.until.filter(|until| *until < self.today)
    }

    fn explanation_href(&self) -> String {
        format!("/my/explanations/new?result={}", self.graded.result)
    }

    fn paper_href(&self) -> String {
        format!("/my/appeals/form?result={}", self.graded.result)
    }
}

async fn lodge_page(signed: &Signed, result: ResultId, form: ui::Form) -> Result<LodgePage> {
    let graded = own_grade(signed, result).await?;
    let law = signed.node.rules_on(graded.announced_on)?;
    let decision = appeal_deadline(&graded, law);
    let until = match decision.outcome {
        Ok(AppealDeadlineAnswer::Until { deadline, .. }) => Some(deadline),
        _ => None,
    };
    let form = form.labels(&[("understood", "appeal-understood"), ("grounds", "appeal-grounds")]);
    let (frame, today) = (signed.frame("my/appeals"), signed.today());
    Ok(LodgePage { frame, form, graded, until, because: decision.because, today })
}

/// What an appeal means, until when it is possible, and the form that lodges it.
async fn lodging(signed: Signed, Query(of): Query<OfResult>) -> Result<Response> {
    let graded = own_grade(&signed, of.result).await?;
    let mut conn = signed.read().await?;
    if let Some(id) = store::of_result(&mut conn, graded.result).await? {
        return Ok(Redirect::to(&format!("/my/appeals/{id}")).into_response());
    }
    page(&lodge_page(&signed, of.result, ui::Form::new()).await?)
}

#[derive(Template)]
#[template(path = "appeal/paper_form.html")]
struct PaperFormPage {
    frame: ui::Frame,
    graded: Graded,
    until: Option<Date>,
    /// Whether the last day has passed: then the form asks why.
    late: bool,
    student: String,
    student_number: String,
}

impl PaperFormPage {
    fn back_href(&self) -> String {
        format!("/my/appeals/new?result={}", self.graded.result)
    }
}

/// The form to print and hand in at the desk, for who does not appeal here (O-25).
async fn on_paper(signed: Signed, Query(of): Query<OfResult>) -> Result<Response> {
    let shown = lodge_page(&signed, of.result, ui::Form::new()).await?;
    let late = shown.late_since().is_some();
    let LodgePage { frame, graded, until, .. } = shown;
    if graded.regraded {
        return Err(Error::NotFound);
    }
    let mut conn = signed.read().await?;
    let me = crate::people::store::person(&mut conn, signed.who.person).await?;
    let me = me.ok_or(Error::NotFound)?;
    page(&PaperFormPage {
        frame,
        graded,
        until,
        late,
        student: me.name.full(),
        student_number: me.student_number.unwrap_or_default(),
    })
}

async fn lodged(posted: Posted) -> Result<Response> {
    let result = posted.field("result").parse().map(ResultId).map_err(|_| Error::NotFound)?;
    own_grade(&posted.signed, result).await?;
    let mut form = posted.form();
    if !form.checked("understood") {
        form.add_error("understood", ui::messages::text("appeal-understand-first", &[]));
    }
    if !form.is_valid() {
        let again = lodge_page(&posted.signed, result, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
    }
    let mut act = posted.act().await?;
    let lodged_on = act.today();
    let new = Lodge {
        result,
        lodged_on,
        channel: Channel::SelfService,
        grounds: posted.field("grounds").to_owned(),
        work_handed_in: form.checked("work_handed_in"),
        no_reason: form.checked("no_reason"),
    };
    let id = match lodge(&mut act, new).await {
        Ok(id) => id,
        Err(error @ Error::Invalid(_)) => {
            drop(act);
            let form = refused(form, error)?;
            let again = lodge_page(&posted.signed, result, form).await?;
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
        Err(error) => {
            let typed = posted.typed(&[("grounds", ui::key("appeal-grounds"))]);
            return posted.refused(error, typed);
        }
    };
    let entry = Entry::new("appeal.lodge", "appeal", id.0).fact("lodged_on", lodged_on.to_string());
    act.commit(entry).await?;
    Ok(done(&format!("/my/appeals/{id}"), "done-appeal-lodged"))
}

#[derive(Template)]
#[template(path = "appeal/mine.html")]
struct MinePage {
    frame: ui::Frame,
    case: Case,
    due: Option<Deadline>,
    /// The last day to appeal, once it has passed: what is withdrawn then cannot be made anew in time.
    deadline_was: Option<Date>,
    /// Of an appeal that was refused: how to appeal against that.
    against: Option<AgainstRefusal>,
}

/// The right to appeal against a refusal, as its letter tells it.
pub(super) struct AgainstRefusal {
    /// The last day, counted from the day the letter could be read here.
    pub(super) until: Date,
    /// Who decides it, where the institution does not change its mind.
    pub(super) decided_by: Text,
    pub(super) because: Vec<Reason>,
}

impl AgainstRefusal {
    /// Of a refused appeal; `None` for all others.
    pub(super) async fn of(
        conn: &mut PgConnection,
        node: &Node,
        case: &Case,
    ) -> Result<Option<Self>> {
        if case.state != State::Refused {
            return Ok(None);
        }
        let Some(told) = store::refused_on(conn, case.id).await? else { return Ok(None) };
        let law = node.rule_set(&case.rule_set)?;
        let facts = DecisionAppealDeadlineFacts {
            received: told.into(),
            by_post: false,
            decision: Decided::Other,
        };
        let decision = DecisionAppealDeadline::decide(&facts, law);
        let section = law.sections.decision_appeal.as_ref();
        Ok(decision.outcome.ok().zip(section).map(|(answer, section)| Self {
            until: answer.deadline,
            decided_by: section.body(Decided::Other).value.in_sentence(),
            because: decision.because,
        }))
    }
}

impl MinePage {
    fn state(&self) -> String {
        staff_pages::state_text(&self.frame, self.case.state)
    }

    fn may_withdraw(&self) -> bool {
        !self.case.state.is_finished()
    }
}

/// Where my appeal stands.
async fn mine(signed: Signed, Path(id): Path<AppealId>) -> Result<Response> {
    let mut conn = signed.read().await?;
    let case = Case::load(&mut conn, id, false).await?;
    if !case.is_of(signed.who.person) {
        return Err(Error::NotFound);
    }
    let due = case.due(&mut conn).await?.filter(|_| case.state.awaits_grade());
    let law = signed.node.rules_on(case.graded.announced_on)?;
    let deadline_was = match appeal_deadline(&case.graded, law).outcome {
        Ok(AppealDeadlineAnswer::Until { deadline, .. }) => Some(deadline),
        _ => None,
    };
    let deadline_was = deadline_was.filter(|day| *day < signed.today());
    let against = AgainstRefusal::of(&mut conn, &signed.node, &case).await?;
    page(&MinePage { frame: signed.frame("my/appeals"), case, due, deadline_was, against })
}

async fn withdrawn(Path(id): Path<AppealId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    withdraw(&mut act, id).await?;
    act.commit(Entry::new("appeal.withdraw", "appeal", id.0)).await?;
    Ok(done(&format!("/my/appeals/{id}"), "done-appeal-withdrawn"))
}
