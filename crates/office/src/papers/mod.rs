//! The exam's documents: the paper that candidates get and the grading guide, each in the
//! language forms that exist.
//!
//! A new version takes the place of an earlier one, which is kept. It may come after the grades
//! are announced: those who read the guide then should have the right one. But it may come of an
//! appeal, so those who assess anew get what was in force at the announcement (routine `appeal`).
//!
//! An exam is ready when the paper exists in every language form that a candidate wishes for
//! (B-08, I-02).

mod api;
mod coverage;
pub(crate) mod pages;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;

pub use coverage::{Gap, coverage};
pub use tasks::tasks;

use crate::access::Role;
use crate::catalogue;
use crate::{Act, DocumentId, Error, ExamId, Result};
use rules::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who puts papers and guides in.
pub const AUTHORS: &[Role] = &[Role::ExamOfficer, Role::CourseResponsible];

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The paper that candidates get.
    Paper,
    /// The guide that examiners grade by.
    Guide,
}

/// A document that is put in: the file is kept already.
pub struct AddDocument {
    /// The exam.
    pub exam: ExamId,
    /// What it is.
    pub kind: Kind,
    /// Its language form.
    pub language: Language,
    /// The file.
    pub file: Uuid,
}

/// Puts a document in; an earlier one of the same kind and language is replaced and kept.
///
/// # Errors
/// Not found outside one's scope.
pub async fn add_document(act: &mut Act, command: &AddDocument) -> Result<DocumentId> {
    let exam =
        catalogue::store::lock_exam(act.conn(), command.exam).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(AUTHORS, &exam.place) {
        return Err(Error::NotFound);
    }
    let (id, by, now) = (DocumentId::new(), act.person()?, act.now());
    store::add(act.conn(), id, command, by, now).await?;
    Ok(id)
}
