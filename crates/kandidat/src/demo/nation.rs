//! The nation of a demonstration: the national register and its offices. Each has a database and
//! keys of its own and is reached over HTTP alone; who is reached where, and by which key a message
//! is known, stands in the register's directory, which two of its operators have filled.

use super::database::DemoServer;
use super::seat::{Office, Seat};
use super::story::Era;
use super::walk::Walker;
use crate::running::{self, Running};
use anyhow::{Context, Result, anyhow};
use ed25519_dalek::SigningKey;
use edge::station::StationConfig;
use jiff::Timestamp;
use letters::Post;
use office::Mode;
use office::world::{CastMember, NEIGHBOURS};
use register::Issuing;
use register::exclusion::TokenSecret;
use register::world::{Listing, list_institution, list_register};
use std::sync::Arc;
use store::Store;
use tokio::net::TcpListener;
use wire::directory::Address;
use wire::port::HeldKeys;
use wire::{PublicKey, Settings};
use wire_http::MachineClock;

/// The number of the invented university whose story is told.
pub const NORDLYS: &str = "999";
const NORDLYS_NAMES: [&str; 3] =
    ["Nordlys universitet", "Nordlys universitet", "Nordlys University"];

/// The nodes that run. They know nothing of each other's databases.
pub struct Nation {
    /// The register; none beside a university whose database was given.
    pub register: Option<Running>,
    /// Each office, by the number of its institution; Nordlys universitet first.
    pub offices: Vec<(&'static str, Office)>,
}

impl Nation {
    /// One university alone.
    pub fn alone(office: Running) -> Self {
        Self { register: None, offices: vec![(NORDLYS, office.into())] }
    }

    /// The office with this number.
    ///
    /// # Errors
    /// There is none.
    pub fn office(&self, number: &str) -> Result<&Office> {
        let found = self.offices.iter().find(|(one, _)| *one == number);
        Ok(&found.with_context(|| format!("no office {number}"))?.1)
    }

    /// A member of the cast, signed in where it is known.
    ///
    /// # Errors
    /// It is not known there.
    pub async fn person(&self, number: &str, key: &str) -> Result<Walker> {
        Walker::sign_in(&self.office(number)?.url, CastMember::named(key).id().0).await
    }

    /// An officer of a neighbour, signed in: 0 and 1 work at its central department, 2 with exams.
    ///
    /// # Errors
    /// There is no such neighbour.
    pub async fn officer(&self, number: &str, position: usize) -> Result<Walker> {
        let neighbour = NEIGHBOURS.iter().find(|one| one.number == number);
        let officer = neighbour.context("a neighbour")?.officer_id(position);
        Walker::sign_in(&self.office(number)?.url, officer.0).await
    }

    /// Lets what has begun end, then stops all of them.
    pub async fn stop(self) {
        for (_, office) in self.offices {
            office.away().await;
        }
        if let Some(register) = self.register {
            register.stop().await;
        }
    }
}

/// The register of a nation that begins, and what its offices must know of it.
pub struct Centre {
    /// The register.
    pub running: Running,
    node: register::Node,
    address: Address,
    pinned: Vec<PublicKey>,
}

impl Centre {
    /// Starts the register with its invented operators; they list it in its own directory.
    ///
    /// # Errors
    /// PostgreSQL cannot be used.
    pub async fn start(
        server: &DemoServer,
        name: &str,
        now: Timestamp,
        listener: TcpListener,
    ) -> Result<Self> {
        let store = server.register(name, now).await?;
        let signing = new_key();
        let pinned = vec![PublicKey::from(signing.verifying_key())];
        let issuing = Issuing::new(HeldKeys::new([signing]), Arc::new(MachineClock));
        let station = StationConfig {
            keys: HeldKeys::new([new_key()]),
            pinned: pinned.clone(),
            register: None,
            settings: settings(),
        };
        let secret = TokenSecret::default();
        let (running, node) =
            running::start_register(store, Mode::Demo, listener, station, issuing, secret)?;
        let address: Address = running.url.parse().map_err(|not| anyhow!("{not}"))?;
        list_register(&node, &address).await.map_err(|error| listing("the register", &error))?;
        Ok(Self { running, node, address, pinned })
    }

    /// Takes an institution into the directory, with a new key, and answers what its office runs on.
    ///
    /// # Errors
    /// The register's database is away.
    pub async fn take_in(&self, number: &str, names: [&str; 3], url: &str) -> Result<Seat> {
        let key = new_key();
        let public = PublicKey::from(key.verifying_key());
        let keys = HeldKeys::new([key.clone()]);
        let listed = Listing {
            number: number.parse().map_err(|not| anyhow!("{not}"))?,
            names: names.map(str::to_owned),
            address: url.parse().map_err(|not| anyhow!("{not}"))?,
        };
        let taken_in = list_institution(&self.node, &listed, &public, &keys).await;
        taken_in.map_err(|error| listing(number, &error))?;
        Ok(Seat { key, pinned: self.pinned.clone(), register: self.address.clone() })
    }

    /// Starts Nordlys universitet, whose database is there, listed in the directory.
    ///
    /// # Errors
    /// A database or the address cannot be used.
    pub async fn nordlys(
        &self,
        store: Store,
        listener: TcpListener,
        post: Option<Arc<dyn Post>>,
    ) -> Result<Running> {
        let url = running::address(&listener)?;
        let seat = self.take_in(NORDLYS, NORDLYS_NAMES, &url).await?;
        running::start(store, Mode::Demo, listener, seat.station(), post).await
    }

    /// Starts the neighbours of Nordlys universitet, their clocks at `now`.
    ///
    /// # Errors
    /// As [`Centre::nordlys`].
    pub async fn neighbours(
        &self,
        server: &DemoServer,
        prefix: &str,
        now: Timestamp,
        era: &Era,
    ) -> Result<Vec<(&'static str, Office)>> {
        let mut running = Vec::new();
        for neighbour in &NEIGHBOURS {
            let name = format!("{prefix}_{}", neighbour.number);
            let store = server.neighbour(&name, now, &era.rule_set, neighbour).await?;
            let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("listening")?;
            let url = running::address(&listener)?;
            let seat = self.take_in(neighbour.number, neighbour.names, &url).await?;
            running.push((neighbour.number, Office::open(store, listener, seat).await?));
        }
        Ok(running)
    }
}

/// On one machine addresses are not encrypted.
pub(super) fn settings() -> Settings {
    Settings { plain_addresses: true, ..Settings::default() }
}

/// Each demonstration has keys of its own, which end with it.
fn new_key() -> SigningKey {
    SigningKey::from_bytes(&rand::random())
}

fn listing(whom: &str, error: &edge::Error) -> anyhow::Error {
    anyhow!("listing {whom}: {error:?}")
}
