//! A disk without room: what is sent is stored whole or not at all, what was typed is kept, and the
//! office goes on by itself when there is room again.

use super::bad_days::{Office, folder, told, typed};
use super::form::Form;
use anyhow::{Context, Result, bail};
use reqwest::StatusCode;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use store::server::Options;
use tempfile::TempDir;

/// Room for PostgreSQL and a university, and not for much more.
const SIZE: &str = "size=240m";
/// A database that fell needs a moment to be started and to recover.
const RECOVERS_WITHIN: Duration = Duration::from_secs(20);

/// A small disk of the test's own.
struct SmallDisk(TempDir);

impl SmallDisk {
    /// `None` where one may not be mounted: that takes root.
    fn mounted() -> Result<Option<Self>> {
        let folder = folder()?;
        let made = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("{SIZE},mode=755"), "tmpfs"])
            .arg(folder.path())
            .output();
        Ok(made.is_ok_and(|made| made.status.success()).then_some(Self(folder)))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all the room that is left; gives it back by removing the file.
    fn fill(&self) -> Result<PathBuf> {
        let ballast = self.path().join("ballast");
        let mut file = File::create(&ballast)?;
        for size in [1 << 20, 4096] {
            let block = vec![0; size];
            while file.write_all(&block).is_ok() {}
        }
        Ok(ballast)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status(); // What is left is the machine's.
    }
}

/// Exams and the entries of their planning: the same number, whatever happened.
async fn planned(office: &Office) -> Result<(i64, i64)> {
    Ok(sqlx::query_as(
        "select (select count(*) from exam),
            (select count(*) from audit_entry where action = 'exam.create')",
    )
    .fetch_one(&office.store.pool)
    .await?)
}

/// Plans exams of these kinds until one is not stored: one may find room in pages that are there
/// already. Answers how many were, and the form that was given back.
async fn plan_until_full(
    office: &Office,
    who: &str,
    page: &Form,
    kinds: [&str; 2],
) -> Result<(i64, Form)> {
    for (stored, kind) in (0..).zip(kinds) {
        let act = uuid::Uuid::now_v7().to_string();
        let form = Form { fields: page.fields.clone() }.filled(&[("act_id", &act), ("kind", kind)]);
        let answer = office.post(who, "/exams", &form).send().await?;
        if answer.status() == StatusCode::SEE_OTHER {
            continue;
        }
        let text = "Ingenting av det som er lagra, er gått tapt";
        let page = told(answer, StatusCode::SERVICE_UNAVAILABLE, text).await?;
        let again = Form::on(&page, "/exams").context("what was typed is gone")?;
        for field in &form.fields {
            assert!(again.fields.contains(field), "{} is lost", field.0);
        }
        return Ok((stored, again));
    }
    bail!("{kinds:?} found room on a full disk")
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
async fn a_full_disk_is_told_stores_nothing_by_halves_and_is_survived() -> Result<()> {
    let Some(disk) = SmallDisk::mounted()? else {
        eprintln!("SKIPPED: a small disk can be mounted by root alone");
        return Ok(());
    };
    let small = ["max_wal_size=64MB", "min_wal_size=32MB", "shared_buffers=16MB"];
    let settings = small.iter().filter_map(|one| one.split_once('='));
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let options = Options { settings, ..Options::default() };
    let office = Office::in_folder(disk.path(), options).await?;
    let ingrid = office.sign_in("ingrid", "nn").await?;
    let page = typed(&office, &ingrid).await?;

    let ballast = disk.fill()?;
    let (stored, again) =
        plan_until_full(&office, &ingrid, &page, ["ordinary", "deferred"]).await?;
    assert_eq!(planned(&office).await?, (stored, stored), "a half");
    std::fs::remove_file(&ballast)?;
    sent_twice(&office, &ingrid, &again, stored + 1).await?;

    // Without room for its log the database itself falls, and cannot be started either.
    let ballast = disk.fill()?;
    let log = "select pg_logical_emit_message(false, 'full', repeat('x', 1000000))";
    let mut written = 0;
    while written < 200 && sqlx::query(log).execute(&office.store.pool).await.is_ok() {
        written += 1;
    }
    assert!(written < 200, "200 MB of log found room on a full disk");
    let (_, again) = plan_until_full(&office, &ingrid, &page, ["resit", "early"]).await?;
    tokio::time::sleep(Duration::from_secs(8)).await;
    std::fs::remove_file(&ballast)?;
    office.recovers(RECOVERS_WITHIN).await?;
    sent_twice(&office, &ingrid, &again, stored + 2).await?;
    office.stop().await;
    Ok(())
}

/// What was given back is sent again, in a double click: it counts once.
async fn sent_twice(office: &Office, who: &str, again: &Form, stored: i64) -> Result<()> {
    for _ in ["the first click", "the second"] {
        let sent = office.post(who, "/exams", again).send().await?;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    }
    assert_eq!(planned(office).await?, (stored, stored));
    Ok(())
}
