//! The tab of an exam that shows where its grading stands.

use super::stand::{Stand, stand_of};
use super::{
    ANNOUNCERS, CONTROLLERS, GRADING_VIEWERS, hand_over, publish_preliminary, seal,
    withdraw_preliminary,
};
use crate::access::Role;
use crate::catalogue;
use crate::catalogue::tabs::{ExamTab, tabs};
use crate::examiners::store::NotAccepted;
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{CommitteeId, Error, ExamId, PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use ui::{Choice, Form};

pub(super) fn routes() -> Routes {
    Routes::default()
        .page("/exams/{exam}/grading", Allow::Roles(GRADING_VIEWERS), show)
        // Sealed by an examiner of the committee or by the exam officer.
        .form("/committees/{committee}/protocols", Allow::SignedIn, "protocol.seal", post_seal)
        .form(
            "/exams/{exam}/hand-over",
            Allow::Roles(CONTROLLERS),
            "grading.hand_over",
            post_hand_over,
        )
        .form(
            "/exams/{exam}/preliminary-list",
            Allow::Roles(ANNOUNCERS),
            "grading.publish_preliminary",
            post_preliminary,
        )
        .form(
            "/exams/{exam}/preliminary-list/withdrawal",
            Allow::Roles(ANNOUNCERS),
            "grading.withdraw_preliminary",
            post_withdrawal,
        )
        .form("/exams/{exam}/reminders", Allow::Roles(CONTROLLERS), "grading.remind", post_reminder)
}

#[derive(Template)]
#[template(path = "grading/exam.html")]
struct ExamPage {
    frame: ui::Frame,
    tabs: Vec<ExamTab>,
    form: Form,
    stand: Stand,
    controller: bool,
    /// Those who have not answered the request, each to be ticked when she has said yes otherwise.
    unanswered: Vec<Choice>,
}

impl ExamPage {
    async fn of(signed: &Signed, id: ExamId, form: Form) -> Result<Self> {
        let stand = stand_of(signed, id).await?;
        let mut frame = signed.frame(format!("exams/{}/grading", stand.exam.code));
        frame.breadcrumb = catalogue::pages::crumbs(&frame);
        let choice = |one: &NotAccepted| {
            let name = one.name.shown(frame.language);
            let text = frame.ta("grading-said-yes-otherwise", &[("name", &name)]);
            Choice::new(one.person.to_string(), text)
        };
        Ok(Self {
            tabs: tabs(signed, id, "/grading"),
            controller: signed.who.may(&[Role::ExamOfficer], &stand.exam.place),
            unanswered: stand.not_accepted.iter().map(choice).collect(),
            form: form.labels(&[("said_yes", "grading-said-yes")]),
            frame,
            stand,
        })
    }
}

async fn show(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    page(&ExamPage::of(&signed, id, Form::new()).await?)
}

async fn post_seal(Path(id): Path<CommitteeId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let protocol = seal(&mut act, id).await?;
    let entry = Entry::new("protocol.seal", "protocol", protocol.0);
    act.commit(entry.fact("committee", id.to_string())).await?;
    Ok(done(&format!("/protocols/{protocol}"), "done-protocol-sealed"))
}

async fn post_hand_over(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut form = posted.form();
    let said_yes: Vec<_> =
        form.all("said_yes").filter_map(|id| id.parse().ok().map(PersonId)).collect();
    let mut act = posted.act().await?;
    match hand_over(&mut act, id, &said_yes).await {
        Ok(done_now) => {
            act.commit(done_now.entry(id)).await?;
            Ok(done(&format!("/exams/{id}/grading"), "done-answers-handed-over"))
        }
        Err(Error::Refused(refused)) if refused.code == "not-accepted" => {
            drop(act);
            form.add_error("said_yes", refused.text);
            let again = ExamPage::of(&posted.signed, id, form).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
        Err(error) => Err(error),
    }
}

async fn post_reminder(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let reminded = super::reminder::remind_now(&mut act, id).await?;
    act.commit(Entry::new("grading.remind", "exam", id.0).fact("letters", reminded)).await?;
    Ok(done(&format!("/exams/{id}/grading"), "done-examiners-reminded"))
}

async fn post_preliminary(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let grades = publish_preliminary(&mut act, id).await?;
    let entry = Entry::new("grading.publish_preliminary", "exam", id.0).fact("grades", grades);
    act.commit(entry).await?;
    Ok(done(&format!("/exams/{id}/grading"), "done-preliminary-published"))
}

async fn post_withdrawal(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    withdraw_preliminary(&mut act, id).await?;
    act.commit(Entry::new("grading.withdraw_preliminary", "exam", id.0)).await?;
    Ok(done(&format!("/exams/{id}/grading"), "done-preliminary-withdrawn"))
}
