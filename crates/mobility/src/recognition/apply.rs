//! An application: what is to be recognised, line by line, with its documents.

use super::advance::Advance;
use super::case::{Case, State};
use super::{OFFICERS, filing, said, store};
use crate::degrees::reach;
use crate::external_studies::{self, Content, Row};
use crate::{ExternalRowId, RecognitionId};
use jiff::civil::Date;
use office::explanation::Channel;
use office::explanation::own_case;
use office::{Act, Error, FieldError, PersonId, Result, UnitId};
use ui::key;
use uuid::Uuid;

/// How many lines an application has at most.
const ITEMS_MAX: usize = 200;
/// How many documents an application has at most.
const FILES_MAX: usize = 50;

/// An application, as it reached the institution.
pub struct Apply {
    /// Whose.
    pub person: PersonId,
    /// The department or faculty that it is handed in to.
    pub unit: UnitId,
    /// What is to be recognised, in the applicant's words.
    pub education: String,
    /// The degree that it is to be held equal to; empty where none is named.
    pub as_equal_to: String,
    /// The rows from elsewhere that it is about.
    pub rows: Vec<ExternalRowId>,
    /// Of studies that are planned and not taken yet: when.
    pub advance: Option<Advance>,
    /// How it came.
    pub channel: Channel,
    /// The day it came in.
    pub applied_on: Date,
}

/// What an applicant says of something that stands in no row.
pub struct Described {
    /// What it is.
    pub content: Content,
    /// Whether it was taken at another institution under the Act.
    pub regulated: bool,
}

/// A document that was uploaded.
pub struct NewFile<'a> {
    /// The file, kept already.
    pub file: Uuid,
    /// What it is.
    pub about: &'a str,
}

/// Takes an application in, from the applicant or on paper (S-01).
///
/// # Errors
/// Not found for others, for a person whom one's units have nothing to do with, or where there is no such
/// unit; refused `own-case` for an officer's own,
/// `row-does-not-count` for a row that is withdrawn, another's or counted as another one; what is missing
/// or an impossible day is invalid.
pub async fn apply(act: &mut Act, new: Apply) -> Result<RecognitionId> {
    let unit = office::people::store::unit(act.conn(), new.unit).await?.ok_or(Error::NotFound)?;
    let (own, today) = (act.person()? == new.person, act.today());
    let by_self = new.channel == Channel::SelfService;
    if own != by_self {
        return Err(if own { own_case() } else { Error::NotFound });
    }
    if !own {
        act.who()?.require(OFFICERS, &unit.place_code)?;
        office::people::store::person(act.conn(), new.person).await?.ok_or(Error::NotFound)?;
        // A case opens what the person has from elsewhere; so nobody opens it by making one up.
        let (node, scope) = (act.node().clone(), act.who()?.scope(OFFICERS));
        reach::require(act.conn(), &node, new.person, &scope).await?;
    }
    let mut faults = Vec::new();
    if new.education.trim().is_empty() {
        let text = said(key("recognition-error-missing"));
        faults.push(FieldError { field: "education".to_owned(), text });
    }
    if new.applied_on > today || by_self && new.applied_on != today {
        let text = said(key("recognition-error-day"));
        faults.push(FieldError { field: "applied_on".to_owned(), text });
    }
    if let Some(advance) = new.advance {
        faults.extend(advance.fault(new.applied_on));
        if !new.rows.is_empty() {
            let text = said(key("recognition-error-planned-rows"));
            faults.push(FieldError { field: "rows".to_owned(), text });
        }
    }
    if new.rows.len() > ITEMS_MAX {
        return Err(too_many("recognition-refused-items-max", ITEMS_MAX));
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let law = act.node().rules_on(new.applied_on)?.clone();
    let id = RecognitionId::new();
    let number = office::archive::next_case_number(act.conn(), today.year()).await?;
    store::insert(act, id, &number, &new, &law).await?;
    if let Some(advance) = new.advance {
        store::insert_advance(act, id, advance).await?;
    }
    let rows = external_studies::rows(act.conn(), new.person).await?;
    for wanted in &new.rows {
        let found = rows.iter().find(|row| row.id == *wanted && row.counts());
        let row = found.ok_or_else(|| {
            Error::refused("row-does-not-count", said(key("recognition-refused-row")))
        })?;
        insert_row(act, id, row).await?;
    }
    let case = Case::load(act.conn(), id, false).await?;
    filing::application(act, &case).await?;
    Ok(id)
}

async fn insert_row(act: &mut Act, id: RecognitionId, row: &Row) -> Result<()> {
    let new = store::NewItem {
        row: Some((row.id, row.version)),
        regulated: row.source == "exchange",
        content: &row.content,
    };
    store::insert_item(act, id, &new).await
}

/// Adds a line for something that stands in no row, until the application is sent to be assessed.
///
/// # Errors
/// Not found for others; refused `wrong-state`, `too-many`; what is missing is invalid.
pub async fn add_item(act: &mut Act, id: RecognitionId, new: Described) -> Result<()> {
    let case = Case::of_applicant(act, id).await?;
    case.require(&[State::Applied])?;
    if case.items.len() >= ITEMS_MAX {
        return Err(too_many("recognition-refused-items-max", ITEMS_MAX));
    }
    let missing = [
        ("institution", new.content.institution.is_empty()),
        ("title", new.content.title.is_empty()),
    ];
    let faults: Vec<FieldError> = missing
        .into_iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(field, _)| FieldError {
            field: field.to_owned(),
            text: said(key("recognition-error-missing")),
        })
        .collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let item = store::NewItem { row: None, regulated: new.regulated, content: &new.content };
    store::insert_item(act, id, &item).await
}

/// Adds a document, until the case is decided.
///
/// # Errors
/// Not found for others; refused `wrong-state`, `too-many`; invalid without a word on what it is.
pub async fn add_file(act: &mut Act, id: RecognitionId, new: NewFile<'_>) -> Result<()> {
    let case = Case::of_applicant(act, id).await?;
    case.require(&[State::Applied, State::Assessing, State::Assessed])?;
    if case.files.len() >= FILES_MAX {
        return Err(too_many("recognition-refused-files-max", FILES_MAX));
    }
    let about = new.about.trim();
    if about.is_empty() {
        return Err(Error::field("about", said(key("recognition-error-missing"))));
    }
    store::insert_file(act, id, new.file, about).await?;
    filing::document(act, &case, new.file).await
}

fn too_many(key: &'static str, most: usize) -> Error {
    Error::refused("too-many", ui::messages::text(key, &[("most", &most)]))
}
