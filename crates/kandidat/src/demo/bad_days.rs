//! Days on which the database goes away or is slow: what a person and a program are told over real
//! HTTP, and that the office goes on by itself.

use super::database::{Kept, kept};
use super::form::Form;
use crate::running::{self, Running};
use crate::whole_office;
use anyhow::{Context, Result};
use edge::station::StationConfig;
use office::Mode;
use office::world::CastMember;
use reqwest::{Client, RequestBuilder, Response, StatusCode, header};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use store::Store;
use store::server::{Options, PrivateServer};
use tempfile::TempDir;
use tokio::net::TcpListener;

const NOW: &str = "2026-08-25T10:00:00+02:00";
/// How long the office may take to go on after its database is back.
const RECOVERS_WITHIN: Duration = Duration::from_secs(10);

/// An office over a PostgreSQL of the test's own, which can be stopped and started.
pub(super) struct Office {
    folder: PathBuf,
    _temporary: Option<TempDir>,
    server: Option<PrivateServer>,
    pub(super) store: Store,
    running: Running,
    client: Client,
}

impl Office {
    async fn new() -> Result<Self> {
        let temporary = folder()?;
        let office = Self::in_folder(temporary.path(), Options::default()).await?;
        Ok(Self { _temporary: Some(temporary), ..office })
    }

    /// With its data in this folder, which somebody else removes.
    pub(super) async fn in_folder(folder: &Path, options: Options) -> Result<Self> {
        let folder = folder.to_owned();
        let server = PrivateServer::start(&folder.join("d"), options).await?;
        let url = server.database("office").await?;
        let kept = kept(&url, NOW.parse()?, "demo-2026").await;
        let Ok(Kept::Begun(store)) = kept else { anyhow::bail!("no empty database") };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let running =
            running::start(store.clone(), Mode::Demo, listener, StationConfig::default(), None)
                .await?;
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let server = Some(server);
        Ok(Self { folder, _temporary: None, server, store, running, client })
    }

    async fn lose_the_database(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
    }

    async fn find_the_database(&mut self) -> Result<()> {
        let folder = self.folder.join("d");
        self.server = Some(PrivateServer::start(&folder, Options::default()).await?);
        self.recovers(RECOVERS_WITHIN).await
    }

    /// Waits until the office says that all is well.
    pub(super) async fn recovers(&self, within: Duration) -> Result<()> {
        let begun = Instant::now();
        while self.get("", "/health").send().await?.status() != StatusCode::OK {
            anyhow::ensure!(begun.elapsed() < within, "the office does not recover");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// The cookies of a member of the cast who reads this language form.
    pub(super) async fn sign_in(&self, key: &str, language: &str) -> Result<String> {
        let person = serde_json::json!({ "person": CastMember::named(key).id() });
        let login = self.client.post(format!("{}/demo/login", self.running.url)).json(&person);
        let answer = login.send().await?;
        let cookie = answer.headers().get(header::SET_COOKIE).context("a session")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default();
        Ok(format!("{cookie}; kandidat_language={language}"))
    }

    pub(super) fn get(&self, cookies: &str, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.running.url)).header(header::COOKIE, cookies)
    }

    pub(super) fn post(&self, cookies: &str, path: &str, form: &Form) -> RequestBuilder {
        let post = self.client.post(format!("{}{path}", self.running.url));
        post.header(header::COOKIE, cookies).form(&form.fields)
    }

    pub(super) async fn stop(mut self) {
        self.running.stop().await;
        self.store.pool.close().await;
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
    }
}

/// A folder in which PostgreSQL may have one of its own.
pub(super) fn folder() -> Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("kbad").tempdir_in("/tmp")?;
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&folder, mode)?;
    Ok(folder)
}

/// The plan of an exam, typed into the form that stands on the page.
pub(super) async fn typed(office: &Office, cookies: &str) -> Result<Form> {
    let page = office.get(cookies, "/exams/new").send().await?.text().await?;
    let typed = [
        ("course", "0193a000-0000-7000-8000-000000000012"),
        ("term", "2026-H"),
        ("kind", "ordinary"),
        ("date", "2026-12-01"),
        ("starts_at", "09:00"),
        ("duration_minutes", "240"),
        ("copies", "3"),
    ];
    Ok(Form::on(&page, "/exams").context("the form")?.filled(&typed))
}

