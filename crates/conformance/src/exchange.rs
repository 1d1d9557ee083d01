//! One message or question that is right, and what is believed of its answer.

use bytes::Bytes;
use http::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use wire::exchange::PROBLEM_JSON;
use wire::port::Limits;
use wire::signature::{ANSWER, PROBLEM};
use wire::{Answer, Fault, MessageId, Network, Party, Problem, Receipt, Route, SignedRequest};

use crate::World;
use crate::draft::Draft;
use crate::judge::{Came, named, receipt, signed};
use crate::world::Whose;

/// Why an answer is not as the protocol says.
pub(crate) type Wrong = String;

/// What a question was answered with.
#[derive(Clone, PartialEq)]
pub(crate) enum Said {
    Answer(Box<Answer>),
    /// Status and type of a problem.
    Refused(u16, String),
}

impl Said {
    /// The body of an answer.
    pub(crate) fn body(self) -> Result<Map<String, Value>, Wrong> {
        match self {
            Self::Answer(answer) => Ok(answer.body),
            Self::Refused(status, kind) => Err(format!("status {status}, {kind}")),
        }
    }
}

/// Who writes.
#[derive(Clone, Copy)]
pub(crate) enum By {
    Sender,
    /// The institution that does not share exclusions.
    Other,
    /// The register, where it is not under test itself.
    Register,
}

/// What is sent: to the door for its kind.
pub(crate) struct Asked {
    pub(crate) id: MessageId,
    pub(crate) by: By,
    pub(crate) kind: &'static str,
    pub(crate) about: Option<&'static str>,
    pub(crate) body: Value,
}

impl Asked {
    fn draft(self, world: &World, door: Route) -> Draft {
        let right = Draft::right(world);
        let (from, key): (Party, Whose) = match self.by {
            By::Sender => (right.from, right.key),
            By::Other => (world.other(), Whose::Other),
            By::Register => (Party::Register, Whose::RegistersMessages),
        };
        Draft {
            id: self.id,
            from,
            key,
            kind: self.kind.to_owned(),
            about: self.about,
            body: self.body,
            signed_door: door,
            door,
            ..right
        }
    }
}

async fn sent(
    world: &World,
    network: &impl Network,
    draft: Draft,
) -> Result<(SignedRequest, Came), Wrong> {
    let sent = draft.send(world).await.map_err(|fault| fault.to_string())?;
    let came = network.send(sent.http, Limits::USUAL).await;
    Ok((sent.signed, came))
}

/// Sends a message, and answers its receipt.
pub(crate) async fn message(
    world: &World,
    network: &impl Network,
    asked: Asked,
) -> Result<Receipt, Wrong> {
    let (request, came) = sent(world, network, asked.draft(world, Route::Message)).await?;
    receipt(world, &request, came)
}

/// Sends a message that is not taken, and answers status and type of the problem.
pub(crate) async fn refused(
    world: &World,
    network: &impl Network,
    asked: Asked,
) -> Result<(u16, String), Wrong> {
    let (request, came) = sent(world, network, asked.draft(world, Route::Message)).await?;
    let answer = came.map_err(|fault| fault.to_string())?;
    match answer.status() == 200 {
        true => Err("it is taken".to_owned()),
        false => problem(world, &request, answer),
    }
}

/// Asks a question.
pub(crate) async fn question(
    world: &World,
    network: &impl Network,
    asked: Asked,
) -> Result<Said, Wrong> {
    let (request, came) = sent(world, network, asked.draft(world, Route::Question)).await?;
    let answer = came.map_err(|fault| fault.to_string())?;
    if answer.status() != 200 {
        let (status, kind) = problem(world, &request, answer)?;
        return Ok(Said::Refused(status, kind));
    }
    let answer = signed(world, &request, answer, &ANSWER)?;
    let answer = Answer::read(&answer.body).ok_or("the body is no answer")?;
    let found = (answer.question, answer.digest, answer.by);
    match found == (request.message, request.digest, world.receiver) {
        true => Ok(Said::Answer(Box::new(answer))),
        false => Err("an answer to something else".to_owned()),
    }
}

/// The problem, if it is one and signed.
fn problem(
    world: &World,
    request: &SignedRequest,
    answer: Response<Bytes>,
) -> Result<(u16, String), Wrong> {
    let status = answer.status().as_u16();
    if answer.headers().get("content-type").is_none_or(|found| found != PROBLEM_JSON) {
        return Err(format!("status {status} without {PROBLEM_JSON}"));
    }
    let answer = signed(world, request, answer, &PROBLEM)?;
    match Problem::read(&answer.body) {
        Some(problem) if problem.status == status => Ok((status, problem.kind.into_owned())),
        _ => Err(format!("status {status}, {}", named(&answer.body))),
    }
}

/// What is to be sent, under an id of its own.
pub(crate) fn asked(
    by: By,
    kind: &'static str,
    about: Option<&'static str>,
    body: &impl Serialize,
) -> Result<Asked, Wrong> {
    let body = serde_json::to_value(body).map_err(|fault| fault.to_string())?;
    Ok(Asked { id: MessageId::random(), by, kind, about, body })
}

/// Reads the body of an answer strictly.
pub(crate) fn read<T: DeserializeOwned>(body: Map<String, Value>, what: &str) -> Result<T, Wrong> {
    T::deserialize(Value::Object(body)).map_err(|fault| format!("not {what}: {fault}"))
}

/// Goes on if it holds.
pub(crate) fn holds(holds: bool, otherwise: &str) -> Result<(), Wrong> {
    match holds {
        true => Ok(()),
        false => Err(otherwise.to_owned()),
    }
}

/// Whether a problem is this one, by status and type.
pub(crate) fn is_fault(found: (u16, String), fault: Fault) -> Result<(), Wrong> {
    let (status, kind) = found;
    let right = status == fault.status() && kind == format!("urn:kandidat:wire:{}", fault.name());
    holds(right, &format!("status {status}, {kind}"))
}

/// Whether a question was refused by this name of the domain's own.
pub(crate) fn said_no(said: Said, status: u16, name: &str) -> Result<(), Wrong> {
    match said {
        Said::Refused(found, kind) if found == status && kind == name => Ok(()),
        Said::Refused(found, kind) => Err(format!("status {found}, {kind}")),
        Said::Answer(_) => Err("it is answered".to_owned()),
    }
}
