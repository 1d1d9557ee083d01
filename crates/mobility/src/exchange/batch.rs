//! A round: whoever applies for studies that start on a day is asked about, by a job that takes a few at a
//! time. What is stopped goes on where it was; nobody is asked about twice, and nobody is left out in
//! silence.

use super::ask::{self, Asking, Missing, WantedBasis};
use super::settings::Deadlines;
use super::store::batches;
use super::{handler, institutions, said};
use crate::{BatchId, ExchangeId};
use ::store::Entry;
use ::store::job::Job;
use jiff::Timestamp;
use jiff::civil::Date;
use office::admission::Via;
use office::{Act, Error, Node, PersonId, Result};
use rules::RuleSet;
use rules::exchange::Purpose;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use ui::key;
use wire::InstitutionNumber;

/// The job that asks about those of a round who are next: `{ "batch": … }`.
pub const BATCH_JOB: &str = "exchange.batch";
/// The job that asks again where no answer could be taken.
pub const BATCH_AGAIN_JOB: &str = "exchange.batch_again";
/// As many persons are asked about in one act, at every institution.
const AT_ONCE: i64 = 20;
/// As many questions are asked again in one act.
const AGAIN_AT_ONCE: i64 = 200;
/// Applicants are asked about for their admission.
const PURPOSE: Purpose = Purpose::Admission;

/// A round that can be started.
#[derive(Clone, Debug)]
pub struct Round {
    /// When the studies start.
    pub starts_on: Date,
    /// How many apply.
    pub applicants: i64,
    /// How many of them have said that results may be fetched.
    pub consented: i64,
}

/// A round that was started.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Which.
    pub id: BatchId,
    /// When the studies start.
    pub starts_on: Date,
    /// Only those who applied in this way; all where left out.
    pub via: Option<Via>,
    /// What is asked on.
    pub basis: WantedBasis,
    /// The officer's own reference; may be empty.
    pub case_ref: String,
    /// When it began.
    pub started_at: Timestamp,
    /// Who began it.
    pub started_by: PersonId,
    /// When it was cancelled, if it was.
    pub cancelled_at: Option<Timestamp>,
}

/// What is to be begun.
pub struct NewBatch {
    /// When the studies start.
    pub starts_on: Date,
    /// Only those who applied in this way.
    pub via: Option<Via>,
    /// What is asked on.
    pub basis: WantedBasis,
    /// The officer's own reference; may be empty.
    pub case_ref: String,
}

/// Why somebody of a round is not asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// No national id is known here.
    NoNationalId,
    /// She has not consented.
    NoConsent,
    /// The rules of the day let nobody ask on this.
    NoBasis,
}

impl LeftOut {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NoNationalId, Self::NoConsent, Self::NoBasis];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoNationalId => "no-national-id",
            Self::NoConsent => "no-consent",
            Self::NoBasis => "no-basis",
        }
    }

    /// Reads a word written by [`LeftOut::code`].
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoNationalId => key("exchange-left-out-no-national-id"),
            Self::NoConsent => key("exchange-left-out-no-consent"),
            Self::NoBasis => key("exchange-left-out-no-basis"),
        }
    }
}

/// How far a round is.
pub struct Progress {
    /// How many wait for their turn.
    pub waiting: i64,
    /// How many are asked about.
    pub asked: i64,
    /// How many are left out, and why.
    pub left_out: Vec<(LeftOut, i64)>,
    /// By institution, how many newest questions stand where: `waiting`, `late`, `failed`, `cancelled`, or
    /// the answer.
    pub institutions: BTreeMap<InstitutionNumber, BTreeMap<String, i64>>,
}

impl Progress {
    /// How many questions stand there at all institutions.
    pub fn count(&self, word: &str) -> i64 {
        self.institutions.values().filter_map(|states| states.get(word)).sum()
    }

    /// Whether anything is still to come.
    pub fn goes_on(&self, batch: &Batch) -> bool {
        let asks = self.waiting > 0 && batch.cancelled_at.is_none();
        asks || self.count("waiting") + self.count("late") > 0
    }
}

/// Begins a round. The persons are those who apply now; a job asks about them.
///
/// # Errors
/// Not found for others than those who look after the exchange; refused `no-institutions` without a
/// directory; invalid at `starts_on` where nobody applies for studies that start then.
pub async fn start_batch(act: &mut Act, new: NewBatch) -> Result<BatchId> {
    handler(act)?;
    if institutions::others(act.node()).await?.is_empty() {
        let text = said(key("exchange-refused-no-institutions"));
        return Err(Error::refused("no-institutions", text));
    }
    let persons = batches::applicants(act.conn(), new.starts_on, new.via).await?;
    if persons.is_empty() {
        return Err(Error::field("starts_on", said(key("exchange-error-round"))));
    }
    let NewBatch { starts_on, via, basis, case_ref } = new;
    let batch = Batch {
        id: BatchId::new(),
        starts_on,
        via,
        basis,
        case_ref: case_ref.trim().to_owned(),
        started_at: act.now(),
        started_by: act.person()?,
        cancelled_at: None,
    };
    batches::insert(act.conn(), &batch, &persons).await?;
    act.enqueue(BATCH_JOB, json!({ "batch": batch.id }), batch.started_at).await?;
    Ok(batch.id)
}

/// Cancels a round: nobody more is asked about, and what is still out is not taken when it comes.
///
/// # Errors
/// Not found for others; refused `cancelled` the second time.
pub async fn cancel_batch(act: &mut Act, id: BatchId) -> Result<()> {
    handler(act)?;
    open(act, id).await?;
    let now = act.now();
    batches::cancel(act.conn(), id, now).await?;
    Ok(())
}

