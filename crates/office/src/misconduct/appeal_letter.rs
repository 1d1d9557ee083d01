//! The decision on the appeal to the student, and to whoever was told of the first one by letter.

use super::case::{Case, same};
use super::decide::{self, Ruled, Ruling};
use super::{Outcome, Settle, Vote};
use super::{basis, decision_letter, letter, store};
use crate::{Act, Error, LetterId, Result};
use jiff::civil::Date;
use letters::exclusion_information_changed::ExclusionInformationChanged;
use letters::misconduct::{Body, Measure};
use letters::misconduct_appeal_decision::{AppealOutcome, Court, MisconductAppealDecision};
use letters::{Addressee, Signature};
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

/// What an appeal came to, for those who were told of the decision.
pub(super) struct Settled<'a> {
    /// The day on which the national board decided, and its number of the case; nothing where what was entered
    /// is corrected, without an appeal.
    pub(super) on: Option<(Date, &'a str)>,
    /// What is left; nothing where the decision is reversed.
    pub(super) after: Option<(&'a Ruling, &'a Ruled<'a>)>,
    /// Who has handled the case.
    pub(super) handler: Signature,
}

/// Writes to the unit that reported that the decision is changed or reversed (P-14).
pub(super) async fn to_unit(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    settled: Settled<'_>,
) -> Result<()> {
    let name = case.unit_name.get(Language::Nb).to_owned();
    inform(act, case, law, settled, (&name, None)).await?;
    Ok(())
}

/// Writes to an institution that was told by letter that the decision is changed or reversed (P-14): those
/// connected to the register hear of it there.
pub(super) async fn to_institution(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    settled: Settled<'_>,
    (name, national_id): (&str, String),
) -> Result<LetterId> {
    inform(act, case, law, settled, (name, Some(national_id))).await
}

async fn inform(
    act: &mut Act,
    case: &Case,
    law: &RuleSet,
    settled: Settled<'_>,
    (name, national_id): (&str, Option<String>),
) -> Result<LetterId> {
    let decision = case.decision.as_ref().ok_or(Error::NotFound)?;
    let first = store::met(act.conn(), case.id).await?.ok_or(Error::NotFound)?;
    let unit = national_id.is_none();
    let ruling = decision.ruling();
    let before = decide::rule(case, law, &ruling)?;
    let before = decision_letter::ordered(case, law, &ruling, &before)?;
    let own: Body = basis::board(law)?.into();
    let (body, met_on, case_number) = match settled.on {
        Some((on, number)) => (Body::JointAppealsBoard, on, number.trim().to_owned()),
        None => (own, decision.decided_on, first.agenda_number.clone()),
    };
    let mut ordered = match settled.after.filter(|(_, ruled)| ruled.basis.is_some()) {
        Some((ruling, ruled)) => decision_letter::ordered(case, law, ruling, ruled)?,
        None => Vec::new(),
    };
    ordered.retain(|one| unit || one.period.is_some());
    let (mut head, student) = letter::signed_by(act, case, law, settled.handler).await?;
    head.addressee = Some(Addressee { name: name.to_owned(), lines: Vec::new() });
    head.copies = Vec::new();
    let letter = ExclusionInformationChanged {
        head,
        student: student.name.full(),
        national_id,
        first_body: own,
        first_decided_on: decision.decided_on,
        first_case_number: first.agenda_number.clone(),
        body,
        met_on,
        case_number,
        ordered,
        measure: Measure::of(&before),
        corrected: settled.on.is_none(),
    };
    letter::to_others(act, case, law, &letter, (name, unit)).await
}
