//! The tab of an exam that shows where its grading stands.

use super::grades::States;
use super::protocol::may_seal;
use super::{
    ANNOUNCERS, CONTROLLERS, Candidate, Content, GRADING_VIEWERS, GradeState, Panel, Protocol,
    hand_over, publish_preliminary, seal, store, withdraw_preliminary,
};
use crate::access::Role;
use crate::calendar::{self, Deadline, Subject};
use crate::catalogue::tabs::{ExamTab, tabs};
use crate::catalogue::{self, Exam, exam_for};
use crate::http::{Allow, Posted, Routes, Signed, done, page};
use crate::{CommitteeId, Error, ExamId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use rules::grading::GradingDeadline;
use rules::{Reason, Refusal, Rule};

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

/// How many candidates stand where.
#[derive(Default)]
struct Counts {
    graded: usize,
    waiting: usize,
    disputed: usize,
    absent: usize,
    unaccounted: usize,
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
    let exam = exam_for(&signed, id, GRADING_VIEWERS).await?;
    let mut conn = signed.read().await?;
    if crate::examiners::store::assesses_anew(&mut conn, id, signed.who.person).await? {
        // A new assessment knows nothing of the first (uhl. § 11-11).
        return Err(Error::NotFound);
    }
    let today = signed.today();
    let subject = Subject { kind: "exam", id: id.0 };
    let deadline = calendar::store::get(&mut conn, subject, GradingDeadline::NAME).await?;
    let sanction = calendar::store::get(&mut conn, subject, super::deadline::SANCTION).await?;
    let protocols = store::protocols_of_exam(&mut conn, id).await?;
    let open = !protocols.iter().any(in_force);
    let late = deadline.as_ref().and_then(|d| d.due_on).is_some_and(|due| due < today);
    let announced = protocols.iter().any(|protocol| protocol.announced_at.is_some());
    let preliminary = store::preliminary(&mut conn, id).await?.filter(|_| !announced);
    let may_publish = !announced
        && signed.who.may(ANNOUNCERS, &exam.place)
        && super::preliminary::allowed(&signed.node, &exam)?.outcome.is_ok();
    let mut frame = signed.frame(format!("exams/{}/grading", exam.code));
    frame.breadcrumb = catalogue::pages::crumbs(&frame);
    let mut shown = ExamPage {
        tabs: tabs(&signed.who, id, "/grading"),
        frame,
        controller: signed.who.may(&[Role::ExamOfficer], &exam.place),
        sanction: open && sanction.and_then(|s| s.due_on).is_some_and(|from| from <= today),
        late: open && late,
        may_publish,
        preliminary,
        exam,
        panel: None,
        counts: Counts::default(),
        deadline,
        missing: Vec::new(),
        because: Vec::new(),
        sealable: false,
        to_hand_over: false,
        protocols,
    };
    if let Some(committee) = crate::examiners::store::ordinary(&mut conn, id).await? {
        let panel = Panel::load(&mut conn, committee.id).await?;
        shown.to_hand_over = open
            && super::hand_over::is_held(&shown.exam, signed.node.now())
            && store::waits_for_answers(&mut conn, committee.id).await?;
        if open {
            let candidates = panel.candidates(&mut conn).await?;
            let without_number = store::without_number(&mut conn, panel.id).await?;
            shown.counts = counts(&signed, &panel, &candidates)?;
            let (content, decision) =
                super::protocol::control_of(&signed.node, &panel, &candidates, without_number)?;
            let seated =
                crate::examiners::judge_seated(&mut conn, &signed.node, &shown.exam, committee.id);
            let too_few = seated.await?.outcome.err().map_or_else(Vec::new, every);
            shown.sealable = decision.outcome.is_ok()
                && too_few.is_empty()
                && super::hand_over::may_assess(&panel, signed.node.now())
                && !content.rows.is_empty()
                && may_seal(&signed.who, &panel);
            shown.because = decision.because;
            shown.missing = decision.outcome.err().map_or_else(Vec::new, |refusal| refusal.all);
            shown.missing.extend(too_few);
        } else if let Some(protocol) = shown.protocols.iter().find(|p| in_force(p)) {
            shown.counts = sealed_counts(&protocol.content()?);
        }
        shown.panel = Some(panel);
    }
    page(&shown)
}

/// Everything that a refusal names.
fn every(refusal: Refusal) -> Vec<Refusal> {
    if refusal.all.is_empty() { vec![refusal] } else { refusal.all }
}

/// Whether this is the grade list as it was sealed first.
fn in_force(protocol: &Protocol) -> bool {
    protocol.kind == "original" && protocol.withdrawn_at.is_none()
}

/// While grading is open: as the rule has it now.
fn counts(signed: &Signed, panel: &Panel, candidates: &[Candidate]) -> Result<Counts> {
    let mut states = States::new(&signed.node, panel);
    let mut counts = Counts::default();
    for candidate in candidates {
        match states.of(candidate)? {
            GradeState::Set(..) => counts.graded += 1,
            GradeState::NotSat(_) => counts.absent += 1,
            GradeState::Unaccounted => counts.unaccounted += 1,
            GradeState::Waiting => counts.waiting += 1,
            GradeState::NeedsThird(_) | GradeState::NeedsAgreement(_) | GradeState::Refused(..) => {
                counts.disputed += 1;
            }
        }
    }
    Ok(counts)
}

/// Once it is sealed: everybody was accounted for then, and had a grade or had not sat.
fn sealed_counts(content: &Content) -> Counts {
    let graded = content.rows.iter().filter(|row| row.grade.is_some()).count();
    Counts { graded, absent: content.rows.len() - graded, ..Counts::default() }
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
