//! The way to a party, and who lies on it with the party's own key: each answer is changed and signed anew.

use bytes::Bytes;
use ed25519_dalek::SigningKey;
use http::{Request, Response};
use jiff::Timestamp;
use serde_json::{Value, json};
use wire::exchange::{Asked, JSON, PROBLEM_JSON};
use wire::port::{HeldKeys, Limits, NetworkFault};
use wire::signature::Profile;
use wire::{Digest, Network, PublicKey, SignedResponse};

/// What is answered in place of what was.
pub trait Lies: Send + Sync {
    /// Status, profile and body, in place of this status and body. What was asked has its digest beside it.
    fn instead(&self, asked: &Value, status: u16, said: Value) -> (u16, &'static Profile, Value);
}

/// The way to the party with this key.
pub struct Lying<N, L> {
    pub network: N,
    pub key: SigningKey,
    pub lies: L,
}

/// An answer of this party.
pub fn answer(asked: &Value, body: Value) -> Value {
    json!({ "question": asked["id"], "digest": asked["digest"], "by": asked["to"], "body": body,
        "answered_at": Timestamp::now().to_string() })
}

/// A receipt of this party.
pub fn receipt(asked: &Value) -> Value {
    json!({ "message": asked["id"], "digest": asked["digest"], "by": asked["to"],
        "stored_at": Timestamp::now().to_string() })
}

/// A no that no protocol names.
pub fn no() -> Value {
    json!({ "type": "urn:kandidat:conformance:elsewhere", "title": "No", "status": 403 })
}

impl<N: Network, L: Lies> Network for Lying<N, L> {
    async fn send(
        &self,
        request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, NetworkFault> {
        let (target, body) = (request.uri().to_string(), request.body().clone());
        let digest = Digest::of(&body).to_string();
        let mut asked: Value = serde_json::from_slice(&body).unwrap();
        asked["digest"] = json!(digest);
        let response = self.network.send(request, limits).await?;
        let (status, said) = (response.status().as_u16(), response.into_body());
        let said: Value = serde_json::from_slice(&said).unwrap();
        let (status, profile, said) = self.lies.instead(&asked, status, said);
        let content_type = if status == 200 { JSON } else { PROBLEM_JSON };
        let said = Bytes::from(said.to_string());
        let (ring, public) =
            (HeldKeys::new([self.key.clone()]), PublicKey::from(self.key.verifying_key()));
        let asked = Asked { target: &target, digest: &digest };
        let signed_by = (Timestamp::now(), public.id());
        let answer = (status, content_type, said);
        let signed = SignedResponse::sign(profile, answer, &asked, signed_by, &ring).await.unwrap();
        Ok(signed.to_http().unwrap())
    }
}
