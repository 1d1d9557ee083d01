//! What a mailbox has committed by the end of a run: this is held against what was sent.

use std::collections::{BTreeMap, BTreeSet};

use tokio::time::Instant;
use wire::port::{Evidence, Outcome};
use wire::{Digest, MessageId, Outgoing, Party};

pub struct Kept {
    pub sent: BTreeMap<MessageId, Sent>,
    /// What the domain has done, in order.
    pub effects: Vec<Effect>,
    /// Whom a person was told about.
    pub alarmed: BTreeSet<MessageId>,
    /// How many arrivals nobody has handled.
    pub unhandled: usize,
}

pub struct Sent {
    pub outgoing: Outgoing,
    pub attempts: u32,
    pub settled: Option<Outcome>,
    /// In the run's own time.
    pub begun: Instant,
    pub ended: Option<Instant>,
}

/// Something the domain did, once per entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Acted { from: Party, id: MessageId, digest: Digest },
    ToldRefused(MessageId),
    ToldAnswer(MessageId),
}

impl Sent {
    pub fn evidence(&self) -> Option<&Evidence> {
        match self.settled.as_ref()? {
            Outcome::Delivered(evidence)
            | Outcome::Answered(evidence)
            | Outcome::Refused(_, evidence)
            | Outcome::Stuck(_, evidence) => Some(evidence),
            Outcome::Later { .. } => None,
        }
    }
}
