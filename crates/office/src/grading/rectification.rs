//! Rectification: an error in a protocol is put right by a protocol of its own.

use super::protocol::ProtocolKind;
use super::protocol::{content_of, insert, may_seal};
use super::standpoint::grade_in;
use super::store::InForce;
use super::{Panel, Row, said, store};
use crate::{Act, Error, FieldError, ProtocolId, RegistrationId, Result};
use rules::protocol::ProtocolStatus;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use ui::key;
use utoipa::ToSchema;

/// What was wrong, and what is right.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rectification {
    /// Why, in words that an auditor can follow; without names.
    pub reason: String,
    /// The lines that change.
    pub corrections: Vec<Correction>,
}

/// One line put right.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The candidate number.
    pub number: String,
    /// The right grade.
    pub grade: String,
}

/// Seals a rectification of an announced protocol. It holds the changed lines alone, is
/// signed by every examiner, and received by somebody else than who sealed it. What it puts
/// right is what counts now, not what the protocol once said.
///
/// # Errors
/// Not found for others than the committee and its exam officer, or before the protocol is
/// announced; a reason or a change missing; at `grade-NUMBER` a candidate named twice, and a
/// grade that is under appeal or was set after one; refused `rectification-open` while an
/// earlier one is not announced.
pub async fn rectify(act: &mut Act, id: ProtocolId, wanted: &Rectification) -> Result<ProtocolId> {
    let protocol = store::lock_protocol(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let panel = Panel::lock(act.conn(), protocol.committee).await?;
    if !may_seal(act.who()?, &panel)
        || protocol.announced_at.is_none()
        || protocol.kind == ProtocolKind::Regrade
    {
        return Err(Error::NotFound);
    }
    if store::open_rectification(act.conn(), id).await? {
        let text = said(key("grading-refused-rectification-open"));
        return Err(Error::refused("rectification-open", text));
    }
    if wanted.reason.trim().is_empty() {
        return Err(Error::field("reason", said(key("common-error-required"))));
    }
    let before = protocol.content()?.rows;
    let named: HashSet<&str> = wanted.corrections.iter().map(|one| one.number.as_str()).collect();
    let lines = before.iter().filter(|row| named.contains(row.number.as_str()));
    let registrations: Vec<_> = lines.map(|row| row.registration).collect();
    let in_force = store::lock_in_force(act.conn(), &registrations).await?;
    let rows = rows(&panel, &before, &in_force, &wanted.corrections)?;
    let reason = wanted.reason.trim().to_owned();
    let content = content_of(&panel, Some(id), reason, rows);
    insert(act, &panel, ProtocolKind::Rectification, &content).await
}

type Counting = HashMap<RegistrationId, InForce>;

fn rows(
    panel: &Panel,
    before: &[Row],
    in_force: &Counting,
    corrections: &[Correction],
) -> Result<Vec<Row>> {
    let (mut rows, mut faults, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for correction in corrections {
        let right = if seen.insert(correction.number.as_str()) {
            put_right(panel, before, in_force, correction)
        } else {
            Err(key("grading-error-twice"))
        };
        match right {
            Ok(row) => rows.push(row),
            Err(text) => faults.push(FieldError {
                field: format!("grade-{}", correction.number),
                text: said(text),
            }),
        }
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    if rows.is_empty() {
        return Err(Error::field("reason", said(key("grading-error-no-change"))));
    }
    Ok(rows)
}

/// The line as it is to read, or the message of why it cannot.
fn put_right(
    panel: &Panel,
    before: &[Row],
    in_force: &Counting,
    correction: &Correction,
) -> std::result::Result<Row, &'static str> {
    let wrong = key("grading-error-grade");
    let row = before.iter().find(|row| row.number == correction.number).ok_or(wrong)?;
    let grade = grade_in(panel, &correction.grade).ok_or(wrong)?;
    match in_force.get(&row.registration) {
        Some(counts) if counts.is_final => Err(key("grading-error-final")),
        Some(counts) if counts.appealed => Err(key("grading-error-under-appeal")),
        Some(counts) if counts.grade == grade => Err(wrong),
        _ => Ok(Row { status: ProtocolStatus::Graded, grade: Some(grade), ..row.clone() }),
    }
}
