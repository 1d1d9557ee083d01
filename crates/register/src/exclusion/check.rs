//! What a row must be before it is taken.

use super::row::{Elements, Version};
use protocol::exclusion::{Deleted, Registered};
use rules::NationalId;
use wire::InstitutionNumber;

/// As long as a programme's code or a case officer's name may be, in characters.
pub const TEXT_CHARACTERS_MAX: usize = 200;
/// The last version that can be followed.
const VERSION_MAX: u32 = protocol::VERSION_MAX - 1;

/// Why a message was not acted on, though it was received. Its institution is written to by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The row names another institution than the sender.
    OtherInstitution,
    /// The row is another institution's.
    NotTheDecider,
    /// The row's id is not random, so that it could say something.
    RowId,
    /// Versions count from 1.
    Version,
    /// It is no national id.
    NationalId,
    /// The period ends before it begins.
    Period,
    /// A type that does not transfer.
    LocalType,
    /// A text is too long, empty or not on one line.
    Text,
    /// The same version came before with another content.
    OtherContent,
    /// The row is about another person.
    OtherPerson,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::OtherInstitution,
        Self::NotTheDecider,
        Self::RowId,
        Self::Version,
        Self::NationalId,
        Self::Period,
        Self::LocalType,
        Self::Text,
        Self::OtherContent,
        Self::OtherPerson,
    ];

    /// As alarms name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OtherInstitution => "other-institution",
            Self::NotTheDecider => "not-the-decider",
            Self::RowId => "row-id",
            Self::Version => "version",
            Self::NationalId => "national-id",
            Self::Period => "period",
            Self::LocalType => "local-type",
            Self::Text => "text",
            Self::OtherContent => "other-content",
            Self::OtherPerson => "other-person",
        }
    }
}

/// A version as an institution registers it.
pub(super) fn registered(
    sender: InstitutionNumber,
    body: &Registered,
) -> std::result::Result<Version, Fault> {
    let row = &body.row;
    if row.institution != sender {
        return Err(Fault::OtherInstitution);
    }
    identified(row.id, row.version)?;
    let person = NationalId::parse(&body.national_id).map_err(|_| Fault::NationalId)?;
    if row.period.to < row.period.from {
        return Err(Fault::Period);
    }
    if row.kind.is_local() {
        return Err(Fault::LocalType);
    }
    let texts = [&row.programme, &row.case_officer];
    if !texts.into_iter().flatten().all(|text| is_text(text)) {
        return Err(Fault::Text);
    }
    Ok(Version { id: row.id, version: row.version, says: Some((person, Elements::of(row))) })
}

/// A version that deletes the row.
pub(super) fn deleted(body: &Deleted) -> std::result::Result<Version, Fault> {
    identified(body.id, body.version)?;
    Ok(Version { id: body.id, version: body.version, says: None })
}

fn identified(id: uuid::Uuid, version: u32) -> std::result::Result<(), Fault> {
    if id.get_version_num() != 4 {
        return Err(Fault::RowId);
    }
    match version {
        1..=VERSION_MAX => Ok(()),
        _ => Err(Fault::Version),
    }
}

fn is_text(text: &str) -> bool {
    let long = text.chars().count() > TEXT_CHARACTERS_MAX;
    !long && !text.trim().is_empty() && !text.chars().any(char::is_control)
}
