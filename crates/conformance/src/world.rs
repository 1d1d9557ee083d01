//! Who there is: the receiver under test, those who write to it, and the directory that lists them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use ed25519_dalek::SigningKey;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use wire::directory::{
    Address, Document, Institution, ListedKey, Names, Register, Share, Verified, sign,
};
use wire::port::HeldKeys;
use wire::{KeyId, Party, PublicKey};

/// The keys: what each is for, and its 32 bytes in hex.
#[derive(Serialize, Deserialize)]
struct Keys(BTreeMap<Whose, String>);

/// Whose key it is, or what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Whose {
    /// Signs the directory.
    Register,
    /// The receiver under test.
    Receiver,
    /// The register, where it is not under test itself: signs its messages.
    RegistersMessages,
    /// Who writes to it.
    Sender,
    /// The sender's, no longer valid.
    SendersExpired,
    /// The sender's, not valid yet.
    SendersEarly,
    /// Another institution.
    Other,
    /// Nobody's: it stands in no directory.
    Nobody,
}

const ALL: [Whose; 8] = [
    Whose::Register,
    Whose::Receiver,
    Whose::RegistersMessages,
    Whose::Sender,
    Whose::SendersExpired,
    Whose::SendersEarly,
    Whose::Other,
    Whose::Nobody,
];
const SENDER: &str = "9998";
const OTHER: &str = "9997";
/// What the sender and a receiver that is an institution share: with the register, and with each other.
const SHARED: [&str; 2] = ["exclusions", "results"];
const KEYS_FILE: &str = "keys.json";
const DIRECTORY_FILE: &str = "directory.json";
const RECEIVER_FILE: &str = "receiver.hex";
const SENDER_FILE: &str = "sender.hex";
const REGISTER_FILE: &str = "register-key.txt";
/// How long the directory is good for. A receiver judges by one for a day at most anyway.
const VALID_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Keys, parties and the directory of one test.
pub struct World {
    pub(crate) directory: Verified,
    pub(crate) receiver: Party,
    pub(crate) ring: HeldKeys,
    keys: BTreeMap<Whose, SigningKey>,
}

impl World {
    /// Makes new keys, lists the receiver `party` at `address`, and writes into the folder what
    /// sets the receiver up: `directory.json` (the signed directory), `register-key.txt` (the public
    /// key to pin), `receiver.hex` (the receiver's private key, 32 bytes), and `keys.json` (the
    /// others', for sending). `sender.hex` is the key of 9998, who sends: for trying a sender.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub async fn prepare(
        folder: &Path,
        party: Party,
        address: &Address,
        now: Timestamp,
    ) -> Result<Self> {
        let keys: BTreeMap<_, _> = ALL.map(|whose| (whose, random_key())).into();
        let document = document(&keys, party, address, now)?;
        let register = public(&keys, Whose::Register);
        let ring = HeldKeys::new(keys.values().cloned());
        let envelope = sign(&document, &[register.id()], &ring).await?;
        fs::create_dir_all(folder)?;
        let kept = keys.iter().map(|(whose, key)| (*whose, hex::encode(key.to_bytes()))).collect();
        fs::write(folder.join(KEYS_FILE), serde_json::to_vec_pretty(&Keys(kept))?)?;
        for (file, whose) in [(RECEIVER_FILE, Whose::Receiver), (SENDER_FILE, Whose::Sender)] {
            fs::write(folder.join(file), hex::encode(keys[&whose].to_bytes()))?;
        }
        fs::write(folder.join(REGISTER_FILE), register.to_string())?;
        fs::write(folder.join(DIRECTORY_FILE), &envelope)?;
        Self::of(keys, envelope.to_vec(), party)
    }

    /// Reads a folder that was prepared for this receiver.
    ///
    /// # Errors
    /// It was not, or for another address.
    pub fn load(folder: &Path, party: Party, address: &Address) -> Result<Self> {
        let keys = fs::read(folder.join(KEYS_FILE)).context(KEYS_FILE)?;
        let Keys(kept) = serde_json::from_slice(&keys).context(KEYS_FILE)?;
        let mut keys = BTreeMap::new();
        for (whose, key) in kept {
            let bytes = hex::decode(key).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
            keys.insert(whose, SigningKey::from_bytes(&bytes.context(KEYS_FILE)?));
        }
        anyhow::ensure!(
            ALL.iter().all(|whose| keys.contains_key(whose)),
            "{KEYS_FILE} lacks a key"
        );
        let world = Self::of(keys, fs::read(folder.join(DIRECTORY_FILE))?, party)?;
        let listed = world.directory.address(party);
        anyhow::ensure!(listed == Some(address), "the folder was prepared for another receiver");
        Ok(world)
    }

    /// Whether a folder was prepared.
    pub fn is_prepared(folder: &Path) -> bool {
        folder.join(KEYS_FILE).is_file()
    }

    fn of(keys: BTreeMap<Whose, SigningKey>, envelope: Vec<u8>, receiver: Party) -> Result<Self> {
        let pinned = public(&keys, Whose::Register);
        let directory = Verified::read(envelope.into(), &[pinned])?;
        let ring = HeldKeys::new(keys.values().cloned());
        Ok(Self { directory, receiver, ring, keys })
    }

    /// A key's id.
    pub(crate) fn key(&self, whose: Whose) -> KeyId {
        public(&self.keys, whose).id()
    }

    /// Who writes, and another institution.
    pub(crate) fn sender(&self) -> Party {
        party(SENDER)
    }

    pub(crate) fn other(&self) -> Party {
        party(OTHER)
    }
}

