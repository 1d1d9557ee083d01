//! An application is dismissed because of an exclusion: letter 1.

use super::application::{Application, Choice};
use super::effect::{self, Asked};
use super::{State, said, store};
use crate::exclusion::Met;
use crate::quarantine::{self, Matter, NewRefusal};
use crate::{Act, ApplicationId, ChoiceId, Error, RefusalId, Result};
use rules::exclusion::{ActionKind, Effect};
use ui::key;

/// Dismisses choices of an application, all because of one row, in one letter. It says nothing of whether
/// the applicant qualifies. `assessed`: that a row which the rule leaves to a person was looked at and
/// concerns these studies.
///
/// # Errors
/// Not found outside one's scope and in one's own application. Invalid: no choice, or not one unit's.
/// Refused: `wrong-state`; `not-barred` where no row bars, as when the studies begin after it;
/// `to-be-assessed`; `no-common-row` where no single row bars all of them.
pub async fn dismiss(
    act: &mut Act,
    id: ApplicationId,
    choices: &[ChoiceId],
    assessed: bool,
) -> Result<RefusalId> {
    let application = Application::held(act, id).await?;
    let chosen = chosen(&application, choices)?;
    let mut met = Vec::new();
    for choice in &chosen {
        met.push(barred(act, &application, choice, assessed).await?);
    }
    let row = quarantine::common(&met).ok_or_else(|| {
        Error::refused("no-common-row", said(key("admission-refused-no-common-row")))
    })?;
    let unit = chosen.first().ok_or(Error::NotFound)?.start.unit;
    let refusal = NewRefusal {
        person: application.person,
        unit,
        row: row.row,
        subjects: chosen.iter().map(|choice| choice.id.0).collect(),
        matter: Matter::Admission {
            applied_on: application.received_on,
            programmes: chosen.iter().map(|choice| choice.start.in_letter()).collect(),
        },
    };
    let refusal = quarantine::refuse(act, &refusal).await?;
    for choice in &chosen {
        store::set_state(act.conn(), choice.id, State::Dismissed).await?;
    }
    Ok(refusal)
}

/// The choices that are meant, if they belong into one letter and nobody has decided of them.
fn chosen<'a>(application: &'a Application, ids: &[ChoiceId]) -> Result<Vec<&'a Choice>> {
    let found: Vec<_> =
        application.choices.iter().filter(|choice| ids.contains(&choice.id)).collect();
    let Some(first) = found.first() else {
        return Err(Error::field("choices", said(key("admission-error-choose"))));
    };
    if found.len() != ids.len() {
        return Err(Error::NotFound);
    }
    if found.iter().any(|choice| choice.start.unit != first.start.unit) {
        return Err(Error::field("choices", said(key("admission-error-one-unit"))));
    }
    let open = |choice: &&&Choice| choice.state.is_open() || choice.state == State::Offered;
    if !found.iter().all(|choice| open(&choice)) {
        return Err(Error::refused("wrong-state", said(key("admission-refused-state"))));
    }
    Ok(found)
}

/// The rows that bar a choice: those that the rule lets refuse, and with `assessed` those that it leaves
/// to a person.
async fn barred(
    act: &mut Act,
    application: &Application,
    choice: &Choice,
    assessed: bool,
) -> Result<Vec<Met>> {
    let (node, today) = (act.node().clone(), act.today());
    let asked = Asked {
        kind: ActionKind::Admit,
        person: application.person,
        start: &choice.start,
        choice: Some(choice.id),
        today,
    };
    let mut met = effect::met(act.conn(), &node, &asked).await?;
    let any = !met.is_empty();
    met.retain(|one| one.effect == Effect::Refuse || assessed);
    if !met.is_empty() {
        return Ok(met);
    }
    Err(match any {
        true => Error::refused("to-be-assessed", said(key("admission-refused-to-be-assessed"))),
        false => Error::refused("not-barred", said(key("admission-refused-not-barred"))),
    })
}
