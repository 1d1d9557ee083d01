//! What an operator has to look into. An alarm names an institution, a message and a row by their ids,
//! and never a person.

use super::row::Source;
use super::store;
use crate::{Act, ExclusionAlarmId};
use edge::{Error, Result};
use jiff::Timestamp;
use uuid::Uuid;
use wire::InstitutionNumber;

/// An alarm.
#[derive(Clone)]
pub struct Alarm {
    /// Why: a code.
    pub reason: String,
    /// Whose doing.
    pub institution: String,
    /// The message that was not acted on.
    pub message: Option<Uuid>,
    /// The row it was about.
    pub row: Option<(Uuid, u32)>,
    pub(super) once: Option<String>,
}

/// An alarm as operators read it.
pub struct Raised {
    /// Its id.
    pub id: ExclusionAlarmId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub alarm: Alarm,
    /// Whether somebody has looked into it.
    pub is_seen: bool,
}

impl Alarm {
    pub(super) fn of_message(code: &str, source: Source, row: Uuid, version: u32) -> Self {
        Self {
            reason: code.to_owned(),
            institution: source.institution.to_string(),
            message: Some(source.message),
            row: Some((row, version)),
            once: None,
        }
    }

    /// One that is raised once, however often `what` happens again.
    pub(super) fn once(code: &str, institution: InstitutionNumber, what: &str) -> Self {
        Self {
            reason: code.to_owned(),
            institution: institution.to_string(),
            message: None,
            row: None,
            once: Some(format!("{code} {institution} {what}")),
        }
    }
}

/// Raises an alarm.
pub(super) async fn raise(act: &mut Act, alarm: &Alarm) -> Result<()> {
    let (id, now) = (ExclusionAlarmId::new(), act.now());
    store::alarm::raise(act.conn(), (id, now), alarm).await?;
    let (reason, institution) = (&alarm.reason, &alarm.institution);
    tracing::warn!(%reason, %institution, "an alarm of the exclusions");
    Ok(())
}

/// Somebody has looked into it.
///
/// # Errors
/// Not found when there is no such alarm that waits.
pub(super) async fn see(act: &mut Act, id: ExclusionAlarmId) -> Result<()> {
    let (by, now) = (act.person()?, act.now());
    match store::alarm::see(act.conn(), id, (by, now)).await? {
        true => Ok(()),
        false => Err(Error::NotFound),
    }
}
