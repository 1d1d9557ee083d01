//! An institution asks about one person: for a purpose, in a case of its own. It is told the rows that the
//! purpose may know. It is written down who asked and what was answered, and from then on the asker is told
//! of changes.

use super::alarm::{self, Alarm};
use super::refusal::{Answered, Refusal, one_at_a_time, reply, shares};
use super::take::sender;
use super::{check, end, erase, store};
use crate::Act;
use ::store::Entry;
use edge::Result;
use edge::station::body;
use protocol::exclusion::{Ask, Found, Purpose, Row};
use rules::NationalId;
use wire::receive::Reply;
use wire::{CaseReference, Envelope, InstitutionNumber, MessageId};

/// As many persons as an institution may ask about in a day. It asks about those that match the list,
/// of whom even a large institution has a handful; those of whom it was told all before are not counted.
pub const ASKS_A_DAY: u32 = 200;
/// Whoever asks so often in a day about somebody who is not in the register, asks without a match.
pub const ASKED_IN_VAIN: u32 = 20;

/// The look that a question is.
pub(super) struct Look<'a> {
    pub(super) institution: InstitutionNumber,
    pub(super) message: MessageId,
    pub(super) purpose: Purpose,
    pub(super) case: &'a CaseReference,
    /// Whether it takes of what the institution may ask in a day.
    pub(super) counts: bool,
}

pub(super) async fn asked(act: &mut Act, envelope: &Envelope) -> Result<(Reply, Entry)> {
    let (from, question) = (sender(envelope)?, body::<Ask>(envelope)?);
    let answered = match shares(act, from).await? {
        Ok(()) => answer(act, envelope, from, &question).await?,
        Err(refusal) => Err(refusal),
    };
    erase::answered(act, envelope).await?;
    let mut entry = Entry::new("exclusion.ask", "message", envelope.id.uuid());
    entry = entry.fact("institution", from.to_string()).fact("purpose", question.purpose.code());
    entry = match &answered {
        Ok(found) => entry.fact("rows", found.rows.len()),
        Err(refusal) => entry.fact("refused", refusal.name()),
    };
    Ok((reply(answered)?, entry))
}

async fn answer(
    act: &mut Act,
    envelope: &Envelope,
    institution: InstitutionNumber,
    question: &Ask,
) -> Result<Answered<Found>> {
    let Some(case) = &envelope.about else { return Ok(Err(Refusal::CaseRequired)) };
    let Ok(person) = NationalId::parse(&question.national_id) else {
        return Ok(Err(Refusal::NationalId));
    };
    one_at_a_time(act, institution).await?;
    let today = act.today();
    let (asked, in_vain) = store::ask::of_day(act.conn(), institution, today).await?;
    let stands = standing(act, &person).await?;
    let law = check::law(today)?;
    let is_told = |row: &Row| {
        law.is_some_and(|law| law.is_told(question.purpose, row.kind, row.programme.is_some()))
    };
    let registered = !stands.is_empty();
    let (rows, withheld): (Vec<Row>, Vec<Row>) = stands.into_iter().partition(is_told);
    // Whoever knows all of it already learns nothing, and asks at each new version of the list.
    let answer = (&rows[..], &withheld[..]);
    let asker = (institution, question.purpose);
    let counts = !store::ask::knows(act.conn(), asker, answer).await?;
    if counts && asked >= ASKS_A_DAY {
        let alarm = Alarm::once("asked-too-often", institution, &today.to_string());
        alarm::raise(act, &alarm).await?;
        return Ok(Err(Refusal::Quota));
    }
    if !registered && in_vain + 1 >= ASKED_IN_VAIN {
        let alarm = Alarm::once("asked-in-vain", institution, &today.to_string());
        alarm::raise(act, &alarm).await?;
    }
    let (message, purpose) = (envelope.id, question.purpose);
    let (look, now) = (Look { institution, message, purpose, case, counts }, act.now());
    store::ask::note(act.conn(), &look, answer, now).await?;
    Ok(Ok(Found { rows, registered }))
}

/// What stands about a person. The rows are held, so that a change that comes meanwhile waits and then
/// finds that the asker was told.
async fn standing(act: &mut Act, person: &NationalId) -> Result<Vec<Row>> {
    let (today, mut found) = (act.today(), Vec::new());
    for row in store::ask::standing(act.conn(), person).await? {
        // What is over and not yet gone is not told any more.
        if !end::is_over(row.period.to, today)? {
            found.push(row);
        }
    }
    Ok(found)
}
