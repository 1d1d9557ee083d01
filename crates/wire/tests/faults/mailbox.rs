//! A mailbox in memory. What is committed outlives its machine; what is not, dies with it. Each
//! step takes time, so that a machine can die before and after it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use tokio::time::Instant;
use wire::port::{
    Arrived, Ended, Evidence, Inbox, Incoming, Lease, Leased, Mailbox, Outbox, Outcome,
    QuestionOpened, Stored, Undelivered,
};
use wire::{Kind, MessageId, Outgoing, Party, PortFault, SignedResponse};

use crate::Sabotage;
use crate::dice::Dice;
use crate::kept::{Effect, Kept};
use crate::state::{In, Out, State, Waits};

const STEP: Duration = Duration::from_millis(20);

/// What the runs of this test try.
pub type Tested = Memory;

pub struct Memory {
    state: Arc<Mutex<State>>,
    pub stirred: Notify,
    /// A receipt has come and is kept.
    pub delivered: Notify,
    dice: Arc<Dice>,
    sabotage: Sabotage,
    /// What a sabotaged mailbox has acknowledged and not written yet.
    unwritten: Mutex<Vec<(Incoming, SignedResponse)>>,
    /// Questions that are being answered.
    open: Arc<Mutex<BTreeSet<(Party, MessageId)>>>,
}

/// An open transaction: what it will have changed.
pub struct Act {
    effects: Vec<Effect>,
    sent: Vec<(Outgoing, Timestamp)>,
    question: Option<Opened>,
}

/// Held while a question is being answered.
struct Opened(Arc<Mutex<BTreeSet<(Party, MessageId)>>>, (Party, MessageId));

impl Drop for Opened {
    fn drop(&mut self) {
        self.0.lock().unwrap().remove(&self.1);
    }
}

impl Act {
    /// The domain does something.
    pub async fn record(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}

/// What a commit takes along: nothing here.
pub struct Entry;

pub fn entry() -> Entry {
    Entry
}

impl Memory {
    /// The mailbox of a machine.
    pub fn new(dice: Arc<Dice>, sabotage: Sabotage, _: usize) -> Self {
        let (state, stirred, delivered, unwritten, open) = Default::default();
        Self { state, stirred, delivered, dice, sabotage, unwritten, open }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub async fn begin(&self) -> Act {
        self.open_act()
    }

    fn open_act(&self) -> Act {
        Act { effects: Vec::new(), sent: Vec::new(), question: None }
    }

    /// Commits an act that handles nothing.
    pub async fn finish(&self, act: Act) {
        self.commit(act, |_| true).await;
    }

    /// How long until something is due, by this clock.
    pub async fn next_due(&self, wall: Timestamp) -> Option<Duration> {
        self.lock().next_due(wall)
    }

    /// A person has been told.
    pub fn alarm(&self, about: impl Iterator<Item = MessageId>) {
        self.lock().alarmed.extend(about);
    }

    pub async fn kept(&self) -> Kept {
        self.lock().kept()
    }

    /// Commits what the act has changed, with what `also` changes.
    async fn commit(&self, act: Act, also: impl FnOnce(&mut State) -> bool) -> bool {
        self.dice.pause(STEP).await;
        {
            let state = &mut *self.lock();
            if !also(state) {
                return false;
            }
            for (outgoing, enqueued_at) in act.sent {
                let (row, begun) = (state.id(), Instant::now());
                let id = outgoing.envelope().id;
                let (waits, settled, ended) = (Waits::default(), None, None);
                let out = Out { row, outgoing, enqueued_at, waits, settled, begun, ended };
                state.outbox.insert(id, out);
            }
            state.effects.extend(act.effects);
        }
        self.stirred.notify_waiters();
        self.dice.pause(STEP).await;
        true
    }
}

impl Mailbox for Memory {
    type Act = Act;
    type Entry = Entry;
}

impl Outbox for Memory {
    async fn enqueue(
        &self,
        act: &mut Act,
        sent: &Outgoing,
        wall: Timestamp,
    ) -> Result<(), PortFault> {
        act.sent.push((sent.clone(), wall));
        Ok(())
    }

