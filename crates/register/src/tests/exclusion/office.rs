//! An institution's end of the wire for tests: the wire's own parts over a database, and what it heard.

use super::super::key;
use crate::tests::TestRegister;
use crate::world::{self, Listing};
use ::store::mailbox::DatabaseMailbox;
use ::store::{Actor, Entry, Store};
use axum::Router;
use axum::body::{Body, to_bytes};
use jiff::civil::Date;
use protocol::exclusion::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;
use uuid::Uuid;
use wire::directory::Verified;
use wire::handle::handle_next;
use wire::port::*;
use wire::receive::{Answerer, Replied};
use wire::send::send_now;
use wire::*;
use wire_http::{MachineChance, MachineClock};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// An institution.
pub struct Office {
    pub number: InstitutionNumber,
    node: crate::Node,
    register: Router,
    store: Store,
    mailbox: DatabaseMailbox,
    keys: HeldKeys,
    settings: Settings,
    heard: Arc<Mutex<Vec<(String, Value)>>>,
    on_the_way: Arc<Mutex<OnTheWay>>,
    /// The last exchange that somebody on the way has kept.
    kept: Arc<Mutex<Option<(Request, Response)>>>,
}

type Request = http::Request<bytes::Bytes>;
type Response = http::Response<bytes::Bytes>;

/// What somebody does who sees what goes by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OnTheWay {
    Nothing,
    /// Keeps request and answer.
    Keep,
    /// Answers with the answer that was kept.
    Replay,
}

/// What is answered with.
pub type Said<T> = std::result::Result<T, (u16, String)>;

