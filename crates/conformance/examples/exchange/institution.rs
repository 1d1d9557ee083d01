//! An institution: an end of the wire that is asked, and answers as it behaves.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{any, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use protocol::exchange::{Ask, Shared};
use rules::exchange::Outcome;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use uuid::Uuid;
use wire::directory::{Address, Verified};
use wire::exchange::{Asked, JSON, PROBLEM_JSON};
use wire::message::BODY_BYTES_MAX;
use wire::port::HeldKeys;
use wire::signature::{ANSWER, PROBLEM, Profile};
use wire::{
    Envelope, Fault, InstitutionNumber, MessageId, Problem, PublicKey, Route, SignedRequest,
    SignedResponse,
};

use crate::behaviour::Behaves;
use crate::document::ids;
use crate::spoil::handed_out;
use crate::world::key;

/// How long whoever is slow takes.
const SLOWLY: Duration = Duration::from_millis(400);
/// Longer than is waited for.
const TOO_SLOWLY: Duration = Duration::from_secs(5);
/// What is answered where nothing is signed or stored: the floor.
const FLOOR: &str = "/floor";

/// An institution.
pub struct Institution {
    pub number: InstitutionNumber,
    pub address: Address,
    own: Mutex<Own>,
    directory: OnceLock<Arc<Verified>>,
    mended: AtomicBool,
    stirred: tokio::sync::Notify,
    /// Whoever listens at its door.
    door: Mutex<Option<JoinHandle<()>>>,
}

/// What it changes while it runs.
struct Own {
    behaves: Behaves,
    key: SigningKey,
    /// How long it takes over each answer, and over the floor.
    takes: Duration,
    /// Whom it knows; nobody in it: everybody.
    knows: Option<Vec<String>>,
    /// Answers that were made before they were asked for, by national id.
    ready: HashMap<String, Value>,
}

impl Institution {
    /// Of this number, with this key, behind this door.
    pub fn new(number: InstitutionNumber, key: SigningKey, address: Address) -> Arc<Self> {
        let own = Own {
            behaves: Behaves::Well,
            key,
            takes: Duration::ZERO,
            knows: None,
            ready: HashMap::new(),
        };
        Arc::new(Self {
            number,
            address,
            own: Mutex::new(own),
            directory: OnceLock::new(),
            mended: AtomicBool::new(false),
            stirred: tokio::sync::Notify::new(),
            door: Mutex::default(),
        })
    }

    /// Answers whoever stands in this directory.
    pub fn open(self: &Arc<Self>, listener: TcpListener, directory: Arc<Verified>) {
        // It is opened again with the directory that it has.
        let _ = self.directory.set(directory);
        self.listen(listener);
    }

    fn listen(self: &Arc<Self>, listener: TcpListener) {
        let router = Router::new()
            .route(Route::Question.path(), any(question))
            .route(FLOOR, post(floor))
            .with_state(self.clone());
        let serving = tokio::spawn(async move {
            // It goes on until it is closed.
            let _ = axum::serve(listener, router).await;
        });
        *self.door.lock().unwrap_or_else(PoisonError::into_inner) = Some(serving);
    }

    /// Nobody listens any more.
    pub fn close(&self) {
        let door = self.door.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(door) = door {
            door.abort();
        }
    }

    /// Somebody listens again, at the same door.
    pub async fn rise(self: &Arc<Self>) -> std::io::Result<()> {
        let at = self.address.as_str().trim_start_matches("http://");
        let listener = TcpListener::bind(at).await?;
        self.listen(listener);
        Ok(())
    }

    /// The address of the floor.
    pub fn floor(&self) -> String {
        format!("{}{FLOOR}", self.address)
    }

