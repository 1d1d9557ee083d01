//! The versions of the national directory that a node has verified, in its database.
//!
//! A version is verified before it is kept ([`DirectoryCopy::take`]), and again whenever it is read.
//! All processes of a node go by the newest one that any of them has kept. Nothing here reads a
//! clock: wall time is given.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use wire::PublicKey;
use wire::directory::{NotTaken, Verified};
use wire::port::{Directory, PortFault};

use crate::{Error, Result, Store};

/// As long as a version is kept that no evidence names: nobody judges by one of that age.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(35 * 24);

/// The directory as a node knows it. Clones share what they have read.
#[derive(Clone)]
pub struct DirectoryCopy(Arc<Inner>);

struct Inner {
    store: Store,
    pinned: Vec<PublicKey>,
    read: Mutex<Option<Arc<Verified>>>,
}

/// Why a version was not taken up.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// It is not one to be taken; the one before stays.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// The database is away.
    #[error(transparent)]
    Store(#[from] Error),
}

impl DirectoryCopy {
    /// The copy of this node. The first version must be signed by one of the `pinned` keys.
    pub fn new(store: Store, pinned: Vec<PublicKey>) -> Self {
        Self(Arc::new(Inner { store, pinned, read: Mutex::default() }))
    }

    /// Verifies a version as it was handed out and keeps it. Answers the newest version then, which
    /// is another when a newer one was kept meanwhile.
    ///
    /// # Errors
    /// It is not to be taken, or the database is away.
    pub async fn take(
        &self,
        envelope: impl Into<bytes::Bytes>,
        wall: Timestamp,
    ) -> std::result::Result<Arc<Verified>, NotKept> {
        let envelope = envelope.into();
        let next = match self.read().await? {
            Some(newest) => newest.followed_by(envelope, wall)?,
            None => Verified::read(envelope, &self.0.pinned)?,
        };
        self.keep(&next, wall).await?;
        Ok(self.read().await?.unwrap_or_else(|| Arc::new(next)))
    }

    /// Keeps a version that is verified, and lets go of old ones that prove nothing. A version that
    /// is there already stays as it is.
    ///
    /// # Errors
    /// The database is away.
    pub async fn keep(&self, verified: &Verified, wall: Timestamp) -> Result<()> {
        let mut tx = self.0.store.pool.begin().await?;
        sqlx::query!(
            "insert into directory_copy (version, envelope, signed_by, taken_at)
            values ($1, $2, $3, $4) on conflict (version) do nothing",
            version(verified)?,
            &verified.envelope()[..],
            verified.verified_by().to_string(),
            wall.to_sqlx(),
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "delete from directory_copy c where taken_at < $1
                and version < (select max(version) from directory_copy)
                and not exists (
                    select 1 from mailbox_evidence e where e.directory_version = c.version)",
            (wall - KEPT_FOR).to_sqlx(),
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// The version of this number, as the evidence of its time is held against it; none when it was
    /// let go of or never taken.
    ///
    /// # Errors
    /// The database is away, or holds what is no directory.
    pub async fn version(&self, version: u64) -> Result<Option<Verified>> {
        let Ok(number) = i64::try_from(version) else { return Ok(None) };
        let row = sqlx::query!(
            "select envelope, signed_by from directory_copy where version = $1",
            number
        )
        .fetch_optional(&self.0.store.pool)
        .await?;
        row.map(|row| verified(row.envelope, &row.signed_by)).transpose()
    }

    async fn read(&self) -> Result<Option<Arc<Verified>>> {
        let newest = sqlx::query_scalar!("select max(version) from directory_copy")
            .fetch_one(&self.0.store.pool)
            .await?;
        let Some(newest) = newest.map(i64::cast_unsigned) else { return Ok(None) };
        if let Some(known) = self.known().filter(|known| known.version == newest) {
            return Ok(Some(known));
        }
        let Some(read) = self.version(newest).await? else { return Ok(self.known()) };
        let read = Arc::new(read);
        *self.0.read.lock().unwrap_or_else(PoisonError::into_inner) = Some(read.clone());
        Ok(Some(read))
    }

    fn known(&self) -> Option<Arc<Verified>> {
        self.0.read.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Directory for DirectoryCopy {
    async fn newest(&self) -> std::result::Result<Option<Arc<Verified>>, PortFault> {
        let read = self.read().await;
        read.map_err(|error| PortFault::new("the copy of the directory cannot be read", error))
    }
}

/// By the key that it was verified by when it was kept.
fn verified(envelope: Vec<u8>, signed_by: &str) -> Result<Verified> {
    let key = signed_by.parse::<PublicKey>().map_err(|_| unreadable())?;
    Verified::read(envelope.into(), &[key]).map_err(|_| unreadable())
}

fn version(verified: &Verified) -> Result<i64> {
    i64::try_from(verified.version).map_err(|_| unreadable())
}

fn unreadable() -> Error {
    Error::Database(sqlx::Error::Decode("directory_copy: a version cannot be read".into()))
}
