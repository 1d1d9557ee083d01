//! What waits, and the pairs that somebody has spoken of.

use crate::{ExternalDocumentId, ExternalRowId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::PersonId;
use sqlx::PgConnection;

/// The pairs of a person's rows on which somebody has said that they are apart.
pub(in crate::external_studies) async fn apart(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<(ExternalRowId, ExternalRowId)>> {
    let rows = sqlx::query!(
        r#"select last.kept as "kept!", last.other as "other!"
        from (
            select distinct on (least(word.kept, word.other), greatest(word.kept, word.other))
                word.kept, word.other, word.same
            from external_duplicate word
            join external_row row on row.id = word.kept
            where row.person_id = $1
            order by least(word.kept, word.other), greatest(word.kept, word.other),
                word.decided_at desc, word.id desc
        ) last
        where not last.same"#,
        person.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (ExternalRowId(row.kept), ExternalRowId(row.other))).collect())
}

/// A document that somebody is to look at.
pub(crate) struct Waiting {
    pub(crate) id: ExternalDocumentId,
    pub(crate) person: PersonId,
    pub(crate) issuer: Option<String>,
    pub(crate) source: String,
    pub(crate) received_at: Timestamp,
}

/// The documents that wait for whoever works at these places; the oldest first.
pub(in crate::external_studies) async fn waiting(
    conn: &mut PgConnection,
    institution: &str,
    scope: &[String],
) -> sqlx::Result<Vec<Waiting>> {
    let rows = sqlx::query_file!("src/external_studies/waiting.sql", institution, scope);
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Waiting {
            id: ExternalDocumentId(row.id),
            person: PersonId(row.person_id),
            issuer: row.issuer,
            source: row.source,
            received_at: row.received_at.to_jiff(),
        })
        .collect())
}

/// Those whose rows an issuer has corrected since, and nobody has held a newer document against them.
pub(in crate::external_studies) async fn flagged(
    conn: &mut PgConnection,
) -> sqlx::Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        "select distinct correction.person_id, correction.issuer
        from external_correction correction
        join external_row row on row.person_id = correction.person_id
            and row.issuer = correction.issuer and row.result_id = correction.result_id
        where not exists (
            select
            from external_import import
            join external_document later on later.id = import.document_id
            where import.row_id = row.id
                and (later.received_at, later.id) > (correction.told_at, correction.id))
        order by correction.person_id, correction.issuer"
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person_id), row.issuer)).collect())
}

/// A key by which files are verified.
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) pem: String,
    pub(crate) valid_from: jiff::civil::Date,
    pub(crate) valid_to: Option<jiff::civil::Date>,
}

/// All keys, or those that count on a day.
pub(in crate::external_studies) async fn keys(
    conn: &mut PgConnection,
    on: Option<jiff::civil::Date>,
) -> sqlx::Result<Vec<Key>> {
    let rows = sqlx::query!(
        "select name, pem, valid_from, valid_to
        from external_key
        where $1::date is null or $1 between valid_from and coalesce(valid_to, 'infinity')
        order by name, valid_from desc",
        on.map(|day| day.to_sqlx()) as _
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Key {
            name: row.name,
            pem: row.pem,
            valid_from: row.valid_from.to_jiff(),
            valid_to: row.valid_to.map(|day| day.to_jiff()),
        })
        .collect())
}
