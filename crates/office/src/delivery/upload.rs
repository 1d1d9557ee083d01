//! The candidate's own upload.

use super::{Channel, store};
use crate::catalogue::{self, Exam};
use crate::registration::{
    self,
    store::{Own, Status, lock},
};
use crate::{Act, DeliveryId, Error, Node, RegistrationId, Result};
use jiff::Timestamp;
use rules::Text;
use sqlx::PgConnection;
use uuid::Uuid;

/// An answer that its candidate uploads; the file is kept already.
pub struct UploadAnswer {
    /// The registration.
    pub registration: RegistrationId,
    /// The file.
    pub file: Uuid,
}

/// Hands an answer in. A later one takes the place of an earlier one, which is kept.
///
/// # Errors
/// Not found for another person's registration. Refused as [`may_upload`] says.
pub async fn upload_answer(act: &mut Act, command: &UploadAnswer) -> Result<DeliveryId> {
    let own = lock(act.conn(), command.registration).await?.ok_or(Error::NotFound)?;
    let (me, now) = (act.person()?, act.now());
    if own.person != me {
        return Err(Error::NotFound);
    }
    let exam = catalogue::store::exam(act.conn(), own.exam).await?.ok_or(Error::NotFound)?;
    let node = act.node().clone();
    may_upload(act.conn(), &node, &exam, &own, now).await?;
    let id = match store::delivery_of(act.conn(), own.id).await? {
        Some((id, Channel::Upload)) => {
            store::receive_again(act.conn(), id, now).await?;
            id
        }
        Some(_) => return Err(Closed::AlreadyReceived.into()),
        None => {
            let id = DeliveryId::new();
            store::insert_upload(act.conn(), id, own.id, me, now).await?;
            id
        }
    };
    store::replace_file(act.conn(), id, command.file, now).await?;
    Ok(id)
}

/// Whether an answer can be handed in at `now`. What an examiner has assessed is not exchanged,
/// whatever day is set for the exam: an appeal looks at the same answer.
///
/// # Errors
/// Refused: `no-answer` for an oral, practical or performing exam, `not-registered`,
/// `absence-recorded`, `undated`, `too-early`, `too-late`, `grading-begun`; `excluded`, whatever was handed
/// in before.
pub async fn may_upload(
    conn: &mut PgConnection,
    node: &Node,
    exam: &Exam,
    own: &Own,
    now: Timestamp,
) -> Result<()> {
    if !exam.has_answers() {
        return Err(Closed::NoAnswer.into());
    }
    if own.status != Status::Registered {
        return Err(Closed::NotRegistered.into());
    }
    if own.absent {
        return Err(Closed::AbsenceRecorded.into());
    }
    let Some(until) = exam.hand_in_until() else { return Err(Closed::Undated.into()) };
    if exam.opens_at().is_some_and(|opens| now < opens) {
        return Err(Closed::TooEarly.into());
    }
    if now > until {
        return Err(Closed::TooLate.into());
    }
    registration::may_hand_in(&mut *conn, node, exam, own.person).await?;
    if store::is_assessed(conn, own.id, exam.id).await? {
        return Err(Closed::GradingBegun.into());
    }
    Ok(())
}

/// Why no answer is taken in.
#[derive(Clone, Copy)]
enum Closed {
    NoAnswer,
    NotRegistered,
    AbsenceRecorded,
    Undated,
    TooEarly,
    TooLate,
    GradingBegun,
    AlreadyReceived,
}

impl Closed {
    const fn code(self) -> &'static str {
        match self {
            Self::NoAnswer => "no-answer",
            Self::NotRegistered => "not-registered",
            Self::AbsenceRecorded => "absence-recorded",
            Self::Undated => "undated",
            Self::TooEarly => "too-early",
            Self::TooLate => "too-late",
            Self::GradingBegun => "grading-begun",
            Self::AlreadyReceived => "already-received",
        }
    }

    fn text(self) -> Text {
        match self {
            Self::NoAnswer => Text::new(
                "Ved denne eksamenen leveres det ingen besvarelse.",
                "Ved denne eksamenen blir det ikkje levert noko svar.",
                "No answer is handed in for this exam.",
            ),
            Self::NotRegistered => Text::new(
                "Du er ikke lenger meldt til denne eksamenen.",
                "Du er ikkje lenger meld til denne eksamenen.",
                "You are no longer registered for this exam.",
            ),
            Self::AbsenceRecorded => Text::new(
                "Det er registrert fravær for deg. Ta kontakt med ekspedisjonen.",
                "Det er registrert fråvær for deg. Ta kontakt med ekspedisjonen.",
                "An absence is recorded for you. Please contact the desk.",
            ),
            Self::Undated => Text::new(
                "Datoen for eksamenen er ikke fastsatt ennå.",
                "Datoen for eksamenen er ikkje fastsett enno.",
                "The date of the exam is not set yet.",
            ),
            Self::TooEarly => Text::new(
                "Eksamenen har ikke begynt.",
                "Eksamenen har ikkje byrja.",
                "The exam has not begun.",
            ),
            Self::GradingBegun => Text::new(
                "Sensuren har begynt. En besvarelse kan ikke leveres eller byttes ut etter det.",
                "Sensuren har byrja. Eit svar kan ikkje leverast eller bytast ut etter det.",
                "Grading has begun. After that no answer can be handed in or exchanged.",
            ),
            Self::AlreadyReceived => Text::new(
                "Besvarelsen din er allerede mottatt på papir.",
                "Svaret ditt er alt motteke på papir.",
                "Your answer has been received on paper already.",
            ),
            Self::TooLate => Text::new(
                "Fristen for å levere er ute.",
                "Fristen for å levere er ute.",
                "The time for handing in has ended.",
            ),
        }
    }
}

impl From<Closed> for Error {
    fn from(closed: Closed) -> Self {
        Self::refused(closed.code(), closed.text())
    }
}
