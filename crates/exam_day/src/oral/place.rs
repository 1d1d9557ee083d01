//! Candidates get their times: all of them by the rule, one of them by hand.

use super::entered::not_begun;
use super::plan::{Candidate, Plan, key};
use super::store::writes;
use super::{RUNNERS, own};
use crate::OralSessionId;
use crate::said::{at, local, refused};
use jiff::Timestamp;
use jiff::civil::DateTime;
use office::{Act, Error, ExamId, RegistrationId, Result};
use rules::Rule;
use rules::oral::{Broken, OralPlaces, PlacesAnswer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Gives every candidate a time by the rule `oral-places`. Whoever is locked, has been told or has begun
/// keeps hers; answers how many have a time, and how many found none.
///
/// # Errors
/// As [`own`]; refused `no-session`.
pub async fn place(act: &mut Act, exam: ExamId, version: i32) -> Result<(usize, usize)> {
    let plan = own(act, exam, version, RUNNERS).await?;
    let now = act.now();
    let facts = plan.facts(|one| keeps(one, now))?;
    if plan.sessions.is_empty() {
        return Err(refused("no-session", "oral-refused-no-session", &[]));
    }
    let day = plan.first_on().ok_or(Error::NotFound)?;
    let decision = OralPlaces::decide(&facts, act.node().rules_on(day)?);
    let PlacesAnswer { places, left } =
        decision.outcome.map_err(|refusal| Error::because(refusal, decision.because))?;
    let anew = plan.candidates.iter().filter(|one| !keeps(one, now));
    let anew: Vec<RegistrationId> = anew.map(|one| one.registration).collect();
    writes::clear_places(act, &anew).await?;
    for placed in &places {
        let candidate =
            plan.candidates.iter().find(|one| key(one.registration) == placed.candidate);
        let session = plan.sessions.iter().find(|one| key(one.id) == placed.session);
        let (Some(candidate), Some(session)) = (candidate, session) else { continue };
        if !keeps(candidate, now) {
            let begins = local(placed.begins)?;
            writes::set_place(act, candidate.registration, (session.id, begins), false).await?;
        }
    }
    Ok((places.len(), left.len()))
}

/// Whether a candidate keeps her place when the others get theirs.
fn keeps(one: &Candidate, now: Timestamp) -> bool {
    one.place.is_some_and(|at| one.locked || one.told.is_some() || at.begins <= now)
}

/// Where a candidate is moved by hand.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OralMove)]
pub struct Move {
    /// The version of the oral that was read.
    pub version: i32,
    /// The session.
    pub session: OralSessionId,
    /// When she begins, in Norwegian local time.
    #[schema(value_type = String)]
    pub begins: DateTime,
    /// Whether she keeps it when the others are placed anew.
    #[serde(default)]
    pub locked: bool,
}

/// Moves a candidate by hand, and tells at once what that breaks: it stands all the same, and nothing is
/// published that breaks something.
///
/// # Errors
/// As [`own`]; not found for one who is not registered; refused `begun` for one whose time has come; invalid
/// for another exam's session, and for a time on another day.
pub async fn shift(
    act: &mut Act,
    exam: ExamId,
    id: RegistrationId,
    to: Move,
) -> Result<Vec<Broken>> {
    let mut plan = own(act, exam, to.version, RUNNERS).await?;
    let begins = local(to.begins)?;
    let Some(session) = plan.session(to.session) else {
        return Err(at("session", "oral-error-session", &[]));
    };
    if ui::in_norway(session.from).date() != to.begins.date() {
        return Err(at("begins", "oral-error-day", &[]));
    }
    not_begun(act, begins)?;
    let one = plan.candidates.iter_mut().find(|one| one.registration == id);
    let one = one.ok_or(Error::NotFound)?;
    if let Some(before) = one.place {
        not_begun(act, before.begins)?;
    }
    one.place = Some(super::plan::At { session: to.session, begins });
    writes::set_place(act, id, (to.session, begins), to.locked).await?;
    broken_of(act, &plan, id)
}

/// What the plan breaks for one candidate, and with her for the others of her session.
fn broken_of(act: &Act, plan: &Plan, id: RegistrationId) -> Result<Vec<Broken>> {
    let own = key(id);
    let one = plan.candidates.iter().find(|one| one.registration == id);
    let session = one.and_then(|one| one.place).map(|place| key(place.session));
    let broken = plan.broken(act.node())?;
    Ok(broken
        .into_iter()
        .filter(|one| one.candidate.as_ref() == Some(&own) || one.session == session)
        .collect())
}

/// The day of a session of an exam.
///
/// # Errors
/// Not found outside one's scope; invalid for another exam's session.
pub(super) async fn day_of(
    act: &mut Act,
    exam: ExamId,
    session: OralSessionId,
) -> Result<jiff::civil::Date> {
    let oral = super::store::oral(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    act.who()?.require(super::VIEWERS, &oral.place)?;
    let sessions = super::store::sessions(act.conn(), exam).await?;
    let found = sessions.iter().find(|one| one.id == session);
    let found = found.ok_or_else(|| at("session", "oral-error-session", &[]))?;
    Ok(ui::in_norway(found.from).date())
}
