//! Looks at what all four have kept, and holds it against what was sent.

use std::collections::HashMap;

use anyhow::{Context, Result};
use sqlx::PgPool;
use store::directory::DirectoryCopy;
use store::mailbox::DatabaseMailbox;
use uuid::Uuid;
use wire::port::{Evidence, Inbox, Outbox};
use wire::{Digest, Envelope, MessageId};

use super::tally::{Damage, Tally};
use super::world::{PARTIES, World};

/// A message as its sender has it.
struct Sent {
    id: Uuid,
    kind: String,
    to: usize,
    outcome: Option<String>,
    said: Vec<u8>,
}

/// What one party has kept.
struct Kept {
    sent: Vec<Sent>,
    /// What was acted on: from whom, which and with what content.
    acted: HashMap<(usize, Uuid), Vec<Vec<u8>>>,
    /// How often its domain was told what became of a message: refused, or answered.
    told: HashMap<(Uuid, &'static str), usize>,
    unhandled: i64,
}

/// Counts the damage anew, and proves what is not proven yet.
pub async fn look(world: &mut World, tally: &mut Tally) -> Result<()> {
    let mut all = Vec::new();
    for store in &world.stores {
        all.push(kept(&store.pool).await?);
    }
    let mut damages = Vec::new();
    for (number, one) in all.iter().enumerate() {
        let there = |id: &Uuid| one.sent.iter().any(|sent| sent.id == *id);
        let lost = world.said(number).iter().filter(|id| !there(id)).count();
        damages.extend(std::iter::repeat_n(Damage::Lost, lost));
        for sent in &one.sent {
            damages.extend(judge(&all, number, sent));
            damages.extend(prove(world, number, sent).await?);
        }
        damages.extend(forged(&all, number));
        damages.extend((one.unhandled > 0).then_some(Damage::Undelivered));
    }
    damages.sort_by_key(|damage| *damage as u8);
    tally.damages = damages;
    tally.proven = world.proven.len();
    tally.sent = all.iter().map(|one| one.sent.len()).sum();
    tally.acknowledged = (0..PARTIES.len()).map(|number| world.said(number).len()).sum();
    tally.requests = requests(world);
    tally.faults = world.proxies.iter().map(|proxy| proxy.counts().faults()).sum();
    Ok(())
}

fn requests(world: &World) -> u64 {
    let all = world.proxies.iter().map(|proxy| &proxy.counts().requests);
    all.map(|count| count.load(std::sync::atomic::Ordering::Relaxed)).sum()
}

/// What was sent is acted on once, and ended as its kind ends.
fn judge(all: &[Kept], from: usize, sent: &Sent) -> Vec<Damage> {
    let acted = all[sent.to].acted.get(&(from, sent.id)).map_or(0, Vec::len);
    let told = |what| all[from].told.get(&(sent.id, what)).copied().unwrap_or(0);
    let told = [told("told_refused"), told("told_answer")];
    let unwanted = sent.kind == "word.sent" && from != 0;
    let (ends, acts, tells) = match sent.kind.as_str() {
        _ if unwanted => ("refused", 0, [1, 0]),
        "question.asked" => ("answered", 1, [0, 1]),
        _ => ("delivered", 1, [0, 0]),
    };
    let more = acted > acts || told[0] > tells[0] || told[1] > tells[1];
    let less = acted < acts || told != tells;
    let damage = match sent.outcome.as_deref() {
        _ if more => Damage::Twice,
        None => Damage::Undelivered,
        Some(outcome) if outcome != ends => Damage::OtherEnd,
        Some(_) if less => Damage::Lost,
        Some(_) => return Vec::new(),
    };
    vec![damage]
}

/// What a party acted on was sent to it, with that content.
fn forged(all: &[Kept], number: usize) -> Vec<Damage> {
    let is_forged = |(from, id): &(usize, Uuid), said: &Vec<u8>| {
        let sent = all[*from].sent.iter().find(|sent| sent.id == *id);
        sent.is_none_or(|sent| sent.to != number || sent.said != *said)
    };
    let acted = all[number].acted.iter();
    let acted = acted.flat_map(|(key, all)| all.iter().map(move |said| (key, said)));
    acted.filter(|(key, said)| is_forged(key, said)).map(|_| Damage::Forged).collect()
}

/// The evidence of both ends proves the exchange, offline. What is refused is not kept by whoever
/// has refused it.
async fn prove(world: &mut World, number: usize, sent: &Sent) -> Result<Option<Damage>> {
    if sent.outcome.is_none() || world.proven.contains(&sent.id) {
        return Ok(None);
    }
    let id = MessageId::new(sent.id).context("an id")?;
    let ours = mailbox(world, number).sent_evidence(id).await?;
    let mut proven = proves(world, number, ours, id).await?;
    if sent.outcome.as_deref() != Some("refused") {
        let from = PARTIES[number].parse()?;
        let theirs = mailbox(world, sent.to).received_evidence(from, id).await?;
        proven &= proves(world, sent.to, theirs, id).await?;
    }
    if proven {
        world.proven.insert(sent.id);
    }
    Ok((!proven).then_some(Damage::Unproven))
}

fn mailbox(world: &World, number: usize) -> DatabaseMailbox {
    DatabaseMailbox::new(world.stores[number].clone())
}

async fn proves(
    world: &World,
    number: usize,
    evidence: Option<Evidence>,
    id: MessageId,
) -> Result<bool> {
    let Some(evidence) = evidence else { return Ok(false) };
    let copy = DirectoryCopy::new(world.stores[number].clone(), Vec::new());
    let Some(directory) = copy.version(evidence.directory_version).await? else {
        return Ok(false);
    };
    let proven = wire::evidence::verify(&evidence, &directory);
    Ok(proven.is_ok_and(|proven| proven.envelope.id == id))
}

async fn kept(pool: &PgPool) -> Result<Kept> {
    type SentRow = (Uuid, String, String, Option<String>, Vec<u8>);
    let sent: Vec<SentRow> = sqlx::query_as(
        "select s.message_id, s.kind, s.receiver, s.outcome, c.bytes
        from mailbox_sent s join mailbox_content c on c.id = s.id",
    )
    .fetch_all(pool)
    .await?;
    let sent = sent.into_iter().map(|(id, kind, to, outcome, bytes)| {
        let envelope = Envelope::read(&bytes).context("an envelope")?;
        let said = Digest::of(&serde_json::to_vec(&envelope.body)?).bytes().to_vec();
        Ok(Sent { id, kind, to: numbered(&to)?, outcome, said })
    });
    let sent = sent.collect::<Result<Vec<_>>>()?;
    type EffectRow = (String, Option<String>, Uuid, Option<Vec<u8>>);
    let effects: Vec<EffectRow> =
        sqlx::query_as("select what, sender, message_id, digest from effect")
            .fetch_all(pool)
            .await?;
    let (mut acted, mut told) = (HashMap::<_, Vec<_>>::new(), HashMap::new());
    for (what, from, id, digest) in effects {
        match (what.as_str(), from, digest) {
            ("acted", Some(from), Some(digest)) => {
                acted.entry((numbered(&from)?, id)).or_default().push(digest);
            }
            ("told_refused", ..) => *told.entry((id, "told_refused")).or_insert(0) += 1,
            _ => *told.entry((id, "told_answer")).or_insert(0) += 1,
        }
    }
    let unhandled = "select count(*) from mailbox_arrival where act_id is null";
    let unhandled = sqlx::query_scalar(unhandled).fetch_one(pool).await?;
    Ok(Kept { sent, acted, told, unhandled })
}

fn numbered(party: &str) -> Result<usize> {
    PARTIES.iter().position(|one| *one == party).context("one of the four")
}
