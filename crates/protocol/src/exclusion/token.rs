//! Tokens: what stands for a person in the register's list, and can be tested only by whoever had
//! the register's help with exactly that person's id.
//!
//! National ids can be counted through, so a hash of one hides nobody. A token is the value of a
//! function that only the register can compute (a verifiable oblivious pseudorandom function, RFC
//! 9497, ristretto255 with SHA-512): an institution blinds an id, the register evaluates it without
//! learning it and proves by which key, and the institution unblinds the result.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand_core_06::OsRng;
use serde::{Deserialize, Serialize};
use voprf::{BlindedElement, EvaluationElement, Group, Ristretto255, VoprfClient, VoprfServer};

type Suite = Ristretto255;
type Point = <Suite as Group>::Elem;

/// A national id is 11 digits; whatever is longer than this is none.
pub const NATIONAL_ID_BYTES_MAX: usize = 16;
/// So much of the function's value is kept: that two of 100 000 persons share a token by chance is
/// as likely as one in 10^28.
const TOKEN_BYTES: usize = 16;
/// Keeps the keys apart from whatever else is derived from the same secret.
const KEY_INFO: &str = "kandidat exclusion token, epoch ";

/// Something was not evaluated by the key that the register has announced, or is no such thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not evaluated by the key that was announced")]
pub struct Forged;

/// What stands for a person, under the key of one epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token([u8; TOKEN_BYTES]);

impl Token {
    /// Its bytes.
    pub fn bytes(&self) -> &[u8; TOKEN_BYTES] {
        &self.0
    }

    /// A token of these bytes.
    pub const fn of(bytes: [u8; TOKEN_BYTES]) -> Self {
        Self(bytes)
    }

    fn cut(value: &[u8]) -> Self {
        let mut kept = [0; TOKEN_BYTES];
        kept.copy_from_slice(&value[..TOKEN_BYTES]);
        Self(kept)
    }
}

