//! What an officer writes up from paper: a document of its own, imported as it is written.

use super::import::said;
use super::learner::Named;
use super::line::{Line, made};
use super::preview;
use super::receive::Source;
use super::store;
use super::{Content, OFFICERS, reach};
use crate::ExternalDocumentId;
use office::explanation::own_case;
use office::{Act, Error, FieldError, PersonId, Result};
use ui::key;

/// A result from elsewhere, as it stands on paper.
pub struct Entered {
    /// Whose.
    pub person: PersonId,
    /// Who has given it: the institution's number, or its name.
    pub issuer: String,
    /// What it says.
    pub content: Content,
}

/// Writes up a result from paper. Written again, with the same kind, code and term at the same
/// institution, it is a new version of the same row.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`; what is missing is invalid.
pub async fn enter(act: &mut Act, new: Entered) -> Result<ExternalDocumentId> {
    store::lock_person(act.conn(), new.person).await?.ok_or(Error::NotFound)?;
    let (node, who) = (act.node().clone(), act.who()?.person);
    let scope = act.who()?.scope(OFFICERS);
    reach::require(act.conn(), &node, new.person, &scope).await?;
    if who == new.person {
        return Err(own_case());
    }
    let issuer = new.issuer.trim();
    let missing = [
        ("institution", issuer.is_empty()),
        ("title", new.content.title.is_empty()),
        ("term", new.content.term.is_none() && new.content.date.is_none()),
    ];
    let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
    let text = || said(key("external-studies-error-missing"));
    let faults: Vec<FieldError> =
        missing.map(|(field, _)| FieldError { field: field.to_owned(), text: text() }).collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let fault = |error: serde_json::Error| Error::Internal(error.into());
    let document = store::documents::New {
        person: new.person,
        issuer: None,
        source: &Source::Entered,
        named: Named::NotNamed,
        signed: &serde_json::to_vec(&new.content).map_err(fault)?,
        generated_at: act.now(),
        notes: &[],
    };
    let id = store::documents::insert(act, &document).await?;
    let hash = new.content.hash().map_err(fault)?;
    let line = Line {
        issuer: issuer.to_owned(),
        result_key: made(&new.content),
        result_id: None,
        content: new.content,
        hash,
    };
    store::documents::insert_lines(act.conn(), id, &[line]).await?;
    let document = store::documents::load(act.conn(), id).await?.ok_or(Error::NotFound)?;
    for one in preview::of(act.conn(), &document).await?.differences {
        store::import::take(act, &document, &one).await?;
    }
    Ok(id)
}
