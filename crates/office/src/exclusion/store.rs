//! Reads and writes of this institution's own exclusions.

pub(crate) mod alerts;
pub(crate) mod by_letter;
pub(crate) mod directorate;
mod known;
pub(crate) mod limits;
pub(crate) mod lines;
pub(crate) mod matches;
pub(crate) mod pending;
mod people;
pub(crate) mod programmes;
pub(crate) mod register;
pub(crate) mod responsible;
pub(crate) mod told;
pub(crate) mod untold;
pub(crate) mod watched;
mod write;

pub(crate) use crate::people::store::{names, national_id, person_of};
pub(crate) use people::{
    Identity, concerned, contacts, entered_decision, given_by_another, identity, institution,
};
pub(crate) use watched::{decided_by, learned, reached};
pub(super) use write::{
    NewRow, NewVersion, case_under_appeal, control, end, erase, insert_decision, insert_row,
    insert_version, set_under_appeal,
};

use super::Cause;
use crate::{Error, ExclusionDecisionId, ExclusionRowId, PersonId, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::exclusion::{Classification, ControlAction, ExclusionType, LegalBasis};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// A row with its versions, as stored.
pub(crate) struct ExclusionRow {
    pub(crate) id: ExclusionRowId,
    pub(crate) kind: ExclusionType,
    pub(crate) classification: Classification,
    pub(crate) gone_at: Option<Timestamp>,
    /// Whose; nobody's once it is gone.
    pub(crate) person: Option<PersonId>,
    pub(crate) decision: Option<OfDecision>,
    /// In their order.
    pub(crate) versions: Vec<Version>,
}

/// What a row's decision says.
pub(crate) struct OfDecision {
    pub(crate) id: ExclusionDecisionId,
    pub(crate) legal_basis: LegalBasis,
    pub(crate) rule_set: String,
    pub(crate) decided_on: Date,
    pub(crate) aggravated: bool,
    pub(crate) programmes: Vec<String>,
    pub(crate) classifications: Vec<Classification>,
    pub(crate) under_appeal: bool,
    pub(crate) journal_number: Option<String>,
    /// The case it was decided in, where it was prepared here.
    pub(crate) case: Option<Uuid>,
}

/// One version of a row.
#[derive(Clone)]
pub(crate) struct Version {
    pub(crate) version: i32,
    pub(crate) action: ControlAction,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) programme: Option<String>,
    pub(crate) justification: Option<String>,
    /// Why it is changed or deleted.
    pub(crate) cause: Option<Cause>,
    pub(crate) registered_by: Option<PersonId>,
    pub(crate) registered_at: Timestamp,
    pub(crate) controlled_by: Option<PersonId>,
    pub(crate) controlled_at: Option<Timestamp>,
    pub(crate) ended: Option<Ended>,
    pub(crate) ended_at: Option<Timestamp>,
    pub(crate) ended_because: Option<String>,
}

/// Why a version never had effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Another has refused it.
    Refused,
    /// Who registered it took it back.
    Withdrawn,
    /// The decision was changed or reversed before anybody controlled it.
    Overtaken,
}

impl Ended {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Overtaken => "overtaken",
        }
    }
}

impl ExclusionRow {
    /// The version in force: the last one controlled, unless that deleted the row.
    pub(crate) fn in_force(&self) -> Option<&Version> {
        self.controlled().filter(|version| version.action != ControlAction::Delete)
    }

    /// The last version that another has controlled.
    pub(crate) fn controlled(&self) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.controlled_at.is_some())
    }

    /// The version that waits for control.
    pub(crate) fn waiting(&self) -> Option<&Version> {
        self.versions.iter().find(|one| one.controlled_at.is_none() && one.ended.is_none())
    }

    /// The version that waits, if it is this one.
    ///
    /// # Errors
    /// Conflict when it was controlled, refused or taken back meanwhile; not found when there is none.
    pub(super) fn waiting_as(&self, version: i32) -> Result<&Version> {
        let one = self.versions.iter().find(|one| one.version == version);
        let one = one.ok_or(Error::NotFound)?;
        match (one.controlled_at, one.ended) {
            (None, None) => Ok(one),
            _ => Err(Error::Conflict(super::said(ui::key("exclusion-conflict")))),
        }
    }

    /// The number of the last version.
    pub(crate) fn last_version(&self) -> i32 {
        self.versions.last().map_or(0, |version| version.version)
    }

    /// The last day of its period: after it the row goes.
    pub(crate) fn last_day(&self) -> Option<Date> {
        self.controlled().or(self.versions.last()).map(|version| version.to)
    }
}

const fn word(action: ControlAction) -> &'static str {
    match action {
        ControlAction::Create => "create",
        ControlAction::Change => "change",
        ControlAction::Delete => "delete",
    }
}

fn action(word: &str) -> ControlAction {
    match word {
        "change" => ControlAction::Change,
        "delete" => ControlAction::Delete,
        _ => ControlAction::Create,
    }
}

/// A code that the database holds to those there are.
fn coded<T>(read: Option<T>, what: &'static str) -> sqlx::Result<T> {
    read.ok_or_else(|| sqlx::Error::Decode(format!("exclusion: {what} cannot be read").into()))
}

/// Which rows are read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Which<'a> {
    pub(crate) row: Option<ExclusionRowId>,
    pub(crate) decision: Option<ExclusionDecisionId>,
    pub(crate) persons: Option<&'a [PersonId]>,
    pub(crate) case: Option<Uuid>,
    /// Only those of which a version waits for control.
    pub(crate) waiting: bool,
}

