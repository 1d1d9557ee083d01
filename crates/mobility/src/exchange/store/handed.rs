//! What other institutions have of ours.

use super::number;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use protocol::exchange::Code;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use uuid::Uuid;
use wire::InstitutionNumber;

/// Notes what an institution has now, as it stands now.
pub(crate) async fn hand(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    (results, degrees): (&[Uuid], &[Uuid]),
    now: Timestamp,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exchange_handed (institution, item_id, kind, handed_at)
        select $1, item, 'result', $4::timestamptz from unnest($2::uuid[]) as item
        union all
        select $1, item, 'degree', $4::timestamptz from unnest($3::uuid[]) as item
        on conflict (institution, item_id) do update set handed_at = excluded.handed_at",
        institution.to_string(),
        results,
        degrees,
        now.to_sqlx() as _
    )
    .execute(&mut *conn)
    .await?;
    let items: Vec<Uuid> = results.iter().chain(degrees).copied().collect();
    stands(conn, institution, &items).await
}

/// Holds what may change of a person's results, until the act ends: whoever changes one waits, and finds
/// then what was handed out.
pub(crate) async fn lock(conn: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "select id from exam_registration where person_id = $1 order by id for update",
        person.0
    )
    .fetch_all(&mut *conn)
    .await?;
    sqlx::query!(
        "select course.id from course
        where course.id in (
            select exam.course_id from exam_registration registration
            join exam on exam.id = registration.exam_id where registration.person_id = $1
        ) order by course.id for share",
        person.0
    )
    .fetch_all(&mut *conn)
    .await?;
    sqlx::query!("select id from degree where person_id = $1 order by id for share", person.0)
        .fetch_all(conn)
        .await?;
    Ok(())
}

/// The results of a person that an institution has.
pub(crate) async fn had(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    person: PersonId,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select handed.item_id from exchange_handed handed
        join exam_registration registration on registration.id = handed.item_id
        where handed.institution = $1 and registration.person_id = $2 and handed.kind = 'result'",
        institution.to_string(),
        person.0
    )
    .fetch_all(conn)
    .await
}

/// Notes that these are known there as they stand now: nothing of them is due.
pub(crate) async fn stands(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    items: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange_handed handed
        set result_id = now.result_id, words = now.words, gone = now.gone,
            repeated = now.repeated, about = now.about, due = false
        from exchange_standing now
        where now.institution = handed.institution and now.item_id = handed.item_id
            and handed.institution = $1 and handed.item_id = any($2)",
        institution.to_string(),
        items
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether anything is due, and whether the mailbox has what was answered before this: one look at two
/// indexes that are empty as a rule.
pub(crate) async fn waiting(
    conn: &mut PgConnection,
    before: Timestamp,
) -> sqlx::Result<(bool, bool)> {
    let row = sqlx::query!(
        r#"select exists (select from exchange_handed where due) as "due!",
            exists (
                select from exchange_answered where erased_at is null and answered_at < $1
            ) as "old!""#,
        before.to_sqlx() as _
    )
    .fetch_one(conn)
    .await?;
    Ok((row.due, row.old))
}

/// What is due, at most this much, held until the act ends: whatever changes it again waits, and makes
/// it due again.
pub(crate) async fn lock_due(
    conn: &mut PgConnection,
    most: i64,
) -> sqlx::Result<BTreeMap<InstitutionNumber, Vec<Uuid>>> {
    let rows = sqlx::query!(
        "select institution, item_id from exchange_handed where due
        order by institution, item_id limit $1 for update skip locked",
        most
    )
    .fetch_all(conn)
    .await?;
    let mut due: BTreeMap<InstitutionNumber, Vec<Uuid>> = BTreeMap::new();
    for row in rows {
        due.entry(number(&row.institution)?).or_default().push(row.item_id);
    }
    Ok(due)
}

/// What is told of these items, which an institution has; nothing of those that are as they were handed
/// out or last told.
pub(crate) async fn changed(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    items: &[Uuid],
) -> sqlx::Result<Vec<(Uuid, Code)>> {
    let rows = sqlx::query!(
        r#"select handed.item_id, handed.gone as "was_gone!", now.gone as "gone!",
            handed.result_id is distinct from now.result_id as "regraded!", now.origin,
            handed.words is distinct from now.words as "reworded!",
            coalesce(handed.about <> now.about, false) as "described!",
            now.repeated is not null and handed.repeated is distinct from now.repeated as "repeated!"
        from exchange_handed handed
        join exchange_standing now
            on now.institution = handed.institution and now.item_id = handed.item_id
        where handed.institution = $1 and handed.item_id = any($2)
        order by handed.item_id"#,
        institution.to_string(),
        items
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        let code = match (row.was_gone, row.gone) {
            (true, true) => None,
            (false, true) => Some(Code::Withdrawn),
            (true, false) => Some(Code::Nyinfo),
            (false, false) if row.regraded => Some(match row.origin.as_deref() {
                Some("appeal") => Code::Klage,
                Some("rectification") => Code::Feilreg,
                _ => Code::Nyinfo,
            }),
            (false, false) if row.reworded => Some(Code::Tittel),
            (false, false) if row.repeated => Some(Code::Gjentak),
            (false, false) if row.described => Some(Code::Nyinfo),
            (false, false) => None,
        };
        found.extend(code.map(|code| (row.item_id, code)));
    }
    Ok(found)
}

/// Notes what an institution was told.
pub(crate) async fn told(
    conn: &mut PgConnection,
    message: Uuid,
    institution: InstitutionNumber,
    results: &[(Uuid, Code)],
    now: Timestamp,
) -> sqlx::Result<()> {
    let items: Vec<Uuid> = results.iter().map(|(item, _)| *item).collect();
    let codes: Vec<String> = results.iter().map(|(_, code)| code.as_str().to_owned()).collect();
    sqlx::query!(
        "insert into exchange_told (message_id, item_id, institution, code, told_at)
        select $1, told.item, $2, told.code, $5
        from unnest($3::uuid[], $4::text[]) as told(item, code)",
        message,
        institution.to_string(),
        &items,
        &codes,
        now.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    Ok(())
}
