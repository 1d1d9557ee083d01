//! What a person's exclusions bar, for the routines that ask before they let somebody do something.

use super::store::{self, Which, told};
use crate::{Error, Node, PersonId, Result};
use jiff::civil::Date;
use rules::exclusion::{Action, Effect, ExclusionEffect, ExclusionEffectFacts, ExclusionType, Row};
use rules::{Key, Reason, Rule, RuleSet};
use sqlx::PgConnection;
use uuid::Uuid;

/// What one row does to an action.
#[derive(Clone, Debug)]
pub struct Met {
    /// The row's id: opaque, and the same at the register.
    pub row: Uuid,
    /// The number of the institution that decided.
    pub institution: String,
    /// What it bars.
    pub kind: ExclusionType,
    /// The first day of its period.
    pub from: Date,
    /// The last day of its period.
    pub to: Date,
    /// What meets the person: nothing, a warning, a refusal.
    pub effect: Effect,
    /// Why, with paragraphs.
    pub because: Vec<Reason>,
}

/// What every row in force does to what somebody wants to do: the rows of this institution and
/// those that the register has told of. Rows without effect are left out.
///
/// # Errors
/// Refused `not-in-rule-set` where the rules in force then do not know the register: whoever asks
/// does not go on.
pub async fn effects(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
    action: &Action,
) -> Result<Vec<Met>> {
    let mut met = Vec::new();
    for (row, id, law) in in_force(conn, node, person).await? {
        let facts = ExclusionEffectFacts { row, action: action.clone() };
        let answer = ExclusionEffect::decide(&facts, law);
        let effect = match answer.outcome {
            Ok(found) => found.effect,
            Err(refusal) => return Err(Error::because(refusal, answer.because)),
        };
        if effect == Effect::None {
            continue;
        }
        let row = facts.row;
        met.push(Met {
            row: id,
            institution: row.institution.to_string(),
            kind: row.kind,
            from: *row.from,
            to: *row.to,
            effect,
            because: answer.because,
        });
    }
    Ok(met)
}

/// The rows in force of a person, each with its id and the rules that count for it.
pub(super) async fn in_force<'n>(
    conn: &mut PgConnection,
    node: &'n Node,
    person: PersonId,
) -> Result<Vec<(Row, Uuid, &'n RuleSet)>> {
    let mut found = Vec::new();
    let which = Which { person: Some(person), ..Which::default() };
    for own in store::rows(&mut *conn, which).await? {
        let Some((row, law)) = super::own::in_force(&own, node)? else { continue };
        found.push((row, own.id.0, law));
    }
    for other in told::rows(conn, Some(person)).await? {
        // Another institution's rules are not known here, and its period may have begun before any of ours.
        let law = node.rules_on(node.today())?;
        let row = Row {
            kind: other.kind,
            classification: other.classification,
            programme: other.programme,
            institution: Key::new(&other.institution),
            from: other.from.into(),
            to: other.to.into(),
            legal_basis: None,
        };
        found.push((row, other.row, law));
    }
    Ok(found)
}

/// Whether what is known of exclusions is recent enough to let somebody be admitted, recognised or
/// registered by it: where the law bars, nobody goes on by a list that is too old.
///
/// # Errors
/// Refused `list-too-old`.
pub async fn certain(conn: &mut PgConnection, node: &Node) -> Result<()> {
    super::list::certain(conn, node).await
}

/// As [`certain`], for what goes on every day: an office that has never had the list, since it was
/// connected to the register just now, goes by its own rows until the first one is there.
///
/// # Errors
/// Refused `list-too-old`.
pub async fn certain_once_listed(conn: &mut PgConnection, node: &Node) -> Result<()> {
    if !store::register::had(&mut *conn).await? {
        return Ok(());
    }
    super::list::certain(conn, node).await
}
