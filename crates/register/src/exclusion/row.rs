//! A row as the register holds it.

use super::check::Fault;
use jiff::civil::Date;
use protocol::exclusion::{Period, Row};
use rules::exclusion::{Classification, ExclusionType};
use uuid::Uuid;
use wire::InstitutionNumber;

/// What a version of a row says, but for the person.
#[derive(Clone, PartialEq, Eq)]
pub struct Elements {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What it bars: a type that transfers.
    pub kind: ExclusionType,
    /// Which studies.
    pub classification: Classification,
    /// The programme, where the institution's rules let it leave.
    pub programme: Option<String>,
    /// The case officer, where the institution's rules let the name leave.
    pub case_officer: Option<String>,
}

impl Elements {
    pub(super) fn of(row: &Row) -> Self {
        Self {
            from: row.period.from,
            to: row.period.to,
            kind: row.kind,
            classification: row.classification,
            programme: row.programme.clone(),
            case_officer: row.case_officer.clone(),
        }
    }

    /// As it is told to institutions.
    pub(super) fn told(self, id: Uuid, version: u32, institution: InstitutionNumber) -> Row {
        Row {
            id,
            version,
            institution,
            period: Period { from: self.from, to: self.to },
            kind: self.kind,
            classification: self.classification,
            programme: self.programme,
            case_officer: self.case_officer,
        }
    }
}

/// A version that the register can take: checked, and whose it says it is.
pub(super) struct Version {
    pub(super) id: Uuid,
    pub(super) version: u32,
    /// None for a deletion.
    pub(super) says: Option<(rules::NationalId, Elements)>,
}

/// Where a message about a row comes from.
#[derive(Clone, Copy)]
pub(super) struct Source {
    pub(super) institution: InstitutionNumber,
    pub(super) message: Uuid,
}

/// What became of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is the highest, and counts.
    Counts,
    /// A higher one had come.
    Older,
    /// It had come before.
    Again,
    /// It cannot be taken.
    Not(Fault),
}
