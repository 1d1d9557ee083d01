//! A version of a row comes in. The order of arrival is not promised: whatever has come before, the
//! highest version counts from then on.

use super::alarm::{self, Alarm};
use super::check::{self, Fault};
use super::end::{self, Ending};
use super::row::{Elements, Outcome, Source, Version};
use super::{epoch, refusal, store, tell};
use crate::Act;
use ::store::Entry;
use edge::station::body;
use edge::{Error, Result};
use protocol::exclusion::{Deleted, Registered};
use rules::NationalId;
use rules::exclusion::Purpose;
use uuid::Uuid;
use wire::{Envelope, InstitutionNumber, Party};

/// As many rows of one institution stand about one person at most: all that is answered about somebody
/// stays small, and no decision has more than a handful.
pub const ROWS_MAX: u32 = 20;
/// When more rows of one institution than this begin to stand in a day, it is an alarm. They are taken
/// all the same.
pub const NEW_ROWS_A_DAY: u32 = 50;
/// More than this in a day are not taken: whether a row's person was on the list before shows in how the
/// list changes, and nobody learns more by registering than by asking for tokens.
pub const NEW_ROWS_A_DAY_MAX: u32 = 1000;

/// What became of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It counts, as the highest so far.
    Counts,
    /// It changes nothing: a higher one had come, or it had come before.
    Nothing,
    /// It cannot be taken; somebody was alarmed. The code says why.
    Not(&'static str),
}

impl From<Outcome> for Taken {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Counts => Self::Counts,
            Outcome::Older | Outcome::Again => Self::Nothing,
            Outcome::Not(fault) => Self::Not(fault.code()),
        }
    }
}

/// Takes a version that an institution registers in this message.
///
/// # Errors
/// The database is away.
pub async fn register(
    act: &mut Act,
    (institution, message): (InstitutionNumber, Uuid),
    body: &Registered,
) -> Result<Taken> {
    let (source, checked) =
        (Source { institution, message }, checked(act, institution, body).await?);
    Ok(take(act, source, (body.row.id, body.row.version), checked).await?.into())
}

async fn checked(
    act: &mut Act,
    institution: InstitutionNumber,
    body: &Registered,
) -> Result<std::result::Result<Version, Fault>> {
    if refusal::shares(act, institution).await?.is_err() {
        return Ok(Err(Fault::NotSharing));
    }
    Ok(check::registered(institution, body, check::law(act.today())?))
}

/// Takes a deletion: also of an institution that shares exclusions no more.
///
/// # Errors
/// As [`register`].
pub async fn delete(
    act: &mut Act,
    (institution, message): (InstitutionNumber, Uuid),
    body: &Deleted,
) -> Result<Taken> {
    let (source, checked) = (Source { institution, message }, check::deleted(body));
    Ok(take(act, source, (body.id, body.version), checked).await?.into())
}

pub(super) async fn registered(act: &mut Act, envelope: &Envelope) -> Result<Entry> {
    let (from, said) = (sender(envelope)?, body::<Registered>(envelope)?);
    let taken = register(act, (from, envelope.id.uuid()), &said).await?;
    tell::taken(act, from, ((said.row.id, said.row.version), false), taken).await?;
    // What the message says stands in the row, and nowhere else.
    act.erase_received(envelope.from, envelope.id).await?;
    Ok(noted("exclusion.register", (said.row.id, said.row.version), from, taken))
}

pub(super) async fn deleted(act: &mut Act, envelope: &Envelope) -> Result<Entry> {
    let (from, said) = (sender(envelope)?, body::<Deleted>(envelope)?);
    let taken = delete(act, (from, envelope.id.uuid()), &said).await?;
    tell::taken(act, from, ((said.id, said.version), true), taken).await?;
    act.erase_received(envelope.from, envelope.id).await?;
    Ok(noted("exclusion.delete", (said.id, said.version), from, taken))
}

/// The institution that writes: the table of messages takes these kinds from no other party.
pub(super) fn sender(envelope: &Envelope) -> Result<InstitutionNumber> {
    match envelope.from {
        Party::Institution(number) => Ok(number),
        Party::Register => Err(Error::Internal(anyhow::anyhow!("{} from us", envelope.kind))),
    }
}

fn noted(
    action: &'static str,
    (id, version): (Uuid, u32),
    from: InstitutionNumber,
    taken: Taken,
) -> Entry {
    let outcome = match taken {
        Taken::Counts => "counts",
        Taken::Nothing => "nothing",
        Taken::Not(why) => why,
    };
    let entry = Entry::new(action, "exclusion", id).fact("version", version);
    entry.fact("institution", from.to_string()).fact("outcome", outcome)
}

async fn take(
    act: &mut Act,
    source: Source,
    (row, version): (Uuid, u32),
    checked: std::result::Result<Version, Fault>,
) -> Result<Outcome> {
    let outcome = match checked {
        Ok(new) => apply(act, source, &new).await?,
        Err(fault) => Outcome::Not(fault),
    };
    if let Outcome::Not(fault) = outcome {
        let alarm = Alarm::of_message(fault.code(), source, (row, version), act.today());
        alarm::raise(act, &alarm).await?;
    }
    Ok(outcome)
}

