//! A row as lists show it: of this institution, or of another that the register has told of.

use super::store::told::{self, Told};
use super::store::{self, Ended, ExclusionRow};
use crate::{Node, PersonId, Result};
use jiff::civil::Date;
use rules::exclusion::{Classification, ControlAction, ExclusionType};
use sqlx::PgConnection;
use ui::key;
use uuid::Uuid;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Registered, and nobody has controlled it.
    Waiting,
    /// Controlled, and as it was controlled.
    InForce,
    /// In force; another period waits for control.
    ChangeWaits,
    /// In force; its deletion waits for control.
    DeletionWaits,
    /// Deleted before its time.
    Deleted,
    /// Never had effect: another refused it.
    Refused,
    /// Never had effect: taken back.
    Withdrawn,
    /// Never had effect: the decision was changed or reversed first.
    Overtaken,
}

impl Status {
    pub(crate) const ALL: [Self; 8] = [
        Self::Waiting,
        Self::InForce,
        Self::ChangeWaits,
        Self::DeletionWaits,
        Self::Deleted,
        Self::Refused,
        Self::Withdrawn,
        Self::Overtaken,
    ];

    /// The word in addresses, message keys and the API.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::InForce => "in-force",
            Self::ChangeWaits => "change-waits",
            Self::DeletionWaits => "deletion-waits",
            Self::Deleted => "deleted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Overtaken => "overtaken",
        }
    }

    /// The key of its words.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Waiting => key("exclusion-status-waiting"),
            Self::InForce => key("exclusion-status-in-force"),
            Self::ChangeWaits => key("exclusion-status-change-waits"),
            Self::DeletionWaits => key("exclusion-status-deletion-waits"),
            Self::Deleted => key("exclusion-status-deleted"),
            Self::Refused => key("exclusion-status-refused"),
            Self::Withdrawn => key("exclusion-status-withdrawn"),
            Self::Overtaken => key("exclusion-status-overtaken"),
        }
    }

    /// The colour of its tag.
    pub(crate) const fn color(self) -> &'static str {
        match self {
            Self::Waiting | Self::ChangeWaits | Self::DeletionWaits => "warning",
            Self::InForce => "info",
            Self::Deleted | Self::Refused | Self::Withdrawn | Self::Overtaken => "neutral",
        }
    }

    /// The field *kontrollert* of the routine: `J` or `N`.
    pub(crate) const fn controlled(self) -> &'static str {
        match self {
            Self::InForce | Self::Deleted => "J",
            _ => "N",
        }
    }

    /// Of one of this institution's rows.
    pub(crate) fn of(row: &ExclusionRow) -> Self {
        match (row.in_force(), row.waiting().map(|waiting| waiting.action)) {
            (Some(_), Some(ControlAction::Delete)) => Self::DeletionWaits,
            (Some(_), Some(_)) => Self::ChangeWaits,
            (Some(_), None) => Self::InForce,
            (None, Some(_)) => Self::Waiting,
            (None, None) if row.controlled().is_some() => Self::Deleted,
            (None, None) => match row.versions.last().and_then(|version| version.ended) {
                Some(Ended::Withdrawn) => Self::Withdrawn,
                Some(Ended::Overtaken) => Self::Overtaken,
                _ => Self::Refused,
            },
        }
    }
}

/// A row in a list.
pub(crate) struct Line {
    pub(crate) id: Uuid,
    /// Whether this institution has decided it.
    pub(crate) own: bool,
    pub(crate) person: PersonId,
    pub(crate) institution: String,
    pub(crate) kind: ExclusionType,
    pub(crate) classification: Classification,
    pub(crate) programme: Option<String>,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) status: Status,
    pub(crate) journal_number: Option<String>,
    pub(crate) legal_basis: Option<&'static str>,
    pub(crate) under_appeal: bool,
}

impl Line {
    pub(crate) fn of(row: &ExclusionRow, node: &Node) -> Option<Self> {
        let shown = row.in_force().or(row.versions.last())?;
        let decision = row.decision.as_ref()?;
        Some(Self {
            id: row.id.0,
            own: true,
            person: row.person?,
            institution: node.institution().number.clone(),
            kind: row.kind,
            classification: row.classification,
            programme: shown.programme.clone(),
            from: shown.from,
            to: shown.to,
            status: Status::of(row),
            journal_number: decision.journal_number.clone(),
            legal_basis: Some(decision.legal_basis.code()),
            under_appeal: decision.under_appeal,
        })
    }

    /// Its two days, both included.
    pub(crate) fn period(&self, frame: &ui::Frame) -> String {
        format!("{}–{}", frame.date(self.from), frame.date(self.to))
    }

    /// What it bars, in words.
    pub(crate) fn kind_words(&self, frame: &ui::Frame) -> String {
        frame.text(&self.kind.name()).to_owned()
    }

    /// Which studies it concerns, in words.
    pub(crate) fn studies(&self, frame: &ui::Frame) -> String {
        frame.text(&self.classification.name()).to_owned()
    }

    fn told(row: Told) -> Self {
        Self {
            id: row.row,
            own: false,
            person: row.person,
            institution: row.institution,
            kind: row.kind,
            classification: row.classification,
            programme: row.programme,
            from: row.from,
            to: row.to,
            status: Status::InForce,
            journal_number: None,
            legal_basis: None,
            under_appeal: false,
        }
    }
}

/// How many lines a page of a list holds.
pub(crate) const PAGE_SIZE: u32 = 100;

/// Which lines a report holds (Q-34, Z-19): by status, period and type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// With those that the register has told of.
    pub(crate) told: bool,
    pub(crate) status: Option<String>,
    pub(crate) kind: Option<String>,
    /// Those whose period ends on this day or later.
    pub(crate) from: Option<Date>,
    /// Those whose period begins on this day or earlier.
    pub(crate) to: Option<Date>,
    /// How many lines come before the page.
    pub(crate) offset: u32,
}

/// What is known here of a person's exclusions: of this institution, those that wait first, and of others.
pub(crate) async fn of_person(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
) -> Result<Vec<Line>> {
    let rows = store::rows_of(&mut *conn, &[person]).await?;
    let mut lines: Vec<_> = rows.iter().filter_map(|row| Line::of(row, node)).collect();
    lines.sort_by_key(|line| line.status.color() != "warning");
    lines.extend(told::rows_of(conn, &[person]).await?.into_iter().map(Line::told));
    Ok(lines)
}
