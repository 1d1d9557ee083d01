//! What goes over the wire, as it went: a signed request and the signed response to it. Both ends
//! keep both; together with the directory of that day they are the evidence of what was said.

mod fields;
mod request;
mod response;
#[cfg(test)]
mod tests;

use crate::signature::Deviation;
use crate::{KeyRing, PortFault};
pub use request::{RequestFault, SignedRequest};
pub use response::{Asked, NoAnswer, SignedResponse};

/// The content type of messages, questions, receipts and answers.
pub const JSON: &str = "application/json";
/// The content type of problems (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";
/// The header that names the message, so that it is known without reading the body.
pub const MESSAGE_ID: &str = "kandidat-message-id";
/// The header of the body's digest (RFC 9530).
pub const CONTENT_DIGEST: &str = "content-digest";
/// The header that says what a signature covers.
pub const SIGNATURE_INPUT: &str = "signature-input";
/// The header with the signature.
pub const SIGNATURE: &str = "signature";

/// Why a signature is not taken for its key's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSigned {
    /// The fields are not those of the profile.
    #[error(transparent)]
    Deviation(#[from] Deviation),
    /// The signature is over something else, or another key's.
    #[error("the signature is not this key's over this message")]
    OtherSignature,
}

/// The two fields of a signature over what `base` makes of the parameters.
async fn sign(
    keys: &impl KeyRing,
    input: &crate::SignatureInput,
    base: &str,
) -> Result<(String, String), PortFault> {
    let signature = keys.sign(&input.key, base.as_bytes()).await?;
    Ok((input.field(), crate::signature::write_signature(&signature)))
}
