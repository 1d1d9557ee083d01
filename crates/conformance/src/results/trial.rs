//! An institution under test as a source: what it is asked, and what of its answers is believed.

use elmo::VerifyingKey;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use protocol::exchange::{ASK, Ask, Asked as Answered, GivenBasis, Shared};
use rules::exchange::{Channel, Outcome, Purpose};
use serde_json::{Value, json};
use uuid::Uuid;
use wire::{Network, Receipt};

use super::agreed;
use crate::World;
use crate::exchange::{Asked, By, Said, Wrong, asked, message, question, read};
use crate::world::Whose;

/// The case that questions are asked in.
pub(super) const CASE: &str = "conformance-1";

/// What the checks have in common.
pub(super) struct Trial<'a, N> {
    world: &'a World,
    network: &'a N,
    /// What was handed out of the one who has passed something: the signed document, and the ids beside it.
    pub(super) handed: Option<(Vec<u8>, Vec<Uuid>)>,
}

impl<'a, N: Network> Trial<'a, N> {
    pub(super) fn new(world: &'a World, network: &'a N) -> Self {
        Self { world, network, handed: None }
    }

    /// The number of the institution under test.
    pub(super) fn number(&self) -> String {
        self.world.receiver.to_string()
    }

    /// Asks, as an institution does that has nothing to do with the person.
    pub(super) async fn question(
        &self,
        by: By,
        about: Option<&'static str>,
        body: &Value,
    ) -> Result<Said, Wrong> {
        question(self.world, self.network, asked(by, ASK, about, body)?).await
    }

    /// Two questions under one id.
    pub(super) async fn one_id(&self, bodies: [&Value; 2]) -> Result<[Said; 2], Wrong> {
        let first = asked(By::Sender, ASK, Some(CASE), bodies[0])?;
        let again = Asked { id: first.id, ..asked(By::Sender, ASK, Some(CASE), bodies[1])? };
        let first = question(self.world, self.network, first).await?;
        Ok([first, question(self.world, self.network, again).await?])
    }

    /// Asks rightly, and reads what is answered.
    pub(super) async fn ask(&self, ask: &Ask) -> Result<Answered, Wrong> {
        let said = self.question(By::Sender, Some(CASE), &json!(ask)).await?;
        let shared: Shared = read(said.body()?, "an answer about results")?;
        shared.read().map_err(|fault| fault.to_string())
    }

    /// Whether a question is answered with this outcome, and with no results.
    pub(super) async fn nothing(&self, ask: &Ask, expected: Outcome) -> Result<(), Wrong> {
        match self.ask(ask).await? {
            Answered::Nothing(outcome) if outcome == expected => Ok(()),
            Answered::Nothing(outcome) => Err(format!("{} is answered", told(outcome))),
            Answered::Ok(..) => Err("results are handed out".to_owned()),
        }
    }

    /// Sends a message, which must be acknowledged.
    pub(super) async fn tell(&self, kind: &'static str, body: &Value) -> Result<Receipt, Wrong> {
        message(self.world, self.network, asked(By::Sender, kind, None, body)?).await
    }

    /// The key of the institution that the directory lists.
    pub(super) fn key(&self) -> Result<VerifyingKey, Wrong> {
        let (receiver, id) = (self.world.receiver, self.world.key(Whose::Receiver));
        let listed = self.world.directory.keys(receiver).iter().find(|key| key.id == id);
        let key = listed.ok_or("the source is not in the directory")?;
        Ok(VerifyingKey::ed25519(key.public_key.bytes()))
    }
}

fn told(outcome: Outcome) -> String {
    serde_json::to_string(&outcome).unwrap_or_default()
}

/// A question about the one who has passed something, on the Act.
pub(super) fn right() -> Ask {
    Ask { national_id: agreed::passed(), purpose: Purpose::Recognition, basis: GivenBasis::Statute }
}

/// A consent that was given so many days ago on the student's own pages, and holds until so many from today.
pub(super) fn consent(given: i64, until: Option<i64>) -> GivenBasis {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    GivenBasis::Consent {
        channel: Channel::StudentPages,
        given: today.saturating_sub(given.days()),
        until: until.map(|days| today.saturating_add(days.days())),
        text_version: 1,
        reference: Some(Uuid::new_v4()),
    }
}