/// Asks again wherever what came could not be taken, or nothing will come; a job does it.
///
/// # Errors
/// Not found for others; refused `cancelled`.
pub async fn ask_batch_again(act: &mut Act, id: BatchId) -> Result<()> {
    handler(act)?;
    open(act, id).await?;
    let now = act.now();
    let job = Again { batch: id, before: now, after: None };
    act.enqueue(BATCH_AGAIN_JOB, payload(&job)?, now).await
}

/// A round that is not cancelled, held until the act ends.
async fn open(act: &mut Act, id: BatchId) -> Result<Batch> {
    let batch = batches::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if batch.cancelled_at.is_some() {
        let text = said(key("exchange-refused-cancelled"));
        return Err(Error::refused("cancelled", text));
    }
    Ok(batch)
}

#[derive(Deserialize)]
struct Of {
    batch: BatchId,
}

/// Runs [`BATCH_JOB`]: asks about those who are next, and leaves the others to the next job. One that was
/// stopped has had no effect and runs again.
///
/// # Errors
/// The database is away, or there is no directory.
pub async fn batch_job(node: &Node, job: &Job) -> Result<()> {
    let Of { batch: id } = read(job)?;
    let mut act = Act::of_stored_job(node, job).await?;
    let entry = Entry::new("exchange.batch_ask", "exchange_batch", id.0);
    let batch = batches::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let next = match batch.cancelled_at {
        Some(_) => Vec::new(),
        None => batches::next(act.conn(), id, AT_ONCE).await?,
    };
    if next.is_empty() {
        return act.commit(entry.fact("persons", 0)).await;
    }
    let law = node.rules_on(act.today())?.clone();
    let others = institutions::others(node).await?;
    if others.is_empty() {
        return Err(Error::Internal(anyhow::anyhow!("there is no directory")));
    }
    let (deadlines, count) = (Deadlines::read(act.conn()).await?, next.len());
    let asking = Asking {
        purpose: PURPOSE,
        case_ref: &batch.case_ref,
        others: &others,
        by: batch.started_by,
    };
    for (position, person) in next {
        let outcome = about(&mut act, person, (&batch, &asking), (&law, &deadlines)).await?;
        batches::set(act.conn(), (id, position), outcome).await?;
    }
    let now = act.now();
    act.enqueue(BATCH_JOB, json!({ "batch": id }), now).await?;
    act.commit(entry.fact("persons", count)).await
}

/// Asks about one person, or says why not.
async fn about(
    act: &mut Act,
    person: PersonId,
    (batch, asking): (&Batch, &Asking<'_>),
    (law, deadlines): (&RuleSet, &Deadlines),
) -> Result<std::result::Result<ExchangeId, LeftOut>> {
    let one = match ask::person_based(act, person, PURPOSE, batch.basis).await? {
        Ok(one) => one,
        Err(Missing::NationalId) => return Ok(Err(LeftOut::NoNationalId)),
        Err(Missing::Consent) => return Ok(Err(LeftOut::NoConsent)),
    };
    match ask::allowed(act, &one.basis, PURPOSE, law) {
        Ok(()) => Ok(Ok(ask::about(act, asking, &one, (law, deadlines)).await?)),
        Err(Error::Refused(_)) => Ok(Err(LeftOut::NoBasis)),
        Err(error) => Err(error),
    }
}

/// What failed by then is asked again, in order; these come after.
#[derive(Serialize, Deserialize)]
struct Again {
    batch: BatchId,
    before: Timestamp,
    after: Option<(ExchangeId, InstitutionNumber)>,
}

/// Runs [`BATCH_AGAIN_JOB`]. A case in which nothing may be asked any more is passed over.
///
/// # Errors
/// The database is away, or there is no directory.
pub async fn batch_again_job(node: &Node, job: &Job) -> Result<()> {
    let of: Again = read(job)?;
    let mut act = Act::of_stored_job(node, job).await?;
    let entry = Entry::new("exchange.batch_again", "exchange_batch", of.batch.0);
    let batch = batches::lock(act.conn(), of.batch).await?.ok_or(Error::NotFound)?;
    let failed = match batch.cancelled_at {
        Some(_) => Vec::new(),
        None => {
            let which = (of.before, of.after);
            batches::failed(act.conn(), of.batch, which, AGAIN_AT_ONCE).await?
        }
    };
    let mut count = 0;
    for (case, institution) in &failed {
        match ask::again(&mut act, *case, *institution, Some(batch.started_by)).await {
            Ok(()) => count += 1,
            Err(Error::Refused(_) | Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    if let Some(last) = failed.last() {
        let next = Again { after: Some(*last), ..of };
        let now = act.now();
        act.enqueue(BATCH_AGAIN_JOB, payload(&next)?, now).await?;
    }
    act.commit(entry.fact("questions", count)).await
}

fn read<T: serde::de::DeserializeOwned>(job: &Job) -> Result<T> {
    serde_json::from_value(job.payload.clone()).map_err(|error| Error::Internal(error.into()))
}

fn payload(of: &Again) -> Result<serde_json::Value> {
    serde_json::to_value(of).map_err(|error| Error::Internal(error.into()))
}

/// A round with how far it is.
///
/// # Errors
/// Not found without such a round.
pub(super) async fn load(
    conn: &mut sqlx::PgConnection,
    id: BatchId,
    now: Timestamp,
) -> Result<(Batch, Progress)> {
    let batch = batches::one(conn, id).await?.ok_or(Error::NotFound)?;
    let (waiting, asked, left_out) = batches::persons(conn, id).await?;
    let institutions = batches::states(conn, id, now).await?;
    Ok((batch, Progress { waiting, asked, left_out, institutions }))
}
