//! Reads and writes of the exam's documents.

use super::{AddDocument, Kind};
use crate::catalogue::words;
use crate::ids::{DocumentId, ExamId, PersonId};
use crate::people::store::language;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use rules::Language;
use sqlx::PgConnection;
use uuid::Uuid;

/// A document in force.
pub struct Document {
    /// The document.
    pub id: DocumentId,
    /// What it is.
    pub kind: Kind,
    /// Its language form.
    pub language: Language,
    /// The file.
    pub file: Uuid,
    /// When it was put in.
    pub added_at: Timestamp,
}

/// The documents in force, papers first.
pub async fn in_force(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Vec<Document>> {
    let rows = sqlx::query!(
        "select id, kind, language, file_id, added_at from exam_document
        where exam_id = $1 and replaced_by is null order by kind desc, language",
        exam.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Document {
                id: DocumentId(row.id),
                kind: words::read(&row.kind)?,
                language: language(&row.language),
                file: row.file_id,
                added_at: row.added_at.to_jiff(),
            })
        })
        .collect())
}

/// Writes a document; the one it replaces points to it.
pub async fn add(
    conn: &mut PgConnection,
    id: DocumentId,
    command: &AddDocument,
    by: PersonId,
    now: Timestamp,
) -> sqlx::Result<()> {
    // Written as replaced by itself first: only one of a kind and language is in force.
    sqlx::query!(
        "insert into exam_document
            (id, exam_id, kind, language, file_id, added_at, added_by, replaced_by)
        values ($1, $2, $3, $4, $5, $6, $7, $1)",
        id.0,
        command.exam.0,
        words::word(&command.kind),
        command.language.tag(),
        command.file,
        now.to_sqlx() as _,
        by.0
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update exam_document set replaced_by = $1
        where exam_id = $2 and kind = $3 and language = $4 and replaced_by is null",
        id.0,
        command.exam.0,
        words::word(&command.kind),
        command.language.tag()
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update exam_document set replaced_by = null where id = $1", id.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// How many registered candidates wish for each language form.
pub async fn wishes(conn: &mut PgConnection, exam: ExamId) -> sqlx::Result<Vec<(Language, i64)>> {
    let rows = sqlx::query!(
        r#"select language, count(*) as "count!" from exam_registration
        where exam_id = $1 and status = 'registered' group by language order by language"#,
        exam.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (language(&row.language), row.count)).collect())
}
