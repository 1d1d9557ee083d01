//! The rows that stand, each in its newest version, with where it comes from.

use super::{known, read};
use crate::external_studies::{Content, Correction};
use crate::{ExternalDocumentId, ExternalRowId};
use jiff::Timestamp;
use office::PersonId;
use sqlx::PgConnection;
use uuid::Uuid;

/// A result from elsewhere, as it stands here.
#[derive(Clone)]
pub struct Row {
    /// Which.
    pub id: ExternalRowId,
    /// Whose.
    pub person: PersonId,
    /// Who says it: an institution number, or as a file names it.
    pub issuer: String,
    /// What tells it from all others of its issuer.
    pub result_key: String,
    /// Which version stands, from 1.
    pub version: i32,
    /// What it says.
    pub content: Content,
    /// The hash of that.
    pub(crate) hash: [u8; 32],
    /// Whether the issuer does not have it any more.
    pub withdrawn: bool,
    /// The document that says so.
    pub document: ExternalDocumentId,
    /// `exchange`, `emrex` or `entered`.
    pub source: String,
    /// Whether a key vouches for it.
    pub verified: bool,
    /// The question that it answers.
    pub question: Option<Uuid>,
    /// When the document came.
    pub received_at: Timestamp,
    /// When it was taken over.
    pub imported_at: Timestamp,
    /// What the issuer says has changed since, the newest last.
    pub corrections: Vec<Correction>,
    /// The row that counts in its place, because both are the same learning.
    pub counted_as: Option<ExternalRowId>,
}

impl Row {
    /// Whether it may be counted: it stands, and no other is counted for it.
    pub fn counts(&self) -> bool {
        !self.withdrawn && self.counted_as.is_none()
    }
}

/// The rows of a person, institution by institution, what is part of something after it.
pub(in crate::external_studies) async fn of_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Row>> {
    let rows = sqlx::query_file!("src/external_studies/rows.sql", person.0);
    let rows = rows.fetch_all(conn).await?;
    let one = |word: &String| known(Correction::from_code(word));
    rows.into_iter()
        .map(|row| {
            Ok(Row {
                id: ExternalRowId(row.id),
                person,
                issuer: row.issuer,
                result_key: row.result_key,
                version: row.version,
                content: read(row.content)?,
                hash: known(row.content_hash.try_into().ok())?,
                withdrawn: row.withdrawn,
                document: ExternalDocumentId(row.document_id),
                source: row.source,
                verified: row.verified,
                question: row.question_id,
                received_at: row.received_at.to_jiff(),
                imported_at: row.imported_at.to_jiff(),
                corrections: row.corrections.iter().map(one).collect::<sqlx::Result<_>>()?,
                counted_as: row.counted_as.map(ExternalRowId),
            })
        })
        .collect()
}

/// Whose row it is.
pub(in crate::external_studies) async fn person_of(
    conn: &mut PgConnection,
    id: ExternalRowId,
) -> sqlx::Result<Option<PersonId>> {
    let row = sqlx::query_scalar!("select person_id from external_row where id = $1", id.0);
    Ok(row.fetch_optional(conn).await?.map(PersonId))
}
