//! What the pages share: a party's name, a key's state, a change in words.

use crate::directory::change::Change;
use crate::directory::diff::{Difference, Field, Value};
use crate::directory::entry::{Entry, State};
use crate::directory::store::{Control, Outcome, Proposal};
use jiff::{SignedDuration, Timestamp};
use rules::Language;
use ui::Frame;
use wire::Party;
use wire::directory::ListedKey;

/// A key that ends within so long is told to be ending.
const ENDING: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A party, as its name is read.
pub(super) fn name(frame: &Frame, state: &State, party: Party) -> String {
    match state.entry(party) {
        Some(Entry::Institution(one)) => match frame.language {
            Language::Nb => one.names.nb.clone(),
            Language::Nn => one.names.nn.clone(),
            Language::En => one.names.en.clone(),
        },
        Some(Entry::Register(_)) | None if party == Party::Register => {
            frame.t("directory-register")
        }
        _ => party.to_string(),
    }
}

/// What a proposal is about: the number and the name.
pub(super) fn about(frame: &Frame, state: &State, proposal: &Proposal) -> String {
    let named = match &proposal.change {
        Change::TakeIn { names, .. } => match frame.language {
            Language::Nb => names.nb.clone(),
            Language::Nn => names.nn.clone(),
            Language::En => names.en.clone(),
        },
        _ => name(frame, state, proposal.party),
    };
    match proposal.party {
        Party::Register => named,
        Party::Institution(number) if named == number.to_string() => named,
        Party::Institution(number) => format!("{number} {named}"),
    }
}

/// What a change does, in a word or two.
pub(super) fn kind(frame: &Frame, kind: &str) -> String {
    frame.t(&format!("directory-kind-{kind}"))
}

/// Where a key stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyState {
    Announced,
    Valid,
    Ending,
    Ended,
}

impl KeyState {
    pub(super) fn of(key: &ListedKey, wall: Timestamp) -> Self {
        if wall < key.valid_from {
            Self::Announced
        } else if key.valid_to <= wall {
            Self::Ended
        } else if key.valid_to.duration_since(wall) <= ENDING {
            Self::Ending
        } else {
            Self::Valid
        }
    }

    pub(super) fn text(self, frame: &Frame) -> String {
        frame.t(match self {
            Self::Announced => ui::key("directory-key-announced"),
            Self::Valid => ui::key("directory-key-valid"),
            Self::Ending => ui::key("directory-key-ending"),
            Self::Ended => ui::key("directory-key-ended"),
        })
    }

    pub(super) const fn color(self) -> &'static str {
        match self {
            Self::Announced => "info",
            Self::Valid => "success",
            Self::Ending => "warning",
            Self::Ended => "neutral",
        }
    }
}

/// What became of a proposal, in a word, and the colour of it.
pub(super) fn outcome(frame: &Frame, control: Option<&Control>) -> (String, &'static str) {
    match control.map(|control| control.outcome) {
        None => (frame.t("directory-waits"), "warning"),
        Some(Outcome::Approved) => (frame.t("directory-approved"), "success"),
        Some(Outcome::Refused) => (frame.t("directory-refused"), "danger"),
        Some(Outcome::Withdrawn) => (frame.t("directory-withdrawn"), "neutral"),
    }
}

/// A field's name, and the key that it is about.
pub(super) fn label(frame: &Frame, one: &Difference) -> (String, String) {
    match &one.field {
        Field::NameNb => (frame.t("directory-name-nb"), String::new()),
        Field::NameNn => (frame.t("directory-name-nn"), String::new()),
        Field::NameEn => (frame.t("directory-name-en"), String::new()),
        Field::Address => (frame.t("directory-address"), String::new()),
        Field::Contact(function) => (contact(frame, function), String::new()),
        Field::Share(what) => (share(frame, what), String::new()),
        Field::Key(id) => (frame.t("directory-key"), id.to_string()),
        Field::SigningKey(id) => (frame.t("directory-signing-key"), id.to_string()),
    }
}

pub(super) fn contact(frame: &Frame, function: &str) -> String {
    let what = frame.t(&format!("directory-contact-{function}"));
    format!("{}: {what}", frame.t("directory-contacts"))
}

pub(super) fn share(frame: &Frame, what: &str) -> String {
    let what = frame.t(&format!("directory-share-{what}"));
    format!("{}: {what}", frame.t("directory-shares"))
}

/// What stands in a field.
pub(super) fn value(frame: &Frame, value: Option<&Value>) -> String {
    match value {
        None => "–".to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Since(day)) => frame.ta("directory-since", &[("day", day)]),
        Some(Value::Valid(from, to)) => {
            let (from, to) = (frame.moment(*from), frame.moment(*to));
            frame.ta("directory-valid-between", &[("from", &from), ("to", &to)])
        }
        Some(Value::Announced(at)) => {
            frame.ta("directory-announced-at", &[("at", &frame.moment(*at))])
        }
    }
}

#[test]
fn a_key_is_announced_valid_ending_and_ended_in_turn() {
    let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
    let public_key =
        wire::PublicKey::from(ed25519_dalek::SigningKey::from_bytes(&[1; 32]).verifying_key());
    let (valid_from, valid_to) = (at(10), at(1000));
    let key = ListedKey { id: public_key.id(), public_key, listed_at: at(0), valid_from, valid_to };
    let second = SignedDuration::from_secs(1);
    for (wall, state) in [
        (at(10) - second, KeyState::Announced),
        (at(10), KeyState::Valid),
        (at(1000) - ENDING - second, KeyState::Valid),
        (at(1000) - ENDING, KeyState::Ending),
        (at(1000) - second, KeyState::Ending),
        (at(1000), KeyState::Ended),
    ] {
        assert_eq!(KeyState::of(&key, wall), state, "{wall}");
    }
}
