//! Another institution asks for a person's passed results: the rule `exchange-answer` says what is
//! answered, and it is written down who asked, why, and what left.

use super::document::{HandedOut, Whose, document};
use super::guard::{self, Found};
use super::refusal::Refusal;
use super::store::{answered, handed};
use super::{outcome_code, settings, signature};
use crate::degrees;
use ::store::Entry;
use edge::station::body;
use office::{Act, Error, PersonId, Result};
use protocol::exchange::{Ask, Shared};
use rules::exchange::{
    Basis, ExchangeAnswerFacts, ExchangeAnswerRule, HeldResult, Outcome, Purpose,
};
use rules::{Key, NationalId, Rule, RuleSet};
use serde_json::Value;
use uuid::Uuid;
use wire::receive::Reply;
use wire::{Envelope, InstitutionNumber, Party};

/// Answers.
pub(super) async fn asked(act: &mut Act, envelope: &Envelope) -> Result<(Reply, Entry)> {
    let question = body::<Ask>(envelope)?;
    let entry = Entry::new("exchange.answer", "message", envelope.id.uuid());
    let entry = entry.fact("institution", envelope.from.to_string());
    match answer(act, envelope, &question).await? {
        Ok(shared) => {
            let entry = entry.fact("outcome", outcome_code(shared.outcome));
            let entry = entry.fact("results", shared.results.len());
            Ok((Reply::Answer(object(&shared)?), entry))
        }
        Err(refusal) => {
            Ok((Reply::Refusal(refusal.problem()), entry.fact("refused", refusal.name())))
        }
    }
}

fn object(shared: &Shared) -> Result<serde_json::Map<String, Value>> {
    match serde_json::to_value(shared) {
        Ok(Value::Object(body)) => Ok(body),
        _ => Err(Error::Internal(anyhow::anyhow!("an answer that is no object"))),
    }
}

async fn answer(
    act: &mut Act,
    envelope: &Envelope,
    question: &Ask,
) -> Result<std::result::Result<Shared, Refusal>> {
    let Party::Institution(from) = envelope.from else { return Err(Error::NotFound) };
    let Some(case) = &envelope.about else { return Ok(Err(Refusal::CaseRequired)) };
    let Ok(national_id) = NationalId::parse(&question.national_id) else {
        return Ok(Err(Refusal::NationalId));
    };
    let node = act.node().clone();
    let Ok(law) = node.rules_on(act.today()) else { return Ok(Err(Refusal::NoRuleSet)) };
    let person = office::people::store::person_of(act.conn(), national_id.expose()).await?;
    let withdrawn = match guard::question(act, from, question, (person, law)).await? {
        Found::Taken(withdrawn) => withdrawn,
        Found::Refused(refusal) => return Ok(Err(refusal)),
    };
    let held = match person {
        Some(person) => held(act, from, person).await?,
        None => HandedOut::of(Vec::new(), Vec::new()),
    };
    let shares = settings::shares(act).await?;
    let basis = Basis {
        withdrawn: withdrawn.map(Into::into),
        ..question.basis.for_rule(question.purpose, from)
    };
    let asked = (from, question.purpose, basis);
    // Whoever only works or applies here is nobody to others: that she does is not theirs to know.
    let studies = match person {
        Some(person) => degrees::store::has_studied(act.conn(), person).await?,
        None => false,
    };
    let Some(outcome) = decide(act, asked, (shares, studies), &held, law) else {
        return Ok(Err(Refusal::NoRuleSet));
    };
    let shared = match (outcome, person) {
        (Outcome::Ok, Some(person)) => {
            hand_out(act, from, (person, national_id.expose()), &held).await?
        }
        (outcome, _) => Shared::nothing(outcome),
    };
    let new = answered::New {
        institution: from.to_string(),
        message: envelope.id.uuid(),
        case_ref: case.to_string(),
        person,
        purpose: question.purpose,
        basis: &question.basis,
        law,
        outcome: shared.outcome,
        results: &shared.results,
        answered_at: act.now(),
    };
    answered::insert(act.conn(), &new).await?;
    Ok(Ok(shared))
}

/// What the person has here that may leave: passed, announced and in force. A grade that is held is handed
/// out to nobody new: it would be a result that may be gone tomorrow, and to say that there is one would tell
/// of the suspicion (fvl. § 13). An institution that has it already gets it as it stood: until the case is
/// decided it counts, and were it left out, it would be taken for withdrawn.
async fn held(act: &mut Act, from: InstitutionNumber, person: PersonId) -> Result<HandedOut> {
    handed::lock(act.conn(), person).await?;
    let had = handed::had(act.conn(), from, person).await?;
    let results = degrees::counting_with_held(act.conn(), person, &had).await?;
    let degrees = degrees::of_person(act.conn(), person).await?;
    Ok(HandedOut::of(results, degrees))
}

/// What the rule says; `None` where it has no rules for the day.
fn decide(
    act: &Act,
    (from, purpose, basis): (InstitutionNumber, Purpose, Basis),
    (shares, person_known): (bool, bool),
    held: &HandedOut,
    law: &RuleSet,
) -> Option<Outcome> {
    let (results, degrees) = held.ids();
    let passed = |id: &Uuid| HeldResult { id: Key::new(id.to_string()), passed: true };
    let facts = ExchangeAnswerFacts {
        date: act.today().into(),
        shares,
        basis: Some(basis),
        purpose: Some(purpose),
        asked_by: Some(Key::new(from.to_string())),
        person_known,
        results: results.iter().chain(&degrees).map(passed).collect(),
    };
    ExchangeAnswerRule::check(&facts).ok()?;
    ExchangeAnswerRule::decide(&facts, law).outcome.ok().map(|answer| answer.outcome)
}

/// The signed document; who has what is remembered, so that changes reach exactly those.
async fn hand_out(
    act: &mut Act,
    from: InstitutionNumber,
    (person, national_id): (PersonId, &str),
    held: &HandedOut,
) -> Result<Shared> {
    let node = act.node().clone();
    let (given_names, family_name, born) =
        super::store::person(act.conn(), person).await?.ok_or(Error::NotFound)?;
    let national_id = national_id.to_owned();
    let whose = Whose { national_id, given_names, family_name, born };
    let web = super::store::web(act.conn()).await?;
    let xml = document(&node, &whose, held, (&web, act.now()))?;
    let signed = signature::sign(&node, &xml).await?;
    let (results, degrees) = held.ids();
    let now = act.now();
    handed::hand(act.conn(), from, (&results, &degrees), now).await?;
    Ok(Shared::ok(&signed, results.into_iter().chain(degrees).collect()))
}
