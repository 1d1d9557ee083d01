//! The register of exclusions is asked before anything is recognised.

use super::said;
use jiff::civil::Date;
use office::exclusion::{self, Met};
use office::{Act, Node, PersonId, Result};
use rules::exclusion::{Action, ActionKind, Effect, Purpose};
use rules::{Key, Refusal};
use sqlx::PgConnection;
use ui::key;

/// The row that bars a person from recognition today, if any.
///
/// # Errors
/// Refused by the rules where they do not know the register.
pub(super) async fn barred(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
    today: Date,
) -> Result<Option<Met>> {
    let action = Action {
        kind: ActionKind::Recognise,
        institution: Key::new(&node.institution().number),
        programme: None,
        programme_classification: None,
        study_start: None,
        exam_date: None,
        date: today.into(),
    };
    let met = exclusion::effects(conn, node, person, &action).await?;
    Ok(met.into_iter().find(|met| met.effect == Effect::Refuse))
}

/// Lets go on only where nothing is known that bars it.
///
/// # Errors
/// Refused `excluded`, with the reasons of the rule for those who work with exclusions.
pub(super) async fn not_barred(act: &mut Act, person: PersonId) -> Result<()> {
    let (node, today) = (act.node().clone(), act.today());
    match barred(act.conn(), &node, person, today).await? {
        None => Ok(()),
        Some(met) => {
            let refusal = Refusal::new("excluded", said(key("recognition-refused-excluded")));
            Err(exclusion::barred(act, person, refusal, met.because).await?)
        }
    }
}

/// Lets go on only where nothing bars it, and what is known of exclusions is recent enough to say so.
///
/// # Errors
/// Refused `excluded`, `list-too-old`, `not-looked-up`.
pub(super) async fn certainly_not_barred(act: &mut Act, person: PersonId) -> Result<()> {
    not_barred(act, person).await?;
    let node = act.node().clone();
    exclusion::certain(act.conn(), &node).await?;
    exclusion::certain_of(act.conn(), &node, (person, Purpose::Recognition)).await
}
