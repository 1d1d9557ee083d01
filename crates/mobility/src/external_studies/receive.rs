//! A document comes: read, held against the person, and kept with what it came with.

use super::{Words, learner, line, store};
use crate::ExternalDocumentId;
use office::{Act, Error, PersonId, Result};
use rules::exchange::{Basis, Purpose};
use uuid::Uuid;

/// A document that came for a person, not yet imported.
pub struct Received {
    /// Whom it came for.
    pub person: PersonId,
    /// The number of the institution that handed it out; empty for a file, where each report names its own.
    pub issuer: String,
    /// What the directory calls it; of a file nothing, since each report names its own.
    pub institution: Words,
    /// How it came.
    pub source: Source,
    /// The signed bytes, as they came.
    pub signed: Vec<u8>,
}

/// How a document came.
pub enum Source {
    /// Another institution answered a question.
    Exchange {
        /// The question that it answers.
        question: Uuid,
        /// The id of the key, in the directory, that verified it.
        key: String,
        /// What was asked for.
        purpose: Purpose,
        /// The legal basis of the question.
        basis: Basis,
    },
    /// An officer has written it up from paper.
    Entered,
    /// In a file.
    Emrex {
        /// Whether the person brought it; an officer otherwise.
        by_student: bool,
        /// Whose key verified it; `None` where nothing vouches for it.
        key: Option<String>,
    },
}

/// Keeps a document that has been read, and verified where there is a key: it waits to be looked at and
/// imported. The answer to a question that is already answered is the document that is there.
///
/// # Errors
/// Not found without such a person; refused by the reader's own name where the document contradicts
/// itself; the database is away.
pub async fn receive(
    act: &mut Act,
    received: Received,
    read: elmo::Read,
) -> Result<ExternalDocumentId> {
    if let Source::Exchange { question, .. } = received.source {
        // Answers of several institutions come at once: they do not wait for each other.
        store::share_person(act.conn(), received.person).await?.ok_or(Error::NotFound)?;
        if let Some(known) = store::documents::of_question(act.conn(), question).await? {
            return Ok(known);
        }
    } else {
        store::lock_person(act.conn(), received.person).await?.ok_or(Error::NotFound)?;
    }
    let issuer = (!received.issuer.is_empty()).then_some(received.issuer.as_str());
    let lines = line::lines(issuer.zip(Some(&received.institution)), &read.document)?;
    let named = learner::named(act.conn(), received.person, &read.document.learner).await?;
    let new = store::documents::New {
        person: received.person,
        issuer,
        source: &received.source,
        named,
        signed: &received.signed,
        generated_at: read.document.generated,
        notes: &read.notes,
    };
    let id = store::documents::insert(act, &new).await?;
    store::documents::insert_lines(act.conn(), id, &lines).await?;
    Ok(id)
}
