//! What exclusions do to one choice of an applicant, by the rule `exclusion-effect`.

use super::application::Start;
use super::said;
use crate::exclusion::{self, Met};
use crate::{Act, ChoiceId, Error, Node, PersonId, Result, quarantine};
use jiff::civil::Date;
use rules::calendar::{date_en, date_no};
use rules::exclusion::{Action, ActionKind, Effect, Purpose};
use rules::{Key, Refusal, Text};
use sqlx::PgConnection;
use ui::key;

/// Who wants what.
pub(super) struct Asked<'a> {
    pub(super) kind: ActionKind,
    pub(super) person: PersonId,
    pub(super) start: &'a Start,
    /// The choice, where there is one already: an appeal may have set a row aside for it.
    pub(super) choice: Option<ChoiceId>,
    pub(super) today: Date,
}

/// Every row that has an effect. Studies that begin after the period are not concerned.
pub(super) async fn met(
    conn: &mut PgConnection,
    node: &Node,
    asked: &Asked<'_>,
) -> Result<Vec<Met>> {
    let start = asked.start;
    let action = Action {
        kind: asked.kind,
        institution: Key::new(&node.institution().number),
        programme: Some(start.code.clone()),
        programme_classification: start.classification,
        study_start: Some(start.starts_on.into()),
        exam_date: None,
        date: asked.today.into(),
    };
    let mut met = exclusion::effects(&mut *conn, node, asked.person, &action).await?;
    if let Some(choice) = asked.choice {
        let aside = quarantine::store::set_aside(conn, &[choice.0]).await?;
        met.retain(|one| !aside.covers(choice.0, one));
    }
    Ok(met)
}

/// Lets go on only where it is certain what the register knows of the person, and no row bars. Answers the
/// rows that the rule leaves to a person. Why is said to the person and to those who work with exclusions
/// alone.
///
/// # Errors
/// Refused `list-too-old`, `not-looked-up`, `excluded`.
pub(super) async fn may_be_admitted(act: &mut Act, asked: &Asked<'_>) -> Result<Vec<Met>> {
    let node = act.node().clone();
    exclusion::certain(act.conn(), &node).await?;
    let about = (asked.person, Purpose::Admission);
    exclusion::certain_of(act.conn(), &node, about).await?;
    let met = met(act.conn(), &node, asked).await?;
    let last = met.iter().filter(|met| met.effect == Effect::Refuse).map(|met| met.to).max();
    let Some(last) = last else { return Ok(met) };
    let because = met.into_iter().flat_map(|met| met.because).collect();
    let refusal = Refusal::new("excluded", until(last));
    Err(exclusion::barred(act, asked.person, refusal, because).await?)
}

/// That somebody has to look at these rows first.
///
/// # Errors
/// Nobody acts.
pub(super) fn to_be_assessed(act: &Act, person: PersonId, met: &[Met]) -> Result<Error> {
    let own = act.who()?.person == person;
    let text = said(match own {
        true => key("admission-refused-to-be-assessed-own"),
        false => key("admission-refused-to-be-assessed"),
    });
    let told = exclusion::may_read_why(act, person)?;
    let because = met.iter().filter(|_| told).flat_map(|met| met.because.clone()).collect();
    Ok(Error::because(Refusal::new("to-be-assessed", text), because))
}

/// Why somebody is not admitted, in the words that she may read herself.
pub(super) fn until(last: Date) -> Text {
    let (no, en) = (date_no(last), date_en(last));
    Text::new(
        format!("Utestengt fra opptak til dette studiet til og med {no}."),
        format!("Utestengd frå opptak til dette studiet til og med {no}."),
        format!("Excluded from admission to this study until and including {en}."),
    )
}
