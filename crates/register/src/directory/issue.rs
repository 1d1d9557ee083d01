//! Issuing: what is in force becomes the next version, signed, and is kept.

use super::entry::{Entry, State, say_the_same};
use super::follows::follow;
use super::store::{self as queries};
use crate::Node;
use edge::Node as _;
use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;
use std::sync::Arc;
use std::time::Duration;
use wire::directory::{Document, NotTaken, PROPAGATION, Verified, sign};
use wire::port::{Directory, KeyRing};
use wire::{KeyId, Party, PortFault, PublicKey};

/// A version is issued when the newest is as old as this, so that there is one at least every hour.
pub const ISSUED_EVERY: SignedDuration = SignedDuration::from_mins(30);
/// How often it is looked whether there is anything to issue.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Why no version was issued. A person is alarmed: when it lasts, nobody can judge a message.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// The version that was issued last is signed by no key that the directory ever listed: somebody
    /// has reached into the table.
    #[error("version {0} of the directory is signed by a key that is not the register's")]
    ForeignSignature(u64),
    /// What was in force when this version was issued is no longer what it says: somebody has reached
    /// into the tables.
    #[error("what is in force was never issued as version {0} of the directory says it")]
    NotAsIssued(u64),
    /// An entry is not what the approved change makes of it: somebody has reached into the tables.
    #[error("what is in force of {0} is not what two persons have approved")]
    NotApproved(Party),
    /// The register holds none of the keys that the directory names, so that it cannot sign.
    #[error("none of the keys that sign the directory is held")]
    NoKey,
    /// Nobody could take the new version after the one before.
    #[error("the version cannot follow the one before: {0}")]
    NotFollowing(#[from] NotTaken),
    /// The database or the keys are away.
    #[error(transparent)]
    Port(#[from] PortFault),
    /// The database is away, or holds what cannot be read.
    #[error("the directory's tables cannot be read: {0}")]
    Tables(edge::Error),
}

impl From<edge::Error> for NotIssued {
    fn from(error: edge::Error) -> Self {
        Self::Tables(error)
    }
}

impl From<sqlx::Error> for NotIssued {
    fn from(error: sqlx::Error) -> Self {
        Self::Tables(error.into())
    }
}

impl From<store::Error> for NotIssued {
    fn from(error: store::Error) -> Self {
        Self::Tables(error.into())
    }
}

/// The newest version, when it is the register's own; `None` before the first.
///
/// # Errors
/// It is not, or the database is away.
pub async fn newest(node: &Node) -> Result<Option<Arc<Verified>>, NotIssued> {
    let mut conn = node.store().pool.acquire().await?;
    own_newest(node, &mut conn).await
}

async fn own_newest(
    node: &Node,
    conn: &mut PgConnection,
) -> Result<Option<Arc<Verified>>, NotIssued> {
    let newest = node.directory().newest().await?;
    // Entries tell whose keys sign: each came into force by an approval of two persons.
    let own = queries::signing_keys(conn).await?;
    match newest {
        Some(newest) if !own.contains(&newest.signed_by()) => {
            Err(NotIssued::ForeignSignature(newest.version))
        }
        newest => Ok(newest),
    }
}

/// What keeps the register from issuing what is in force, if something does.
pub(super) async fn alarm(node: &Node) -> Option<NotIssued> {
    let held = async {
        let mut conn = node.store().pool.acquire().await?;
        // The newest version first: what is approved meanwhile is held against it.
        let newest = own_newest(node, &mut conn).await?;
        held_against(node, &mut conn, newest.as_deref()).await
    };
    held.await.err()
}

/// Holds what is in force against the newest version and what was approved since.
async fn held_against(
    node: &Node,
    conn: &mut PgConnection,
    newest: Option<&Verified>,
) -> Result<State, NotIssued> {
    let steps = queries::steps(conn).await?;
    follow(&steps, newest, edge::Node::is_demo(node))
}

/// Issues what is in force as the next version: version one higher, signed with every key that it
/// names and the register holds, and kept. `None` while the register has no address or no key to sign
/// with. Of several processes one issues at a time.
///
/// # Errors
/// As [`NotIssued`] says.
pub async fn issue(node: &Node, wall: Timestamp) -> Result<Option<Arc<Verified>>, NotIssued> {
    issue_when(node, wall, |_, _| true).await
}

/// Issues when the newest version is old, or does not say what is in force.
///
/// # Errors
/// As [`issue`].
pub async fn issue_if_due(
    node: &Node,
    wall: Timestamp,
) -> Result<Option<Arc<Verified>>, NotIssued> {
    issue_when(node, wall, |newest, next| {
        newest.age(wall).abs() >= ISSUED_EVERY || !say_the_same(newest, next)
    })
    .await
}

async fn issue_when(
    node: &Node,
    wall: Timestamp,
    due: impl FnOnce(&Verified, &Document) -> bool,
) -> Result<Option<Arc<Verified>>, NotIssued> {
    let mut alone = node.store().pool.begin().await?;
    queries::issue_alone(&mut alone).await?;
    let state = queries::state(&mut alone).await?;
    let newest = own_newest(node, &mut alone).await?;
    let version = newest.as_ref().map_or(1, |newest| newest.version + 1);
    let Some(next) = state.document(version, wall, node.issuing().valid_for) else {
        return Ok(None);
    };
    if newest.as_ref().is_some_and(|newest| !due(newest, &next)) {
        return Ok(None);
    }
    held_against(node, &mut alone, newest.as_deref()).await?;
    let signers = signers(&state, &node.issuing().keys.held());
    if signers.is_empty() {
        return Err(NotIssued::NoKey);
    }
    let envelope = sign(&next, &signers, &node.issuing().keys).await?;
    // What nobody could take is not handed out: the register holds it against the same check.
    let issued = match newest {
        Some(newest) => newest.followed_by(envelope, wall)?,
        None => Verified::read(envelope, &next.register_keys)?,
    };
    node.directory().keep(&issued, wall).await?;
    alone.commit().await?;
    tracing::info!(version, "a version of the directory was issued");
    Ok(Some(Arc::new(issued)))
}

/// The keys that sign: all that the directory names and the register holds.
fn signers(state: &State, held: &[KeyId]) -> Vec<KeyId> {
    let named = state.entry(Party::Register).map(Entry::signing_keys).unwrap_or_default();
    let ids = named.iter().map(|key| PublicKey::id(&key.public_key));
    ids.filter(|id| held.contains(id)).collect()
}

/// Whether what is in force is not what the newest version says, or nothing was issued for an hour.
pub(super) fn document_lags(state: &State, newest: Option<&Verified>, wall: Timestamp) -> bool {
    let Some(next) = state.document(0, wall, SignedDuration::ZERO) else { return false };
    newest.is_none_or(|newest| newest.age(wall).abs() > PROPAGATION || !say_the_same(newest, &next))
}

/// Issues what a control has just put in force. The control counts whether or not this succeeds:
/// [`run`] tries again.
pub(super) async fn issue_at_once(node: &Node) {
    if let Err(alarm) = issue(node, edge::Node::wall(node)).await {
        tracing::error!(%alarm, "no version of the directory was issued");
    }
}

/// Issues at least every hour, and what is in force and not yet issued, until `stop` is ready.
pub async fn run(node: &Node, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(alarm) = issue_if_due(node, edge::Node::wall(node)).await {
            tracing::error!(%alarm, "no version of the directory was issued");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}
