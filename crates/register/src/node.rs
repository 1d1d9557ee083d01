//! A running register: its database and what it is called. No statics.

use crate::access::{self, Allow, MENU, Principal};
use crate::app;
use crate::exclusion::TokenSecret;
use ed25519_dalek::SigningKey;
use edge::station::{Station, StationConfig};
use edge::{Found, Mode, Place, Result};
use jiff::{SignedDuration, Timestamp};
use rules::{Language, Text};
use std::sync::Arc;
use store::Store;
use store::directory::DirectoryCopy;
use store::session::Wanted;
use wire::port::HeldKeys;
use wire::{Party, WallClock};
use wire_http::MachineClock;

/// A running register. Cloning is cheap; all clones are the same register.
#[derive(Clone)]
pub struct Node(Arc<Inner>);

struct Inner {
    store: Store,
    mode: Mode,
    name: ui::Institution,
    station: Arc<Station>,
    issuing: Issuing,
    token_secret: TokenSecret,
}

/// How long a version of the directory may be used, where nothing else is set.
const VALID_FOR_DEFAULT: SignedDuration = SignedDuration::from_hours(48);

/// What the directory is issued with.
pub struct Issuing {
    /// The keys that sign it. Which of them count, the directory itself says.
    pub keys: HeldKeys,
    /// Wall time: keys and versions go by it.
    pub wall: Arc<dyn WallClock>,
    /// How long a version may be used, however young a copy a party asks for.
    pub valid_for: SignedDuration,
}

/// With a new key that nobody knows yet, by the machine's clock: for a demonstration.
impl Default for Issuing {
    fn default() -> Self {
        let key = SigningKey::from_bytes(&rand::random());
        Self::new(HeldKeys::new([key]), Arc::new(MachineClock))
    }
}

impl Issuing {
    /// With these keys, by this clock, for 48 hours a version.
    pub fn new(keys: HeldKeys, wall: Arc<dyn WallClock>) -> Self {
        Self { keys, wall, valid_for: VALID_FOR_DEFAULT }
    }
}

impl Node {
    /// The register whose database this is, with its end of the wire.
    pub fn new(
        store: Store,
        mode: Mode,
        station: StationConfig,
        issuing: Issuing,
        token_secret: TokenSecret,
    ) -> Self {
        let station = Station::new(&store, Party::Register, station, &app::messages());
        let name = ui::Institution {
            number: "register".to_owned(),
            short_name: "RUST".to_owned(),
            name: Text::new(
                "Det nasjonale registeret over utestengte studenter",
                "Det nasjonale registeret over utestengde studentar",
                "The national register of excluded students",
            ),
        };
        Self(Arc::new(Inner {
            store,
            mode,
            name,
            station: Arc::new(station),
            issuing,
            token_secret,
        }))
    }

    /// What the directory is issued with.
    pub fn issuing(&self) -> &Issuing {
        &self.0.issuing
    }

    /// What the keys of tokens follow from.
    pub(crate) fn token_secret(&self) -> &TokenSecret {
        &self.0.token_secret
    }

    /// The versions of the directory that were issued.
    pub fn directory(&self) -> &DirectoryCopy {
        self.0.station.directory()
    }
}

/// What the edge asks of the register.
impl edge::Node for Node {
    type Principal = Principal;
    type Allow = Allow;

    fn store(&self) -> &Store {
        &self.0.store
    }

    fn station(&self) -> &Arc<Station> {
        &self.0.station
    }

    fn institution(&self) -> &ui::Institution {
        &self.0.name
    }

    fn is_demo(&self) -> bool {
        self.0.mode == Mode::Demo
    }

    /// Keys and versions of the directory go by it too.
    fn wall(&self) -> Timestamp {
        self.0.issuing.wall.now()
    }

    fn may_be_given_up(&self, kind: &str) -> bool {
        !protocol::exclusion::BINDING.contains(&kind)
    }

    fn menu(&self) -> &[Place<Allow>] {
        MENU
    }

    async fn signed_in(
        &self,
        wanted: &Wanted,
        language: Option<Language>,
    ) -> Result<Option<Found<Principal>>> {
        let mut conn = self.0.store.pool.acquire().await?;
        Ok(access::store::signed_in(&mut conn, wanted, language, self.today()).await?)
    }
}