/// The rows of these persons.
pub(crate) async fn rows_of(
    conn: &mut PgConnection,
    persons: &[PersonId],
) -> sqlx::Result<Vec<ExclusionRow>> {
    rows(conn, Which { persons: Some(persons), ..Which::default() }).await
}

/// Rows with their decisions and versions, in the order in which they were registered.
pub(crate) async fn rows(
    conn: &mut PgConnection,
    which: Which<'_>,
) -> sqlx::Result<Vec<ExclusionRow>> {
    let persons = which.persons.map(|all| all.iter().map(|id| id.0).collect::<Vec<_>>());
    let found = sqlx::query!(
        r#"select r.id, r.kind, r.classification, r.gone_at, r.person_id,
            d.id as "decision_id?", d.legal_basis as "legal_basis?", d.rule_set as "rule_set?",
            d.decided_on as "decided_on?", d.aggravated as "aggravated?",
            d.programmes as "programmes?", d.classifications as "classifications?",
            d.under_appeal as "under_appeal?", d.journal_number, d.case_id as "case_id?"
        from exclusion_row r
        left join exclusion_decision d on d.id = r.decision_id
        where ($1::uuid is null or r.id = $1) and ($2::uuid is null or r.decision_id = $2)
            and ($3::uuid[] is null or r.person_id = any($3)) and ($4::uuid is null or d.case_id = $4)
            and (not $5 or exists (select from exclusion_row_version v
                where v.row_id = r.id and v.controlled_at is null and v.ended_at is null))
        order by d.registered_at, r.kind, r.classification, r.id"#,
        which.row.map(|id| id.0),
        which.decision.map(|id| id.0),
        persons.as_deref(),
        which.case,
        which.waiting,
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<Uuid> = found.iter().map(|row| row.id).collect();
    let mut versions = versions(conn, &ids).await?;
    found
        .into_iter()
        .map(|row| {
            let decision = match (row.decision_id, row.legal_basis, row.rule_set, row.decided_on) {
                (Some(id), Some(basis), Some(rule_set), Some(decided_on)) => Some(OfDecision {
                    id: ExclusionDecisionId(id),
                    legal_basis: coded(LegalBasis::parse(&basis), "legal basis")?,
                    rule_set,
                    decided_on: decided_on.to_jiff(),
                    aggravated: row.aggravated.unwrap_or_default(),
                    programmes: row.programmes.unwrap_or_default(),
                    classifications: row
                        .classifications
                        .unwrap_or_default()
                        .iter()
                        .filter_map(|code| Classification::parse(code))
                        .collect(),
                    under_appeal: row.under_appeal.unwrap_or_default(),
                    journal_number: row.journal_number,
                    case: row.case_id,
                }),
                _ => None,
            };
            Ok(ExclusionRow {
                id: ExclusionRowId(row.id),
                kind: coded(ExclusionType::parse(&row.kind), "type")?,
                classification: coded(Classification::parse(&row.classification), "study")?,
                gone_at: row.gone_at.map(|at| at.to_jiff()),
                person: row.person_id.map(PersonId),
                decision,
                versions: versions.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

async fn versions(
    conn: &mut PgConnection,
    rows: &[Uuid],
) -> sqlx::Result<HashMap<Uuid, Vec<Version>>> {
    let found = sqlx::query!(
        "select row_id, version, action, from_on, to_on, programme, justification, cause,
            registered_by, registered_at, controlled_by, controlled_at, ended, ended_at, ended_because
        from exclusion_row_version where row_id = any($1) order by row_id, version",
        rows
    )
    .fetch_all(conn)
    .await?;
    let mut all: HashMap<Uuid, Vec<Version>> = HashMap::new();
    for row in found {
        all.entry(row.row_id).or_default().push(Version {
            version: row.version,
            action: action(&row.action),
            from: row.from_on.to_jiff(),
            to: row.to_on.to_jiff(),
            programme: row.programme,
            justification: row.justification,
            cause: row.cause.as_deref().and_then(Cause::parse),
            registered_by: row.registered_by.map(PersonId),
            registered_at: row.registered_at.to_jiff(),
            controlled_by: row.controlled_by.map(PersonId),
            controlled_at: row.controlled_at.map(|at| at.to_jiff()),
            ended: row.ended.map(|word| match word.as_str() {
                "withdrawn" => Ended::Withdrawn,
                "overtaken" => Ended::Overtaken,
                _ => Ended::Refused,
            }),
            ended_at: row.ended_at.map(|at| at.to_jiff()),
            ended_because: row.ended_because,
        });
    }
    Ok(all)
}

/// One row, if there is one.
pub(crate) async fn row(
    conn: &mut PgConnection,
    id: ExclusionRowId,
) -> sqlx::Result<Option<ExclusionRow>> {
    Ok(rows(conn, Which { row: Some(id), ..Which::default() }).await?.pop())
}

/// One row, held until the act ends.
pub(super) async fn lock(
    conn: &mut PgConnection,
    id: ExclusionRowId,
) -> sqlx::Result<Option<ExclusionRow>> {
    sqlx::query!("select id from exclusion_row where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    row(conn, id).await
}

/// Whether somebody here has controlled this version of a row, and it deletes the row or does not.
pub(crate) async fn is_controlled(
    conn: &mut PgConnection,
    (row, version): (Uuid, i32),
    deletes: bool,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from exclusion_row_version where row_id = $1 and version = $2
            and controlled_at is not null and (action = 'delete') = $3) as "is!""#,
        row,
        version,
        deletes
    )
    .fetch_one(conn)
    .await
}
