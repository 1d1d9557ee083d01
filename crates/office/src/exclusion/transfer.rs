//! What of a controlled version leaves the institution, and that it does.

use super::control::Controlled;
use super::erase;
use super::store::{self, ExclusionRow, told, untold};
use crate::{Act, Error, ExclusionRowId, Node, Result};
use ::store::Entry;
use ::store::job::Job;
use anyhow::anyhow;
use jiff::SignedDuration;
use protocol::exclusion::{DELETED, Deleted, Period, REGISTERED, Registered, Row};
use rules::exclusion::{ControlAction, Elements, ExclusionPayload, StoredRow};
use rules::national_id::GivenId;
use rules::{Key, Rule, RuleSet, RuleSetId};
use serde::Deserialize;
use serde_json::json;
use wire::Party;

/// Writes the alert that the row has effect here, another period, or none any more, and tells the
/// register as far as the row's type transfers: local types never leave.
pub(super) async fn tell(act: &mut Act, controlled: &Controlled<'_>, law: &RuleSet) -> Result<()> {
    let (row, version) = (controlled.row(), controlled.version());
    let (person, now) = (row.person.ok_or(Error::NotFound)?, act.now());
    let what = match version.action {
        ControlAction::Create => told::What::New,
        ControlAction::Change => told::What::Changed,
        ControlAction::Delete => told::What::Deleted,
    };
    told::alert(act.conn(), (row.id.0, version.version), what, Some(person), now).await?;
    if !leaves(row, law) {
        return Ok(());
    }
    let untold = untold::end(act.conn(), row.id).await?;
    if version.action == ControlAction::Delete {
        // What the register never had it need not delete.
        if untold {
            return Ok(());
        }
        let version = u32::try_from(version.version).map_err(|e| Error::Internal(e.into()))?;
        let body = Deleted { id: row.id.0, version };
        act.send((DELETED, Party::Register), None, &body).await?;
        return Ok(());
    }
    if store::national_id(act.conn(), person).await?.is_none() {
        untold::begin(act.conn(), row.id, now).await?;
        return tell_later(act, row.id).await;
    }
    register(act, controlled, law).await
}

/// Whether what is registered of a row leaves the institution.
pub(super) fn leaves(row: &ExclusionRow, law: &RuleSet) -> bool {
    law.sections.exclusion.as_ref().is_some_and(|section| section.transfers(row.kind))
}

async fn register(act: &mut Act, controlled: &Controlled<'_>, law: &RuleSet) -> Result<()> {
    let Some(body) = payload(act, controlled, law).await? else { return Ok(()) };
    let sent = act.send((REGISTERED, Party::Register), None, &body).await?;
    erase::later(act, sent).await
}

/// The job that tells the register of a row that it could not be told of at the control: `{ "row": … }`.
pub const TELL_JOB: &str = "exclusion.tell";
/// How often it looks whether the number is there.
const AGAIN: SignedDuration = SignedDuration::from_hours(24);

#[derive(Deserialize)]
struct Of {
    row: ExclusionRowId,
}

async fn tell_later(act: &mut Act, row: ExclusionRowId) -> Result<()> {
    let at = act.now() + AGAIN;
    act.enqueue(TELL_JOB, json!({ "row": row }), at).await
}

/// Runs [`TELL_JOB`]: the register knows a person by national id or D-number alone, so that a row of somebody
/// who has neither counts here only, until there is one.
///
/// # Errors
/// The database is away.
pub async fn tell_job(node: &Node, job: &Job) -> Result<()> {
    let Of { row: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let row = store::lock(act.conn(), id).await?;
    let waits = untold::is_there(act.conn(), id).await?;
    let found = row
        .as_ref()
        .filter(|_| waits)
        .and_then(|row| Some((row, row.person?, row.in_force()?, row.decision.as_ref()?)));
    let mut told = false;
    if let Some((row, person, version, decision)) = found {
        if store::national_id(act.conn(), person).await?.is_some() {
            let law = node.rule_set(&RuleSetId(decision.rule_set.clone()))?;
            let controlled = Controlled::of(row, version).ok_or(Error::NotFound)?;
            register(&mut act, &controlled, law).await?;
            untold::end(act.conn(), id).await?;
            told = true;
        } else {
            tell_later(&mut act, id).await?;
        }
    } else {
        // It is over, deleted, or told by another control.
        untold::end(act.conn(), id).await?;
    }
    act.commit(Entry::new("exclusion.tell", "exclusion", id.0).fact("told", told)).await
}

/// The message that a controlled version is, with the elements that the rule `exclusion-payload`
/// lets out; none for a type that stays here.
async fn payload(
    act: &mut Act,
    controlled: &Controlled<'_>,
    law: &RuleSet,
) -> Result<Option<Registered>> {
    let stored = stored_row(act, controlled).await?;
    let answer = ExclusionPayload::decide(&stored, law);
    let message = match answer.outcome {
        Ok(message) => message,
        Err(refusal) if refusal.code == "local-only" => return Ok(None),
        Err(refusal) => return Err(Error::because(refusal, answer.because)),
    };
    let id = controlled.row().id.0;
    let body = in_form(message.elements).map(|(national_id, row)| Registered {
        national_id,
        row: Row { id, version: message.version, ..row },
    });
    body.map(Some).ok_or_else(|| Error::Internal(anyhow!("the elements make no message")))
}

/// A version as the rule reads it.
async fn stored_row(act: &mut Act, controlled: &Controlled<'_>) -> Result<StoredRow> {
    let (row, version) = (controlled.row(), controlled.version());
    let person = row.person.ok_or(Error::NotFound)?;
    let national_id = store::national_id(act.conn(), person).await?.ok_or(Error::NotFound)?;
    let officer = version.registered_by.ok_or(Error::NotFound)?;
    let names = store::names(act.conn(), &[officer]).await?;
    let decision = row.decision.as_ref().ok_or(Error::NotFound)?;
    Ok(StoredRow {
        id: Key::new(row.id.to_string()),
        version: u32::try_from(version.version).map_err(|e| Error::Internal(e.into()))?,
        national_id: GivenId(national_id),
        institution: Key::new(&act.node().institution().number),
        from: version.from.into(),
        to: version.to.into(),
        kind: row.kind,
        classification: row.classification,
        programme: version.programme.clone(),
        case_officer: names.get(&officer).map_or_else(String::new, |name| name.full()),
        controlled: true,
        legal_basis: Some(decision.legal_basis),
        journal_number: decision.journal_number.clone(),
        justification: version.justification.clone(),
        under_appeal: decision.under_appeal,
    })
}

/// The elements as a message has them; `None` where one that every message has is missing.
fn in_form(elements: Elements) -> Option<(String, Row)> {
    let (classification, programme) = match elements.study {
        Some(study) => (study.classification, study.programme),
        None => (elements.classification?, None),
    };
    let period = elements.period?;
    let row = Row {
        id: uuid::Uuid::nil(),
        version: 0,
        institution: elements.institution?.as_str().parse().ok()?,
        period: Period { from: period.from, to: period.to },
        kind: elements.kind?,
        classification,
        programme,
        case_officer: elements.case_officer,
    };
    Some((elements.national_id?, row))
}
