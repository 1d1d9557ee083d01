//! Reads and writes of the directory's changes and of what is in force.

use super::change::Change;
use super::entry::{Entry, Standing, State};
use super::follows::Step;
use crate::DirectoryChangeId;
use edge::{Error, PersonId, PersonName, Result};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use std::collections::BTreeSet;
use wire::{KeyId, Party};

/// The number of the issuers' lock; no other lock of this database has it.
const ISSUING: i64 = 0x6469_7265;

/// A proposal, and what became of it.
pub(crate) struct Proposal {
    pub(crate) id: DirectoryChangeId,
    pub(crate) party: Party,
    pub(crate) change: Change,
    pub(crate) proposed_at: Timestamp,
    pub(crate) proposed_by: PersonId,
    /// Who proposed it, as operators read it.
    pub(crate) proposer: PersonName,
    pub(crate) control: Option<Control>,
}

/// What became of a proposal.
pub(crate) struct Control {
    pub(crate) outcome: Outcome,
    pub(crate) reason: Option<String>,
    pub(crate) controlled_at: Timestamp,
    pub(crate) controller: PersonName,
    /// The version that brought it.
    pub(crate) issued_in: Option<i64>,
}

/// What a control ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Approved,
    Refused,
    Withdrawn,
}

impl Outcome {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn from_code(code: &str) -> Result<Self> {
        let all = [Self::Approved, Self::Refused, Self::Withdrawn];
        all.into_iter().find(|one| one.code() == code).ok_or_else(unreadable)
    }
}

/// An issued version, as the list shows it.
pub(crate) struct Issued {
    pub(crate) version: i64,
    pub(crate) issued_at: Timestamp,
}

fn unreadable() -> Error {
    Error::Internal(anyhow::anyhow!("the directory's tables hold what cannot be read"))
}

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    serde_json::from_value(value).map_err(|error| Error::Internal(error.into()))
}

fn written(value: &impl serde::Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(|error| Error::Internal(error.into()))
}