impl Office {
    /// Takes part from now on, with a key of its own.
    pub async fn take_part(register: &TestRegister, number: u16) -> Arc<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let number = InstitutionNumber::new(number).unwrap();
        let seed = seed_of(number);
        let ring = HeldKeys::new([key(seed)]);
        let names = ["Høgskolen", "Høgskulen", "The College"].map(String::from);
        let listing = Listing { number, names, address: address.parse().unwrap() };
        let public = key(seed).verifying_key().into();
        world::list_institution(&register.node, &listing, &public, &ring).await.expect("listed");
        let store = testkit::Database::fresh(&[]).await.unwrap().store;
        let office = Arc::new(Self {
            number,
            node: register.node.clone(),
            register: register.router.clone(),
            mailbox: DatabaseMailbox::new(store.clone()),
            store,
            keys: ring,
            settings: Settings { plain_addresses: true, ..Settings::default() },
            heard: Arc::default(),
            on_the_way: Arc::new(Mutex::new(OnTheWay::Nothing)),
            kept: Arc::default(),
        });
        let doors = wire_http::doors(office.clone(), Nothing);
        tokio::spawn(async move { axum::serve(listener, doors).await });
        office
    }

    /// The same at a register that was started anew.
    pub fn at(&self, register: &TestRegister) -> Self {
        Self {
            number: self.number,
            node: register.node.clone(),
            register: register.router.clone(),
            store: self.store.clone(),
            mailbox: DatabaseMailbox::new(self.store.clone()),
            keys: HeldKeys::new([key(seed_of(self.number))]),
            settings: self.settings.clone(),
            heard: self.heard.clone(),
            on_the_way: self.on_the_way.clone(),
            kept: self.kept.clone(),
        }
    }

    pub fn on_the_way(&self, does: OnTheWay) {
        *self.on_the_way.lock().unwrap() = does;
    }

    /// The body of the answer that was kept.
    pub fn kept_answer(&self) -> Vec<u8> {
        let kept = self.kept.lock().unwrap();
        kept.as_ref().expect("an exchange").1.body().to_vec()
    }

    /// Sends the request that was kept once more, to the byte. Answers status and body.
    pub async fn repeat_request(&self) -> (u16, Vec<u8>) {
        let request = self.kept.lock().unwrap().as_ref().expect("an exchange").0.clone();
        let answer = self.asked(request).await;
        (answer.status().as_u16(), answer.into_body().to_vec())
    }

    async fn asked(&self, request: Request) -> Response {
        let answer = self.register.clone().oneshot(request.map(Body::from)).await;
        let (head, body) = answer.unwrap_or_else(|never| match never {}).into_parts();
        http::Response::from_parts(head, to_bytes(body, usize::MAX).await.unwrap())
    }

    /// Whether a question is not answered, and sent again later.
    pub async fn waits(&self, kind: &str, about: Option<&str>, body: &impl Serialize) -> bool {
        let id = self.leave(Route::Question, kind, about, body).await;
        matches!(send_now(self, id).await.unwrap(), Some(Outcome::Later { .. }))
    }

    pub fn party(&self) -> Party {
        Party::Institution(self.number)
    }

    async fn leave(
        &self,
        route: Route,
        kind: &str,
        about: Option<&str>,
        body: &impl Serialize,
    ) -> MessageId {
        let mut act = self.store.act(Actor::Job("test"), Uuid::now_v7()).await.unwrap();
        let Value::Object(body) = serde_json::to_value(body).unwrap() else { panic!("an object") };
        let now = MachineClock.now();
        let envelope = Envelope {
            id: MessageId::random(),
            kind: kind.parse().unwrap(),
            from: self.party(),
            to: Party::Register,
            sent_at: now,
            domain_at: now,
            about: about.map(|case| case.parse().unwrap()),
            body,
        };
        let id = envelope.id;
        act.send(&Outgoing::new(route, envelope).unwrap(), now).await.unwrap();
        act.commit(Entry::new("test.send", "message", id.uuid())).await.unwrap();
        id
    }

    /// Sends a message, which the register acknowledges.
    pub async fn send(&self, kind: &str, body: &impl Serialize) -> MessageId {
        let id = self.leave(Route::Message, kind, None, body).await;
        let outcome = send_now(self, id).await.unwrap();
        assert!(matches!(outcome, Some(Outcome::Delivered(_))), "{}", told(outcome));
        id
    }

    pub async fn register(&self, row: &Registered) {
        self.send(REGISTERED, row).await;
    }

    pub async fn delete(&self, id: Uuid, version: u32) {
        self.send(DELETED, &Deleted { id, version }).await;
    }

    /// Asks a question, in a case.
    pub async fn question<T: DeserializeOwned>(
        &self,
        kind: &str,
        about: Option<&str>,
        body: &impl Serialize,
    ) -> Said<T> {
        let id = self.leave(Route::Question, kind, about, body).await;
        match send_now(self, id).await.unwrap() {
            Some(Outcome::Answered(evidence)) => {
                let answer = Answer::read(&evidence.response.body).unwrap();
                Ok(serde_json::from_value(Value::Object(answer.body)).unwrap())
            }
            Some(Outcome::Refused(problem, _)) => Err((problem.status, problem.kind.to_string())),
            other => panic!("{}", told(other)),
        }
    }

    /// What is registered about a person, as somebody is told who considers her application for admission.
    pub async fn ask(&self, national_id: &str) -> Said<Vec<Row>> {
        self.found(national_id, Purpose::Admission).await.map(|found| found.rows)
    }

    /// What a question about a person is answered with.
    pub async fn found(&self, national_id: &str, purpose: Purpose) -> Said<Found> {
        let ask = Ask { national_id: national_id.into(), purpose };
        self.question(ASK, Some("sak-17"), &ask).await
    }

    pub async fn list(&self, known: u64, page: u32) -> Said<ListPage> {
        self.question(LIST, None, &List { known, page }).await
    }

    pub async fn evaluate(&self, epoch: u32, ids: &[&str]) -> Said<(Vec<Token>, Evaluated)> {
        let blindings = ids.iter().map(|id| (*id, Blinding::of(id).unwrap())).collect::<Vec<_>>();
        let blinded = blindings.iter().map(|(_, one)| one.blinded()).collect();
        let known = self.list(0, 0).await?;
        let body = Evaluate { epoch, blinded };
        let said: Evaluated = self.question(EVALUATE, None, &body).await?;
        let key = known.epochs.iter().find(|key| key.epoch == epoch).expect("a key in use");
        let tokens = Blinding::finish(&blindings, &said.evaluations, &said.proof, key).unwrap();
        Ok((tokens, said))
    }

    /// What the register has told of its own accord since the last time, but for what became of what was
    /// sent to it.
    pub async fn heard(&self) -> Vec<(String, Value)> {
        self.hears(|kind| kind != TAKEN).await
    }

    /// What became of what was sent to the register, as it says since the last time.
    pub async fn taken(&self) -> Vec<Taken> {
        let heard = self.hears(|kind| kind == TAKEN).await;
        heard.into_iter().map(|(_, body)| serde_json::from_value(body).unwrap()).collect()
    }

    async fn hears(&self, wanted: impl Fn(&str) -> bool) -> Vec<(String, Value)> {
        let hears = Hears(self.heard.clone());
        while handle_next(self, &hears).await.unwrap().is_some() {}
        let mut heard = self.heard.lock().unwrap();
        let (wanted, rest) = heard.drain(..).partition(|(kind, _)| wanted(kind));
        *heard = rest;
        wanted
    }

    /// The same, but for new versions of the list.
    pub async fn told(&self) -> Vec<(String, Value)> {
        let mut heard = self.heard().await;
        heard.retain(|(kind, _)| kind != LISTED);
        heard
    }
}

