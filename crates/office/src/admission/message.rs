//! The standard message to an applicant of the national admission: by letter, to the registered
//! address or the digital mailbox.

use super::application::{Application, Choice, Via};
use super::effect::{self, Asked};
use super::{said, store};
use crate::archive::{self, Direction, NewEntry};
use crate::exclusion::{self, Met};
use crate::letters_out::{self, Channel, NewLetter};
use crate::{Act, ApplicationId, Error, LetterId, Result, UnitId, quarantine};
use letters::Letter;
use letters::exclusion_applicant_message::ExclusionApplicantMessage;
use rules::exclusion::{ActionKind, Effect};
use rules::{Language, Text};
use ui::key;
use uuid::Uuid;

/// Tells the applicant of the row that bars longest, which choices it stands in the way of, of which somebody
/// has to assess that, and which it leaves alone. It is a message and no decision.
///
/// # Errors
/// Not found outside one's scope. Refused: `not-national` for an application of one's own page, where
/// the page says it; `not-barred` where no row concerns a choice; `to-be-assessed` where the rule leaves all of it
/// to a person; `already-told` of this row.
pub async fn message(act: &mut Act, id: ApplicationId) -> Result<LetterId> {
    let application = Application::held(act, id).await?;
    if application.via != Via::National {
        return Err(Error::refused("not-national", said(key("admission-refused-not-national"))));
    }
    let choices = met(act, &application).await?;
    let all: Vec<Met> = choices.iter().flat_map(|(_, met)| met.clone()).collect();
    // What the rule leaves to a person bars nobody before somebody has looked.
    let row = quarantine::heaviest(&all).filter(|met| met.effect == Effect::Refuse);
    let Some(row) = row.map(|met| met.row) else {
        return Err(match all.is_empty() {
            true => Error::refused("not-barred", said(key("admission-refused-not-barred"))),
            false => {
                Error::refused("to-be-assessed", said(key("admission-refused-tell-to-be-assessed")))
            }
        });
    };
    if store::told(act.conn(), id, row).await? {
        return Err(Error::refused("already-told", said(key("admission-refused-already-told"))));
    }
    let effect = |met: &[Met]| met.iter().find(|met| met.row == row).map(|met| met.effect);
    let named = |wanted: Option<Effect>| -> Vec<Text> {
        let of = choices.iter().filter(|(_, met)| effect(met) == wanted);
        of.map(|(choice, _)| choice.start.in_letter()).collect()
    };
    let barred = choices.iter().find(|(_, met)| effect(met) == Some(Effect::Refuse));
    let told = Told {
        unit: barred.map(|(choice, _)| choice.start.unit).ok_or(Error::NotFound)?,
        row,
        barred: named(Some(Effect::Refuse)),
        to_be_assessed: named(Some(Effect::Warn)),
        open: named(None),
    };
    write(act, &application, told).await
}

/// What each choice within one's scope meets.
async fn met<'a>(
    act: &mut Act,
    application: &'a Application,
) -> Result<Vec<(&'a Choice, Vec<Met>)>> {
    let (node, today) = (act.node().clone(), act.today());
    let mut choices = Vec::new();
    for choice in &application.choices {
        let asked = Asked {
            kind: ActionKind::Admit,
            person: application.person,
            start: &choice.start,
            choice: Some(choice.id),
            today,
        };
        choices.push((choice, effect::met(act.conn(), &node, &asked).await?));
    }
    Ok(choices)
}

/// What is told.
struct Told {
    unit: UnitId,
    row: Uuid,
    barred: Vec<Text>,
    to_be_assessed: Vec<Text>,
    open: Vec<Text>,
}

/// Sends the letter, and files it.
async fn write(act: &mut Act, application: &Application, told: Told) -> Result<LetterId> {
    let (node, today, id) = (act.node().clone(), act.today(), application.id);
    let standing = exclusion::standing(act.conn(), &node, application.person, told.row).await?;
    let person = crate::people::store::person(act.conn(), application.person).await?;
    let person = person.ok_or(Error::NotFound)?;
    let (unit, number) = (told.unit, &application.number);
    let mut head = letters_out::head(act.conn(), &node, unit, number, today).await?;
    head.addressee = Some(letters_out::addressee(&person));
    head.your_ref = application.reference.clone();
    let section = standing.law.sections.misconduct.as_ref();
    head.exemption_mark = section.map(|section| section.exempt.law.clone());
    head.signatures = vec![letters_out::signature_of_handler(act.who()?)];
    let access_code = &head.exemption_mark.clone().unwrap_or_default();
    let letter = ExclusionApplicantMessage {
        head,
        through: said(key("admission-national-name")),
        barred: told.barred,
        to_be_assessed: told.to_be_assessed,
        open: told.open,
        decision: standing.decision,
    };
    let (language, subject) = (person.language, ("application", id.0));
    let new = NewLetter {
        letter: &letter,
        language,
        person: Some(person.id),
        unit,
        subject,
        // At the registered address: an applicant of the national admission may never look here.
        channel: Channel::Print,
        copies: &[],
    };
    let sent = letters_out::send(act, new).await?;
    store::insert_message(act.conn(), id, told.row, sent, today).await?;
    let (title, correspondent) = (letter.title(), &person.name.shown(Language::Nb));
    let title = title.get(language);
    let entry = NewEntry::of_case(number, Direction::Outgoing, title, unit, subject);
    let entry = NewEntry { access_code, correspondent, letter: Some(sent), ..entry };
    archive::register(act, entry).await?;
    Ok(sent)
}
