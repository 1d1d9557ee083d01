//! The receipt: what was asked about a person, on what, who answered what, and what has changed since.
//! It stands on the person's own page, and goes out as a letter when nobody is waited for any more.

use super::case::{self, Exchange, State};
use super::store::{cases, questions, receipts};
use super::{everywhere, institutions, said};
use crate::ExchangeId;
use ::store::Entry;
use ::store::job::Job;
use letters::exchange_receipt::{
    Basis, Changed, Correction, ExchangeReceipt, Line, Outcome as Told, Purpose as For,
};
use office::letters_out::{self, Channel, NewLetter};
use office::{Act, Error, Node, Result};
use protocol::exchange::Code;
use rules::Text;
use rules::exchange::{Channel as Given, Outcome, Purpose};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ui::key;
use uuid::Uuid;
use wire::InstitutionNumber;

/// The job that sends a case's receipt once no answer is waited for any more.
pub(super) const SETTLED_JOB: &str = "exchange.settled";

#[derive(Serialize, Deserialize)]
struct Of {
    case: ExchangeId,
}

/// Leaves the receipt to [`settled_job`], unless another answer is still to come, which will. Answers are
/// taken beside each other: whoever takes one does not see the others that are being taken.
pub(super) async fn when_settled(act: &mut Act, case: ExchangeId, question: Uuid) -> Result<()> {
    if questions::others_on_their_way(act.conn(), case, question).await? {
        return Ok(());
    }
    let (payload, now) = (serde_json::to_value(Of { case }), act.now());
    let payload = payload.map_err(|error| Error::Internal(error.into()))?;
    act.enqueue(SETTLED_JOB, payload, now).await
}

/// Runs [`SETTLED_JOB`]: sends the receipt where no answer is waited for any more, and once for the same
/// answers. It waits for those that are being taken, which hold the case.
///
/// # Errors
/// The database is away.
pub(super) async fn settled_job(node: &Node, job: &Job) -> Result<()> {
    let of: Of = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    cases::lock(act.conn(), of.case).await?.ok_or(Error::NotFound)?;
    let case = case::load(act.conn(), of.case).await?;
    let news = !case.waits() && receipts::told(act.conn(), &case).await?;
    if news {
        once_a_day(&mut act, &case).await?;
    }
    act.commit(Entry::new("exchange.settled", "exchange", of.case.0).fact("told", news)).await
}

/// Sends the receipt of a case in which a source has said that something changed.
pub(super) async fn changed_again(act: &mut Act, id: ExchangeId) -> Result<()> {
    let case = case::load(act.conn(), id).await?;
    once_a_day(act, &case).await
}

/// Sends the receipt, or the next day where one of the case was sent today: how often a source says
/// something does not decide how many letters a person gets.
async fn once_a_day(act: &mut Act, case: &Exchange) -> Result<()> {
    let today = act.today();
    let last = receipts::last(act.conn(), case.id).await?;
    if last.is_none_or(|at| at.to_zoned(::store::oslo()).date() < today) {
        return send(act, case).await;
    }
    let tomorrow = today.tomorrow().map_err(|error| Error::Internal(error.into()))?;
    receipts::postpone(act.conn(), case.id, tomorrow).await?;
    Ok(())
}

/// Sends the receipts that were left for today.
///
/// # Errors
/// The database is away.
pub(super) async fn send_due(node: &Node) -> Result<()> {
    let mut conn = node.store().pool.acquire().await?;
    let due = receipts::due(&mut conn, node.today()).await?;
    drop(conn);
    if due.is_empty() {
        return Ok(());
    }
    let mut act = Act::of_job(node, "exchange.receipts").await?;
    let today = act.today();
    for id in &due {
        cases::lock(act.conn(), *id).await?.ok_or(Error::NotFound)?;
    }
    let still = receipts::due(act.conn(), today).await?;
    for id in due.iter().filter(|id| still.contains(id)) {
        let case = case::load(act.conn(), *id).await?;
        send(&mut act, &case).await?;
    }
    let entry = Entry::new("exchange.receipts", "exchange", Uuid::nil());
    act.commit(entry.fact("cases", due.len())).await
}

