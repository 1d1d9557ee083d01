//! Who is told of an exclusion by letter, because the register does not reach them (LTR-FUSK-4): named with
//! the decision of a case, and seen by whoever controls what is registered of it.

use super::connected::{self, Other};
use super::said;
use super::store::{ExclusionRow, by_letter as stored};
use crate::{Act, Error, Node, Result};
use rules::exclusion::ExclusionLaw;
use sqlx::PgConnection;
use ui::key;
use uuid::Uuid;

/// One who is told by letter, or would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ByLetter {
    /// The number of the institution; none for the Directorate of Health.
    pub(crate) number: Option<String>,
    pub(crate) name: String,
    /// Why it gets no letter.
    pub(crate) left_out: Option<String>,
    /// Whether it is noted with the case already; else it is with the control.
    pub(crate) noted: bool,
    /// Whether it has had a letter.
    pub(crate) told: bool,
}

impl ByLetter {
    /// By what it is known in a form: its number, else its name.
    pub(crate) fn key(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.name)
    }
}

/// Those whom the control of something of this row lets a letter go to, and those who are left out; nobody
/// where the row stays here or was decided in no case.
///
/// # Errors
/// The database is away.
pub(super) async fn of_row(
    conn: &mut PgConnection,
    node: &Node,
    (row, law): (&ExclusionRow, Option<&ExclusionLaw>),
) -> Result<Vec<ByLetter>> {
    let case = row.decision.as_ref().and_then(|decision| decision.case);
    match case.filter(|_| law.is_some_and(|law| law.transfers(row.kind))) {
        Some(case) => of_case(conn, node, case).await,
        None => Ok(Vec::new()),
    }
}

/// Those who are noted with a case, but for whom the register reaches by now and who has had no letter; and
/// the institutions that it does not reach and nobody has noted.
async fn of_case(conn: &mut PgConnection, node: &Node, case: Uuid) -> Result<Vec<ByLetter>> {
    let others = connected::others(node).await?;
    let mut all = stored::of_case(conn, case).await?;
    let known = |one: &ByLetter, other: &Other| match &one.number {
        Some(number) => other.number == *number,
        None => other.is_called(&one.name),
    };
    let new: Vec<_> = others
        .iter()
        .filter(|other| !other.connected && !all.iter().any(|one| known(one, other)))
        .map(ByLetter::of)
        .collect();
    all.retain(|one| one.told || !others.iter().any(|other| other.connected && known(one, other)));
    all.extend(new);
    Ok(all)
}

impl ByLetter {
    fn of(other: &Other) -> Self {
        Self {
            number: Some(other.number.clone()),
            name: other.name.nb.clone(),
            left_out: None,
            noted: false,
            told: false,
        }
    }
}

/// Lets go on only who has seen to whom a letter goes.
///
/// # Errors
/// Refused `recipients-not-seen`: others are told than those that were shown.
pub(super) fn require_seen(all: &[ByLetter], seen: &[String]) -> Result<()> {
    let mut told: Vec<_> = letters_to(all).collect();
    let mut seen: Vec<_> = seen.iter().map(String::as_str).collect();
    told.sort_unstable();
    seen.sort_unstable();
    if told == seen {
        return Ok(());
    }
    Err(Error::refused("recipients-not-seen", said(key("exclusion-refused-recipients"))))
}

/// Those of them who get a letter.
pub(super) fn letters_to(all: &[ByLetter]) -> impl Iterator<Item = &str> {
    all.iter().filter(|one| one.left_out.is_none()).map(ByLetter::key)
}

/// Notes with the case those who are not yet, in the act of the control.
pub(super) async fn note(act: &mut Act, row: &ExclusionRow, all: &[ByLetter]) -> Result<()> {
    let Some(case) = row.decision.as_ref().and_then(|decision| decision.case) else {
        return Ok(());
    };
    for one in all.iter().filter(|one| !one.noted) {
        stored::insert(act.conn(), case, one).await?;
    }
    Ok(())
}

/// Notes with its decision who is told of a case.
///
/// # Errors
/// The database is away.
pub(crate) async fn note_with_decision(
    act: &mut Act,
    case: Uuid,
    all: &[ByLetter],
    directorate: Option<&str>,
) -> Result<()> {
    for one in all {
        stored::insert(act.conn(), case, one).await?;
    }
    if let Some(name) = directorate {
        stored::insert_directorate(act.conn(), case, name).await?;
    }
    Ok(())
}
