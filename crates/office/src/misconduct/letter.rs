//! The letters of a case, and their entries in the archive.

use super::basis::{self, Basis};
use super::case::{Case, same};
use super::matter::Matter;
use super::{Notify, filing, store};
use crate::access::Role;
use crate::archive::{self, Direction, NewEntry};
use crate::letters_out::{self, Channel, CopyTo, NewLetter, cited};
use crate::people::Person;
use crate::{Act, Error, LetterId, Result, UnitId};
use letters::misconduct::Possible;
use letters::misconduct_notice::{MisconductNotice, Rights};
use letters::misconduct_report::{MisconductReport, Reporter};
use letters::{Addressee, Head, Letter, Signature};
use rules::{Language, RuleSet, Text};

/// The report to the central department (LTR-FUSK-1), with a copy to the faculty's office; `None`
/// for what is not about cheating, where the report itself goes.
pub(super) async fn report(act: &mut Act, case: &Case, law: &RuleSet) -> Result<Option<LetterId>> {
    let (Some(work), Some(suspected)) = (case.work(), case.suspected) else { return Ok(None) };
    let section = basis::section(law)?;
    let mut head = head(act, case, case.unit, law).await?;
    head.addressee = Some(Addressee { name: section.record.recipient.clone(), lines: Vec::new() });
    head.signatures = store::signed_names(act.conn(), case.id)
        .await?
        .into_iter()
        .map(|(signed_as, name)| Signature { name, title: signed_title(&signed_as) })
        .collect();
    let faculty = store::faculty(act.conn(), case.unit).await?;
    head.copies = faculty.iter().map(|faculty| faculty.name.clone()).collect();
    let letter = MisconductReport {
        head,
        work,
        candidate: case.student.shown(Language::Nb),
        candidate_number: case.exam.as_ref().and_then(|exam| exam.candidate_number),
        reported_by: case
            .reporters
            .iter()
            .map(|one| Reporter { title: same(&one.title), name: one.name.clone() })
            .collect(),
        reported_on: case.reported_on,
        suspected: suspected.in_letter(),
        observed: case.observed.clone(),
        chose: case.chose.map(super::Chose::in_letter),
        marked: !case.passages.is_empty(),
        law: cited(law)?.cheating.law.clone(),
        enclosed: enclosed(case),
    };
    let copies: Vec<_> = faculty
        .iter()
        .map(|faculty| CopyTo { unit: faculty.id, role: Role::FacultyOfficer })
        .collect();
    let new = NewLetter {
        letter: &letter,
        language: Language::Nb,
        person: None,
        unit: case.unit,
        subject: ("misconduct", case.id.0),
        channel: Channel::Internal,
        copies: &copies,
    };
    Ok(Some(letters_out::send(act, new).await?))
}

/// The report, the answer, and the passages with what they are taken from.
fn enclosed(case: &Case) -> Vec<Text> {
    let mut all = vec![
        ui::messages::text("misconduct-enclosed-report", &[]),
        ui::messages::text("misconduct-enclosed-answer", &[]),
    ];
    all.extend(case.passages.iter().enumerate().map(|(at, one)| {
        let (number, from) = (at + 1, &one.taken_from);
        ui::messages::text("misconduct-enclosed-passage", &[("number", &number), ("from", from)])
    }));
    all
}

/// As what somebody has signed, under the name.
fn signed_title(signed_as: &str) -> Text {
    match signed_as {
        "head_of_unit" => ui::messages::text("misconduct-signed-head", &[]),
        _ => ui::messages::text("misconduct-signed-case-officer", &[]),
    }
}

/// The advance notice (LTR-FUSK-2), with a copy to the unit that reported.
pub(super) async fn notice(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    chosen: Option<&Basis<'_>>,
    possible: Vec<Possible>,
    new: &Notify,
) -> Result<LetterId> {
    let section = basis::section(law)?;
    let (head, student) = to_student(act, case, law).await?;
    let under = match (case.matter, chosen) {
        (Matter::Cheating, _) | (_, None) => section.annulment.law.clone(),
        (_, Some(basis)) => basis.law.law.clone(),
    };
    let letter = MisconductNotice {
        head,
        matter: case.letter_matter()?,
        reported_by: case.unit_name.clone(),
        reported_on: case.reported_on,
        observed: case.observed.clone(),
        law: under,
        body: basis::board(law)?.into(),
        possible,
        rights: Rights {
            comment_by: new.comment_by,
            comment_law: section.advance_notice.law.clone(),
            spokesperson_law: section.spokesperson.law.clone(),
            costs_law: chosen.map(|_| section.costs.law.clone()),
            documents_law: cited(law)?.case_documents.law.clone(),
        },
    };
    send(act, case, law, &student, &letter).await
}

/// The student, and the head of a letter to her from the department that handles the case: signed
/// by its head of office and the officer at work, with a copy to the unit that reported.
pub(super) async fn to_student(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
) -> Result<(Head, Person)> {
    let handler = letters_out::signature_of_handler(act.who()?);
    signed_by(act, case, law, handler).await
}

/// As [`to_student`], signed by the handler who is named.
pub(super) async fn signed_by(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    handler: Signature,
) -> Result<(Head, Person)> {
    let from = case.handled_at.unwrap_or(case.unit);
    let student = crate::people::store::person(act.conn(), case.person).await?;
    let student = student.ok_or(Error::NotFound)?;
    let mut head = head(act, case, from, law).await?;
    head.addressee = Some(letters_out::addressee(&student));
    let today = act.today();
    let signed = letters_out::signature_of_head_of_office(act.conn(), from, today).await?;
    head.signatures = signed.into_iter().collect();
    head.signatures.push(handler);
    head.copies = vec![case.unit_name.clone()];
    Ok((head, student))
}

/// The head of a letter of the case: its number and what keeps it from the public (P-15).
async fn head(act: &mut Act, case: &Case, from: UnitId, law: &RuleSet) -> Result<Head> {
    let (node, today) = (act.node().clone(), act.today());
    let mut head = letters_out::head(act.conn(), &node, from, &case.case_number, today).await?;
    head.exemption_mark = Some(basis::section(law)?.exempt.law.clone());
    Ok(head)
}

/// Sends and archives one letter to the student; the exam officers of the unit that reported get a
/// copy.
pub(super) async fn send<L: Letter>(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    student: &Person,
    letter: &L,
) -> Result<LetterId> {
    let new = NewLetter {
        letter,
        language: student.language,
        person: Some(student.id),
        unit: case.handled_at.unwrap_or(case.unit),
        subject: ("misconduct", case.id.0),
        channel: Channel::Email,
        copies: &[CopyTo { unit: case.unit, role: Role::ExamOfficer }],
    };
    let sent = letters_out::send(act, new).await?;
    let title = letter.title();
    let shown = student.name.shown(Language::Nb);
    let title = title.get(student.language);
    let exempt = &basis::section(law)?.exempt.law;
    let entry = NewEntry {
        correspondent: &shown,
        letter: Some(sent),
        ..filing::entry(case, Direction::Outgoing, title, exempt)
    };
    archive::register(act, entry).await?;
    Ok(sent)
}

/// Sends and archives one letter to the unit that reported, whose exam officers open it, or on paper to an
/// institution.
pub(super) async fn to_others<L: Letter>(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    letter: &L,
    (name, unit): (&str, bool),
) -> Result<LetterId> {
    let copy = [CopyTo { unit: case.unit, role: Role::ExamOfficer }];
    let (channel, direction, copies): (_, _, &[CopyTo]) = match unit {
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
    Ok(sent)
}
