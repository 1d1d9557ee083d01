//! What stands in the archive under a case.

use super::basis;
use super::case::Case;
use super::store;
use crate::archive::{self, Direction, NewEntry};
use crate::{Act, LetterId, Result};
use rules::appeal::AppealBody;
use rules::{Language, RuleSet};

/// An entry of the case: of the unit that reported, and kept from the public as all of it is.
pub(super) fn entry<'a>(
    case: &'a Case,
    direction: Direction,
    title: &'a str,
    exempt: &'a str,
) -> NewEntry<'a> {
    let subject = ("misconduct", case.id.0);
    let entry = NewEntry::of_case(&case.case_number, direction, title, case.unit, subject);
    NewEntry { access_code: exempt, ..entry }
}

/// The record of the report, as the routine prescribes it (P-05), with the student's answer (P-04).
pub(super) async fn report(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    letter: Option<LetterId>,
) -> Result<()> {
    let record = &basis::section(law)?.record;
    let (title, description) = match &case.exam {
        Some(exam) => {
            let code = &exam.course.code;
            let number = exam.candidate_number.map_or_else(|| "–".to_owned(), |n| n.to_string());
            let about = format!("{code} rapport om fusk kandidatnummer {number}");
            (format!("Uregelmessigheter under eksamen {}", recorded(&exam.term)), about)
        }
        None => {
            let about = ui::messages::text(case.matter.key(), &[]);
            (format!("Rapport i sak {}", case.case_number), about.get(Language::Nb).to_owned())
        }
    };
    let base = NewEntry {
        correspondent: &record.recipient,
        archive_code: &record.archive_code,
        ..entry(case, Direction::Internal, &title, &record.access_code)
    };
    archive::register(act, NewEntry { description: &description, letter, ..base }).await?;
    let Some(exam) = &case.exam else { return Ok(()) };
    for file in store::answer_files(act.conn(), exam.registration).await? {
        let base = entry(case, Direction::Internal, &title, &record.access_code);
        let answer = NewEntry {
            correspondent: &record.recipient,
            archive_code: &record.archive_code,
            description: "Besvarelse",
            file: Some(file),
            ..base
        };
        archive::register(act, answer).await?;
    }
    Ok(())
}

/// The term as the record writes it: `V-2011`.
fn recorded(term: &str) -> String {
    term.split_once('-').map_or_else(|| term.to_owned(), |(year, part)| format!("{part}-{year}"))
}

/// What the student has said.
pub(super) async fn comment(act: &mut Act, case: &Case) -> Result<()> {
    let title = format!("Uttalelse i sak {}", case.case_number);
    let student = case.student.shown(Language::Nb);
    plain(act, case, Direction::Incoming, &title, &student).await
}

/// The appeal as it came in.
pub(super) async fn appeal(act: &mut Act, case: &Case) -> Result<()> {
    let title = format!("Klage på vedtak i sak {}", case.case_number);
    let student = case.student.shown(Language::Nb);
    plain(act, case, Direction::Incoming, &title, &student).await
}

/// The appeal on its way to the national board.
pub(super) async fn forwarded(act: &mut Act, case: &Case) -> Result<()> {
    let title = format!("Oversendelse av klage i sak {}", case.case_number);
    let board = AppealBody::JointAppealsBoard.name();
    plain(act, case, Direction::Outgoing, &title, board.get(Language::Nb)).await
}

/// An entry without a document of its own.
async fn plain(
    act: &mut Act,
    case: &Case,
    direction: Direction,
    title: &str,
    correspondent: &str,
) -> Result<()> {
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let exempt = &basis::section(&law)?.exempt.law;
    let entry = NewEntry { correspondent, ..entry(case, direction, title, exempt) };
    archive::register(act, entry).await?;
    Ok(())
}
