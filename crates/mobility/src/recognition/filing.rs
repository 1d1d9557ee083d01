//! What stands in the archive under a case.

use super::case::Case;
use office::archive::{self, Direction, NewEntry};
use office::letters_out::cited;
use office::{Act, Result};
use rules::Language;
use rules::appeal::{AppealBody, Decided};
use uuid::Uuid;

/// An entry of the case, kept from the public as all of it is.
pub(super) fn entry<'a>(
    case: &'a Case,
    direction: Direction,
    title: &'a str,
    exempt: &'a str,
) -> NewEntry<'a> {
    let subject = ("recognition", case.id.0);
    let entry = NewEntry::of_case(&case.case_number, direction, title, case.unit, subject);
    NewEntry { access_code: exempt, ..entry }
}

/// The application as it came in.
pub(super) async fn application(act: &mut Act, case: &Case) -> Result<()> {
    incoming(act, case, "Søknad om godkjenning av utdanning", None).await
}

/// A document that came with it.
pub(super) async fn document(act: &mut Act, case: &Case, file: Uuid) -> Result<()> {
    incoming(act, case, "Dokumentasjon til søknad om godkjenning", Some(file)).await
}

/// The appeal as it came in.
pub(super) async fn appeal(act: &mut Act, case: &Case) -> Result<()> {
    incoming(act, case, "Klage på vedtak om godkjenning", None).await
}

async fn incoming(act: &mut Act, case: &Case, title: &str, file: Option<Uuid>) -> Result<()> {
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let exempt = &cited(&law)?.confidentiality.law;
    let applicant = case.applicant.shown(Language::Nb);
    let plain = entry(case, Direction::Incoming, title, exempt);
    archive::register(act, NewEntry { correspondent: &applicant, file, ..plain }).await?;
    Ok(())
}

/// The appeal on its way to the body that decides it.
pub(super) async fn forwarded(act: &mut Act, case: &Case) -> Result<()> {
    let law = act.node().rule_set(&case.rule_set)?.clone();
    let exempt = &cited(&law)?.confidentiality.law;
    let section = law.sections.decision_appeal.as_ref();
    let body = section
        .map_or(AppealBody::StudentAffairsBoard, |section| section.body(Decided::Other).value);
    let body = body.name();
    let title = "Oversendelse av klage på vedtak om godkjenning";
    let plain = entry(case, Direction::Outgoing, title, exempt);
    let entry = NewEntry { correspondent: body.get(Language::Nb), ..plain };
    archive::register(act, entry).await?;
    Ok(())
}
