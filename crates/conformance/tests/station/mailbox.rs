//! A mailbox in memory that takes messages, and sends and handles none.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::Timestamp;
use wire::exchange::{SignedRequest, SignedResponse};
use wire::port::{
    Arrived, Ended, Evidence, Inbox, Incoming, Lease, Leased, Mailbox, Outbox, Outcome,
    QuestionOpened, Stored, Undelivered,
};
use wire::{Digest, Kind, MessageId, Outgoing, Party, PortFault};

pub struct Memory {
    kept: Mutex<HashMap<(Party, MessageId), (Digest, Timestamp)>>,
    forgets: bool,
}

impl Memory {
    pub fn new(forgets: bool) -> Self {
        Self { kept: Mutex::default(), forgets }
    }
}

const NONE: PortFault = PortFault::plain("this mailbox only takes");

impl Mailbox for Memory {
    type Act = ();
    type Entry = ();
}

impl Inbox for Memory {
    async fn store(&self, incoming: &Incoming, _: &SignedResponse) -> Result<Stored, PortFault> {
        let Incoming { envelope, request: SignedRequest { digest, .. }, .. } = incoming;
        let mut kept = self.kept.lock().unwrap();
        if self.forgets {
            kept.clear();
        }
        let key = (envelope.from, envelope.id);
        match kept.get(&key) {
            Some((known, at)) if known == digest => Ok(Stored::Again(*at)),
            Some(_) => Ok(Stored::Different),
            None => {
                kept.insert(key, (*digest, incoming.received_at));
                Ok(Stored::New)
            }
        }
    }

    async fn lease_arrived(
        &self,
        _: Timestamp,
        _: Timestamp,
    ) -> Result<Option<Leased<Arrived>>, PortFault> {
        Ok(None)
    }

    async fn open(&self, _: &Lease) -> Result<Option<()>, PortFault> {
        Ok(None)
    }

    async fn handled(&self, (): (), _: &Lease, (): ()) -> Result<(), PortFault> {
        Err(NONE)
    }

    async fn failed(&self, _: &Lease, _: &str, _: Timestamp) -> Result<(), PortFault> {
        Err(NONE)
    }

    async fn unhandled(&self, _: Timestamp) -> Result<u64, PortFault> {
        Ok(0)
    }

    async fn open_question(&self, _: &Incoming) -> Result<QuestionOpened<()>, PortFault> {
        Err(NONE)
    }

    async fn answered(
        &self,
        (): (),
        _: &Incoming,
        _: &SignedResponse,
        (): (),
    ) -> Result<(), PortFault> {
        Err(NONE)
    }

    async fn received_evidence(
        &self,
        _: Party,
        _: MessageId,
    ) -> Result<Option<Evidence>, PortFault> {
        Ok(None)
    }
}

impl Outbox for Memory {
    async fn enqueue(&self, (): &mut (), _: &Outgoing, _: Timestamp) -> Result<(), PortFault> {
        Err(NONE)
    }

    async fn lease_due(
        &self,
        _: Timestamp,
        _: Timestamp,
    ) -> Result<Option<Leased<Outgoing>>, PortFault> {
        Ok(None)
    }

    async fn lease_one(
        &self,
        _: MessageId,
        _: Timestamp,
        _: Timestamp,
    ) -> Result<Option<Leased<Outgoing>>, PortFault> {
        Ok(None)
    }

    async fn settle(&self, _: &Lease, _: &Outcome, _: Timestamp) -> Result<(), PortFault> {
        Err(NONE)
    }

    async fn undelivered(&self, _: Timestamp) -> Result<Vec<Undelivered>, PortFault> {
        Ok(Vec::new())
    }

    async fn end(&self, (): &mut (), _: MessageId, _: &Ended) -> Result<Option<Kind>, PortFault> {
        Ok(None)
    }

    async fn sent_evidence(&self, _: MessageId) -> Result<Option<Evidence>, PortFault> {
        Ok(None)
    }
}
