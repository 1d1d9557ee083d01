//! A receiver for the tests: the wire's own, over a mailbox in memory.

mod mailbox;

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use ed25519_dalek::SigningKey;
use jiff::{SignedDuration, Timestamp};
use mailbox::Memory;
use protocol::exclusion::{CHANGED, LISTED, Listed, REMOVED, Removed, Row, TAKEN, Taken};
use serde::Deserialize;
use serde_json::Value;
use wire::directory::Verified;
use wire::port::{HeldKeys, Limits};
use wire::receive::{Answerer, Replied};
use wire::{
    Chance, Directory, Envelope, KeyRing, Network, Party, PortFault, Route, Settings, Station,
    Takes, WallClock,
};
use wire_http::{HttpNetwork, MachineChance, doors};

/// What is wrong with a receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// Knows no message again.
    Forgets,
    /// Is ten minutes ahead.
    WrongClock,
    /// Takes every kind.
    TakesEverything,
    /// Signs with a key that is not the one it names.
    OtherKey,
    /// Takes what the register alone tells from anybody.
    TrustsAnybody,
    /// Takes what it knows in whatever form.
    TakesAnyForm,
    /// Does not know what the register tells of what was sent to it.
    KnowsNoTaken,
    /// Takes nothing of exclusions.
    KnowsNoExclusions,
}

pub struct Receiver {
    me: Party,
    mailbox: Memory,
    network: HttpNetwork,
    clock: Clock,
    directory: Copy,
    keys: Keys,
    settings: Settings,
    sabotage: Option<Sabotage>,
}

struct Clock(SignedDuration);

impl WallClock for Clock {
    fn now(&self) -> Timestamp {
        Timestamp::now() + self.0
    }
}

struct Copy(Arc<Verified>);

impl Directory for Copy {
    async fn newest(&self) -> Result<Option<Arc<Verified>>, PortFault> {
        Ok(Some(self.0.clone()))
    }
}

struct Keys {
    held: HeldKeys,
    /// Signs in place of the key that is named.
    other: Option<SigningKey>,
}

impl KeyRing for Keys {
    fn held(&self) -> Vec<wire::KeyId> {
        self.held.held()
    }

    async fn sign(&self, key: &wire::KeyId, bytes: &[u8]) -> Result<[u8; 64], PortFault> {
        match &self.other {
            Some(other) => Ok(ed25519_dalek::Signer::sign(other, bytes).to_bytes()),
            None => self.held.sign(key, bytes).await,
        }
    }
}

/// Answers no question.
struct Nothing;

impl Answerer<Memory> for Nothing {
    async fn answer(
        &self,
        (): (),
        _: &Envelope,
    ) -> Result<Replied<Memory>, Box<dyn std::error::Error + Send + Sync>> {
        Err("no question is taken".into())
    }
}

impl Receiver {
    /// With what lies in the folder, as another implementation would be set up.
    pub fn set_up(folder: &Path, me: Party, sabotage: Option<Sabotage>) -> Router {
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        let pinned = String::from_utf8(read("register-key.txt")).unwrap().parse().unwrap();
        let directory = Verified::read(read("directory.json").into(), &[pinned]).unwrap();
        let key: [u8; 32] = hex::decode(read("receiver.hex")).unwrap().try_into().unwrap();
        let is = |wrong| sabotage == Some(wrong);
        let ahead = SignedDuration::from_mins(if is(Sabotage::WrongClock) { 10 } else { 0 });
        let station = Self {
            me,
            mailbox: Memory::new(is(Sabotage::Forgets)),
            network: HttpNetwork::new(Limits::USUAL).unwrap(),
            clock: Clock(ahead),
            directory: Copy(Arc::new(directory)),
            keys: Keys {
                held: HeldKeys::new([SigningKey::from_bytes(&key)]),
                other: is(Sabotage::OtherKey).then(|| SigningKey::from_bytes(&[7; 32])),
            },
            settings: Settings::default(),
            sabotage,
        };
        doors(Arc::new(station), Nothing)
    }
}

impl Station for Receiver {
    type Mailbox = Memory;

    fn me(&self) -> Party {
        self.me
    }
    fn mailbox(&self) -> &Memory {
        &self.mailbox
    }
    fn network(&self) -> &impl Network {
        &self.network
    }
    fn clock(&self) -> &impl WallClock {
        &self.clock
    }
    fn chance(&self) -> &impl Chance {
        &MachineChance
    }
    fn directory(&self) -> &impl Directory {
        &self.directory
    }
    fn keys(&self) -> &impl KeyRing {
        &self.keys
    }
    fn settings(&self) -> &Settings {
        &self.settings
    }
    fn takes(&self, envelope: &Envelope, route: Route) -> Takes {
        let is = |wrong| self.sabotage == Some(wrong);
        let kind = envelope.kind.to_string();
        let known = route == Route::Message && kind == conformance::KIND;
        if known || is(Sabotage::TakesEverything) {
            return Takes::Yes;
        }
        let body = Value::Object(envelope.body.clone());
        let is_right = match kind.as_str() {
            _ if route == Route::Question || is(Sabotage::KnowsNoExclusions) => None,
            LISTED => Some(Listed::deserialize(body).is_ok()),
            CHANGED => Some(Row::deserialize(body).is_ok()),
            REMOVED => Some(Removed::deserialize(body).is_ok()),
            TAKEN if is(Sabotage::KnowsNoTaken) => None,
            TAKEN => Some(Taken::deserialize(body).is_ok()),
            _ => None,
        };
        match (is_right, envelope.from) {
            (None, _) => Takes::NotKnown,
            (_, Party::Institution(_)) if !is(Sabotage::TrustsAnybody) => Takes::NotFromYou,
            (Some(false), _) if !is(Sabotage::TakesAnyForm) => Takes::OtherForm,
            _ => Takes::Yes,
        }
    }
}
