//! What of a controlled version leaves the institution, and that it does.

use super::control::Controlled;
use super::erase;
use super::store::{self, told};
use crate::{Act, Error, Result};
use anyhow::anyhow;
use protocol::exclusion::{DELETED, Deleted, Period, REGISTERED, Registered, Row};
use rules::exclusion::{ControlAction, Elements, ExclusionPayload, StoredRow};
use rules::national_id::GivenId;
use rules::{Key, Rule, RuleSet};
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
    let Some(body) = payload(act, controlled, law).await? else { return Ok(()) };
    match version.action {
        ControlAction::Delete => {
            let body = Deleted { id: body.row.id, version: body.row.version };
            act.send((DELETED, Party::Register), None, &body).await?;
        }
        ControlAction::Create | ControlAction::Change => {
            let sent = act.send((REGISTERED, Party::Register), None, &body).await?;
            erase::later(act, sent).await?;
        }
    }
    Ok(())
}

/// The message that a controlled version is, with the elements that the rule `exclusion-payload`
/// lets out; none for a type that stays here.
async fn payload(
    act: &mut Act,
    controlled: &Controlled<'_>,
    law: &RuleSet,
) -> Result<Option<Registered>> {
    let section = law.sections.exclusion.as_ref();
    if !section.is_some_and(|section| section.transfers(controlled.row().kind)) {
        return Ok(None);
    }
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
