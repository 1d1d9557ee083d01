//! Reads and writes of what the register has told, and of the log of alerts.

use super::matches::{About, Known};
use crate::{ExclusionAlertId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::exclusion::{Classification, ExclusionType};
use sqlx::PgConnection;
use std::collections::HashSet;
use uuid::Uuid;

/// A row of another institution.
pub(crate) struct Told {
    pub(crate) row: Uuid,
    pub(crate) version: i32,
    pub(crate) person: PersonId,
    pub(crate) institution: String,
    pub(crate) kind: ExclusionType,
    pub(crate) classification: Classification,
    pub(crate) programme: Option<String>,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

/// The rows that the register has told of these persons.
pub(crate) async fn rows_of(
    conn: &mut PgConnection,
    persons: &[PersonId],
) -> sqlx::Result<Vec<Told>> {
    let persons: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    let rows = sqlx::query!(
        r#"select row_id, version, person_id as "person_id!", institution, kind, classification, programme,
            from_on, to_on
        from exclusion_told_row
        where removed_at is null and person_id = any($1)
        order by told_at, row_id"#,
        &persons
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(Told {
            row: row.row_id,
            version: row.version,
            person: PersonId(row.person_id),
            institution: row.institution,
            kind: super::coded(ExclusionType::parse(&row.kind), "type")?,
            classification: super::coded(Classification::parse(&row.classification), "study")?,
            programme: row.programme,
            from: row.from_on.to_jiff(),
            to: row.to_on.to_jiff(),
        })
    });
    read.collect()
}

/// What an alert says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A row has effect here from now on.
    New,
    /// Its period is another one.
    Changed,
    /// It was deleted before its time.
    Deleted,
    /// Its period is over.
    Expired,
    /// A token stands on the list, and behind it the register has nothing.
    Unfounded,
    /// The register tells what cannot be.
    Unsound,
    /// So many were asked about that somebody has to look first.
    Halted,
    /// The register has not taken what a row was registered or deleted by.
    NotTaken,
    /// The register has taken in this institution's name what nobody here has sent.
    NotOurs,
    /// The register tells of it no more: this institution shares exclusions no longer.
    NotShared,
    /// Somebody has refused a version of a row in the control.
    Refused,
    /// Who registered a version has taken it back.
    Withdrawn,
    /// An appeal has changed or reversed the decision before a version was controlled.
    Overtaken,
}

impl What {
    /// The word in the database.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Expired => "expired",
            Self::Unfounded => "unfounded",
            Self::Unsound => "unsound",
            Self::Halted => "halted",
            Self::NotTaken => "not_taken",
            Self::NotOurs => "not_ours",
            Self::NotShared => "not_shared",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Overtaken => "overtaken",
        }
    }
}

