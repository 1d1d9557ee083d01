//! Importing a term of real exam data, against COPY of the rows it made.

use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use futures_util::TryStreamExt;
use office::import::{UccOptions, read_ucc, run as import};
use rules::Term;
use sqlx::postgres::PgPoolCopyExt;
use sqlx::{AssertSqlSafe, PgPool};
use store::{Actor, Entry, Store};
use uuid::Uuid;

use crate::figure::{Figure, ms, tell};
use crate::office_process::open;
use crate::world::{database, timed};

/// What the import fills.
const TABLES: [&str; 5] = ["unit", "person", "course", "exam", "exam_registration"];

/// Reads and imports into an office without students; skipped, visibly, without the data.
pub async fn run() -> Result<()> {
    let Some(shared) = std::env::var_os("KANDIDAT_SHARED").map(PathBuf::from) else {
        tell("import: skipped, KANDIDAT_SHARED does not say where the data are");
        return Ok(());
    };
    let database = database("import").await?;
    let mut act = database.store.act(Actor::Job("bench.seed"), Uuid::now_v7()).await?;
    office::world::World::plant(act.conn(), "demo-2026").await.map_err(|e| anyhow!("{e:?}"))?;
    act.commit(Entry::new("bench.seed", "unit", Uuid::nil())).await?;
    let node = open(database.store.clone()).await?;
    let options = UccOptions {
        folder: shared.join("timetabling/ucc"),
        term: Term::of(node.today()),
        unit: node.institution().number.clone(),
        timetable: None,
    };
    let work = async {
        let batch = read_ucc(&options).map_err(|faults| anyhow!("{} bad rows", faults.len()))?;
        let imported = import(&node, &batch, false, &mut |_| ()).await;
        imported.map(drop).map_err(|_| anyhow!("the import was refused"))
    };
    let ((), took) = timed(work).await?;
    let (rows, floor) = copy(&database.store).await?;
    let what =
        format!("import of Cork's term, {rows} rows in one act, {:.1} s", took.as_secs_f64());
    #[expect(clippy::cast_precision_loss, reason = "some ten thousands")]
    let pace = |milliseconds: f64| rows as f64 * 1000.0 / milliseconds;
    let (value, floor) = (pace(ms(took)), pace(floor));
    Figure { what: &what, value, floor_is: "COPY of the rows", floor, unit: "rows/s" }.print();
    Ok(())
}

/// The rows again, into tables with the same indexes and nothing else: how many, and how long in ms.
async fn copy(store: &Store) -> Result<(u64, f64)> {
    let (mut rows, mut took) = (0, 0.0);
    for table in TABLES {
        let bytes = out(&store.pool, table).await.with_context(|| format!("reading {table}"))?;
        let make = format!("create table floor_{table} (like {table} including all)");
        sqlx::raw_sql(AssertSqlSafe(make)).execute(&store.pool).await?;
        let into = async {
            let statement = format!("copy floor_{table} from stdin");
            let mut conn = store.pool.acquire().await?;
            let mut copy = conn.copy_in_raw(&statement).await?;
            copy.send(bytes).await?;
            Ok(copy.finish().await?)
        };
        let (copied, duration) = timed(into).await?;
        rows += copied;
        took += ms(duration);
    }
    Ok((rows, took))
}

async fn out(pool: &PgPool, table: &str) -> Result<Vec<u8>> {
    let mut rows = pool.copy_out_raw(&format!("copy {table} to stdout")).await?;
    let mut bytes = Vec::new();
    while let Some(part) = rows.try_next().await? {
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}
