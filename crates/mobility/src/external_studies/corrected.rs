//! An issuer says that what it handed out has changed: whoever has it here is flagged, and nothing is
//! deleted. What it says now is seen when the document is fetched again.

use super::store;
use office::{Act, PersonId, Result};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// Why a result that was handed out is another one now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExternalCorrection)]
pub enum Correction {
    /// An appeal has changed the grade (`KLAGE`).
    Appeal,
    /// An error was put right (`FEILREG`).
    Rectified,
    /// The exam is annulled.
    Annulled,
    /// The title of the thesis is another (`TITTEL`).
    Title,
    /// Something is known that was not (`NYINFO`).
    NewInformation,
    /// The exam was sat again (`GJENTAK`).
    Repeated,
}

impl Correction {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Appeal,
        Self::Rectified,
        Self::Annulled,
        Self::Title,
        Self::NewInformation,
        Self::Repeated,
    ];

    /// The word in the database and in messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Appeal => "appeal",
            Self::Rectified => "rectified",
            Self::Annulled => "annulled",
            Self::Title => "title",
            Self::NewInformation => "new_information",
            Self::Repeated => "repeated",
        }
    }

    /// Reads a word written by [`Correction::code`]; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|correction| correction.code() == code)
    }

    /// The message that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Appeal => key("external-studies-correction-appeal"),
            Self::Rectified => key("external-studies-correction-rectified"),
            Self::Annulled => key("external-studies-correction-annulled"),
            Self::Title => key("external-studies-correction-title"),
            Self::NewInformation => key("external-studies-correction-new-information"),
            Self::Repeated => key("external-studies-correction-repeated"),
        }
    }
}

/// The source says that results it handed out have changed or are withdrawn; those concerned are flagged
/// until a newer document has been held against them, and never deleted. Answers whose they are; ids
/// that nothing here came with are passed over.
///
/// # Errors
/// The database is away.
pub async fn corrected(
    act: &mut Act,
    issuer: &str,
    results: &[(String, Correction)],
) -> Result<Vec<PersonId>> {
    let mut concerned = Vec::new();
    let now = act.now();
    for (result, correction) in results {
        let flagged = store::flag(act.conn(), issuer, result, *correction, now).await?;
        concerned.extend(flagged);
    }
    concerned.sort();
    concerned.dedup();
    Ok(concerned)
}
