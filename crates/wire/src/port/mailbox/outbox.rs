//! What is on its way out.

use jiff::Timestamp;

use super::{Evidence, Lease, Leased, Mailbox};
use crate::port::PortFault;
use crate::{Kind, MessageId, Outgoing, Party, Problem};

/// The outbox. A message is in it if and only if the act that sent it is committed, and stays
/// until it is delivered, refused, or ended by a person with a reason: time alone ends nothing.
pub trait Outbox: Mailbox {
    /// Leaves a message or question to be sent, within the act. `wall` is wall time.
    fn enqueue(
        &self,
        act: &mut Self::Act,
        outgoing: &Outgoing,
        wall: Timestamp,
    ) -> impl Future<Output = Result<(), PortFault>> + Send;

    /// Takes what is due first of what waits and nobody has leased, for `until`. No order between
    /// messages is promised. Rows that another worker is taking are skipped, not waited for. Due
    /// is also what seems to wait, or to be leased, for longer than
    /// [`WAIT_MAX`](crate::send::WAIT_MAX) from `wall`.
    fn lease_due(
        &self,
        wall: Timestamp,
        until: Timestamp,
    ) -> impl Future<Output = Result<Option<Leased<Outgoing>>, PortFault>> + Send;

    /// Takes this one, due or not, unless somebody has leased it or it is settled: for a question
    /// whose asker waits.
    fn lease_one(
        &self,
        id: MessageId,
        wall: Timestamp,
        until: Timestamp,
    ) -> impl Future<Output = Result<Option<Leased<Outgoing>>, PortFault>> + Send;

    /// Records what became of an attempt, and ends the lease. A refusal and an answer are handed to
    /// the domain from then on ([`Inbox::lease_arrived`](super::Inbox::lease_arrived)).
    fn settle(
        &self,
        lease: &Lease,
        outcome: &Outcome,
        wall: Timestamp,
    ) -> impl Future<Output = Result<(), PortFault>> + Send;

    /// What needs a person: enqueued at `before` or earlier and still waiting, and whatever is
    /// stuck. The desk's tasks are made of it.
    fn undelivered(
        &self,
        before: Timestamp,
    ) -> impl Future<Output = Result<Vec<Undelivered>, PortFault>> + Send;

    /// A person gives up on a message, or has a stuck one sent again, within the act. Answers the
    /// kind of what was there and not settled, by which the caller may yet let go of the act.
    fn end(
        &self,
        act: &mut Self::Act,
        id: MessageId,
        how: &Ended,
    ) -> impl Future<Output = Result<Option<Kind>, PortFault>> + Send;

    /// The evidence of what was delivered, answered, refused or is stuck.
    fn sent_evidence(
        &self,
        id: MessageId,
    ) -> impl Future<Output = Result<Option<Evidence>, PortFault>> + Send;
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The receipt is there and verified.
    Delivered(Evidence),
    /// The answer to a question is there and verified.
    Answered(Evidence),
    /// The receiver said no; the domain is told.
    Refused(Problem, Evidence),
    /// The receiver found a fault of ours: waits for a person.
    Stuck(Problem, Evidence),
    /// No answer, or one that says "later": due again at a time.
    Later {
        /// When, by wall time.
        at: Timestamp,
        /// Why, for the person who looks. No personal data.
        why: String,
    },
}

/// What a person decides about an undelivered message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It is not to be sent any more, for this reason.
    GivenUp(String),
    /// What was wrong is mended: due at once, as if it had been enqueued at this wall time.
    SentAgain(Timestamp),
}

/// A message that needs a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    /// Which.
    pub id: MessageId,
    /// Of what kind.
    pub kind: Kind,
    /// To whom.
    pub to: Party,
    /// Since when, by wall time.
    pub enqueued_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// Whether it is stuck: no longer tried.
    pub is_stuck: bool,
    /// What came of the last attempt.
    pub why: Option<String>,
}
