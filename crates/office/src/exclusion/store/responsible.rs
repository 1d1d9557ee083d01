//! Reads and writes of who answers for the log of alerts and for each decision.

use crate::people::PersonName;
use crate::{ExclusionDecisionId, ExclusionRowId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// Who answers for the log of alerts.
pub(crate) struct Responsible {
    pub(crate) person: PersonId,
    pub(crate) name: PersonName,
    /// Within how many days an alert is to be seen.
    pub(crate) within_days: i32,
}

/// Who was named last, if anybody was.
pub(crate) async fn responsible(conn: &mut PgConnection) -> sqlx::Result<Option<Responsible>> {
    let row = sqlx::query!(
        "select person_id, within_days, given_name, family_name, protected_address
        from exclusion_responsible join person on person.id = person_id"
    );
    Ok(row.fetch_optional(conn).await?.map(|row| Responsible {
        person: PersonId(row.person_id),
        name: PersonName::new(row.given_name, row.family_name, row.protected_address),
        within_days: row.within_days,
    }))
}

/// Those who are system owners on a day, by name.
pub(crate) async fn system_owners(
    conn: &mut PgConnection,
    today: Date,
) -> sqlx::Result<Vec<(PersonId, PersonName)>> {
    let rows = sqlx::query!(
        "select distinct person.id, person.given_name, person.family_name, person.protected_address
        from role_grant
        join person on person.id = role_grant.person_id
        join unit on unit.id = role_grant.unit_id and unit.level = 'institution'
        where role = 'SYSEIER' and valid_from <= $1 and (valid_to is null or valid_to >= $1)
        order by person.family_name, person.given_name, person.id",
        today.to_sqlx() as _
    );
    let name = |given, family, protected| PersonName::new(given, family, protected);
    let rows = rows.fetch_all(conn).await?.into_iter();
    Ok(rows
        .map(|row| (PersonId(row.id), name(row.given_name, row.family_name, row.protected_address)))
        .collect())
}

pub(in crate::exclusion) async fn set_responsible(
    conn: &mut PgConnection,
    (person, days): (PersonId, i32),
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_responsible (person_id, within_days, set_at, set_by)
        values ($1, $2, $3, $4)
        on conflict (only_one) do update set person_id = excluded.person_id,
            within_days = excluded.within_days, set_at = excluded.set_at, set_by = excluded.set_by",
        person.0,
        days,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many alerts nobody has seen, and when the oldest of them was written.
pub(crate) async fn unseen(conn: &mut PgConnection) -> sqlx::Result<(i64, Option<Timestamp>)> {
    let row = sqlx::query!(
        r#"select count(*) as "count!", min(at) as oldest from exclusion_alert where seen_at is null"#
    );
    let row = row.fetch_one(conn).await?;
    Ok((row.count, row.oldest.map(jiff_sqlx::Timestamp::to_jiff)))
}

/// A decision whose case officer works with exclusions no longer.
pub(crate) struct Left {
    /// One of its rows.
    pub(crate) row: ExclusionRowId,
    /// Whose decision it is about.
    pub(crate) person: PersonId,
    pub(crate) journal_number: Option<String>,
    pub(crate) legal_basis: String,
    /// The case officer who has left.
    pub(crate) officer: PersonName,
}

/// The decisions, or one of them, with a row in force or waiting, whose case officer holds no role with
/// exclusions on a day: whoever took it over last, or else registered it.
pub(crate) async fn left(
    conn: &mut PgConnection,
    today: Date,
    one: Option<ExclusionDecisionId>,
) -> sqlx::Result<Vec<Left>> {
    let rows =
        sqlx::query_file!("src/exclusion/left.sql", today.to_sqlx() as _, one.map(|id| id.0));
    let left = rows.fetch_all(conn).await?.into_iter().map(|row| Left {
        row: ExclusionRowId(row.row_id),
        person: PersonId(row.person_id),
        journal_number: row.journal_number,
        legal_basis: row.legal_basis,
        officer: PersonName::new(row.given_name, row.family_name, row.protected_address),
    });
    Ok(left.collect())
}

pub(in crate::exclusion) async fn take_over(
    conn: &mut PgConnection,
    decision: ExclusionDecisionId,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_case_officer (decision_id, since, person_id) values ($1, $2, $3)",
        decision.0,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}
