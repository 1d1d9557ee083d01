//! A study programme, and the days on which its studies begin.

use super::{HANDLERS, said, store};
use crate::people::PlaceCode;
use crate::{Act, Error, FieldError, ProgrammeId, Result, StudyStartId, UnitId, catalogue};
use jiff::civil::Date;
use rules::Text;
use rules::exclusion::Classification;
use serde::{Deserialize, Serialize};
use ui::key;
use ui::messages::text;
use utoipa::ToSchema;

/// The most terms that a study right lasts.
pub(crate) const TERMS_MAX: i32 = 20;

/// What an officer says of a programme.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeFields {
    /// The code, as other systems name it.
    pub code: String,
    /// The name in bokmål.
    pub name_nb: String,
    /// The name in nynorsk.
    pub name_nn: String,
    /// The name in English.
    pub name_en: String,
    /// The place code of the unit that gives it.
    pub unit: String,
    /// The category of studies it belongs to, `HESOS` (or `HELSEFAG`) or `LÆRER`; left out for a
    /// programme of none. An exclusion may concern one category alone.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub classification: Option<Classification>,
    /// How many terms a study right lasts, from 1 to 20.
    pub terms: i32,
    /// Whether its students hand in a police certificate before the studies are open to them.
    #[serde(default)]
    pub police_certificate: bool,
}

/// A day on which studies begin.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartFields {
    /// The first day of the studies.
    #[schema(value_type = String, format = Date)]
    pub starts_on: Date,
    /// The last day on which one applies, before that.
    #[schema(value_type = String, format = Date)]
    pub apply_by: Date,
}

impl ProgrammeFields {
    /// The name in every language form.
    pub fn name(&self) -> Text {
        Text::new(&self.name_nb, &self.name_nn, &self.name_en)
    }

    fn faults(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut fault =
            |field: &str, text| faults.push(FieldError { field: field.to_owned(), text });
        let required = [
            ("code", &self.code),
            ("name_nb", &self.name_nb),
            ("name_nn", &self.name_nn),
            ("name_en", &self.name_en),
        ];
        for (field, value) in required {
            if value.trim().is_empty() {
                fault(field, said(key("common-error-required")));
            }
        }
        if self.classification == Some(Classification::Alle) {
            fault("classification", said(key("catalogue-error-classification")));
        }
        if !(1..=TERMS_MAX).contains(&self.terms) {
            let args: [(&str, &dyn ui::ToArg); 2] = [("value", &self.terms), ("max", &TERMS_MAX)];
            fault("terms", text("admission-error-terms", &args));
        }
        faults
    }
}

/// Creates a programme at a unit of one's own.
///
/// # Errors
/// Invalid: fields left empty, a unit outside one's scope, a code that another programme has.
pub async fn create_programme(act: &mut Act, fields: &ProgrammeFields) -> Result<ProgrammeId> {
    let unit = checked(act, fields).await?;
    let id = ProgrammeId::new();
    store::programmes::write(act.conn(), id, unit, fields).await.map_err(|e| taken(e, fields))?;
    Ok(id)
}

/// Changes a programme of one's own unit. What it is now counts for every application from now on, but its
/// code and its category of studies are fixed from the first one on: by them an exclusion knows it.
///
/// # Errors
/// As [`create_programme`]; not found outside one's scope; refused `has-applicants`.
pub async fn change_programme(
    act: &mut Act,
    id: ProgrammeId,
    fields: &ProgrammeFields,
) -> Result<()> {
    own(act, id).await?;
    let unit = checked(act, fields).await?;
    if store::programmes::is_another(act.conn(), id, fields).await? {
        let text = said(key("admission-refused-has-applicants"));
        return Err(Error::refused("has-applicants", text));
    }
    store::programmes::write(act.conn(), id, unit, fields).await.map_err(|e| taken(e, fields))?;
    Ok(())
}

/// Says when studies of a programme begin, and until when one applies for them.
///
/// # Errors
/// Not found outside one's scope. Invalid: a day that has passed, one applies no earlier than the
/// studies begin, or that day is there already.
pub async fn add_start(
    act: &mut Act,
    programme: ProgrammeId,
    start: StartFields,
) -> Result<StudyStartId> {
    own(act, programme).await?;
    if start.starts_on <= act.today() {
        return Err(Error::field("starts_on", said(key("admission-error-starts-on"))));
    }
    if start.apply_by >= start.starts_on {
        return Err(Error::field("apply_by", said(key("admission-error-apply-by"))));
    }
    let id = StudyStartId::new();
    let written = store::programmes::insert_start(act.conn(), id, programme, start).await;
    match written {
        Ok(()) => Ok(id),
        Err(error) if violates(&error, "study_start_programme_id_starts_on_key") => {
            Err(Error::field("starts_on", said(key("admission-error-start-taken"))))
        }
        Err(error) => Err(error.into()),
    }
}

/// Lets go on only who keeps the programme.
async fn own(act: &mut Act, id: ProgrammeId) -> Result<()> {
    let place = store::programmes::place(act.conn(), id).await?.ok_or(Error::NotFound)?;
    act.who()?.require(HANDLERS, &place)
}

async fn checked(act: &mut Act, fields: &ProgrammeFields) -> Result<UnitId> {
    let place = PlaceCode(fields.unit.clone());
    let unit = catalogue::store::unit_at(act.conn(), &place).await?;
    let mut faults = fields.faults();
    let unit = unit.filter(|_| act.who().is_ok_and(|who| who.may(HANDLERS, &place)));
    match unit {
        Some(unit) if faults.is_empty() => return Ok(unit),
        Some(_) => {}
        None => faults.push(FieldError {
            field: "unit".to_owned(),
            text: text("catalogue-error-unit", &[("value", &fields.unit)]),
        }),
    }
    Err(Error::Invalid(faults))
}

fn violates(error: &sqlx::Error, constraint: &str) -> bool {
    error.as_database_error().and_then(|e| e.constraint()) == Some(constraint)
}

fn taken(error: sqlx::Error, fields: &ProgrammeFields) -> Error {
    if violates(&error, "programme_code_key") {
        let text = text("admission-error-code-taken", &[("value", &fields.code)]);
        return Error::field("code", text);
    }
    error.into()
}