/// Writes into the log of alerts; the same is written once.
pub(crate) async fn alert(
    conn: &mut PgConnection,
    (row, version): (Uuid, i32),
    what: What,
    person: Option<PersonId>,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_alert (id, at, row_id, version, what, person_id)
        values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        ExclusionAlertId::new().0,
        now.to_sqlx() as _,
        row,
        version,
        what.code(),
        person.map(|person| person.0),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The log no longer says whose a row was.
pub(crate) async fn forget(conn: &mut PgConnection, row: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update exclusion_alert set person_id = null where row_id = $1 and person_id is not null",
        row
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps what the register says of a row, unless a later version is here or has removed it. Answers
/// whether it is news. Without a person only a row that is here already is written anew; with one, a
/// later version brings a removed row back: its period was made longer. A row that stands as another
/// person's is not written.
pub(crate) async fn tell(
    conn: &mut PgConnection,
    row: &protocol::exclusion::Row,
    whose: Option<Known>,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let told = sqlx::query!(
        "insert into exclusion_told_row as told (row_id, version, person_id, institution, kind,
            classification, programme, from_on, to_on, case_officer, told_at, known_id)
        select $1, $2, coalesce($3, (select person_id from exclusion_told_row where row_id = $1)),
            $4, $5, $6, $7, $8, $9, $10, $11,
            coalesce($12, (select known_id from exclusion_told_row where row_id = $1))
        where ($3::uuid is not null
            or exists (select from exclusion_told_row where row_id = $1 and removed_at is null))
            and not exists (select from exclusion_told_gone where row_id = $1 and version >= $2)
        on conflict (row_id) do update set version = excluded.version, from_on = excluded.from_on,
            to_on = excluded.to_on, kind = excluded.kind,
            classification = excluded.classification, programme = excluded.programme,
            case_officer = excluded.case_officer, told_at = excluded.told_at, removed_at = null, removed = null,
            person_id = coalesce(told.person_id, excluded.person_id),
            known_id = coalesce(excluded.known_id, told.known_id)
        where (told.version < excluded.version
                or told.version = excluded.version and told.removed = 'not_shared')
            and (told.removed_at is null or $3::uuid is not null)
            and (told.person_id is null or $3::uuid is null or told.person_id = $3)",
        row.id,
        row.version.cast_signed(),
        whose.map(|whose| whose.person.0),
        row.institution.to_string(),
        row.kind.code(),
        row.classification.code(),
        row.programme.clone(),
        row.period.from.to_sqlx() as _,
        row.period.to.to_sqlx() as _,
        row.case_officer.clone(),
        now.to_sqlx() as _,
        whose.map(|whose| whose.id),
    )
    .execute(conn)
    .await?;
    Ok(told.rows_affected() > 0)
}

/// An answer to a question asked at this time names these rows of somebody.
pub(crate) async fn named(
    conn: &mut PgConnection,
    about: &About,
    rows: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exclusion_told_row set named_at = $3
        where row_id = any($2) and person_id = $1 and (named_at is null or named_at < $3)",
        about.whose.person.0,
        rows,
        about.asked_at.to_sqlx(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Of these persons, those whom a row in force concerns, this institution's or one it was told of, whose
/// period is not over.
pub(crate) async fn concerned(
    conn: &mut PgConnection,
    persons: &[PersonId],
    today: Date,
) -> sqlx::Result<HashSet<PersonId>> {
    let ids: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    let found = sqlx::query_scalar!(
        r#"select own.person_id as "person_id!" from exclusion_row own
        join lateral (
            select action, to_on from exclusion_row_version
            where row_id = own.id and controlled_at is not null order by version desc limit 1
        ) as controlled on controlled.action <> 'delete' and controlled.to_on >= $2
        where own.person_id = any($1)
        union
        select person_id from exclusion_told_row
        where person_id = any($1) and removed_at is null and to_on >= $2"#,
        &ids,
        today.to_sqlx() as _,
    );
    Ok(found.fetch_all(conn).await?.into_iter().map(PersonId).collect())
}

/// Whether the register has told of a row, though it may be removed since.
pub(crate) async fn is_known(conn: &mut PgConnection, row: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from exclusion_told_row where row_id = $1) as "is!""#,
        row
    )
    .fetch_one(conn)
    .await
}

/// Whose a row is that the register has told of.
pub(crate) async fn person(conn: &mut PgConnection, row: Uuid) -> sqlx::Result<Option<PersonId>> {
    let found =
        sqlx::query_scalar!("select person_id from exclusion_told_row where row_id = $1", row)
            .fetch_optional(conn)
            .await?;
    Ok(found.flatten().map(PersonId))
}

/// A row is gone from the register, and whose it was is forgotten. Answers whether it was here; that
/// another is gone is remembered, for when an earlier answer comes late.
pub(crate) async fn remove(
    conn: &mut PgConnection,
    (row, version): (Uuid, i32),
    why: &str,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let removed = sqlx::query!(
        "update exclusion_told_row set removed_at = $3, removed = $4, person_id = null,
            known_id = null, programme = null, case_officer = null, version = greatest(version, $2)
        where row_id = $1 and removed_at is null and version <= $2",
        row,
        version,
        now.to_sqlx() as _,
        why,
    )
    .execute(&mut *conn)
    .await?;
    if removed.rows_affected() > 0 {
        return Ok(true);
    }
    sqlx::query!(
        "insert into exclusion_told_gone as gone (row_id, version, gone_at)
        select $1, $2, $3 where not exists (select from exclusion_told_row where row_id = $1)
        on conflict (row_id) do update set version = excluded.version
        where gone.version < excluded.version",
        row,
        version,
        now.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(false)
}

/// The register tells of a row no more, though it may stand. Answers whose it was; none where it is not told
/// here.
pub(crate) async fn not_shared(
    conn: &mut PgConnection,
    (row, version): (Uuid, i32),
    now: Timestamp,
) -> sqlx::Result<Option<PersonId>> {
    let person = person(&mut *conn, row).await?;
    let removed = sqlx::query!(
        "update exclusion_told_row set removed_at = $3, removed = 'not_shared', person_id = null,
            known_id = null, programme = null, case_officer = null, version = greatest(version, $2)
        where row_id = $1 and removed_at is null and version <= $2",
        row,
        version,
        now.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(person.filter(|_| removed.rows_affected() > 0))
}

/// A row that an answer does not name.
pub(crate) struct NotNamed {
    pub(crate) row: Uuid,
    pub(crate) version: i32,
    pub(crate) kind: ExclusionType,
    /// Whether it is of one programme.
    pub(crate) programme: bool,
}

/// The rows that stand here about somebody under an id and that an answer about it does not name, unless one to
/// a question asked as late has named them.
pub(crate) async fn not_named(
    conn: &mut PgConnection,
    about: &About,
    named: &[Uuid],
) -> sqlx::Result<Vec<NotNamed>> {
    let rows = sqlx::query!(
        r#"select row_id, version, kind, programme is not null as "programme!" from exclusion_told_row
        where person_id = $1 and (known_id is null or known_id = $2) and removed_at is null
            and row_id <> all($3) and (named_at is null or named_at < $4)
        order by row_id"#,
        about.whose.person.0,
        about.whose.id,
        named,
        about.asked_at.to_sqlx(),
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        Ok(NotNamed {
            row: row.row_id,
            version: row.version,
            kind: super::coded(ExclusionType::parse(&row.kind), "type")?,
            programme: row.programme,
        })
    });
    read.collect()
}
