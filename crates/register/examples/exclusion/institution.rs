//! An institution: an end of the wire that registers, takes the list when there is a new one, and asks
//! about its one person when that stands there.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use protocol::exclusion::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::mailbox::DatabaseMailbox;
use store::{Actor, Entry, Store};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use uuid::Uuid;
use wire::directory::Verified;
use wire::handle::handle_next;
use wire::port::*;
use wire::receive::{Answerer, Replied};
use wire::send::{send_due, send_now};
use wire::*;
use wire_http::{HttpNetwork, MachineChance, MachineClock};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How long a loop waits that nobody stirs.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What it knows, and since when.
#[derive(Default)]
pub struct Knows {
    /// Its person's token and national id.
    pub person: Option<(Token, String)>,
    /// The version of the list that it has.
    pub list: Option<(u64, Instant)>,
    /// The version of the row that it was told.
    pub row: Option<(u32, Instant)>,
}

/// An institution.
pub struct Institution {
    pub party: Party,
    pub knows: Mutex<Knows>,
    store: Store,
    mailbox: DatabaseMailbox,
    keys: HeldKeys,
    directory: Arc<Verified>,
    network: HttpNetwork,
    settings: Settings,
    came: Notify,
}

impl Institution {
    /// Takes part: serves its doors, and hears what comes.
    pub fn start(
        (party, keys): (Party, HeldKeys),
        store: Store,
        directory: Arc<Verified>,
        listener: TcpListener,
    ) -> Result<Arc<Self>> {
        let settings = Settings { plain_addresses: true, ..Settings::default() };
        let new = Arc::new(Self {
            party,
            knows: Mutex::default(),
            mailbox: DatabaseMailbox::new(store.clone()),
            store,
            keys,
            directory,
            network: HttpNetwork::new(Limits::USUAL)?,
            settings,
            came: Notify::new(),
        });
        let stirred = new.clone();
        let stir = from_fn(move |request: Request, next: Next| {
            let stirred = stirred.clone();
            async move {
                let response = next.run(request).await;
                stirred.came.notify_one();
                response
            }
        });
        let doors = wire_http::doors(new.clone(), Nothing).layer(stir);
        tokio::spawn(async move { axum::serve(listener, doors).await });
        tokio::spawn(hear(new.clone()));
        Ok(new)
    }

    /// Leaves a message or question in an act of its own.
    async fn leave(&self, route: Route, kind: &str, body: &impl Serialize) -> Result<MessageId> {
        let mut act = self.store.act(Actor::Job("bench"), Uuid::now_v7()).await?;
        let Value::Object(body) = serde_json::to_value(body)? else { anyhow::bail!("an object") };
        let now = MachineClock.now();
        let envelope = Envelope {
            id: MessageId::random(),
            kind: kind.parse()?,
            from: self.party,
            to: Party::Register,
            sent_at: now,
            domain_at: now,
            about: Some("bench-1".parse()?),
            body,
        };
        let id = envelope.id;
        act.send(&Outgoing::new(route, envelope)?, now).await?;
        act.commit(Entry::new("bench.send", "message", id.uuid())).await?;
        Ok(id)
    }

    /// Sends a message, at once.
    pub async fn send(&self, kind: &str, body: &impl Serialize) -> Result<()> {
        self.leave(Route::Message, kind, body).await?;
        while send_due(self).await?.is_some() {}
        Ok(())
    }

    /// Asks a question.
    pub async fn ask<T: DeserializeOwned>(&self, kind: &str, body: &impl Serialize) -> Result<T> {
        let id = self.leave(Route::Question, kind, body).await?;
        match send_now(self, id).await? {
            Some(Outcome::Answered(evidence)) => {
                let answer = Answer::read(&evidence.response.body).context("an answer")?;
                Ok(serde_json::from_value(Value::Object(answer.body))?)
            }
            _ => anyhow::bail!("{kind} is not answered"),
        }
    }

