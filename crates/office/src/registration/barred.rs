//! Who is excluded from exams does not sign up for them: by what this institution has
//! decided, and by what the register has told it of. Whatever else she does here stays open to her.

use super::store;
use crate::catalogue::Exam;
use crate::exclusion::{self, Met};
use crate::{Act, Error, PersonId, Result};
use jiff::civil::Date;
use rules::calendar::{date_en, date_no};
use rules::exclusion::{Action, ActionKind, Classification, Effect};
use rules::{Key, Refusal, Text};

/// Lets go on whoever no exclusion bars from this exam.
///
/// # Errors
/// Refused `excluded`, with the period and the paragraphs of each row that bars; `list-too-old` where the
/// register has not been heard of for too long.
pub(super) async fn may_register(act: &mut Act, exam: &Exam, person: PersonId) -> Result<()> {
    let action = Action {
        kind: ActionKind::RegisterExam,
        institution: Key::new(&act.node().institution().number),
        programme: None,
        programme_classification: classification(act, exam).await?,
        study_start: None,
        exam_date: exam.date.map(Into::into),
        date: act.today().into(),
    };
    let node = act.node().clone();
    let met = exclusion::effects(act.conn(), &node, person, &action).await?;
    let barred: Vec<Met> = met.into_iter().filter(|met| met.effect == Effect::Refuse).collect();
    let Some(last) = barred.iter().map(|met| met.to).max() else {
        // What others have decided is not known well enough to let anybody on by it.
        return exclusion::certain_once_listed(act.conn(), &node).await;
    };
    let because = barred.into_iter().flat_map(|met| met.because).collect();
    Err(Error::because(Refusal::new("excluded", until(last)), because))
}

async fn classification(act: &mut Act, exam: &Exam) -> Result<Option<Classification>> {
    let code = store::classification(act.conn(), exam.course).await?;
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
