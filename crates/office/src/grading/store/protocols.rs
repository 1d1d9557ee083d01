//! Reads and writes of protocols.

use crate::grading::protocol::{ProtocolKind, Signed};
use crate::grading::{Content, Panel, Protocol};
use crate::{AppealId, CommitteeId, ExamId, PersonId, ProtocolId, Result};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// Protocols by id or exam.
async fn find(
    conn: &mut PgConnection,
    id: Option<ProtocolId>,
    exam: Option<ExamId>,
) -> sqlx::Result<Vec<Protocol>> {
    let rows =
        sqlx::query_file!("src/grading/protocols.sql", id.map(|id| id.0), exam.map(|exam| exam.0))
            .fetch_all(&mut *conn)
            .await?;
    let mut protocols = Vec::new();
    for row in rows {
        let id = ProtocolId(row.id);
        protocols.push(Protocol {
            id,
            exam: ExamId(row.exam_id),
            committee: CommitteeId(row.committee_id),
            kind: ProtocolKind::stored(&row.kind)?,
            rectifies: row.rectifies.map(ProtocolId),
            appeal: row.appeal_id.map(AppealId),
            reason: row.reason,
            stored: row.content,
            sha256: row.content_sha256,
            sealed_at: row.sealed_at.to_jiff(),
            sealed_by: PersonId(row.sealed_by),
            received_at: row.received_at.map(jiff_sqlx::Timestamp::to_jiff),
            announced_at: row.announced_at.map(jiff_sqlx::Timestamp::to_jiff),
            withdrawn_at: row.withdrawn_at.map(jiff_sqlx::Timestamp::to_jiff),
            signed: signatures(conn, id).await?,
        });
    }
    Ok(protocols)
}

async fn signatures(conn: &mut PgConnection, id: ProtocolId) -> sqlx::Result<Vec<Signed>> {
    let rows = sqlx::query!(
        "select person_id, signed_at, content_sha256 from protocol_signature
        where protocol_id = $1 order by signed_at, person_id",
        id.0
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| Signed {
            person: PersonId(row.person_id),
            at: row.signed_at.to_jiff(),
            sha256: row.content_sha256,
        })
        .collect())
}

/// One protocol, or `None`.
pub async fn protocol(conn: &mut PgConnection, id: ProtocolId) -> sqlx::Result<Option<Protocol>> {
    Ok(find(conn, Some(id), None).await?.pop())
}

/// One protocol, held until the act ends.
pub async fn lock_protocol(
    conn: &mut PgConnection,
    id: ProtocolId,
) -> sqlx::Result<Option<Protocol>> {
    sqlx::query!("select id from protocol where id = $1 for update", id.0)
        .fetch_optional(&mut *conn)
        .await?;
    protocol(conn, id).await
}

/// The protocols of an exam, in the order they were sealed.
pub async fn protocols_of_exam(
    conn: &mut PgConnection,
    exam: ExamId,
) -> sqlx::Result<Vec<Protocol>> {
    find(conn, None, Some(exam)).await
}

/// The protocol that a committee has sealed and not taken back; rectifications apart.
pub async fn protocol_of(
    conn: &mut PgConnection,
    committee: CommitteeId,
) -> sqlx::Result<Option<Protocol>> {
    let id = sqlx::query_scalar!(
        "select id from protocol
        where committee_id = $1 and kind <> 'rectification' and withdrawn_at is null",
        committee.0
    );
    match id.fetch_optional(&mut *conn).await? {
        Some(id) => protocol(conn, ProtocolId(id)).await,
        None => Ok(None),
    }
}

/// Whether a rectification of this protocol is under way.
pub async fn open_rectification(conn: &mut PgConnection, id: ProtocolId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
            select from protocol
            where rectifies = $1 and announced_at is null and withdrawn_at is null
        ) as "open!""#,
        id.0
    )
    .fetch_one(conn)
    .await
}

/// Writes a sealed protocol.
pub async fn insert_protocol(
    conn: &mut PgConnection,
    id: ProtocolId,
    panel: &Panel,
    kind: ProtocolKind,
    content: &Content,
    now: Timestamp,
    by: PersonId,
) -> Result<()> {
    let stored = content.canonical()?;
    sqlx::query_file!(
        "src/grading/insert_protocol.sql",
        id.0,
        panel.exam.id.0,
        panel.id.0,
        kind.word(),
        content.rectifies.map(|id| id.0),
        panel.appeal.filter(|_| kind == ProtocolKind::Regrade).map(|appeal| appeal.0),
        content.reason,
        stored,
        content.sha256()?,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Signs a protocol.
pub async fn insert_signature(
    conn: &mut PgConnection,
    id: ProtocolId,
    by: PersonId,
    now: Timestamp,
    sha256: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into protocol_signature (protocol_id, person_id, signed_at, content_sha256)
        values ($1, $2, $3, $4)",
        id.0,
        by.0,
        now.to_sqlx() as _,
        sha256
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What happens to a sealed protocol as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It was taken back.
    Withdrawn,
    /// It was received at the faculty office.
    Received,
    /// Its results were announced; one that nobody received before is received with it.
    Announced,
}

/// Records a step of a protocol, when it was taken and by whom.
pub async fn record_step(
    conn: &mut PgConnection,
    id: ProtocolId,
    step: Step,
    now: Timestamp,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query_file!(
        "src/grading/protocol_step.sql",
        id.0,
        step == Step::Withdrawn,
        step != Step::Withdrawn,
        step == Step::Announced,
        now.to_sqlx() as _,
        by.0
    )
    .execute(conn)
    .await?;
    Ok(())
}