    /// Has its person's token evaluated, and knows it from now on.
    pub async fn meets(&self, national_id: &str) -> Result<()> {
        let page: ListPage = self.ask(LIST, &List { known: 0, page: 0 }).await?;
        let key = page.epochs.last().context("a key")?;
        let blindings = [(national_id, Blinding::of(national_id)?)];
        let body = Evaluate { epoch: key.epoch, blinded: vec![blindings[0].1.blinded()] };
        let said: Evaluated = self.ask(EVALUATE, &body).await?;
        let tokens = Blinding::finish(&blindings, &said.evaluations, &said.proof, key)?;
        self.knows().person = Some((tokens[0], national_id.to_owned()));
        Ok(())
    }

    pub fn knows(&self) -> std::sync::MutexGuard<'_, Knows> {
        self.knows.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// There is a new list: it is fetched whole, and if the person stands there it is asked.
    async fn listed(&self, version: u64) -> Result<()> {
        let known = self.knows().list.map_or(0, |(known, _)| known);
        if known >= version {
            return Ok(());
        }
        let (mut page, mut stands) = (0, false);
        let found = loop {
            let found: ListPage = self.ask(LIST, &List { known, page }).await?;
            let knows = self.knows();
            stands |= knows.person.as_ref().is_some_and(|(own, _)| found.tokens.contains(own));
            page += 1;
            if page >= found.pages {
                break found.version;
            }
        };
        self.knows().list = Some((found, Instant::now()));
        let person = self.knows().person.clone().filter(|_| stands);
        if let Some((_, national_id)) = person {
            let ask = Ask { national_id, purpose: Purpose::Study };
            let found: Found = self.ask(ASK, &ask).await?;
            self.knows().row = found.rows.first().map(|row| (row.version, Instant::now()));
        }
        Ok(())
    }
}

/// Handles what comes, for ever.
async fn hear(institution: Arc<Institution>) {
    let handler = Hears(institution.clone());
    loop {
        match handle_next(&*institution, &handler).await {
            Ok(Some(_)) => {}
            _ => drop(tokio::time::timeout(LOOK_EVERY, institution.came.notified()).await),
        }
    }
}

struct Hears(Arc<Institution>);

impl Handler<DatabaseMailbox> for Hears {
    async fn handle(
        &self,
        act: store::Act,
        arrived: &Arrived,
    ) -> std::result::Result<(store::Act, Entry), Failure> {
        if let Arrived::Message { envelope, .. } = arrived {
            let (kind, version) = (envelope.kind.to_string(), envelope.body["version"].as_u64());
            let version = version.unwrap_or_default();
            match kind.as_str() {
                LISTED => self.0.listed(version).await?,
                CHANGED => {
                    let version = u32::try_from(version).unwrap_or_default();
                    self.0.knows().row = Some((version, Instant::now()));
                }
                _ => {}
            }
        }
        Ok((act, Entry::new("bench.hear", "message", Uuid::nil())))
    }
}

/// Answers no question.
struct Nothing;

impl Answerer<DatabaseMailbox> for Nothing {
    async fn answer(
        &self,
        _: store::Act,
        _: &Envelope,
    ) -> std::result::Result<Replied<DatabaseMailbox>, Failure> {
        Err("no question is taken".into())
    }
}

impl Directory for Institution {
    async fn newest(&self) -> std::result::Result<Option<Arc<Verified>>, PortFault> {
        Ok(Some(self.directory.clone()))
    }
}

impl Station for Institution {
    type Mailbox = DatabaseMailbox;
    fn me(&self) -> Party {
        self.party
    }
    fn mailbox(&self) -> &DatabaseMailbox {
        &self.mailbox
    }
    fn network(&self) -> &impl Network {
        &self.network
    }
    fn clock(&self) -> &impl WallClock {
        &MachineClock
    }
    fn chance(&self) -> &impl Chance {
        &MachineChance
    }
    fn directory(&self) -> &impl Directory {
        self
    }
    fn keys(&self) -> &impl KeyRing {
        &self.keys
    }
    fn settings(&self) -> &Settings {
        &self.settings
    }
    fn takes(&self, _: &Envelope, _: Route) -> Takes {
        Takes::Yes
    }
}
