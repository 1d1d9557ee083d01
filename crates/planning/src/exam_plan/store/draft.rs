//! Drafts and their searches.

use super::super::places::Places;
use crate::said::wrong;
use crate::{DraftId, ExamPlanId};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff_sqlx::ToSqlx;
use office::{ExamId, PersonId, Result, RoomId};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

/// A draft of a plan, or a repair of a published one.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The opaque id.
    pub id: DraftId,
    /// Its plan.
    pub plan: ExamPlanId,
    /// The how manieth of the plan.
    pub number: i32,
    /// What its maker calls it.
    pub name: String,
    /// Whether it is a repair.
    pub repair: bool,
    /// Why the repair is needed.
    pub because: String,
    /// How long is searched.
    pub seconds: i32,
    /// Where chance begins.
    pub seed: i32,
    /// Whether a search is under way.
    pub searching: bool,
    /// Where the exams lie.
    pub places: Places,
    /// Counted up by each change of its places.
    pub version: i32,
    /// Which revision a repair changes.
    pub base_revision: i32,
    /// When a repair was carried out.
    pub applied_at: Option<Timestamp>,
}

/// Keeps a new draft, as the next of its plan.
pub async fn insert(
    conn: &mut PgConnection,
    new: &Draft,
    (person, at): (PersonId, Timestamp),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exam_plan_draft (id, plan_id, number, name, kind, because, made_by, made_at, seconds,
            seed, searching, places, base_revision)
        values ($1, $2, (select coalesce(max(number), 0) + 1 from exam_plan_draft where plan_id = $2), $3,
            $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        new.id.0,
        new.plan.0,
        new.name,
        if new.repair { "repair" } else { "draft" },
        new.because,
        person.0,
        at.to_sqlx(),
        new.seconds,
        new.seed,
        new.searching,
        Json(&new.places) as _,
        new.base_revision
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a demand of a draft: kind, exam or room, day, hour.
pub async fn insert_demand(
    conn: &mut PgConnection,
    draft: DraftId,
    (kind, exam, room): (&str, Option<ExamId>, Option<RoomId>),
    (day, hour): (Date, Option<Time>),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exam_plan_demand (id, draft_id, kind, exam_id, room_id, on_day, starts_at)
        values ($1, $2, $3, $4, $5, $6, $7)",
        Uuid::now_v7(),
        draft.0,
        kind,
        exam.map(|id| id.0),
        room.map(|id| id.0),
        day.to_sqlx(),
        hour.map(ToSqlx::to_sqlx) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The drafts of a plan, in their order; of one id when it is given.
///
/// # Errors
/// The database is away, or holds places that cannot be read.
pub async fn drafts(
    conn: &mut PgConnection,
    plan: ExamPlanId,
    only: Option<DraftId>,
) -> Result<Vec<Draft>> {
    let rows = sqlx::query!(
        "select * from exam_plan_draft where plan_id = $1 and ($2::uuid is null or id = $2)
        order by number",
        plan.0,
        only.map(|id| id.0)
    );
    let mut drafts = Vec::new();
    for row in rows.fetch_all(conn).await? {
        drafts.push(Draft {
            id: DraftId(row.id),
            plan,
            number: row.number,
            name: row.name,
            repair: row.kind == "repair",
            because: row.because,
            seconds: row.seconds,
            seed: row.seed,
            searching: row.searching,
            places: serde_json::from_value(row.places).map_err(|_| wrong("a list of places"))?,
            version: row.version,
            base_revision: row.base_revision,
            applied_at: row.applied_at.map(jiff_sqlx::Timestamp::to_jiff),
        });
    }
    Ok(drafts)
}

/// The plan of a draft.
pub async fn plan_of(conn: &mut PgConnection, id: DraftId) -> sqlx::Result<Option<ExamPlanId>> {
    let plan = sqlx::query_scalar!("select plan_id from exam_plan_draft where id = $1", id.0);
    Ok(plan.fetch_optional(conn).await?.map(ExamPlanId))
}

/// Sets where the exams of a draft lie; whoever searched for it is done.
pub async fn set_places(conn: &mut PgConnection, id: DraftId, places: &Places) -> sqlx::Result<()> {
    sqlx::query!(
        "update exam_plan_draft set places = $2, version = version + 1, searching = false where id = $1",
        id.0,
        Json(places) as _
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that a repair was carried out.
pub async fn set_applied(conn: &mut PgConnection, id: DraftId, at: Timestamp) -> sqlx::Result<()> {
    sqlx::query!("update exam_plan_draft set applied_at = $2 where id = $1", id.0, at.to_sqlx())
        .execute(conn)
        .await?;
    Ok(())
}

/// How far a search is.
#[derive(Clone, Debug)]
pub struct Search {
    /// From 0 to 1.
    pub share: f64,
    /// How many exams have no place yet.
    pub unplaced: i32,
    /// What the best so far costs.
    pub cost: i64,
    /// The best so far.
    pub best: Places,
    /// Whether somebody asked to stop.
    pub stop_asked: bool,
}

/// Writes how far a search is, and answers whether somebody asked to stop.
pub async fn set_search(conn: &mut PgConnection, id: DraftId, now: &Search) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        "insert into exam_plan_search (draft_id, share, unplaced, cost, best) values ($1, $2, $3, $4, $5)
        on conflict (draft_id) do update set share = excluded.share, unplaced = excluded.unplaced,
            cost = excluded.cost, best = excluded.best
        returning stop_asked",
        id.0,
        now.share,
        now.unplaced,
        now.cost,
        Json(&now.best) as _
    )
    .fetch_one(conn)
    .await
}

/// Asks a search to stop; the best it has found is kept.
pub async fn ask_stop(conn: &mut PgConnection, id: DraftId) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into exam_plan_search (draft_id, share, unplaced, cost, best, stop_asked)
        values ($1, 0, 0, 0, '[]', true)
        on conflict (draft_id) do update set stop_asked = true",
        id.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How far the search for a draft is; none: it has not begun.
///
/// # Errors
/// As [`drafts`].
pub async fn search(conn: &mut PgConnection, id: DraftId) -> Result<Option<Search>> {
    let row = sqlx::query!("select * from exam_plan_search where draft_id = $1", id.0);
    let Some(row) = row.fetch_optional(conn).await? else { return Ok(None) };
    Ok(Some(Search {
        share: row.share,
        unplaced: row.unplaced,
        cost: row.cost,
        best: serde_json::from_value(row.best).map_err(|_| wrong("a list of places"))?,
        stop_asked: row.stop_asked,
    }))
}
