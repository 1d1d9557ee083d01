//! A question: answered in the act that stores both, then given.

use std::error::Error;

use serde_json::{Map, Value};

use super::respond::{self, Said};
use crate::port::{Inbox, Incoming, Mailbox, QuestionOpened};
use crate::receipt::Answer;
use crate::{Envelope, Fault, Problem, Route, Station};

/// The domain's side of questions.
pub trait Answerer<M: Mailbox>: Send + Sync {
    /// Answers within the act, and gives it back with what its commit takes along. A failure drops
    /// it and leaves nothing behind; the asker is told to come back.
    fn answer(
        &self,
        act: M::Act,
        question: &Envelope,
    ) -> impl Future<Output = Result<Replied<M>, Box<dyn Error + Send + Sync>>> + Send;
}

/// The answer, in the act that it was found in, with what the commit takes along.
pub type Replied<M> = (Reply, <M as Mailbox>::Act, <M as Mailbox>::Entry);

/// What the domain answers. Both are kept as evidence, and given again to whoever asks again.
#[derive(Clone, PartialEq)]
pub enum Reply {
    /// The body of the answer. It may hold personal data.
    Answer(Map<String, Value>),
    /// The domain's no: a problem with status 403, 404 or 409. With another it is a failure.
    Refusal(Problem),
}

/// Answers a question that has passed all checks.
pub(super) async fn answer<S: Station>(
    station: &S,
    answerer: &impl Answerer<S::Mailbox>,
    incoming: Incoming,
) -> Result<Said, Problem> {
    let opened = station.mailbox().open_question(&incoming).await;
    let act = match opened.map_err(|fault| respond::away(&fault))? {
        QuestionOpened::New(act) => act,
        QuestionOpened::Again(before) => return Ok(Said::again(&before)),
        QuestionOpened::Different => return Err(Fault::DifferentContent.into()),
    };
    let answered = answerer.answer(act, &incoming.envelope).await;
    let (reply, act, entry) = answered.map_err(|failure| {
        tracing::warn!(%failure, kind = %incoming.envelope.kind, "a question waits for its answer");
        Fault::Away
    })?;
    let said = said(station, &incoming, reply)?;
    let asked = respond::Asking::to(&incoming.request);
    let signed = respond::sign(station, Route::Question, &asked, &said).await;
    let signed = signed.ok_or(Fault::Away)?;
    let stored = station.mailbox().answered(act, &incoming, &signed, entry).await;
    stored.map_err(|fault| respond::away(&fault))?;
    Ok(Said::Signed(signed))
}

fn said<S: Station>(station: &S, incoming: &Incoming, reply: Reply) -> Result<Said, Problem> {
    match reply {
        Reply::Answer(body) => {
            let (question, digest) = (incoming.envelope.id, incoming.request.digest);
            let answered_at = incoming.received_at;
            Ok(Said::ok(&Answer { question, digest, answered_at, by: station.me(), body }))
        }
        Reply::Refusal(problem) if problem.class() == crate::Class::Refused => {
            Ok(Said::problem(&problem))
        }
        Reply::Refusal(_) => Err(Fault::Away.into()),
    }
}
