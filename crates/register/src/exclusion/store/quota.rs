//! What institutions have declared, and had evaluated.

use super::counted;
use super::epoch::number;
use jiff::civil::Date;
use sqlx::{PgConnection, Result};
use wire::InstitutionNumber;

/// What an institution has declared, as two operators have put it in force; none if they have not.
pub(in super::super) async fn declared(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
) -> Result<Option<u32>> {
    let declared = sqlx::query_scalar!(
        "select change.declared_size
        from exclusion_quota_change change
        join exclusion_quota_control control on control.change_id = change.id
        where change.institution = $1 and control.outcome = 'approved'
        order by control.position desc
        limit 1",
        institution.to_string()
    )
    .fetch_optional(conn)
    .await?;
    Ok(declared.map(i32::unsigned_abs))
}

/// Adds to what was evaluated on a day under a key, if it is no more than `most` then. One statement
/// holds the row from asking to adding.
pub(in super::super) async fn spend(
    conn: &mut PgConnection,
    (institution, day, epoch): (InstitutionNumber, Date, u32),
    count: u32,
    most: u32,
) -> Result<bool> {
    let spent = sqlx::query!(
        "insert into exclusion_evaluated (institution, day, epoch, count)
        select $1, $2, $3, $4::int where $4::int <= $5::int
        on conflict (institution, day, epoch) do update
            set count = exclusion_evaluated.count + excluded.count
            where exclusion_evaluated.count + excluded.count <= $5::int",
        institution.to_string(),
        jiff_sqlx::Date::from(day) as _,
        number(epoch),
        number(count),
        number(most)
    )
    .execute(conn)
    .await?;
    Ok(spent.rows_affected() > 0)
}

/// As many as an institution has had evaluated under a key.
pub(in super::super) async fn under_key(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    epoch: u32,
) -> Result<u64> {
    let sum = sqlx::query_scalar!(
        r#"select coalesce(sum(count), 0) as "sum!" from exclusion_evaluated
        where institution = $1 and epoch = $2"#,
        institution.to_string(),
        number(epoch)
    )
    .fetch_one(conn)
    .await?;
    Ok(counted(sum))
}

/// How many declared numbers wait for control.
pub(in super::super) async fn waiting(conn: &mut PgConnection) -> Result<u64> {
    let waiting = sqlx::query_scalar!(
        r#"select count(*) as "waiting!" from exclusion_quota_change
        where id not in (select change_id from exclusion_quota_control)"#
    )
    .fetch_one(conn)
    .await?;
    Ok(counted(waiting))
}

/// One institution's line on the operators' page.
pub(in super::super) struct Used {
    pub(in super::super) institution: String,
    pub(in super::super) declared: Option<u32>,
    /// Evaluated today.
    pub(in super::super) today: u64,
    /// Evaluated under the newest key.
    pub(in super::super) under_key: u64,
}

/// Every institution that has declared or had anything evaluated under the newest key.
pub(in super::super) async fn used(conn: &mut PgConnection, today: Date) -> Result<Vec<Used>> {
    let rows = sqlx::query_file!("src/exclusion/store/used.sql", jiff_sqlx::Date::from(today) as _)
        .fetch_all(conn)
        .await?;
    let line = rows.into_iter().map(|row| Used {
        institution: row.institution,
        declared: row.declared_size.map(i32::unsigned_abs),
        today: counted(row.today),
        under_key: counted(row.under_key),
    });
    Ok(line.collect())
}
