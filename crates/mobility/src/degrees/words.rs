//! What a transcript says beside the grade: titles of theses, and what a course is about.

use super::enter::too_long;
use super::{KEEPERS, said, store};
use office::explanation::own_case;
use office::{Act, CourseId, Error, RegistrationId, Result};
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// The title of a thesis or paper, in the language forms that it has one in.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThesisTitle {
    /// Whose and in which exam.
    #[schema(value_type = uuid::Uuid)]
    pub registration: RegistrationId,
    /// In bokmål.
    #[serde(default)]
    pub title_nb: String,
    /// In nynorsk.
    #[serde(default)]
    pub title_nn: String,
    /// In English.
    #[serde(default)]
    pub title_en: String,
}

/// What a course is about, in the language forms in which that is written.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseDescription {
    /// The course.
    #[schema(value_type = uuid::Uuid)]
    pub course: CourseId,
    /// In bokmål.
    #[serde(default)]
    pub text_nb: String,
    /// In nynorsk.
    #[serde(default)]
    pub text_nn: String,
    /// In English.
    #[serde(default)]
    pub text_en: String,
}

/// Writes the title of a thesis or paper, or another in its place.
///
/// # Errors
/// Not found outside one's scope; refused `own-case`; invalid without any title, and where one is longer
/// than can be handed on.
pub async fn entitle(act: &mut Act, title: &ThesisTitle) -> Result<()> {
    let found = store::of_registration(act.conn(), title.registration).await?;
    let (place, person) = found.ok_or(Error::NotFound)?;
    act.who()?.require(KEEPERS, &place)?;
    if person == act.person()? {
        return Err(own_case());
    }
    let all = [&title.title_nb, &title.title_nn, &title.title_en];
    if all.iter().all(|one| one.trim().is_empty()) {
        return Err(Error::field("title_nb", said(key("degrees-error-title"))));
    }
    let fields = ["title_nb", "title_nn", "title_en"].into_iter().zip(all);
    let faults: Vec<_> = fields.filter_map(|(field, line)| too_long(field, line)).collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    store::entitle(act.conn(), title).await?;
    Ok(())
}

/// Writes what a course is about, in place of what was written.
///
/// # Errors
/// Not found outside one's scope.
pub async fn describe(act: &mut Act, about: &CourseDescription) -> Result<()> {
    let (place, _) = store::course(act.conn(), about.course).await?.ok_or(Error::NotFound)?;
    act.who()?.require(KEEPERS, &place)?;
    store::describe(act.conn(), about).await?;
    Ok(())
}
