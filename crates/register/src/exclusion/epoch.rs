//! The keys that tokens stand under. Each follows from the register's secret and a number; a new one is
//! opened by a person, or at once when the register is given another secret, and for a while the old
//! one goes on beside it so that institutions can move over.

use super::alarm::{self, Alarm};
use super::store;
use crate::{Act, Node};
use ::store::Entry;
use edge::{Error, PersonId, Result};
use jiff::ToSpan;
use protocol::exclusion::{Evaluator, Token};
use std::fmt;
use ui::key;
use uuid::Uuid;

/// How long the old key goes on beside a new one, in days.
pub const OVERLAP_DAYS: i64 = 30;

/// What all keys of tokens follow from. It is given to the register and stands in no table: without it
/// whoever has the tables cannot tell whose a token is.
#[derive(Clone)]
pub struct TokenSecret([u8; 32]);

impl TokenSecret {
    /// The register's secret.
    pub const fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    fn evaluator(&self, epoch: u32) -> Evaluator {
        Evaluator::new(&self.0, epoch)
    }
}

/// A new one that nobody knows: for a demonstration.
impl Default for TokenSecret {
    fn default() -> Self {
        Self(rand::random())
    }
}

impl fmt::Debug for TokenSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenSecret")
    }
}

/// The keys in use, the newest last. The first one is opened when it is needed; when the newest is not
/// of the secret that the register holds, all before it are useless and a new one is opened at once.
pub(super) async fn in_use(act: &mut Act) -> Result<Vec<Evaluator>> {
    if let Some(found) = own(act).await? {
        return Ok(found);
    }
    store::list::lock(act.conn()).await?;
    // Somebody may have opened it while we waited.
    if let Some(found) = own(act).await? {
        return Ok(found);
    }
    let epoch = open(act, None).await?;
    if epoch > 1 {
        let register = Alarm {
            reason: "secret-changed".into(),
            institution: "register".into(),
            message: None,
            row: None,
            once: None,
        };
        alarm::raise(act, &register).await?;
    }
    Ok(vec![act.node().token_secret().evaluator(epoch)])
}

/// The keys in use, where the newest is our own.
async fn own(act: &mut Act) -> Result<Option<Vec<Evaluator>>> {
    let known = store::epoch::in_use(act.conn()).await?;
    let secret = act.node().token_secret();
    let mut found = Vec::new();
    for one in &known {
        let evaluator = secret.evaluator(one.epoch);
        if evaluator.key().public_key.to_string() == one.public_key {
            found.push(evaluator);
        }
    }
    Ok((!known.is_empty() && found.len() == known.len()).then_some(found))
}

/// Opens the next key: by a person with an overlap, by the register itself with none.
async fn open(act: &mut Act, by: Option<PersonId>) -> Result<u32> {
    let (now, today) = (act.now(), act.today());
    let epoch = store::epoch::last(act.conn()).await? + 1;
    let evaluator = act.node().token_secret().evaluator(epoch);
    match by {
        Some(_) => {
            let closes_on = today.saturating_add(OVERLAP_DAYS.days());
            store::epoch::let_end(act.conn(), closes_on).await?;
        }
        None => store::epoch::close(act.conn(), None, now).await?,
    }
    let public_key = evaluator.key().public_key.to_string();
    store::epoch::open(act.conn(), (epoch, &public_key), (now, by)).await?;
    let persons = store::epoch::persons(act.conn()).await?;
    let tokens = tokens(evaluator, persons).await?;
    store::epoch::put(act.conn(), epoch, &tokens).await?;
    store::list::changed(act.conn(), now).await?;
    Ok(epoch)
}

/// Computed away from the threads that answer.
async fn tokens(evaluator: Evaluator, persons: Vec<(Uuid, String)>) -> Result<Vec<(Uuid, Token)>> {
    let computed = tokio::task::spawn_blocking(move || {
        persons.iter().map(|(id, national_id)| (*id, evaluator.token(national_id))).collect()
    });
    computed.await.map_err(|error| Error::Internal(error.into()))
}

/// Opens a new key. For a while both are in use; then the old one closes.
///
/// # Errors
/// Refused `still-moving` while two are in use.
pub async fn open_epoch(act: &mut Act) -> Result<u32> {
    let by = act.person()?;
    in_use(act).await?;
    store::list::lock(act.conn()).await?;
    if store::epoch::in_use(act.conn()).await?.len() > 1 {
        let text = ui::messages::text(key("exclusions-refused-still-moving"), &[]);
        return Err(Error::refused("still-moving", text));
    }
    open(act, Some(by)).await
}

/// Closes what has been in use long enough.
///
/// # Errors
/// The database is away.
pub(super) async fn close_due(node: &Node) -> Result<()> {
    let mut conn = edge::Node::store(node).pool.acquire().await?;
    let today = edge::Node::today(node);
    if !store::epoch::is_due(&mut conn, today).await? {
        return Ok(());
    }
    drop(conn);
    let mut act = Act::of_job(node, "exclusion.close_epoch").await?;
    store::list::lock(act.conn()).await?;
    let (now, today) = (act.now(), act.today());
    store::epoch::close(act.conn(), Some(today), now).await?;
    store::list::changed(act.conn(), now).await?;
    act.commit(Entry::new("exclusion.close_epoch", "exclusion_list", Uuid::nil())).await
}
