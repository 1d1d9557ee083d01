//! Documents and their lines.

use super::{known, read};
use crate::ExternalDocumentId;
use crate::external_studies::learner::Named;
use crate::external_studies::line::Line;
use crate::external_studies::{Content, Source};
use elmo::Note;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use office::{Act, Error, PersonId, Result};
use rules::exchange::{Basis, Purpose};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

/// A document to be kept.
pub(in crate::external_studies) struct New<'a> {
    pub(in crate::external_studies) person: PersonId,
    pub(in crate::external_studies) issuer: Option<&'a str>,
    pub(in crate::external_studies) source: &'a Source,
    pub(in crate::external_studies) named: Named,
    pub(in crate::external_studies) signed: &'a [u8],
    pub(in crate::external_studies) generated_at: Timestamp,
    pub(in crate::external_studies) notes: &'a [Note],
}

/// The document that answers a question.
pub(in crate::external_studies) async fn of_question(
    conn: &mut PgConnection,
    question: Uuid,
) -> sqlx::Result<Option<ExternalDocumentId>> {
    let row =
        sqlx::query_scalar!("select id from external_document where question_id = $1", question);
    Ok(row.fetch_optional(conn).await?.map(ExternalDocumentId))
}

pub(in crate::external_studies) async fn insert(
    act: &mut Act,
    new: &New<'_>,
) -> Result<ExternalDocumentId> {
    let id = ExternalDocumentId::new();
    let (now, by) = (act.now(), act.person().ok());
    let (mut question, mut purpose, mut basis) = (None, None, None);
    let (source, key, by_student) = match new.source {
        Source::Exchange { question: asked, key, purpose: given, basis: on } => {
            question = Some(*asked);
            purpose = Some(office::catalogue::words::word(given));
            basis = Some(serde_json::to_value(on).map_err(|error| Error::Internal(error.into()))?);
            ("exchange", Some(key.as_str()), false)
        }
        Source::Emrex { by_student, key } => ("emrex", key.as_deref(), *by_student),
        Source::Entered => ("entered", None, false),
    };
    let hash: [u8; 32] = Sha256::digest(new.signed).into();
    let notes = new.notes.iter().map(|note| json!({"what": note.what.name(), "place": note.place}));
    sqlx::query!(
        "insert into external_document (id, person_id, source, issuer, question_id, purpose, basis,
            key_id, by_student, learner, sha256, generated_at, received_at, received_by, notes)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        id.0,
        new.person.0,
        source,
        new.issuer,
        question,
        purpose,
        basis,
        key,
        by_student,
        new.named.code(),
        &hash[..],
        new.generated_at.to_sqlx() as _,
        now.to_sqlx() as _,
        by.map(|by| by.0),
        serde_json::Value::Array(notes.collect())
    )
    .execute(act.conn())
    .await?;
    sqlx::query!(
        "insert into external_document_content (document_id, signed) values ($1, $2)",
        id.0,
        new.signed
    )
    .execute(act.conn())
    .await?;
    Ok(id)
}

