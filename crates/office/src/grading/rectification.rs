//! Rectification: an error in a protocol is put right by a protocol of its own.

use super::protocol::{content_of, insert, may_seal};
use super::standpoint::grade_in;
use super::{Panel, Row, said, store};
use crate::{Act, Error, FieldError, ProtocolId, Result};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// What was wrong, and what is right.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rectification {
    /// Why, in words that an auditor can follow; without names.
    pub reason: String,
    /// The lines that change.
    pub corrections: Vec<Correction>,
}

/// One line put right.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The candidate number.
    pub number: String,
    /// The right grade.
    pub grade: String,
}

/// Seals a rectification of an announced protocol. It holds the changed lines alone, is
/// signed by every examiner, and received by somebody else than who sealed it.
///
/// # Errors
/// Not found for others than the committee and its exam officer, or before the protocol is
/// announced; a reason or a change missing; refused `rectification-open` while an earlier
/// one is not announced.
pub async fn rectify(act: &mut Act, id: ProtocolId, wanted: &Rectification) -> Result<ProtocolId> {
    let protocol = store::lock_protocol(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let panel = Panel::lock(act.conn(), protocol.committee).await?;
    if !may_seal(act.who()?, &panel)
        || protocol.announced_at.is_none()
        || protocol.kind == "regrade"
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
    let rows = rows(&panel, &protocol.content()?.rows, &wanted.corrections)?;
    let reason = wanted.reason.trim().to_owned();
    let content = content_of(&panel, Some(id), reason, rows);
    insert(act, &panel, "rectification", &content).await
}

fn rows(panel: &Panel, before: &[Row], corrections: &[Correction]) -> Result<Vec<Row>> {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for correction in corrections {
        let row = before.iter().find(|row| row.number == correction.number);
        match (row, grade_in(panel, &correction.grade)) {
            (Some(row), Some(grade)) if row.grade != Some(grade) => {
                rows.push(Row { status: "graded".to_owned(), grade: Some(grade), ..row.clone() })
            }
            _ => faults.push(FieldError {
                field: format!("grade-{}", correction.number),
                text: said(key("grading-error-grade")),
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
