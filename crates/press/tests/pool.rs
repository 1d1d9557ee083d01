//! What the pool does when workers answer, retire, die or fall silent. The workers here are
//! shell scripts; the real one is tested in `worker.rs` and through the binary.

use letters::{Document, Language, Press, PressError, render, samples};
use press::{Pool, PoolConfig};
use std::{fs, path::Path, time::Duration};

/// Reads the length of a request (and leaves the rest), then answers `PDF`.
const ANSWERS: &str = "head -c 4 >/dev/null; printf '\\000\\000\\003\\000\\000\\000PDF'";
const RETIRES: &str = "head -c 4 >/dev/null; printf '\\000\\001\\003\\000\\000\\000PDF'";

fn letter() -> Document {
    let sample = samples::all().remove(0);
    render(sample.kind, sample.version, Language::Nb, &sample.data).unwrap()
}

/// A pool whose workers note their start in `starts` and then run the script.
fn pool(starts: &Path, script: &str, timeout: Duration) -> Pool {
    Pool::new(PoolConfig {
        program: "/bin/sh".into(),
        arguments: vec![
            "-c".into(),
            format!("echo start >> {}; {script}", starts.display()).into(),
        ],
        timeout,
        ..PoolConfig::new("/bin/sh".into())
    })
}

fn started(starts: &Path) -> usize {
    fs::read_to_string(starts).unwrap_or_default().lines().count()
}

const LONG: Duration = Duration::from_secs(30);

#[tokio::test]
async fn one_worker_sets_letter_after_letter() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    // Takes each request whole: the length is known to be the same for the same letter.
    let length = serde_json::to_vec(&letter()).unwrap().len() + 4;
    let answer = "printf '\\000\\000\\003\\000\\000\\000PDF'";
    let script = format!("while head -c {length} | grep -q .; do {answer}; done");
    let pool = pool(&starts, &script, LONG);
    for _ in 0..3 {
        assert!(Press::pdf(&pool, &letter()).await.unwrap() == b"PDF");
    }
    assert_eq!(started(&starts), 1);
}

#[tokio::test]
async fn a_worker_that_retires_is_followed_by_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    let pool = pool(&starts, RETIRES, LONG);
    for _ in 0..2 {
        assert!(pool.pdf(&letter()).await.unwrap() == b"PDF");
    }
    assert_eq!(started(&starts), 2);
}

#[tokio::test]
async fn a_worker_found_dead_is_replaced_and_the_letter_is_set() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    let pool = pool(&starts, ANSWERS, LONG);
    for _ in 0..2 {
        assert!(pool.pdf(&letter()).await.unwrap() == b"PDF");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(started(&starts), 2);
}

#[tokio::test]
async fn a_worker_that_always_dies_is_an_error_after_two_tries() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    let error = pool(&starts, "exit 1", LONG).pdf(&letter()).await.unwrap_err();
    assert!(matches!(error, PressError::Worker(_)) && error.is_worth_retrying());
    assert_eq!(started(&starts), 2);
}

#[tokio::test]
async fn a_silent_worker_is_ended_at_the_time_limit() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    let alive = folder.path().join("alive");
    let script = format!("sleep 2; touch {}", alive.display());
    let pool = pool(&starts, &script, Duration::from_millis(300));
    let error = pool.pdf(&letter()).await.unwrap_err();
    assert_eq!(error, PressError::Timeout { seconds: 0 });
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(!alive.exists(), "it was killed");
}

#[tokio::test]
async fn an_answer_that_no_worker_would_write_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    let error = pool(&starts, "echo hello there", LONG).pdf(&letter()).await.unwrap_err();
    assert!(matches!(error, PressError::Worker(_)));
}

#[tokio::test]
async fn a_missing_binary_is_named_as_such() {
    let pool = Pool::new(PoolConfig::new("/nowhere/kandidat".into()));
    assert!(matches!(pool.pdf(&letter()).await.unwrap_err(), PressError::Start(_)));
}
