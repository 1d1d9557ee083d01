//! What a person's exclusions bar, for the routines that ask before they let somebody do something.

use super::store::{self, told};
use crate::{Error, Node, PersonId, Result};
use jiff::civil::Date;
use rules::exclusion::{Action, Effect, ExclusionEffect, ExclusionEffectFacts, ExclusionType, Row};
use rules::{Key, Reason, Rule, RuleSet};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// What one row does to an action.
#[derive(Clone, Debug)]
pub struct Met {
    /// The row's id: opaque, and the same at the register.
    pub row: Uuid,
    /// The version of it that is in force.
    pub version: i32,
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
    RowsInForce::of(conn, node, &[person]).await?.effects(person, action)
}

/// The rows in force of some persons, read once for all that is asked of them.
pub struct RowsInForce<'n>(HashMap<PersonId, Vec<InForce<'n>>>);

/// A row in force with its id and version, and the rules that count for it.
pub(super) struct InForce<'n> {
    pub(super) row: Row,
    pub(super) id: Uuid,
    pub(super) version: i32,
    pub(super) law: &'n RuleSet,
}

impl<'n> RowsInForce<'n> {
    /// Those of these persons.
    ///
    /// # Errors
    /// The database is away.
    pub async fn of(conn: &mut PgConnection, node: &'n Node, persons: &[PersonId]) -> Result<Self> {
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        for own in store::rows_of(&mut *conn, persons).await? {
            let (Some(person), Some(version), Some((row, law))) =
                (own.person, own.in_force(), super::own::in_force(&own, node)?)
            else {
                continue;
            };
            let (id, version) = (own.id.0, version.version);
            found.entry(person).or_default().push(InForce { row, id, version, law });
        }
        for other in told::rows_of(conn, persons).await? {
            // Another institution's rules are not known here, and its period may have begun before any
            // of ours.
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
            let (id, version) = (other.row, other.version);
            found.entry(other.person).or_default().push(InForce { row, id, version, law });
        }
        Ok(Self(found))
    }

    /// As [`effects`], of one of them.
    ///
    /// # Errors
    /// As [`effects`].
    pub fn effects(&self, person: PersonId, action: &Action) -> Result<Vec<Met>> {
        let mut met = Vec::new();
        for one in self.0.get(&person).into_iter().flatten() {
            met.extend(effect(one, action)?);
        }
        Ok(met)
    }
}

/// What one row does to an action; nothing where it has no effect.
fn effect(of: &InForce<'_>, action: &Action) -> Result<Option<Met>> {
    let InForce { row, id, version, law } = of;
    let facts = ExclusionEffectFacts { row: row.clone(), action: action.clone() };
    let answer = ExclusionEffect::decide(&facts, law);
    let effect = match answer.outcome {
        Ok(found) => found.effect,
        Err(refusal) => return Err(Error::because(refusal, answer.because)),
    };
    Ok((effect != Effect::None).then(|| Met {
        row: *id,
        version: *version,
        institution: row.institution.to_string(),
        kind: row.kind,
        from: *row.from,
        to: *row.to,
        effect,
        because: answer.because,
    }))
}

/// The rows in force of a person.
pub(super) async fn in_force<'n>(
    conn: &mut PgConnection,
    node: &'n Node,
    person: PersonId,
) -> Result<Vec<InForce<'n>>> {
    let mut found = RowsInForce::of(conn, node, &[person]).await?;
    Ok(found.0.remove(&person).unwrap_or_default())
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
