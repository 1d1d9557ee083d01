//! Candidates: their numbers, their places in rooms, and the lists of them.
//!
//! The faculty section draws numbers at random, once per exam (J-01); who comes late gets
//! a number from the same wide range, so that no number tells when it was given and a
//! mistyped one is most likely nobody's (K-06). Lists exist alphabetically, per room and
//! by number (J-02, J-03, J-05), mark who gets the paper by e-mail (J-04), and hide the
//! names of persons with a protected address. Each look at a list is noted for every
//! person on it.

mod api;
pub(crate) mod csv;
mod draw;
pub(crate) mod pages;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub use draw::draw;
pub use store::{Candidate, Order};
pub use tasks::tasks;

use crate::access::Role;
use crate::catalogue::{self, Exam};
use crate::{Act, Error, ExamId, RegistrationId, Result};
use rules::Text;

/// Who draws the numbers (J-01).
pub const NUMBERERS: &[Role] = &[Role::FacultyOfficer];

/// Who gives places and marks delivery by e-mail.
pub const ARRANGERS: &[Role] = &[Role::ExamOfficer, Role::FacultyOfficer];

/// Draws a number for every registered candidate who has none. The first time numbers the
/// exam; later times take in those who came late. Answers how many numbers were drawn.
///
/// # Errors
/// Not found outside one's scope. Refused: `nobody-to-number`.
pub async fn number(act: &mut Act, id: ExamId) -> Result<usize> {
    let exam = lock(act, id, NUMBERERS).await?;
    let taken = store::numbers(act.conn(), id).await?;
    let waiting = store::without_number(act.conn(), id).await?;
    if waiting.is_empty() {
        return Err(nobody_to_number());
    }
    let drawn = draw(&mut rand::rng(), waiting.len(), &taken);
    store::give(act.conn(), &waiting, store::Given::Numbers(&drawn)).await?;
    if exam.numbered_at.is_none() {
        let now = act.now();
        store::set_numbered(act.conn(), id, now).await?;
    }
    Ok(waiting.len())
}

/// Gives every registered candidate a place, in alphabetical order from room to room; whoever's room was
/// chosen for her stays there, and nobody joins her in one that she is to have apart. Once the exam has
/// begun, the places say where each one sits.
///
/// # Errors
/// Not found outside one's scope. Refused: `begun`; `too-few-seats`, telling how many are missing.
pub async fn place(act: &mut Act, id: ExamId) -> Result<usize> {
    let exam = lock(act, id, ARRANGERS).await?;
    if exam.has_begun(act.now()) {
        return Err(begun());
    }
    let rooms = catalogue::store::rooms(act.conn(), id).await?;
    let kept = store::kept(act.conn(), id).await?;
    let mut waiting = store::in_name_order(act.conn(), id).await?;
    waiting.retain(|candidate| !kept.iter().any(|one| one.id == *candidate));
    let free = |room: &catalogue::store::ExamRoom| {
        let there = kept.iter().filter(|one| one.room == room.id);
        let seats = usize::try_from(room.capacity).unwrap_or(0);
        let apart = there.clone().any(|one| one.apart);
        if apart { 0 } else { seats.saturating_sub(there.count()) }
    };
    let seats: usize = rooms.iter().map(free).sum();
    if seats < waiting.len() {
        return Err(too_few_seats(waiting.len() - seats));
    }
    let mut next = rooms.iter().flat_map(|room| std::iter::repeat_n(room.id, free(room)));
    let places: Vec<_> = waiting.iter().filter_map(|_| next.next()).collect();
    store::give(act.conn(), &waiting, store::Given::Rooms(&places)).await?;
    Ok(waiting.len() + kept.len())
}

/// Marks whether the paper goes to this candidate by e-mail (J-04, G-13).
///
/// # Errors
/// Not found outside one's scope, or for a candidate of another exam. Refused `no-email`
/// for a candidate whose address is not known.
pub async fn set_email_delivery(
    act: &mut Act,
    exam: ExamId,
    id: RegistrationId,
    by_email: bool,
) -> Result<()> {
    lock(act, exam, ARRANGERS).await?;
    let known = store::knows_email(act.conn(), exam, id).await?.ok_or(Error::NotFound)?;
    if by_email && !known {
        return Err(no_email());
    }
    store::set_email_delivery(act.conn(), id, by_email).await?;
    Ok(())
}

async fn lock(act: &mut Act, id: ExamId, roles: &[Role]) -> Result<Exam> {
    let exam = catalogue::store::lock_exam(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if act.who()?.may(roles, &exam.place) { Ok(exam) } else { Err(Error::NotFound) }
}

fn nobody_to_number() -> Error {
    Error::refused(
        "nobody-to-number",
        Text::new(
            "Alle oppmeldte kandidater har allerede et nummer.",
            "Alle oppmelde kandidatar har alt eit nummer.",
            "Every registered candidate has a number already.",
        ),
    )
}

fn begun() -> Error {
    Error::refused(
        "begun",
        Text::new(
            "Eksamenen har begynt. Plassene viser hvor kandidatene sitter eller satt, og deles ikke ut på nytt.",
            "Eksamenen har byrja. Plassane viser kvar kandidatane sit eller sat, og blir ikkje delte ut på nytt.",
            "The exam has begun. The places show where the candidates sit or sat, and are not given out again.",
        ),
    )
}

fn too_few_seats(missing: usize) -> Error {
    Error::refused(
        "too-few-seats",
        Text::new(
            format!("Rommene har {missing} plasser for lite. Legg til et rom på eksamenen."),
            format!("Romma har {missing} plassar for lite. Legg til eit rom på eksamenen."),
            format!("The rooms are {missing} seats short. Add a room to the exam."),
        ),
    )
}

fn no_email() -> Error {
    Error::refused(
        "no-email",
        Text::new(
            "Kandidaten har ingen e-postadresse, så oppgaven kan ikke sendes dit.",
            "Kandidaten har inga e-postadresse, så oppgåva kan ikkje sendast dit.",
            "The candidate has no e-mail address to send the paper to.",
        ),
    )
}