    async fn lease_due(
        &self,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Outgoing>>, PortFault> {
        let leased = self.lock().lease_out(None, wall, until);
        Ok(leased.map(|(lease, what)| Leased { lease, what }))
    }

    async fn lease_one(
        &self,
        id: MessageId,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Outgoing>>, PortFault> {
        let leased = self.lock().lease_out(Some(id), wall, until);
        Ok(leased.map(|(lease, what)| Leased { lease, what }))
    }

    async fn settle(&self, lease: &Lease, out: &Outcome, _: Timestamp) -> Result<(), PortFault> {
        self.dice.pause(STEP).await;
        self.lock().settle(lease, out);
        self.stirred.notify_waiters();
        if matches!(out, Outcome::Delivered(_)) {
            self.delivered.notify_waiters();
        }
        Ok(())
    }

    async fn undelivered(&self, before: Timestamp) -> Result<Vec<Undelivered>, PortFault> {
        let state = self.lock();
        let rows = state.outbox.values().filter_map(|out| {
            let is_stuck = matches!(out.settled, Some(Outcome::Stuck(..)));
            let waits = out.settled.is_none() && out.enqueued_at <= before;
            let envelope = out.outgoing.envelope();
            (is_stuck || waits).then(|| Undelivered {
                id: envelope.id,
                kind: envelope.kind.clone(),
                to: envelope.to,
                enqueued_at: out.enqueued_at,
                attempts: out.waits.attempts,
                is_stuck,
                why: None,
            })
        });
        Ok(rows.collect())
    }

    async fn end(
        &self,
        _: &mut Act,
        id: MessageId,
        how: &Ended,
    ) -> Result<Option<Kind>, PortFault> {
        Ok(self.lock().end(id, how))
    }

    async fn sent_evidence(&self, id: MessageId) -> Result<Option<Evidence>, PortFault> {
        Ok(self.lock().kept().sent.get(&id).and_then(|sent| sent.evidence().cloned()))
    }
}

impl Inbox for Memory {
    async fn store(
        &self,
        incoming: &Incoming,
        receipt: &SignedResponse,
    ) -> Result<Stored, PortFault> {
        if self.sabotage == Sabotage::AcknowledgesBeforeStoring {
            self.unwritten.lock().unwrap().push((incoming.clone(), receipt.clone()));
            return Ok(Stored::New);
        }
        self.dice.pause(STEP).await;
        let stored = self.put(incoming, receipt);
        self.dice.pause(STEP).await;
        Ok(stored)
    }

    async fn lease_arrived(
        &self,
        wall: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Leased<Arrived>>, PortFault> {
        let leased = self.lock().lease_arrival(wall, until);
        Ok(leased.map(|(lease, what)| Leased { lease, what }))
    }

    async fn open(&self, lease: &Lease) -> Result<Option<Act>, PortFault> {
        let handled = self.lock().arrivals.get(&lease.id).is_none_or(|arrival| arrival.handled);
        Ok((!handled).then(|| self.open_act()))
    }

    async fn handled(&self, act: Act, lease: &Lease, _: Entry) -> Result<(), PortFault> {
        let mark = |state: &mut State| {
            let open = state.arrivals.get_mut(&lease.id).filter(|arrival| !arrival.handled);
            open.map(|arrival| arrival.handled = true).is_some()
        };
        let committed = self.commit(act, mark).await;
        committed.then_some(()).ok_or(PortFault::plain("the act has been done"))
    }

    async fn failed(&self, lease: &Lease, _: &str, retry_at: Timestamp) -> Result<(), PortFault> {
        if let Some(arrival) = self.lock().arrivals.get_mut(&lease.id) {
            arrival.waits.set(Some(retry_at));
        }
        Ok(())
    }

    async fn unhandled(&self, before: Timestamp) -> Result<u64, PortFault> {
        let old = |arrived: &Arrived| match arrived {
            Arrived::Message { stored_at, .. } => *stored_at <= before,
            _ => true,
        };
        let state = self.lock();
        let open = state.arrivals.values().filter(|one| !one.handled && old(&one.arrived));
        Ok(open.count() as u64)
    }

    async fn open_question(&self, incoming: &Incoming) -> Result<QuestionOpened<Act>, PortFault> {
        self.dice.pause(STEP).await;
        if let Some(known) = self.lock().inbox.get(&key(incoming)) {
            let same = known.incoming.request.digest == incoming.request.digest;
            return Ok(match same {
                true => QuestionOpened::Again(known.response.clone()),
                false => QuestionOpened::Different,
            });
        }
        if !self.open.lock().unwrap().insert(key(incoming)) {
            return Err(PortFault::plain("being answered"));
        }
        let question = Some(Opened(self.open.clone(), key(incoming)));
        Ok(QuestionOpened::New(Act { question, ..self.open_act() }))
    }

    async fn answered(
        &self,
        mut act: Act,
        incoming: &Incoming,
        answer: &SignedResponse,
        _: Entry,
    ) -> Result<(), PortFault> {
        let _held = act.question.take();
        let kept = In { incoming: incoming.clone(), response: answer.clone() };
        let put = |state: &mut State| state.inbox.insert(key(incoming), kept).is_none();
        let committed = self.commit(act, put).await;
        committed.then_some(()).ok_or(PortFault::plain("the act has been done"))
    }

    async fn received_evidence(
        &self,
        from: Party,
        id: MessageId,
    ) -> Result<Option<Evidence>, PortFault> {
        let state = self.lock();
        Ok(state.inbox.get(&(from, id)).map(|known| Evidence {
            request: known.incoming.request.clone(),
            response: known.response.clone(),
            directory_version: known.incoming.directory_version,
        }))
    }
}

impl Memory {
    /// Writes what a sabotaged mailbox has only acknowledged.
    pub async fn write_back(&self) {
        let late = std::mem::take(&mut *self.unwritten.lock().unwrap());
        for (incoming, receipt) in late {
            self.put(&incoming, &receipt);
        }
    }

    /// Whether something is acknowledged and not written.
    pub fn owes(&self) -> bool {
        !self.unwritten.lock().unwrap().is_empty()
    }

    /// The machine dies: what was not written is gone.
    pub fn lose(&self) {
        self.unwritten.lock().unwrap().clear();
    }

    /// Stores at once, or finds what is stored.
    fn put(&self, incoming: &Incoming, receipt: &SignedResponse) -> Stored {
        let state = &mut *self.lock();
        let (envelope, stored_at) = (incoming.envelope.clone(), incoming.received_at);
        let blind = self.sabotage == Sabotage::NoDeDuplication;
        match state.inbox.get(&key(incoming)).filter(|_| !blind) {
            Some(known) if known.incoming.request.digest != incoming.request.digest => {
                return Stored::Different;
            }
            Some(known) => return Stored::Again(known.incoming.received_at),
            None => {}
        }
        let kept = In { incoming: incoming.clone(), response: receipt.clone() };
        state.inbox.insert(key(incoming), kept);
        state.arrive(Arrived::Message { envelope, stored_at });
        self.stirred.notify_waiters();
        Stored::New
    }
}

fn key(incoming: &Incoming) -> (Party, MessageId) {
    (incoming.envelope.from, incoming.envelope.id)
}
