//! The register of examiners.

use super::engaged::require_engaged;
use super::{BOARD, EXAMINER_KEEPERS, said, store};
use crate::{Act, Error, FieldError, PersonId, Result, UnitId};
use jiff::civil::Date;
use rules::Language;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is registered of an examiner.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExaminerFields {
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Where mail goes; a person already known by it is that person.
    pub email: String,
    /// The language form the examiner reads.
    #[schema(value_type = String)]
    pub language: Language,
    /// Academic title in bokmål, e.g. `førsteamanuensis`.
    #[serde(default)]
    pub title_nb: String,
    /// The same in nynorsk.
    #[serde(default)]
    pub title_nn: String,
    /// The same in English.
    #[serde(default)]
    pub title_en: String,
    /// Where the examiner works.
    pub workplace: String,
    /// Whether the examiner comes from outside this institution.
    pub external: bool,
    /// Whether the examiner is employed at a university or university college; if not, a
    /// CV must be on file (L-05).
    pub employed_at_university: bool,
}

impl ExaminerFields {
    fn faults(&self) -> Vec<FieldError> {
        let required = [
            ("given_name", &self.given_name),
            ("family_name", &self.family_name),
            ("email", &self.email),
            ("workplace", &self.workplace),
        ];
        let empty = required.into_iter().filter(|(_, value)| value.trim().is_empty());
        empty
            .map(|(field, _)| FieldError {
                field: field.to_owned(),
                text: said(key("common-error-required")),
            })
            .collect()
    }
}

/// Enters an examiner in the register, not yet approved, for the unit that one keeps it for.
///
/// # Errors
/// Not found without a role that keeps the register; invalid fields; somebody who is in
/// the register already.
pub async fn add_examiner(act: &mut Act, fields: &ExaminerFields) -> Result<PersonId> {
    let unit = act.who()?.scope(EXAMINER_KEEPERS).into_iter().next().ok_or(Error::NotFound)?;
    let faults = fields.faults();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let known = store::person_by_email(act.conn(), fields.email.trim()).await?;
    let person = match known {
        Some((_, true)) => {
            return Err(Error::field("email", said(key("examiners-error-known"))));
        }
        Some((person, false)) => person,
        None => {
            let person = PersonId::new();
            store::insert_person(act.conn(), person, fields).await?;
            person
        }
    };
    store::insert_examiner(act.conn(), person, fields, &unit).await?;
    Ok(person)
}

/// Puts an examiner's CV on file; `file` is stored already. A new one takes its place.
///
/// # Errors
/// Not found for somebody who is no examiner, without a role that keeps the register, and for units
/// that do not engage him.
pub async fn keep_cv(act: &mut Act, examiner: PersonId, file: Uuid) -> Result<()> {
    let who = act.who()?.clone();
    if !who.has(EXAMINER_KEEPERS) {
        return Err(Error::NotFound);
    }
    require_engaged(act.conn(), &who, examiner).await?;
    if store::set_cv(act.conn(), examiner, file).await? { Ok(()) } else { Err(Error::NotFound) }
}

/// Records that the board of the secretary's unit has approved the examiner (B-05, L-04).
///
/// # Errors
/// Not found for others than a board's secretary; a day to come; refused `cv-missing`
/// where a CV is demanded and none is on file (L-05).
pub async fn approve(act: &mut Act, examiner: PersonId, on: Date) -> Result<UnitId> {
    let board = board_of(act).await?;
    let found = store::lock_examiner(act.conn(), examiner).await?.ok_or(Error::NotFound)?;
    if on > act.today() {
        return Err(Error::field("approved_on", said(key("examiners-error-future"))));
    }
    if !found.employed_at_university && !found.cv {
        return Err(Error::refused("cv-missing", said(key("examiners-refused-cv-missing"))));
    }
    store::set_approved(act.conn(), examiner, on, board).await?;
    Ok(board)
}

/// The unit whose board the acting secretary writes for.
async fn board_of(act: &mut Act) -> Result<UnitId> {
    let scope = act.who()?.scope(BOARD);
    let place = scope.first().ok_or(Error::NotFound)?.clone();
    store::unit_at(act.conn(), &place).await?.ok_or(Error::NotFound)
}
