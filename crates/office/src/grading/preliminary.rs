//! Preliminary lists: grades that students may see before the protocol is signed (M-04).
//!
//! A preliminary grade is no result. No deadline runs from it, it cannot be appealed, and it
//! is gone from the student's page when the result is announced.

use super::grades::States;
use super::{ANNOUNCERS, Panel, excluded, said, store};
use crate::catalogue::{self, Exam};
use crate::{Act, Error, ExamId, Node, RegistrationId, Result};
use rules::protocol::{ProtocolAnswer, ProtocolFacts, ProtocolReady};
use rules::{Decision, Grade, Rule};
use ui::key;
use uuid::Uuid;

/// Whether the rules of the exam's day allow preliminary lists.
///
/// # Errors
/// No rule set covers the day.
pub(super) fn allowed(node: &Node, exam: &Exam) -> Result<Decision<ProtocolAnswer>> {
    let facts = ProtocolFacts {
        candidates: Vec::new(),
        examiners: Vec::new(),
        without_number: 0,
        preliminary: true,
    };
    Ok(ProtocolReady::decide(&facts, node.rules_on(exam.rule_day())?))
}

/// Shows the students the grades that are set so far, as preliminary. A list published
/// before is withdrawn by it. Answers how many grades are shown.
///
/// # Errors
/// Not found outside one's scope; refused `no-committee`, `own-grading` for an examiner of
/// the committee, `announced`, `nothing-graded`, and by the rule `protocol-ready`:
/// `preliminary-not-allowed`.
pub async fn publish_preliminary(act: &mut Act, id: ExamId) -> Result<usize> {
    let exam = open(act, id).await?;
    let Decision { outcome, because, .. } = allowed(act.node(), &exam)?;
    outcome.map_err(|refusal| Error::because(refusal, because))?;
    let committee = crate::examiners::store::ordinary(act.conn(), id).await?;
    let Some(committee) = committee else {
        return Err(Error::refused("no-committee", said(key("grading-refused-no-committee"))));
    };
    let panel = Panel::lock(act.conn(), committee.id).await?;
    let (now, by) = (act.now(), act.person()?);
    if panel.seat_of(by).is_some() {
        return Err(Error::refused("own-grading", said(key("grading-refused-own-grading"))));
    }
    let protocols = store::protocols_of_exam(act.conn(), id).await?;
    if protocols.iter().any(|protocol| protocol.announced_at.is_some()) {
        return Err(Error::refused("announced", said(key("grading-refused-announced"))));
    }
    let graded = graded(act, &panel).await?;
    if graded.is_empty() {
        let text = said(key("grading-refused-nothing-graded"));
        return Err(Error::refused("nothing-graded", text));
    }
    store::withdraw_preliminary(act.conn(), id, now, by).await?;
    store::insert_preliminary(act.conn(), Uuid::now_v7(), id, &graded, now, by).await?;
    Ok(graded.len())
}

/// Takes the preliminary list of an exam off the students' pages.
///
/// # Errors
/// Not found outside one's scope; refused `no-preliminary-list` when there is none.
pub async fn withdraw_preliminary(act: &mut Act, id: ExamId) -> Result<()> {
    open(act, id).await?;
    let (now, by) = (act.now(), act.person()?);
    if !store::withdraw_preliminary(act.conn(), id, now, by).await? {
        let text = said(key("grading-refused-no-preliminary"));
        return Err(Error::refused("no-preliminary-list", text));
    }
    Ok(())
}

/// The exam, held, for the administration alone (M-06).
async fn open(act: &mut Act, id: ExamId) -> Result<Exam> {
    let exam = catalogue::store::lock_exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if act.who()?.may(ANNOUNCERS, &exam.place) { Ok(exam) } else { Err(Error::NotFound) }
}

/// Everybody whose grade is set.
async fn graded(act: &mut Act, panel: &Panel) -> Result<Vec<(RegistrationId, Grade)>> {
    let candidates = panel.candidates(act.conn()).await?;
    let node = act.node().clone();
    let mut states = States::new(&node, panel);
    let mut graded = Vec::new();
    for candidate in &candidates {
        if let Some(grade) = states.of(candidate)?.grade() {
            graded.push((candidate.registration, grade));
        }
    }
    let of: Vec<_> = graded.iter().map(|(registration, _)| *registration).collect();
    let mut withheld = store::withheld(act.conn(), &of).await?;
    withheld.extend(excluded::held(act, &panel.exam, &of).await?);
    graded.retain(|(registration, _)| !withheld.contains(registration));
    Ok(graded)
}