/// Bytes of a fixed length as base64url without padding, in one spelling.
macro_rules! as_base64 {
    ($name:ident, $length:literal, $what:literal) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
            }
        }

        impl FromStr for $name {
            type Err = wire::NotA;

            fn from_str(text: &str) -> Result<Self, wire::NotA> {
                let bytes = URL_SAFE_NO_PAD.decode(text).ok();
                let bytes = bytes.and_then(|bytes| <[u8; $length]>::try_from(bytes).ok());
                bytes.map(Self).ok_or(wire::NotA($what))
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

as_base64!(Token, 16, "a token");

/// An id that is blinded: a point that is as likely for every id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blinded([u8; 32]);
as_base64!(Blinded, 32, "a blinded id");

/// What a blinded id was evaluated to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluation([u8; 32]);
as_base64!(Evaluation, 32, "an evaluation");

/// That evaluations were made by one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof([u8; 64]);
as_base64!(Proof, 64, "a proof");

/// The public half of the register's key of an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpochKey {
    /// Counts up with each change of the key, from 1.
    pub epoch: u32,
    /// The key.
    pub public_key: EpochPublicKey,
}

/// A public key that evaluations are proved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpochPublicKey([u8; 32]);
as_base64!(EpochPublicKey, 32, "a public key");

/// The register's side: the key of one epoch.
pub struct Evaluator {
    epoch: u32,
    server: VoprfServer<Suite>,
}

impl Evaluator {
    /// The key of an epoch, from the register's secret.
    pub fn new(secret: &[u8; 32], epoch: u32) -> Self {
        let info = format!("{KEY_INFO}{epoch}");
        let server = VoprfServer::new_from_seed(secret, info.as_bytes());
        // Fails only on an info longer than 65 000 bytes, or with a chance of one in 2^2000.
        Self { epoch, server: server.expect("a key follows from a secret and a short text") }
    }

    /// Which epoch's, and its public half.
    pub fn key(&self) -> EpochKey {
        let point = Suite::serialize_elem(self.server.get_public_key());
        EpochKey { epoch: self.epoch, public_key: EpochPublicKey(point.into()) }
    }

    /// The token of a person, as the register computes it for those that it knows.
    pub fn token(&self, national_id: &str) -> Token {
        let value = self.server.evaluate(national_id.as_bytes());
        // Fails only for a text of 65 536 bytes or more; a national id has 11.
        Token::cut(&value.expect("a national id is short"))
    }

    /// Evaluates blinded ids, and proves that it was this key.
    ///
    /// # Errors
    /// One of them is no point.
    pub fn evaluate(&self, blinded: &[Blinded]) -> Result<(Vec<Evaluation>, Proof), Forged> {
        let read = |one: &Blinded| BlindedElement::<Suite>::deserialize(&one.0).map_err(|_| Forged);
        let elements = blinded.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let found = self.server.batch_blind_evaluate(&mut OsRng, &elements).map_err(|_| Forged)?;
        let evaluations = found.messages.iter().map(|one| Evaluation(one.serialize().into()));
        Ok((evaluations.collect(), Proof(found.proof.serialize().into())))
    }
}

/// The institution's side: an id that is blinded, with what unblinds the result. It says no more
/// about the person than the id does, and is kept until the answer is there.
pub struct Blinding {
    client: VoprfClient<Suite>,
    blinded: Blinded,
}

impl Blinding {
    /// Blinds an id by the machine's chance, afresh each time.
    ///
    /// # Errors
    /// The text is longer than any national id.
    pub fn of(national_id: &str) -> Result<Self, wire::NotA> {
        if national_id.is_empty() || national_id.len() > NATIONAL_ID_BYTES_MAX {
            return Err(wire::NotA("a national id"));
        }
        let blinded = VoprfClient::<Suite>::blind(national_id.as_bytes(), &mut OsRng);
        let blinded = blinded.map_err(|_| wire::NotA("a national id"))?;
        let point = Blinded(blinded.message.serialize().into());
        Ok(Self { client: blinded.state, blinded: point })
    }

    /// What the register is shown.
    pub fn blinded(&self) -> Blinded {
        self.blinded
    }

    /// As it is kept until the answer is there: 64 bytes.
    pub fn kept(&self) -> [u8; 64] {
        self.client.serialize().into()
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// It is none.
    pub fn restore(kept: &[u8]) -> Result<Self, Forged> {
        let client = VoprfClient::<Suite>::deserialize(kept).map_err(|_| Forged)?;
        let point: [u8; 32] =
            kept.get(32..64).and_then(|half| half.try_into().ok()).ok_or(Forged)?;
        Ok(Self { client, blinded: Blinded(point) })
    }

    /// Unblinds the evaluations of several ids at once, each with its id: their tokens, in order.
    ///
    /// # Errors
    /// They were not all evaluated by the announced key, or there are too few or too many: none is
    /// believed.
    pub fn finish(
        blindings: &[(&str, Self)],
        evaluations: &[Evaluation],
        proof: &Proof,
        key: &EpochKey,
    ) -> Result<Vec<Token>, Forged> {
        if blindings.len() != evaluations.len() {
            return Err(Forged);
        }
        let key = point(&key.public_key)?;
        let proof = voprf::Proof::deserialize(&proof.0).map_err(|_| Forged)?;
        let read = |one: &Evaluation| EvaluationElement::<Suite>::deserialize(&one.0);
        let elements = evaluations.iter().map(read).collect::<Result<Vec<_>, _>>();
        let elements = elements.map_err(|_| Forged)?;
        let ids: Vec<&[u8]> = blindings.iter().map(|(id, _)| id.as_bytes()).collect();
        let clients: Vec<VoprfClient<Suite>> =
            blindings.iter().map(|(_, blinding)| blinding.client.clone()).collect();
        let values = VoprfClient::batch_finalize(&ids, &clients, &elements, &proof, key);
        let values = values.map_err(|_| Forged)?;
        values.map(|value| value.map(|value| Token::cut(&value)).map_err(|_| Forged)).collect()
    }
}

fn point(key: &EpochPublicKey) -> Result<Point, Forged> {
    Suite::deserialize_elem(&key.0).map_err(|_| Forged)
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
