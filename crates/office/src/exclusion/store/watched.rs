//! Reads and writes of who is watched besides the students, and of what is known of a row here.

use crate::PersonId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use protocol::exclusion::Purpose;
use sqlx::PgConnection;
use uuid::Uuid;

/// The word of a purpose in the database.
const fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Admission => "admission",
        Purpose::Recognition => "recognition",
        Purpose::Study => "study",
    }
}

/// Watches a person; a student is watched already.
pub(crate) async fn watch(
    conn: &mut PgConnection,
    person: PersonId,
    purpose: Purpose,
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exclusion_watched (person_id, purpose, since)
        select id, $2, $3 from person where id = $1 and student_number is null
        on conflict do nothing",
        person.0,
        word(purpose),
        now.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether the person has a token under the newest key and no question about her is open; or has no
/// national id to make one of.
pub(crate) async fn looked_up(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select (p.national_id is null or (
                exists (select from exclusion_sealed_token t where t.person_id = p.id
                    and t.epoch = (select max(epoch) from exclusion_register_key))
                and not exists (select from exclusion_list_copy c
                    join exclusion_listed l on l.version = c.version
                    join exclusion_sealed_token t on t.sealed = l.sealed and t.person_id = p.id
                    where not exists (select from exclusion_question q where q.person_id = p.id
                        and q.list_version = c.version and q.answered_at is not null))
            )) as "done!"
        from person p where p.id = $1"#,
        person.0
    )
    .fetch_one(conn)
    .await
}

/// When a row began to have effect here: the control of the version in force first, or when the
/// register told of it.
pub(crate) async fn learned(conn: &mut PgConnection, row: Uuid) -> sqlx::Result<Option<Timestamp>> {
    let at = sqlx::query_scalar!(
        r#"select coalesce(
            (select min(controlled_at) from exclusion_row_version where row_id = $1),
            (select min(at) from exclusion_alert where row_id = $1 and what = 'new'),
            (select told_at from exclusion_told_row where row_id = $1)) as at"#,
        row
    )
    .fetch_one(conn)
    .await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}

/// The telephone and the e-mail address of the unit at a place.
pub(crate) async fn reached(
    conn: &mut PgConnection,
    place: &str,
) -> sqlx::Result<Option<(String, String)>> {
    let row = sqlx::query!("select phone, email from unit where place_code = $1", place)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|row| (row.phone, row.email)))
}
