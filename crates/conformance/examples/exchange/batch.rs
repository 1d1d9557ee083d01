//! Many persons at once: how many questions a second, and what it takes of memory and disk; at three sizes, so that it
//! is seen what grows.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::world::World;
use crate::{Scale, per_second, row};

/// The applicants of a year.
const APPLICANTS: f64 = 142_000.0;
/// As many are asked about in one act.
const IN_AN_ACT: usize = 200;
/// How often it is looked whether the last has answered.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// At so many of the institutions each person has passed something.
const KNOWN_AT: usize = 2;
/// The first of these persons.
const FROM: usize = 10_000;

/// Measures, and prints the rows of the table.
pub async fn measure(world: &World, scale: Scale) -> Result<()> {
    let institutions = world.institutions.len();
    let mut from = FROM;
    let mut last = 0.0;
    for persons in scale.batches {
        let ids = world.know(from, persons).await?;
        from += persons;
        known(world, &ids);
        let before = (resident()?, on_disk(world).await?);
        let begun = Instant::now();
        let mut cases = Vec::with_capacity(persons);
        for some in ids.chunks(IN_AN_ACT) {
            cases.extend(world.ask(some).await?);
        }
        let asked = begun.elapsed();
        world.settled(&cases, LOOK_EVERY).await?;
        let questions = persons * institutions;
        last = per_second(questions, begun.elapsed());
        let what = format!("{persons} persons at {institutions} institutions");
        row(&format!("{what}: questions asked, answered and kept"), &format!("{last:.0}/s"), None);
        let rate = per_second(questions, asked);
        row(&format!("{what}: of it the officer's act alone"), &format!("{rate:.0}/s"), None);
        let (memory, disk) = (resident()?, on_disk(world).await?);
        let memory = format!("{memory} MiB, {} before", before.0);
        row(&format!("{what}: memory of the process"), &memory, None);
        let each = (disk - before.1) / i64::try_from(questions)?;
        row(&format!("{what}: disk, a question"), &format!("{each} bytes"), None);
        accounted(world, &ids).await?;
    }
    #[expect(clippy::cast_precision_loss, reason = "some dozens")]
    let hours = APPLICANTS * institutions as f64 / last / 3600.0;
    let what = format!("142 000 applicants at {institutions} institutions, at that rate");
    row(&what, &format!("{hours:.1} hours"), None);
    Ok(())
}

/// Each person is known at some institutions, the next one at the next.
fn known(world: &World, ids: &[String]) {
    let mut known = vec![Vec::new(); world.institutions.len()];
    for (place, id) in ids.iter().enumerate() {
        for at in 0..KNOWN_AT {
            let count = known.len();
            known[(place * KNOWN_AT + at) % count].push(id.clone());
        }
    }
    for (institution, persons) in world.institutions.iter().zip(known) {
        institution.know(persons);
    }
}

/// Every question about these persons is answered: with results where the person is known, and nowhere else.
async fn accounted(world: &World, ids: &[String]) -> Result<()> {
    let sql = "select count(*) filter (where q.outcome = 'ok'),
            count(*) filter (where q.outcome = 'no_person'), count(*)
        from exchange_question q join exchange c on c.id = q.exchange_id
        join person p on p.id = c.person_id where p.national_id = any($1)";
    let pool = &world.node.store().pool;
    let (ok, nobody, all): (i64, i64, i64) = sqlx::query_as(sql).bind(ids).fetch_one(pool).await?;
    let expected = i64::try_from(ids.len() * KNOWN_AT)?;
    let asked = i64::try_from(ids.len() * world.institutions.len())?;
    ensure!((ok, ok + nobody, all) == (expected, asked, asked), "{ok}, {nobody} of {all}");
    Ok(())
}

/// Memory of this process, in MiB: the office and all institutions.
fn resident() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
    let kib = line.split_whitespace().next().context("a number")?;
    Ok(kib.parse::<u64>()? / 1024)
}

async fn on_disk(world: &World) -> Result<i64> {
    let sql = "select pg_database_size(current_database())";
    let size: i64 = sqlx::query_scalar(sql).fetch_one(&world.node.store().pool).await?;
    ensure!(size > 0, "a database");
    Ok(size)
}
