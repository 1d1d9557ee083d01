//! A database server with durable commits, the office that asks, and the institutions.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use axum::body::Bytes;
use ed25519_dalek::SigningKey;
use edge::Node as _;
use edge::station::StationConfig;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use letters::{Document as Letter, PdfFuture, Press, PressError};
use office::access::Role;
use office::exclusion::Seal;
use office::world::{CastMember, Neighbour, Past};
use office::{Mode, Node, NodeConfig, messages, router};
use rules::{NationalId, RuleSets};
use serde_json::{Value, json};
use store::server::{Options, PrivateServer};
use store::{Actor, Clock, Entry, Store};
use tokio::net::TcpListener;
use uuid::Uuid;
use wire::directory::{Address, Document, ListedKey, Names, Register, Share, Verified, sign};
use wire::port::{HeldKeys, Limits};
use wire::{InstitutionNumber, Network, PublicKey, Settings};
use wire_http::HttpNetwork;

use crate::institution::Institution;

/// The domain's time at the office when everything begins.
const NOW: &str = "2026-11-02T09:00:00Z";
/// The first institution's number; each has the next.
const FIRST: u16 = 201;
/// Where the keys stand of the directory, the register, the office, and the first institution; and new ones.
const DIRECTORY: usize = 0;
const REGISTER: usize = 1;
const OFFICE: usize = 2;
const INSTITUTIONS: usize = 3;
pub const NEW_KEYS: usize = 1000;
/// So many invented persons share a day of birth.
const SERIALS: usize = 300;
/// What one exchange may take: as in production, but for how long is waited for whoever says nothing.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(1),
    answer: Duration::from_secs(3),
    bytes: Limits::USUAL.bytes,
};
const CALL: Limits =
    Limits { connect: Duration::from_secs(5), answer: Duration::from_secs(300), bytes: 64 << 20 };
/// How long is waited for answers that should come.
const WITHIN: Duration = Duration::from_secs(600);

/// The office: one of its students has passed a study here, so that it can be asked itself.
const OWN: Neighbour = Neighbour {
    number: "199",
    short_name: "BU",
    names: ["Benkuniversitetet", "Benkuniversitetet", "University of the Bench"],
    web: "bench.example",
    officers: &[("Kari", "Benk", &[Role::CentralOfficer])],
    students: &["emil"],
    applicants: &[],
    past: &[
        past("BNK-1001"),
        past("BNK-1002"),
        past("BNK-1003"),
        past("BNK-1004"),
        past("BNK-1005"),
        past("BNK-1006"),
        past("BNK-1007"),
        past("BNK-1008"),
        past("BNK-1009"),
        past("BNK-1010"),
        past("BNK-1011"),
        past("BNK-1012"),
        past("BNK-1013"),
        past("BNK-1014"),
        past("BNK-1015"),
        past("BNK-1016"),
        past("BNK-1017"),
        past("BNK-1018"),
        past("BNK-1019"),
        past("BNK-1020"),
        past("BNK-1021"),
        past("BNK-1022"),
        past("BNK-1023"),
        past("BNK-1024"),
    ],
};

const fn past(code: &'static str) -> Past {
    let names = ["Emne i benk", "Emne i benk", "A course of the bench"];
    Past { student: "emil", code, names, credits: "7.5", grade: "B" }
}

/// Letters are measured elsewhere.
struct NoPress;

impl Press for NoPress {
    fn pdf<'a>(&'a self, _: &'a Letter) -> PdfFuture<'a> {
        Box::pin(async { Err(PressError::Start("no press in this bench".to_owned())) })
    }
}

/// All of them.
pub struct World {
    pub node: Node,
    /// The office's.
    pub address: Address,
    pub institutions: Vec<Arc<Institution>>,
    /// The directory that the institutions go by.
    pub directory: Arc<Verified>,
    cookie: String,
    network: HttpNetwork,
    server: PrivateServer,
    _folder: tempfile::TempDir,
}

/// The key of whoever stands at this place.
pub fn key(place: usize) -> SigningKey {
    let mut bytes = [9; 32];
    bytes[..8].copy_from_slice(&place.to_be_bytes());
    SigningKey::from_bytes(&bytes)
}

