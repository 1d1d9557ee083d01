//! What a demonstration has sent: nothing leaves the machine, all of it can be read.

use super::pages::kind_name;
use crate::http::{Allow, Routes, Visitor};
use crate::{LetterId, PersonId, Result};
use axum::Json;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

pub(crate) fn routes() -> Routes {
    Routes::default().page("/demo/outbox", Allow::Public, outbox).page(
        "/demo/letters/{file}",
        Allow::Public,
        super::pages::demo_pdf,
    )
}

/// A letter as the demonstration lists it.
#[derive(Serialize)]
struct Sent {
    id: LetterId,
    kind: String,
    title: String,
    language: String,
    channel: String,
    person: Option<PersonId>,
    subject_kind: String,
    subject_id: Uuid,
    copies: Vec<String>,
    created_at: Timestamp,
    sent_at: Option<Timestamp>,
    /// The PDF, once it is made.
    pdf: Option<String>,
}

async fn outbox(visitor: Visitor) -> Result<Json<Vec<Sent>>> {
    let frame = visitor.frame("outbox");
    let mut conn = visitor.node.store().pool.acquire().await?;
    let rows = super::store::outbox(&mut conn).await?;
    Ok(Json(
        rows.into_iter()
            .map(|row| Sent {
                id: LetterId(row.id),
                title: kind_name(&frame, &row.kind),
                kind: row.kind,
                language: row.language,
                channel: row.channel,
                person: row.person.map(PersonId),
                subject_kind: row.subject.0,
                subject_id: row.subject.1,
                copies: row.copies,
                created_at: row.created_at,
                sent_at: row.sent_at,
                pdf: row.rendered.then(|| format!("/demo/letters/{}.pdf", row.id)),
            })
            .collect(),
    ))
}
