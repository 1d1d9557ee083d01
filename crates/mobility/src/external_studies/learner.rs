//! Whose document it is: by national id or an earlier one of the same person, and by nothing less; a name
//! and a birth date only propose, and an officer decides.

use super::store::people;
use office::{PersonId, Result};
use serde::Serialize;
use sqlx::PgConnection;
use ui::key;
use utoipa::ToSchema;

/// How a document names its learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExternalLearner)]
pub enum Named {
    /// By this person's national id.
    SameId,
    /// By an id that this person had before.
    EarlierId,
    /// By name and birth date, without an id: it may be this person.
    Alike,
    /// By another id, or another name or birth date.
    Other,
    /// By nothing: it was entered here.
    NotNamed,
}

impl Named {
    /// All of them.
    const ALL: [Self; 5] =
        [Self::SameId, Self::EarlierId, Self::Alike, Self::Other, Self::NotNamed];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameId => "same_id",
            Self::EarlierId => "earlier_id",
            Self::Alike => "alike",
            Self::Other => "other",
            Self::NotNamed => "not_named",
        }
    }

    /// Reads a word written by [`Named::code`].
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|named| named.code() == code)
    }

    /// The message that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SameId => key("external-studies-learner-same-id"),
            Self::EarlierId => key("external-studies-learner-earlier-id"),
            Self::Alike => key("external-studies-learner-alike"),
            Self::Other => key("external-studies-learner-other"),
            Self::NotNamed => key("external-studies-learner-not-named"),
        }
    }

    /// Whether nobody has to say whose it is.
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::SameId | Self::EarlierId | Self::NotNamed)
    }
}

/// Holds the learner of a document against a person.
pub(super) async fn named(
    conn: &mut PgConnection,
    person: PersonId,
    learner: &elmo::Learner,
) -> Result<Named> {
    let known = people::known(conn, person).await?;
    if let Some(given) = learner.national_id() {
        let given = given.expose();
        return Ok(match known.national_id.as_deref() == Some(given) {
            true => Named::SameId,
            false if known.earlier_ids.iter().any(|earlier| earlier == given) => Named::EarlierId,
            false => Named::Other,
        });
    }
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    let alike = same(&known.given_name, &learner.given_names)
        && same(&known.family_name, &learner.family_name)
        && known.birth_date.is_some()
        && known.birth_date == learner.born;
    Ok(if alike { Named::Alike } else { Named::Other })
}