/// Sends the person the receipt of a case as it stands now.
///
/// # Errors
/// Not found without such a case.
pub async fn send_receipt(act: &mut Act, id: ExchangeId) -> Result<()> {
    cases::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let case = case::load(act.conn(), id).await?;
    send(act, &case).await
}

async fn send(act: &mut Act, case: &Exchange) -> Result<()> {
    let (node, today) = (act.node().clone(), act.today());
    let unit = office::catalogue::unit_at(act.conn(), &everywhere(&node)).await?;
    let unit = unit.ok_or(Error::NotFound)?;
    let person = office::people::store::person(act.conn(), case.person).await?;
    let person = person.ok_or(Error::NotFound)?;
    let mut head = letters_out::head(act.conn(), &node, unit, &case.case_ref, today).await?;
    head.addressee = Some(letters_out::addressee(&person));
    let names = institutions::names(&node).await?;
    let consent = case.consent(act.conn()).await?;
    let letter = ExchangeReceipt {
        head,
        purpose: match case.purpose {
            Purpose::Admission => For::Admission,
            Purpose::Recognition => For::Recognition,
        },
        basis: match consent {
            None => Basis::Statute { law: statute(act, case)? },
            Some(consent) => Basis::Consent {
                given_on: consent.given_on,
                channel: channel(consent.channel),
                withdrawn: consent.withdrawn_at.is_some(),
            },
        },
        asked_on: case.started_at.to_zoned(::store::oslo()).date(),
        lines: case.newest().into_iter().map(|one| line(one, &names)).collect(),
        changed: changed(case, &names),
    };
    let new = NewLetter {
        letter: &letter,
        language: person.language,
        person: Some(person.id),
        unit,
        subject: ("exchange", case.id.0),
        channel: Channel::Email,
        copies: &[],
    };
    letters_out::send(act, new).await?;
    receipts::done(act.conn(), case.id).await?;
    Ok(())
}

/// The paragraph that lets the institution ask.
fn statute(act: &Act, case: &Exchange) -> Result<String> {
    let day = case.started_at.to_zoned(::store::oslo()).date();
    let law = act.node().rules_on(day)?;
    let section = law.sections.exchange.as_ref();
    let statute = section.and_then(|section| section.statute.as_ref());
    Ok(statute.map_or_else(String::new, |statute| statute.law.clone()))
}

fn channel(channel: Given) -> Text {
    said(match channel {
        Given::NationalAdmission => key("exchange-channel-national-admission"),
        Given::LocalAdmission => key("exchange-channel-local-admission"),
        Given::StudentPages => key("exchange-channel-student-pages"),
    })
}

type Names = BTreeMap<InstitutionNumber, Text>;

/// What an institution is called, else its number.
pub(super) fn named(names: &Names, number: InstitutionNumber) -> Text {
    let number_alone = || Text::new(number.to_string(), number.to_string(), number.to_string());
    names.get(&number).cloned().unwrap_or_else(number_alone)
}

fn line(one: &super::Asked, names: &Names) -> Line {
    let outcome = match &one.state {
        State::Waiting => Told::Waiting,
        State::Cancelled => Told::Cancelled,
        State::Failed(_) => Told::Failed,
        State::Answered(outcome, results) => match outcome {
            Outcome::Ok => Told::Results { count: results.cast_unsigned() },
            Outcome::NotSharing => Told::NotSharing,
            Outcome::NoBasis => Told::NoBasis,
            Outcome::NoPerson => Told::NoPerson,
            Outcome::NoResults => Told::NoResults,
        },
    };
    Line { institution: named(names, one.institution), outcome }
}

fn changed(case: &Exchange, names: &Names) -> Vec<Changed> {
    let one =
        |(institution, _, code, at): &(InstitutionNumber, _, Code, jiff::Timestamp)| Changed {
            institution: named(names, *institution),
            on: at.to_zoned(::store::oslo()).date(),
            why: match code {
                Code::Tittel => Correction::Title,
                Code::Klage => Correction::Appeal,
                Code::Feilreg => Correction::Rectified,
                Code::Nyinfo => Correction::NewInformation,
                Code::Gjentak => Correction::Repeated,
                Code::Withdrawn => Correction::Withdrawn,
            },
        };
    case.corrections.iter().map(one).collect()
}
