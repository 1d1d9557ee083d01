//! A change held against what is in force: what the party's entry becomes, or what is wrong with it.
//! Asked when it is proposed, and again when it is controlled.

use super::change::Change;
use super::check::{self, Faults};
use super::entry::{Entry, RegisterEntry, State};
use super::key_change;
use edge::FieldError;
use jiff::Timestamp;
use ui::key;
use wire::directory::{Address, Document, Institution};
use wire::{KeyId, Party};

/// What a change is held against beside what is in force.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Wall time: a new key is listed then.
    pub wall: Timestamp,
    /// The keys that the register can sign the directory with.
    pub held: &'a [KeyId],
    /// Whether addresses without encryption are taken: on one machine, in a demonstration.
    pub plain: bool,
}

/// The entry as it becomes, `None` when the party is taken out.
///
/// # Errors
/// Every fault, at its field.
pub fn apply(
    state: &State,
    party: Party,
    change: &Change,
    setting: &Setting<'_>,
) -> Result<Option<Entry>, Vec<FieldError>> {
    let mut faults = Faults::default();
    let entry = changed(state, party, change, setting, &mut faults);
    match entry {
        Some(entry) if faults.0.is_empty() => {
            hold(state, party, entry.as_ref(), setting)?;
            Ok(entry)
        }
        _ => {
            if faults.0.is_empty() {
                faults.say("party", key("directory-error-party"));
            }
            Err(faults.0)
        }
    }
}

/// `None` when the change fits no such party.
fn changed(
    state: &State,
    party: Party,
    change: &Change,
    setting: &Setting<'_>,
    faults: &mut Faults,
) -> Option<Option<Entry>> {
    if let (Change::TakeIn { names, address, contacts, shares }, Party::Institution(number)) =
        (change, party)
    {
        if state.entry(party).is_some() {
            faults.quote("number", key("directory-error-number-taken"), &number.to_string());
        }
        let names = check::names(names, faults);
        let address = own_address(state, party, address, setting, faults);
        let contacts = check::contacts(contacts, faults);
        let shares = check::shares(shares, faults);
        let institution =
            Institution { number, names, address: address?, contacts, shares, keys: Vec::new() };
        return Some(Some(Entry::Institution(institution)));
    }
    let mut entry = match (state.entry(party), party) {
        (Some(entry), _) => entry.clone(),
        // The register stands in its own directory from its first change on.
        (None, Party::Register) => Entry::Register(RegisterEntry::default()),
        (None, Party::Institution(_)) => return None,
    };
    match (&mut entry, change) {
        (Entry::Institution(one), Change::Description { names, contacts, shares }) => {
            one.names = check::names(names, faults);
            one.contacts = check::contacts(contacts, faults);
            one.shares = check::shares(shares, faults);
        }
        (Entry::Institution(_), Change::Removal {}) => return Some(None),
        (_, Change::Address { address }) => {
            let moved = own_address(state, party, address, setting, faults)?;
            match &mut entry {
                Entry::Institution(one) => one.address = moved,
                Entry::Register(one) => one.address = Some(moved),
            }
        }
        (Entry::Register(one), Change::SigningKey { public_key, proof }) => {
            key_change::announce(one, public_key, proof, &state.known, setting, faults);
        }
        (Entry::Register(one), Change::SigningKeyWithdrawal { key, stolen }) => {
            key_change::withdraw_signing(one, key, *stolen, setting, faults);
        }
        (_, Change::Key { public_key, proof, first_day, last_day }) => {
            let new =
                key_change::New { public_key, proof, first_day: *first_day, last_day: *last_day };
            key_change::list(&mut entry, party, &new, &state.known, setting, faults);
        }
        (_, Change::KeyEnd { key, last_day }) => {
            key_change::end(entry.keys_mut(), key, *last_day, setting.wall, faults);
        }
        (_, Change::KeyWithdrawal { key }) => {
            key_change::withdraw(entry.keys_mut(), key, faults);
        }
        _ => return None,
    }
    if faults.0.is_empty() && state.entry(party) == Some(&entry) {
        faults.say("", key("directory-error-nothing-new"));
    }
    Some(Some(entry))
}

/// An address that no other party has: whatever is sent there is signed for one of them.
fn own_address(
    state: &State,
    party: Party,
    typed: &str,
    setting: &Setting<'_>,
    faults: &mut Faults,
) -> Option<Address> {
    let address = check::address(typed, setting.plain, faults)?;
    let other = |(one, entry): (Party, &Entry)| one != party && entry.address() == Some(&address);
    if state.entries().any(other) {
        faults.quote("address", key("directory-error-address-taken"), address.as_str());
    }
    Some(address)
}

/// The last lock: what every directory keeps to is asked of the whole that would be issued.
fn hold(
    state: &State,
    party: Party,
    entry: Option<&Entry>,
    setting: &Setting<'_>,
) -> Result<(), Vec<FieldError>> {
    let mut next = state.clone();
    let standing = super::entry::Standing { version: 0, entry: entry.cloned() };
    next.parties.insert(party, standing);
    let Some(document) = next.document(0, setting.wall, jiff::SignedDuration::ZERO) else {
        return Ok(());
    };
    let read = serde_json::to_vec(&document).map(|text| Document::read(&text).map(|_| ()));
    if matches!(read, Ok(Ok(()))) {
        return Ok(());
    }
    let mut faults = Faults::default();
    faults.say("", key("directory-error-document"));
    Err(faults.0)
}
