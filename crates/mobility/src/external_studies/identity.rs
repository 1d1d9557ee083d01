//! An officer says whose a document is that does not name the person by id, or sets one aside; another controls
//! the id that this shows.

use super::KEEPERS;
use super::import::{said, to_handle};
use super::learner::Named;
use super::store::{decided, documents, people};
use crate::ExternalDocumentId;
use office::people::PlaceCode;
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
/// names the person by an id unknown here shows an id that the person had: it is noted, and counts once another
/// officer has controlled it ([`control`]), for what is registered under it bars whoever has had it.
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
                let of = (document.person, id);
                people::note_earlier_id(act.conn(), of, given.expose(), noted).await?;
            }
        }
    }
    decided::insert_identity(act, id, new.same, grounds).await
}

/// Controls that the id in a document was the person's: from then on the register of exclusions is asked about her
/// by it too. Where it was not hers it never is.
///
/// # Errors
/// Not found outside one's scope and for others than the central department's officers; refused `own-case`,
/// `nothing-noted`, `same-person` to whoever found it, and `role-from-other` where one of the two has her role
/// from the other alone.
pub async fn control(act: &mut Act, id: ExternalDocumentId, hers: bool) -> Result<()> {
    let everywhere = PlaceCode(act.node().institution().number.clone());
    act.who()?.require(KEEPERS, &everywhere)?;
    to_handle(act, id).await?;
    let refuse = |code: &'static str, text| Err(Error::refused(code, said(text)));
    let noted = people::noted(act.conn(), id).await?.filter(|noted| noted.hers.is_none());
    let Some(noted) = noted else {
        return refuse("nothing-noted", key("external-studies-refused-nothing-noted"));
    };
    let (by, today, now) = (act.person()?, act.today(), act.now());
    if noted.by == by {
        return refuse("same-person", key("external-studies-refused-same-person"));
    }
    if !people::of_two(act.conn(), &noted, (by, today)).await? {
        return refuse("role-from-other", key("external-studies-refused-role-from"));
    }
    Ok(people::insert_control(act.conn(), (&noted, hers), (now, by)).await?)
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
