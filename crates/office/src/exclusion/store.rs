//! Reads and writes of this institution's own exclusions.

pub(crate) mod alerts;
pub(crate) mod limits;
pub(crate) mod matches;
mod people;
pub(crate) mod register;
pub(crate) mod told;
pub(crate) mod watched;

pub(crate) use people::{
    Identity, concerned, contacts, given_by_another, identity, institution, names,
};
pub(crate) use watched::{learned, reached};

use super::{Cause, Decision};
use crate::{ExclusionDecisionId, ExclusionRowId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
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
    pub(super) fn waiting_as(&self, version: i32) -> crate::Result<&Version> {
        let one = self.versions.iter().find(|one| one.version == version);
        let one = one.ok_or(crate::Error::NotFound)?;
        match (one.controlled_at, one.ended) {
            (None, None) => Ok(one),
            _ => Err(crate::Error::Conflict(super::said(ui::key("exclusion-conflict")))),
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

/// A row about to be registered.
pub(super) struct NewRow {
    pub(super) id: ExclusionRowId,
    pub(super) decision: ExclusionDecisionId,
    pub(super) person: PersonId,
    pub(super) kind: ExclusionType,
    pub(super) classification: Classification,
}

/// A version about to be registered.
pub(super) struct NewVersion<'a> {
    pub(super) row: ExclusionRowId,
    pub(super) version: i32,
    pub(super) action: ControlAction,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) programme: Option<&'a str>,
    pub(super) justification: Option<&'a str>,
    pub(super) cause: Option<Cause>,
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

/// A person's national id, where one is known. It goes into messages to the register alone.
pub(super) async fn national_id(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Option<String>> {
    let row = sqlx::query_scalar!("select national_id from person where id = $1", person.0);
    Ok(row.fetch_optional(conn).await?.flatten())
}

/// The person with this national id, if the office knows one.
pub(crate) async fn person_of(
    conn: &mut PgConnection,
    national_id: &str,
) -> sqlx::Result<Option<PersonId>> {
    let row = sqlx::query_scalar!("select id from person where national_id = $1", national_id);
    Ok(row.fetch_optional(conn).await?.map(PersonId))
}

pub(super) async fn insert_decision(
    conn: &mut PgConnection,
    id: ExclusionDecisionId,
    new: &Decision,
    (rule_set, hash): (&str, &str),
    now: Timestamp,
) -> sqlx::Result<()> {
    let classifications: Vec<String> =
        new.classifications.iter().map(|one| one.code().to_owned()).collect();
    sqlx::query!(
        "insert into exclusion_decision
            (id, person_id, legal_basis, rule_set, rule_set_hash, decided_on, aggravated,
             programmes, classifications, under_appeal, journal_number, case_id, registered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        new.person.0,
        new.legal_basis.code(),
        rule_set,
        hash,
        new.decided_on.to_sqlx() as _,
        new.aggravated,
        &new.programmes,
        &classifications,
        new.under_appeal,
        new.journal_number.as_deref(),
        new.case,
        now.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn insert_row(conn: &mut PgConnection, new: &NewRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_row (id, decision_id, person_id, kind, classification)
        values ($1, $2, $3, $4, $5)",
        new.id.0,
        new.decision.0,
        new.person.0,
        new.kind.code(),
        new.classification.code(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn insert_version(
    conn: &mut PgConnection,
    new: &NewVersion<'_>,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_row_version
            (row_id, version, action, from_on, to_on, programme, justification, registered_by,
             registered_at, cause)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.row.0,
        new.version,
        word(new.action),
        new.from.to_sqlx() as _,
        new.to.to_sqlx() as _,
        new.programme,
        new.justification,
        by.0,
        now.to_sqlx() as _,
        new.cause.map(Cause::code),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Which rows are read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Which {
    pub(crate) row: Option<ExclusionRowId>,
    pub(crate) decision: Option<ExclusionDecisionId>,
    pub(crate) person: Option<PersonId>,
    pub(crate) case: Option<Uuid>,
}

/// Rows with their decisions and versions, in the order in which they were registered.
pub(crate) async fn rows(conn: &mut PgConnection, which: Which) -> sqlx::Result<Vec<ExclusionRow>> {
    let found = sqlx::query!(
        r#"select r.id, r.kind, r.classification, r.gone_at, r.person_id,
            d.id as "decision_id?", d.legal_basis as "legal_basis?", d.rule_set as "rule_set?",
            d.decided_on as "decided_on?", d.aggravated as "aggravated?",
            d.programmes as "programmes?", d.classifications as "classifications?",
            d.under_appeal as "under_appeal?", d.journal_number, d.case_id as "case_id?"
        from exclusion_row r
        left join exclusion_decision d on d.id = r.decision_id
        where ($1::uuid is null or r.id = $1) and ($2::uuid is null or r.decision_id = $2)
            and ($3::uuid is null or r.person_id = $3) and ($4::uuid is null or d.case_id = $4)
        order by d.registered_at, r.kind, r.classification, r.id"#,
        which.row.map(|id| id.0),
        which.decision.map(|id| id.0),
        which.person.map(|id| id.0),
        which.case,
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

pub(super) async fn control(
    conn: &mut PgConnection,
    (row, version): (ExclusionRowId, i32),
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exclusion_row_version set controlled_at = $3, controlled_by = $4
        where row_id = $1 and version = $2",
        row.0,
        version,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) async fn end(
    conn: &mut PgConnection,
    (row, version): (ExclusionRowId, i32),
    ended: Ended,
    because: Option<&str>,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exclusion_row_version set ended = $3, ended_because = $4, ended_at = $5, ended_by = $6
        where row_id = $1 and version = $2",
        row.0,
        version,
        ended.code(),
        because,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets a row go: whose it was, by whom and why is erased, and of its decision too with the last
/// row.
pub(super) async fn erase(
    conn: &mut PgConnection,
    id: ExclusionRowId,
    now: Timestamp,
) -> sqlx::Result<()> {
    let decision = sqlx::query_scalar!("select decision_id from exclusion_row where id = $1", id.0);
    let decision = decision.fetch_optional(&mut *conn).await?.flatten();
    sqlx::query!(
        "update exclusion_row set gone_at = $2, person_id = null, decision_id = null where id = $1",
        id.0,
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update exclusion_row_version set programme = null, justification = null, registered_by = null,
            controlled_by = null, ended_by = null, ended_because = null
        where row_id = $1",
        id.0
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update exclusion_decision
        set person_id = null, journal_number = null, case_id = null, programmes = '{}'
        where id = $1
            and not exists (select from exclusion_row where decision_id = exclusion_decision.id)",
        decision
    )
    .execute(&mut *conn)
    .await?;
    told::forget(conn, id.0).await
}

pub(super) async fn set_under_appeal(
    conn: &mut PgConnection,
    id: ExclusionDecisionId,
    under_appeal: bool,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update exclusion_decision set under_appeal = $2 where id = $1 and person_id is not null",
        id.0,
        under_appeal
    );
    Ok(done.execute(conn).await?.rows_affected() == 1)
}

/// Notes at the decisions of a case whether they are under appeal.
pub(super) async fn case_under_appeal(
    conn: &mut PgConnection,
    case: Uuid,
    under_appeal: bool,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exclusion_decision set under_appeal = $2
        where case_id = $1 and person_id is not null and under_appeal <> $2",
        case,
        under_appeal
    )
    .execute(conn)
    .await?;
    Ok(())
}
