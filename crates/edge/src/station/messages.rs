//! The kinds of messages that a node takes, each with its sender, its form and its use case.

use std::pin::Pin;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use store::Entry;
use wire::port::Arrived;
use wire::receive::Reply;
use wire::{Envelope, Kind, Outgoing, Party, Problem, Route, SignedResponse, Takes};

use crate::{Act, Error, Node, Result};

type Doing<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;
type Handle<N> = for<'a> fn(&'a mut Act<N>, &'a Envelope) -> Doing<'a, Entry>;
type Ask<N> = for<'a> fn(&'a mut Act<N>, &'a Envelope) -> Doing<'a, (Reply, Entry)>;
type Hear<N> = for<'a> fn(&'a mut Act<N>, &'a Returned<'a>) -> Doing<'a, Entry>;

/// From whom a kind is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The national register alone.
    Register,
    /// Any institution in the directory.
    Institutions,
}

impl From {
    fn is(self, party: Party) -> bool {
        (self == Self::Register) == (party == Party::Register)
    }
}

/// What became of something that the node itself has sent.
pub enum Returned<'a> {
    /// A question was answered, in form.
    Answered(&'a Outgoing, &'a SignedResponse),
    /// A message or question was refused.
    Refused(&'a Outgoing, &'a Problem),
}

impl Returned<'_> {
    /// What the node had sent.
    pub fn outgoing(&self) -> &Outgoing {
        match self {
            Self::Answered(outgoing, _) | Self::Refused(outgoing, _) => outgoing,
        }
    }
}

/// What a body must look like: whether it does.
type Form = fn(&Map<String, Value>) -> bool;

#[derive(Clone)]
struct Taken {
    kind: Kind,
    route: Route,
    from: From,
    form: Form,
}

/// What is asked of an arrival before it is stored.
#[derive(Clone, Default)]
pub(super) struct Table(Arc<[Taken]>);

impl Table {
    pub(super) fn takes(&self, envelope: &Envelope, route: Route) -> Takes {
        let known = |taken: &&Taken| taken.kind == envelope.kind && taken.route == route;
        match self.0.iter().find(known) {
            None => Takes::NotKnown,
            Some(taken) if !taken.from.is(envelope.from) => Takes::NotFromYou,
            Some(taken) if !(taken.form)(&envelope.body) => Takes::OtherForm,
            Some(_) => Takes::Yes,
        }
    }
}

/// The messages of a routine, or of all: one line for each kind, as [`Routes`](crate::Routes) has
/// one for each route.
pub struct Messages<N: Node> {
    taken: Vec<Taken>,
    handle: Vec<(Kind, Handle<N>)>,
    ask: Vec<(Kind, Ask<N>)>,
    hear: Vec<(Kind, Hear<N>)>,
}

impl<N: Node> Default for Messages<N> {
    fn default() -> Self {
        Self { taken: Vec::new(), handle: Vec::new(), ask: Vec::new(), hear: Vec::new() }
    }
}

impl<N: Node> Messages<N> {
    /// Takes a kind of message, whose body must read as a `T`. The use case runs in the act that
    /// ends the arrival; a failure leaves nothing and is tried again.
    pub fn message<T: DeserializeOwned>(
        mut self,
        kind: &str,
        from: From,
        handle: Handle<N>,
    ) -> Self {
        let kind = self.take::<T>(kind, Route::Message, from);
        self.handle.push((kind, handle));
        self
    }

    /// Takes a kind of question, whose body must read as a `T`, and answers it at once, in the act
    /// that keeps question and answer.
    pub fn question<T: DeserializeOwned>(mut self, kind: &str, from: From, ask: Ask<N>) -> Self {
        let kind = self.take::<T>(kind, Route::Question, from);
        self.ask.push((kind, ask));
        self
    }

    /// Hears what became of a kind that the node itself sends: the answer to a question, or a
    /// refusal. Without it, that is noted in the record and nothing follows.
    pub fn returned(mut self, kind: &str, hear: Hear<N>) -> Self {
        self.hear.push((named(kind), hear));
        self
    }

    /// Takes in the messages of another routine.
    pub fn merge(mut self, other: Self) -> Self {
        self.taken.extend(other.taken);
        self.handle.extend(other.handle);
        self.ask.extend(other.ask);
        self.hear.extend(other.hear);
        self
    }

    /// Every kind that is taken, with the door it comes to, in order.
    pub fn kinds(&self) -> Vec<(String, Route, From)> {
        let mut kinds: Vec<_> =
            self.taken.iter().map(|one| (one.kind.to_string(), one.route, one.from)).collect();
        kinds.sort_by(|one, other| one.0.cmp(&other.0));
        kinds
    }

    pub(super) fn table(&self) -> Table {
        Table(self.taken.clone().into())
    }

    fn take<T: DeserializeOwned>(&mut self, kind: &str, route: Route, from: From) -> Kind {
        let kind = named(kind);
        let form: Form = |found| T::deserialize(Value::Object(found.clone())).is_ok();
        self.taken.push(Taken { kind: kind.clone(), route, from, form });
        kind
    }

    pub(super) async fn handle(&self, act: &mut Act<N>, arrived: &Arrived) -> Result<Entry> {
        let (kind, returned) = match arrived {
            Arrived::Message { envelope, .. } => {
                let handle = found(&self.handle, &envelope.kind);
                let handle = handle.ok_or_else(|| nobody(&envelope.kind))?;
                return handle(act, envelope).await;
            }
            Arrived::Answered { outgoing, answer } => {
                (&outgoing.envelope().kind, Returned::Answered(outgoing, answer))
            }
            Arrived::Refused { outgoing, problem } => {
                (&outgoing.envelope().kind, Returned::Refused(outgoing, problem))
            }
        };
        match found(&self.hear, kind) {
            Some(hear) => hear(act, &returned).await,
            None => {
                let id = returned.outgoing().envelope().id.uuid();
                Ok(Entry::new("wire.return", "message", id).fact("kind", kind.to_string()))
            }
        }
    }

    pub(super) async fn answer(
        &self,
        act: &mut Act<N>,
        question: &Envelope,
    ) -> Result<(Reply, Entry)> {
        let ask = found(&self.ask, &question.kind).ok_or_else(|| nobody(&question.kind))?;
        ask(act, question).await
    }
}

fn found<T: Copy>(list: &[(Kind, T)], kind: &Kind) -> Option<T> {
    list.iter().find(|(named, _)| named == kind).map(|(_, doing)| *doing)
}

/// A kind that was taken by an earlier version of the program, and waits for a person.
fn nobody(kind: &Kind) -> Error {
    Error::Internal(anyhow::anyhow!("nobody handles {kind}"))
}

/// The kinds stand in the program's own text.
fn named(kind: &str) -> Kind {
    kind.parse().expect("a kind is a stem and a verb")
}

/// Reads the body of a message whose form was checked when it came.
///
/// # Errors
/// Our own fault when it is not in its form, which the door has seen to.
pub fn body<T: DeserializeOwned>(envelope: &Envelope) -> Result<T> {
    let read = T::deserialize(Value::Object(envelope.body.clone()));
    // The fault of the reader may quote the body; the kind says enough.
    read.map_err(|_| Error::Internal(anyhow::anyhow!("a body of {} not in form", envelope.kind)))
}
