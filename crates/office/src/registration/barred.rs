//! Who is excluded from exams does not sign up for them: by what this institution has
//! decided, and by what the register has told it of. Whatever else she does here stays open to her.

use super::store;
use crate::catalogue::Exam;
use crate::exclusion::{self, Met};
use crate::{Act, Error, Node, PersonId, Result};
use ::store::Actor;
use jiff::civil::Date;
use rules::calendar::{date_en, date_no};
use rules::exclusion::{Action, ActionKind, Classification, Effect};
use rules::{Key, Refusal, Text};
use sqlx::PgConnection;

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
    let Some(last) = barred.iter().map(|met| met.to).max() else {
        // What others have decided is not known well enough to let anybody on by it.
        return exclusion::certain_once_listed(act.conn(), &node).await;
    };
    if act.who()?.person == person {
        let because = barred.into_iter().flat_map(|met| met.because).collect();
        return Err(Error::because(Refusal::new(EXCLUDED, until(last)), because));
    }
    let today = act.today();
    let warned = exclusion::ask_whom(act.conn(), today).await?;
    // The act leaves nothing; that somebody was told of her stays.
    let by = Actor::Person(act.person()?.0);
    node.store().look(by, person.0, "exclusion-warning", None).await?;
    Err(Error::refused(EXCLUDED, warned))
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
    let action = Action {
        kind: ActionKind::RegisterExam,
        institution: Key::new(&node.institution().number),
        programme: None,
        programme_classification: classification(&mut *conn, exam).await?,
        study_start: None,
        exam_date: exam.date.map(Into::into),
        date: node.today().into(),
    };
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
