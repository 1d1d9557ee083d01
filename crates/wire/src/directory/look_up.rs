//! What is looked up in a directory.

use jiff::Timestamp;

use super::{Address, Document, ListedKey, PROPAGATION};
use crate::{KeyId, Party};

impl Document {
    /// Where a party is reached, and its keys.
    fn listed(&self, party: Party) -> Option<(&Address, &[ListedKey])> {
        match party {
            Party::Register => Some((&self.register.address, &self.register.keys)),
            Party::Institution(number) => {
                let found = self.institutions.iter().find(|one| one.number == number)?;
                Some((&found.address, &found.keys))
            }
        }
    }

    /// Where a party is reached.
    pub fn address(&self, party: Party) -> Option<&Address> {
        self.listed(party).map(|(address, _)| address)
    }

    /// A party's keys.
    pub fn keys(&self, party: Party) -> &[ListedKey] {
        self.listed(party).map(|(_, keys)| keys).unwrap_or_default()
    }

    /// All parties, the register first.
    pub fn parties(&self) -> impl Iterator<Item = Party> {
        let numbers = self.institutions.iter().map(|one| Party::Institution(one.number));
        std::iter::once(Party::Register).chain(numbers)
    }

    /// Whose key it is.
    pub fn owner(&self, id: KeyId) -> Option<(Party, &ListedKey)> {
        self.parties().find_map(|party| {
            self.keys(party).iter().find(|key| key.id == id).map(|key| (party, key))
        })
    }

    /// With which of the keys it holds a party signs at a time: the newest valid one that everybody
    /// has had time to hear of; where there is none, the newest valid one.
    pub fn signing_key(&self, party: Party, held: &[KeyId], at: Timestamp) -> Option<KeyId> {
        let usable = || {
            let held = self.keys(party).iter().filter(|key| held.contains(&key.id));
            held.filter(|key| key.is_valid_at(at))
        };
        let heard_of = |key: &&ListedKey| key.listed_at.max(key.valid_from) + PROPAGATION <= at;
        let newest = |key: &&ListedKey| (key.valid_from, key.listed_at, key.id);
        let chosen = usable().filter(heard_of).max_by_key(newest);
        chosen.or_else(|| usable().max_by_key(newest)).map(|key| key.id)
    }

    /// How old this version is by a clock; below zero when the clock is behind the register's.
    pub fn age(&self, at: Timestamp) -> jiff::SignedDuration {
        at.duration_since(self.issued_at)
    }
}
