//! Grades that wait for a decision, and exams that are annulled by one.
//!
//! While an answer is under suspicion its grade is set and signed like any other, and neither
//! announced nor shown. Released after the announcement, it is announced by itself and its
//! deadlines run from that day. What is annulled stands as signed and does not count.

use super::announcement::own_deadlines;
use super::protocol::ProtocolKind;
use super::store::Because;
use super::{Protocol, excluded, store};
use crate::{Act, RegistrationId, Result, ResultId};
use rules::Grade;
use serde_json::json;

/// Keeps the grade of an answer from being announced; one that is held already stays so.
///
/// # Errors
/// The database is away.
pub async fn hold(act: &mut Act, id: RegistrationId, case_number: &str) -> Result<()> {
    let now = act.now();
    store::insert_hold(act.conn(), id, Because::Misconduct(case_number), now).await?;
    Ok(())
}

/// Lets a held grade go. Where the others of its exam are announced and nothing else holds or annuls
/// it, it is announced now: letters follow, and its own deadlines run from today.
///
/// # Errors
/// The database is away.
pub async fn release(act: &mut Act, id: RegistrationId) -> Result<()> {
    end(act, id, Because::Misconduct("")).await
}

/// Ends one reason why a grade waits, as [`release`] says.
pub(super) async fn end(act: &mut Act, id: RegistrationId, because: Because<'_>) -> Result<()> {
    let now = act.now();
    if !store::end_hold(act.conn(), id, because, now).await? {
        return Ok(());
    }
    let withheld = store::withheld(act.conn(), &[id]).await?;
    if !withheld.is_empty() || store::is_announced(act.conn(), id).await? {
        return Ok(());
    }
    let Some((protocol, grade)) = last_announced(act, id).await? else { return Ok(()) };
    let exam = super::Panel::load(act.conn(), protocol.committee).await?.exam;
    // An exclusion may have come while it waited.
    if !excluded::held(act, &exam, &[id]).await?.is_empty() {
        return Ok(());
    }
    let result = ResultId::new();
    let of = protocol.id;
    let rectified = protocol.kind == ProtocolKind::Rectification;
    let origin = if rectified { "rectification" } else { "ordinary" };
    store::insert_results(act.conn(), &[result], &[(id, grade)], of, origin, now).await?;
    own_deadlines(act, &exam, "result", result.0).await?;
    act.enqueue(super::LETTERS_JOB, json!({ "protocol": of }), now).await
}

/// The announced protocol of the exam that says last what the grade is.
async fn last_announced(act: &mut Act, id: RegistrationId) -> Result<Option<(Protocol, Grade)>> {
    let Some(exam) = store::exam_of(act.conn(), id).await? else { return Ok(None) };
    let mut protocols = store::protocols_of_exam(act.conn(), exam).await?;
    protocols.retain(|one| one.announced_at.is_some() && one.kind != ProtocolKind::Regrade);
    for protocol in protocols.into_iter().rev() {
        let rows = protocol.content()?.rows;
        let grade = rows.into_iter().find(|row| row.registration == id).and_then(|row| row.grade);
        if let Some(grade) = grade {
            return Ok(Some((protocol, grade)));
        }
    }
    Ok(None)
}

/// Annuls an exam: what was announced of it does not count any more, and a grade that is held
/// stays held.
///
/// # Errors
/// The database is away.
pub async fn annul(act: &mut Act, id: RegistrationId, case_number: &str, law: &str) -> Result<()> {
    let now = act.now();
    store::insert_annulment(act.conn(), id, case_number, law, now).await?;
    Ok(())
}

/// Takes an annulment back: the exam counts as before, and what was never announced is held no
/// longer and announced now.
///
/// # Errors
/// The database is away.
pub async fn restore(act: &mut Act, id: RegistrationId) -> Result<()> {
    let now = act.now();
    store::end_annulment(act.conn(), id, now).await?;
    release(act, id).await
}