async fn apply(act: &mut Act, source: Source, new: &Version) -> Result<Outcome> {
    let now = act.now();
    // Before the row is locked, or opened: one after the other counts what stands.
    if let Some((person, _)) = &new.says {
        store::row::one_at_a_time(act.conn(), source.institution).await?;
        if let Some(fault) = is_too_much(act, source.institution, (new.id, person)).await? {
            return Ok(Outcome::Not(fault));
        }
    }
    let row = store::row::lock(act.conn(), (new.id, source.institution), now).await?;
    if row.institution != source.institution {
        return Ok(Outcome::Not(Fault::NotTheDecider));
    }
    if let Some(before) = store::row::version_before(act.conn(), new.id, new.version).await? {
        return Ok(repeated(&row, before, new));
    }
    let person = new.says.as_ref().map(|(person, _)| person);
    if is_another(&row, person) {
        return Ok(Outcome::Not(Fault::OtherPerson));
    }
    // A deletion is a row's end, so that its id is not used for one person after the other.
    if person.is_some() && store::row::deleted_before(act.conn(), new.id, new.version).await? {
        return Ok(Outcome::Not(Fault::Deleted));
    }
    store::row::remember(act.conn(), new, source.message, now).await?;
    // A deletion is the end of a row that stands, also when it was overtaken by a higher version.
    let ends = new.says.is_none() && row.person.is_some();
    if new.version < row.version && !ends {
        if let (Some(_), Some((_, elements))) = (&row.person, &new.says) {
            store::row::say(act.conn(), (new.id, new.version), elements).await?;
        }
        return Ok(Outcome::Older);
    }
    let newest = new.version.max(row.version);
    store::row::raise(act.conn(), new.id, newest).await?;
    match &new.says {
        None => end::end(act, (new.id, newest), Ending::Deleted).await?,
        Some((_, said)) if end::is_over(said.to, act.today())? => {
            end::end(act, (new.id, new.version), Ending::Expired).await?;
        }
        Some((person, said)) => stand(act, &row, new, (person, said)).await?,
    }
    Ok(Outcome::Counts)
}

/// Whether as much of the institution stands about the person, or has begun to stand today, as may; a
/// row that stands goes on.
async fn is_too_much(
    act: &mut Act,
    institution: InstitutionNumber,
    (id, person): (Uuid, &NationalId),
) -> Result<Option<Fault>> {
    let today = act.today();
    if store::row::stands(act.conn(), id).await? {
        return Ok(None);
    }
    if store::row::others(act.conn(), (person, institution)).await? >= ROWS_MAX {
        return Ok(Some(Fault::TooManyRows));
    }
    let so_far = store::row::of_day(act.conn(), institution, today).await?;
    Ok((so_far >= NEW_ROWS_A_DAY_MAX).then_some(Fault::TooManyADay))
}

/// Somebody who registers more than is likely may be flooding the others with questions to ask.
async fn count_new(act: &mut Act, institution: InstitutionNumber) -> Result<()> {
    let today = act.today();
    if store::row::of_day(act.conn(), institution, today).await? > NEW_ROWS_A_DAY {
        let alarm = Alarm::once("many-rows", institution, &today.to_string());
        alarm::raise(act, &alarm).await?;
    }
    Ok(())
}

/// The same version again, or another content under its number.
fn repeated(row: &store::row::Locked, before: store::row::Before, new: &Version) -> Outcome {
    let same = match (&new.says, before.says) {
        (None, says) => !before.registered && says.is_none(),
        (Some(_), _) if !before.registered => false,
        // The row has ended, and what it said is deleted: nobody can tell any more.
        (Some(_), None) => true,
        (Some((person, said)), Some(known)) => !is_another(row, Some(person)) && *said == known,
    };
    if same { Outcome::Again } else { Outcome::Not(Fault::OtherContent) }
}

fn is_another(row: &store::row::Locked, person: Option<&NationalId>) -> bool {
    let known = row.person.as_deref();
    matches!((known, person), (Some(known), Some(new)) if known != new.expose())
}

/// The row stands, as this version says. Whoever was told of it before is told anew; if it did not
/// stand, the list of tokens changes.
async fn stand(
    act: &mut Act,
    row: &store::row::Locked,
    new: &Version,
    (person, said): (&NationalId, &Elements),
) -> Result<()> {
    if row.person.is_some() {
        return change(act, row, new, said).await;
    }
    store::list::lock(act.conn()).await?;
    let evaluators = epoch::in_use(act).await?;
    let tokens: Vec<_> =
        evaluators.iter().map(|key| (key.key().epoch, key.token(person.expose()))).collect();
    store::row::say(act.conn(), (new.id, new.version), said).await?;
    let now = act.now();
    store::row::put(act.conn(), (new.id, now), person, &tokens).await?;
    store::list::changed(act.conn(), now).await?;
    count_new(act, row.institution).await
}

/// A row that stands says something else. Where it is now told for a purpose that it was not told for, the
/// list has a new version, though no token changes: whoever has a match asks again.
async fn change(
    act: &mut Act,
    row: &store::row::Locked,
    new: &Version,
    said: &Elements,
) -> Result<()> {
    let before = store::row::version_before(act.conn(), new.id, row.version).await?;
    let (law, before) = (check::law(act.today())?, before.and_then(|before| before.says));
    let is_told = |purpose, says: &Elements| {
        law.is_some_and(|law| law.is_told(purpose, says.kind, says.programme.is_some()))
    };
    let newly = |purpose: &Purpose| {
        is_told(*purpose, said) && !before.as_ref().is_some_and(|says| is_told(*purpose, says))
    };
    let is_news = Purpose::ALL.iter().any(newly);
    if is_news {
        store::list::lock(act.conn()).await?;
    }
    store::row::say(act.conn(), (new.id, new.version), said).await?;
    if is_news {
        let now = act.now();
        store::list::changed(act.conn(), now).await?;
    }
    tell::changed(act, &said.clone().told(new.id, new.version, row.institution)).await
}
