//! The log of alerts: what is new, changed or gone that has effect here.

use super::store::alerts::{self, Alert};
use super::{SYSTEM_OWNERS, everywhere, said, store};
use crate::http::{Allow, Posted, Routes, Signed, done, page};
use crate::people::PersonName;
use crate::{Act, Error, ExclusionAlertId, PersonId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use std::collections::HashMap;
use ui::key;

pub(super) fn routes() -> Routes {
    let owners = Allow::Roles(SYSTEM_OWNERS);
    Routes::default().page("/exclusions/alerts", owners, show).form(
        "/exclusions/alerts/{alert}/seen",
        owners,
        "exclusion.see_alert",
        post_seen,
    )
}

#[derive(Template)]
#[template(path = "exclusion/alerts.html")]
struct AlertsPage {
    frame: ui::Frame,
    alerts: Vec<Alert>,
    names: HashMap<PersonId, PersonName>,
}

impl AlertsPage {
    fn what(&self, alert: &Alert) -> String {
        self.frame.t(&format!("exclusion-alert-{}", alert.what.replace('_', "-")))
    }

    fn name(&self, alert: &Alert) -> String {
        if alert.what == "halted" {
            return String::new();
        }
        let name = alert.person.and_then(|person| self.names.get(&person));
        name.map_or_else(
            || self.frame.t("exclusion-erased"),
            |name| name.listed(self.frame.language),
        )
    }
}

/// The log, the newest first; whose page it is, is noted.
pub(super) async fn log(signed: &Signed) -> Result<Vec<Alert>> {
    signed.who.require(SYSTEM_OWNERS, &everywhere(&signed.node))?;
    let mut conn = signed.read().await?;
    let log = alerts::all(&mut conn).await?;
    let persons: Vec<PersonId> = log.iter().filter_map(|alert| alert.person).collect();
    signed.look_each(&persons, "exclusion-alert").await?;
    Ok(log)
}

async fn show(signed: Signed) -> Result<Response> {
    let alerts = log(&signed).await?;
    let persons: Vec<PersonId> = alerts.iter().filter_map(|alert| alert.person).collect();
    let mut conn = signed.read().await?;
    let names = store::names(&mut conn, &persons).await?;
    page(&AlertsPage { frame: signed.frame("exclusions/alerts"), alerts, names })
}

/// Notes that an alert has been seen, once.
///
/// # Errors
/// Not found for others than the system owner, and without such an alert; refused `already-seen`, and
/// `own-step` to whoever refused, took back or overtook what it is about, and to the registrar of what was
/// refused: it is there for another's eyes.
pub(super) async fn see(act: &mut Act, id: ExclusionAlertId) -> Result<()> {
    let place = everywhere(act.node());
    act.who()?.require(SYSTEM_OWNERS, &place)?;
    let (now, by) = (act.now(), act.person()?);
    if alerts::is_own(act.conn(), id, by).await? {
        return Err(Error::refused("own-step", said(key("exclusion-refused-own-step"))));
    }
    let noted = alerts::see(act.conn(), id, now, by).await?;
    match noted {
        Some(true) => Ok(()),
        Some(false) => Err(Error::refused("already-seen", said(key("exclusion-refused-seen")))),
        None => Err(Error::NotFound),
    }
}

async fn post_seen(Path(id): Path<ExclusionAlertId>, posted: Posted) -> Result<Response> {
    let mut act = posted.act().await?;
    see(&mut act, id).await?;
    act.commit(Entry::new("exclusion.see_alert", "exclusion_alert", id.0)).await?;
    Ok(done("/exclusions/alerts", "done-exclusion-seen"))
}
