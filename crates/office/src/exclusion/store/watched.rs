//! Of whom it has to be known whether the register knows her, and what is known of a row here.

use crate::PersonId;
use crate::catalogue::words;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use rules::appeal::AppealBody;
use rules::exclusion::Purpose;
use sqlx::PgConnection;
use uuid::Uuid;

/// Those of whom something of the register is kept here, and no reason stands on this day.
pub(crate) async fn unwatched(
    conn: &mut PgConnection,
    today: Date,
    most: i64,
) -> sqlx::Result<Vec<PersonId>> {
    let found = sqlx::query_scalar!(
        r#"select kept.person_id as "person_id!"
        from (
            select person_id from exclusion_sealed_token
            union select person_id from exclusion_question
            union select person_id from exclusion_told_row where person_id is not null
        ) kept
        where not exists (select from exclusion_watched watched
            where watched.person_id = kept.person_id and watched.until >= $1)
        order by kept.person_id limit $2"#,
        today.to_sqlx() as _,
        most
    );
    Ok(found.fetch_all(conn).await?.into_iter().map(PersonId).collect())
}

/// Deletes what is kept of these persons because of the register.
pub(crate) async fn forget(conn: &mut PgConnection, persons: &[PersonId]) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    sqlx::query!("delete from exclusion_sealed_token where person_id = any($1)", &ids)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from exclusion_question where person_id = any($1)", &ids)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from exclusion_told_row where person_id = any($1)", &ids)
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "update exclusion_alert set person_id = null
        where person_id = any($1)
            and not exists (select from exclusion_row where exclusion_row.id = row_id)",
        &ids
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether each id of the person has a token under the newest key and this secret, and no question about it for
/// this purpose is open; or there is no national id to make one of. What another secret has sealed can be held
/// against no list.
pub(crate) async fn looked_up(
    conn: &mut PgConnection,
    person: PersonId,
    purpose: Purpose,
    seal: &[u8; 8],
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select not exists (
            select from person_known_id k
            where k.person_id = $1 and (
                not exists (select from exclusion_sealed_token t
                    where t.person_id = k.person_id and t.known_id = k.known_id and t.sealed_by = $3
                        and t.epoch = (select max(epoch) from exclusion_register_key))
                or exists (select from exclusion_list_copy c
                    join exclusion_listed l on l.version = c.version
                    join exclusion_sealed_token t on t.sealed = l.sealed
                        and t.person_id = k.person_id and t.known_id = k.known_id
                    where not exists (select from exclusion_question q
                        where q.person_id = k.person_id and q.known_id = k.known_id
                            and q.purpose = $2 and q.list_version = c.version
                            and q.answered_at is not null))
            )) as "done!""#,
        person.0,
        purpose.code(),
        &seal[..]
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

/// The board that decided what a row of this institution rests on, where the case was prepared here.
pub(crate) async fn decided_by(
    conn: &mut PgConnection,
    row: Uuid,
) -> sqlx::Result<Option<letters::misconduct::Body>> {
    let board = sqlx::query_scalar!(
        "select m.board from exclusion_row r
        join exclusion_decision d on d.id = r.decision_id
        join misconduct_meeting m on m.misconduct_id = d.case_id
        where r.id = $1 order by m.met_on desc limit 1",
        row
    )
    .fetch_optional(conn)
    .await?;
    let body: Option<AppealBody> = board.as_deref().and_then(words::read);
    Ok(body.map(Into::into))
}
