//! Who takes part: a database server, four stations, and a proxy before each.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use ed25519_dalek::SigningKey;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sqlx::postgres::PgPoolOptions;
use store::server::{Options, PrivateServer};
use store::{Clock, Store};
use tempfile::TempDir;
use testkit::FaultProxy;
use tokio::process::Command;
use uuid::Uuid;
use wire::PublicKey;
use wire::directory::{Address, Document, Institution, ListedKey, Names, Register, sign};
use wire::port::HeldKeys;

use super::station::{ALARM_AFTER, Station, beside};
use crate::drill::database::kill_all;

/// The parties by number, the register first.
pub const PARTIES: [&str; 4] = ["register", "184", "185", "186"];
/// Each of the 32 bytes of the key that signs the directory.
pub const DIRECTORY_KEY: u8 = 1;
/// Each of the 32 bytes of the parties' keys.
pub const KEYS: [u8; 4] = [10, 20, 30, 40];
/// The stations give up sooner than in production, so that a round has several attempts.
const CONNECT: Duration = Duration::from_secs(1);
const ANSWER: Duration = Duration::from_secs(2);

const BACK_WITHIN: Duration = Duration::from_secs(30);

/// Whoever has not come before is new: a receiver that forgets what it has stored.
const FORGETS: &str = "create function forget() returns trigger language plpgsql as $$ begin
        update mailbox_received set message_id = gen_random_uuid()
            where sender = new.sender and message_id = new.message_id;
        return new;
    end $$;
    create trigger forget before insert on mailbox_received for each row execute function forget()";

/// The stations with all that they need.
pub struct World {
    pub proxies: Vec<FaultProxy>,
    pub stores: Vec<Store>,
    /// Messages whose evidence was verified at both ends.
    pub proven: BTreeSet<Uuid>,
    stations: Vec<Station>,
    server: PrivateServer,
    _folder: TempDir,
}

/// Builds the station's program, where `KANDIDAT_BUILT` does not say that it is.
pub async fn build() -> Result<()> {
    if std::env::var_os("KANDIDAT_BUILT").is_none() {
        let built = Command::new(crate::cargo())
            .args(["build", "--quiet", "--package", "edge", "--example", "station"])
            .status()
            .await?;
        ensure!(built.success(), "the station could not be built");
    }
    Ok(())
}

