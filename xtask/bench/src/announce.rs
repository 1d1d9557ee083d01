//! Announcing the results of everybody in one act, against a bare INSERT of as many rows.

use anyhow::{Result, ensure};
use sqlx::Connection;
use uuid::Uuid;

use crate::figure::{Figure, ms};
use crate::load::client;
use crate::office_process::OfficeProcess;
use crate::world::{World, timed};

/// Announces as the faculty's officer, through the API, and looks that everybody has a grade.
pub async fn run(world: &mut World, office: &OfficeProcess) -> Result<()> {
    let (_, floor) = timed(bare_insert(world)).await?;
    let client = client()?;
    let call = client
        .post(format!("{}/api/protocols/{}/announcement", office.url, world.protocol))
        .header("cookie", world.sign_in("liv").await?)
        .header("idempotency-key", Uuid::now_v7().to_string())
        .timeout(std::time::Duration::from_secs(120));
    let (status, took) = timed(async { Ok(call.send().await?.status()) }).await?;
    ensure!(status.is_success(), "announcing: {status}");
    let announced: i64 = sqlx::query_scalar("select count(*) from result where protocol_id = $1")
        .bind(world.protocol)
        .fetch_one(&world.store.pool)
        .await?;
    ensure!(announced == i64::try_from(world.students.len())?, "{announced} announced");
    let what = format!("announce {announced} results in one act");
    let floor_is = "bare INSERT of as many rows";
    Figure { what: &what, value: ms(took), floor_is, floor: ms(floor), unit: "ms" }.print();
    Ok(())
}

/// The same rows into a table with the same indexes and nothing else, in one transaction.
async fn bare_insert(world: &World) -> Result<()> {
    let mut conn = world.store.pool.acquire().await?;
    sqlx::raw_sql("create table floor_result (like result including all)")
        .execute(&mut *conn)
        .await?;
    let ids: Vec<Uuid> = world.students.iter().map(|_| Uuid::now_v7()).collect();
    let registrations: Vec<Uuid> = world.students.iter().map(|one| one.registration).collect();
    let mut tx = conn.begin().await?;
    sqlx::query(
        "insert into floor_result (id, registration_id, grade, protocol_id, origin, announced_at)
        select new.id, new.registration_id, 'C', $3, 'ordinary', '2026-06-08 10:00Z'
        from unnest($1::uuid[], $2::uuid[]) as new(id, registration_id)",
    )
    .bind(ids)
    .bind(registrations)
    .bind(world.protocol)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}