/// The parties of this crate are written by it.
fn party(number: &str) -> Party {
    number.parse().expect("a party's number")
}

fn random_key() -> SigningKey {
    SigningKey::from_bytes(&rand::random())
}

fn public(keys: &BTreeMap<Whose, SigningKey>, whose: Whose) -> PublicKey {
    keys[&whose].verifying_key().into()
}

fn document(
    keys: &BTreeMap<Whose, SigningKey>,
    receiver: Party,
    address: &Address,
    now: Timestamp,
) -> Result<Document> {
    let (long_ago, far) = (now - SignedDuration::from_hours(48), now + VALID_FOR);
    let day = SignedDuration::from_hours(24);
    let listed = |whose, from, to| {
        let public_key = public(keys, whose);
        let id = public_key.id();
        ListedKey { id, public_key, listed_at: long_ago, valid_from: from, valid_to: to }
    };
    let nowhere: Address = "https://nowhere.example".parse()?;
    let since = long_ago.to_zoned(TimeZone::UTC).date();
    let one = |number: wire::InstitutionNumber, address: &Address, keys| Institution {
        number,
        names: Names { nb: number.to_string(), nn: number.to_string(), en: number.to_string() },
        address: address.clone(),
        contacts: Vec::new(),
        // The other institution does not take part in it.
        shares: match number.to_string() == OTHER {
            true => Vec::new(),
            false => SHARED.map(|what| Share { what: what.to_owned(), since }).into(),
        },
        keys,
    };
    let under_test = vec![listed(Whose::Receiver, long_ago, far)];
    let mut institutions = Vec::new();
    let register = match receiver {
        Party::Register => Register { address: address.clone(), keys: under_test },
        Party::Institution(number) => {
            institutions.push(one(number, address, under_test));
            let keys = vec![listed(Whose::RegistersMessages, long_ago, far)];
            Register { address: nowhere.clone(), keys }
        }
    };
    let senders = vec![
        listed(Whose::Sender, long_ago, far),
        listed(Whose::SendersExpired, long_ago, now - day),
        listed(Whose::SendersEarly, now + day, far),
    ];
    Ok(Document {
        version: u64::try_from(now.as_second())?,
        issued_at: now,
        valid_until: far,
        register_keys: vec![public(keys, Whose::Register)],
        register,
        institutions: {
            institutions.push(one(SENDER.parse()?, &nowhere, senders));
            institutions.push(one(
                OTHER.parse()?,
                &nowhere,
                vec![listed(Whose::Other, long_ago, far)],
            ));
            institutions
        },
    })
}
