//! The announcement: by the administration alone, in one act, however many there are.

use super::protocol::ProtocolKind;
use super::protocol::for_administration;
use super::store::Step;
use super::{excluded, said, store};
use crate::calendar::{self, Subject};
use crate::catalogue::Exam;
use crate::{Act, Error, ProtocolId, RegistrationId, Result, ResultId};
use jiff::civil::Date;
use rules::appeal::{AppealDeadline, AppealDeadlineAnswer, AppealDeadlineFacts};
use rules::explanation::{Asking, ExplanationDeadline, ExplanationDeadlineFacts};
use rules::{Decision, Grade, Reason, Rule, RuleSet};
use serde_json::json;
use ui::key;
use uuid::Uuid;

/// Announces the results of a received protocol: each counts from now, and the deadlines
/// for asking for an explanation and for appealing run (M-06, M-08). Letters follow. What is under
/// suspicion waits, as does what an exclusion bars; what is annulled is left out.
///
/// Answers how many results were announced.
///
/// # Errors
/// Not found outside one's scope; refused `own-grading` for an examiner of the committee,
/// `not-received`, `announced`, `regrade-by-appeal`; a rectification `under-appeal`.
pub async fn announce(act: &mut Act, id: ProtocolId) -> Result<usize> {
    let (protocol, panel) = for_administration(act, id).await?;
    let refused = match (&protocol.received_at, &protocol.announced_at) {
        _ if protocol.kind == ProtocolKind::Regrade => {
            Some(("regrade-by-appeal", key("grading-refused-regrade-by-appeal")))
        }
        (None, _) => Some(("not-received", key("grading-refused-not-received"))),
        (_, Some(_)) => Some(("announced", key("grading-refused-announced"))),
        _ => None,
    };
    if let Some((code, text)) = refused {
        return Err(Error::refused(code, said(text)));
    }
    let mut graded: Vec<(RegistrationId, Grade)> = protocol
        .content()?
        .rows
        .into_iter()
        .filter_map(|row| Some((row.registration, row.grade?)))
        .collect();
    let of: Vec<_> = graded.iter().map(|(registration, _)| *registration).collect();
    let mut withheld = store::withheld(act.conn(), &of).await?;
    withheld.extend(excluded::held(act, &panel.exam, &of).await?);
    graded.retain(|(registration, _)| !withheld.contains(registration));
    let rectifies = protocol.kind == ProtocolKind::Rectification;
    if rectifies {
        graded = not_final(act, graded).await?;
    }
    let origin = if rectifies { "rectification" } else { "ordinary" };
    publish(act, protocol.id, origin, &graded).await?;
    own_deadlines(act, &panel.exam, "protocol", protocol.id.0).await?;
    act.enqueue(super::LETTERS_JOB, json!({ "protocol": id }), act.now()).await?;
    Ok(graded.len())
}

/// What a rectification changes when it is announced: a grade that was set after an appeal in
/// the meantime is final, and its line has no effect.
///
/// # Errors
/// Refused `under-appeal` while an appeal against one of the grades is open: the new grading
/// counts from the grade that was appealed against.
async fn not_final(
    act: &mut Act,
    graded: Vec<(RegistrationId, Grade)>,
) -> Result<Vec<(RegistrationId, Grade)>> {
    let registrations: Vec<_> = graded.iter().map(|(registration, _)| *registration).collect();
    let in_force = store::lock_in_force(act.conn(), &registrations).await?;
    if in_force.values().any(|counts| counts.appealed) {
        return Err(Error::refused("under-appeal", said(key("grading-refused-under-appeal"))));
    }
    let is_final = |id: &RegistrationId| in_force.get(id).is_some_and(|counts| counts.is_final);
    Ok(graded.into_iter().filter(|(registration, _)| !is_final(registration)).collect())
}

/// Makes the grades of a protocol the results in force from now on, in the place of
/// earlier ones, with one statement each. The one way in which a result is announced:
/// ordinary, rectified and after an appeal.
///
/// # Errors
/// The database is away.
pub async fn publish(
    act: &mut Act,
    protocol: ProtocolId,
    origin: &'static str,
    graded: &[(RegistrationId, Grade)],
) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    let ids: Vec<ResultId> = graded.iter().map(|_| ResultId::new()).collect();
    store::record_step(act.conn(), protocol, Step::Announced, now, by).await?;
    store::supersede_results(act.conn(), &ids, graded).await?;
    store::insert_results(act.conn(), &ids, graded, protocol, origin, now).await?;
    Ok(())
}

/// Receives a protocol whose grade counts for nobody yet but decides what happens next: from here on
/// it is not taken back. One that was received already stays as it is.
///
/// # Errors
/// The database is away.
pub async fn keep(act: &mut Act, protocol: ProtocolId) -> Result<()> {
    let (now, by) = (act.now(), act.person()?);
    store::record_step(act.conn(), protocol, Step::Received, now, by).await?;
    Ok(())
}

/// What can be done until when is the same for all: it follows from the form and the day, and
/// is kept once, with the protocol. A result whose own facts move it later keeps its own, and so
/// does one that is announced by itself.
pub(super) async fn own_deadlines(
    act: &mut Act,
    exam: &Exam,
    kind: &'static str,
    id: Uuid,
) -> Result<()> {
    let today = act.today();
    let law = act.node().rules_on(today)?.clone();
    let subject = Subject { kind, id };
    let facts = ExplanationDeadlineFacts { form: exam.form, announced: today.into() };
    let Decision { outcome, because, .. } = ExplanationDeadline::decide(&facts, &law);
    if let Ok(asking) = outcome {
        let due = match asking {
            Asking::Until { request_by } => request_by,
            // On the spot means: on the day itself.
            Asking::Immediately { .. } => today,
        };
        let kind = ExplanationDeadline::NAME;
        calendar::set(act, subject, kind, Some(due), &because, &law).await?;
    }
    if let Some((deadline, because)) = appeal_until(exam, today, &law) {
        let kind = AppealDeadline::NAME;
        calendar::set(act, subject, kind, Some(deadline), &because, &law).await?;
    }
    Ok(())
}

/// Until when what is announced on a day can be appealed, with reasons; `None` where there is
/// nothing that could be graded anew.
pub(super) fn appeal_until(
    exam: &Exam,
    announced: Date,
    law: &RuleSet,
) -> Option<(Date, Vec<Reason>)> {
    let facts = AppealDeadlineFacts {
        form: exam.form,
        announced: announced.into(),
        explanation: None,
        formal_complaint: None,
    };
    let Decision { outcome, because, .. } = AppealDeadline::decide(&facts, law);
    match outcome {
        Ok(AppealDeadlineAnswer::Until { deadline, .. }) if exam.verifiable => {
            Some((deadline, because))
        }
        _ => None,
    }
}
