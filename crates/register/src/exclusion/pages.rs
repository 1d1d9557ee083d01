//! The operators' page: counts, the list of tokens, its keys, institutions and alarms. Never a person.

use super::alarm::{Raised, see};
use super::overview::{Overview, overview};
use super::statistics::Count;
use super::{api, open_epoch};
use crate::access::{Allow, Role};
use crate::{ExclusionAlarmId, Posted, Routes, Signed};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use edge::{Result, done, page};

/// Who reads it: every operator.
pub(super) const READERS: Allow = Allow::Roles(&Role::ALL);
/// Who opens keys, proposes declared numbers and looks into alarms.
pub(super) const KEEPERS: &[Role] = &[Role::SystemOwner];

pub(super) fn routes() -> Routes {
    let keepers = Allow::Roles(KEEPERS);
    Routes::default()
        .page("/exclusions", READERS, show)
        .form("/exclusions/epochs", keepers, "exclusion.open_epoch", open)
        .form("/exclusions/alarms/{alarm}/seen", keepers, "exclusion.see_alarm", seen)
}

#[derive(Template)]
#[template(path = "exclusion/overview.html")]
struct OverviewPage {
    frame: ui::Frame,
    found: Overview,
    /// Whether the reader may change something.
    is_keeper: bool,
}

impl OverviewPage {
    /// What a count counts, in words.
    fn counted(&self, count: &Count) -> String {
        match count.by.as_str() {
            "institution" => {
                self.frame.ta("exclusions-count-institution", &[("number", &count.what)])
            }
            "type" => count.what.clone(),
            _ => self.frame.t(&format!("exclusions-status-{}", count.what)),
        }
    }

    /// Whether everybody has been told of the list.
    fn announced(&self) -> String {
        self.frame.t(if self.found.is_announced {
            "exclusions-is-announced"
        } else {
            "exclusions-not-announced"
        })
    }

    /// Why an alarm was raised.
    fn reason(&self, raised: &Raised) -> String {
        self.frame.t(&format!("exclusions-alarm-{}", raised.alarm.reason))
    }

    /// The message or row that an alarm is about, by its id.
    fn about(&self, raised: &Raised) -> String {
        match (raised.alarm.message, raised.alarm.row) {
            (Some(message), Some((row, version))) => format!("{message} · {row} ({version})"),
            _ => "–".to_owned(),
        }
    }
}

async fn show(signed: Signed) -> Result<Response> {
    let mut conn = signed.read().await?;
    let found = overview(&signed.node, &mut conn).await?;
    let is_keeper = signed.who.roles.iter().any(|role| KEEPERS.contains(role));
    page(&OverviewPage { frame: signed.frame("exclusions"), found, is_keeper })
}

async fn open(posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    let epoch = open_epoch(&mut act).await?;
    act.commit(api::opened(epoch)).await?;
    Ok(done("/exclusions", "done-exclusions-epoch-opened"))
}

async fn seen(Path(id): Path<ExclusionAlarmId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    see(&mut act, id).await?;
    act.commit(api::looked_into(id)).await?;
    Ok(done("/exclusions", "done-exclusions-alarm-seen"))
}
