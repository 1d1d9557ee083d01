//! What other institutions have of ours.

use super::number;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use protocol::exchange::Code;
use sqlx::PgConnection;
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

/// Notes that these are known there as they stand now.
pub(crate) async fn stands(
    conn: &mut PgConnection,
    institution: InstitutionNumber,
    items: &[Uuid],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update exchange_handed handed
        set result_id = now.result_id, words = now.words, gone = now.gone, repeated = now.repeated
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

/// Something that is not any more as it was handed out or last told.
pub(crate) struct Changed {
    pub(crate) institution: InstitutionNumber,
    pub(crate) item: Uuid,
    /// What is told of it; `None` where it concerns nobody there.
    pub(crate) code: Option<Code>,
}

/// Whether there is anything of it.
pub(crate) async fn any_changed(conn: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from exchange_handed handed
            join exchange_standing now
                on now.institution = handed.institution and now.item_id = handed.item_id
            where (handed.result_id, handed.words, handed.gone, handed.repeated)
                is distinct from (now.result_id, now.words, now.gone, now.repeated)
        ) as "any!""#
    )
    .fetch_one(conn)
    .await
}

/// All of it, at most this many, held until the act ends.
pub(crate) async fn changed(conn: &mut PgConnection, most: i64) -> sqlx::Result<Vec<Changed>> {
    let rows = sqlx::query!(
        r#"select handed.institution, handed.item_id, handed.gone as "was_gone!",
            now.gone as "gone!", handed.result_id is distinct from now.result_id as "regraded!",
            now.origin, handed.words is distinct from now.words as "reworded!",
            now.repeated is not null and handed.repeated is distinct from now.repeated as "repeated!"
        from exchange_handed handed
        join exchange_standing now
            on now.institution = handed.institution and now.item_id = handed.item_id
        where (handed.result_id, handed.words, handed.gone, handed.repeated)
            is distinct from (now.result_id, now.words, now.gone, now.repeated)
        order by handed.institution, handed.item_id limit $1
        for update of handed skip locked"#,
        most
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
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
            (false, false) => None,
        };
        let institution = number(&row.institution)?;
        found.push(Changed { institution, item: row.item_id, code });
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
