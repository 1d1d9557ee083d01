//! The job that makes the PDF of a letter and sends it.

use super::{notice, store};
use crate::{Error, LetterId, Node, Result};
use ::store::Entry;
use ::store::file::{DatabaseFiles, Files, Limits, NoScanner};
use ::store::job::Job;
use serde::Deserialize;
use std::sync::Arc;

/// The kind of the job.
pub const RENDER: &str = "letters_out.render";

/// A letter is a few pages of text.
const PDF: Limits = Limits { size_max_bytes: 16 * 1024 * 1024, media_types: &["application/pdf"] };

#[derive(Deserialize)]
struct Payload {
    letter: LetterId,
}

/// Renders the letter that the job names and sends it on its channel. Done twice it has
/// one effect: the act carries the job's id, and a letter that has its PDF is left alone.
///
/// # Errors
/// The press or the database failed; the job is tried again.
pub async fn render(node: &Node, job: &Job) -> Result<()> {
    let Payload { letter: id } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut conn = node.store().pool.acquire().await?;
    let letter = store::load(&mut conn, id).await?.ok_or(Error::NotFound)?;
    drop(conn);
    if letter.rendered {
        return Ok(());
    }
    let document = letters::render(&letter.kind, letter.version, letter.language, &letter.data)
        .map_err(|error| Error::Internal(error.into()))?;
    let pdf = node.press().pdf(&document).await.map_err(|error| Error::Internal(error.into()))?;
    let file = keep(node, "application/pdf", PDF, &pdf).await?;
    let mut act = crate::Act::of_stored_job(node, job).await?;
    let now = act.now();
    let told = node.mail().is_some() && !letter.address.is_empty();
    let (channel, sent_at) = match letter.channel.as_str() {
        "internal" => ("internal", Some(now)),
        "email" if told => ("email", None),
        _ => ("print", None),
    };
    if !store::made(act.conn(), id, now, file, channel, sent_at).await? {
        return Ok(());
    }
    if channel == "email" {
        notice::leave(&mut act, id, &letter.address).await?;
    }
    act.commit(Entry::new("letter.render", "letter", id.0).fact("channel", channel)).await
}

/// Keeps bytes as a file; the act that follows points to it.
pub(crate) async fn keep(
    node: &Node,
    media_type: &str,
    limits: Limits,
    bytes: &[u8],
) -> Result<uuid::Uuid> {
    let internal = |error: ::store::file::FileError| Error::Internal(error.into());
    let files = DatabaseFiles::new(node.store().clone(), Arc::new(NoScanner));
    let mut upload = files.begin(media_type, limits).map_err(internal)?;
    upload.write(bytes).await.map_err(internal)?;
    Ok(upload.finish().await.map_err(internal)?.id)
}
