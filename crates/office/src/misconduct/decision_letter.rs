//! The decision to the student (LTR-FUSK-3), and what others are told of it (LTR-FUSK-4).

use super::basis;
use super::case::{Case, same};
use super::decide::{Decide, Ruled, Ruling};
use super::letter;
use super::matter::Matter;
use crate::exclusion::ByLetter;
use crate::letters_out::{self, cited};
use crate::{Act, Error, LetterId, Result};
use jiff::civil::Date;
use letters::exclusion::{RegisterEntry, RegisterNotice, Studies};
use letters::exclusion_information::{AppealState, ExclusionInformation, Recipient};
use letters::misconduct::{Body, Ordered, Sanction, SanctionPeriod, Vote};
use letters::misconduct_decision::{Found, GiveBack, MisconductDecision, Outcome, Told};
use letters::{Addressee, DecisionAppeal, Signature};
use rules::exclusion::{Classification, Element, ProposedRow};
use rules::{Language, RuleSet, Text};

/// Writes the decision to the student.
pub(super) async fn decision(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    (new, told): (&Decide, &[ByLetter]),
    ruled: &Ruled<'_>,
) -> Result<LetterId> {
    let (head, student) = letter::to_student(act, case, law).await?;
    let outcome = if new.ruling.found {
        let found = found(act, case, law, &new.ruling, ruled)?;
        Outcome::Found(Box::new(Found { by_letter: by_letter(told), ..found }))
    } else {
        Outcome::NotFound
    };
    let letter = MisconductDecision {
        head,
        matter: case.letter_matter()?,
        body: basis::board(law)?.into(),
        met_on: new.met_on,
        case_number: new.agenda_number.clone(),
        vote: vote(new.votes_for, new.votes_against),
        grounds: same(new.ruling.grounds.trim()),
        outcome,
    };
    letter::send(act, case, law, &student, &letter).await
}

/// Those who are told by letter, by name.
fn by_letter(told: &[ByLetter]) -> Vec<Text> {
    let told = told.iter().filter(|one| one.left_out.is_none());
    told.map(|one| same(&one.name)).collect()
}

/// Whether the Directorate of Health is told: of an exclusion from studies that lead to an authorisation.
pub(super) fn of_health(ruled: &Ruled<'_>) -> bool {
    let paragraph = ruled.basis.as_ref().is_some_and(|one| one.law.health_authority.is_some());
    paragraph && ruled.rows.iter().any(|row| row.classification == Classification::Hesos)
}

/// How a board voted, in the letter's words.
const fn vote(votes_for: u32, votes_against: u32) -> Vote {
    if votes_against == 0 {
        Vote::Unanimous
    } else if votes_for * 3 >= (votes_for + votes_against) * 2 {
        Vote::TwoThirds
    } else {
        Vote::Majority
    }
}

fn found(
    act: &Act,
    case: &Case,
    law: &RuleSet,
    ruling: &Ruling,
    ruled: &Ruled<'_>,
) -> Result<Found> {
    let section = basis::section(law)?;
    let registered = registered(act, law, ruled)?;
    let told = match &registered {
        None => Told::Nobody,
        Some(_) if of_health(ruled) => Told::RegisterAndDirectorateOfHealth,
        Some(_) => Told::Register,
    };
    let give_back = ruling.give_back_by.filter(|_| ruling.annulled);
    let documents = case.matter == Matter::FalseDocuments;
    let law_back = if documents { &section.false_documents.give_back } else { &section.give_back };
    let give_back = give_back.zip(law_back.as_ref());
    Ok(Found {
        intent: ruling.intent.map(super::Intent::in_letter),
        law: under(case, law, ruled)?,
        ordered: ordered(case, law, ruling, ruled)?,
        give_back: give_back.map(|(by, law)| GiveBack { by, law: law.law.clone() }),
        told,
        by_letter: Vec::new(),
        registered,
        appeal: appeal(law)?,
    })
}

/// The paragraph of the finding.
fn under(case: &Case, law: &RuleSet, ruled: &Ruled<'_>) -> Result<String> {
    Ok(match (case.matter, &ruled.basis) {
        (Matter::Cheating, _) => basis::section(law)?.annulment.law.clone(),
        (_, Some(basis)) => basis.law.law.clone(),
        (_, None) => {
            let undone = basis::annulment(case, law)?.map(|(_, law)| law);
            match undone.or(basis::confiscation(case, law)?) {
                Some(law) => law,
                None => basis::section(law)?.annulment.law.clone(),
            }
        }
    })
}

