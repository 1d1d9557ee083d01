//! A right to study: what exclusions of this institution do to it, today and for good.

use super::police_certificate;
use super::store::rights::{self, Right};
use crate::exclusion;
use crate::{Act, Error, Node, PersonId, Result};
use ::store::Entry;
use ::store::job::Job;
use jiff::civil::Date;
use rules::RuleSet;
use rules::exclusion::{HeldRight, Row};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// The job that lets a controlled version of a row have its effect on study rights: `{ "row": … }`. The
/// routine `exclusion` leaves it.
pub const STUDY_RIGHT_JOB: &str = exclusion::CONTROLLED_JOB;

/// A study right with what exclusions do to it on a day.
pub(crate) struct Stands {
    pub(crate) right: Right,
    pub(crate) now: HeldRight,
    /// The last day on which the police certificate that it waits for is handed in.
    pub(crate) certificate_by: Option<Date>,
}

impl Stands {
    /// The last day of a suspension.
    pub(crate) const fn suspended_until(&self) -> Option<Date> {
        match &self.now {
            HeldRight::Suspended { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// Where it stands on a day: its own days count too.
    pub(crate) fn key(&self, today: Date) -> &'static str {
        match &self.now {
            HeldRight::Lost { .. } => ui::key("admission-right-lost"),
            HeldRight::Suspended { .. } => ui::key("admission-right-suspended"),
            HeldRight::Runs if self.right.lost_on.is_some_and(|lost| lost <= today) => {
                ui::key("admission-right-lost")
            }
            HeldRight::Runs if today > self.right.to => ui::key("admission-right-over"),
            HeldRight::Runs if self.right.waits_for_certificate() => {
                ui::key("admission-right-waits-for-certificate")
            }
            HeldRight::Runs if today < self.right.from => ui::key("admission-right-to-come"),
            HeldRight::Runs => ui::key("admission-right-runs"),
        }
    }
}

/// The study rights of a person, each with what the heaviest row in force does to it today.
pub(crate) async fn of_person(
    conn: &mut PgConnection,
    node: &Node,
    person: PersonId,
    today: Date,
) -> Result<Vec<Stands>> {
    let rows = exclusion::own_rows(&mut *conn, node, person).await?;
    let mut stands = Vec::new();
    for right in rights::of_person(conn, person).await? {
        let mut now = HeldRight::Runs;
        for (_, row, law) in &rows {
            let Some(section) = &law.sections.exclusion else { continue };
            let of = (right.code.as_str(), right.classification);
            now = heavier(now, section.held_right(row, of, today));
        }
        let certificate_by = police_certificate::hand_in_by(node, &right, today);
        stands.push(Stands { right, now, certificate_by });
    }
    Ok(stands)
}

/// What is lost weighs more than what is suspended, and a longer suspension more than a shorter one.
fn heavier(one: HeldRight, other: HeldRight) -> HeldRight {
    match (&one, &other) {
        (HeldRight::Lost { .. }, _) | (_, HeldRight::Runs) => one,
        (HeldRight::Suspended { until: a, .. }, HeldRight::Suspended { until: b, .. })
            if a >= b =>
        {
            one
        }
        _ => other,
    }
}

#[derive(Deserialize)]
struct Payload {
    row: Uuid,
}

/// Notes which study rights a row ends for good, so that they stay lost when the row is gone; and gives
/// back what was lost by a row that was taken back before its time.
///
/// # Errors
/// The database failed; the job is tried again.
pub async fn study_right_job(node: &Node, job: &Job) -> Result<()> {
    let Payload { row } = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.into()))?;
    let mut act = Act::of_stored_job(node, job).await?;
    let changed = match exclusion::own_row(act.conn(), node, row).await? {
        Some((person, found, law)) => lose(&mut act, person, (row, &found, law)).await?,
        None => {
            let persons = rights::give_back(act.conn(), row).await?;
            // Another row may have ended it too: what was noted of the first alone stays lost by that one.
            for person in &persons {
                for (id, found, law) in exclusion::own_rows(act.conn(), node, *person).await? {
                    lose(&mut act, *person, (id, &found, law)).await?;
                }
            }
            persons.len()
        }
    };
    act.commit(Entry::new("admission.study_right", "exclusion", row).fact("rights", changed)).await
}

/// Notes which study rights of a person a row ends for good. Answers how many.
async fn lose(
    act: &mut Act,
    person: PersonId,
    (id, row, law): (Uuid, &Row, &RuleSet),
) -> Result<usize> {
    let Some(section) = &law.sections.exclusion else { return Ok(0) };
    let mut lost = 0;
    for right in rights::of_person(act.conn(), person).await? {
        let of = (right.code.as_str(), right.classification);
        let now = section.held_right(row, of, *row.from);
        let ends = matches!(now, HeldRight::Lost { .. });
        lost += usize::from(ends && rights::lose(act.conn(), right.id, id, *row.from).await?);
    }
    Ok(lost)
}
