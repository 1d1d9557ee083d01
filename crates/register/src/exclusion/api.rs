//! The same for programs.

use super::alarm::{Raised, see};
use super::open_epoch;
use super::overview::{Overview, overview};
use super::pages::{KEEPERS, READERS};
use super::statistics::Count;
use crate::access::Allow;
use crate::{ActHeader, ExclusionAlarmId, Routes, Signed};
use ::store::Entry;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use edge::{Problem, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(super) fn routes() -> Routes {
    let keepers = Allow::Roles(KEEPERS);
    Routes::default()
        .api(READERS, None, routes!(exclusions))
        .api(keepers, Some("exclusion.open_epoch"), routes!(open))
        .api(keepers, Some("exclusion.see_alarm"), routes!(seen))
}

/// A key that tokens stand under.
#[derive(Serialize, ToSchema)]
struct EpochItem {
    epoch: u32,
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
    /// From this day nothing is evaluated under it; none for the newest.
    #[schema(value_type = Option<String>, format = Date)]
    closes_on: Option<Date>,
}

/// An institution's part in the exclusions.
#[derive(Serialize, ToSchema)]
struct InstitutionItem {
    number: String,
    /// How many persons it may look up in a day and under a key.
    declared_size: u32,
    evaluated_today: u64,
    /// Under the newest key.
    evaluated: u64,
    /// Messages to it that have not arrived.
    undelivered: u64,
}

/// What somebody has to look into.
#[derive(Serialize, ToSchema)]
struct AlarmItem {
    id: ExclusionAlarmId,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// A code, e.g. `other-content` or `quota`.
    reason: String,
    institution: String,
    /// The message that was not acted on.
    message: Option<Uuid>,
    /// The row it was about.
    row: Option<Uuid>,
    version: Option<u32>,
    /// How often it happened, until somebody looked into it; the message is the first.
    count: u64,
    is_seen: bool,
}

impl From<Raised> for AlarmItem {
    fn from(raised: Raised) -> Self {
        let Raised { id, at, alarm, count, is_seen } = raised;
        Self {
            id,
            at,
            reason: alarm.reason,
            institution: alarm.institution,
            message: alarm.message,
            row: alarm.row.map(|(row, _)| row),
            version: alarm.row.map(|(_, version)| version),
            count,
            is_seen,
        }
    }
}

/// The state of the exclusions. It names nobody.
#[derive(Serialize, ToSchema)]
struct ExclusionsItem {
    list_version: u64,
    #[schema(value_type = Option<String>, format = DateTime)]
    list_changed_at: Option<Timestamp>,
    /// Whether everybody has been told of this version.
    is_announced: bool,
    epochs: Vec<EpochItem>,
    counts: Vec<Count>,
    institutions: Vec<InstitutionItem>,
    /// Declared numbers that wait for control.
    quotas_waiting: u64,
    /// Messages that have come and are not acted on.
    unhandled: u64,
    alarms: Vec<AlarmItem>,
}

impl From<Overview> for ExclusionsItem {
    fn from(found: Overview) -> Self {
        let epochs = found.epochs.into_iter().map(|one| EpochItem {
            epoch: one.epoch,
            opened_at: one.opened_at,
            closes_on: one.closes_on,
        });
        let institutions = found.institutions.into_iter().map(|one| InstitutionItem {
            number: one.number,
            declared_size: one.declared_size,
            evaluated_today: one.evaluated_today,
            evaluated: one.evaluated,
            undelivered: one.undelivered,
        });
        Self {
            list_version: found.list_version,
            list_changed_at: found.list_changed_at,
            is_announced: found.is_announced,
            epochs: epochs.collect(),
            counts: found.counts,
            institutions: institutions.collect(),
            quotas_waiting: found.quotas_waiting,
            unhandled: found.unhandled,
            alarms: found.alarms.into_iter().map(AlarmItem::from).collect(),
        }
    }
}

/// Counts, the list of tokens, its keys, institutions and alarms. Never a person.
#[utoipa::path(get, path = "/api/exclusions", tag = "exclusions",
    responses((status = 200, body = ExclusionsItem)))]
async fn exclusions(signed: Signed) -> Result<Json<ExclusionsItem>> {
    let mut conn = signed.read().await?;
    Ok(Json(overview(&signed.node, &mut conn).await?.into()))
}

/// The key that was opened.
#[derive(Serialize, ToSchema)]
struct EpochOpened {
    epoch: u32,
}

/// Opens a new key; the old one goes on for thirty days.
#[utoipa::path(post, path = "/api/exclusions/epochs", tag = "exclusions",
    responses((status = 201, body = EpochOpened),
        (status = 409, body = Problem, description = "still-moving")))]
async fn open(call: ActHeader) -> Result<(StatusCode, Json<EpochOpened>)> {
    let mut act = call.act().await?;
    let epoch = open_epoch(&mut act).await?;
    act.commit(opened(epoch)).await?;
    Ok((StatusCode::CREATED, Json(EpochOpened { epoch })))
}

/// The audit entry of a new key.
pub(super) fn opened(epoch: u32) -> Entry {
    Entry::new("exclusion.open_epoch", "exclusion_list", Uuid::nil()).fact("epoch", epoch)
}

/// Says that an alarm was looked into.
#[utoipa::path(post, path = "/api/exclusions/alarms/{alarm}/seen", tag = "exclusions",
    params(("alarm" = Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn seen(call: ActHeader, Path(id): Path<ExclusionAlarmId>) -> Result<StatusCode> {
    let mut act = call.act().await?;
    see(&mut act, id).await?;
    act.commit(looked_into(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The audit entry of an alarm that was looked into.
pub(super) fn looked_into(id: ExclusionAlarmId) -> Entry {
    Entry::new("exclusion.see_alarm", "exclusion_alarm", id.0)
}
