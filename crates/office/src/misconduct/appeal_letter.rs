//! The decision on the appeal to the student, and to whoever was told of the first one by letter.

use super::appeal::{Outcome, Settle, Vote};
use super::case::{Case, same};
use super::decide::{Ruled, Ruling};
use super::{basis, decision_letter, filing, letter, store};
use crate::access::Role;
use crate::archive::{self, Direction, NewEntry};
use crate::letters_out::{self, Channel, CopyTo, NewLetter};
use crate::{Act, Error, LetterId, Result};
use letters::exclusion_information_changed::ExclusionInformationChanged;
use letters::misconduct::Body;
use letters::misconduct_appeal_decision::{AppealOutcome, Court, MisconductAppealDecision};
use letters::{Addressee, Letter};
use rules::{Language, RuleSet};

/// Writes to the student what the national board has decided; the unit that reported gets a copy.
pub(super) async fn settled(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    new: &Settle,
    before: &Ruled<'_>,
    after: Option<(&Ruling, &Ruled<'_>)>,
) -> Result<LetterId> {
    let section = basis::section(law)?;
    let first = case.decision.as_ref().map(|decision| decision.decided_on);
    let (head, student) = letter::to_student(act, case, law).await?;
    let outcome = match (new.outcome, after) {
        (Outcome::Changed, Some((ruling, ruled))) => AppealOutcome::Changed {
            ordered: decision_letter::ordered(case, law, ruling, ruled)?,
            registered: decision_letter::registered(act, law, ruled)?,
        },
        (Outcome::Upheld, _) => AppealOutcome::Upheld,
        _ => AppealOutcome::Reversed,
    };
    let court = section.court.as_ref().filter(|_| before.basis.is_some());
    let letter = MisconductAppealDecision {
        head,
        matter: case.letter_matter()?,
        first_body: basis::board(law)?.into(),
        first_decided_on: first.ok_or(Error::NotFound)?,
        body: Body::JointAppealsBoard,
        met_on: new.decided_on,
        case_number: new.case_number.trim().to_owned(),
        vote: match new.vote {
            Vote::Unanimous => letters::misconduct::Vote::Unanimous,
            Vote::TwoThirds => letters::misconduct::Vote::TwoThirds,
            Vote::Majority => letters::misconduct::Vote::Majority,
        },
        grounds: same(new.grounds.trim()),
        outcome,
        was_registered: before.rows.iter().any(|row| row.transfers),
        others_told: before.basis.is_some(),
        final_law: section.finality.law.clone(),
        court: court.map(|court| Court { months: court.months, law: court.law.clone() }),
    };
    letter::send(act, case, law, &student, &letter).await
}

/// Writes to whoever was told of the exclusion by letter that it is changed or reversed (P-14): those
/// connected to the register hear of it there.
pub(super) async fn information(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    new: &Settle,
    after: Option<(&Ruling, &Ruled<'_>)>,
) -> Result<()> {
    let decision = case.decision.as_ref().ok_or(Error::NotFound)?;
    let first = store::met(act.conn(), case.id).await?.ok_or(Error::NotFound)?;
    let ordered = match after.filter(|(_, ruled)| ruled.basis.is_some()) {
        Some((ruling, ruled)) => decision_letter::ordered(case, law, ruling, ruled)?,
        None => Vec::new(),
    };
    let national_id = store::national_id(act.conn(), case.person).await?;
    for (name, to_unit) in store::told_by_letter(act.conn(), case.id).await? {
        let (mut head, student) = letter::to_student(act, case, law).await?;
        head.addressee = Some(Addressee { name: name.clone(), lines: Vec::new() });
        head.copies = Vec::new();
        let letter = ExclusionInformationChanged {
            head,
            student: student.name.full(),
            national_id: national_id.clone().filter(|_| !to_unit),
            first_body: basis::board(law)?.into(),
            first_decided_on: decision.decided_on,
            first_case_number: first.agenda_number.clone(),
            body: Body::JointAppealsBoard,
            met_on: new.decided_on,
            case_number: new.case_number.trim().to_owned(),
            ordered: ordered.clone(),
        };
        tell(act, case, law, &letter, (&name, to_unit)).await?;
    }
    Ok(())
}

/// Sends and archives one of them.
async fn tell(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    letter: &ExclusionInformationChanged,
    (name, to_unit): (&str, bool),
) -> Result<()> {
    let copy = [CopyTo { unit: case.unit, role: Role::ExamOfficer }];
    let (channel, direction, copies): (_, _, &[CopyTo]) = match to_unit {
        true => (Channel::Internal, Direction::Internal, &copy),
        false => (Channel::Print, Direction::Outgoing, &[]),
    };
    let new = NewLetter {
        letter,
        language: Language::Nb,
        person: None,
        unit: case.handled_at.unwrap_or(case.unit),
        subject: ("misconduct", case.id.0),
        channel,
        copies,
    };
    let sent = letters_out::send(act, new).await?;
    let (title, exempt) = (letter.title(), &basis::section(law)?.exempt.law);
    let entry = NewEntry {
        correspondent: name,
        letter: Some(sent),
        ..filing::entry(case, direction, title.get(Language::Nb), exempt)
    };
    archive::register(act, entry).await?;
    Ok(())
}
