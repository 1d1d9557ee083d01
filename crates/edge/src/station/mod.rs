//! A node's end of the wire: what it sends within its acts, and what it does with what comes.
//!
//! A routine names each kind of message that it takes, from whom, in which form, and the use case
//! that handles it ([`Messages`]). A use case sends with [`Act::send`](crate::Act::send): the
//! message exists if and only if the act is committed. [`run`] sends, handles and keeps the
//! directory fresh until the node stops; the doors are routes of [`crate::router`].

pub mod api;
pub mod desk;
mod domain;
mod fetch;
mod messages;
pub mod pages;
mod run;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;

use ed25519_dalek::SigningKey;
use store::Store;
use store::directory::DirectoryCopy;
use store::mailbox::DatabaseMailbox;
use tokio::sync::Notify;
use wire::directory::Address;
use wire::port::HeldKeys;
use wire::{
    Chance, Envelope, KeyRing, Network, Party, PublicKey, Route, Settings, Takes, WallClock,
};
use wire_http::{HttpNetwork, MachineChance, MachineClock};

use domain::Domain;
pub use fetch::DIRECTORY_PATH;
pub use messages::{From, Messages, Returned, body};
pub use run::run;
#[cfg(any(test, feature = "testing"))]
pub use run::settle;

/// What a node's end of the wire is made of. The default is a node that stands alone: with a key of
/// its own that nobody knows, and no register to ask who the others are.
pub struct StationConfig {
    /// Its own signing keys.
    pub keys: HeldKeys,
    /// The keys of the register that the first version of the directory is verified by.
    pub pinned: Vec<PublicKey>,
    /// Where the directory is fetched; nowhere for the register, which issues it, and for a node
    /// that stands alone.
    pub register: Option<Address>,
    /// Limits and settings.
    pub settings: Settings,
}

impl Default for StationConfig {
    fn default() -> Self {
        let key = SigningKey::from_bytes(&rand::random());
        Self {
            keys: HeldKeys::new([key]),
            pinned: Vec::new(),
            register: None,
            settings: Settings::default(),
        }
    }
}

/// A node's end of the wire.
pub struct Station {
    party: Party,
    config: StationConfig,
    mailbox: DatabaseMailbox,
    directory: DirectoryCopy,
    network: OnceLock<HttpNetwork>,
    taken: messages::Table,
    /// Something was sent: who sends need not wait.
    sent: Notify,
    /// Something has come: who handles need not wait.
    came: Notify,
}

impl Station {
    /// The end of the wire of the node with this database, which takes what its routines name.
    pub fn new<N: crate::Node>(
        store: &Store,
        party: Party,
        config: StationConfig,
        takes: &Messages<N>,
    ) -> Self {
        Self {
            party,
            mailbox: DatabaseMailbox::new(store.clone()),
            directory: DirectoryCopy::new(store.clone(), config.pinned.clone()),
            network: OnceLock::new(),
            taken: takes.table(),
            sent: Notify::new(),
            came: Notify::new(),
            config,
        }
    }

    /// Who the node is.
    pub fn party(&self) -> Party {
        self.party
    }

    /// Where its messages are kept.
    pub fn mailbox(&self) -> &DatabaseMailbox {
        &self.mailbox
    }

    /// Its copy of the directory.
    pub fn directory(&self) -> &DirectoryCopy {
        &self.directory
    }

    /// Its settings.
    pub fn settings(&self) -> &Settings {
        &self.config.settings
    }

    /// Its own keys.
    pub fn keys(&self) -> &HeldKeys {
        &self.config.keys
    }

    /// Whether there is a register to ask: a node that stands alone has none.
    pub fn has_register(&self) -> bool {
        self.config.register.is_some()
    }

    pub(crate) fn something_was_sent(&self) {
        self.sent.notify_one();
    }

    pub(crate) fn something_has_come(&self) {
        self.came.notify_one();
    }

    /// The HTTP client, made when it is first needed: a node that sends nothing reads no
    /// certificates.
    fn http(&self) -> Option<&HttpNetwork> {
        if let Some(network) = self.network.get() {
            return Some(network);
        }
        match HttpNetwork::new(self.config.settings.limits) {
            Ok(made) => Some(self.network.get_or_init(|| made)),
            Err(error) => {
                tracing::error!(%error, "nothing can be sent");
                None
            }
        }
    }
}

impl Network for Station {
    async fn send(
        &self,
        request: http::Request<bytes::Bytes>,
        limits: wire::port::Limits,
    ) -> Result<http::Response<bytes::Bytes>, wire::port::NetworkFault> {
        let network = self.http().ok_or(wire::port::NetworkFault::NoConnection)?;
        network.send(request, limits).await
    }
}

impl wire::Station for Station {
    type Mailbox = DatabaseMailbox;

    fn me(&self) -> Party {
        self.party()
    }

    fn mailbox(&self) -> &DatabaseMailbox {
        &self.mailbox
    }

    fn network(&self) -> &impl Network {
        self
    }

    fn clock(&self) -> &impl WallClock {
        &MachineClock
    }

    fn chance(&self) -> &impl Chance {
        &MachineChance
    }

    fn directory(&self) -> &impl wire::Directory {
        &self.directory
    }

    fn keys(&self) -> &impl KeyRing {
        &self.config.keys
    }

    fn settings(&self) -> &Settings {
        &self.config.settings
    }

    fn takes(&self, envelope: &Envelope, route: Route) -> Takes {
        self.taken.takes(envelope, route)
    }
}

/// The doors of a node: where messages and questions come, and the status that anybody may read.
pub(crate) fn doors<N: crate::Node>(node: &N, messages: Messages<N>) -> Router {
    let station = node.station().clone();
    let doors = wire_http::doors(station.clone(), Domain::new(node.clone(), messages));
    doors.layer(from_fn_with_state(station, stir))
}

async fn stir(State(station): State<Arc<Station>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    station.something_has_come();
    response
}
