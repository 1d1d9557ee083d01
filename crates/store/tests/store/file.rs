use std::pin::Pin;
use std::sync::Arc;

use store::Store;
use store::file::{
    DatabaseFiles, FileError, Files, Limits, NoScanner, Scan, Scanner, StoredFile, Verdict,
};

use crate::world::{count, database};

const ANSWERS: Limits =
    Limits { size_max_bytes: 1_000_000, media_types: &["application/pdf", "text/plain"] };

async fn upload(store: &Store, media_type: &str, content: &[u8]) -> Result<StoredFile, FileError> {
    let mut upload =
        DatabaseFiles::new(store.clone(), Arc::new(NoScanner)).begin(media_type, ANSWERS)?;
    for piece in content.chunks(100_000) {
        upload.write(piece).await?;
    }
    upload.finish().await
}

#[tokio::test]
async fn what_was_uploaded_is_read_back() {
    let store = database().await.store;
    let content: Vec<u8> = b"%PDF-".iter().copied().chain((0..700_000).map(|n| n as u8)).collect();
    let file = upload(&store, "application/pdf", &content).await.unwrap();
    let files = DatabaseFiles::new(store.clone(), Arc::new(NoScanner));
    assert_eq!(files.read(file.id).await.unwrap(), content);
    assert_eq!(files.describe(file.id).await.unwrap(), file);
    assert_eq!(count(&store, "file_chunk").await, 3);
    assert_eq!(file.id.get_version_num(), 4, "tells neither time nor order");
}

#[tokio::test]
async fn both_sides_of_the_size_limit() {
    let store = database().await.store;
    assert!(upload(&store, "text/plain", &vec![b'a'; 1_000_000]).await.is_ok());
    let refused = upload(&store, "text/plain", &vec![b'a'; 1_000_001]).await;
    assert!(matches!(refused, Err(FileError::TooLarge { size_max_bytes: 1_000_000 })));
    assert!(matches!(upload(&store, "text/plain", b"").await, Err(FileError::Empty)));
    assert_eq!(count(&store, "file").await, 1);
}

#[tokio::test]
async fn a_kind_that_is_not_taken_or_not_true_is_refused() {
    let store = database().await.store;
    let html = upload(&store, "text/html", b"<p>").await;
    assert!(matches!(html, Err(FileError::MediaType)));
    let disguised = upload(&store, "application/pdf", b"MZ\x90\x00").await;
    assert!(matches!(disguised, Err(FileError::ContentDiffers)));
    assert_eq!(count(&store, "file_chunk").await, 0);
}

#[tokio::test]
async fn a_damaged_file_is_not_handed_out() {
    let store = database().await.store;
    let file = upload(&store, "text/plain", b"An answer").await.unwrap();
    sqlx::raw_sql("delete from file_chunk; insert into file_chunk select id, 0, 'Another', stored_at from file")
        .execute(&store.pool)
        .await
        .unwrap();
    let read = DatabaseFiles::new(store, Arc::new(NoScanner)).read(file.id).await;
    assert!(matches!(read, Err(FileError::Damaged)));
}

/// Refuses what holds the word "virus", even when it is cut in two pieces.
struct WordScanner(Vec<u8>);

impl Scanner for WordScanner {
    fn begin(&self) -> Box<dyn Scan> {
        Box::new(Self(Vec::new()))
    }
}

impl Scan for WordScanner {
    fn feed(&mut self, piece: &[u8]) {
        self.0.extend_from_slice(piece);
    }

    fn verdict(self: Box<Self>) -> Pin<Box<dyn Future<Output = Verdict> + Send>> {
        let infected = self.0.windows(5).any(|w| w == b"virus");
        Box::pin(async move { if infected { Verdict::Infected } else { Verdict::Clean } })
    }
}

#[tokio::test]
async fn what_the_scanner_refuses_leaves_nothing_behind() {
    let store = database().await.store;
    let files = DatabaseFiles::new(store.clone(), Arc::new(WordScanner(Vec::new())));
    let mut clean = files.begin("text/plain", ANSWERS).unwrap();
    clean.write(b"An answer").await.unwrap();
    assert_eq!(clean.finish().await.unwrap().scan, "clean");
    let mut infected = files.begin("text/plain", ANSWERS).unwrap();
    infected.write(b"An answer with a vi").await.unwrap();
    infected.write(b"rus").await.unwrap();
    assert!(matches!(infected.finish().await, Err(FileError::Infected)));
    assert_eq!((count(&store, "file").await, count(&store, "file_chunk").await), (1, 1));
}

#[tokio::test]
async fn uploads_that_broke_off_are_swept_after_a_day() {
    let store = database().await.store;
    let files = DatabaseFiles::new(store.clone(), Arc::new(NoScanner));
    upload(&store, "text/plain", b"whole").await.unwrap();
    files.begin("text/plain", ANSWERS).unwrap().write(&vec![b'a'; 300_000]).await.unwrap();
    assert_eq!(store::file::sweep(&store).await.unwrap(), 0, "may still be arriving");
    sqlx::raw_sql(
        "alter table file_chunk disable trigger never_changed;
        update file_chunk set stored_at = stored_at - interval '25 hours'",
    )
    .execute(&store.pool)
    .await
    .unwrap();
    assert_eq!(store::file::sweep(&store).await.unwrap(), 1);
}