impl World {
    /// Starts everything, without a fault, and waits until all know the directory.
    pub async fn new() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("kdrill").tempdir_in("/tmp")?;
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&folder, mode)?;
        // What a process has written outlives its death; only that of the machine needs more.
        let settings = vec![("fsync".to_owned(), "off".to_owned())];
        let options = Options { settings, ..Options::default() };
        let server = PrivateServer::start(&folder.path().join("d"), options).await?;
        let mut proxies = Vec::new();
        for _ in PARTIES {
            proxies.push(FaultProxy::open().await?);
        }
        let file = folder.path().join("directory.json");
        let addresses =
            proxies.iter().map(|proxy| address(proxy.address)).collect::<Result<Vec<_>>>()?;
        std::fs::write(&file, directory(&addresses).await?)?;
        let (mut stations, mut stores) = (Vec::new(), Vec::new());
        for (number, party) in PARTIES.iter().enumerate() {
            let url = server.database(&format!("wire_{party}")).await?;
            let config = json!({
                "party": party,
                "database": url,
                "key": KEYS[number],
                "pinned": public(DIRECTORY_KEY).to_string(),
                "register": addresses[0],
                "directory": (number == 0).then_some(&file),
                "connect_ms": CONNECT.as_millis(),
                "answer_ms": ANSWER.as_millis(),
                "alarm_after_ms": ALARM_AFTER.as_millis(),
            });
            let station = Station::start(beside()?, config.to_string()).await?;
            proxies[number].lead_to(Some(station.address));
            stations.push(station);
            // Asks before each use whether its connection has outlived the last death.
            let pool = PgPoolOptions::new().max_connections(3).connect(&url).await?;
            stores.push(Store { pool, clock: Clock::system() });
        }
        let proven = BTreeSet::new();
        let world = Self { proxies, stores, proven, stations, server, _folder: folder };
        world.all_know_each_other().await?;
        Ok(world)
    }

    /// The id of a party's key, as it stands in the head of its requests.
    pub fn key_id(&self, number: usize) -> String {
        public(KEYS[number]).id().to_string()
    }

    /// Has a party send something.
    pub async fn say(&mut self, from: usize, to: usize, kind: &str) {
        self.stations[from].say(PARTIES[to], kind, 1).await;
    }

    /// Kills a station with -9.
    pub async fn kill(&mut self, number: usize) -> Result<()> {
        self.proxies[number].lead_to(None);
        self.stations[number].kill().await
    }

    /// Starts it again, at another address than before.
    pub async fn rise(&mut self, number: usize) -> Result<()> {
        self.stations[number].rise().await?;
        self.proxies[number].lead_to(Some(self.stations[number].address));
        Ok(())
    }

    /// Kills the database that all have, each its own part of, with -9. It comes back by itself.
    pub fn kill_database(&self) -> Result<()> {
        kill_all(self.server.pid().context("a running server")?)
    }

    /// From now on nobody knows a message again.
    pub async fn forget_messages(&self) -> Result<()> {
        self.everywhere(FORGETS).await
    }

    /// Waits until the database answers.
    pub async fn answers(&self) -> Result<()> {
        for store in &self.stores {
            let begun = Instant::now();
            while let Err(error) = sqlx::query("select").execute(&store.pool).await {
                ensure!(begun.elapsed() < BACK_WITHIN, "the database did not come back: {error}");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Ok(())
    }

    /// Nobody holds anything any more.
    pub async fn end_leases(&self) -> Result<()> {
        self.everywhere(
            "update mailbox_sent set leased_until = null where outcome is null;
            update mailbox_arrival set leased_until = null where act_id is null",
        )
        .await
    }

    /// What waits is due now.
    pub async fn end_waits(&self) -> Result<()> {
        self.everywhere(
            "update mailbox_sent set retry_at = null where outcome is null and retry_at is not null;
            update mailbox_arrival set retry_at = null where act_id is null and retry_at is not null",
        )
        .await
    }

    /// Whether everything has arrived and is handled.
    pub async fn is_settled(&self) -> Result<bool> {
        let open = "select exists (select from mailbox_sent where outcome is null)
            or exists (select from mailbox_arrival where act_id is null)";
        for store in &self.stores {
            if sqlx::query_scalar::<_, bool>(open).fetch_one(&store.pool).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Messages that a party was told to be committed.
    pub fn said(&self, number: usize) -> BTreeSet<Uuid> {
        self.stations[number].told().said.clone()
    }

    /// Messages that somebody was alarmed about at a party.
    pub fn alarmed(&self, number: usize) -> BTreeSet<Uuid> {
        self.stations[number].told().alarmed.clone()
    }

    /// Messages of a party that are not delivered.
    pub async fn waiting(&self, number: usize) -> Result<Vec<Uuid>> {
        let waiting = "select message_id from mailbox_sent where outcome is null";
        Ok(sqlx::query_scalar(waiting).fetch_all(&self.stores[number].pool).await?)
    }

    /// How often the one of them was tried that was tried most.
    pub async fn attempts_of_waiting(&self, number: usize) -> Result<i32> {
        let most = "select coalesce(max(attempts), 0) from mailbox_sent where outcome is null";
        Ok(sqlx::query_scalar(most).fetch_one(&self.stores[number].pool).await?)
    }

    /// Ends everything.
    pub async fn stop(mut self) -> Result<()> {
        for station in &mut self.stations {
            station.kill().await?;
        }
        for store in &self.stores {
            store.pool.close().await;
        }
        self.server.stop().await;
        Ok(())
    }

    async fn everywhere(&self, sql: &'static str) -> Result<()> {
        for store in &self.stores {
            sqlx::raw_sql(sql).execute(&store.pool).await?;
        }
        Ok(())
    }

    async fn all_know_each_other(&self) -> Result<()> {
        for store in &self.stores {
            let known = "select count(*) from directory_copy";
            for attempt in 0.. {
                ensure!(attempt < 1500, "the directory was not fetched within 30 s");
                if sqlx::query_scalar::<_, i64>(known).fetch_one(&store.pool).await? > 0 {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Ok(())
    }
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

/// The public key whose private one has this byte 32 times.
pub fn public(number: u8) -> PublicKey {
    key(number).verifying_key().into()
}

/// A party's address, where it listens on this machine.
pub fn address(at: SocketAddr) -> Result<Address> {
    Ok(format!("http://{at}").parse()?)
}

/// The directory that lists all parties, at these addresses.
pub async fn directory(addresses: &[Address]) -> Result<Vec<u8>> {
    let now = Timestamp::now();
    let listed = |number: usize| {
        let (public_key, begun) = (public(KEYS[number]), now - SignedDuration::from_hours(2));
        let valid_to = now + SignedDuration::from_hours(48);
        vec![ListedKey {
            id: public_key.id(),
            public_key,
            listed_at: begun,
            valid_from: begun,
            valid_to,
        }]
    };
    let mut institutions = Vec::new();
    for number in 1..addresses.len() {
        let name = || PARTIES[number].to_owned();
        institutions.push(Institution {
            number: PARTIES[number].parse()?,
            names: Names { nb: name(), nn: name(), en: name() },
            address: addresses[number].clone(),
            contacts: Vec::new(),
            shares: Vec::new(),
            keys: listed(number),
        });
    }
    let document = Document {
        version: 1,
        issued_at: now,
        valid_until: now + SignedDuration::from_hours(48),
        register_keys: vec![public(DIRECTORY_KEY)],
        register: Register { address: addresses[0].clone(), keys: listed(0) },
        institutions,
    };
    let ring = HeldKeys::new([key(DIRECTORY_KEY)]);
    Ok(sign(&document, &[public(DIRECTORY_KEY).id()], &ring).await?.to_vec())
}