    fn own(&self) -> MutexGuard<'_, Own> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn behave(&self, behaves: Behaves) {
        let mut own = self.own();
        own.behaves = behaves;
        if behaves == Behaves::NewKey {
            own.key = key(crate::world::NEW_KEYS + crate::world::place_of(self.number));
        }
    }

    /// From now on it takes so long over each answer.
    pub fn take(&self, takes: Duration) {
        self.own().takes = takes;
    }

    /// From now on it knows these alone.
    pub fn know(&self, persons: Vec<String>) {
        self.own().knows = Some(persons);
    }

    /// Makes the answer about a person before it is asked for, and forgets those about others.
    pub fn prepare(&self, national_id: &str) {
        self.own().ready.clear();
        let answer = self.shared(Behaves::Well, national_id);
        self.own().ready.insert(national_id.to_owned(), answer);
    }

    /// From now on it behaves well, and lets go whoever waits.
    pub fn mend(&self) {
        self.mended.store(true, Ordering::Relaxed);
        self.stirred.notify_waiters();
    }

    /// How it behaves now.
    fn behaves(&self) -> Behaves {
        let behaves = self.own().behaves;
        let mended = self.mended.load(Ordering::Relaxed);
        if mended && behaves != Behaves::NewKey { Behaves::Well } else { behaves }
    }

    /// What is answered about a person.
    fn shared(&self, behaves: Behaves, national_id: &str) -> Value {
        if let Some(ready) = self.own().ready.get(national_id) {
            return ready.clone();
        }
        let knows =
            self.own().knows.as_ref().is_none_or(|all| all.iter().any(|one| one == national_id));
        let nothing = |outcome| json!(Shared::nothing(outcome));
        match behaves {
            Behaves::KnowsNobody => return nothing(Outcome::NoPerson),
            _ if !knows => return nothing(Outcome::NoPerson),
            Behaves::HasNothing => return nothing(Outcome::NoResults),
            Behaves::SharesNothing => return nothing(Outcome::NotSharing),
            Behaves::SeesNoBasis => return nothing(Outcome::NoBasis),
            _ => {}
        }
        let own = self.own().key.clone();
        let signed = handed_out(behaves, (self.number, national_id), &own);
        let mut results = ids(self.number, national_id);
        if behaves == Behaves::OtherResults {
            results[0] = Uuid::nil();
        }
        let mut said = json!(Shared::ok(&signed, results));
        match behaves {
            Behaves::Contradicts => said["document"] = Value::Null,
            Behaves::SaysMore => said["more"] = json!(1),
            Behaves::NotBase64 => said["document"] = json!("no base64"),
            Behaves::TooLong => {
                said["document"] = STANDARD.encode(vec![b' '; BODY_BYTES_MAX]).into()
            }
            _ => {}
        }
        if said["document"].is_null() {
            said.as_object_mut().map(|said| said.remove("document"));
        }
        said
    }
}

/// A question that its sender has signed.
fn asked(at: &Institution, request: http::Request<Bytes>) -> Option<(SignedRequest, Envelope)> {
    let target = at.address.target(Route::Question);
    let (request, input) = SignedRequest::from_http(request, &target).ok()?;
    let (_, key) = at.directory.get()?.owner(input.key)?;
    request.verify(&key.public_key).ok()?;
    let envelope = Envelope::read(&request.body).ok()?;
    Some((request, envelope))
}

async fn question(State(at): State<Arc<Institution>>, request: Request<Body>) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, BODY_BYTES_MAX).await.unwrap_or_default();
    let no = || Response::builder().status(400).body(Body::empty()).unwrap_or_default();
    let Some((request, envelope)) = asked(&at, http::Request::from_parts(head, body)) else {
        return no();
    };
    let Ok(ask) = Ask::deserialize(Value::Object(envelope.body)) else { return no() };
    let takes = at.own().takes;
    tokio::time::sleep(takes).await;
    match at.behaves() {
        Behaves::Slowly => tokio::time::sleep(SLOWLY).await,
        Behaves::TooSlowly => tokio::time::sleep(TOO_SLOWLY).await,
        Behaves::Partitioned => at.stirred.notified().await,
        _ => {}
    }
    let signed = answer(&at, &request, &ask).await;
    signed.and_then(|signed| signed.to_http().ok()).map_or_else(no, |answer| answer.map(Body::from))
}

async fn answer(at: &Institution, request: &SignedRequest, ask: &Ask) -> Option<SignedResponse> {
    let behaves = at.behaves();
    let (profile, status, content_type, body): (&Profile, u16, _, Value) = match behaves {
        Behaves::SaysLater => (&PROBLEM, 503, PROBLEM_JSON, json!(Problem::from(Fault::Away))),
        Behaves::Refuses => {
            let kind = "urn:kandidat:exchange:national-id";
            let problem = json!({ "type": kind, "title": "It is no national id", "status": 403 });
            (&PROBLEM, 403, PROBLEM_JSON, problem)
        }
        _ => {
            let question =
                if behaves == Behaves::Replayed { MessageId::random() } else { request.message };
            let body = json!({ "question": question, "digest": request.digest,
                "answered_at": Timestamp::now(), "by": at.number,
                "body": at.shared(behaves, &ask.national_id) });
            (&ANSWER, 200, JSON, body)
        }
    };
    let by = match behaves {
        Behaves::SignedByOther => key(crate::world::place_of(at.number) + 1),
        _ => at.own().key.clone(),
    };
    let (public, ring) = (PublicKey::from(by.verifying_key()), HeldKeys::new([by]));
    let digest = request.digest.to_string();
    let asked = Asked { target: &request.target, digest: &digest };
    let body = (status, content_type, Bytes::from(body.to_string()));
    SignedResponse::sign(profile, body, &asked, (Timestamp::now(), public.id()), &ring).await.ok()
}

/// What is answered about a person without a signature of the wire: the same bytes, as long to wait for.
async fn floor(State(at): State<Arc<Institution>>, national_id: String) -> String {
    let takes = at.own().takes;
    tokio::time::sleep(takes).await;
    at.shared(Behaves::Well, &national_id).to_string()
}
