//! The domain's side of the wire: what the routines of a node do with what has come.

use std::error::Error as StdError;
use std::sync::Arc;

use store::Entry;
use store::mailbox::DatabaseMailbox;
use wire::Envelope;
use wire::port::{Arrived, Handler};
use wire::receive::{Answerer, Replied};

use super::Messages;
use crate::{Act, Error, Node};

type Failure = Box<dyn StdError + Send + Sync>;

/// The routines of a node behind its doors.
pub(crate) struct Domain<N: Node> {
    node: N,
    messages: Arc<Messages<N>>,
}

impl<N: Node> Domain<N> {
    pub(crate) fn new(node: N, messages: Messages<N>) -> Self {
        Self { node, messages: Arc::new(messages) }
    }
}

impl<N: Node> Handler<DatabaseMailbox> for Domain<N> {
    async fn handle(
        &self,
        act: store::Act,
        arrived: &Arrived,
    ) -> Result<(store::Act, Entry), Failure> {
        let mut act = Act::of_arrival(&self.node, act);
        let entry = self.messages.handle(&mut act, arrived).await.map_err(told)?;
        Ok((act.into_inner(), entry))
    }
}

impl<N: Node> Answerer<DatabaseMailbox> for Domain<N> {
    async fn answer(
        &self,
        act: store::Act,
        question: &Envelope,
    ) -> Result<Replied<DatabaseMailbox>, Failure> {
        let mut act = Act::of_arrival(&self.node, act);
        let (reply, entry) = self.messages.answer(&mut act, question).await.map_err(told)?;
        Ok((reply, act.into_inner(), entry))
    }
}

/// As the arrival's row keeps it: the text of a failure shows no personal data.
fn told(error: Error) -> Failure {
    match error {
        Error::Internal(cause) => cause.to_string().into(),
        error => error.to_string().into(),
    }
}
