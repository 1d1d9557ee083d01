//! An office of the nation. It can be away for a while, as real ones are: nobody answers at its address,
//! and what is written to it waits with whoever wrote.

use super::nation::settings;
use crate::running::{self, Running};
use anyhow::{Context, Result};
use ed25519_dalek::SigningKey;
use edge::station::StationConfig;
use office::Mode;
use store::Store;
use tokio::net::TcpListener;
use tokio::sync::Mutex;
use wire::PublicKey;
use wire::directory::Address;
use wire::port::HeldKeys;

/// By what an office is known to the others, and by what it knows the register.
#[derive(Clone)]
pub struct Seat {
    /// Its signing key.
    pub key: SigningKey,
    /// The keys of the register.
    pub pinned: Vec<PublicKey>,
    /// Where the register is.
    pub register: Address,
}

impl Seat {
    /// What its end of the wire is made of.
    pub fn station(&self) -> StationConfig {
        StationConfig {
            keys: HeldKeys::new([self.key.clone()]),
            pinned: self.pinned.clone(),
            register: Some(self.register.clone()),
            settings: settings(),
        }
    }
}

/// An office that runs, or is away.
pub struct Office {
    /// Where its pages are.
    pub url: String,
    running: Mutex<Option<Running>>,
    /// What it is started from again; nothing of one that is never away.
    again: Option<(Store, Seat)>,
}

impl From<Running> for Office {
    fn from(running: Running) -> Self {
        Self { url: running.url.clone(), running: Mutex::new(Some(running)), again: None }
    }
}

impl Office {
    /// Starts one that can be away.
    ///
    /// # Errors
    /// Its database or the address cannot be used.
    pub async fn open(store: Store, listener: TcpListener, seat: Seat) -> Result<Self> {
        let running = start(&store, listener, &seat).await?;
        Ok(Self { again: Some((store, seat)), ..Self::from(running) })
    }

    /// Lets what has begun end, then stops it.
    pub async fn away(&self) {
        if let Some(running) = self.running.lock().await.take() {
            running.stop().await;
        }
    }

    /// Starts it again where it was, as who it was. One that runs goes on.
    ///
    /// # Errors
    /// It is one that is never away, or its address is taken.
    pub async fn back(&self) -> Result<()> {
        let mut running = self.running.lock().await;
        if running.is_none() {
            let (store, seat) = self.again.as_ref().context("an office that can be away")?;
            let address = self.url.trim_start_matches("http://");
            let listener = TcpListener::bind(address).await.context("listening again")?;
            *running = Some(start(store, listener, seat).await?);
        }
        Ok(())
    }
}

async fn start(store: &Store, listener: TcpListener, seat: &Seat) -> Result<Running> {
    running::start(store.clone(), Mode::Demo, listener, seat.station(), None).await
}
