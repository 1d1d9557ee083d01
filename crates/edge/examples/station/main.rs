//! A node that does nothing but send and take messages: what the drill of the wire kills and the
//! bench measures. Doors, senders, handler and directory are those of every node.
//!
//! Its configuration is its only argument, as JSON. It prints `ready ADDRESS`, then reads lines and
//! answers them: `say TO KIND TIMES` sends, in one act, and prints `said ID.` for each message once
//! the act is committed; `floor ADDRESS TIMES PACE` measures what an exchange costs without signature
//! and storage. A message that is undelivered for too long is printed as `alarm ID.`. It goes on
//! until its input closes.

mod floor;
mod words;

use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use ed25519_dalek::SigningKey;
use edge::station::{DIRECTORY_PATH, Station, StationConfig};
use edge::{Allow, Found, Node, PersonId, PersonName, Place, Principal, Routes};
use jiff::SignedDuration;
use rules::{Language, Text};
use serde::Deserialize;
use store::Store;
use store::session::Wanted;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use wire::directory::Address;
use wire::port::{HeldKeys, Limits};
use wire::{Party, PublicKey, Settings};

const ALARMS_EVERY: Duration = Duration::from_millis(200);

/// How it is set up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    party: Party,
    database: String,
    /// Where it listens; without it, where the machine chooses.
    listen: Option<SocketAddr>,
    /// Each of the 32 bytes of its signing key.
    key: u8,
    /// The key that signs the directory.
    pinned: PublicKey,
    /// Where the directory is fetched.
    register: Address,
    /// The file that is handed out as the directory, read anew each time.
    directory: Option<PathBuf>,
    /// How long a connection and an answer may take, and until when an undelivered message is well.
    connect_ms: u64,
    answer_ms: u64,
    alarm_after_ms: i64,
}

/// The node.
#[derive(Clone)]
pub struct Lone {
    store: Store,
    station: Arc<Station>,
    institution: Arc<ui::Institution>,
}

/// Nobody signs in.
pub enum Nobody {}

/// Everybody gets past every guard: there are no pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anybody;

impl Principal for Nobody {
    fn person(&self) -> PersonId {
        match *self {}
    }

    fn name(&self) -> &PersonName {
        match *self {}
    }

    fn language(&self) -> Language {
        match *self {}
    }
}

impl Allow<Nobody> for Anybody {
    const PUBLIC: Self = Self;
    const SIGNED_IN: Self = Self;

    fn lets(self, _: Option<&Nobody>) -> bool {
        true
    }
}

impl Node for Lone {
    type Principal = Nobody;
    type Allow = Anybody;

    fn store(&self) -> &Store {
        &self.store
    }

    fn station(&self) -> &Arc<Station> {
        &self.station
    }

    fn institution(&self) -> &ui::Institution {
        &self.institution
    }

    fn is_demo(&self) -> bool {
        true
    }

    fn menu(&self) -> &[Place<Anybody>] {
        &[]
    }

    async fn signed_in(
        &self,
        _: &Wanted,
        _: Option<Language>,
    ) -> edge::Result<Option<Found<Nobody>>> {
        Ok(None)
    }
}

impl Lone {
    async fn open(config: &Config) -> Result<Self> {
        let store = Store::connect(&config.database).await?;
        store.migrate(&[&words::tables()]).await?;
        let limits = Limits {
            connect: Duration::from_millis(config.connect_ms),
            answer: Duration::from_millis(config.answer_ms),
            ..Limits::USUAL
        };
        let station = StationConfig {
            keys: HeldKeys::new([SigningKey::from_bytes(&[config.key; 32])]),
            pinned: vec![config.pinned],
            register: Some(config.register.clone()),
            settings: Settings {
                alarm_after: SignedDuration::from_millis(config.alarm_after_ms),
                plain_addresses: true,
                limits,
                ..Settings::default()
            },
        };
        let station = Station::new(&store, config.party, station, &words::taken());
        let number = config.party.to_string();
        let name = Text::new("En stasjon", "Ein stasjon", "A station");
        let institution = ui::Institution { short_name: number.clone(), number, name };
        Ok(Self { store, station: Arc::new(station), institution: Arc::new(institution) })
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let config: Config = serde_json::from_str(&std::env::args().nth(1).context("no argument")?)?;
    let node = Lone::open(&config).await?;
    let mut router = edge::router(node.clone(), Routes::default(), words::taken());
    if let Some(file) = config.directory {
        let hand_out = move || async move { tokio::fs::read(file).await.unwrap_or_default() };
        router = router.route(DIRECTORY_PATH, axum::routing::get(hand_out));
    }
    router = router.merge(floor::door());
    let listen = config.listen.unwrap_or((Ipv4Addr::LOCALHOST, 0).into());
    let listener = TcpListener::bind(listen).await?;
    tell(&format!("ready http://{}", listener.local_addr()?));
    let (lines, mut asked) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if lines.send(line).is_err() {
                return;
            }
        }
    });
    let talk = async {
        while let Some(line) = asked.recv().await {
            tokio::spawn(say(node.clone(), line));
        }
    };
    tokio::select! {
        () = talk => {}
        () = alarms(&node) => {}
        () = edge::station::run(node.clone(), words::taken(), std::future::pending()) => {}
        served = axum::serve(listener, router) => served?,
    }
    Ok(())
}

/// What fails was not said: it may be there or not.
async fn say(node: Lone, line: String) {
    if line.starts_with("floor ") {
        return tell(&floor::measure(&line).await.unwrap_or_default());
    }
    for id in words::say(&node, &line).await.unwrap_or_default() {
        tell(&format!("said {id}."));
    }
}

async fn alarms(node: &Lone) {
    let mut told = BTreeSet::new();
    loop {
        for one in wire::send::alarms(&*node.station).await.unwrap_or_default() {
            if told.insert(one.id) {
                tell(&format!("alarm {}.", one.id));
            }
        }
        tokio::time::sleep(ALARMS_EVERY).await;
    }
}

/// Whoever started it may have gone, and then nobody need be told.
fn tell(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
