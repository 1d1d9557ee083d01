//! A file that somebody brings (EMREX): taken out of its wrapping, verified where a key is known, marked as
//! unverified otherwise, and refused by name where it is hostile.

use super::import::said;
use super::receive::{Received, Source, receive};
use super::store;
use super::{KEEPERS, OFFICERS, Words, reach};
use crate::ExternalDocumentId;
use elmo::{Read, Refused, VerifyingKey};
use jiff::civil::Date;
use office::explanation::own_case;
use office::people::PlaceCode;
use office::{Act, Error, PersonId, Result};
use ui::key;
use uuid::Uuid;

/// How many documents of a person wait at most before another file is taken.
const WAITING_MAX: usize = 20;

/// A file, as it was brought.
pub struct Brought<'a> {
    /// Whose it is said to be.
    pub person: PersonId,
    /// What is in it: XML, or that packed with gzip and base64.
    pub bytes: &'a [u8],
}

/// Takes a file in, from the person or from an officer. The same file brought again is the document that
/// is there.
///
/// # Errors
/// Not found outside one's scope; refused by the reader's own names where the file is hostile, altered or
/// unreadable, `own-case` for an officer's own file (which she brings on her own pages), and
/// `too-many-waiting`.
pub async fn bring(
    act: &mut Act,
    new: Brought<'_>,
    by_student: bool,
) -> Result<ExternalDocumentId> {
    store::lock_person(act.conn(), new.person).await?.ok_or(Error::NotFound)?;
    let own = act.person()? == new.person;
    if by_student != own {
        return Err(if own { own_case() } else { Error::NotFound });
    }
    if !own {
        let (node, scope) = (act.node().clone(), act.who()?.scope(OFFICERS));
        reach::require(act.conn(), &node, new.person, &scope).await?;
    }
    let xml = elmo::unpack(new.bytes).map_err(refused)?;
    let today = act.today();
    let keys = store::lists::keys(act.conn(), Some(today)).await?;
    let (read, key) = verified(&xml, &keys).map_err(refused)?;
    if let Some(known) = store::documents::of_bytes(act.conn(), new.person, &xml).await? {
        return Ok(known);
    }
    let documents = store::documents::of_person(act.conn(), new.person).await?;
    if documents.iter().filter(|document| document.waits()).count() >= WAITING_MAX {
        let text =
            ui::messages::text("external-studies-refused-too-many", &[("most", &WAITING_MAX)]);
        return Err(Error::refused("too-many-waiting", text));
    }
    let received = Received {
        person: new.person,
        issuer: String::new(),
        institution: Words::default(),
        source: Source::Emrex { by_student, key },
        signed: xml.into_owned(),
    };
    receive(act, received, read).await
}

fn refused(no: Refused) -> Error {
    Error::because(no.refusal(), Vec::new())
}

/// What was read, and whose key vouches for it. A signature that no known key has made says nothing; one
/// that a known key has made over something else, or in a way that lets unsigned parts be read, is refused.
fn verified(
    xml: &[u8],
    keys: &[store::lists::Key],
) -> std::result::Result<(Read, Option<String>), Refused> {
    for key in keys {
        // A key was readable when it was entered; what is not any more vouches for nothing.
        let Ok(known) = VerifyingKey::from_pem(&key.pem) else { continue };
        match elmo::verify(xml, &known) {
            Ok(verified) => return Ok((verified.read()?, Some(key.name.clone()))),
            Err(Refused::NotSigned | Refused::KeyDoesNotFit | Refused::SignatureInvalid) => {}
            Err(no) => return Err(no),
        }
    }
    Ok((elmo::read_unverified(xml)?, None))
}

/// A key by which files are verified.
pub struct NewKey<'a> {
    /// Whose it is.
    pub name: &'a str,
    /// The certificate or the public key.
    pub pem: &'a str,
    /// The first day it counts.
    pub from: Date,
    /// The last day it counts; open where left out.
    pub to: Option<Date>,
}

/// Enters a key. What was verified by it stays verified; what comes after its last day is not.
///
/// # Errors
/// Not found for whoever does not keep the keys; invalid at its field.
pub async fn enter_key(act: &mut Act, new: &NewKey<'_>) -> Result<Uuid> {
    let everywhere = PlaceCode(act.node().institution().number.clone());
    act.who()?.require(KEEPERS, &everywhere)?;
    let name = new.name.trim();
    if name.is_empty() {
        return Err(Error::field("name", said(key("external-studies-error-missing"))));
    }
    VerifyingKey::from_pem(new.pem.trim()).map_err(|no| Error::field("pem", no.text()))?;
    if new.to.is_some_and(|to| to < new.from) {
        return Err(Error::field("to", said(key("external-studies-error-key-days"))));
    }
    store::decided::insert_key(act, new).await
}
