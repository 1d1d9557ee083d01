//! Alarms.

use super::super::alarm::{Alarm, Raised};
use super::version;
use crate::ExclusionAlarmId;
use edge::PersonId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, Result};

pub(in super::super) async fn raise(
    conn: &mut PgConnection,
    (id, now): (ExclusionAlarmId, Timestamp),
    alarm: &Alarm,
) -> Result<()> {
    sqlx::query!(
        "insert into exclusion_alarm (id, at, reason, institution, message_id, row_id, version, once)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (once) where seen_at is null do update set count = exclusion_alarm.count + 1",
        id.0,
        now.to_sqlx() as _,
        alarm.reason,
        alarm.institution,
        alarm.message,
        alarm.row.map(|(row, _)| row),
        alarm.row.map(|(_, version)| i64::from(version)),
        alarm.once
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Marks one that waits as looked into. Answers whether there was one.
pub(in super::super) async fn see(
    conn: &mut PgConnection,
    id: ExclusionAlarmId,
    (by, now): (PersonId, Timestamp),
) -> Result<bool> {
    let seen = sqlx::query!(
        "update exclusion_alarm set seen_at = $2, seen_by = $3 where id = $1 and seen_at is null",
        id.0,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(seen.rows_affected() > 0)
}

/// The latest, those that wait first.
pub(in super::super) async fn latest(conn: &mut PgConnection, most: i64) -> Result<Vec<Raised>> {
    let rows = sqlx::query!(
        r#"select id, at, reason, institution, message_id, row_id, version,
            count, seen_at is not null as "is_seen!"
        from exclusion_alarm
        order by seen_at is not null, at desc, id
        limit $1"#,
        most
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        let number = row.version.map(version).transpose()?;
        let alarm = Alarm {
            reason: row.reason,
            institution: row.institution,
            message: row.message_id,
            row: row.row_id.zip(number),
            once: None,
        };
        let (id, at) = (ExclusionAlarmId(row.id), row.at.to_jiff());
        Ok(Raised { id, at, alarm, count: super::counted(row.count), is_seen: row.is_seen })
    });
    read.collect()
}
