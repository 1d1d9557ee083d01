//! Letters that the office sends: stored as data in the act, made into PDF by a job.
//!
//! [`send`] is called by a use case within its act: the letter exists if and only if the
//! act is committed. The job [`RENDER`] lets the press make the PDF, keeps it as a file and
//! sends the letter on its channel, each once. Whoever has an e-mail address is told by the job
//! [`NOTIFY`] that a letter waits, and nothing of what it says; an address that is refused
//! puts the letter on paper. What goes on paper waits in the print queue of the unit until
//! somebody says that it is printed.

pub(crate) mod api;
mod arrival;
mod cited;
pub(crate) mod demo;
mod head;
mod kind;
#[cfg(test)]
mod mail_tests;
mod notice;
pub(crate) mod pages;
mod print;
mod render;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod to_person;

pub use arrival::{
    MISCONDUCT_POSTED, QUARANTINE_POSTED, RECOGNITION_POSTED, goes_by_post, waits_for_post,
};
pub use cited::cited;
pub use head::{addressee, head, signature_of, signature_of_handler, signature_of_head_of_office};
pub(crate) use kind::{LETTER_ROLES, readers};
pub use notice::{NOTIFY, notify};
pub use print::mark_printed;
pub(crate) use render::keep;
pub use render::{RENDER, render};
pub use tasks::tasks;
pub use to_person::to_person;

use crate::access::Role;
use crate::{Act, LetterId, PersonId, Result, UnitId};
use letters::Letter;
use rules::Language;
use uuid::Uuid;

/// How a letter reaches the addressee.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In the person's own window, told by e-mail; on paper where the office has no mail
    /// server or the person no address.
    Email,
    /// On paper, from the unit's print queue.
    Print,
    /// In the person's own window or the unit's case alone.
    Internal,
}

impl Channel {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Print => "print",
            Self::Internal => "internal",
        }
    }
}

/// Who else gets a copy: those with a role at a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyTo {
    /// The unit.
    pub unit: UnitId,
    /// The role there.
    pub role: Role,
}

/// A letter to be sent.
pub struct NewLetter<'a, L> {
    /// What it says.
    pub letter: &'a L,
    /// The language form of the one who reads it.
    pub language: Language,
    /// To whom; `None` for a letter to a unit or an institution.
    pub person: Option<PersonId>,
    /// The unit that sends it.
    pub unit: UnitId,
    /// What it is about, e.g. `("appeal", id)`.
    pub subject: (&'static str, Uuid),
    /// How it goes.
    pub channel: Channel,
    /// Who gets a copy.
    pub copies: &'a [CopyTo],
}

/// Stores the letter as data and template version and leaves the rendering to a job.
///
/// # Errors
/// The database is away.
pub async fn send<L: Letter>(act: &mut Act, new: NewLetter<'_, L>) -> Result<LetterId> {
    let id = LetterId::new();
    let data = serde_json::to_value(new.letter).map_err(|error| {
        crate::Error::Internal(anyhow::anyhow!("letter data: {:?}", error.classify()))
    })?;
    let now = act.now();
    store::insert(act.conn(), id, L::KIND, L::VERSION, &new, &data, now).await?;
    for copy in new.copies {
        store::insert_copy(act.conn(), id, *copy).await?;
    }
    act.enqueue(RENDER, serde_json::json!({ "letter": id }), now).await?;
    Ok(id)
}