pub(in crate::external_studies) async fn insert_lines(
    conn: &mut PgConnection,
    id: ExternalDocumentId,
    lines: &[Line],
) -> Result<()> {
    let contents = lines.iter().map(|line| serde_json::to_value(&line.content));
    let contents = contents.collect::<serde_json::Result<Vec<_>>>();
    let contents = contents.map_err(|error| Error::Internal(error.into()))?;
    let issuers: Vec<&str> = lines.iter().map(|line| line.issuer.as_str()).collect();
    let keys: Vec<&str> = lines.iter().map(|line| line.result_key.as_str()).collect();
    let results: Vec<Option<&str>> = lines.iter().map(|line| line.result_id.as_deref()).collect();
    let hashes: Vec<&[u8]> = lines.iter().map(|line| &line.hash[..]).collect();
    // A document of a whole study has dozens of them: in one statement, since 34 may come at once.
    sqlx::query!(
        "insert into external_document_line
            (document_id, position, issuer, result_key, result_id, content, content_hash)
        select $1, position - 1, issuer, result_key, result_id, content, content_hash
        from unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::bytea[]) with ordinality
            as line (issuer, result_key, result_id, content, content_hash, position)",
        id.0,
        issuers as _,
        keys as _,
        results as _,
        &contents,
        hashes as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A document, as it was kept, and what has been decided of it.
#[derive(Clone)]
pub(crate) struct Document {
    pub(crate) id: ExternalDocumentId,
    pub(crate) person: PersonId,
    /// `exchange`, `emrex` or `entered`.
    pub(crate) source: String,
    pub(crate) issuer: Option<String>,
    pub(crate) question: Option<Uuid>,
    pub(crate) purpose: Option<Purpose>,
    pub(crate) basis: Option<Basis>,
    pub(crate) key: Option<String>,
    pub(crate) by_student: bool,
    pub(crate) named: Named,
    pub(crate) generated_at: Timestamp,
    pub(crate) received_at: Timestamp,
    /// The names of what the reader changed or passed over.
    pub(crate) notes: Vec<String>,
    /// What an officer has said of whose it is.
    pub(crate) same: Option<bool>,
    pub(crate) set_aside: bool,
    pub(crate) imported: bool,
    /// A newer document of the same issuer is there.
    pub(crate) outdated: bool,
}

impl Document {
    /// Whether it is known to be the person's.
    pub(crate) fn is_theirs(&self) -> bool {
        self.named.is_certain() || self.same == Some(true)
    }

    /// Whether somebody is to look at it.
    pub(crate) fn waits(&self) -> bool {
        !self.imported && !self.set_aside && !self.outdated && self.same != Some(false)
    }
}

/// One document, or with `person` all of hers; the newest first.
async fn some(
    conn: &mut PgConnection,
    id: Option<ExternalDocumentId>,
    person: Option<PersonId>,
) -> sqlx::Result<Vec<Document>> {
    let rows = sqlx::query_file!(
        "src/external_studies/documents.sql",
        id.map(|id| id.0),
        person.map(|person| person.0)
    );
    let rows = rows.fetch_all(conn).await?;
    let one = |purpose: String| known(office::catalogue::words::read(&purpose));
    rows.into_iter()
        .map(|row| {
            Ok(Document {
                id: ExternalDocumentId(row.id),
                person: PersonId(row.person_id),
                source: row.source,
                issuer: row.issuer,
                question: row.question_id,
                purpose: row.purpose.map(one).transpose()?,
                basis: row.basis.map(read).transpose()?,
                key: row.key_id,
                by_student: row.by_student,
                named: known(Named::from_code(&row.learner))?,
                generated_at: row.generated_at.to_jiff(),
                received_at: row.received_at.to_jiff(),
                notes: row.notes,
                same: row.same,
                set_aside: row.set_aside,
                imported: row.imported,
                outdated: row.outdated,
            })
        })
        .collect()
}

pub(in crate::external_studies) async fn load(
    conn: &mut PgConnection,
    id: ExternalDocumentId,
) -> sqlx::Result<Option<Document>> {
    Ok(some(conn, Some(id), None).await?.pop())
}

pub(in crate::external_studies) async fn of_person(
    conn: &mut PgConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Document>> {
    some(conn, None, Some(person)).await
}

/// The bytes as they came.
pub(in crate::external_studies) async fn signed(
    conn: &mut PgConnection,
    id: ExternalDocumentId,
) -> sqlx::Result<Vec<u8>> {
    let row = sqlx::query_scalar!(
        "select signed from external_document_content where document_id = $1",
        id.0
    );
    row.fetch_one(conn).await
}

/// A document of this person with the same bytes, brought as a file.
pub(in crate::external_studies) async fn of_bytes(
    conn: &mut PgConnection,
    person: PersonId,
    bytes: &[u8],
) -> sqlx::Result<Option<ExternalDocumentId>> {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    let row = sqlx::query_scalar!(
        "select id from external_document
        where person_id = $1 and sha256 = $2 and source = 'emrex' order by received_at limit 1",
        person.0,
        &hash[..]
    );
    Ok(row.fetch_optional(conn).await?.map(ExternalDocumentId))
}

/// A line of a document, with its place in it.
pub(in crate::external_studies) struct Placed {
    pub(in crate::external_studies) position: i32,
    pub(in crate::external_studies) line: Line,
}

pub(in crate::external_studies) async fn lines(
    conn: &mut PgConnection,
    id: ExternalDocumentId,
) -> sqlx::Result<Vec<Placed>> {
    let rows = sqlx::query!(
        "select position, issuer, result_key, result_id, content, content_hash
        from external_document_line where document_id = $1 order by position",
        id.0
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let line = Line {
                issuer: row.issuer,
                result_key: row.result_key,
                result_id: row.result_id,
                content: read::<Content>(row.content)?,
                hash: super::known(row.content_hash.try_into().ok())?,
            };
            Ok(Placed { position: row.position, line })
        })
        .collect()
}
