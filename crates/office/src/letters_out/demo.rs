//! What a demonstration has sent: nothing leaves the machine, all of it can be read.

use super::notice::{Words, words};
use super::pages::kind_name;
use super::store;
use crate::http::{Allow, Routes, Visitor, page};
use crate::{LetterId, Node, PersonId, Result};
use askama::Template;
use axum::Json;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
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
    /// The e-mail that tells of it, where there is one.
    mail: Option<SentMail>,
    /// The PDF, once it is made.
    pdf: Option<String>,
}

/// An e-mail as the demonstration lists it.
#[derive(Serialize)]
struct SentMail {
    to: String,
    subject: String,
    body: String,
    told_at: Option<Timestamp>,
    not_told_at: Option<Timestamp>,
}

impl SentMail {
    fn of(node: &Node, letter: &store::Sent) -> Option<Self> {
        let to = letter.address.clone()?;
        let language = crate::people::store::language(&letter.language);
        let Words { subject, body } = words(node, node.mail()?, language);
        let (told_at, not_told_at) = (letter.told_at, letter.not_told_at);
        Some(Self { to, subject, body, told_at, not_told_at })
    }
}

#[derive(Template)]
#[template(path = "letters_out/demo.html")]
struct DemoOutboxPage {
    frame: ui::Frame,
    rows: Vec<Sent>,
}

/// For a program as JSON, for a browser as a page.
async fn outbox(visitor: Visitor, headers: HeaderMap) -> Result<Response> {
    let frame = visitor.frame("outbox");
    let mut conn = visitor.node.store().pool.acquire().await?;
    let rows = store::outbox(&mut conn).await?;
    let rows: Vec<Sent> = rows.into_iter().map(|row| sent(&frame, &visitor.node, row)).collect();
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    if accepts.is_some_and(|accepts| accepts.contains("text/html")) {
        return page(&DemoOutboxPage { frame, rows });
    }
    Ok(Json(rows).into_response())
}

fn sent(frame: &ui::Frame, node: &Node, row: store::Sent) -> Sent {
    Sent {
        id: LetterId(row.id),
        title: kind_name(frame, &row.kind),
        mail: SentMail::of(node, &row),
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
    }
}
