//! What is written to the person and to the body that considers an appeal.

use super::appeal::{Ground, ground_in_letter};
use super::case::{Case, Lodged};
use super::refusal::{Matter, NewRefusal};
use crate::archive::{self, Direction, NewEntry};
use crate::exclusion::Standing;
use crate::letters_out::{self, Channel, NewLetter};
use crate::people::Person;
use crate::{Act, Error, LetterId, PersonId, RefusalId, Result, UnitId};
use letters::exclusion_admission_refused::ExclusionAdmissionRefused;
use letters::exclusion_appeal_forwarded::{ExclusionAppealForwarded, Reader, Refused};
use letters::exclusion_exam_refused::ExclusionExamRefused;
use letters::exclusion_exam_withdrawn::ExclusionExamWithdrawn;
use letters::{Addressee, Head, Letter};
use rules::{Language, RuleSet};

/// Where a student tries to sign up, as letter 3 names it.
const SYSTEM: &str = "Kandidat";

/// Who writes about which case, under which rules.
struct Of<'a> {
    id: RefusalId,
    number: &'a str,
    unit: UnitId,
    law: &'a RuleSet,
}

/// The letter that refuses: 1, 3 or 4.
pub(super) async fn refusal(
    act: &mut Act,
    id: RefusalId,
    number: &str,
    new: &NewRefusal,
    standing: &Standing,
) -> Result<LetterId> {
    let of = Of { id, number, unit: new.unit, law: &standing.law };
    let (head, person) = to_person(act, &of, new.person).await?;
    let (decision, appeal) = (standing.decision.clone(), standing.appeal.clone());
    match &new.matter {
        Matter::Admission { applied_on, programmes } => {
            let (applied_on, programmes) = (*applied_on, programmes.clone());
            let letter =
                ExclusionAdmissionRefused { head, applied_on, programmes, decision, appeal };
            send(act, &of, &person, &letter).await
        }
        Matter::ExamRefused { registrations, tried_on } => {
            let letter = ExclusionExamRefused {
                head,
                registrations: registrations.clone(),
                tried_on: *tried_on,
                tried_in: SYSTEM.to_owned(),
                decision,
                appeal,
            };
            send(act, &of, &person, &letter).await
        }
        Matter::ExamWithdrawn { registrations } => {
            let letter = ExclusionExamWithdrawn {
                head,
                registrations: registrations.clone(),
                learned_on: standing.learned_on,
                decision,
                appeal,
            };
            send(act, &of, &person, &letter).await
        }
    }
}

/// The letters with which an appeal goes on: to the body that considers it, on paper, and to the
/// person, who is told where it went. Answers the person's.
pub(super) async fn forwarded(
    act: &mut Act,
    case: &Case,
    lodged: &Lodged,
    standing: &Standing,
) -> Result<LetterId> {
    let of = Of { id: case.id, number: &case.number, unit: case.unit, law: &standing.law };
    let (head, person) = to_person(act, &of, case.person).await?;
    let (body, at) = match lodged.ground {
        Ground::Registered => (standing.appeal.there, &standing.decision.institution),
        Ground::Used => (standing.appeal.here, &head.sender.institution),
    };
    let name = at.get(Language::Nb).to_owned();
    let to = Addressee { name: name.clone(), lines: Vec::new() };
    let letter = |reader: Reader, head: Head| ExclusionAppealForwarded {
        head,
        reader,
        refused: match case.matter.as_str() {
            "admission" => Refused::Admission,
            _ => Refused::ExamRegistration,
        },
        refused_on: case.refused_on,
        received_on: lodged.received_on,
        ground: ground_in_letter(lodged.ground),
        body,
        law: standing.appeal.law.clone(),
        grounds: lodged.grounds.trim().to_owned(),
        decision: standing.decision.clone(),
    };
    let reader = Reader::Body { person: person.name.full() };
    let onward = letter(reader, Head { addressee: Some(to), ..head.clone() });
    let new = NewLetter {
        letter: &onward,
        language: Language::Nb,
        person: None,
        unit: case.unit,
        subject: ("quarantine_refusal", case.id.0),
        channel: Channel::Print,
        copies: &[],
    };
    let sent = letters_out::send(act, new).await?;
    file(act, &of, Direction::Outgoing, onward.title().get(Language::Nb), &name, Some(sent))
        .await?;
    send(act, &of, &person, &letter(Reader::Person, head)).await
}

/// The appeal as it came in.
pub(super) async fn came(act: &mut Act, case: &Case, law: &RuleSet) -> Result<()> {
    let of = Of { id: case.id, number: &case.number, unit: case.unit, law };
    let title = format!("Klage i sak {}", case.number);
    let shown = case.name.shown(Language::Nb);
    file(act, &of, Direction::Incoming, &title, &shown, None).await
}

/// The person, and the head of a letter to her: signed by the head of office and the officer at work.
async fn to_person(act: &mut Act, of: &Of<'_>, person: PersonId) -> Result<(Head, Person)> {
    let (node, today) = (act.node().clone(), act.today());
    let person = crate::people::store::person(act.conn(), person).await?.ok_or(Error::NotFound)?;
    let mut head = letters_out::head(act.conn(), &node, of.unit, of.number, today).await?;
    head.exemption_mark = Some(exempt(of.law)?);
    head.addressee = Some(letters_out::addressee(&person));
    let signed = letters_out::signature_of_head_of_office(act.conn(), of.unit, today).await?;
    head.signatures = signed.into_iter().collect();
    head.signatures.push(letters_out::signature_of_handler(act.who()?));
    Ok((head, person))
}

/// What keeps such a case from the public.
fn exempt(law: &RuleSet) -> Result<String> {
    let none = || Error::Internal(anyhow::anyhow!("a rule set without misconduct"));
    Ok(law.sections.misconduct.as_ref().ok_or_else(none)?.exempt.law.clone())
}

/// Sends and archives one letter to the person.
async fn send<L: Letter>(
    act: &mut Act,
    of: &Of<'_>,
    person: &Person,
    letter: &L,
) -> Result<LetterId> {
    let new = NewLetter {
        letter,
        language: person.language,
        person: Some(person.id),
        unit: of.unit,
        subject: ("quarantine_refusal", of.id.0),
        channel: Channel::Email,
        copies: &[],
    };
    let sent = letters_out::send(act, new).await?;
    let (title, shown) = (letter.title(), person.name.shown(Language::Nb));
    let title = title.get(person.language);
    file(act, of, Direction::Outgoing, title, &shown, Some(sent)).await?;
    Ok(sent)
}

async fn file(
    act: &mut Act,
    of: &Of<'_>,
    direction: Direction,
    title: &str,
    correspondent: &str,
    letter: Option<LetterId>,
) -> Result<()> {
    let access_code = &exempt(of.law)?;
    let subject = ("quarantine_refusal", of.id.0);
    let entry = NewEntry::of_case(of.number, direction, title, of.unit, subject);
    archive::register(act, NewEntry { access_code, correspondent, letter, ..entry }).await?;
    Ok(())
}
