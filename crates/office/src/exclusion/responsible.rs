//! The routines that keep the right case officer informed: somebody answers for the log of alerts
//! and what nobody has seen in time goes to all system owners; and a decision whose case officer no longer
//! works with exclusions is taken over by another.

use super::store::responsible::{self as stored, Left, Responsible};
use super::{SYSTEM_OWNERS, WRITERS, everywhere, not_oneself, said, store};
use crate::people::PersonName;
use crate::{Act, Error, ExclusionDecisionId, ExclusionRowId, PersonId, Result};
use jiff::civil::Date;
use sqlx::PgConnection;
use std::ops::RangeInclusive;
use ui::key;

/// Within how many days an alert is to be seen, as long as the institution has said nothing else.
const WITHIN_DAYS: i32 = 7;
/// What the institution may say.
pub(super) const DAYS: RangeInclusive<i64> = 1..=30;

/// How the log of alerts is looked after on a day.
pub(super) struct Routine {
    /// Who answers for it, where somebody was named.
    pub(super) responsible: Option<Responsible>,
    /// Whether that person is system owner still.
    pub(super) holds: bool,
    /// Within how many days an alert is to be seen.
    pub(super) within_days: i32,
}

impl Routine {
    /// As it stands.
    pub(super) async fn load(conn: &mut PgConnection, today: Date) -> Result<Self> {
        let responsible = stored::responsible(&mut *conn).await?;
        let owners = stored::system_owners(conn, today).await?;
        let holds =
            responsible.as_ref().is_some_and(|one| owners.iter().any(|(id, _)| *id == one.person));
        let within_days = responsible.as_ref().map_or(WITHIN_DAYS, |one| one.within_days);
        Ok(Self { responsible, holds, within_days })
    }

    /// The day by which an alert of this day is to be seen.
    pub(super) fn by(&self, day: Date) -> Date {
        day.saturating_add(jiff::Span::new().days(self.within_days))
    }

    /// Whether the log is this person's task: it is hers who answers for it, and everybody's who may read
    /// it where nobody does or the time is over.
    pub(super) fn is_task_of(&self, person: PersonId, overdue: bool) -> bool {
        let hers = self.responsible.as_ref().is_some_and(|one| one.person == person);
        overdue || self.responsible.is_some() && (hers || !self.holds)
    }
}

/// Names who answers for the log of alerts, and within how many days.
///
/// # Errors
/// Not found for others than system owners. Invalid: at `responsible` somebody who is none; at
/// `within_days` fewer than one day or more than thirty.
pub async fn set_responsible(act: &mut Act, person: PersonId, within_days: i64) -> Result<()> {
    let place = everywhere(act.node());
    act.who()?.require(SYSTEM_OWNERS, &place)?;
    let today = act.today();
    let owners = stored::system_owners(act.conn(), today).await?;
    if !owners.iter().any(|(id, _)| *id == person) {
        return Err(Error::field("responsible", said(key("exclusion-error-no-owner"))));
    }
    let days = i32::try_from(within_days).ok().filter(|_| DAYS.contains(&within_days));
    let days = days.ok_or_else(|| {
        let (least, most) = (DAYS.start(), DAYS.end());
        let args: [(&str, &dyn ui::ToArg); 2] = [("least", least), ("most", most)];
        Error::field("within_days", ui::messages::text("exclusion-error-days", &args))
    })?;
    let (now, by) = (act.now(), act.person()?);
    Ok(stored::set_responsible(act.conn(), (person, days), now, by).await?)
}

/// The decisions with a row that is not gone whose case officer works with exclusions no longer.
///
/// # Errors
/// The database is away.
pub(super) async fn left(conn: &mut PgConnection, today: Date) -> Result<Vec<Left>> {
    Ok(stored::left(conn, today, None).await?)
}

/// Takes over the decision of a row from a case officer who works with exclusions no longer.
///
/// # Errors
/// Not found for whoever does not register exclusions. Refused `own-case`, `officer-there` as long as
/// the case officer works with them. Not found: no such row, or one that is gone.
pub async fn take_over(act: &mut Act, row: ExclusionRowId) -> Result<ExclusionDecisionId> {
    act.who()?.require(WRITERS, &everywhere(act.node()))?;
    let found = store::lock(act.conn(), row).await?.ok_or(Error::NotFound)?;
    not_oneself(act, found.person)?;
    let decision = found.decision.ok_or(Error::NotFound)?.id;
    let today = act.today();
    if stored::left(act.conn(), today, Some(decision)).await?.is_empty() {
        return Err(Error::refused("officer-there", said(key("exclusion-refused-officer-there"))));
    }
    let (now, by) = (act.now(), act.person()?);
    stored::take_over(act.conn(), decision, now, by).await?;
    Ok(decision)
}

/// Those who may be named, by id and name.
pub(super) async fn owners(
    conn: &mut PgConnection,
    today: Date,
) -> Result<Vec<(PersonId, PersonName)>> {
    Ok(stored::system_owners(conn, today).await?)
}
