//! The archive: what came in, what went out, under which case.
//!
//! [`register`] writes an entry within the act that it belongs to. Title, description and
//! codes are what the routine prescribes; the document itself is a file or a letter.

pub(crate) mod api;
pub(crate) mod pages;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use store::next_case_number;

use crate::{Act, ArchiveEntryId, LetterId, Result, UnitId};
use uuid::Uuid;

/// Which way a document went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the institution.
    Incoming,
    /// From the institution.
    Outgoing,
    /// Within the institution.
    Internal,
}

impl Direction {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
            Self::Internal => "internal",
        }
    }
}

/// What is to stand in the archive.
pub struct NewEntry<'a> {
    /// The number of the case.
    pub case_number: &'a str,
    /// Which way the document went.
    pub direction: Direction,
    /// The title, without names: an archive's titles can be public.
    pub title: &'a str,
    /// What else the routine prescribes.
    pub description: &'a str,
    /// Who sent or received it.
    pub correspondent: &'a str,
    /// The provision that exempts it from public access, e.g. `offl. § 13`; may be empty.
    pub access_code: &'a str,
    /// The code of the archive's key; may be empty.
    pub archive_code: &'a str,
    /// The unit whose case it is.
    pub unit: UnitId,
    /// What it is about, e.g. `("appeal", id)`.
    pub subject: (&'static str, Uuid),
    /// The document, if it is a file.
    pub file: Option<Uuid>,
    /// The document, if it is a letter.
    pub letter: Option<LetterId>,
}

impl<'a> NewEntry<'a> {
    /// An entry of a case that has neither correspondent nor codes nor document: what it has is
    /// set on it.
    pub fn of_case(
        case_number: &'a str,
        direction: Direction,
        title: &'a str,
        unit: UnitId,
        subject: (&'static str, Uuid),
    ) -> Self {
        Self {
            case_number,
            direction,
            title,
            description: "",
            correspondent: "",
            access_code: "",
            archive_code: "",
            unit,
            subject,
            file: None,
            letter: None,
        }
    }
}

/// Writes the entry within the act. A job registers in nobody's name.
///
/// # Errors
/// The database is away.
pub async fn register(act: &mut Act, entry: NewEntry<'_>) -> Result<ArchiveEntryId> {
    let id = ArchiveEntryId::new();
    let (now, by) = (act.now(), act.who().ok().map(|who| who.person));
    store::insert(act.conn(), id, &entry, now, by).await?;
    Ok(id)
}
