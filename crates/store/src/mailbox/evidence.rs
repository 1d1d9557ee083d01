//! What both ends have signed.

use sqlx::PgConnection;
use uuid::Uuid;
use wire::port::Evidence;
use wire::{Digest, MessageId, Party, SignedRequest, SignedResponse};

use super::{content, unreadable};
use crate::{Result, Store};

/// Whose exchange it was.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// A message of ours, and the how manieth attempt.
    Sent(Uuid, u32),
    /// One that has come.
    Received(Uuid),
}

/// Keeps request and response as they were signed. The request's body is kept with its row.
pub(super) async fn keep(
    conn: &mut PgConnection,
    of: Of,
    (request, response): (&SignedRequest, &SignedResponse),
    directory_version: u64,
) -> Result<()> {
    let (sent, received, attempt) = match of {
        Of::Sent(id, attempt) => (Some(id), None, attempt),
        Of::Received(id) => (None, Some(id), 1),
    };
    let id = Uuid::now_v7();
    let version = i64::try_from(directory_version).map_err(|_| unreadable("a version"))?;
    sqlx::query!(
        "insert into mailbox_evidence (id, sent_id, received_id, attempt, target, digest,
            signature_input, signature, status, response_type, response_digest,
            response_signature_input, response_signature, directory_version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id,
        sent,
        received,
        i32::try_from(attempt).unwrap_or(i32::MAX),
        request.target,
        &request.digest.bytes()[..],
        request.signature_input,
        request.signature,
        i32::from(response.status),
        response.content_type,
        &response.digest.bytes()[..],
        response.signature_input,
        response.signature,
        version,
    )
    .execute(&mut *conn)
    .await?;
    let owner = sent.or(received).unwrap_or(id);
    content::keep_response(conn, id, owner, &response.body).await
}

/// As it stands in the database; bytes that were erased are missing.
struct Kept {
    message_id: Uuid,
    target: String,
    digest: Vec<u8>,
    signature_input: String,
    signature: String,
    body: Option<Vec<u8>>,
    status: i32,
    response_type: String,
    response_digest: Vec<u8>,
    response_signature_input: String,
    response_signature: String,
    response_body: Option<Vec<u8>>,
    directory_version: i64,
}

/// The evidence of a settled message of ours: the latest, where it was sent again.
pub(super) async fn of_sent(store: &Store, id: MessageId) -> Result<Option<Evidence>> {
    let kept = sqlx::query_as!(
        Kept,
        "select s.message_id, e.target, e.digest, e.signature_input, e.signature,
            (select bytes from mailbox_content c where c.id = s.id) as body,
            e.status, e.response_type, e.response_digest,
            e.response_signature_input, e.response_signature,
            (select bytes from mailbox_content c where c.id = e.id) as response_body,
            e.directory_version
        from mailbox_sent s
        join mailbox_evidence e on e.sent_id = s.id
        where s.message_id = $1 and s.outcome is not null
        order by e.attempt desc
        limit 1",
        id.uuid(),
    )
    .fetch_optional(&store.pool)
    .await?;
    kept.map(evidence).transpose()
}

/// The evidence of what came from a sender.
pub(super) async fn of_received(
    store: &Store,
    from: Party,
    id: MessageId,
) -> Result<Option<Evidence>> {
    let kept = sqlx::query_as!(
        Kept,
        "select r.message_id, e.target, e.digest, e.signature_input, e.signature,
            (select bytes from mailbox_content c where c.id = r.id) as body,
            e.status, e.response_type, e.response_digest,
            e.response_signature_input, e.response_signature,
            (select bytes from mailbox_content c where c.id = e.id) as response_body,
            e.directory_version
        from mailbox_received r
        join mailbox_evidence e on e.received_id = r.id
        where r.sender = $1 and r.message_id = $2",
        from.to_string(),
        id.uuid(),
    )
    .fetch_optional(&store.pool)
    .await?;
    kept.map(evidence).transpose()
}

fn evidence(kept: Kept) -> Result<Evidence> {
    let request = SignedRequest {
        target: kept.target,
        message: MessageId::new(kept.message_id).map_err(|_| unreadable("an id"))?,
        digest: digest(kept.digest)?,
        signature_input: kept.signature_input,
        signature: kept.signature,
        body: kept.body.unwrap_or_default().into(),
    };
    let response = SignedResponse {
        status: u16::try_from(kept.status).map_err(|_| unreadable("a status"))?,
        content_type: kept.response_type,
        digest: digest(kept.response_digest)?,
        signature_input: kept.response_signature_input,
        signature: kept.response_signature,
        body: kept.response_body.unwrap_or_default().into(),
    };
    let directory_version =
        u64::try_from(kept.directory_version).map_err(|_| unreadable("a version"))?;
    Ok(Evidence { request, response, directory_version })
}

fn digest(bytes: Vec<u8>) -> Result<Digest> {
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| unreadable("a digest"))?;
    Ok(bytes.into())
}
