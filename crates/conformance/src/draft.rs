//! A request that is right, and the one way in which it is made wrong.

use anyhow::Result;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use wire::exchange::SIGNATURE;
use wire::{MessageId, Party, Route, SignedRequest};

use crate::KIND;
use crate::world::{Whose, World};

/// When each message says that it was written. It decides nothing, and the same draft is the same to
/// the byte.
const WRITTEN_AT: &str = "2026-11-22T10:00:00Z";

/// What is to be sent. [`Draft::right`] is a request that every receiver takes.
pub(crate) struct Draft {
    pub(crate) id: MessageId,
    pub(crate) from: Party,
    pub(crate) to: Party,
    pub(crate) kind: String,
    /// The sender's case.
    pub(crate) about: Option<&'static str>,
    pub(crate) body: Value,
    /// Changes the envelope's text before it is signed.
    pub(crate) text: fn(String) -> String,
    /// What the header says, where it is another id.
    pub(crate) header_id: Option<MessageId>,
    pub(crate) key: Whose,
    /// How far from now it says that it was signed.
    pub(crate) signed: SignedDuration,
    /// For which address it is signed, where it is another; and for which door.
    pub(crate) address: Option<&'static str>,
    pub(crate) signed_door: Route,
    /// Where it is sent.
    pub(crate) door: Route,
    /// Changes the request after it was signed.
    pub(crate) after: fn(&mut Request<Bytes>),
}

/// A request on its way, and what its answer is bound to.
pub(crate) struct Sent {
    pub(crate) http: Request<Bytes>,
    pub(crate) signed: SignedRequest,
}

impl Draft {
    pub(crate) fn right(world: &World) -> Self {
        Self {
            id: MessageId::random(),
            from: world.sender(),
            to: world.receiver,
            kind: KIND.to_owned(),
            about: None,
            body: json!({ "note": 1 }),
            text: |text| text,
            header_id: None,
            key: Whose::Sender,
            signed: SignedDuration::ZERO,
            address: None,
            signed_door: Route::Message,
            door: Route::Message,
            after: |_| (),
        }
    }

    fn envelope(&self) -> String {
        let mut whole = json!({ "id": self.id, "kind": self.kind, "from": self.from, "to": self.to,
            "sent_at": WRITTEN_AT, "domain_at": WRITTEN_AT, "body": self.body });
        if let Some(about) = self.about {
            whole["about"] = about.into();
        }
        (self.text)(whole.to_string())
    }

    /// Signs it and makes it wrong.
    pub(crate) async fn send(self, world: &World) -> Result<Sent> {
        let address = world.directory.address(world.receiver).map(ToString::to_string);
        let address = address.unwrap_or_default();
        let signed_for = self.address.unwrap_or(&address);
        let target = format!("{signed_for}{}", self.signed_door.path());
        let header = self.header_id.unwrap_or(self.id);
        let (created, key) = (Timestamp::now() + self.signed, world.key(self.key));
        let body = Bytes::from(self.envelope());
        let signed = SignedRequest::sign(target, header, body, created, key, &world.ring).await?;
        let mut http = signed.to_http()?;
        *http.uri_mut() = format!("{address}{}", self.door.path()).parse()?;
        (self.after)(&mut http);
        // The answer is bound to the door that the request came to.
        let signed = SignedRequest { target: http.uri().to_string(), ..signed };
        Ok(Sent { http, signed })
    }
}

/// Sets a field of the request's head, where there is a value for it, and takes it out otherwise.
pub(crate) fn set(request: &mut Request<Bytes>, name: &'static str, value: Option<&str>) {
    let headers = request.headers_mut();
    match value.and_then(|value| HeaderValue::from_str(value).ok()) {
        Some(value) => drop(headers.insert(HeaderName::from_static(name), value)),
        None => drop(headers.remove(name)),
    }
}

/// Writes a field of the request's head otherwise.
pub(crate) fn rewrite(request: &mut Request<Bytes>, name: &'static str, from: &str, to: &str) {
    let value = request.headers().get(name).and_then(|value| value.to_str().ok());
    let changed = value.unwrap_or_default().replace(from, to);
    set(request, name, Some(&changed));
}

/// The field once more, with its value.
pub(crate) fn twice(request: &mut Request<Bytes>, name: &'static str) {
    if let Some(value) = request.headers().get(name).cloned() {
        request.headers_mut().append(name, value);
    }
}

/// Alters one character of the signature.
pub(crate) fn spoil_signature(request: &mut Request<Bytes>) {
    let value = request.headers().get(SIGNATURE).and_then(|value| value.to_str().ok());
    let value = value.unwrap_or_default().to_owned();
    // After `kandidat=:` stands base64; its tenth character is one of the first bytes.
    let (head, tail) = value.split_at(20);
    let other = if tail.starts_with('A') { "B" } else { "A" };
    set(request, SIGNATURE, Some(&format!("{head}{other}{}", &tail[1..])));
}

/// Another method than `POST`.
pub(crate) fn put(request: &mut Request<Bytes>) {
    *request.method_mut() = Method::PUT;
}