/// Of its key: those under 20 are the register's.
fn seed_of(number: InstitutionNumber) -> u8 {
    let number: u16 = number.to_string().parse().unwrap();
    u8::try_from(number % 200).unwrap() + 20
}

fn told(outcome: Option<Outcome>) -> String {
    match outcome {
        None => "not sent".into(),
        Some(Outcome::Later { why, .. }) => why,
        Some(Outcome::Refused(problem, _) | Outcome::Stuck(problem, _)) => problem.kind.to_string(),
        Some(_) => "another outcome".into(),
    }
}

/// A row of an institution, about a person, for a period.
pub fn row(office: &Office, national_id: &str, version: u32, to: Date) -> Registered {
    Registered {
        national_id: national_id.into(),
        row: Row {
            id: Uuid::new_v4(),
            version,
            institution: office.number,
            period: Period { from: jiff::civil::date(2026, 8, 1), to },
            kind: rules::exclusion::ExclusionType::Karantenen,
            classification: rules::exclusion::Classification::Alle,
            programme: None,
            case_officer: Some("Kari Saksbehandler".into()),
        },
    }
}

struct Hears(Arc<Mutex<Vec<(String, Value)>>>);

impl Handler<DatabaseMailbox> for Hears {
    async fn handle(
        &self,
        act: ::store::Act,
        arrived: &Arrived,
    ) -> std::result::Result<(::store::Act, Entry), Failure> {
        if let Arrived::Message { envelope, .. } = arrived {
            let heard = (envelope.kind.to_string(), Value::Object(envelope.body.clone()));
            self.0.lock().unwrap().push(heard);
        }
        Ok((act, Entry::new("test.hear", "message", Uuid::nil())))
    }
}

/// Answers no question.
struct Nothing;

impl Answerer<DatabaseMailbox> for Nothing {
    async fn answer(
        &self,
        _: ::store::Act,
        _: &Envelope,
    ) -> std::result::Result<Replied<DatabaseMailbox>, Failure> {
        Err("no question is taken".into())
    }
}

impl Directory for Office {
    async fn newest(&self) -> std::result::Result<Option<Arc<Verified>>, PortFault> {
        self.node.directory().newest().await
    }
}

/// Into the register's router, without a socket.
impl Network for Office {
    async fn send(
        &self,
        request: http::Request<bytes::Bytes>,
        _: Limits,
    ) -> std::result::Result<http::Response<bytes::Bytes>, NetworkFault> {
        let does = *self.on_the_way.lock().unwrap();
        if let (OnTheWay::Replay, Some((_, old))) = (does, &*self.kept.lock().unwrap()) {
            return Ok(old.clone());
        }
        let answer = self.asked(request.clone()).await;
        if does == OnTheWay::Keep {
            *self.kept.lock().unwrap() = Some((request, answer.clone()));
        }
        Ok(answer)
    }
}

impl Station for Office {
    type Mailbox = DatabaseMailbox;
    fn me(&self) -> Party {
        self.party()
    }
    fn mailbox(&self) -> &DatabaseMailbox {
        &self.mailbox
    }
    fn network(&self) -> &impl Network {
        self
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
