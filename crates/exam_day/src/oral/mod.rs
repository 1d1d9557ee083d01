//! Orals, practical and performing exams: when each candidate comes where, and who is told of it.
//!
//! The subject group sets day and committee (A-05, J-08); teacher education has a rule of its own, and who
//! sets the day the rule `oral-date` says. The department reserves the rooms (B-28, J-12), sets them up and
//! clears them (B-29), gives each candidate a time by the rule `oral-places`, moves by hand whom it must, and
//! publishes: each candidate is told time and place (J-09), each examiner the plan, with the protocol that
//! shows names (B-16, J-10). Nobody sees a time before it is published; what changes after that is published
//! again, with a letter to exactly those whom it concerns.

mod api;
mod api_steps;
mod api_view;
mod candidate_pages;
mod entered;
mod model;
mod my_pages;
mod pages;
mod place;
mod plan;
mod protocol;
mod publish;
mod room;
mod step_pages;
mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod words;

pub use entered::{
    AwayTime, CandidateFacts, NewSession, away, back, candidate, end_session, session, set,
};
pub use place::{Move, place, shift};
pub use plan::{Plan, Sequence, Settings};
pub use publish::{Published, publish};
pub use room::{Ready, ready, reserve};

use crate::said::refused;
use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::{Allow, Routes};
use office::{Act, Error, ExamId, Result};
use ui::messages::text;

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes,
    places: &[
        (
            "nav-room-bookings",
            Place { key: "nav-orals", href: "/orals", allow: Allow::Roles(VIEWERS) },
        ),
        ("nav-my-looks", Place { key: "nav-my-orals", href: "/my/orals", allow: Allow::SignedIn }),
    ],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[],
    messages: Messages::default,
};

/// Who sees who comes when: an oral is not anonymous.
pub const VIEWERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::HeadOfOffice,
    Role::DeskOfficer,
    Role::CourseResponsible,
];

/// Who sets day and committee: the subject group, or the officer who enters what it has decided.
pub const SETTERS: &[Role] = &[Role::CourseResponsible, Role::ExamOfficer];

/// Who reserves rooms, places candidates and tells them: the department (B-16, B-28, B-29).
pub const RUNNERS: &[Role] = &[Role::ExamOfficer];

fn routes() -> Routes {
    pages::routes()
        .merge(step_pages::routes())
        .merge(candidate_pages::routes())
        .merge(my_pages::routes())
        .merge(api::routes())
        .merge(api_steps::routes())
}

/// The oral with all that is known of it, held until the act ends, for one of `roles` who has read the
/// version that stands; the version counts up.
///
/// # Errors
/// Not found outside one's scope or for an exam that is taken otherwise; a conflict where somebody else has
/// changed it meanwhile.
async fn own(act: &mut Act, exam: ExamId, version: i32, roles: &[Role]) -> Result<Plan> {
    let oral = store::oral(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    act.who()?.require(VIEWERS, &oral.place)?;
    if !act.who()?.may(roles, &oral.place) {
        return Err(refused("not-yours", "oral-refused-not-yours", &[]));
    }
    let held = store::lock(act.conn(), exam).await?.unwrap_or_default();
    if held != version {
        return Err(Error::Conflict(text("oral-conflict", &[])));
    }
    let plan = Plan::read(act.conn(), exam).await?;
    store::writes::set(act, exam, &plan.oral.set).await?;
    Ok(plan)
}

/// The exam of a session, for whoever may see it.
///
/// # Errors
/// Not found where there is no such session, or outside one's scope.
async fn exam_of(act: &mut Act, session: crate::OralSessionId) -> Result<ExamId> {
    let exam = store::exam_of(act.conn(), session).await?.ok_or(Error::NotFound)?;
    let oral = store::oral(act.conn(), exam).await?.ok_or(Error::NotFound)?;
    act.who()?.require(VIEWERS, &oral.place)?;
    Ok(exam)
}
