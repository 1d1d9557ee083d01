//! The register's side of the directory, and each node's copy of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use ed25519_dalek::SigningKey;
use jiff::{SignedDuration, Timestamp};
use wire::directory::{Document, Institution, ListedKey, Names, Register, Verified, sign};
use wire::port::HeldKeys;
use wire::{Directory, KeyId, Party, PortFault, PublicKey};

use crate::Sabotage;

/// A key from a number.
pub fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

pub fn public(number: u8) -> PublicKey {
    key(number).verifying_key().into()
}

/// Signs the directory: the old one, and the new one that it announces.
pub const REGISTER_KEYS: [u8; 2] = [1, 2];
/// Was an institution's and has been withdrawn; somebody has got hold of it.
pub const STOLEN_KEY: u8 = 99;

/// Issues versions, and keeps them all.
pub struct Issuer {
    pub versions: Mutex<Vec<Bytes>>,
    document: Mutex<Document>,
    ring: HeldKeys,
}

pub fn listed(number: u8, listed_at: Timestamp, valid_to: Timestamp) -> ListedKey {
    let public_key = public(number);
    ListedKey { id: public_key.id(), public_key, listed_at, valid_from: listed_at, valid_to }
}

fn institution(number: &str, keys: Vec<ListedKey>) -> Institution {
    let name = String::from(number);
    Institution {
        number: number.parse().unwrap(),
        names: Names { nb: name.clone(), nn: name.clone(), en: name },
        address: format!("https://office-{number}.example").parse().unwrap(),
        contacts: Vec::new(),
        shares: Vec::new(),
        keys,
    }
}

impl Issuer {
    /// Two institutions and the register; their keys have been known for long.
    pub fn new(begun: Timestamp) -> Self {
        let (long_ago, far) =
            (begun - SignedDuration::from_hours(1000), begun + SignedDuration::from_hours(1000));
        let keys = |number| vec![listed(number, long_ago, far)];
        let document = Document {
            version: 1,
            issued_at: begun - SignedDuration::from_mins(30),
            valid_until: far,
            register_keys: vec![public(REGISTER_KEYS[0])],
            register: Register {
                address: "https://register.example".parse().unwrap(),
                keys: keys(10),
            },
            institutions: vec![
                institution("184", keys(20)),
                institution("186", [keys(30), keys(STOLEN_KEY)].concat()),
            ],
        };
        let ring = HeldKeys::new(REGISTER_KEYS.map(key));
        Self { versions: Mutex::default(), document: Mutex::new(document), ring }
    }

    /// Issues the next version, changed so. It is signed by every key that it names, and by the
    /// first one from the beginning.
    pub async fn issue(&self, now: Timestamp, change: impl FnOnce(&mut Document)) -> Bytes {
        let document = {
            let mut document = self.document.lock().unwrap();
            change(&mut document);
            document.version += 1;
            document.issued_at = now;
            document.valid_until = now + SignedDuration::from_hours(48);
            document.clone()
        };
        let by: Vec<KeyId> = document.register_keys.iter().map(PublicKey::id).collect();
        let envelope = sign(&document, &by, &self.ring).await.unwrap();
        self.versions.lock().unwrap().push(envelope.clone());
        envelope
    }

    pub fn newest(&self) -> Bytes {
        self.versions.lock().unwrap().last().unwrap().clone()
    }
}

/// A node's copy: durable, as all versions that it has ever taken.
pub struct Copy {
    kept: Mutex<BTreeMap<u64, Arc<Verified>>>,
    newest: Mutex<Arc<Verified>>,
    sabotage: Sabotage,
}

impl Copy {
    pub fn new(first: Bytes, sabotage: Sabotage) -> Self {
        let first = Arc::new(Verified::read(first, &[public(REGISTER_KEYS[0])]).unwrap());
        let kept = Mutex::new(BTreeMap::from([(first.version, first.clone())]));
        Self { kept, newest: Mutex::new(first), sabotage }
    }

    /// What was fetched: taken if it may follow.
    pub fn fetched(&self, envelope: Bytes, now: Timestamp) {
        let newest = self.newest.lock().unwrap().clone();
        if envelope == *newest.envelope() {
            return;
        }
        let next = match self.sabotage {
            Sabotage::TakesOldDirectories => Verified::read(envelope, &newest.register_keys),
            _ => newest.followed_by(envelope, now),
        };
        if let Ok(next) = next.map(Arc::new) {
            self.kept.lock().unwrap().insert(next.version, next.clone());
            *self.newest.lock().unwrap() = next;
        }
    }

    pub fn version(&self, version: u64) -> Option<Arc<Verified>> {
        self.kept.lock().unwrap().get(&version).cloned()
    }
}

impl Directory for Copy {
    async fn newest(&self) -> Result<Option<Arc<Verified>>, PortFault> {
        Ok(Some(self.newest.lock().unwrap().clone()))
    }
}

/// The parties, in the order of the nodes.
pub fn parties() -> [Party; 3] {
    ["register", "184", "186"].map(|party| party.parse().unwrap())
}
