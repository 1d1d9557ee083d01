//! What the register answers about somebody, taken in.

use super::store::{matches, told};
use crate::{Act, PersonId, Result};
use protocol::exclusion::{Row, is_text};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

/// The answer, whose rows are read one by one: one that cannot be keeps no other out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    pub(super) rows: Vec<Value>,
}

/// Keeps the rows of others, and lets go what the register does not name any more. The institution's own
/// stand among its decisions. A row that cannot be, or that stands here as somebody else's, is left out, and
/// so is told to the system owner; the others are taken.
pub(super) async fn take(
    act: &mut Act,
    (person, question): (PersonId, Uuid),
    Rows { rows }: &Rows,
) -> Result<()> {
    let (now, own) = (act.now(), act.node().institution().number.clone());
    for row in rows {
        let Some(row) = Row::deserialize(row).ok().filter(is_sound) else {
            let about = (id_of(row).unwrap_or(question), 1);
            told::alert(act.conn(), about, told::What::Unsound, Some(person), now).await?;
            continue;
        };
        let stands = told::person(act.conn(), row.id).await?;
        if stands.is_some_and(|known| known != person) {
            // Taken, it would go on barring whom it does not concern any more.
            let about = (row.id, row.version.cast_signed());
            told::alert(act.conn(), about, told::What::Unsound, Some(person), now).await?;
            continue;
        }
        if row.institution.to_string() != own
            && told::tell(act.conn(), &row, Some(person), now).await?
        {
            let about = (row.id, row.version.cast_signed());
            told::alert(act.conn(), about, told::What::New, Some(person), now).await?;
        }
    }
    let named: Vec<Uuid> = rows.iter().filter_map(id_of).collect();
    for (row, version) in told::not_named(act.conn(), (person, question), &named).await? {
        told::remove(act.conn(), (row, version), "deleted", now).await?;
        told::forget(act.conn(), row).await?;
        told::alert(act.conn(), (row, version), told::What::Deleted, None, now).await?;
        super::own::taken_back(act, row).await?;
    }
    if rows.is_empty() && matches::unfounded(act.conn(), (person, question)).await? {
        // Its token stands on the list still: the list is wrong, or the answer is.
        let about = (question, 1);
        told::alert(act.conn(), about, told::What::Unfounded, Some(person), now).await?;
    }
    Ok(())
}

fn id_of(row: &Value) -> Option<Uuid> {
    row.get("id")?.as_str()?.parse().ok()
}

/// Whether a row can be one: what its form leaves open.
pub(super) fn is_sound(row: &Row) -> bool {
    let texts = [&row.programme, &row.case_officer].into_iter().flatten();
    let texts = texts.map(String::as_str).all(is_text);
    texts && row.period.from <= row.period.to && !row.kind.is_local()
}