/// What was decided, each with its paragraph and its days.
pub(super) fn ordered(
    case: &Case,
    law: &RuleSet,
    ruling: &Ruling,
    ruled: &Ruled<'_>,
) -> Result<Vec<Ordered>> {
    let mut all = Vec::new();
    if let Some(law) = basis::confiscation(case, law)?.filter(|_| ruling.confiscated) {
        all.push(Ordered { sanction: Sanction::Confiscation, period: None, law });
    }
    if let Some((sanction, law)) = basis::annulment(case, law)?.filter(|_| ruling.annulled) {
        all.push(Ordered { sanction, period: None, law });
    }
    let Some(basis) = &ruled.basis else { return Ok(all) };
    let period = ruled.period.map(|(from, to)| SanctionPeriod { from, to });
    let law = &basis.law.law;
    let here = basis::here(case, basis, &ruling.about());
    all.extend(here.map(|(sanction, lasts)| Ordered {
        sanction,
        period: period.filter(|_| lasts),
        law: law.clone(),
    }));
    let elsewhere = basis::elsewhere(basis);
    all.extend(elsewhere.map(|sanction| Ordered { sanction, period, law: law.clone() }));
    Ok(all)
}

/// What will be registered of the decision once another person has controlled it, word by word; `None`
/// where nothing is transferred.
pub(super) fn registered(
    act: &Act,
    law: &RuleSet,
    ruled: &Ruled<'_>,
) -> Result<Option<RegisterNotice>> {
    let Some((from, to)) = ruled.period else { return Ok(None) };
    let section = &basis::section(law)?.register;
    let elements = law.sections.exclusion.as_ref().map(|one| &one.elements.value);
    let named = elements.is_some_and(|all| all.contains(&Element::CaseOfficer));
    let officer = act.who()?.name.full();
    let entry = |row: &ProposedRow| RegisterEntry {
        institution: act.node().institution().name.clone(),
        kind: row.kind,
        period: SanctionPeriod { from, to },
        studies: studies(row),
        case_officer: named.then(|| officer.clone()),
    };
    let transferred = ruled.rows.iter().filter(|row| row.transfers);
    let entries: Vec<_> = transferred.map(entry).collect();
    Ok((!entries.is_empty()).then(|| RegisterNotice {
        register: section.name.clone(),
        law: section.law.clone(),
        entries,
    }))
}

/// The studies that a row is about, in the letter's words.
fn studies(row: &ProposedRow) -> Studies {
    match &row.programme {
        Some(programme) => Studies::Study(same(programme)),
        None => Studies::Class(row.classification),
    }
}

/// How the decision can be appealed against.
fn appeal(law: &RuleSet) -> Result<DecisionAppeal> {
    let none = || Error::Internal(anyhow::anyhow!("a rule set without appeals of decisions"));
    let section = law.sections.decision_appeal.as_ref().ok_or_else(none)?;
    Ok(DecisionAppeal {
        within: crate::appeal::period(&section.deadline),
        law: section.deadline.law.clone(),
        decided_by: section.body(rules::appeal::Decided::Exclusion).value.in_sentence(),
        documents_law: cited(law)?.case_documents.law.clone(),
    })
}

/// A decision as others than the student are told of it.
pub(super) struct Decided<'a> {
    /// The body that decided, the day of its meeting and its own number of the case.
    pub(super) body: (Body, Date, &'a str),
    pub(super) ruling: &'a Ruling,
    pub(super) ruled: &'a Ruled<'a>,
    /// Whether it can still change.
    pub(super) appeal: AppealState,
    /// Who has handled the case.
    pub(super) handler: Signature,
}

/// Tells the unit that reported of an exclusion.
pub(super) async fn to_unit(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    new: &Decide,
    ruled: &Ruled<'_>,
) -> Result<()> {
    let decided = Decided {
        body: (basis::board(law)?.into(), new.met_on, &new.agenda_number),
        ruling: &new.ruling,
        ruled,
        appeal: AppealState::Open,
        handler: letters_out::signature_of_handler(act.who()?),
    };
    let recipient = Recipient::ReportingUnit { reported_on: case.reported_on };
    let name = case.unit_name.get(Language::Nb).to_owned();
    inform(act, case, law, decided, (&name, recipient)).await?;
    Ok(())
}

/// Tells somebody whom the register does not reach who is excluded for how long, and not of which exam; by
/// this paragraph.
pub(super) async fn to_institution(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    decided: Decided<'_>,
    (name, national_id, told_law): (&str, String, String),
) -> Result<LetterId> {
    let recipient = Recipient::Institution { national_id, told_law };
    inform(act, case, law, decided, (name, recipient)).await
}

async fn inform(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    decided: Decided<'_>,
    (name, recipient): (&str, Recipient),
) -> Result<LetterId> {
    let Decided { body: (body, met_on, case_number), ruling, ruled, appeal, handler } = decided;
    let (mut head, student) = letter::signed_by(act, case, law, handler).await?;
    head.addressee = Some(Addressee { name: name.to_owned(), lines: Vec::new() });
    head.copies = Vec::new();
    let unit = matches!(recipient, Recipient::ReportingUnit { .. });
    let mut ordered = ordered(case, law, ruling, ruled)?;
    ordered.retain(|one| unit || one.period.is_some());
    let letter = ExclusionInformation {
        head,
        student: student.name.full(),
        recipient,
        body,
        met_on,
        case_number: case_number.to_owned(),
        matter: case.letter_matter()?,
        intent: ruling.intent.map(super::Intent::in_letter),
        law: under(case, law, ruled)?,
        ordered,
        appeal,
    };
    letter::to_others(act, case, law, &letter, (name, unit)).await
}
