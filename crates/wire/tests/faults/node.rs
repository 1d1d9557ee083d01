//! A machine: the real sender, receiver and handler on ports that fail.

use std::error::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Map, Value};
use tokio::task::{AbortHandle, JoinHandle};
use wire::port::{Arrived, HeldKeys, Limits, Outbox};
use wire::receive::{Answerer, Replied, Reply};
use wire::{
    Chance, Digest, Directory, Envelope, KeyRing, Network, Outgoing, Party, Route, Settings,
    Station, Takes, WallClock,
};

use crate::Sabotage;
use crate::clock::Clock;
use crate::dice::Dice;
use crate::issuer::{Copy, key};
use crate::kept::Effect;
use crate::mailbox::{Act, Tested, entry};
use crate::network::Link;

/// An undelivered message needs a person after this long.
pub const ALARM_AFTER: SignedDuration = SignedDuration::from_mins(20);
/// The most that a loop waits without being stirred.
const PATIENCE: Duration = Duration::from_secs(1800);
/// How often somebody looks.
pub const LOOK_EVERY: Duration = Duration::from_secs(600);

pub struct Node {
    pub party: Party,
    pub clock: Clock,
    pub mailbox: Tested,
    pub copy: Copy,
    pub dice: Arc<Dice>,
    pub sabotage: Sabotage,
    link: Link,
    keys: HeldKeys,
    settings: Settings,
    up: AtomicBool,
    work: Mutex<Vec<AbortHandle>>,
}

impl Node {
    pub fn new(
        (party, keys): (Party, &[u8]),
        clock: Clock,
        (mailbox, copy, link): (Tested, Copy, Link),
        dice: Arc<Dice>,
        sabotage: Sabotage,
    ) -> Self {
        let keys = HeldKeys::new(keys.iter().map(|number| key(*number)));
        let settings =
            Settings { alarm_after: ALARM_AFTER, limits: Limits::USUAL, ..Settings::default() };
        let (up, work) = (AtomicBool::new(false), Mutex::default());
        Self { party, clock, mailbox, copy, dice, sabotage, link, keys, settings, up, work }
    }

    /// Work that dies with the machine; none when it is dead.
    pub fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Option<JoinHandle<T>> {
        if !self.up.load(Ordering::Relaxed) {
            return None;
        }
        let handle = tokio::spawn(work);
        let mut all = self.work.lock().unwrap();
        all.retain(|one| !one.is_finished());
        all.push(handle.abort_handle());
        Some(handle)
    }

    pub fn start(self: &Arc<Self>) {
        if self.up.swap(true, Ordering::Relaxed) {
            return;
        }
        for _ in 0..2 {
            self.spawn(send(self.clone()));
        }
        self.spawn(handle(self.clone()));
        self.spawn(look(self.clone()));
    }

    pub fn crash(&self) {
        self.up.store(false, Ordering::Relaxed);
        self.work.lock().unwrap().drain(..).for_each(|work| work.abort());
        self.mailbox.lose();
    }

    /// Sends a message or question in an act of its own.
    pub async fn say(&self, route: Route, kind: &str, to: Party) {
        let now = self.clock.now();
        let envelope = Envelope {
            id: self.dice.message_id(),
            kind: kind.parse().unwrap(),
            from: self.party,
            to,
            sent_at: now,
            domain_at: now,
            about: None,
            body: Map::from_iter([(String::from("n"), Value::from(self.dice.below(1000)))]),
        };
        let id = envelope.id;
        let mut act = self.mailbox.begin().await;
        let outgoing = Outgoing::new(route, envelope).unwrap();
        self.mailbox.enqueue(&mut act, &outgoing, now).await.unwrap();
        self.mailbox.finish(act).await;
        if route == Route::Question {
            drop(wire::send::send_now(self, id).await);
        }
    }
}

/// Sends what is due, for ever.
async fn send(node: Arc<Node>) {
    loop {
        let sent = match node.sabotage {
            Sabotage::TakesUnsignedReceipts => crate::sabotage::send_due(&node).await,
            _ => wire::send::send_due(&*node).await.map(|sent| sent.is_some()),
        };
        if sent.is_ok_and(|sent| sent) {
            continue;
        }
        wait(&node).await;
    }
}

async fn handle(node: Arc<Node>) {
    loop {
        match wire::handle::handle_next(&*node, &*node).await {
            Ok(Some(_)) => {}
            _ => wait(&node).await,
        }
    }
}

/// Until something stirs or is due, or half an hour at most.
async fn wait(node: &Node) {
    let due = node.mailbox.next_due(node.clock.now()).await;
    let most = due.unwrap_or(PATIENCE).clamp(Duration::from_millis(10), PATIENCE);
    drop(tokio::time::timeout(most, node.mailbox.stirred.notified()).await);
}

/// A person looks at the desk now and then.
async fn look(node: Arc<Node>) {
    loop {
        if node.sabotage == Sabotage::AcknowledgesBeforeStoring {
            node.mailbox.write_back().await;
        }
        let alarms = wire::send::alarms(&*node).await.unwrap_or_default();
        node.mailbox.alarm(alarms.iter().map(|one| one.id));
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

impl Station for Node {
    type Mailbox = Tested;

    fn me(&self) -> Party {
        self.party
    }
    fn mailbox(&self) -> &Tested {
        &self.mailbox
    }
    fn network(&self) -> &impl Network {
        &self.link
    }
    fn clock(&self) -> &impl WallClock {
        &self.clock
    }
    fn chance(&self) -> &impl Chance {
        &*self.dice
    }
    fn directory(&self) -> &impl Directory {
        &self.copy
    }
    fn keys(&self) -> &impl KeyRing {
        &self.keys
    }
    fn settings(&self) -> &Settings {
        &self.settings
    }
    fn takes(&self, envelope: &Envelope, route: Route) -> Takes {
        match (envelope.kind.to_string().as_str(), route) {
            ("note.sent" | "note.confirmed", Route::Message) => Takes::Yes,
            ("note.unwanted", Route::Message) => Takes::NotFromYou,
            ("note.asked", Route::Question) => Takes::Yes,
            _ => Takes::NotKnown,
        }
    }
}

impl wire::port::Handler<Tested> for Node {
    async fn handle(
        &self,
        mut act: Act,
        arrived: &Arrived,
    ) -> Result<(Act, <Tested as wire::Mailbox>::Entry), Box<dyn Error + Send + Sync>> {
        self.dice.pause(Duration::from_millis(50)).await;
        if self.dice.in_thousand(50) {
            return Err("the domain is not well".into());
        }
        let effect = match arrived {
            Arrived::Message { envelope, .. } => acted(envelope),
            Arrived::Refused { outgoing, .. } => Effect::ToldRefused(outgoing.envelope().id),
            Arrived::Answered { outgoing, .. } => Effect::ToldAnswer(outgoing.envelope().id),
        };
        act.record(effect).await;
        Ok((act, entry()))
    }
}

impl Answerer<Tested> for Node {
    async fn answer(
        &self,
        mut act: Act,
        question: &Envelope,
    ) -> Result<Replied<Tested>, Box<dyn Error + Send + Sync>> {
        self.dice.pause(Duration::from_millis(50)).await;
        act.record(acted(question)).await;
        Ok((Reply::Answer(question.body.clone()), act, entry()))
    }
}

/// Acted on, with what it said.
fn acted(envelope: &Envelope) -> Effect {
    let said = serde_json::to_vec(&envelope.body).unwrap();
    Effect::Acted { from: envelope.from, id: envelope.id, digest: Digest::of(&said) }
}
