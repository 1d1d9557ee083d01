//! A database server with durable commits, the register, and the institutions.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use anyhow::{Context, Result};
use ed25519_dalek::SigningKey;
use edge::Node as _;
use edge::station::StationConfig;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use protocol::exclusion::{LIST, List, ListPage};
use register::exclusion::TokenSecret;
use register::{Issuing, Node, messages, router};
use rules::NationalId;

use store::server::{Options, PrivateServer};
use store::{Actor, Clock, Entry, Store};
use tokio::net::TcpListener;
use uuid::Uuid;
use wire::directory::{Address, Document, ListedKey, Names, Register, Share, Verified, sign};
use wire::port::HeldKeys;
use wire::{InstitutionNumber, Party, PublicKey, Settings};

use crate::institution::Institution;

/// The first institution's number; each has the next.
const FIRST: u16 = 201;
/// So many invented persons share a day of birth.
const SERIALS: usize = 300;

/// All of them.
pub struct World {
    pub node: Node,
    pub address: Address,
    pub institutions: Vec<Arc<Institution>>,
    server: PrivateServer,
    _folder: tempfile::TempDir,
}

/// The key of whoever stands at this place: the directory's, the register's, the institutions'.
pub fn key(place: usize) -> SigningKey {
    let mut bytes = [9; 32];
    bytes[..8].copy_from_slice(&place.to_be_bytes());
    SigningKey::from_bytes(&bytes)
}

pub fn party(place: usize) -> Result<Party> {
    Ok(Party::Institution(InstitutionNumber::new(FIRST + u16::try_from(place)?)?))
}

/// An invented person.
pub fn person(number: usize) -> String {
    let days = i64::try_from(number / SERIALS).unwrap_or_default();
    let born: Date = date(1960, 1, 1).saturating_add(days.days());
    let id = NationalId::synthetic(born, number % SERIALS);
    id.map(|id| id.expose().to_owned()).unwrap_or_default()
}

async fn listening() -> Result<(TcpListener, Address)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?).parse()?;
    Ok((listener, address))
}

fn listed(place: usize, now: Timestamp) -> ListedKey {
    let public_key: PublicKey = key(place).verifying_key().into();
    let (ago, far) = (now - SignedDuration::from_hours(48), now + SignedDuration::from_hours(48));
    ListedKey { id: public_key.id(), public_key, listed_at: ago, valid_from: ago, valid_to: far }
}

/// The directory of the register and of institutions at these addresses.
async fn directory(register: &Address, addresses: &[Address]) -> Result<Arc<Verified>> {
    let now = Timestamp::now();
    let since = now.to_zoned(TimeZone::UTC).date().saturating_sub(30.days());
    let mut institutions = Vec::new();
    for (place, address) in addresses.iter().enumerate() {
        let number = InstitutionNumber::new(FIRST + u16::try_from(place)?)?;
        let name = number.to_string();
        institutions.push(wire::directory::Institution {
            number,
            names: Names { nb: name.clone(), nn: name.clone(), en: name },
            address: address.clone(),
            contacts: Vec::new(),
            shares: vec![Share { what: "exclusions".into(), since }],
            keys: vec![listed(place + 2, now)],
        });
    }
    let signing: PublicKey = key(0).verifying_key().into();
    let document = Document {
        version: 1,
        issued_at: now,
        valid_until: now + SignedDuration::from_hours(24),
        register_keys: vec![signing],
        register: Register { address: register.clone(), keys: vec![listed(1, now)] },
        institutions,
    };
    let envelope = sign(&document, &[signing.id()], &HeldKeys::new([key(0)])).await?;
    Ok(Arc::new(Verified::read(envelope, &[signing])?))
}

