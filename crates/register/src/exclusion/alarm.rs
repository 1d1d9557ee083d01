//! What an operator has to look into. An alarm names an institution, a message and a row by their ids,
//! and never a person.

use super::row::Source;
use super::store;
use crate::{Act, ExclusionAlarmId};
use edge::{Error, Result};
use jiff::Timestamp;
use jiff::civil::Date;
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
    /// How often, until somebody looked into it.
    pub count: u64,
    /// Whether somebody has looked into it.
    pub is_seen: bool,
}

impl Alarm {
    /// One of a message that was not acted on. What an institution does wrong in the same way on a day is
    /// one alarm, of the first such message, so that it cannot push others off the page.
    pub(super) fn of_message(code: &str, source: Source, row: (Uuid, u32), day: Date) -> Self {
        Self {
            message: Some(source.message),
            row: Some(row),
            ..Self::once(code, source.institution, &day.to_string())
        }
    }

    /// One that is raised once, however often `what` happens again, until somebody has looked into it.
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

/// Raises an alarm, or counts it where the same one waits.
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
