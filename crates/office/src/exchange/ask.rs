//! An officer asks every other institution for the passed results of one person, or of several.

use super::case::{self, State};
use super::settings::Deadlines;
use super::store::{cases, consents, questions};
use super::{Exchange, handler, institutions, said};
use crate::{Act, Error, ExchangeId, PersonId, Result};
use protocol::exchange::{ASK, Ask, GivenBasis};
use rules::exchange::{ExchangeAnswerFacts, ExchangeAnswerRule, HeldResult, Outcome, Purpose};
use rules::{Key, Reason, Rule, RuleSet, Text};
use serde::Deserialize;
use ui::key;
use utoipa::ToSchema;
use wire::{InstitutionNumber, Party};

/// As many persons as are asked about in one act.
pub(super) const PERSONS_MAX: usize = 200;

/// What an officer asks on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
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
    let mut started = Vec::with_capacity(based.len());
    for one in &based {
        let case = open(act, new, one, &law).await?;
        for institution in &others {
            send(act, &case, one, *institution, &deadlines, true).await?;
        }
        started.push(case.id);
    }
    Ok(started)
}

/// A person who may be asked about.
pub(super) struct Based {
    person: PersonId,
    national_id: String,
    consent: Option<crate::ConsentId>,
    basis: GivenBasis,
}

/// Each person with what lets us ask; nobody is left out in silence.
async fn based(act: &mut Act, new: &NewExchange, law: &RuleSet) -> Result<Vec<Based>> {
    let (mut based, mut without, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for (line, person) in new.persons.iter().enumerate() {
        let person = *person;
        consents::lock_person(act.conn(), person).await?.ok_or(Error::NotFound)?;
        let national_id = super::store::national_id(act.conn(), person).await?;
        let (consent, basis) = match new.basis {
            WantedBasis::Statute => (None, Some(GivenBasis::Statute)),
            WantedBasis::Consent => {
                let (today, purpose) = (act.today(), new.purpose);
                let given = consents::in_force(act.conn(), person).await?;
                let holds =
                    given.into_iter().find(|one| one.purpose == purpose && one.holds_on(today));
                (holds.as_ref().map(|one| one.id), holds.map(|one| one.basis()))
            }
        };
        match (national_id, basis) {
            (Some(national_id), Some(basis)) => {
                based.push(Based { person, national_id, consent, basis });
            }
            (None, _) => unknown.push(line + 1),
            (_, None) => without.push(line + 1),
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
    let own = own_number(act)?;
    for one in &based {
        holds(&one.basis, new.purpose, (own, act.today()), law)?;
    }
    Ok(based)
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

async fn open(act: &mut Act, new: &NewExchange, one: &Based, law: &RuleSet) -> Result<Exchange> {
    let case = Exchange {
        id: ExchangeId::random(),
        person: one.person,
        purpose: new.purpose,
        consent: one.consent,
        case_ref: new.case_ref.trim().to_owned(),
        started_at: act.now(),
        cancelled_at: None,
        asked: Vec::new(),
        corrections: Vec::new(),
    };
    let by = act.person()?;
    cases::insert(act.conn(), &case, law, by).await?;
    Ok(case)
}

/// Asks one institution in a case.
async fn send(
    act: &mut Act,
    case: &Exchange,
    one: &Based,
    institution: InstitutionNumber,
    deadlines: &Deadlines,
    by_person: bool,
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
        asked_by: if by_person { Some(act.person()?) } else { None },
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
    again(act, id, institution, true).await
}

/// As [`ask_again`], by an officer or by itself.
pub(super) async fn again(
    act: &mut Act,
    id: ExchangeId,
    institution: InstitutionNumber,
    by_person: bool,
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
    let national_id = super::store::national_id(act.conn(), case.person).await?;
    let (Some(basis), Some(national_id)) = (basis, national_id) else {
        return Err(Error::refused("no-basis", said(key("exchange-refused-no-basis"))));
    };
    let law = node.rules_on(today)?.clone();
    holds(&basis, case.purpose, (own_number(act)?, today), &law)?;
    let one = Based { person: case.person, national_id, consent: case.consent, basis };
    let deadlines = Deadlines::read(act.conn()).await?;
    send(act, &case, &one, institution, &deadlines, by_person).await
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
