//! Who is excluded from exams does not sign up for them: by what this institution has
//! decided, and by what the register has told it of. Whatever else she does here stays open to her.

use super::store;
use crate::catalogue::Exam;
use crate::exclusion::{self, Met, RowsInForce};
use crate::{Act, Error, Node, PersonId, Result};
use ::store::Actor;
use jiff::civil::Date;
use rules::calendar::{date_en, date_no};
use rules::exclusion::{Action, ActionKind, Classification, Effect};
use rules::{Key, Refusal, Text};
use sqlx::PgConnection;
use std::collections::HashMap;

/// The code of the refusal.
pub(super) const EXCLUDED: &str = "excluded";

/// Lets go on whoever no exclusion bars from this exam. She is told which row and why; an officer who
/// signs her up is told that there is one and whom to ask, as any officer is, and that is noted.
///
/// # Errors
/// Refused `excluded`: to herself with the period and the paragraphs of each row that bars; `list-too-old`
/// where the register has not been heard of for too long.
pub(super) async fn may_register(act: &mut Act, exam: &Exam, person: PersonId) -> Result<()> {
    let node = act.node().clone();
    let barred = barring(act.conn(), &node, exam, person).await?;
    if barred.is_empty() {
        // What others have decided is not known well enough to let anybody on by it.
        return exclusion::certain_once_listed(act.conn(), &node).await;
    }
    if act.who()?.person == person {
        return refused(barred);
    }
    whom_to_ask(act, person).await
}

/// To herself: why she is barred, where she is.
fn refused(barred: Vec<Met>) -> Result<()> {
    let Some(last) = barred.iter().map(|met| met.to).max() else { return Ok(()) };
    let because = barred.into_iter().flat_map(|met| met.because).collect();
    Err(Error::because(Refusal::new(EXCLUDED, until(last)), because))
}

/// To an officer: that there is an exclusion and whom to ask, and that is noted.
async fn whom_to_ask(act: &mut Act, person: PersonId) -> Result<()> {
    let (node, today) = (act.node().clone(), act.today());
    let warned = exclusion::ask_whom(act.conn(), today).await?;
    // The act leaves nothing; that somebody was told of her stays.
    let by = Actor::Person(act.person()?.0);
    node.store().look(by, person.0, "exclusion-warning", None).await?;
    Err(Error::refused(EXCLUDED, warned))
}

/// Lets a candidate hand in only what no exclusion bars her from sitting: of an exam that is open from the
/// registration on, an answer would else be there before anybody has withdrawn it.
///
/// # Errors
/// Refused `excluded`, with the period and the paragraphs of each row that bars.
pub(crate) async fn may_hand_in(
    conn: &mut PgConnection,
    node: &Node,
    exam: &Exam,
    person: PersonId,
) -> Result<()> {
    let met = sitting(conn, node, exam, &[person]).await?.remove(&person).unwrap_or_default();
    refused(met.into_iter().filter(|met| met.effect == Effect::Refuse).collect())
}

/// Lets an officer take in only what no exclusion bars its candidate from sitting.
///
/// # Errors
/// Refused `excluded`, with whom to ask and no more.
pub(crate) async fn may_be_received(act: &mut Act, exam: &Exam, person: PersonId) -> Result<()> {
    let node = act.node().clone();
    match may_hand_in(act.conn(), &node, exam, person).await {
        Err(Error::Refused(_)) => whom_to_ask(act, person).await,
        other => other,
    }
}

/// Those of some persons whom a row bars from sitting an exam, or whom somebody has to look at, with the
/// last day of what meets them. What is over bars nobody, though nobody may have erased it yet.
///
/// # Errors
/// As [`exclusion::effects`].
pub(crate) async fn barred_from_sitting(
    conn: &mut PgConnection,
    node: &Node,
    exam: &Exam,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, Date>> {
    let (met, today) = (sitting(conn, node, exam, persons).await?.into_iter(), node.today());
    let last = |(person, met): (PersonId, Vec<Met>)| {
        Some((person, met.iter().map(|met| met.to).filter(|to| *to >= today).max()?))
    };
    Ok(met.filter_map(last).collect())
}

/// What meets each of some persons who would sit an exam, but for what an appeal has set aside.
async fn sitting(
    conn: &mut PgConnection,
    node: &Node,
    exam: &Exam,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Met>>> {
    let rows = RowsInForce::of(&mut *conn, node, persons).await?;
    let action = asked(conn, node, exam, ActionKind::SitExam).await?;
    let mut found = HashMap::new();
    for person in persons {
        let mut met = rows.effects(*person, &action)?;
        if met.is_empty() {
            continue;
        }
        let aside = store::set_aside(&mut *conn, *person, exam.id).await?;
        met.retain(|met| !aside.covers(met.row, met.version));
        found.insert(*person, met);
    }
    Ok(found)
}

/// What is asked of the rule for an exam.
async fn asked(
    conn: &mut PgConnection,
    node: &Node,
    exam: &Exam,
    kind: ActionKind,
) -> Result<Action> {
    Ok(Action {
        kind,
        institution: Key::new(&node.institution().number),
        programme: None,
        programme_classification: classification(conn, exam).await?,
        study_start: None,
        exam_date: exam.date.map(Into::into),
        date: node.today().into(),
    })
}

/// The rows that bar somebody from an exam, but for those that an appeal has set aside.
///
/// # Errors
/// As [`exclusion::effects`].
pub(crate) async fn barring(
    conn: &mut PgConnection,
    node: &Node,
    exam: &Exam,
    person: PersonId,
) -> Result<Vec<Met>> {
    let action = asked(&mut *conn, node, exam, ActionKind::RegisterExam).await?;
    let met = exclusion::effects(&mut *conn, node, person, &action).await?;
    let aside = store::set_aside(conn, person, exam.id).await?;
    let bars = |met: &Met| met.effect == Effect::Refuse && !aside.covers(met.row, met.version);
    Ok(met.into_iter().filter(bars).collect())
}

async fn classification(conn: &mut PgConnection, exam: &Exam) -> Result<Option<Classification>> {
    let code = store::classification(conn, exam.course).await?;
    Ok(code.as_deref().and_then(Classification::parse))
}

fn until(last: Date) -> Text {
    let (no, en) = (date_no(last), date_en(last));
    Text::new(
        format!("Utestengt fra eksamen til og med {no}."),
        format!("Utestengd frå eksamen til og med {no}."),
        format!("Excluded from exams until and including {en}."),
    )
}
