//! The tab of an exam that shows where its grading stands.

use super::stand::{Stand, stand_of};
use super::{
    ANNOUNCERS, CONTROLLERS, GRADING_VIEWERS, hand_over, publish_preliminary, seal,
    withdraw_preliminary,
};
use crate::access::Role;
use crate::catalogue;
use crate::catalogue::tabs::{ExamTab, tabs};
use crate::http::{Allow, Posted, Routes, Signed, done, page};
use crate::{CommitteeId, ExamId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;

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
    stand: Stand,
    controller: bool,
}

async fn show(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    let stand = stand_of(&signed, id).await?;
    let mut frame = signed.frame(format!("exams/{}/grading", stand.exam.code));
    frame.breadcrumb = catalogue::pages::crumbs(&frame);
    page(&ExamPage {
        tabs: tabs(&signed.who, id, "/grading"),
        controller: signed.who.may(&[Role::ExamOfficer], &stand.exam.place),
        frame,
        stand,
    })
}

async fn post_seal(Path(id): Path<CommitteeId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let protocol = seal(&mut act, id).await?;
    let entry = Entry::new("protocol.seal", "protocol", protocol.0);
    act.commit(entry.fact("committee", id.to_string())).await?;
    Ok(done(&format!("/protocols/{protocol}"), "done-protocol-sealed"))
}

async fn post_hand_over(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let examiners = hand_over(&mut act, id).await?;
    act.commit(Entry::new("grading.hand_over", "exam", id.0).fact("examiners", examiners)).await?;
    Ok(done(&format!("/exams/{id}/grading"), "done-answers-handed-over"))
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
