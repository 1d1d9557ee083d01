//! What a row must be before it is taken.

use super::row::{Elements, Version};
use edge::{Error, Result};
use jiff::civil::Date;
use protocol::exclusion::{Deleted, Registered, Row, is_text};
use rules::exclusion::{ExclusionLaw, Lasts};
use rules::{NationalId, RuleSets};
use wire::InstitutionNumber;

/// The last version that can be followed.
const VERSION_MAX: u32 = protocol::VERSION_MAX - 1;

/// Why a message was not acted on, though it was received. Its institution is written to by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The directory does not say that the institution shares exclusions.
    NotSharing,
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
    /// The period ends before it begins, or is longer than the Act allows any decision with such a row to be.
    Period,
    /// No decision of the Act gives a row of this type for these studies.
    Combination,
    /// A type that does not transfer.
    LocalType,
    /// A text is too long, empty, not on one line or written to be read otherwise than it stands.
    Text,
    /// The same version came before with another content.
    OtherContent,
    /// The row is about another person.
    OtherPerson,
    /// As many rows of the institution as may stand about one person do so.
    TooManyRows,
    /// As many rows of the institution as may begin to stand in a day have done so.
    TooManyADay,
    /// An earlier version has deleted the row.
    Deleted,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::NotSharing,
        Self::OtherInstitution,
        Self::NotTheDecider,
        Self::RowId,
        Self::Version,
        Self::NationalId,
        Self::Period,
        Self::Combination,
        Self::LocalType,
        Self::Text,
        Self::OtherContent,
        Self::OtherPerson,
        Self::TooManyRows,
        Self::TooManyADay,
        Self::Deleted,
    ];

    /// As alarms name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotSharing => "not-sharing",
            Self::OtherInstitution => "other-institution",
            Self::NotTheDecider => "not-the-decider",
            Self::RowId => "row-id",
            Self::Version => "version",
            Self::NationalId => "national-id",
            Self::Period => "period",
            Self::Combination => "combination",
            Self::LocalType => "local-type",
            Self::Text => "text",
            Self::OtherContent => "other-content",
            Self::OtherPerson => "other-person",
            Self::TooManyRows => "too-many-rows",
            Self::TooManyADay => "too-many-a-day",
            Self::Deleted => "deleted",
        }
    }
}

/// The rules of exclusions on a day; none where those of the day know no register.
///
/// # Errors
/// Our own fault when no rule set covers the day.
pub(super) fn law(day: Date) -> Result<Option<&'static ExclusionLaw>> {
    let law = RuleSets::shipped().for_date(day);
    let law = law.map_err(|none| Error::because(none.refusal(), Vec::new()))?;
    Ok(law.sections.exclusion.as_ref())
}

/// A version as an institution registers it: of a shape that some decision of the Act gives, and no longer than
/// the longest of those.
pub(super) fn registered(
    sender: InstitutionNumber,
    body: &Registered,
    law: Option<&ExclusionLaw>,
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
    if let Some(law) = law {
        given(row, law)?;
    }
    let texts = [&row.programme, &row.case_officer];
    if !texts.into_iter().flatten().all(|text| is_text(text)) {
        return Err(Fault::Text);
    }
    Ok(Version { id: row.id, version: row.version, says: Some((person, Elements::of(row))) })
}

/// Some decision gives such a row, and for so long.
fn given(row: &Row, law: &ExclusionLaw) -> std::result::Result<(), Fault> {
    let lasts = law.lasts(row.kind, row.classification, row.programme.is_some());
    match lasts.ok_or(Fault::Combination)? {
        Lasts::AtMost(longest) if longest.longest_to(row.period.from) < row.period.to => {
            Err(Fault::Period)
        }
        Lasts::AtMost(_) | Lasts::Unlimited => Ok(()),
    }
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
