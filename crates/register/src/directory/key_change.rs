//! Keys that are listed, end and are taken out. All of it in wall time: signatures go by it.

use super::apply::Setting;
use super::check::{self, Faults};
use super::entry::{Entry, RegisterEntry, SigningKey, carried};
use super::possession::{Purpose, challenge, proves};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::collections::BTreeSet;
use ui::key;
use ui::messages::{ToArg, text};
use wire::directory::{AGE_MAX_DEFAULT, KEYS_MAX, ListedKey, PROPAGATION};
use wire::{KeyId, Party, PublicKey};

/// As long as an old key stays valid after the new one was listed: as long as a copy of the directory
/// may be old, and the hour in which the new one does not sign yet.
pub const OVERLAP: SignedDuration =
    SignedDuration::from_secs(AGE_MAX_DEFAULT.as_secs() + PROPAGATION.as_secs());
/// The longest that a key may be valid, in days: two years.
const KEY_DAYS_MAX: i64 = 731;

/// A key about to be listed.
pub(super) struct New<'a> {
    pub(super) public_key: &'a str,
    pub(super) proof: &'a str,
    pub(super) first_day: Option<Date>,
    pub(super) last_day: Date,
}

/// The first instant of a day in Norway.
fn begins(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(store::oslo()).ok()?.timestamp())
}

/// The first instant after a day in Norway.
fn ends(day: Date) -> Option<Timestamp> {
    begins(day.checked_add(1.day()).ok()?)
}

/// A key that its owner has, and that nobody has listed before.
fn own_key(
    purpose: Purpose,
    party: Party,
    (typed, proof): (&str, &str),
    known: &BTreeSet<KeyId>,
    faults: &mut Faults,
) -> Option<PublicKey> {
    let public_key = check::public_key(typed, faults)?;
    if known.contains(&public_key.id()) {
        faults.say("public_key", key("directory-error-key-known"));
    }
    if !proves(purpose, party, &public_key, proof.trim()) {
        let wanted = challenge(purpose, party, public_key.id());
        let said = text(key("directory-error-proof"), &[("text", &wanted as &dyn ToArg)]);
        faults.add("proof", said);
    }
    Some(public_key)
}

/// Lists a key for messages. It counts from its first day, never from before it is listed.
pub(super) fn list(
    entry: &mut Entry,
    party: Party,
    new: &New<'_>,
    known: &BTreeSet<KeyId>,
    setting: &Setting<'_>,
    faults: &mut Faults,
) {
    let typed = (new.public_key, new.proof);
    let public_key = own_key(Purpose::Messages, party, typed, known, faults);
    let listed_at = setting.wall;
    let valid_from = new.first_day.and_then(begins).map_or(listed_at, |from| from.max(listed_at));
    let valid_to = ends(new.last_day).unwrap_or(listed_at);
    let most = SignedDuration::from_hours(24 * KEY_DAYS_MAX);
    if valid_to <= valid_from {
        faults.say("last_day", key("directory-error-last-day-before-first"));
    } else if valid_to.duration_since(valid_from) > most {
        let said = text(key("directory-error-last-day-too-far"), &[("days", &KEY_DAYS_MAX)]);
        faults.add("last_day", said);
    }
    let keys = entry.keys_mut();
    *keys = carried(keys, listed_at);
    if keys.len() >= KEYS_MAX {
        faults.say("public_key", key("directory-error-keys-many"));
    }
    if let Some(public_key) = public_key {
        let id = public_key.id();
        keys.push(ListedKey { id, public_key, listed_at, valid_from, valid_to });
    }
}

/// Lets a key end: another one must have been listed and valid for [`OVERLAP`] by then, and go on.
pub(super) fn end(
    keys: &mut [ListedKey],
    typed: &str,
    last_day: Date,
    wall: Timestamp,
    faults: &mut Faults,
) {
    let id = check::key_id(typed);
    let valid_to = ends(last_day).unwrap_or(wall);
    let takes_over = |key: &ListedKey| {
        Some(key.id) != id
            && key.listed_at.max(key.valid_from) + OVERLAP <= valid_to
            && valid_to < key.valid_to
    };
    let taken_over = keys.iter().any(takes_over);
    let Some(ended) = keys.iter_mut().find(|key| Some(key.id) == id) else {
        return faults.say("key", key("directory-error-key-unknown"));
    };
    if valid_to <= wall {
        faults.say("last_day", key("directory-error-end-past"));
    } else if ended.valid_to <= valid_to {
        faults.say("last_day", key("directory-error-end-later"));
    } else if !taken_over {
        faults.say("last_day", key("directory-error-end-overlap"));
    }
    ended.valid_to = valid_to;
}

/// Takes a key out at once.
pub(super) fn withdraw(keys: &mut Vec<ListedKey>, typed: &str, faults: &mut Faults) {
    let id = check::key_id(typed);
    let before = keys.len();
    keys.retain(|key| Some(key.id) != id);
    if keys.len() == before {
        faults.say("key", key("directory-error-key-unknown"));
    }
}

/// Announces a key that signs the directory.
pub(super) fn announce(
    register: &mut RegisterEntry,
    typed: &str,
    proof: &str,
    known: &BTreeSet<KeyId>,
    setting: &Setting<'_>,
    faults: &mut Faults,
) {
    let typed = (typed, proof);
    let public_key = own_key(Purpose::Directory, Party::Register, typed, known, faults);
    let signing_keys = &mut register.signing_keys;
    if signing_keys.len() >= KEYS_MAX {
        faults.say("public_key", key("directory-error-keys-many"));
    }
    // The first version is signed by what stands in it; later ones by a key of the one before.
    let held = public_key.is_some_and(|one| setting.held.contains(&one.id()));
    if signing_keys.is_empty() && public_key.is_some() && !held {
        faults.say("public_key", key("directory-error-first-signing-key"));
    }
    if let Some(public_key) = public_key {
        signing_keys.push(SigningKey { public_key, listed_at: setting.wall });
    }
}

/// Takes a key that signs the directory out. One that the register holds must stay, and everybody must
/// have heard of it; where the key was stolen, nobody waits for that.
pub(super) fn withdraw_signing(
    register: &mut RegisterEntry,
    typed: &str,
    stolen: bool,
    setting: &Setting<'_>,
    faults: &mut Faults,
) {
    let id = check::key_id(typed);
    let keys = &mut register.signing_keys;
    let before = keys.len();
    keys.retain(|key| Some(key.public_key.id()) != id);
    if keys.len() == before {
        return faults.say("key", key("directory-error-key-unknown"));
    }
    let held = |one: &&SigningKey| setting.held.contains(&one.public_key.id());
    let heard_of = |one: SigningKey| one.listed_at + OVERLAP <= setting.wall;
    if !keys.iter().any(|one| held(&one)) {
        faults.say("key", key("directory-error-last-signing-key"));
    } else if !stolen && !keys.iter().filter(held).cloned().any(heard_of) {
        faults.say("key", key("directory-error-signing-key-new"));
    }
}
