//! What exams a term has: for the department with numbers, forms, examiners and what the teachers owe by
//! when (B-02), and for the desk, where papers are handed in (B-03).
//!
//! Both are read from what is there, and so are never behind it.

mod api;
mod pages;
mod store;
#[cfg(test)]
mod tests;

use edge::Place;
use edge::station::Messages;
use office::Routine;
use office::access::Role;
use office::http::{Allow, Signed};
use office::{PersonId, Result};
use rules::{Form, Term};
use store::Line;
use ui::key;

/// Who reads what the department has, with who grades.
pub const READERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::HeadOfOffice,
];
/// Who reads what is handed in at the desk: those, and the desk.
pub const DESK_READERS: &[Role] = &[
    Role::ExamOfficer,
    Role::FacultyOfficer,
    Role::ExamCoordinator,
    Role::CentralOfficer,
    Role::HeadOfOffice,
    Role::DeskOfficer,
];

/// What the office gets from here.
pub const ROUTINE: Routine = Routine {
    routes: pages::routes,
    places: &[(
        "nav-exams",
        Place {
            key: key("nav-exam-overview"),
            href: "/exam-overview",
            allow: Allow::Roles(READERS),
        },
    )],
    tasks: |_, _, _, _| Box::pin(async { Ok(Vec::new()) }),
    jobs: &[],
    messages: Messages::default,
};

/// The exams of a term at the reader's units; that she was shown who grades them is noted.
async fn of_term(signed: &Signed, term: Term) -> Result<Vec<Line>> {
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(READERS);
    let examiners = store::examiners(&mut conn, term, &scope).await?;
    let lines = store::lines(&mut conn, term, &scope, examiners).await?;
    let mut seen: Vec<PersonId> =
        lines.iter().flat_map(|line| &line.examiners).map(|(person, _)| *person).collect();
    seen.sort_unstable();
    seen.dedup();
    signed.look_each(&seen, "examiner").await?;
    Ok(lines)
}

/// Of them those that are handed in, without who grades them: what is told on the spot is not.
async fn of_desk(signed: &Signed, term: Term) -> Result<Vec<Line>> {
    let mut conn = signed.read().await?;
    let scope = signed.who.scope(DESK_READERS);
    let mut lines = store::lines(&mut conn, term, &scope, store::Examiners::new()).await?;
    lines.retain(|line| is_handed_in(line.form));
    Ok(lines)
}

/// Whether answers of this form come to the desk: all that is not told on the spot.
const fn is_handed_in(form: Form) -> bool {
    !form.is_told_on_the_spot()
}
