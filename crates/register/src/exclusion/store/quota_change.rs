//! How many persons institutions have declared: what is proposed, and what became of it.

use super::unreadable;
use crate::ExclusionQuotaChangeId;
use edge::{Error, PersonId, PersonName, Result};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use wire::InstitutionNumber;

/// A proposal, and what became of it.
pub struct Change {
    /// Its id.
    pub id: ExclusionQuotaChangeId,
    /// Whose number it is.
    pub institution: InstitutionNumber,
    /// What it is to be.
    pub declared_size: u32,
    /// What is in force for the institution now, if something was approved.
    pub in_force: Option<u32>,
    /// When.
    pub proposed_at: Timestamp,
    /// By whom.
    pub proposed_by: PersonId,
    /// The same, as operators read it.
    pub proposer: PersonName,
    /// What became of it; none while it waits.
    pub control: Option<Settled>,
}

/// What became of a proposal.
pub struct Settled {
    /// With what outcome.
    pub outcome: Outcome,
    /// Why, unless it was approved.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    /// By whom, as operators read it.
    pub controller: PersonName,
}

/// What a control ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It counts.
    Approved,
    /// Another person said no.
    Refused,
    /// Whoever proposed it has taken it back.
    Withdrawn,
}

impl Outcome {
    /// As it is stored and told.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn from_code(code: &str) -> sqlx::Result<Self> {
        let all = [Self::Approved, Self::Refused, Self::Withdrawn];
        all.into_iter().find(|one| one.code() == code).ok_or_else(|| unreadable("an outcome"))
    }
}

/// What a control says.
pub(in super::super) struct Control<'a> {
    pub(in super::super) outcome: Outcome,
    pub(in super::super) reason: Option<&'a str>,
    pub(in super::super) at: Timestamp,
    pub(in super::super) by: PersonId,
}

/// As many proposals are read at once: many years' worth.
const CHANGES_MAX: i64 = 500;

pub(in super::super) async fn insert(
    conn: &mut PgConnection,
    id: ExclusionQuotaChangeId,
    (institution, declared): (InstitutionNumber, u32),
    (by, now): (PersonId, Timestamp),
) -> Result<()> {
    sqlx::query!(
        "insert into exclusion_quota_change
            (id, institution, declared_size, proposed_at, proposed_by)
        values ($1, $2, $3, $4, $5)",
        id.0,
        institution.to_string(),
        super::epoch::number(declared),
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets one control after the other happen, so that two of them never rest on the same number.
pub(in super::super) async fn one_at_a_time(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!("lock table exclusion_quota_control in share row exclusive mode")
        .execute(conn)
        .await?;
    Ok(())
}

pub(in super::super) async fn control(
    conn: &mut PgConnection,
    change: &Change,
    control: &Control<'_>,
) -> Result<()> {
    sqlx::query!(
        "insert into exclusion_quota_control
            (change_id, proposed_by, outcome, reason, controlled_at, controlled_by)
        values ($1, $2, $3, $4, $5, $6)",
        change.id.0,
        change.proposed_by.0,
        control.outcome.code(),
        control.reason,
        control.at.to_sqlx() as _,
        control.by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those that wait, the oldest first, and then those that are settled, the newest first.
pub(in super::super) async fn all(conn: &mut PgConnection) -> Result<Vec<Change>> {
    read(conn, None).await
}

/// One of them.
pub(in super::super) async fn one(
    conn: &mut PgConnection,
    id: ExclusionQuotaChangeId,
) -> Result<Change> {
    read(conn, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn read(conn: &mut PgConnection, id: Option<ExclusionQuotaChangeId>) -> Result<Vec<Change>> {
    let rows =
        sqlx::query_file!("src/exclusion/store/quota_changes.sql", id.map(|id| id.0), CHANGES_MAX)
            .fetch_all(conn)
            .await?;
    let mut found = Vec::new();
    for row in rows {
        let control = match (row.outcome, row.controlled_at) {
            (Some(outcome), Some(at)) => Some(Settled {
                outcome: Outcome::from_code(&outcome)?,
                reason: row.reason,
                at: at.to_jiff(),
                controller: PersonName::new(
                    row.controller_given.unwrap_or_default(),
                    row.controller_family.unwrap_or_default(),
                    false,
                ),
            }),
            _ => None,
        };
        found.push(Change {
            id: ExclusionQuotaChangeId(row.id),
            institution: row.institution.parse().map_err(|_| unreadable("a number"))?,
            declared_size: row.declared_size.unsigned_abs(),
            in_force: row.in_force.map(i32::unsigned_abs),
            proposed_at: row.proposed_at.to_jiff(),
            proposed_by: PersonId(row.proposed_by),
            proposer: PersonName::new(row.given_name, row.family_name, false),
            control,
        });
    }
    Ok(found)
}
