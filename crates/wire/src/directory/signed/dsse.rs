//! The envelope: payload, payload type, signatures.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::PAYLOAD_TYPE;
use crate::directory::{Document, ENVELOPE_BYTES_MAX, KEYS_MAX};
use crate::{KeyId, KeyRing, PortFault, PublicKey};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    payload: String,
    #[serde(rename = "payloadType")]
    payload_type: String,
    signatures: Vec<Signature>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature {
    keyid: String,
    sig: String,
}

/// Why bytes are no signed directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSignedDirectory {
    /// Not the JSON of an envelope, or too long.
    #[error("not an envelope")]
    Malformed,
    /// The envelope holds something else.
    #[error("the envelope holds no directory")]
    OtherPayload,
    /// No signature by a key that is trusted.
    #[error("signed by no key that is trusted")]
    Untrusted,
}

/// What is signed: type and payload with their lengths, so that neither runs into the other.
fn signed_bytes(payload: &[u8]) -> Vec<u8> {
    let (kind, length) = (PAYLOAD_TYPE, payload.len());
    let mut bytes = format!("DSSEv1 {} {kind} {length} ", kind.len()).into_bytes();
    bytes.extend(payload);
    bytes
}

/// Signs a version of the directory with these keys of the ring: with one, and with the old and the
/// new one while they overlap.
pub async fn sign(
    document: &Document,
    keys: &[KeyId],
    ring: &impl KeyRing,
) -> Result<Bytes, PortFault> {
    let json = |fault| PortFault::new("the directory is not JSON", fault);
    let payload = serde_json::to_vec(document).map_err(json)?;
    let bytes = signed_bytes(&payload);
    let mut signatures = Vec::new();
    for key in keys {
        let sig = STANDARD.encode(ring.sign(key, &bytes).await?);
        signatures.push(Signature { keyid: key.to_string(), sig });
    }
    let (payload, payload_type) = (STANDARD.encode(payload), PAYLOAD_TYPE.to_owned());
    let envelope = Envelope { payload, payload_type, signatures };
    serde_json::to_vec(&envelope).map(Bytes::from).map_err(json)
}

/// The payload, when one of the trusted keys has signed it. Signatures by other keys are passed
/// over: a reader that has not heard of a new key verifies by the old one.
pub(super) fn open(
    envelope: &[u8],
    trusted: &[PublicKey],
) -> Result<(Vec<u8>, PublicKey), NoSignedDirectory> {
    if envelope.len() > ENVELOPE_BYTES_MAX {
        return Err(NoSignedDirectory::Malformed);
    }
    let read: Envelope =
        serde_json::from_slice(envelope).map_err(|_| NoSignedDirectory::Malformed)?;
    if read.payload_type != PAYLOAD_TYPE {
        return Err(NoSignedDirectory::OtherPayload);
    }
    if read.signatures.len() > KEYS_MAX {
        return Err(NoSignedDirectory::Malformed);
    }
    let payload = STANDARD.decode(&read.payload).map_err(|_| NoSignedDirectory::Malformed)?;
    let bytes = signed_bytes(&payload);
    let by = read.signatures.iter().find_map(|found| signer(found, &bytes, trusted));
    Ok((payload, by.ok_or(NoSignedDirectory::Untrusted)?))
}

/// The trusted key that this signature is by.
fn signer(found: &Signature, bytes: &[u8], trusted: &[PublicKey]) -> Option<PublicKey> {
    let id: KeyId = found.keyid.parse().ok()?;
    let key = trusted.iter().find(|key| key.id() == id)?;
    let signature: [u8; 64] = STANDARD.decode(&found.sig).ok()?.try_into().ok()?;
    key.verifies(bytes, &signature).then_some(*key)
}

/// The standard's own example, with its payload type: the text that is signed.
#[test]
fn type_and_payload_are_signed_with_their_lengths() {
    let bytes = signed_bytes(b"hello world");
    let expected = "DSSEv1 39 application/vnd.kandidat.directory+json 11 hello world";
    assert_eq!(String::from_utf8(bytes).as_deref(), Ok(expected));
}
