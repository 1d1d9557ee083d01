//! The signed request: a message or a question on the wire.

use std::fmt;

use bytes::Bytes;
use http::{Method, Request, header};
use jiff::Timestamp;

use super::fields::once;
use super::{CONTENT_DIGEST, JSON, MESSAGE_ID, NotSigned, SIGNATURE, SIGNATURE_INPUT, sign};
use crate::message::BODY_BYTES_MAX;
use crate::signature::{Deviation, MESSAGE, SignatureInput, read_signature, signature_base};
use crate::{Digest, KeyId, KeyRing, MessageId, PortFault, PublicKey};

/// A request as it was sent or came. Method and content type are not kept: `POST` and
/// [`JSON`], nothing else is sent or taken.
#[derive(Clone, PartialEq)]
pub struct SignedRequest {
    /// The receiver's address in the directory with the path, as it was signed.
    pub target: String,
    /// What the header [`MESSAGE_ID`] says.
    pub message: MessageId,
    /// Of the body.
    pub digest: Digest,
    /// The field `Signature-Input`.
    pub signature_input: String,
    /// The field `Signature`.
    pub signature: String,
    /// The envelope, byte for byte.
    pub body: Bytes,
}

/// What is wrong with a request before anybody asks whose it is; in the order of the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestFault {
    /// The body is longer than [`BODY_BYTES_MAX`].
    #[error("the body is too large")]
    TooLarge,
    /// Not a `POST` of [`JSON`].
    #[error("not a POST of application/json")]
    ContentType,
    /// `Content-Digest` is missing, there twice, or not SHA-256 alone.
    #[error("Content-Digest is not one SHA-256")]
    NoDigest,
    /// The body is not the one that the digest is of.
    #[error("the body has another digest")]
    OtherDigest,
    /// The header [`MESSAGE_ID`] is missing, there twice or no id.
    #[error("Kandidat-Message-Id is not one id")]
    MessageId,
    /// The signature's fields are not those of the profile.
    #[error(transparent)]
    Signature(#[from] Deviation),
}

impl SignedRequest {
    /// Signs a body for a target, at a time, with a key of the ring.
    pub async fn sign(
        target: String,
        message: MessageId,
        body: Bytes,
        created: Timestamp,
        key: KeyId,
        keys: &impl KeyRing,
    ) -> Result<Self, PortFault> {
        let input = SignatureInput::new(&MESSAGE, created, key);
        let (digest, none) = (Digest::of(&body), String::new);
        let unsigned =
            Self { target, message, digest, signature_input: none(), signature: none(), body };
        let base = unsigned.base(&input.parameters);
        let (signature_input, signature) = sign(keys, &input, &base).await?;
        Ok(Self { signature_input, signature, ..unsigned })
    }

    /// Takes a request that came to `target`, which is the receiver's own address with its path,
    /// never what the request says of itself. Answers the signature's parameters along with it.
    pub fn from_http(
        request: Request<Bytes>,
        target: &str,
    ) -> Result<(Self, SignatureInput), RequestFault> {
        let (head, body) = request.into_parts();
        if body.len() > BODY_BYTES_MAX {
            return Err(RequestFault::TooLarge);
        }
        let headers = &head.headers;
        if head.method != Method::POST || once(headers, header::CONTENT_TYPE.as_str()) != Some(JSON)
        {
            return Err(RequestFault::ContentType);
        }
        let digest = once(headers, CONTENT_DIGEST).and_then(|field| field.parse().ok());
        let digest: Digest = digest.ok_or(RequestFault::NoDigest)?;
        if digest != Digest::of(&body) {
            return Err(RequestFault::OtherDigest);
        }
        let message = once(headers, MESSAGE_ID).and_then(|field| field.parse().ok());
        let message = message.ok_or(RequestFault::MessageId)?;
        let field = |name| once(headers, name).map(ToOwned::to_owned).ok_or(Deviation::NotOnce);
        let (signature_input, signature) = (field(SIGNATURE_INPUT)?, field(SIGNATURE)?);
        let input = SignatureInput::read(&MESSAGE, &signature_input)?;
        read_signature(&signature)?;
        let target = target.to_owned();
        Ok((Self { target, message, digest, signature_input, signature, body }, input))
    }

    /// As a request to send.
    pub fn to_http(&self) -> Result<Request<Bytes>, http::Error> {
        Request::post(&self.target)
            .header(header::CONTENT_TYPE, JSON)
            .header(CONTENT_DIGEST, self.digest.to_string())
            .header(MESSAGE_ID, self.message.to_string())
            .header(SIGNATURE_INPUT, &self.signature_input)
            .header(SIGNATURE, &self.signature)
            .body(self.body.clone())
    }

    /// Whether this key signed this request with this body.
    pub fn verify(&self, key: &PublicKey) -> Result<SignatureInput, NotSigned> {
        let input = SignatureInput::read(&MESSAGE, &self.signature_input)?;
        let signature = read_signature(&self.signature)?;
        let right = self.digest == Digest::of(&self.body)
            && input.key == key.id()
            && key.verifies(self.base(&input.parameters).as_bytes(), &signature);
        if right { Ok(input) } else { Err(NotSigned::OtherSignature) }
    }

    fn base(&self, parameters: &str) -> String {
        let (digest, message) = (self.digest.to_string(), self.message.to_string());
        let values = [Method::POST.as_str(), &self.target, JSON, &digest, &message];
        let lines: Vec<_> = MESSAGE.components.iter().copied().zip(values).collect();
        signature_base(&lines, parameters)
    }
}

/// Without the body, so that a log names nobody.
impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest")
            .field("target", &self.target)
            .field("message", &self.message)
            .field("digest", &self.digest)
            .field("signature_input", &self.signature_input)
            .finish_non_exhaustive()
    }
}
