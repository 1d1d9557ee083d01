//! The source protects what it has: the rule `exchange-question` says of every question whether it is
//! taken at all, by what the source itself can see. Why it is not is an alarm for those who look after
//! the exchange.

use super::refusal::Refusal;
use super::settings;
use super::store::{alarms, answered};
use jiff::civil::Date;
use office::{Act, PersonId, Result};
use protocol::exchange::{Ask, GivenBasis};
use rules::exchange::{ExchangeQuestionFacts, ExchangeQuestionRule};
use rules::{Key, Rule, RuleSet};
use wire::InstitutionNumber;

/// What the source finds of a question.
pub(super) enum Found {
    /// It is taken; of a consent, since when the asker has said that it is withdrawn, if it has.
    Taken(Option<Date>),
    /// It is not.
    Refused(Refusal),
}

/// Counts a question and decides whether it is taken. Questions of one institution wait for each other
/// here, so that none goes beyond the quota.
///
/// # Errors
/// The database is away.
pub(super) async fn question(
    act: &mut Act,
    from: InstitutionNumber,
    question: &Ask,
    (person, law): (Option<PersonId>, &RuleSet),
) -> Result<Found> {
    let today = act.today();
    let count = answered::count(act.conn(), from, today).await?;
    let quota = settings::quota(act.conn(), from).await?;
    let known = match &question.basis {
        GivenBasis::Consent { reference: Some(reference), .. } => {
            answered::known(act.conn(), (from, *reference), &question.basis, person).await?
        }
        _ => None,
    };
    let facts = ExchangeQuestionFacts {
        date: today.into(),
        asked_by: Key::new(from.to_string()),
        purpose: question.purpose,
        basis: question.basis.for_rule(question.purpose, from),
        asked_today: count.saturating_sub(1),
        quota,
        known: known.as_ref().map(|known| known.consent),
    };
    let refused = match ExchangeQuestionRule::decide(&facts, law).outcome {
        Ok(_) => return Ok(Found::Taken(known.and_then(|known| known.withdrawn))),
        Err(refused) => refused,
    };
    // A rule set without the exchange knows no other name.
    let Some(refusal) = Refusal::of_name(&refused.code) else {
        return Ok(Found::Refused(Refusal::NoRuleSet));
    };
    let now = act.now();
    alarms::raise(act.conn(), (from, refusal.name()), today, now).await?;
    Ok(Found::Refused(refusal))
}
