//! What a mailbox has committed: it outlives its machine.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;
use uuid::Uuid;
use wire::port::{Arrived, Ended, Incoming, Lease, Outcome};
use wire::send::WAIT_MAX;
use wire::{Kind, MessageId, Outgoing, Party, SignedResponse};

use crate::kept::{Effect, Kept, Sent};

#[derive(Default)]
pub struct State {
    pub outbox: BTreeMap<MessageId, Out>,
    pub inbox: BTreeMap<(Party, MessageId), In>,
    pub arrivals: BTreeMap<Uuid, Arrival>,
    /// What the domain has done, in order.
    pub effects: Vec<Effect>,
    /// Whom a person was told about.
    pub alarmed: BTreeSet<MessageId>,
    next_id: u128,
}

pub struct Out {
    pub row: Uuid,
    pub outgoing: Outgoing,
    pub enqueued_at: Timestamp,
    pub waits: Waits,
    pub settled: Option<Outcome>,
    /// In the run's own time.
    pub begun: Instant,
    pub ended: Option<Instant>,
}

pub struct In {
    pub incoming: Incoming,
    pub response: SignedResponse,
}

pub struct Arrival {
    pub arrived: Arrived,
    pub waits: Waits,
    pub handled: bool,
}

#[derive(Default)]
pub struct Waits {
    pub attempts: u32,
    until: Option<Timestamp>,
}

impl Waits {
    /// Due, or waiting for longer than anything ever waits.
    fn is_due(&self, wall: Timestamp) -> bool {
        self.until.is_none_or(|until| until <= wall || until > wall + WAIT_MAX)
    }

    fn left(&self, wall: Timestamp) -> Duration {
        let left =
            self.until.filter(|_| !self.is_due(wall)).map(|until| until.duration_since(wall));
        left.and_then(|left| left.try_into().ok()).unwrap_or(Duration::ZERO)
    }

    fn lease(&mut self, id: Uuid, until: Timestamp) -> Lease {
        self.until = Some(until);
        self.attempts += 1;
        Lease { id, attempt: self.attempts }
    }

    pub fn set(&mut self, until: Option<Timestamp>) {
        self.until = until;
    }
}

impl State {
    /// How long until something is due, by this clock.
    pub fn next_due(&self, wall: Timestamp) -> Option<Duration> {
        let sent = self.outbox.values().filter(|out| out.settled.is_none()).map(|out| &out.waits);
        let came = self.arrivals.values().filter(|one| !one.handled).map(|one| &one.waits);
        sent.chain(came).map(|waits| waits.left(wall)).min()
    }

    pub fn kept(&self) -> Kept {
        let sent = self.outbox.iter().map(|(id, out)| {
            let (outgoing, attempts) = (out.outgoing.clone(), out.waits.attempts);
            let (settled, begun, ended) = (out.settled.clone(), out.begun, out.ended);
            (*id, Sent { outgoing, attempts, settled, begun, ended })
        });
        Kept {
            sent: sent.collect(),
            effects: self.effects.clone(),
            alarmed: self.alarmed.clone(),
            unhandled: self.arrivals.values().filter(|arrival| !arrival.handled).count(),
        }
    }

    pub fn id(&mut self) -> Uuid {
        self.next_id += 1;
        Uuid::from_u128(self.next_id)
    }

    pub fn arrive(&mut self, arrived: Arrived) {
        let id = self.id();
        self.arrivals.insert(id, Arrival { arrived, waits: Waits::default(), handled: false });
    }

    pub fn lease_out(
        &mut self,
        only: Option<MessageId>,
        wall: Timestamp,
        until: Timestamp,
    ) -> Option<(Lease, Outgoing)> {
        let open = self.outbox.iter_mut().filter(|(_, out)| out.settled.is_none());
        let asked = open.filter(|(id, _)| only.is_none_or(|only| only == **id));
        let mut due = asked.filter(|(_, out)| out.waits.is_due(wall));
        let (_, out) = due.next()?;
        Some((out.waits.lease(out.row, until), out.outgoing.clone()))
    }

    pub fn lease_arrival(&mut self, wall: Timestamp, until: Timestamp) -> Option<(Lease, Arrived)> {
        let open = self.arrivals.iter_mut().filter(|(_, arrival)| !arrival.handled);
        let (id, arrival) = open.into_iter().find(|(_, arrival)| arrival.waits.is_due(wall))?;
        Some((arrival.waits.lease(*id, until), arrival.arrived.clone()))
    }

    pub fn settle(&mut self, lease: &Lease, outcome: &Outcome) {
        let mut rows = self.outbox.values_mut();
        let Some(out) = rows.find(|out| out.row == lease.id) else { return };
        if out.waits.attempts != lease.attempt || out.settled.is_some() {
            return;
        }
        if let Outcome::Later { at, .. } = outcome {
            out.waits.set(Some(*at));
            return;
        }
        out.settled = Some(outcome.clone());
        out.ended = Some(Instant::now());
        let outgoing = out.outgoing.clone();
        match outcome {
            Outcome::Refused(problem, _) => {
                self.arrive(Arrived::Refused { outgoing, problem: problem.clone() });
            }
            Outcome::Answered(evidence) => {
                let answer = evidence.response.clone();
                self.arrive(Arrived::Answered { outgoing, answer });
            }
            _ => {}
        }
    }

    pub fn end(&mut self, id: MessageId, how: &Ended) -> Option<Kind> {
        let out = self.outbox.get_mut(&id)?;
        let kind = out.outgoing.envelope().kind.clone();
        match how {
            Ended::SentAgain(at) => {
                out.settled = None;
                out.enqueued_at = *at;
                out.waits.set(None);
            }
            Ended::GivenUp(_) => drop(self.outbox.remove(&id)),
        }
        Some(kind)
    }
}
