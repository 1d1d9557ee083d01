//! An officer asks every other institution for the passed results of one person, or of several.

use super::case::{self, State};
use super::settings::Deadlines;
use super::store::{cases, consents, questions};
use super::{Exchange, handler, institutions, said};
use crate::ExchangeId;
use office::{Act, Error, PersonId, Result};
use protocol::exchange::{ASK, Ask, GivenBasis};
use rules::exchange::{ExchangeAnswerFacts, ExchangeAnswerRule, HeldResult, Outcome, Purpose};
use rules::{Key, Reason, Rule, RuleSet, Text};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;
use wire::{InstitutionNumber, Party};

/// As many persons as are asked about in one act.
pub(super) const PERSONS_MAX: usize = 200;

/// What an officer asks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WantedBasis {
    /// The consent that each person has given.
    Consent,
    /// The Act.
    Statute,
}

/// What is to be asked.
pub struct NewExchange {
    /// Whose results, each once.
    pub persons: Vec<PersonId>,
    /// For what.
    pub purpose: Purpose,
    /// On what.
    pub basis: WantedBasis,
    /// The officer's own reference; may be empty.
    pub case_ref: String,
}

/// Asks every institution of the directory, in one act, for the results of each of these persons. The
/// answers come by themselves.
///
/// # Errors
/// Not found for others than those who look after the exchange. Refused `no-institutions` without a
/// directory. Invalid at `persons`, naming the lines: no person, too many, no national id here, no
/// consent for the purpose; refused `no-basis` with the rule's reasons where the rules of the day let
/// nobody ask on this.
pub async fn start(act: &mut Act, new: &NewExchange) -> Result<Vec<ExchangeId>> {
    handler(act)?;
    if !(1..=PERSONS_MAX).contains(&new.persons.len()) {
        return Err(Error::field("persons", said(key("exchange-error-count"))));
    }
    let node = act.node().clone();
    let others = institutions::others(&node).await?;
    if others.is_empty() {
        let text = said(key("exchange-refused-no-institutions"));
        return Err(Error::refused("no-institutions", text));
    }
    let law = node.rules_on(act.today())?.clone();
    let based = based(act, new, &law).await?;
    let deadlines = Deadlines::read(act.conn()).await?;
    let by = act.person()?;
    let asking = Asking { purpose: new.purpose, case_ref: &new.case_ref, others: &others, by };
    let mut started = Vec::with_capacity(based.len());
    for one in &based {
        started.push(about(act, &asking, one, (&law, &deadlines)).await?);
    }
    Ok(started)
}

/// What is the same for all who are asked about.
pub(super) struct Asking<'a> {
    pub(super) purpose: Purpose,
    pub(super) case_ref: &'a str,
    pub(super) others: &'a [InstitutionNumber],
    pub(super) by: PersonId,
}

/// Opens the case of one person and asks every institution.
pub(super) async fn about(
    act: &mut Act,
    asking: &Asking<'_>,
    one: &Based,
    (law, deadlines): (&RuleSet, &Deadlines),
) -> Result<ExchangeId> {
    let case = Exchange {
        id: ExchangeId::random(),
        person: one.person,
        purpose: asking.purpose,
        consent: one.consent,
        case_ref: asking.case_ref.trim().to_owned(),
        started_at: act.now(),
        cancelled_at: None,
        asked: Vec::new(),
        corrections: Vec::new(),
    };
    cases::insert(act.conn(), &case, law, asking.by).await?;
    for institution in asking.others {
        send(act, &case, one, *institution, deadlines, Some(asking.by)).await?;
    }
    Ok(case.id)
}

/// A person who may be asked about.
pub(super) struct Based {
    person: PersonId,
    national_id: String,
    consent: Option<crate::ConsentId>,
    pub(super) basis: GivenBasis,
}

/// Each person with what lets us ask; nobody is left out in silence.
async fn based(act: &mut Act, new: &NewExchange, law: &RuleSet) -> Result<Vec<Based>> {
    let (mut based, mut without, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for (line, person) in new.persons.iter().enumerate() {
        match person_based(act, *person, new.purpose, new.basis).await? {
            Ok(one) => based.push(one),
            Err(Missing::NationalId) => unknown.push(line + 1),
            Err(Missing::Consent) => without.push(line + 1),
        }
    }
    for (lines, key) in
        [(unknown, "exchange-error-no-national-id"), (without, "exchange-error-no-consent")]
    {
        if !lines.is_empty() {
            let lines = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let text = ui::messages::text(key, &[("lines", &lines)]);
            return Err(Error::field("persons", text));
        }
    }
    for one in &based {
        allowed(act, &one.basis, new.purpose, law)?;
    }
    Ok(based)
}

/// Why a person cannot be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// No national id is known here.
    NationalId,
    /// She has not consented to the purpose.
    Consent,
}

/// A person with what lets us ask, held until the act ends.
pub(super) async fn person_based(
    act: &mut Act,
    person: PersonId,
    purpose: Purpose,
    basis: WantedBasis,
) -> Result<std::result::Result<Based, Missing>> {
    consents::lock_person(act.conn(), person).await?.ok_or(Error::NotFound)?;
    let national_id = office::people::store::national_id(act.conn(), person).await?;
    let (consent, basis) = match basis {
        WantedBasis::Statute => (None, Some(GivenBasis::Statute)),
        WantedBasis::Consent => {
            let today = act.today();
            let given = consents::in_force(act.conn(), person).await?;
            let holds = given.into_iter().find(|one| one.purpose == purpose && one.holds_on(today));
            (holds.as_ref().map(|one| one.id), holds.map(|one| one.basis()))
        }
    };
    Ok(match (national_id, basis) {
        (Some(national_id), Some(basis)) => Ok(Based { person, national_id, consent, basis }),
        (None, _) => Err(Missing::NationalId),
        (_, None) => Err(Missing::Consent),
    })
}

