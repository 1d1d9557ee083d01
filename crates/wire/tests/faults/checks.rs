//! What must hold at the end of a run, held against what all mailboxes have committed.

use std::collections::BTreeSet;
use std::time::Duration;

use wire::evidence::{Said, verify};
use wire::port::{Evidence, Inbox, Outcome};
use wire::{Digest, MessageId, Outgoing};

use crate::kept::{Effect, Kept, Sent};
use crate::node::{ALARM_AFTER, LOOK_EVERY, Node};
use crate::world::World;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// The sender has a receipt, and the receiver never acted.
    Lost,
    /// Acted on, or told, more than once.
    Twice,
    /// Acted on what nobody sent.
    Forged,
    /// Acted on something else than was sent.
    Altered,
    /// Still under way after hours of peace.
    Undelivered,
    /// Ended otherwise than its kind ends.
    OtherEnd,
    /// The domain was not told of a refusal or an answer.
    NotTold,
    /// The evidence proves nothing.
    Unproven,
    /// It waited for long, and nobody was alarmed.
    NoAlarm,
    /// Somebody was alarmed too early.
    EarlyAlarm,
    /// Stored and never handled.
    Unhandled,
}

/// Everything that went wrong in a run.
pub async fn check(world: &World) -> BTreeSet<Wrong> {
    let (mut wrong, mut all) = (BTreeSet::new(), Vec::new());
    for node in &world.nodes {
        all.push(node.mailbox.kept().await);
    }
    for (number, node) in world.nodes.iter().enumerate() {
        for (id, sent) in &all[number].sent {
            wrong.extend(sent_once(world, &all, number, *id));
            wrong.extend(proven(world, node, *id, sent).await);
            let calm = !world.died.lock().unwrap().contains(&number)
                && !world.erred.lock().unwrap().contains(&number);
            let told = all[number].alarmed.contains(id);
            wrong.extend(calm.then(|| alarmed(sent, told)).flatten());
        }
        wrong.extend(received(world, &all, number));
    }
    wrong
}

/// What was sent was acted on once, and ended as its kind ends.
fn sent_once(world: &World, all: &[Kept], number: usize, id: MessageId) -> Vec<Wrong> {
    let (kept, from) = (&all[number], world.nodes[number].party);
    let sent = &kept.sent[&id];
    let envelope = sent.outgoing.envelope();
    let acted = |effect: &&Effect| matches!(effect, Effect::Acted { from: by, id: of, .. } if (*by, *of) == (from, id));
    let acted = all[world.number(envelope.to)].effects.iter().filter(acted).count();
    let told = [Effect::ToldRefused(id), Effect::ToldAnswer(id)]
        .map(|told| kept.effects.iter().filter(|one| **one == told).count());
    let (right, acted_right, told_right) = match envelope.kind.to_string().as_str() {
        "note.unwanted" => (matches!(sent.settled, Some(Outcome::Refused(..))), 0, [1, 0]),
        "note.asked" => (matches!(sent.settled, Some(Outcome::Answered(_))), 1, [0, 1]),
        _ => (matches!(sent.settled, Some(Outcome::Delivered(_))), 1, [0, 0]),
    };
    let twice = acted > acted_right || told[0] > told_right[0] || told[1] > told_right[1];
    [
        (sent.settled.is_none(), Wrong::Undelivered),
        (sent.settled.is_some() && !right, Wrong::OtherEnd),
        (right && acted < acted_right, Wrong::Lost),
        (twice, Wrong::Twice),
        (right && told < told_right, Wrong::NotTold),
    ]
    .into_iter()
    .filter_map(|(found, wrong)| found.then_some(wrong))
    .collect()
}

/// What the domain acted on was sent so, to it; and all that was stored was acted on.
fn received(world: &World, all: &[Kept], number: usize) -> Vec<Wrong> {
    let unhandled = all[number].unhandled > 0;
    let mut wrong: Vec<Wrong> = unhandled.then_some(Wrong::Unhandled).into_iter().collect();
    for effect in &all[number].effects {
        let Effect::Acted { from, id, digest } = effect else { continue };
        let sent = all[world.number(*from)].sent.get(id).map(|sent| &sent.outgoing);
        match sent.filter(|sent| sent.envelope().to == world.nodes[number].party) {
            None => wrong.push(Wrong::Forged),
            Some(sent) if said(sent) != *digest => wrong.push(Wrong::Altered),
            Some(_) => {}
        }
    }
    wrong
}

fn said(sent: &Outgoing) -> Digest {
    Digest::of(&serde_json::to_vec(&sent.envelope().body).unwrap())
}

/// The evidence of both ends proves the exchange, offline.
async fn proven(world: &World, node: &Node, id: MessageId, sent: &Sent) -> Option<Wrong> {
    let settled = sent.settled.as_ref()?;
    if !sent.evidence().is_some_and(|ours| proves(node, ours, id)) {
        return Some(Wrong::Unproven);
    }
    if matches!(settled, Outcome::Refused(..)) {
        return None;
    }
    let other = &world.nodes[world.number(sent.outgoing.envelope().to)];
    let theirs = other.mailbox.received_evidence(node.party, id).await.unwrap()?;
    (!proves(other, &theirs, id)).then_some(Wrong::Unproven)
}

fn proves(node: &Node, evidence: &Evidence, id: MessageId) -> bool {
    let directory = node.copy.version(evidence.directory_version).unwrap();
    verify(evidence, &directory).is_ok_and(|proven| {
        let said = match proven.said {
            Said::Receipt(receipt) => receipt.message,
            Said::Answer(answer) => answer.question,
            Said::Problem(_) => id,
        };
        proven.envelope.id == id && said == id
    })
}

/// Somebody was alarmed if it waited for long, and nobody if it did not.
fn alarmed(sent: &Sent, told: bool) -> Option<Wrong> {
    let waited = sent.ended?.duration_since(sent.begun);
    let limit: Duration = ALARM_AFTER.try_into().unwrap();
    match (waited, told) {
        (waited, false) if waited > limit + LOOK_EVERY * 2 => Some(Wrong::NoAlarm),
        (waited, true) if waited < limit => Some(Wrong::EarlyAlarm),
        _ => None,
    }
}
