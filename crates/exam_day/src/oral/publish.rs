//! An oral is published: each candidate is told her own time and place, each examiner who comes when. After
//! a change it is published again, and those whom the change concerns are told, nobody else.

use super::plan::{At, Candidate, Plan, Session};
use super::store::{self, writes};
use super::words::{course, room, term};
use super::{RUNNERS, own};
use crate::said::refused;
use letters::oral_examiner_notice::{OralExaminerNotice, Session as Sitting};
use letters::oral_notice::{OralNotice, Place};
use office::letters_out::to_person;
use office::{Act, Error, ExamId, PersonId, Result};
use rules::Refusal;
use serde_json::json;
use std::collections::BTreeSet;

/// How many were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Candidates.
    pub candidates: usize,
    /// Examiners.
    pub examiners: usize,
}

/// Publishes an oral as it stands, with a letter to everybody whom something new concerns (J-09, B-16).
///
/// # Errors
/// As [`own`]; refused `no-session`, `no-room`, by the rule `oral-plan` for what the plan breaks, and
/// `nothing-new` where everybody knows.
pub async fn publish(act: &mut Act, exam: ExamId, version: i32) -> Result<Published> {
    let plan = own(act, exam, version, RUNNERS).await?;
    holds(act, &plan)?;
    let now = act.now();
    let mut published = Published { candidates: 0, examiners: 0 };
    for candidate in &plan.candidates {
        let Some(at) = candidate.place else { continue };
        if !plan.is_told(candidate) && at.begins > now {
            tell_candidate(act, &plan, candidate, at).await?;
            published.candidates += 1;
        }
    }
    published.examiners = tell_examiners(act, &plan).await?;
    if published.candidates + published.examiners == 0 {
        return Err(refused("nothing-new", "oral-refused-nothing-new", &[]));
    }
    writes::set_published(act, exam).await?;
    Ok(published)
}

/// Whether the plan can be published as it stands.
fn holds(act: &Act, plan: &Plan) -> Result<()> {
    if plan.sessions.is_empty() || plan.candidates.is_empty() {
        return Err(refused("no-session", "oral-refused-no-session", &[]));
    }
    for session in &plan.sessions {
        room(session)?;
    }
    let broken = plan.broken(act.node())?;
    let because = broken.iter().map(rules::oral::Broken::reason).collect();
    match Refusal::from_all(broken.into_iter().map(|one| one.refusal).collect()) {
        Some(refusal) => Err(Error::because(refusal, because)),
        None => Ok(()),
    }
}

async fn tell_candidate(act: &mut Act, plan: &Plan, candidate: &Candidate, at: At) -> Result<()> {
    let session = plan.session(at.session).ok_or(Error::NotFound)?;
    let (name, minutes) = (room(session)?, plan.length(candidate));
    let before = candidate
        .told
        .as_ref()
        .map(|told| Place { begins: ui::in_norway(told.begins), room: told.room_name.clone() });
    let unit = plan.oral.unit;
    to_person(act, candidate.person, unit, ("exam", plan.oral.exam.0), |head| OralNotice {
        head,
        course: course(&plan.oral),
        term: term(&plan.oral),
        begins: ui::in_norway(at.begins),
        minutes: u32::try_from(minutes).unwrap_or_default(),
        room: name,
        before,
    })
    .await?;
    let id = session.room.ok_or(Error::NotFound)?;
    writes::told(act, candidate, (at.session, at.begins), (id, minutes)).await
}

/// Tells every examiner of whose sessions something is new, those who are needed no more with them.
async fn tell_examiners(act: &mut Act, plan: &Plan) -> Result<usize> {
    let exam = plan.oral.exam;
    let before = store::examiners_told(act.conn(), exam).await?;
    let seated = plan.sessions.iter().flat_map(|session| &session.examiners);
    let mut persons: BTreeSet<PersonId> = seated.map(|one| one.person).collect();
    persons.extend(before.iter().map(|(person, _)| *person));
    let mut told = 0;
    for person in persons {
        let sessions = sessions_of(plan, person);
        let said = written(plan, &sessions);
        let known = before.iter().find(|(own, _)| *own == person).map(|(_, plan)| plan);
        if known == Some(&said) {
            continue;
        }
        let sittings: Vec<Sitting> =
            sessions.iter().filter_map(|session| sitting(plan, session)).collect();
        let changed = known.is_some();
        to_person(act, person, plan.oral.unit, ("exam", exam.0), |head| OralExaminerNotice {
            head,
            course: course(&plan.oral),
            term: term(&plan.oral),
            candidates: sittings.iter().map(|one| one.candidates).sum(),
            sessions: sittings,
            changed,
        })
        .await?;
        writes::examiner_told(act, (exam, person), &said).await?;
        told += 1;
    }
    Ok(told)
}

/// The sessions in which somebody examines and to which somebody comes.
fn sessions_of(plan: &Plan, person: PersonId) -> Vec<&Session> {
    let own = |session: &&Session| {
        session.examiners.iter().any(|one| one.person == person)
            && !plan.of_session(session.id).is_empty()
    };
    plan.sessions.iter().filter(own).collect()
}

/// All that concerns an examiner, to be held against what she was told.
fn written(plan: &Plan, sessions: &[&Session]) -> String {
    let session = |session: &&Session| {
        let places: Vec<_> = plan
            .of_session(session.id)
            .into_iter()
            .map(|(one, begins)| json!([one.registration, begins.to_string(), plan.length(one)]))
            .collect();
        json!({ "session": session.id, "room": session.room_code, "places": places })
    };
    json!(sessions.iter().map(session).collect::<Vec<_>>()).to_string()
}

fn sitting(plan: &Plan, session: &Session) -> Option<Sitting> {
    let places = plan.of_session(session.id);
    let (_, first) = places.first()?;
    let ends = |(one, begins): &(&Candidate, jiff::Timestamp)| {
        crate::said::later(*begins, plan.length(one).into())
    };
    let last = places.iter().map(ends).max()?;
    Some(Sitting {
        day: ui::in_norway(*first).date(),
        room: session.room_name.clone(),
        from: ui::in_norway(*first).time(),
        until: ui::in_norway(last).time(),
        candidates: u32::try_from(places.len()).unwrap_or(u32::MAX),
    })
}
