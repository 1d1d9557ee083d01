//! A document is imported, whole or in part, by an officer who has seen what it changes.

use super::preview::{self, Change, Difference, Preview};
use super::store::{self, documents::Document};
use super::{OFFICERS, reach};
use crate::ExternalDocumentId;
use office::explanation::own_case;
use office::{Act, Error, Result};
use rules::Text;
use serde::Serialize;
use utoipa::ToSchema;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Imported {
    /// Rows that were not there.
    pub new: usize,
    /// Rows that say something else now.
    pub changed: usize,
    /// Rows that count no longer.
    pub withdrawn: usize,
    /// Rows that the document says the same of.
    pub same: usize,
}

/// What a document would change now, for whoever may import it.
///
/// # Errors
/// Not found outside one's scope.
pub async fn preview(act: &mut Act, id: ExternalDocumentId) -> Result<Preview> {
    let document = to_handle(act, id).await?;
    preview::of(act.conn(), &document).await
}

/// A document that the person who acts may handle, under the lock of its owner.
pub(super) async fn to_handle(act: &mut Act, id: ExternalDocumentId) -> Result<Document> {
    let person = store::documents::load(act.conn(), id).await?.ok_or(Error::NotFound)?.person;
    store::lock_person(act.conn(), person).await?;
    let (node, who) = (act.node().clone(), act.who()?.person);
    let scope = act.who()?.scope(OFFICERS);
    reach::require(act.conn(), &node, person, &scope).await?;
    if who == person {
        return Err(own_case());
    }
    store::documents::load(act.conn(), id).await?.ok_or(Error::NotFound)
}

/// Takes over what the document says: all of it, or the lines that are named. What is the same stays as
/// it is, so that a second run changes nothing; what was there before stays beside what takes its place.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `identity-open` while nobody has said whose the
/// document is, `another-person`, `set-aside`, and `newer-document` where a later one of the same issuer
/// is there; a conflict where the preview is another than `seal` says; a name that is none of its lines
/// is invalid.
pub async fn import(
    act: &mut Act,
    id: ExternalDocumentId,
    seal: &str,
    chosen: Option<&[String]>,
) -> Result<Imported> {
    let document = to_handle(act, id).await?;
    allowed(&document)?;
    let preview = preview::of(act.conn(), &document).await?;
    if preview.seal != seal {
        return Err(Error::Conflict(said("external-studies-conflict")));
    }
    let known = |name: &String| preview.differences.iter().any(|one| one.name == *name);
    if chosen.is_some_and(|chosen| !chosen.iter().all(known)) {
        return Err(Error::field("rows", said("external-studies-error-rows")));
    }
    let wanted = |one: &&Difference| {
        one.change == Change::Same || chosen.is_none_or(|chosen| chosen.contains(&one.name))
    };
    let mut done = Imported::default();
    for one in preview.differences.iter().filter(wanted) {
        store::import::take(act, &document, one).await?;
        match one.change {
            Change::New => done.new += 1,
            Change::Changed => done.changed += 1,
            Change::Withdrawn => done.withdrawn += 1,
            Change::Same => done.same += 1,
        }
    }
    Ok(done)
}

/// Whether anything may be taken over from the document.
fn allowed(document: &Document) -> Result<()> {
    let no = |code: &str, key| Err(Error::refused(code, said(key)));
    if document.same == Some(false) {
        return no("another-person", "external-studies-refused-another-person");
    }
    if !document.is_theirs() {
        return no("identity-open", "external-studies-refused-identity-open");
    }
    if document.set_aside {
        return no("set-aside", "external-studies-refused-set-aside");
    }
    if document.outdated {
        return no("newer-document", "external-studies-refused-newer-document");
    }
    Ok(())
}

/// A message of this routine in every language form.
pub(super) fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}