impl World {
    /// Starts it.
    pub async fn new(institutions: usize) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("kbench").tempdir_in("/tmp")?;
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755))?;
        let server = PrivateServer::start(&folder.path().join("d"), Options::default()).await?;
        let (listener, address) = listening().await?;
        let mut doors = Vec::new();
        for _ in 0..institutions {
            doors.push(listening().await?);
        }
        let addresses: Vec<Address> = doors.iter().map(|(_, address)| address.clone()).collect();
        let directory = directory(&address, &addresses).await?;
        let clock = Clock::running(Timestamp::now());
        let store = Store::connect_with(&server.database("register").await?, clock).await?;
        store.migrate(&[&register::MIGRATIONS]).await?;
        let station = StationConfig {
            keys: HeldKeys::new([key(1)]),
            pinned: vec![key(0).verifying_key().into()],
            register: None,
            settings: Settings { plain_addresses: true, ..Settings::default() },
        };
        let (issuing, secret) = (Issuing::default(), TokenSecret::default());
        let node = Node::new(store, edge::Mode::Demo, station, issuing, secret);
        node.directory().keep(&directory, Timestamp::now()).await?;
        let serving = router(node.clone());
        tokio::spawn(async move { axum::serve(listener, serving).await });
        tokio::spawn(edge::station::run(node.clone(), messages(), std::future::pending()));
        let sweeping = node.clone();
        tokio::spawn(
            async move { register::exclusion::run(&sweeping, std::future::pending()).await },
        );
        let mut found = Vec::new();
        for (place, (listener, _)) in doors.into_iter().enumerate() {
            let store = Store::connect(&server.database(&format!("i{place}")).await?).await?;
            store.migrate(&[]).await?;
            let who = (party(place)?, HeldKeys::new([key(place + 2)]));
            found.push(Institution::start(who, store, directory.clone(), listener)?);
        }
        // The first key is opened when somebody asks for the list.
        let _: ListPage = found[0].ask(LIST, &List { known: 0, page: 0 }).await?;
        Ok(Self { node, address, institutions: found, server, _folder: folder })
    }

    /// Fills the register up to so many rows, about the persons from 0 on.
    pub async fn fill(&mut self, rows: usize) -> Result<()> {
        let there: i64 = sqlx::query_scalar("select count(*) from exclusion")
            .fetch_one(&self.node.store().pool)
            .await?;
        let from = usize::try_from(there)?;
        let ids: Vec<String> = (from..rows.max(from)).map(person).collect();
        let mut act = self.node.store().act(Actor::Job("bench"), Uuid::now_v7()).await?;
        // What holds each row as it comes is not asked of a hundred thousand at once.
        for sql in [
            "alter table exclusion disable trigger user",
            "alter table exclusion_version disable trigger user",
            "alter table exclusion_element disable trigger user",
            "alter table exclusion_person disable trigger user",
            "create temporary table new_row on commit drop as
                select gen_random_uuid() as id, n as national_id from unnest($1::text[]) n",
            "insert into exclusion select id, '999', now(), 1, null, null from new_row",
            "insert into exclusion_version select id, 1, 'registered', id, now() from new_row",
            "insert into exclusion_element
                select id, 1, '2026-01-01', '2099-12-31', 'EKSAMENN', 'ALLE', null, null from new_row",
            "insert into exclusion_person select id, national_id from new_row",
            "insert into exclusion_token select id, 1, decode(md5(id::text), 'hex') from new_row",
            "update exclusion_list set version = version + 1, changed_at = now()",
            "alter table exclusion enable trigger user",
            "alter table exclusion_version enable trigger user",
            "alter table exclusion_element enable trigger user",
            "alter table exclusion_person enable trigger user",
        ] {
            let run = match sql.contains("$1") {
                true => sqlx::query(sql).bind(&ids),
                false => sqlx::query(sql),
            };
            run.execute(act.conn()).await?;
        }
        act.commit(Entry::new("bench.fill", "exclusion", Uuid::nil())).await?;
        sqlx::query("analyze").execute(&self.node.store().pool).await?;
        Ok(())
    }

    /// The register answers so many questions in a day.
    pub fn another_day(&self) -> Result<()> {
        let clock = &self.node.store().clock;
        clock.set(clock.now() + SignedDuration::from_hours(24)).context("a clock that is set")
    }

    /// Nothing has been announced for a while: whoever goes on registering is told of once a minute.
    pub async fn quiet(&self) -> Result<()> {
        let mut act = self.node.store().act(Actor::Job("bench"), Uuid::now_v7()).await?;
        sqlx::query("update exclusion_list set paid_until = null").execute(act.conn()).await?;
        act.commit(Entry::new("bench.quiet", "exclusion_list", Uuid::nil())).await?;
        Ok(())
    }

    /// Ends it.
    pub async fn stop(self) {
        self.node.store().pool.close().await;
        self.server.stop().await;
    }
}
