//! Looks for damage after a death.

use std::io::BufReader;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use sqlx::PgPool;
use store::Store;
use store::audit::{export, sequencer, verify_export};

use super::super::Tally;
use super::work::Worked;

const TRIES: u32 = 300;
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

/// Counts what was told and is not there, what is there in part but for what the invented world was
/// planted with in part, and what is there twice.
pub async fn damage(
    pool: &PgPool,
    worked: &[Worked],
    planted: u64,
    tally: &mut Tally,
) -> Result<()> {
    let done: Vec<_> = worked.iter().flat_map(|one| &one.done).copied().collect();
    let papers: Vec<_> = worked.iter().flat_map(|one| &one.papers).cloned().collect();
    let lost: i64 = sqlx::query_scalar(
        "select count(*) from unnest($1::uuid[]) told
        where not exists (select from audit_entry where act_id = told)",
    )
    .bind(&done)
    .fetch_one(pool)
    .await?;
    let twice: i64 = sqlx::query_scalar(
        "select count(*) from unnest($1::text[]) told where 1 < (
            select count(*) from exam_document join file on file.id = file_id
            where sha256 = sha256(convert_to(told, 'UTF8'))
        )",
    )
    .bind(&papers)
    .fetch_one(pool)
    .await
    .context("papers")?;
    tally.acknowledged += done.len() as u64;
    tally.lost += lost.unsigned_abs() + worked.iter().map(|one| one.forgotten).sum::<u64>();
    tally.twice += twice.unsigned_abs();
    tally.refused.extend(worked.iter().flat_map(|one| &one.refused).cloned());
    tally.half = halves(pool).await?.abs_diff(planted);
    Ok(())
}

/// Effects without their entry, entries without their effect, and changes without their job.
pub async fn halves(pool: &PgPool) -> Result<u64> {
    let halves: i64 = sqlx::query_scalar(
        "select (
            select count(*) from exam_document d
            full join (select subject_id from audit_entry where action = 'papers.add_document') e
                on e.subject_id = d.id
            where d.id is null or e.subject_id is null
        ) + (
            select count(*) from audit_entry e where action in ('exam.create', 'exam.change')
                and not exists (select from job where job.act_id = e.act_id)
        ) + (
            select count(*) from exam_registration r where not exists (
                select from audit_entry where subject_id = r.id and action like 'registration.%'
            )
        ) + (
            select count(*) from job where not exists (select from act where act.id = job.act_id)
        )",
    )
    .fetch_one(pool)
    .await
    .context("halves")?;
    Ok(halves.unsigned_abs())
}

/// The record is whole, and the jobs that the dead have left are done.
pub async fn record_and_jobs(store: &Store) -> Result<()> {
    // Whoever held these leases is dead; in production they run out after half a minute.
    sqlx::query("update job set leased_until = null where done_at is null")
        .execute(&store.pool)
        .await?;
    let mut left = String::new();
    for _ in 0..TRIES {
        let jobs: (i64, i64) = sqlx::query_as(
            "select count(*) filter (where run_at <= (select max(at) from act)),
                count(*) filter (where dead_at is not null)
            from job where done_at is null",
        )
        .fetch_one(&store.pool)
        .await?;
        let lag = sequencer::lag(store).await?;
        ensure!(lag.lost == 0, "{} entries are neither linked nor waiting", lag.lost);
        ensure!(jobs.1 == 0, "{} jobs were given up on", jobs.1);
        if jobs.0 == 0 && lag.waiting == 0 {
            return whole(store).await;
        }
        left = format!("{} jobs are not done, {} entries not linked", jobs.0, lag.waiting);
        tokio::time::sleep(BETWEEN_TRIES).await;
    }
    anyhow::bail!(left)
}

/// Verified as anybody would: from a file, without the database.
async fn whole(store: &Store) -> Result<()> {
    let mut record = Vec::new();
    let head = export(store, &mut record).await?;
    let verified = verify_export(BufReader::new(&record[..]), &[])?;
    ensure!(verified.head == head, "the record verifies to another head");
    Ok(())
}

/// Tries until it works: the database may be about to come back.
pub async fn patiently<T, E: Into<anyhow::Error>>(
    what: impl AsyncFn() -> Result<T, E>,
) -> Result<T> {
    for _ in 0..TRIES {
        if let Ok(done) = what().await {
            return Ok(done);
        }
        tokio::time::sleep(BETWEEN_TRIES).await;
    }
    what().await.map_err(Into::into)
}
