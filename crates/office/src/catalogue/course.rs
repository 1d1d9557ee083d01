//! A course: what is taught, in one version, at one unit.

use super::{PLANNERS, store, words};
use crate::people::PlaceCode;
use crate::{Act, CourseId, Error, Result};
use rules::exclusion::Classification;
use rules::{Form, Level, Text};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ui::messages::text;
use utoipa::ToSchema;

/// What an exam officer says of a course.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseFields {
    /// The course code, e.g. `BIO-1001`.
    pub code: String,
    /// The version of the code; `1` if left out.
    #[serde(default = "first_version")]
    pub version: String,
    /// The name in bokmål.
    pub name_nb: String,
    /// The name in nynorsk.
    pub name_nn: String,
    /// The name in English.
    pub name_en: String,
    /// The credits, more than 0 and at most 120.
    #[schema(value_type = String)]
    pub credits: Decimal,
    /// The place code of the unit that gives the course.
    pub unit: String,
    /// `bachelor` or `master`.
    #[schema(value_type = String)]
    pub level: Level,
    /// The form of assessment, e.g. `written_school`.
    #[schema(value_type = String)]
    pub form: Form,
    /// Whether it is graded `bestått`/`ikke bestått` instead of A to F.
    #[serde(default)]
    pub pass_fail: bool,
    /// The category of studies it belongs to, `HESOS` (or `HELSEFAG`) or `LÆRER`; left out for a
    /// course of none. An exclusion may concern one category alone.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub classification: Option<Classification>,
}

fn first_version() -> String {
    "1".to_owned()
}

/// The most credits one course may have.
const CREDITS_MAX: i64 = 120;

impl CourseFields {
    /// The name in every language form.
    pub fn name(&self) -> Text {
        Text::new(&self.name_nb, &self.name_nn, &self.name_en)
    }

    /// Every fault, each at its field.
    fn faults(&self) -> Vec<ui::FieldError> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, text| {
            faults.push(ui::FieldError { field: field.to_owned(), text });
        };
        let required = [
            ("code", &self.code),
            ("version", &self.version),
            ("name_nb", &self.name_nb),
            ("name_nn", &self.name_nn),
            ("name_en", &self.name_en),
        ];
        for (field, value) in required {
            if value.trim().is_empty() {
                fault(field, text("common-error-required", &[]));
            }
        }
        if self.classification == Some(Classification::Alle) {
            fault("classification", text("catalogue-error-classification", &[]));
        }
        if self.credits <= Decimal::ZERO || self.credits > Decimal::from(CREDITS_MAX) {
            let value = self.credits.to_string();
            fault("credits", text("catalogue-error-credits", &[("value", &value)]));
        }
        faults
    }
}

/// Creates a course at a unit of one's own.
///
/// # Errors
/// Not found for a unit outside one's scope; invalid fields; a code and version that
/// another course has.
pub async fn create_course(act: &mut Act, fields: &CourseFields) -> Result<CourseId> {
    let unit = checked(act, fields).await?;
    let id = CourseId::new();
    store::write_course(act.conn(), id, unit, fields).await.map_err(|e| taken(e, fields))?;
    Ok(id)
}

/// Changes a course of one's own unit.
///
/// # Errors
/// As [`create_course`]; refused `grading-begun`, `results-announced`, `signed-up` for what is fixed by then:
/// what is to be otherwise from now on is a new version of the course.
pub async fn change_course(act: &mut Act, id: CourseId, fields: &CourseFields) -> Result<()> {
    let place = store::course_place(act.conn(), id).await?.ok_or(Error::NotFound)?;
    if !act.who()?.may(PLANNERS, &place) {
        return Err(Error::NotFound);
    }
    let unit = checked(act, fields).await?;
    // Held, so that nobody gives a standpoint meanwhile.
    let exams = store::lock_exams_of_course(act.conn(), id).await?;
    let graded = store::graded(act.conn(), &exams).await?;
    let old = store::course(act.conn(), id).await?.ok_or(Error::NotFound)?;
    super::graded::course_may_become(&old, fields, &graded)?;
    store::write_course(act.conn(), id, unit, fields).await.map_err(|e| taken(e, fields))?;
    super::keep_deadlines(act, &exams).await
}

async fn checked(act: &mut Act, fields: &CourseFields) -> Result<crate::UnitId> {
    let place = PlaceCode(fields.unit.clone());
    let unit = store::unit_at(act.conn(), &place).await?;
    let mut faults = fields.faults();
    match unit {
        Some(unit) if act.who()?.may(PLANNERS, &place) && faults.is_empty() => return Ok(unit),
        Some(_) if act.who()?.may(PLANNERS, &place) => {}
        _ => faults.push(ui::FieldError {
            field: "unit".to_owned(),
            text: text("catalogue-error-unit", &[("value", &fields.unit)]),
        }),
    }
    Err(Error::Invalid(faults))
}

/// A code and version that are in use, told at the field.
fn taken(error: sqlx::Error, fields: &CourseFields) -> Error {
    let constraint = error.as_database_error().and_then(|e| e.constraint());
    if constraint == Some("course_code_version_key") {
        return Error::field(
            "code",
            text("catalogue-error-code-taken", &[("value", &fields.code)]),
        );
    }
    error.into()
}

/// The words of a course's fields as the database keeps them.
pub(super) fn scale(fields: &CourseFields) -> &'static str {
    if fields.pass_fail { "pass_fail" } else { "letter" }
}

/// The level and the form as words.
pub(super) fn level_and_form(fields: &CourseFields) -> (String, String) {
    (words::word(&fields.level), words::word(&fields.form))
}
