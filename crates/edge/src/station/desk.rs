//! What a person sees and decides of a node's messages: nothing is given up but by a person.

use jiff::Timestamp;
use rules::Language;
use serde::Serialize;
use store::Entry;
use store::mailbox::Unhandled;
use ui::messages::text;
use utoipa::ToSchema;
use uuid::Uuid;
use wire::directory::Unusable;
use wire::port::{Directory, Ended, Outbox, Undelivered};
use wire::{Kind, MessageId, Party, PortFault, WallClock};
use wire_http::MachineClock;

use super::Station;
use crate::{Act, Error, Node, Result};

/// The audit action of sending a message again.
pub const SEND_AGAIN: &str = "message.send_again";
/// The audit action of giving a message up.
pub const GIVE_UP: &str = "message.give_up";
/// As many arrivals are listed as a person reads.
const ARRIVALS_MAX: u32 = 200;

/// A node's messages at a moment.
pub struct State {
    /// Who the node is.
    pub party: Party,
    /// Waiting to be sent or stuck, the oldest first.
    pub undelivered: Vec<Undelivered>,
    /// Come and not handled, the oldest first.
    pub unhandled: Vec<Unhandled>,
    /// The copy of the directory; none before the first was fetched.
    pub directory: Option<Copy>,
    names: Vec<(Party, [String; 3])>,
    alarm_before: Timestamp,
}

/// The copy of the directory that the node goes by.
pub struct Copy {
    /// Its version.
    pub version: u64,
    /// When the register issued it.
    pub issued_at: Timestamp,
    /// Whether it may still be judged by.
    pub usable: bool,
    /// How many institutions it lists.
    pub institutions: usize,
}

impl State {
    /// What a party is called in the directory; its number where it is not listed.
    pub fn name(&self, party: Party, language: Language) -> String {
        let found = self.names.iter().find(|(named, _)| *named == party);
        let at = match language {
            Language::Nb => 0,
            Language::Nn => 1,
            Language::En => 2,
        };
        match (found, party) {
            (Some((_, names)), _) => names[at].clone(),
            (None, Party::Register) => ui::messages::format(language, "messages-the-register", &[]),
            (None, party) => party.to_string(),
        }
    }

    /// Whether a message needs a person now: stuck, or undelivered for longer than the node's limit.
    pub fn is_alarm(&self, message: &Undelivered) -> bool {
        message.is_stuck || message.enqueued_at <= self.alarm_before
    }

    /// How many messages need a person now.
    pub fn alarms(&self) -> usize {
        self.undelivered.iter().filter(|message| self.is_alarm(message)).count()
    }
}

/// A node's messages, as programs read them.
#[derive(Serialize, ToSchema)]
pub struct MessagesItem {
    /// Who the node is: `register` or the number of an institution.
    party: String,
    /// The version of the directory that the node goes by; none before the first was fetched.
    directory: Option<u64>,
    /// Whether it may still be judged by.
    directory_usable: bool,
    undelivered: Vec<UndeliveredItem>,
    unhandled: Vec<UnhandledItem>,
}

/// A message that is on its way.
#[derive(Serialize, ToSchema)]
struct UndeliveredItem {
    id: Uuid,
    kind: String,
    to: String,
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    attempts: u32,
    /// The receiver found a fault; it is not sent again by itself.
    stuck: bool,
    /// It needs a person now.
    alarm: bool,
    why: Option<String>,
}

/// A message that has come and is not handled.
#[derive(Serialize, ToSchema)]
struct UnhandledItem {
    id: Uuid,
    kind: String,
    from: String,
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    attempts: u32,
    why: Option<String>,
}

impl From<State> for MessagesItem {
    fn from(state: State) -> Self {
        let undelivered = state.undelivered.iter().map(|one| UndeliveredItem {
            id: one.id.uuid(),
            kind: one.kind.to_string(),
            to: one.to.to_string(),
            since: one.enqueued_at,
            attempts: one.attempts,
            stuck: one.is_stuck,
            alarm: state.is_alarm(one),
            why: one.why.clone(),
        });
        let unhandled = state.unhandled.iter().map(|one| UnhandledItem {
            id: one.message.uuid(),
            kind: one.kind.to_string(),
            from: one.from.to_string(),
            since: one.arrived_at,
            attempts: one.attempts,
            why: one.why.clone(),
        });
        Self {
            party: state.party.to_string(),
            directory: state.directory.as_ref().map(|copy| copy.version),
            directory_usable: state.directory.as_ref().is_some_and(|copy| copy.usable),
            undelivered: undelivered.collect(),
            unhandled: unhandled.collect(),
        }
    }
}

/// The node's messages as they are now.
///
/// # Errors
/// The database is away.
pub async fn state<N: Node>(node: &N) -> Result<State> {
    let (station, wall) = (&**node.station(), MachineClock.now());
    let undelivered = station.mailbox().undelivered(wall).await.map_err(away)?;
    let unhandled = station.mailbox().unhandled_since(wall, ARRIVALS_MAX).await.map_err(away)?;
    let (directory, names) = known(station, wall).await?;
    let alarm_before = wall - station.settings().alarm_after;
    Ok(State { party: station.party(), undelivered, unhandled, directory, names, alarm_before })
}

type Names = Vec<(Party, [String; 3])>;

async fn known(station: &Station, wall: Timestamp) -> Result<(Option<Copy>, Names)> {
    let Some(newest) = station.directory().newest().await.map_err(away)? else {
        return Ok((None, Vec::new()));
    };
    let usable: std::result::Result<(), Unusable> =
        newest.usable_at(wall, station.settings().directory_age_max);
    let names = newest.institutions.iter().map(|one| {
        let names = one.names.clone();
        (Party::Institution(one.number), [names.nb, names.nn, names.en])
    });
    let copy = Copy {
        version: newest.version,
        issued_at: newest.issued_at,
        usable: usable.is_ok(),
        institutions: newest.institutions.len(),
    };
    Ok((Some(copy), names.collect()))
}

/// Has a message sent again whose fault is mended, as if it had been enqueued now.
///
/// # Errors
/// Not found for an id that is none; refused `message-settled` when it is no longer on its way.
pub async fn send_again<N: Node>(act: &mut Act<N>, message: Uuid) -> Result<Entry> {
    let wall = MachineClock.now();
    end(act, message, &Ended::SentAgain(wall)).await?;
    Ok(Entry::new(SEND_AGAIN, "message", message))
}

/// Gives a message up, for a reason that is kept with it.
///
/// # Errors
/// As [`send_again`]; refused `never-given-up` for a kind that the node does not let go.
pub async fn give_up<N: Node>(act: &mut Act<N>, message: Uuid, reason: &str) -> Result<Entry> {
    let kind = end(act, message, &Ended::GivenUp(reason.to_owned())).await?;
    // Asked of what was given up, whatever others have done with it meanwhile; the act is let go.
    if !act.node().may_be_given_up(&kind.to_string()) {
        return Err(Error::refused("never-given-up", text("messages-never-given-up", &[])));
    }
    Ok(Entry::new(GIVE_UP, "message", message))
}

async fn end<N: Node>(act: &mut Act<N>, message: Uuid, how: &Ended) -> Result<Kind> {
    let id = MessageId::new(message).map_err(|_| Error::NotFound)?;
    let station = act.node().station().clone();
    let ended = station.mailbox().end(act.inner_mut(), id, how).await.map_err(away)?;
    ended.ok_or_else(|| Error::refused("message-settled", text("messages-settled", &[])))
}

fn away(fault: PortFault) -> Error {
    Error::Internal(fault.into())
}
