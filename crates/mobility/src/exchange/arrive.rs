//! An institution has answered, or has said that what it handed out has changed.
//!
//! What comes is hostile until it is verified: by the key that the directory lists for the institution
//! that was asked, under the one form of signature that counts, about the person who was asked about,
//! and with exactly the results that the answer names. Everything else is refused by name, and nothing
//! of it is kept.

use super::document::LOCAL;
use super::refusal::Refusal;
use super::store::{cases, questions};
use super::{State, ask, case, institutions, receipt, signature};
use crate::ExchangeId;
use crate::external_studies::{self, Received, Source};
use ::store::Entry;
use edge::station::{Returned, body};
use elmo::Read;
use office::{Act, Error, Result};
use protocol::exchange::{Asked as Said, Code, Corrected, Shared};
use rules::Language;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use wire::{Answer, Envelope, InstitutionNumber, Party, Problem};

/// How often one institution is asked by itself in a case in a day; an officer may ask after that.
const BY_ITSELF_MAX: usize = 12;
/// Before each name of a no of the exchange.
const URN: &str = "urn:kandidat:exchange:";

/// The answer to a question, or its refusal. One that nobody waits for any more is not taken.
pub(super) async fn returned(act: &mut Act, returned: &Returned<'_>) -> Result<Entry> {
    let envelope = returned.outgoing().envelope();
    let entry = |what| Entry::new(what, "message", envelope.id.uuid());
    let Party::Institution(from) = envelope.to else { return Err(Error::NotFound) };
    let Some(of) = questions::lock_waiting(act.conn(), envelope.id.uuid()).await? else {
        act.erase_sent(envelope.id).await?;
        return Ok(entry("exchange.not_taken"));
    };
    let question = Question { id: envelope.id.uuid(), from, of };
    let (state, document) = match said(returned) {
        Err(reason) => (State::Failed(reason), None),
        Ok(Said::Nothing(outcome)) => (State::Answered(outcome, 0), None),
        Ok(Said::Ok(signed, ids)) => take(act, &question, (signed, &ids)).await?,
    };
    let now = act.now();
    questions::end(act.conn(), question.id, &state, document, now).await?;
    // Question and answer name the person; what was taken stands in its own table.
    act.erase_sent(envelope.id).await?;
    receipt::when_settled(act, question.of.case, question.id).await?;
    let entry = entry("exchange.answered").fact("institution", from.to_string());
    Ok(match state {
        State::Answered(outcome, results) => {
            entry.fact("outcome", super::outcome_code(outcome)).fact("results", results)
        }
        State::Failed(reason) => entry.fact("failed", reason),
        State::Waiting | State::Cancelled => entry,
    })
}

/// The question that an answer came to.
struct Question {
    id: Uuid,
    from: InstitutionNumber,
    of: questions::Waiting,
}

/// What the answer says, in its form; else the name of what is wrong.
fn said(returned: &Returned<'_>) -> std::result::Result<Said, String> {
    let answer = match returned {
        Returned::Answered(_, answer) => answer,
        Returned::Refused(_, problem) => return Err(refused(problem)),
    };
    let read = Answer::read(&answer.body).map(|answer| serde_json::Value::Object(answer.body));
    let shared = read.and_then(|body| Shared::deserialize(body).ok());
    let shared = shared.ok_or_else(|| "other-form".to_owned())?;
    shared.read().map_err(|fault| fault.name().to_owned())
}

/// A no by its name. Another word than those there are would be the sender's own, in our record and on our
/// pages.
pub(super) fn refused(problem: &Problem) -> String {
    let own = problem.kind.strip_prefix(URN).and_then(Refusal::of_name).map(Refusal::name);
    let name = own.or_else(|| problem.fault().map(wire::Fault::name)).unwrap_or("other");
    format!("refused-{name}")
}

/// Verifies a document and hands it on; what is refused leaves nothing.
async fn take(
    act: &mut Act,
    question: &Question,
    (signed, ids): (Vec<u8>, &[Uuid]),
) -> Result<(State, Option<Uuid>)> {
    let failed = |name: &str| Ok((State::Failed(name.to_owned()), None));
    let (node, today, of) = (act.node().clone(), act.today(), &question.of);
    let basis = case::basis(act.conn(), of.consent, today).await?;
    let Some(basis) = basis else { return failed("no-basis") };
    let (read, key) = match signature::verified(&node, question.from, &signed).await? {
        Ok(verified) => verified,
        Err(refused) => return failed(refused),
    };
    let national_id = office::people::store::national_id(act.conn(), of.person).await?;
    if let Some(refused) = foreign(&read, national_id.as_deref(), question.from, ids) {
        return failed(refused);
    }
    let Party::Institution(own) = institutions::own(&node) else {
        return Err(Error::NotFound);
    };
    let received = Received {
        person: of.person,
        issuer: question.from.to_string(),
        institution: named(&node, question.from).await?,
        source: Source::Exchange {
            question: question.id,
            key: key.to_string(),
            purpose: of.purpose,
            basis: basis.for_rule(of.purpose, own),
        },
        signed,
    };
    let document = match external_studies::receive(act, received, read).await {
        Ok(document) => document,
        Err(Error::Refused(refused)) => return failed(&refused.code),
        Err(error) => return Err(error),
    };
    questions::hold(act.conn(), question.id, ids).await?;
    let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
    Ok((State::Answered(rules::exchange::Outcome::Ok, count), Some(document.0)))
}

