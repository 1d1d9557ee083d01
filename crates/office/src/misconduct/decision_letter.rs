//! The decision to the student (LTR-FUSK-3), and what others are told of it (LTR-FUSK-4).

use super::basis;
use super::case::{Case, same};
use super::decide::{Decide, Ruled, Ruling};
use super::matter::Matter;
use super::{filing, letter, store};
use crate::access::Role;
use crate::archive::{self, Direction, NewEntry};
use crate::letters_out::{self, Channel, CopyTo, NewLetter, cited};
use crate::{Act, Error, LetterId, Result};
use letters::exclusion::{RegisterEntry, RegisterNotice, Studies};
use letters::exclusion_information::{AppealState, ExclusionInformation, Recipient};
use letters::misconduct::{Ordered, Sanction, SanctionPeriod, Vote};
use letters::misconduct_decision::{Found, GiveBack, MisconductDecision, Outcome, Told};
use letters::{Addressee, DecisionAppeal, Letter};
use rules::appeal::Decided;
use rules::exclusion::{Element, ProposedRow};
use rules::{Language, RuleSet};

/// Writes the decision to the student.
pub(super) async fn decision(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    new: &Decide,
    ruled: &Ruled<'_>,
) -> Result<LetterId> {
    let (head, student) = letter::to_student(act, case, law).await?;
    let outcome = if new.ruling.found {
        Outcome::Found(Box::new(found(act, case, law, &new.ruling, ruled)?))
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
    let health = ruled.basis.as_ref().is_some_and(|one| one.law.health_authority.is_some());
    let told = match &registered {
        None => Told::Nobody,
        Some(_) if health => Told::RegisterAndDirectorateOfHealth,
        Some(_) => Told::Register,
    };
    let give_back = ruling.give_back_by.filter(|_| ruling.annulled);
    let give_back = give_back.zip(section.give_back.as_ref());
    Ok(Found {
        intent: ruling.intent.map(super::Intent::in_letter),
        law: under(case, law, ruled)?,
        ordered: ordered(case, law, ruling, ruled)?,
        give_back: give_back.map(|(by, law)| GiveBack { by, law: law.law.clone() }),
        told,
        registered,
        appeal: appeal(law)?,
    })
}

/// The paragraph of the finding.
fn under(case: &Case, law: &RuleSet, ruled: &Ruled<'_>) -> Result<String> {
    Ok(match (case.matter, &ruled.basis) {
        (Matter::Cheating, _) | (_, None) => basis::section(law)?.annulment.law.clone(),
        (_, Some(basis)) => basis.law.law.clone(),
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
    if let Some(work) = case.work().filter(|_| ruling.annulled) {
        let law = basis::section(law)?.annulment.law.clone();
        all.push(Ordered { sanction: Sanction::Annulment { work }, period: None, law });
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
        decided_by: section.body(Decided::Exclusion).value.in_sentence(),
        documents_law: cited(law)?.case_documents.law.clone(),
    })
}

/// Tells the unit that reported of an exclusion, and by letter each institution that is not
/// connected to the register.
pub(super) async fn information(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    new: &Decide,
    ruled: &Ruled<'_>,
) -> Result<()> {
    let unit = Recipient::ReportingUnit { reported_on: case.reported_on };
    let name = case.unit_name.get(Language::Nb).to_owned();
    inform(act, case, law, new, ruled, (name, unit)).await?;
    let told: Vec<_> = new.told.iter().map(|name| name.trim()).filter(|n| !n.is_empty()).collect();
    if told.is_empty() {
        return Ok(());
    }
    let Some(national_id) = store::national_id(act.conn(), case.person).await? else {
        let text = ui::messages::text("misconduct-refused-no-national-id", &[]);
        return Err(Error::refused("no-national-id", text));
    };
    for name in told {
        let told_law = basis::section(law)?.register.law.clone();
        let to = Recipient::Institution { national_id: national_id.clone(), told_law };
        inform(act, case, law, new, ruled, (name.to_owned(), to)).await?;
    }
    Ok(())
}

async fn inform(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    new: &Decide,
    ruled: &Ruled<'_>,
    (name, recipient): (String, Recipient),
) -> Result<()> {
    let (mut head, student) = letter::to_student(act, case, law).await?;
    head.addressee = Some(Addressee { name: name.clone(), lines: Vec::new() });
    head.copies = Vec::new();
    let to_unit = matches!(recipient, Recipient::ReportingUnit { .. });
    let letter = ExclusionInformation {
        head,
        student: student.name.full(),
        recipient,
        body: basis::board(law)?.into(),
        met_on: new.met_on,
        case_number: new.agenda_number.clone(),
        matter: case.letter_matter()?,
        intent: new.ruling.intent.map(super::Intent::in_letter),
        law: under(case, law, ruled)?,
        ordered: ordered(case, law, &new.ruling, ruled)?,
        appeal: AppealState::Open,
    };
    let copy = [CopyTo { unit: case.unit, role: Role::ExamOfficer }];
    let sent = letters_out::send(
        act,
        NewLetter {
            letter: &letter,
            language: Language::Nb,
            person: None,
            unit: case.handled_at.unwrap_or(case.unit),
            subject: ("misconduct", case.id.0),
            channel: if to_unit { Channel::Internal } else { Channel::Print },
            copies: if to_unit { &copy } else { &[] },
        },
    )
    .await?;
    let title = letter.title();
    let direction = if to_unit { Direction::Internal } else { Direction::Outgoing };
    let exempt = &basis::section(law)?.exempt.law;
    let entry = NewEntry {
        correspondent: &name,
        letter: Some(sent),
        ..filing::entry(case, direction, title.get(Language::Nb), exempt)
    };
    archive::register(act, entry).await?;
    Ok(())
}
