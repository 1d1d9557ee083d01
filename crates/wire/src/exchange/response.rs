//! The signed response: a receipt, an answer or a problem.

use std::fmt;

use bytes::Bytes;
use http::{Method, Response, header};
use jiff::Timestamp;

use super::fields::once;
use super::{
    CONTENT_DIGEST, JSON, NotSigned, PROBLEM_JSON, SIGNATURE, SIGNATURE_INPUT, SignedRequest, sign,
};
use crate::message::BODY_BYTES_MAX;
use crate::signature::{Profile, SignatureInput, read_signature, signature_base};
use crate::{Digest, KeyId, KeyRing, PortFault, PublicKey};

/// A response as it was sent or came.
#[derive(Clone, PartialEq)]
pub struct SignedResponse {
    /// The status code.
    pub status: u16,
    /// [`JSON`] or [`PROBLEM_JSON`].
    pub content_type: String,
    /// Of the body.
    pub digest: Digest,
    /// The field `Signature-Input`.
    pub signature_input: String,
    /// The field `Signature`.
    pub signature: String,
    /// The receipt, answer or problem, byte for byte.
    pub body: Bytes,
}

/// What came back is no answer of the receiver's: unsigned, or not in its form. Whatever it says,
/// the sender tries again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the form of an answer: {0}")]
pub struct NoAnswer(pub(crate) &'static str);

/// What a response answers: the request's target and digest.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'r> {
    /// The address with the path that it came to.
    pub target: &'r str,
    /// Its field `Content-Digest`.
    pub digest: &'r str,
}

impl SignedResponse {
    /// Signs the answer to a request under a profile.
    pub async fn sign(
        profile: &Profile,
        (status, content_type, body): (u16, &str, Bytes),
        asked: &Asked<'_>,
        (created, key): (Timestamp, KeyId),
        keys: &impl KeyRing,
    ) -> Result<Self, PortFault> {
        let input = SignatureInput::new(profile, created, key);
        let unsigned = Self {
            status,
            content_type: content_type.to_owned(),
            digest: Digest::of(&body),
            signature_input: String::new(),
            signature: String::new(),
            body,
        };
        let base = unsigned.base(profile, asked, &input.parameters);
        let (signature_input, signature) = sign(keys, &input, &base).await?;
        Ok(Self { signature_input, signature, ..unsigned })
    }

    /// Takes a response that came. Whose it is says [`verify`](Self::verify).
    pub fn from_http(response: Response<Bytes>) -> Result<Self, NoAnswer> {
        let (head, body) = response.into_parts();
        if body.len() > BODY_BYTES_MAX {
            return Err(NoAnswer("too large"));
        }
        let field = |name| once(&head.headers, name).map(ToOwned::to_owned);
        let content_type = field(header::CONTENT_TYPE.as_str());
        let known = content_type.filter(|found| found == JSON || found == PROBLEM_JSON);
        let content_type = known.ok_or(NoAnswer("content type"))?;
        let digest = field(CONTENT_DIGEST).and_then(|field| field.parse().ok());
        let digest = digest.filter(|digest| *digest == Digest::of(&body));
        Ok(Self {
            status: head.status.as_u16(),
            content_type,
            digest: digest.ok_or(NoAnswer("digest"))?,
            signature_input: field(SIGNATURE_INPUT).ok_or(NoAnswer("unsigned"))?,
            signature: field(SIGNATURE).ok_or(NoAnswer("unsigned"))?,
            body,
        })
    }

    /// As a response to send.
    pub fn to_http(&self) -> Result<Response<Bytes>, http::Error> {
        Response::builder()
            .status(self.status)
            .header(header::CONTENT_TYPE, &self.content_type)
            .header(CONTENT_DIGEST, self.digest.to_string())
            .header(SIGNATURE_INPUT, &self.signature_input)
            .header(SIGNATURE, &self.signature)
            .body(self.body.clone())
    }

    /// What the signature says of itself, when it is one of this profile.
    pub fn input(&self, profile: &Profile) -> Result<SignatureInput, NotSigned> {
        Ok(SignatureInput::read(profile, &self.signature_input)?)
    }

    /// Whether this key signed this response, under this profile, to this request.
    pub fn verify(
        &self,
        profile: &Profile,
        request: &SignedRequest,
        key: &PublicKey,
    ) -> Result<SignatureInput, NotSigned> {
        let input = self.input(profile)?;
        let signature = read_signature(&self.signature)?;
        let digest = request.digest.to_string();
        let asked = Asked { target: &request.target, digest: &digest };
        let right = self.digest == Digest::of(&self.body)
            && input.key == key.id()
            && key.verifies(self.base(profile, &asked, &input.parameters).as_bytes(), &signature);
        if right { Ok(input) } else { Err(NotSigned::OtherSignature) }
    }

    fn base(&self, profile: &Profile, asked: &Asked<'_>, parameters: &str) -> String {
        let (status, digest) = (self.status.to_string(), self.digest.to_string());
        let values = [
            &status,
            &self.content_type,
            &digest,
            asked.digest,
            Method::POST.as_str(),
            asked.target,
        ];
        let lines: Vec<_> = profile.components.iter().copied().zip(values).collect();
        signature_base(&lines, parameters)
    }
}

/// Without the body, so that a log names nobody.
impl fmt::Debug for SignedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedResponse")
            .field("status", &self.status)
            .field("digest", &self.digest)
            .field("signature_input", &self.signature_input)
            .finish_non_exhaustive()
    }
}