/// What the directory calls an institution: how it calls itself in a document is not proved by its key.
async fn named(
    node: &office::Node,
    institution: InstitutionNumber,
) -> Result<external_studies::Words> {
    let names = institutions::names(node).await?;
    let name = receipt::named(&names, institution);
    let form = |language| Some(name.get(language).to_owned());
    Ok(external_studies::Words {
        nb: form(Language::Nb),
        nn: form(Language::Nn),
        en: form(Language::En),
        other: None,
    })
}

/// Why a document that is verified is not the answer to the question: it is about somebody else, of
/// another institution, or has other results than it says.
pub(super) fn foreign(
    read: &Read,
    national_id: Option<&str>,
    from: InstitutionNumber,
    ids: &[Uuid],
) -> Option<&'static str> {
    let learner = read.document.learner.national_id();
    if national_id.is_none() || learner.as_ref().map(|id| id.expose()) != national_id {
        return Some("another-person");
    }
    let from = from.to_string();
    let mut found = BTreeSet::new();
    for report in &read.document.reports {
        let local = |id: &&elmo::Identifier| id.kind == LOCAL;
        let issuer = report.issuer.identifiers.iter().find(local);
        if issuer.is_none_or(|issuer| issuer.value != from) {
            return Some("another-issuer");
        }
        let Ok(results) = report.achievements() else { return Some("same-id-other-content") };
        for result in results {
            let id = result.opportunity.achieved.identifiers.iter().find(local);
            let id = id.and_then(|id| id.value.parse::<Uuid>().ok());
            found.insert(id);
        }
    }
    let wanted: BTreeSet<_> = ids.iter().copied().map(Some).collect();
    (found != wanted).then_some("other-results")
}

/// The code of a message as what stands here is flagged by.
const fn correction(code: Code) -> external_studies::Correction {
    use external_studies::Correction;
    match code {
        Code::Tittel => Correction::Title,
        Code::Klage => Correction::Appeal,
        Code::Feilreg => Correction::Rectified,
        Code::Nyinfo => Correction::NewInformation,
        Code::Gjentak => Correction::Repeated,
        Code::Withdrawn => Correction::Annulled,
    }
}

/// A source says that results it handed out have changed: what stands here is flagged, and where the
/// basis still holds it is asked again by itself. Results that nobody here has are passed over, and so is
/// what was said before and has not been fetched since.
pub(super) async fn corrected(act: &mut Act, envelope: &Envelope) -> Result<Entry> {
    let Corrected { results } = body(envelope)?;
    let Party::Institution(from) = envelope.from else { return Err(Error::NotFound) };
    let flags: Vec<_> =
        results.iter().map(|one| (one.id.to_string(), correction(one.code))).collect();
    external_studies::corrected(act, &from.to_string(), &flags).await?;
    let mut concerned: BTreeMap<ExchangeId, Vec<(Uuid, Code)>> = BTreeMap::new();
    for one in &results {
        for case in questions::holders(act.conn(), from, one.id).await? {
            concerned.entry(case).or_default().push((one.id, one.code));
        }
    }
    let now = act.now();
    let mut again = 0;
    for (case, changed) in &concerned {
        cases::lock(act.conn(), *case).await?;
        let mut is_news = false;
        for one in changed {
            is_news |= cases::insert_correction(act.conn(), *case, from, *one, now).await?;
        }
        if is_news {
            again += usize::from(asked_again(act, *case, from).await?);
        }
    }
    let entry = Entry::new("exchange.corrected", "message", envelope.id.uuid());
    Ok(entry
        .fact("institution", from.to_string())
        .fact("results", results.len())
        .fact("cases", concerned.len())
        .fact("asked_again", again))
}

/// Asks again where that may be; a case that is cancelled, or whose consent is withdrawn, is flagged
/// and no more, and so is one in which the source has corrected too often today. Where an answer is on its
/// way already, that brings the receipt.
async fn asked_again(act: &mut Act, case: ExchangeId, from: InstitutionNumber) -> Result<bool> {
    let (today, of) = (act.today(), case::load(act.conn(), case).await?);
    let is_today = |one: &&super::Asked| {
        one.institution == from && one.asked_at.to_zoned(::store::oslo()).date() == today
    };
    let answered = match of.asked.iter().filter(is_today).count() < BY_ITSELF_MAX {
        true => ask::again(act, case, from, None).await,
        false => Err(Error::NotFound),
    };
    match answered {
        Ok(()) => Ok(true),
        Err(Error::Refused(refused)) if refused.code == "waits" => Ok(false),
        Err(Error::Refused(_) | Error::NotFound) => {
            receipt::changed_again(act, case).await?;
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
