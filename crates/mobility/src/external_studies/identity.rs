//! An officer says whose a document is that does not name the person by id, or sets one aside.

use super::import::{said, to_handle};
use super::learner::Named;
use super::store::{decided, documents, people};
use crate::ExternalDocumentId;
use office::{Act, Error, Result};
use ui::key;

/// What an officer says of a document.
pub struct Identity<'a> {
    /// Whether it is the person's.
    pub same: bool,
    /// Why.
    pub grounds: &'a str,
}

/// Says whose a document is (never by name and birth date alone: somebody has looked). A signed one that
/// names the person by an id unknown here shows an id that the person had: it is noted.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `identity-certain` where the id says it already,
/// `identity-decided`, and `another-person` where the id in it is somebody else's here; grounds that are
/// missing are invalid.
pub async fn decide(act: &mut Act, id: ExternalDocumentId, new: &Identity<'_>) -> Result<()> {
    let document = to_handle(act, id).await?;
    if document.named.is_certain() {
        return Err(Error::refused(
            "identity-certain",
            said("external-studies-refused-identity-certain"),
        ));
    }
    if document.same.is_some() {
        return Err(Error::refused(
            "identity-decided",
            said("external-studies-refused-identity-decided"),
        ));
    }
    let grounds = new.grounds.trim();
    if grounds.is_empty() {
        return Err(Error::field("grounds", said("external-studies-error-grounds")));
    }
    if new.same && document.named == Named::Other {
        let bytes = documents::signed(act.conn(), id).await?;
        let given = elmo::read_unverified(&bytes).ok();
        let given = given.and_then(|read| read.document.learner.national_id());
        if let Some(given) = given {
            let whose = people::by_id(act.conn(), given.expose()).await?;
            if whose.is_some_and(|whose| whose != document.person) {
                let text = said(key("external-studies-refused-id-of-another"));
                return Err(Error::refused("another-person", text));
            }
            if whose.is_none() && document.key.is_some() {
                let noted = (act.now(), act.person()?);
                people::note_earlier_id(act.conn(), document.person, given.expose(), noted).await?;
            }
        }
    }
    decided::insert_identity(act, id, new.same, grounds).await
}

/// Sets a document aside: nothing more of it is imported.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`, `set-aside`; grounds that are missing are invalid.
pub async fn set_aside(act: &mut Act, id: ExternalDocumentId, grounds: &str) -> Result<()> {
    let document = to_handle(act, id).await?;
    if document.set_aside {
        return Err(Error::refused("set-aside", said("external-studies-refused-set-aside")));
    }
    if grounds.trim().is_empty() {
        return Err(Error::field("grounds", said("external-studies-error-grounds")));
    }
    decided::insert_set_aside(act, id, grounds.trim()).await
}
