//! What an institution sets: whether it shares its results, and how long it gives others to answer.

use super::store::settings;
use super::{handler, institutions, said};
use jiff::{SignedDuration, Timestamp};
use office::{Act, Error, Result};
use sqlx::PgConnection;
use std::ops::RangeInclusive;
use ui::key;
use wire::InstitutionNumber;

/// How long an institution is given where nothing else is set, in hours.
pub(super) const HOURS_DEFAULT: i32 = 24;
/// What may be set.
pub(super) const HOURS: RangeInclusive<i32> = 1..=720;
/// How many questions an institution may put in a day where nothing else is set: about a student body.
pub(super) const QUOTA_DEFAULT: i32 = 20_000;
/// What may be set.
pub(super) const QUOTA: RangeInclusive<i32> = 0..=1_000_000;

/// Shares results from now on, or shares them no more; what the directory says beside it stays, and an
/// institution shares only where both say so.
///
/// # Errors
/// Not found for others than those who look after the exchange; invalid without a reason.
pub async fn set_sharing(act: &mut Act, shares: bool, because: &str) -> Result<()> {
    handler(act)?;
    if because.trim().is_empty() {
        return Err(Error::field("because", said("common-error-required")));
    }
    let noted = (act.now(), act.person()?);
    settings::set_sharing(act.conn(), (shares, because.trim()), noted).await?;
    Ok(())
}

/// Sets how long an institution, or all that have no hours of their own, is given to answer. It counts
/// for what is asked from now on.
///
/// # Errors
/// Not found for others than those who look after the exchange; invalid below 1 or above 720 hours, and
/// for an institution that the directory does not list.
pub async fn set_deadline(
    act: &mut Act,
    institution: Option<InstitutionNumber>,
    hours: i32,
) -> Result<()> {
    handler(act)?;
    if !HOURS.contains(&hours) {
        return Err(Error::field("hours", said(key("exchange-error-hours"))));
    }
    let others = institutions::others(act.node()).await?;
    if institution.is_some_and(|one| !others.contains(&one)) {
        return Err(Error::field("institution", said(key("exchange-error-institution"))));
    }
    let noted = (act.now(), act.person()?);
    settings::set_deadline(act.conn(), institution, hours, noted).await?;
    Ok(())
}

/// Sets how many questions an institution, or each that has no number of its own, may put here in a day.
/// It counts from now on, today's questions included.
///
/// # Errors
/// Not found for others than those who look after the exchange; invalid below 0 or above 1 000 000
/// questions, and for an institution that the directory does not list.
pub async fn set_quota(
    act: &mut Act,
    institution: Option<InstitutionNumber>,
    questions: i32,
) -> Result<()> {
    handler(act)?;
    if !QUOTA.contains(&questions) {
        return Err(Error::field("questions", said(key("exchange-error-quota"))));
    }
    let others = institutions::others(act.node()).await?;
    if institution.is_some_and(|one| !others.contains(&one)) {
        return Err(Error::field("institution", said(key("exchange-error-institution"))));
    }
    let noted = (act.now(), act.person()?);
    settings::set_quota(act.conn(), institution, questions, noted).await?;
    Ok(())
}

/// How many questions an institution may put here in a day.
pub(super) async fn quota(conn: &mut PgConnection, one: InstitutionNumber) -> Result<u32> {
    let set = settings::quota(conn, Some(one)).await?;
    Ok(set.unwrap_or(QUOTA_DEFAULT).unsigned_abs())
}

/// Whether this institution shares results today.
pub(super) async fn shares(act: &mut Act) -> Result<bool> {
    let said = settings::sharing(act.conn()).await?;
    let (node, today) = (act.node().clone(), act.today());
    let open = said.is_none_or(|(shares, ..)| shares);
    Ok(open && institutions::listed_as_sharing(&node, today).await?)
}

/// Until when institutions that are asked now are expected to answer.
pub(super) struct Deadlines(Vec<(Option<InstitutionNumber>, i32)>);

impl Deadlines {
    pub(super) async fn read(conn: &mut PgConnection) -> Result<Self> {
        Ok(Self(settings::deadlines(conn).await?))
    }

    /// The hours of an institution: its own, else those of all, else the default.
    pub(super) fn hours(&self, institution: Option<InstitutionNumber>) -> i32 {
        let of = |wanted| self.0.iter().find(|(one, _)| *one == wanted).map(|(_, hours)| *hours);
        institution.and_then(|one| of(Some(one))).or_else(|| of(None)).unwrap_or(HOURS_DEFAULT)
    }

    pub(super) fn due(&self, institution: InstitutionNumber, now: Timestamp) -> Timestamp {
        now + SignedDuration::from_hours(self.hours(Some(institution)).into())
    }
}
