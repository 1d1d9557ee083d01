//! What was handed out has changed: exactly those who have it are told, by a message that names nobody.
//! Whatever changes a result, a title, a course or a degree notes by a trigger that it is due; what is told
//! is derived from what stands, and no other routine has to think of it.

use super::store::{answered, handed};
use super::{answer, arrive, overlong, receipt, withdrawn};
use ::store::Entry;
use edge::station::{From, Messages};
use jiff::SignedDuration;
use office::{Act, Node, Result};
use protocol::exchange::{
    ASK, Ask, CONSENT_WITHDRAWN, CORRECTED, Code, ConsentWithdrawn, Corrected, Correction,
    RESULTS_MAX,
};
use std::time::Duration;
use uuid::Uuid;
use wire::{InstitutionNumber, Party};

/// How often somebody looks whether anything is due.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// As much is told in one act.
const AT_ONCE: i64 = 500;
/// How long question and answer stay in the mailbox, so that an answer that got lost is given again.
const ANSWERS_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What the office takes from other institutions, and hears of what it asked.
pub(super) fn messages() -> Messages<Node> {
    Messages::default()
        .question::<Ask>(ASK, From::Institutions, |act, envelope| {
            Box::pin(async move { answer::asked(act, envelope).await })
        })
        .message::<Corrected>(CORRECTED, From::Institutions, |act, envelope| {
            Box::pin(async move { arrive::corrected(act, envelope).await })
        })
        .message::<ConsentWithdrawn>(CONSENT_WITHDRAWN, From::Institutions, |act, envelope| {
            Box::pin(async move { withdrawn::heard(act, envelope).await })
        })
        .returned(ASK, |act, returned| {
            Box::pin(async move { arrive::returned(act, returned).await })
        })
}

/// Looks again and again until `stop`.
pub async fn run(node: &Node, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(error) = look(node).await {
            tracing::warn!(?error, "what has changed is told later");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Tells what has changed, sends the receipts that were left for today, ends questions to which no answer can
/// come, and deletes from the mailbox what nobody needs there any more.
///
/// # Errors
/// The database is away.
pub async fn look(node: &Node) -> Result<()> {
    let mut conn = node.store().pool.acquire().await?;
    let (due, old) = handed::waiting(&mut conn, node.now() - ANSWERS_KEPT).await?;
    drop(conn);
    if due {
        tell(node).await?;
    }
    receipt::send_due(node).await?;
    overlong::end(node).await?;
    if old { erase(node).await } else { Ok(()) }
}

async fn tell(node: &Node) -> Result<()> {
    loop {
        let mut act = Act::of_job(node, "exchange.tell").await?;
        let due = handed::lock_due(act.conn(), AT_ONCE).await?;
        if due.is_empty() {
            return Ok(());
        }
        let mut count = 0;
        for (institution, items) in &due {
            let changed = handed::changed(act.conn(), *institution, items).await?;
            handed::stands(act.conn(), *institution, items).await?;
            count += changed.len();
            told(&mut act, *institution, &changed).await?;
        }
        let entry = Entry::new("exchange.tell", "institution", Uuid::nil());
        act.commit(entry.fact("results", count)).await?;
    }
}

/// Tells an institution what has changed of what it has.
async fn told(
    act: &mut Act,
    institution: InstitutionNumber,
    changed: &[(Uuid, Code)],
) -> Result<()> {
    let now = act.now();
    for some in changed.chunks(RESULTS_MAX) {
        let results = some.iter().map(|(id, code)| Correction { id: *id, code: *code });
        let body = Corrected { results: results.collect() };
        let to = Party::Institution(institution);
        let message = act.send((CORRECTED, to), None, &body).await?;
        handed::told(act.conn(), message.uuid(), institution, some, now).await?;
    }
    Ok(())
}

async fn erase(node: &Node) -> Result<()> {
    let mut conn = node.store().pool.acquire().await?;
    let due = answered::to_erase(&mut conn, node.now() - ANSWERS_KEPT).await?;
    drop(conn);
    if due.is_empty() {
        return Ok(());
    }
    let mut act = Act::of_job(node, "exchange.erase").await?;
    let (now, count) = (act.now(), due.len());
    for (institution, message) in due {
        let party = institution.parse::<Party>();
        if let (Ok(party), Ok(id)) = (party, wire::MessageId::new(message)) {
            act.erase_received(party, id).await?;
        }
        answered::erased(act.conn(), &institution, message, now).await?;
    }
    act.commit(Entry::new("exchange.erase", "message", Uuid::nil()).fact("count", count)).await
}
