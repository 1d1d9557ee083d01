//! Uploaded files: answers, papers, certificates. Their content is kept in chunks in the office's
//! database, so that a backup is whole and office processes keep no state.
//!
//! An upload is written in short transactions before the act that points to it; until
//! [`Upload::finish`] has answered there is no file. Files are served as downloads only.

mod database;
mod limits;
mod scanner;

use jiff::Timestamp;
use uuid::Uuid;

pub use database::{DatabaseFiles, Upload, kept_since, sweep};
pub use limits::Limits;
pub use scanner::{NoScanner, Scan, Scanner, Verdict};

/// A file that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Random: it tells neither time nor order.
    pub id: Uuid,
    /// What kind it was uploaded as and looks like.
    pub media_type: String,
    /// Its length.
    pub size_bytes: u64,
    /// Its hash.
    pub sha256: [u8; 32],
    /// What the malware scanner said: `clean`, or `not_scanned` where there is none.
    pub scan: String,
    /// When it was whole, by the domain's clock.
    pub stored_at: Timestamp,
}

/// Why a file was not taken or could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Larger than what this kind of upload may be.
    #[error("larger than {size_max_bytes} bytes")]
    TooLarge {
        /// The limit.
        size_max_bytes: u64,
    },
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Not among the kinds that may be uploaded here.
    #[error("files of this kind are not taken here")]
    MediaType,
    /// Its first bytes are not those of the kind it says it is.
    #[error("the content is not what the file says it is")]
    ContentDiffers,
    /// The malware scanner refused it.
    #[error("the malware scanner refused the file")]
    Infected,
    /// No such file.
    #[error("no such file")]
    Missing,
    /// The content is not what was uploaded.
    #[error("the file is damaged")]
    Damaged,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] crate::Error),
}

impl From<sqlx::Error> for FileError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Where files are kept.
pub trait Files {
    /// Begins an upload. Refuses a media type that the limits do not allow.
    fn begin(&self, media_type: &str, limits: Limits) -> Result<Upload, FileError>;

    /// What is known of a file.
    fn describe(&self, id: Uuid) -> impl Future<Output = Result<StoredFile, FileError>> + Send;

    /// One chunk of the content, from 0; `None` after the last.
    fn chunk(
        &self,
        id: Uuid,
        no: u32,
    ) -> impl Future<Output = Result<Option<Vec<u8>>, FileError>> + Send;

    /// The whole content, checked against its hash.
    fn read(&self, id: Uuid) -> impl Future<Output = Result<Vec<u8>, FileError>> + Send;
}
