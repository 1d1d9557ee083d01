//! The tab of an exam that shows where its grading stands.

use super::stand::{Counts, Stand, stand_of};
use super::{
    ANNOUNCERS, CONTROLLERS, GRADING_VIEWERS, Panel, Protocol, hand_over, publish_preliminary,
    seal, withdraw_preliminary,
};
use crate::access::Role;
use crate::calendar::Deadline;
use crate::catalogue::tabs::{ExamTab, tabs};
use crate::catalogue::{self, Exam};
use crate::http::{Allow, Posted, Routes, Signed, done, page};
use crate::{CommitteeId, ExamId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use rules::{Reason, Refusal};

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
    exam: Exam,
    tabs: Vec<ExamTab>,
    panel: Option<Panel>,
    counts: Counts,
    deadline: Option<Deadline>,
    sanction: bool,
    missing: Vec<Refusal>,
    because: Vec<Reason>,
    sealable: bool,
    to_hand_over: bool,
    late: bool,
    /// Whether grades may be shown ahead of the protocol, and by whom looks.
    may_publish: bool,
    /// Since when preliminary grades are shown.
    preliminary: Option<jiff::Timestamp>,
    controller: bool,
    protocols: Vec<Protocol>,
}

impl ExamPage {
    /// Whether the results are out, so that the deadline asks nothing of anybody.
    fn is_announced(&self) -> bool {
        self.protocols.iter().any(|one| one.kind == "original" && one.announced_at.is_some())
    }
}

async fn show(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    let Stand {
        exam,
        panel,
        counts,
        deadline,
        sanction,
        missing,
        because,
        sealable,
        to_hand_over,
        late,
        may_publish,
        preliminary,
        protocols,
    } = stand_of(&signed, id).await?;
    let mut frame = signed.frame(format!("exams/{}/grading", exam.code));
    frame.breadcrumb = catalogue::pages::crumbs(&frame);
    page(&ExamPage {
        tabs: tabs(&signed.who, id, "/grading"),
        controller: signed.who.may(&[Role::ExamOfficer], &exam.place),
        frame,
        exam,
        panel,
        counts,
        deadline,
        sanction,
        missing,
        because,
        sealable,
        to_hand_over,
        late,
        may_publish,
        preliminary,
        protocols,
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