/// Lets go on only where the rules of the day let us ask on this basis for this purpose.
pub(super) fn allowed(
    act: &Act,
    basis: &GivenBasis,
    purpose: Purpose,
    law: &RuleSet,
) -> Result<()> {
    holds(basis, purpose, (own_number(act)?, act.today()), law)
}

fn own_number(act: &Act) -> Result<InstitutionNumber> {
    match institutions::own(act.node()) {
        Party::Institution(number) => Ok(number),
        Party::Register => Err(Error::Internal(anyhow::anyhow!("an office is no register"))),
    }
}

/// Whether a basis holds by the rule that the asked institution will decide by, too.
fn holds(
    basis: &GivenBasis,
    purpose: Purpose,
    (own, today): (InstitutionNumber, jiff::civil::Date),
    law: &RuleSet,
) -> Result<()> {
    let facts = ExchangeAnswerFacts {
        date: today.into(),
        shares: true,
        basis: Some(basis.for_rule(purpose, own)),
        purpose: Some(purpose),
        asked_by: Some(Key::new(own.to_string())),
        person_known: true,
        results: vec![HeldResult { id: Key::new("any"), passed: true }],
    };
    let answer = ExchangeAnswerRule::decide(&facts, law);
    match answer.outcome {
        Ok(answered) if answered.outcome == Outcome::Ok => Ok(()),
        Ok(_) => {
            let last: Option<&Reason> = answer.because.last();
            let text: Text = last.map_or_else(
                || said(key("exchange-refused-no-basis")),
                |reason| reason.text.clone(),
            );
            Err(Error::refused("no-basis", text))
        }
        Err(refusal) => Err(Error::because(refusal, answer.because)),
    }
}

/// Asks one institution in a case.
async fn send(
    act: &mut Act,
    case: &Exchange,
    one: &Based,
    institution: InstitutionNumber,
    deadlines: &Deadlines,
    by: Option<PersonId>,
) -> Result<()> {
    let about = case.id.to_string().parse();
    let about = about.map_err(|not| Error::Internal(anyhow::anyhow!("{not}")))?;
    let question = Ask {
        national_id: one.national_id.clone(),
        purpose: case.purpose,
        basis: one.basis.clone(),
    };
    let to = Party::Institution(institution);
    let id = act.ask((ASK, to), Some(about), &question).await?;
    let now = act.now();
    let new = questions::New {
        id: id.uuid(),
        case: case.id,
        institution,
        asked_at: now,
        asked_by: by,
        due_at: deadlines.due(institution, now),
    };
    questions::insert(act.conn(), &new).await?;
    Ok(())
}

/// Asks one institution again in a case, when nothing is on its way to it any more.
///
/// # Errors
/// Not found for others, and for an institution that the directory does not list; refused `waits`,
/// `cancelled`, and `no-basis` once the consent does not hold any more.
pub async fn ask_again(
    act: &mut Act,
    id: ExchangeId,
    institution: InstitutionNumber,
) -> Result<()> {
    handler(act)?;
    let by = act.person()?;
    again(act, id, institution, Some(by)).await
}

/// As [`ask_again`], by an officer or, for nobody, by itself.
pub(super) async fn again(
    act: &mut Act,
    id: ExchangeId,
    institution: InstitutionNumber,
    by: Option<PersonId>,
) -> Result<()> {
    cases::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let case = case::load(act.conn(), id).await?;
    if case.cancelled_at.is_some() {
        let text = said(key("exchange-refused-cancelled"));
        return Err(Error::refused("cancelled", text));
    }
    let waits = |one: &super::Asked| one.institution == institution && one.state == State::Waiting;
    if case.asked.iter().any(waits) {
        return Err(Error::refused("waits", said(key("exchange-refused-waits"))));
    }
    let node = act.node().clone();
    if !institutions::others(&node).await?.contains(&institution) {
        return Err(Error::NotFound);
    }
    let today = act.today();
    let basis = case.basis(act.conn(), today).await?;
    let national_id = office::people::store::national_id(act.conn(), case.person).await?;
    let (Some(basis), Some(national_id)) = (basis, national_id) else {
        return Err(Error::refused("no-basis", said(key("exchange-refused-no-basis"))));
    };
    let law = node.rules_on(today)?.clone();
    allowed(act, &basis, case.purpose, &law)?;
    let one = Based { person: case.person, national_id, consent: case.consent, basis };
    let deadlines = Deadlines::read(act.conn()).await?;
    send(act, &case, &one, institution, &deadlines, by).await
}

/// Cancels a case: what is still out is not taken when it comes.
///
/// # Errors
/// Not found for others; refused `cancelled` the second time.
pub async fn cancel(act: &mut Act, id: ExchangeId) -> Result<()> {
    handler(act)?;
    cases::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let case = case::load(act.conn(), id).await?;
    if case.cancelled_at.is_some() {
        let text = said(key("exchange-refused-cancelled"));
        return Err(Error::refused("cancelled", text));
    }
    let now = act.now();
    cases::cancel(act.conn(), id, now).await?;
    questions::cancel(act.conn(), id, now).await?;
    Ok(())
}
