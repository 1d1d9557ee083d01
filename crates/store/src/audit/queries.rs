//! The chain's tables.

use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::chain::Head;
use crate::Result;

/// Any number, the same for all sequencers of a database.
const SEQUENCER: i64 = 0x6b61_7365;

/// An entry that waits to be linked.
pub(super) struct Waiting {
    pub act_id: Uuid,
    pub body: String,
}

/// Whether we are the only sequencer until the transaction ends.
pub(super) async fn alone(conn: &mut PgConnection) -> Result<bool> {
    let locked =
        sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock($1) as "locked!""#, SEQUENCER);
    Ok(locked.fetch_one(conn).await?)
}

pub(super) async fn head(conn: &mut PgConnection) -> Result<Head> {
    let last = sqlx::query!("select seq, hash from audit_link order by seq desc limit 1")
        .fetch_optional(conn)
        .await?;
    Ok(last.map_or_else(Head::empty, |row| Head {
        seq: row.seq.unsigned_abs(),
        hash: row.hash.try_into().unwrap_or_default(),
    }))
}

/// The next entries in the order of their transactions. One that still runs may yet commit an
/// entry that belongs before others, so nothing at or after the oldest running one is taken.
pub(super) async fn settled(conn: &mut PgConnection, limit: i64) -> Result<Vec<Waiting>> {
    let waiting = sqlx::query_as!(
        Waiting,
        "select act_id, body from audit_unlinked join audit_entry using (act_id)
        where xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, act_id limit $1",
        limit,
    );
    Ok(waiting.fetch_all(conn).await?)
}

/// The next entries whatever runs: after a restore, whose entries bring foreign numbers along.
pub(super) async fn restored(conn: &mut PgConnection, limit: i64) -> Result<Vec<Waiting>> {
    let waiting = sqlx::query_as!(
        Waiting,
        "select act_id, body from audit_unlinked join audit_entry using (act_id)
        order by xid, act_id limit $1",
        limit,
    );
    Ok(waiting.fetch_all(conn).await?)
}

pub(super) async fn link(
    conn: &mut PgConnection,
    seqs: &[i64],
    acts: &[Uuid],
    hashes: &[Vec<u8>],
) -> Result<()> {
    sqlx::query!(
        "with linked as (
            insert into audit_link (seq, act_id, hash)
            select * from unnest($1::bigint[], $2::uuid[], $3::bytea[]) returning act_id
        )
        delete from audit_unlinked where act_id in (select act_id from linked)",
        seqs,
        acts,
        hashes,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many entries wait, and how many are neither linked nor waiting (there must be none).
pub(super) async fn counts(pool: &PgPool) -> Result<(i64, i64)> {
    let counts = sqlx::query!(
        r#"select (select count(*) from audit_unlinked) as "waiting!",
            (select count(*) from audit_entry e
                where not exists (select from audit_link l where l.act_id = e.act_id)
                and not exists (select from audit_unlinked u where u.act_id = e.act_id)) as "lost!""#
    )
    .fetch_one(pool)
    .await?;
    Ok((counts.waiting, counts.lost))
}

/// One linked entry.
pub(super) struct Linked {
    pub seq: i64,
    pub hash: Vec<u8>,
    pub body: String,
}

pub(super) async fn linked_after(pool: &PgPool, seq: i64, limit: i64) -> Result<Vec<Linked>> {
    let linked = sqlx::query_as!(
        Linked,
        "select seq, hash, body from audit_link join audit_entry using (act_id)
        where seq > $1 order by seq limit $2",
        seq,
        limit,
    );
    Ok(linked.fetch_all(pool).await?)
}
