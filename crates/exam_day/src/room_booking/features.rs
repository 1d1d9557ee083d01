//! What a room has, and what it is for.

use super::{CENTRAL, store};
use office::{Act, Error, Result, RoomId};
use rules::invigilation::RoomKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something that a room has or is for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema, sqlx::Type,
)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Feature {
    /// Power and network at each seat, for candidates with computers of their own.
    OwnComputer,
    /// Power at the seats.
    Power,
    /// Desks for writing on paper.
    Paper,
    /// A wheelchair gets in and to a seat.
    Accessible,
    /// A room for few, as a special arrangement may ask for.
    SmallRoom,
    /// A room that a candidate has to herself.
    OwnRoom,
}

impl Feature {
    /// Every one, in the order of forms.
    pub const ALL: [Self; 6] = [
        Self::OwnComputer,
        Self::Power,
        Self::Paper,
        Self::Accessible,
        Self::SmallRoom,
        Self::OwnRoom,
    ];

    /// The word in the database and in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OwnComputer => "own_computer",
            Self::Power => "power",
            Self::Paper => "paper",
            Self::Accessible => "accessible",
            Self::SmallRoom => "small_room",
            Self::OwnRoom => "own_room",
        }
    }

    /// The message key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OwnComputer => ui::key("room-booking-feature-own-computer"),
            Self::Power => ui::key("room-booking-feature-power"),
            Self::Paper => ui::key("room-booking-feature-paper"),
            Self::Accessible => ui::key("room-booking-feature-accessible"),
            Self::SmallRoom => ui::key("room-booking-feature-small-room"),
            Self::OwnRoom => ui::key("room-booking-feature-own-room"),
        }
    }

    /// Reads a word; `None` for any other.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.word() == word)
    }

    /// What sort of room these features make, for the rule of how many invigilators it needs.
    pub fn kind_of(features: &[Self]) -> RoomKind {
        if features.contains(&Self::OwnRoom) {
            RoomKind::OwnRoom
        } else if features.contains(&Self::SmallRoom) {
            RoomKind::SmallRoom
        } else {
            RoomKind::Hall
        }
    }
}

/// Says what a room has.
///
/// # Errors
/// Not found for a room that is not there, or without the role.
pub async fn set_features(act: &mut Act, room: RoomId, features: &[Feature]) -> Result<()> {
    if !act.who()?.has_everywhere(CENTRAL) || !store::lock_room(act.conn(), room).await? {
        return Err(Error::NotFound);
    }
    let words: Vec<String> = features.iter().map(|one| one.word().to_owned()).collect();
    store::set_features(act.conn(), room, &words).await?;
    Ok(())
}