/// Everything in force.
pub(crate) async fn state(conn: &mut PgConnection) -> Result<State> {
    let rows = sqlx::query!(
        "select distinct on (party) party, version, content
        from directory_entry order by party, version desc"
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut state = State::default();
    for row in rows {
        let party = row.party.parse().map_err(|_| unreadable())?;
        let entry: Option<Entry> = row.content.map(read).transpose()?;
        state.parties.insert(party, Standing { version: row.version, entry });
    }
    let keys = sqlx::query_scalar!("select key_id from directory_key").fetch_all(conn).await?;
    for key in keys {
        state.known.insert(key.parse().map_err(|_| unreadable())?);
    }
    Ok(state)
}

pub(super) async fn insert(
    conn: &mut PgConnection,
    id: DirectoryChangeId,
    (party, change): (Party, &Change),
    now: Timestamp,
    by: PersonId,
) -> Result<()> {
    sqlx::query!(
        "insert into directory_change (id, party, kind, content, proposed_at, proposed_by)
        values ($1, $2, $3, $4, $5, $6)",
        id.0,
        party.to_string(),
        change.kind(),
        written(change)?,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets one control after the other happen, so that two of them never rest on the same state, and no
/// version be issued meanwhile.
pub(super) async fn one_at_a_time(conn: &mut PgConnection) -> Result<()> {
    issue_alone(&mut *conn).await?;
    sqlx::query!("lock table directory_control in share row exclusive mode").execute(conn).await?;
    Ok(())
}

/// What a control says.
pub(super) struct NewControl<'a> {
    pub(super) outcome: Outcome,
    pub(super) reason: Option<&'a str>,
    pub(super) now: Timestamp,
    pub(super) by: PersonId,
}

pub(super) async fn control(
    conn: &mut PgConnection,
    proposal: &Proposal,
    control: &NewControl<'_>,
) -> Result<()> {
    sqlx::query!(
        "insert into directory_control
            (change_id, proposed_by, outcome, reason, controlled_at, controlled_by, after_version)
        select $1, $2, $3, $4, $5, $6, coalesce(max(version), 0) from directory_copy",
        proposal.id.0,
        proposal.proposed_by.0,
        control.outcome.code(),
        control.reason,
        control.now.to_sqlx() as _,
        control.by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts a party's entry in force as its next version; `weighed_at` is the wall time at which the change
/// was held against what was in force.
pub(super) async fn put_in_force(
    conn: &mut PgConnection,
    proposal: &Proposal,
    (version, weighed_at): (i32, Timestamp),
    entry: Option<&Entry>,
) -> Result<()> {
    sqlx::query!(
        "insert into directory_entry (party, version, change_id, content, weighed_at)
        values ($1, $2, $3, $4, $5)",
        proposal.party.to_string(),
        version,
        proposal.id.0,
        entry.map(written).transpose()?,
        weighed_at.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Remembers a key that was listed, for ever.
pub(super) async fn remember(
    conn: &mut PgConnection,
    key: KeyId,
    id: DirectoryChangeId,
) -> Result<()> {
    sqlx::query!(
        "insert into directory_key (key_id, change_id) values ($1, $2)",
        key.to_string(),
        id.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All that ever came into force, in its order.
pub(super) async fn steps(conn: &mut PgConnection) -> Result<Vec<Step>> {
    let rows = sqlx::query!(
        r#"select entry.party, entry.version, entry.content as in_force, entry.weighed_at,
            change.party as proposed_for, change.content, control.after_version
        from directory_entry entry
        join directory_control control on control.change_id = entry.change_id
        join directory_change change on change.id = entry.change_id
        order by entry.position"#
    )
    .fetch_all(conn)
    .await?;
    let mut steps = Vec::new();
    for row in rows {
        steps.push(Step {
            party: row.party.parse().map_err(|_| unreadable())?,
            version: row.version,
            content: row.in_force,
            proposed_for: row.proposed_for.parse().map_err(|_| unreadable())?,
            change: read(row.content)?,
            after_version: row.after_version.unsigned_abs(),
            weighed_at: row.weighed_at.to_jiff(),
        });
    }
    Ok(steps)
}

/// Every key that an entry of the register has ever named to sign the directory.
pub(super) async fn signing_keys(conn: &mut PgConnection) -> Result<BTreeSet<KeyId>> {
    let rows = sqlx::query_scalar!(
        r#"select content as "content!" from directory_entry
        where party = 'register' and content is not null"#
    )
    .fetch_all(conn)
    .await?;
    let mut found = BTreeSet::new();
    for row in rows {
        let entry: Entry = read(row)?;
        found.extend(entry.signing_keys().iter().map(|key| key.public_key.id()));
    }
    Ok(found)
}

/// Which proposals are read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Asked {
    /// This one.
    pub(crate) id: Option<DirectoryChangeId>,
    /// Those of this party.
    pub(crate) party: Option<Party>,
    /// Those that nobody has controlled.
    pub(crate) waiting: bool,
}

/// As many proposals are read at once: some years' worth.
const PROPOSALS_MAX: i64 = 500;

/// Proposals, the newest first.
pub(crate) async fn proposals(conn: &mut PgConnection, asked: Asked) -> Result<Vec<Proposal>> {
    let rows = sqlx::query_file!(
        "src/directory/proposals.sql",
        asked.id.map(|id| id.0),
        asked.party.map(|party| party.to_string()),
        asked.waiting,
        PROPOSALS_MAX
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        let control = match (row.outcome, row.controlled_at) {
            (Some(outcome), Some(at)) => Some(Control {
                outcome: Outcome::from_code(&outcome)?,
                reason: row.reason,
                controlled_at: at.to_jiff(),
                controller: PersonName::new(
                    row.controller_given.unwrap_or_default(),
                    row.controller_family.unwrap_or_default(),
                    false,
                ),
                issued_in: row.issued_in,
            }),
            _ => None,
        };
        found.push(Proposal {
            id: DirectoryChangeId(row.id),
            party: row.party.parse().map_err(|_| unreadable())?,
            change: read(row.content)?,
            proposed_at: row.proposed_at.to_jiff(),
            proposed_by: PersonId(row.proposed_by),
            proposer: PersonName::new(row.given_name, row.family_name, false),
            control,
        });
    }
    Ok(found)
}

/// One proposal.
pub(crate) async fn proposal(conn: &mut PgConnection, id: DirectoryChangeId) -> Result<Proposal> {
    let asked = Asked { id: Some(id), ..Asked::default() };
    proposals(conn, asked).await?.pop().ok_or(Error::NotFound)
}

/// Keeps every other process from issuing until the transaction ends.
pub(super) async fn issue_alone(conn: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock($1)", ISSUING).execute(conn).await?;
    Ok(())
}

/// The newest versions, the latest first.
pub(crate) async fn issued(conn: &mut PgConnection, most: i64) -> sqlx::Result<Vec<Issued>> {
    let rows = sqlx::query!(
        "select version, taken_at from directory_copy order by version desc limit $1",
        most
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        found.push(Issued { version: row.version, issued_at: row.taken_at.to_jiff() });
    }
    Ok(found)
}
