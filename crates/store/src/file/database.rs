//! Files in the office's database.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::limits::looks_like;
use super::{FileError, Files, Limits, Scan, Scanner, StoredFile, Verdict};
use crate::Store;

const CHUNK_BYTES: usize = 256 * 1024;
/// Chunks of an upload that broke off are kept for this long.
const ABORTED_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Files in chunks in the database.
#[derive(Clone)]
pub struct DatabaseFiles {
    store: Store,
    scanner: Arc<dyn Scanner>,
}

impl DatabaseFiles {
    /// Files of this store, each shown to the scanner.
    pub fn new(store: Store, scanner: Arc<dyn Scanner>) -> Self {
        Self { store, scanner }
    }
}

/// A file that is arriving.
pub struct Upload {
    store: Store,
    id: Uuid,
    media_type: String,
    limits: Limits,
    waiting: Vec<u8>,
    chunks: i32,
    size_bytes: u64,
    hash: Sha256,
    scan: Box<dyn Scan>,
}

impl Files for DatabaseFiles {
    fn begin(&self, media_type: &str, limits: Limits) -> Result<Upload, FileError> {
        limits.allow(media_type)?;
        Ok(Upload {
            store: self.store.clone(),
            id: Uuid::new_v4(),
            media_type: media_type.to_owned(),
            limits,
            waiting: Vec::new(),
            chunks: 0,
            size_bytes: 0,
            hash: Sha256::new(),
            scan: self.scanner.begin(),
        })
    }

    async fn describe(&self, id: Uuid) -> Result<StoredFile, FileError> {
        let row = sqlx::query!(
            "select media_type, size_bytes, sha256, scan, stored_at from file where id = $1",
            id
        )
        .fetch_optional(&self.store.pool)
        .await?
        .ok_or(FileError::Missing)?;
        Ok(StoredFile {
            id,
            media_type: row.media_type,
            size_bytes: row.size_bytes.unsigned_abs(),
            sha256: row.sha256.try_into().map_err(|_| FileError::Damaged)?,
            scan: row.scan,
            stored_at: row.stored_at.to_jiff(),
        })
    }

    async fn chunk(&self, id: Uuid, no: u32) -> Result<Option<Vec<u8>>, FileError> {
        let Ok(no) = i32::try_from(no) else { return Ok(None) };
        let bytes = sqlx::query_scalar!(
            "select bytes from file_chunk join file on file.id = file_id where file_id = $1 and no = $2",
            id,
            no
        );
        Ok(bytes.fetch_optional(&self.store.pool).await?)
    }

    async fn read(&self, id: Uuid) -> Result<Vec<u8>, FileError> {
        let file = self.describe(id).await?;
        let mut content = Vec::new();
        for no in 0.. {
            let Some(bytes) = self.chunk(id, no).await? else { break };
            content.extend(bytes);
        }
        let whole = <[u8; 32]>::from(Sha256::digest(&content)) == file.sha256;
        if whole { Ok(content) } else { Err(FileError::Damaged) }
    }
}

impl Upload {
    /// Takes the next piece of the content.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), FileError> {
        self.size_bytes += piece.len() as u64;
        if self.size_bytes > self.limits.size_max_bytes {
            self.forget().await?;
            return Err(FileError::TooLarge { size_max_bytes: self.limits.size_max_bytes });
        }
        self.hash.update(piece);
        self.scan.feed(piece);
        self.waiting.extend_from_slice(piece);
        while self.waiting.len() >= CHUNK_BYTES {
            let rest = self.waiting.split_off(CHUNK_BYTES);
            let chunk = std::mem::replace(&mut self.waiting, rest);
            self.keep(&chunk).await?;
        }
        Ok(())
    }

    /// Ends the upload. From here on there is a file, for an act to point to.
    pub async fn finish(mut self) -> Result<StoredFile, FileError> {
        let rest = std::mem::take(&mut self.waiting);
        if !rest.is_empty() {
            self.keep(&rest).await?;
        }
        if self.size_bytes == 0 {
            return Err(FileError::Empty);
        }
        let scan = std::mem::replace(&mut self.scan, Box::new(super::NoScanner));
        let scan = match scan.verdict().await {
            Verdict::Clean => "clean",
            Verdict::NotScanned => "not_scanned",
            Verdict::Infected => {
                self.forget().await?;
                return Err(FileError::Infected);
            }
        };
        self.enter(scan).await
    }

    async fn enter(self, scan: &str) -> Result<StoredFile, FileError> {
        let file = StoredFile {
            id: self.id,
            media_type: self.media_type,
            size_bytes: self.size_bytes,
            sha256: self.hash.finalize().into(),
            scan: scan.to_owned(),
            stored_at: self.store.clock.now(),
        };
        sqlx::query!(
            "insert into file (id, media_type, size_bytes, sha256, scan, stored_at)
            values ($1, $2, $3, $4, $5, $6)",
            file.id,
            file.media_type,
            i64::try_from(file.size_bytes).unwrap_or(i64::MAX),
            &file.sha256[..],
            file.scan,
            file.stored_at.to_sqlx(),
        )
        .execute(&self.store.pool)
        .await?;
        Ok(file)
    }

    /// Keeps a chunk; the first one must look like what the file says it is.
    async fn keep(&mut self, chunk: &[u8]) -> Result<(), FileError> {
        if self.chunks == 0 && !looks_like(&self.media_type, chunk) {
            return Err(FileError::ContentDiffers);
        }
        sqlx::query!(
            "insert into file_chunk (file_id, no, bytes, stored_at) values ($1, $2, $3, $4)",
            self.id,
            self.chunks,
            chunk,
            Timestamp::now().to_sqlx(),
        )
        .execute(&self.store.pool)
        .await?;
        self.chunks += 1;
        Ok(())
    }

    async fn forget(&self) -> Result<(), FileError> {
        sqlx::query!("delete from file_chunk where file_id = $1", self.id)
            .execute(&self.store.pool)
            .await?;
        Ok(())
    }
}

/// Whatever was uploaded after this moment of wall time may still be on its way into an act.
pub fn kept_since() -> Timestamp {
    Timestamp::now() - ABORTED_KEPT
}

/// Removes what uploads that broke off more than a day ago left behind. Answers how many chunks.
pub async fn sweep(store: &Store) -> Result<u64, FileError> {
    let swept = sqlx::query!(
        "delete from file_chunk where stored_at < $1
            and not exists (select from file where file.id = file_id)",
        kept_since().to_sqlx(),
    )
    .execute(&store.pool)
    .await?;
    Ok(swept.rows_affected())
}
