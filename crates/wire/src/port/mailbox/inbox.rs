//! What has come.

use jiff::Timestamp;

use super::{Evidence, Lease, Leased, Mailbox};
use crate::exchange::{SignedRequest, SignedResponse};
use crate::port::PortFault;
use crate::{Envelope, KeyId, MessageId, Outgoing, Party, Problem};

/// The inbox. What is acknowledged is stored, and what is stored is handed to the domain until it
/// was handled, which it is once.
///
/// A message is known by its sender and its id together: nobody can use up another's ids. They are
/// kept as long as messages are.
pub trait Inbox: Mailbox {
    /// Stores a message with the receipt that is about to be given, durably, before it answers.
    /// Of two requests at once with the same sender and id, one is new and the other waits for it.
    fn store(
        &self,
        incoming: &Incoming,
        receipt: &SignedResponse,
    ) -> impl Future<Output = Result<Stored, PortFault>> + Send;

    /// Takes the oldest arrival that is not handled, is due and nobody has leased; due as in
    /// [`Outbox::lease_due`](super::Outbox::lease_due).
    fn lease_arrived(
        &self,
        wall: Timestamp,
        until: Timestamp,
    ) -> impl Future<Output = Result<Option<Leased<Arrived>>, PortFault>> + Send;

    /// Opens the act in which an arrival is handled; none when it has been handled already. The
    /// act's id is the mailbox's own for this arrival, never an id that a peer has chosen.
    fn open(
        &self,
        lease: &Lease,
    ) -> impl Future<Output = Result<Option<Self::Act>, PortFault>> + Send;

    /// Marks the arrival as handled within the act, and commits both together.
    fn handled(
        &self,
        act: Self::Act,
        lease: &Lease,
        entry: Self::Entry,
    ) -> impl Future<Output = Result<(), PortFault>> + Send;

    /// The domain failed; the act is dropped. Due again at a time.
    fn failed(
        &self,
        lease: &Lease,
        why: &str,
        retry_at: Timestamp,
    ) -> impl Future<Output = Result<(), PortFault>> + Send;

    /// How many arrivals came at `before` or earlier and are not handled: for the status page and
    /// its alarm.
    fn unhandled(&self, before: Timestamp) -> impl Future<Output = Result<u64, PortFault>> + Send;

    /// Opens the act in which a question is answered, unless it has been answered before. Of two
    /// requests at once with the same sender and id, one opens and the other waits for it.
    fn open_question(
        &self,
        incoming: &Incoming,
    ) -> impl Future<Output = Result<QuestionOpened<Self::Act>, PortFault>> + Send;

    /// Stores question and signed answer within the act and commits, before the answer is given.
    fn answered(
        &self,
        act: Self::Act,
        incoming: &Incoming,
        answer: &SignedResponse,
        entry: Self::Entry,
    ) -> impl Future<Output = Result<(), PortFault>> + Send;

    /// The evidence of what came from a sender.
    fn received_evidence(
        &self,
        from: Party,
        id: MessageId,
    ) -> impl Future<Output = Result<Option<Evidence>, PortFault>> + Send;
}

/// A request that has passed all checks.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// What it says.
    pub envelope: Envelope,
    /// As it was signed.
    pub request: SignedRequest,
    /// By which key.
    pub key: KeyId,
    /// By which version of the directory the key was the sender's.
    pub directory_version: u64,
    /// When, by the receiver's wall clock.
    pub received_at: Timestamp,
}

/// What storing a message came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is stored now, at [`Incoming::received_at`].
    New,
    /// The same content was stored before, at this time. There is no second effect.
    Again(Timestamp),
    /// The id is known with another content.
    Different,
}

/// What opening a question came to.
pub enum QuestionOpened<A> {
    /// To be answered in this act.
    New(A),
    /// Answered before, so.
    Again(SignedResponse),
    /// The id is known with another content.
    Different,
}

/// Something for the domain to act on.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrived {
    /// A message from outside.
    Message {
        /// What it says.
        envelope: Envelope,
        /// Since when it is here, by wall time.
        stored_at: Timestamp,
    },
    /// A message or question of our own was refused.
    Refused {
        /// Which.
        outgoing: Outgoing,
        /// Why.
        problem: Problem,
    },
    /// A question of our own was answered.
    Answered {
        /// Which.
        outgoing: Outgoing,
        /// The answer, verified.
        answer: SignedResponse,
    },
}