/// Where the key of an institution stands.
pub fn place_of(number: InstitutionNumber) -> usize {
    let number: usize = number.to_string().parse().unwrap_or_default();
    number - usize::from(FIRST) + INSTITUTIONS
}

/// The national id of an invented person.
pub fn person(number: usize) -> String {
    let days = i64::try_from(number / SERIALS).unwrap_or_default();
    let id = NationalId::synthetic(date(1960, 1, 1).saturating_add(days.days()), number % SERIALS);
    id.map(|id| id.expose().to_owned()).unwrap_or_default()
}

/// The person who has passed something at the office itself.
pub fn own_student() -> Result<String> {
    let id = CastMember::named("emil").national_id().context("a national id")?;
    Ok(id.expose().to_owned())
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

/// The directory of the office and the institutions, whose keys stand at these places.
async fn directory(
    version: u64,
    all: &[(InstitutionNumber, Address, usize)],
) -> Result<Arc<Verified>> {
    let now = Timestamp::now();
    let since = date(2020, 1, 1);
    let institution = |(number, address, place): &(InstitutionNumber, Address, usize)| {
        let name = number.to_string();
        wire::directory::Institution {
            number: *number,
            names: Names { nb: name.clone(), nn: name.clone(), en: name },
            address: address.clone(),
            contacts: Vec::new(),
            shares: vec![Share { what: "results".into(), since }],
            keys: vec![listed(*place, now)],
        }
    };
    let signing: PublicKey = key(DIRECTORY).verifying_key().into();
    let document = Document {
        version,
        issued_at: now,
        valid_until: now + SignedDuration::from_hours(24),
        register_keys: vec![signing],
        register: Register {
            address: "http://127.0.0.1:9".parse()?,
            keys: vec![listed(REGISTER, now)],
        },
        institutions: all.iter().map(institution).collect(),
    };
    let envelope = sign(&document, &[signing.id()], &HeldKeys::new([key(DIRECTORY)])).await?;
    Ok(Arc::new(Verified::read(envelope, &[signing])?))
}

async fn open(store: Store) -> Result<Node> {
    let mut act = store.act(Actor::Job("bench"), Uuid::now_v7()).await?;
    OWN.plant(act.conn(), "demo-2026").await.map_err(|error| anyhow!("planting: {error:?}"))?;
    act.commit(Entry::new("bench.plant", "institution", Uuid::nil())).await?;
    let station = StationConfig {
        keys: HeldKeys::new([key(OFFICE)]),
        pinned: vec![key(DIRECTORY).verifying_key().into()],
        register: None,
        settings: Settings { plain_addresses: true, limits: LIMITS, ..Settings::default() },
    };
    let config = NodeConfig {
        store,
        rule_sets: RuleSets::shipped().clone(),
        press: Arc::new(NoPress),
        mail: None,
        mode: Mode::Demo,
        station,
        seal: Seal::default(),
        above: mobility::ROUTINES,
    };
    Node::open(config).await.map_err(|error| anyhow!("opening: {error:?}"))
}

impl World {
    /// Starts it. The institutions' doors are opened by [`World::open`].
    pub async fn new(institutions: usize) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("kbench").tempdir_in("/tmp")?;
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755))?;
        let server = PrivateServer::start(&folder.path().join("d"), Options::default()).await?;
        let clock = Clock::running(NOW.parse()?);
        let store = Store::connect_with(&server.database("office").await?, clock).await?;
        store.migrate(&[&office::MIGRATIONS, &mobility::MIGRATIONS]).await?;
        let node = open(store).await?;
        let (listener, address) = listening().await?;
        let (mut all, mut found) = (Vec::new(), Vec::new());
        all.push((OWN.number.parse()?, address.clone(), OFFICE));
        let mut doors = Vec::new();
        for place in 0..institutions {
            let number = InstitutionNumber::new(FIRST + u16::try_from(place)?)?;
            let (door, at) = listening().await?;
            all.push((number, at.clone(), place + INSTITUTIONS));
            found.push(Institution::new(number, key(place + INSTITUTIONS), at));
            doors.push(door);
        }
        let directory = directory(1, &all).await?;
        node.station().directory().keep(&directory, Timestamp::now()).await?;
        let serving = router(node.clone());
        tokio::spawn(async move { axum::serve(listener, serving).await });
        let taken = messages(mobility::ROUTINES);
        tokio::spawn(edge::station::run(node.clone(), taken, std::future::pending()));
        for (institution, door) in found.iter().zip(doors) {
            institution.open(door, directory.clone());
        }
        let officer = OWN.officer_id(0).0;
        let token = store::session::begin(node.store(), officer).await?;
        let cookie = format!("kandidat_{}={token}", OWN.number);
        let network = HttpNetwork::new(CALL)?;
        let institutions = found;
        Ok(Self {
            node,
            address,
            institutions,
            directory,
            cookie,
            network,
            server,
            _folder: folder,
        })
    }

    /// The next version of the directory, in which these have new keys, reaches the office.
    pub async fn renew(&self, with_new_keys: &[InstitutionNumber]) -> Result<()> {
        let mut all = vec![(OWN.number.parse()?, self.address.clone(), OFFICE)];
        for one in &self.institutions {
            let place = place_of(one.number);
            let is_new = with_new_keys.contains(&one.number);
            all.push((
                one.number,
                one.address.clone(),
                if is_new { NEW_KEYS + place } else { place },
            ));
        }
        let next = directory(self.directory.version + 1, &all).await?;
        self.node.station().directory().keep(&next, Timestamp::now()).await?;
        Ok(())
    }

    /// Makes so many persons known at the office, from this one on.
    pub async fn know(&self, from: usize, count: usize) -> Result<Vec<String>> {
        let ids: Vec<String> = (from..from + count).map(person).collect();
        let mut act = self.node.store().act(Actor::Job("bench"), Uuid::now_v7()).await?;
        let sql = "insert into person (id, national_id, given_name, family_name, email)
            select gen_random_uuid(), one, 'Person', 'Oppdiktet', '' from unnest($1::text[]) one
            on conflict (national_id) do nothing";
        sqlx::query(sql).bind(&ids).execute(act.conn()).await?;
        act.commit(Entry::new("bench.know", "person", Uuid::nil())).await?;
        Ok(ids)
    }

    /// An officer asks all institutions about these persons: the cases.
    pub async fn ask(&self, persons: &[String]) -> Result<Vec<String>> {
        let body = json!({ "persons": persons, "purpose": "recognition", "basis": "statute",
            "case_ref": "bench" });
        let request = http::Request::post(format!("{}/api/exchanges", self.address))
            .header("content-type", "application/json")
            .header("idempotency-key", Uuid::now_v7().to_string());
        let said = self.call(request, Bytes::from(body.to_string())).await?;
        let cases = said["cases"].as_array().context("cases")?;
        Ok(cases.iter().filter_map(|case| case.as_str().map(str::to_owned)).collect())
    }

    /// A case as the officer reads it.
    pub async fn case(&self, id: &str) -> Result<Value> {
        let request = http::Request::get(format!("{}/api/exchanges/{id}", self.address));
        self.call(request, Bytes::new()).await
    }

    async fn call(&self, request: http::request::Builder, body: Bytes) -> Result<Value> {
        let request = request.header("cookie", &self.cookie).body(body)?;
        let answer = self.network.send(request, CALL).await?;
        let (status, text) = (answer.status(), String::from_utf8_lossy(answer.body()).into_owned());
        ensure!(status.is_success(), "{status}: {text}");
        Ok(serde_json::from_str(&text)?)
    }

    /// Waits until no question of these cases waits any more, looking so often.
    pub async fn settled(&self, cases: &[String], look_every: Duration) -> Result<()> {
        let (begun, pool) = (Instant::now(), &self.node.store().pool);
        let sql = "select exists (select from exchange_question
            where exchange_id = any($1::text[]::uuid[]) and state = 'waiting')";
        while sqlx::query_scalar::<_, bool>(sql).bind(cases).fetch_one(pool).await? {
            ensure!(begun.elapsed() < WITHIN, "not everybody has answered");
            tokio::time::sleep(look_every).await;
        }
        Ok(())
    }

    /// Ends it.
    pub async fn stop(self) {
        self.node.store().pool.close().await;
        self.server.stop().await;
    }
}
