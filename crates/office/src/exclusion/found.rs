//! What the register answers about somebody, taken in.

use super::store::matches::{self, About};
use super::store::told;
use crate::{Act, Result};
use protocol::exclusion::{Row, is_text};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

/// The answer, whose rows are read one by one: one that cannot be keeps no other out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    pub(super) rows: Vec<Value>,
    pub(super) registered: bool,
}

/// Keeps the rows of others, and lets go what the register does not name any more. The institution's own
/// stand among its decisions. A row that cannot be, or that stands here as somebody else's, is left out, and
/// so is told to the system owner; the others are taken.
pub(super) async fn take(
    act: &mut Act,
    about: &About,
    Rows { rows, registered }: &Rows,
) -> Result<()> {
    for row in rows {
        take_one(act, about, row).await?;
    }
    let named: Vec<Uuid> = rows.iter().filter_map(id_of).collect();
    told::named(act.conn(), about, &named).await?;
    let_go(act, about, &named).await?;
    if !registered && matches::unfounded(act.conn(), about).await? {
        // Its token stands on the list still: the list is wrong, or the answer is.
        let (person, now) = (Some(about.whose.person), act.now());
        told::alert(act.conn(), (about.question, 1), told::What::Unfounded, person, now).await?;
    }
    Ok(())
}

async fn take_one(act: &mut Act, about: &About, row: &Value) -> Result<()> {
    let (now, own) = (act.now(), act.node().institution().number.clone());
    let person = about.whose.person;
    let Some(row) = Row::deserialize(row).ok().filter(is_sound) else {
        let which = (id_of(row).unwrap_or(about.question), 1);
        return Ok(told::alert(act.conn(), which, told::What::Unsound, Some(person), now).await?);
    };
    let which = (row.id, row.version.cast_signed());
    let stands = told::person(act.conn(), row.id).await?;
    if stands.is_some_and(|known| known != person) {
        // Taken, it would go on barring whom it does not concern any more.
        return Ok(told::alert(act.conn(), which, told::What::Unsound, Some(person), now).await?);
    }
    if row.institution.to_string() != own
        && told::tell(act.conn(), &row, Some(about.whose), now).await?
    {
        told::alert(act.conn(), which, told::What::New, Some(person), now).await?;
    }
    Ok(())
}

/// Lets go what stands here, may be told for the purpose, and is not named any more.
async fn let_go(act: &mut Act, about: &About, named: &[Uuid]) -> Result<()> {
    let (now, node) = (act.now(), act.node().clone());
    let law = node.rules_on(node.today())?.sections.exclusion.as_ref();
    for one in told::not_named(act.conn(), about, named).await? {
        if !law.is_some_and(|law| law.is_told(about.purpose, one.kind, one.programme)) {
            continue;
        }
        let row = (one.row, one.version);
        told::remove(act.conn(), row, "deleted", now).await?;
        told::forget(act.conn(), one.row).await?;
        told::alert(act.conn(), row, told::What::Deleted, None, now).await?;
        super::own::taken_back(act, one.row).await?;
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
