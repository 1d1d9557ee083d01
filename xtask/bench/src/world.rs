//! The world that is measured: the small university with a full house of students.

use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use office::world::CastMember;
use rand::seq::SliceRandom;
use rules::{Grade, Letter};
use sha2::{Digest, Sha256};
use store::server::{Options, PrivateServer};
use store::{Actor, Entry, Store};
use tempfile::TempDir;
use uuid::Uuid;

use crate::figure::tell;
use crate::office_process::{OfficeProcess, clock};
use crate::seed;

/// A student with a session.
pub struct Student {
    /// Who.
    pub person: Uuid,
    /// The registration for the exam that is announced.
    pub registration: Uuid,
    /// The candidate number there.
    pub number: i32,
    /// The grade there.
    pub grade: Grade,
    /// What the browser holds.
    pub token: String,
}

/// The university, its students, and the server that holds them.
pub struct World {
    /// The database server, durable as in production.
    pub server: PrivateServer,
    /// The database.
    pub url: String,
    /// The bench's own connection to it.
    pub store: Store,
    /// The students.
    pub students: Vec<Student>,
    /// The exam that they all sat.
    pub exam: Uuid,
    /// Its committee.
    pub committee: Uuid,
    /// Its protocol: received, not announced.
    pub protocol: Uuid,
    _folder: TempDir,
}

impl World {
    /// Starts the server and fills it.
    pub async fn new(students: usize) -> Result<Self> {
        let Database { server, url, store, folder } = database("bench").await?;
        tell(&format!("filling it with {students} students"));
        let students = people(students);
        let mut act = store.act(Actor::Job("bench.seed"), Uuid::now_v7()).await?;
        let world = office::world::World::plant(act.conn(), "demo-2026")
            .await
            .map_err(|error| anyhow!("planting: {error:?}"))?;
        seed::students(act.conn(), &students).await?;
        let (exam, committee, protocol) = seed::exam_of_all(act.conn(), &world, &students).await?;
        seed::earlier_exams(act.conn(), &world, &students, protocol).await?;
        act.commit(Entry::new("bench.seed", "exam", exam)).await?;
        seed::sessions(&store, &students).await?;
        sqlx::raw_sql("vacuum analyze").execute(&store.pool).await?;
        Ok(Self { server, url, store, students, exam, committee, protocol, _folder: folder })
    }

    /// Starts the office of this world.
    pub async fn start_office(&self) -> Result<OfficeProcess> {
        OfficeProcess::start(&self.url, false).await
    }

    /// Starts a process that serves the floor and nothing else.
    pub async fn start_floor(&self) -> Result<OfficeProcess> {
        OfficeProcess::start(&self.url, true).await
    }

    /// The cookie of a member of the cast, newly signed in.
    pub async fn sign_in(&self, key: &str) -> Result<String> {
        let member = CastMember::named(key);
        let token = store::session::begin(&self.store, member.id().0).await?;
        Ok(cookie(&token))
    }

    /// The ids of the results in force, by registration.
    pub async fn results_in_force(&self) -> Result<Vec<(Uuid, Uuid)>> {
        sqlx::query_as(
            "select registration.person_id, result.id from result
            join exam_registration as registration on registration.id = result.registration_id
            where result.superseded_by is null",
        )
        .fetch_all(&self.store.pool)
        .await
        .context("reading the results")
    }
}

/// An empty office database on a server of its own, durable as in production.
pub struct Database {
    /// The server.
    pub server: PrivateServer,
    /// The database.
    pub url: String,
    /// The bench's own connection to it.
    pub store: Store,
    /// Where it lies; removed when dropped.
    pub folder: TempDir,
}

/// Starts a server and migrates a database on it.
pub async fn database(name: &str) -> Result<Database> {
    tell("starting a database server of the bench's own");
    let folder = tempfile::Builder::new().prefix("kbench").tempdir_in("/tmp")?;
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&folder, mode)?;
    let server = PrivateServer::start(&folder.path().join("d"), Options::default()).await?;
    let url = server.database(name).await?;
    let store = Store::connect_with(&url, clock()?).await?;
    store.migrate(&[&office::MIGRATIONS]).await?;
    Ok(Database { server, url, store, folder })
}

/// The cookie that carries this token.
pub fn cookie(token: &str) -> String {
    format!("kandidat_999={token}")
}

/// The hash by which the table of sessions knows a token.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// Candidate numbers in an order that tells nothing, grades as they come.
fn people(count: usize) -> Vec<Student> {
    const GRADES: [Letter; 6] = [Letter::A, Letter::B, Letter::C, Letter::D, Letter::E, Letter::F];
    let mut numbers: Vec<i32> = (1..).take(count).collect();
    numbers.shuffle(&mut rand::rng());
    let student = |(place, number): (usize, i32)| Student {
        person: Uuid::now_v7(),
        registration: Uuid::now_v7(),
        number,
        grade: Grade::Letter(GRADES[place % GRADES.len()]),
        token: hex::encode(rand::random::<[u8; 32]>()),
    };
    numbers.into_iter().enumerate().map(student).collect()
}

/// How long a use of a connection of the bench's own takes.
pub async fn timed<T>(work: impl Future<Output = Result<T>>) -> Result<(T, Duration)> {
    let begun = std::time::Instant::now();
    Ok((work.await?, begun.elapsed()))
}