pub(super) async fn told(answer: Response, status: StatusCode, text: &str) -> Result<String> {
    assert_eq!(answer.status(), status);
    let body = answer.text().await?;
    assert!(body.contains(text), "«{text}» is not told: {body}");
    Ok(body)
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_database_the_office_says_so_and_goes_on_by_itself() -> Result<()> {
    let mut office = Office::new().await?;
    let ingrid = office.sign_in("ingrid", "nn").await?;
    let form = typed(&office, &ingrid).await?;
    office.lose_the_database().await;

    let away = StatusCode::SERVICE_UNAVAILABLE;
    let page = office.get(&ingrid, "/exams").send().await?;
    assert!(page.headers().contains_key(header::RETRY_AFTER));
    told(page, away, "Ingenting av det som er lagra, er gått tapt").await?;
    told(office.get("", "/health").send().await?, away, "away").await?;
    told(office.get(&ingrid, "/api/exams").send().await?, away, "urn:kandidat:unavailable").await?;

    let failed = office.post(&ingrid, "/exams", &form).send().await?;
    let page = told(failed, away, "Send på nytt").await?;
    let again = Form::on(&page, "/exams").context("what was typed is gone")?;
    assert_eq!(again.fields[..form.fields.len()], form.fields[..]);

    office.find_the_database().await?;
    for _ in ["the first time", "the double click"] {
        let sent = office.post(&ingrid, "/exams", &again).send().await?;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    }
    let exams = office.get(&ingrid, "/api/exams?term=2026-H").send().await?;
    let exams: serde_json::Value = exams.json().await?;
    assert_eq!(exams["total"], 1);
    office.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_database_is_told_in_time_and_nobody_piles_up() -> Result<()> {
    let office = Office::new().await?;
    let ingrid = office.sign_in("ingrid", "en").await?;
    let mut held = office.store.pool.begin().await?;
    sqlx::raw_sql("lock table exam in access exclusive mode").execute(&mut *held).await?;
    let waiting: Vec<_> =
        (0..25).map(|_| tokio::spawn(office.get(&ingrid, "/exams").send())).collect();
    let begun = Instant::now();
    for one in waiting {
        let answer = one.await??;
        told(answer, StatusCode::SERVICE_UNAVAILABLE, "Nothing that was saved is lost").await?;
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "they pile up");
    held.rollback().await?;
    assert_eq!(office.get(&ingrid, "/exams").send().await?.status(), StatusCode::OK);
    office.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_refuses_a_database_of_real_people() -> Result<()> {
    let url = testkit::Database::fresh(&whole_office::migrations()).await?.url;
    let store = Store::connect(&url).await?;
    let mut act = store.act(store::Actor::Job("init"), uuid::Uuid::now_v7()).await?;
    office::world::World::plant(act.conn(), "demo-2026")
        .await
        .map_err(|e| anyhow::anyhow!("{e:?}"))?;
    act.commit(store::Entry::new("world.plant", "institution", uuid::Uuid::nil())).await?;
    let refused = kept(&url, NOW.parse()?, "demo-2026").await;
    assert!(matches!(refused, Err(crate::exit::Failure::BadInput(_))));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_in_a_kept_database_goes_on_where_it_was() -> Result<()> {
    let url = testkit::Database::fresh(&whole_office::migrations()).await?.url;
    let later = "2026-09-01T10:00:00+02:00".parse()?;
    let begun = kept(&url, later, "demo-2026").await;
    assert!(matches!(begun, Ok(Kept::Begun(_))));
    let Ok(gone_on) = kept(&url, NOW.parse()?, "demo-2026").await else { panic!("it is lost") };
    assert!(matches!(gone_on, Kept::GoneOnWith(_)));
    assert!(gone_on.store().clock.now() >= later, "the clock runs backwards");
    Ok(())
}
