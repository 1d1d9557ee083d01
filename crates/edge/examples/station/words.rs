//! What the station says and takes: notes, which are noted down and nothing more.

use anyhow::{Context, Result};
use edge::Act;
use edge::station::{From, Messages, Returned};
use serde::{Deserialize, Serialize};
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use store::Entry;
use uuid::Uuid;
use wire::receive::Reply;
use wire::{Digest, Envelope, MessageId, Outgoing, Party, WallClock};
use wire_http::MachineClock;

use crate::Lone;

/// What the domain has done. Not technical: the guard lets it change within an act alone.
const EFFECT: &str = "create table effect (
    no bigint primary key generated always as identity,
    what text not null check (what in ('acted', 'told_refused', 'told_answer')),
    sender text,
    message_id uuid not null,
    digest bytea,
    at timestamptz not null
)";

/// A note.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    text: String,
}

/// The station's own table.
pub fn tables() -> Migrator {
    Migrator::with_migrations(vec![Migration::new(
        99_990_101_000_000,
        "effect".into(),
        MigrationType::Simple,
        EFFECT.into_sql_str(),
        false,
    )])
}

/// The kinds: `note` from institutions, `word` from the register, `question.asked`.
pub fn taken() -> Messages<Lone> {
    Messages::default()
        .message::<Note>("note.sent", From::Institutions, |act, sent| Box::pin(acted(act, sent)))
        .message::<Note>("word.sent", From::Register, |act, sent| Box::pin(acted(act, sent)))
        .question::<Note>("question.asked", From::Institutions, |act, asked| {
            Box::pin(async move {
                let entry = acted(act, asked).await?;
                Ok((Reply::Answer(asked.body.clone()), entry))
            })
        })
        .returned("question.asked", |act, back| Box::pin(told(act, back)))
        .returned("word.sent", |act, back| Box::pin(told(act, back)))
}

/// Sends what a line asks for, in one act. Answers the ids once it is committed.
pub async fn say(node: &Lone, line: &str) -> Result<Vec<MessageId>> {
    let mut words = line.split(' ').skip(1);
    let mut word = || words.next().context("a line of four words");
    let (to, kind) = (word()?.parse::<Party>()?, word()?);
    let times: usize = word()?.parse()?;
    let mut act = Act::of_job(node, "station").await.map_err(fault)?;
    let mut ids = Vec::new();
    for _ in 0..times {
        let note = Note { text: Uuid::new_v4().to_string() };
        let sent = match kind {
            "question.asked" => act.ask((kind, to), None, &note).await,
            _ => act.send((kind, to), None, &note).await,
        };
        ids.push(sent.map_err(fault)?);
    }
    act.commit(entry()).await.map_err(fault)?;
    Ok(ids)
}

async fn acted(act: &mut Act<Lone>, sent: &Envelope) -> edge::Result<Entry> {
    let said =
        serde_json::to_vec(&sent.body).map_err(|error| edge::Error::Internal(error.into()))?;
    let digest = Digest::of(&said);
    note(act, "acted", sent.id, Some((sent.from, digest))).await
}

async fn told(act: &mut Act<Lone>, back: &Returned<'_>) -> edge::Result<Entry> {
    let what = match back {
        Returned::Answered(..) => "told_answer",
        Returned::Refused(..) => "told_refused",
    };
    let returned: &Outgoing = back.outgoing();
    note(act, what, returned.envelope().id, None).await
}

async fn note(
    act: &mut Act<Lone>,
    what: &str,
    id: MessageId,
    from: Option<(Party, Digest)>,
) -> edge::Result<Entry> {
    let at = jiff_sqlx::ToSqlx::to_sqlx(MachineClock.now());
    let sql =
        "insert into effect (what, sender, message_id, digest, at) values ($1, $2, $3, $4, $5)";
    sqlx::query(sql)
        .bind(what)
        .bind(from.map(|(party, _)| party.to_string()))
        .bind(id.uuid())
        .bind(from.map(|(_, digest)| digest.bytes().to_vec()))
        .bind(at)
        .execute(act.conn())
        .await?;
    Ok(entry())
}

fn entry() -> Entry {
    Entry::new("note.act", "note", Uuid::now_v7())
}

fn fault(error: edge::Error) -> anyhow::Error {
    anyhow::anyhow!("{error:?}")
}
