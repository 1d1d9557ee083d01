//! What an answer is worth.

use bytes::Bytes;
use http::Response;
use jiff::{SignedDuration, Timestamp};
use wire::directory::PROPAGATION;
use wire::exchange::PROBLEM_JSON;
use wire::port::NetworkFault;
use wire::signature::{PROBLEM, Profile, RECEIPT, is_near};
use wire::{Fault, Problem, Receipt, SignedRequest, SignedResponse};

use crate::Case;
use crate::world::{Whose, World};

/// What a case must be answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A signed receipt of this message.
    Receipt,
    /// The receipt that was given before: of the same moment.
    SameReceipt,
    /// This problem, signed.
    Problem(Fault),
    /// This problem; signed only where there is a digest to bind it to.
    ProblemMaybeUnsigned(Fault),
}

/// How a case went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What was wrong with the answer; nothing if it is as the protocol says.
    pub wrong: Option<String>,
}

impl Judged {
    /// Whether the answer was as the protocol says.
    pub const fn passed(&self) -> bool {
        self.wrong.is_none()
    }
}

pub(crate) fn judge(
    world: &World,
    case: &Case,
    request: &SignedRequest,
    response: Result<Response<Bytes>, NetworkFault>,
    before: &mut Option<Receipt>,
) -> Judged {
    let judged = match case.expected {
        Expected::Receipt => receipt(world, request, response).map(|new| *before = Some(new)),
        Expected::SameReceipt => receipt(world, request, response).and_then(|again| {
            let same = before.as_ref().is_some_and(|first| first.stored_at == again.stored_at);
            if same { Ok(()) } else { Err("a receipt of another moment".to_owned()) }
        }),
        Expected::Problem(fault) => {
            let answer = problem(response, fault, world);
            answer.and_then(|answer| signed(world, request, answer, &PROBLEM).map(drop))
        }
        Expected::ProblemMaybeUnsigned(fault) => problem(response, fault, world).map(drop),
    };
    Judged { wrong: judged.err() }
}

pub(crate) type Came = Result<Response<Bytes>, NetworkFault>;

pub(crate) fn receipt(
    world: &World,
    request: &SignedRequest,
    came: Came,
) -> Result<Receipt, String> {
    let answer = came.map_err(|fault| fault.to_string())?;
    if answer.status() != 200 {
        return Err(format!("status {}, {}", answer.status().as_u16(), named(answer.body())));
    }
    let answer = signed(world, request, answer, &RECEIPT)?;
    let receipt = Receipt::read(&answer.body).ok_or("the body is no receipt")?;
    let (id, digest, by) = (request.message, request.digest, world.receiver);
    match (receipt.message, receipt.digest, receipt.by) == (id, digest, by) {
        true => Ok(receipt),
        false => Err("a receipt of something else".to_owned()),
    }
}

/// The answer, if it is this problem by status, type and content type.
fn problem(came: Came, fault: Fault, world: &World) -> Result<Response<Bytes>, String> {
    let answer = came.map_err(|fault| fault.to_string())?;
    let (status, content_type) = (answer.status().as_u16(), answer.headers().get("content-type"));
    let found = Problem::read(answer.body());
    let fault = found
        .as_ref()
        .and_then(Problem::fault)
        .filter(|found| *found == fault || fault == Fault::UnknownKey && has_aged(world, *found));
    let Some(fault) = fault else {
        return Err(format!("status {status}, {}", named(answer.body())));
    };
    if status != fault.status() || found.is_some_and(|found| found.status != status) {
        return Err(format!("{} with status {status}", fault.name()));
    }
    if content_type.is_none_or(|found| found != PROBLEM_JSON) {
        return Err(format!("{} without {PROBLEM_JSON}", fault.name()));
    }
    Ok(answer)
}

/// A receiver whose directory is no longer fresh may not have heard of a key.
fn has_aged(world: &World, found: Fault) -> bool {
    let fresh = PROPAGATION - SignedDuration::from_mins(1);
    found == Fault::DirectoryTooOld && world.directory.age(Timestamp::now()) > fresh
}

/// The answer, if the receiver has signed it, for this request, now.
pub(crate) fn signed(
    world: &World,
    request: &SignedRequest,
    answer: Response<Bytes>,
    profile: &Profile,
) -> Result<SignedResponse, String> {
    let answer = SignedResponse::from_http(answer).map_err(|fault| fault.to_string())?;
    let (receiver, id) = (world.receiver, world.key(Whose::Receiver));
    let listed = world.directory.keys(receiver).iter().find(|key| key.id == id);
    let key = &listed.ok_or("the receiver is not in the directory")?.public_key;
    let input = answer.verify(profile, request, key).map_err(|fault| fault.to_string())?;
    match is_near(input.created, Timestamp::now()) {
        true => Ok(answer),
        false => Err("signed at another time".to_owned()),
    }
}

/// What a body says it is.
pub(crate) fn named(body: &[u8]) -> String {
    Problem::read(body).map_or_else(|| "no problem".to_owned(), |problem| problem.kind.into_owned())
}
