//! A degree is entered, and withdrawn if it was an error.

use super::{KEEPERS, reach, said, store};
use crate::DegreeId;
use elmo::limits::LINE_MAX;
use jiff::civil::Date;
use office::explanation::own_case;
use office::people::PlaceCode;
use office::{Act, Error, FieldError, PersonId, RegistrationId, Result};
use rules::Credits;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// The levels of higher education in the European Qualifications Framework.
pub(super) const LEVELS: std::ops::RangeInclusive<i16> = 5..=8;
/// As many results of others as one degree may rest on.
const EXTERNAL_MAX: usize = 100;

/// A degree as it is typed in.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDegree {
    /// The national id or D-number of somebody known here.
    pub national_id: String,
    /// The place code of the unit that confers it.
    pub unit: String,
    /// The code of the degree, e.g. `B-BIO`.
    pub code: String,
    /// Its name in bokmål.
    pub name_nb: String,
    /// Its name in nynorsk.
    pub name_nn: String,
    /// Its name in English.
    pub name_en: String,
    /// The level in the European Qualifications Framework: 6 bachelor, 7 master, 8 doctor.
    pub level: i16,
    /// The credits, as a decimal.
    pub credits: String,
    /// The day it was conferred, not after today.
    #[schema(value_type = String, format = Date)]
    pub conferred_on: Date,
    /// Whether the diploma has been sent, on the day it was conferred.
    #[serde(default)]
    pub diploma_sent: bool,
    /// The registrations whose results it rests on.
    #[serde(default)]
    #[schema(value_type = Vec<uuid::Uuid>)]
    pub results: Vec<RegistrationId>,
    /// Results of other institutions that it rests on.
    #[serde(default)]
    pub external: Vec<ExternalPart>,
}

/// A result of another institution, as it was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalPart {
    /// The number of the institution.
    pub institution: String,
    /// The course code there.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// The credits, as a decimal.
    pub credits: String,
}

impl NewDegree {
    /// Every fault that can be seen without looking anything up, each at its field.
    fn faults(&self, today: Date) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let required = [
            ("code", &self.code),
            ("name_nb", &self.name_nb),
            ("name_nn", &self.name_nn),
            ("name_en", &self.name_en),
        ];
        for (field, value) in required {
            if value.trim().is_empty() {
                faults.push(fault(field, "common-error-required"));
            }
            faults.extend(too_long(field, value));
        }
        if !LEVELS.contains(&self.level) {
            faults.push(fault("level", key("degrees-error-level")));
        }
        if credits(&self.credits).is_none() {
            faults.push(fault("credits", key("degrees-error-credits")));
        }
        if self.conferred_on > today {
            faults.push(fault("conferred_on", key("degrees-error-later")));
        }
        if self.results.is_empty() && self.external.is_empty() {
            faults.push(fault("results", key("degrees-error-nothing")));
        }
        let external = self.external.iter().all(ExternalPart::is_whole);
        if !external || self.external.len() > EXTERNAL_MAX {
            faults.push(fault("external", key("degrees-error-external")));
        }
        faults
    }
}

impl ExternalPart {
    /// Reads a line `institution;code;name;credits`; `None` when it is none.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut parts = line.split(';').map(|part| part.trim().to_owned());
        let read = Self {
            institution: parts.next()?,
            code: parts.next()?,
            name: parts.next()?,
            credits: parts.next()?,
        };
        parts.next().is_none().then_some(read)
    }

    fn is_whole(&self) -> bool {
        let digits = self.institution.bytes().all(|byte| byte.is_ascii_digit());
        (1..=5).contains(&self.institution.len())
            && digits
            && !self.code.trim().is_empty()
            && !self.name.trim().is_empty()
            && credits(&self.credits).is_some()
    }
}

/// Credits above nothing.
pub(super) fn credits(text: &str) -> Option<Credits> {
    let credits = Credits::parse(&text.trim().replace(',', "."))?;
    (credits != Credits::parse("0")?).then_some(credits)
}

/// A line that no document could hand on.
pub(super) fn too_long(field: &str, line: &str) -> Option<FieldError> {
    let text = || ui::messages::text("degrees-error-long", &[("most", &LINE_MAX)]);
    let is_long = line.trim().len() > LINE_MAX;
    is_long.then(|| FieldError { field: field.to_owned(), text: text() })
}

fn fault(field: &str, key: &'static str) -> FieldError {
    FieldError { field: field.to_owned(), text: said(key) }
}

/// Enters a degree that was conferred. What it rests on is passed, in force and this person's.
///
/// # Errors
/// Invalid, at its field: nobody whom one's units have to do with has the national id, a unit outside one's
/// scope, a result that is not passed and in force or stands there twice, and what is missing; refused
/// `own-case`, and `degree-there` when the person has a degree of this code.
pub async fn enter(act: &mut Act, new: &NewDegree) -> Result<DegreeId> {
    let mut faults = new.faults(act.today());
    let place = PlaceCode(new.unit.clone());
    let unit = match act.who()?.may(KEEPERS, &place) {
        true => office::catalogue::unit_at(act.conn(), &place).await?,
        false => None,
    };
    if unit.is_none() {
        faults.push(fault("unit", key("degrees-error-unit")));
    }
    let person = person(act, &new.national_id).await?;
    if person == Some(act.person()?) {
        return Err(own_case());
    }
    match person {
        None => faults.push(fault("national_id", key("degrees-error-nobody"))),
        Some(person) => {
            if !rests(act, person, &new.results).await? {
                faults.push(fault("results", key("degrees-error-results")));
            }
        }
    }
    let (Some(person), Some(unit), true) = (person, unit, faults.is_empty()) else {
        return Err(Error::Invalid(faults));
    };
    let id = DegreeId::random();
    let diploma = match new.diploma_sent {
        true => Some(store::send_diploma(act.conn(), person, new).await?),
        false => None,
    };
    let (now, by) = (act.now(), act.person()?);
    let whose = store::Whose { person, unit, diploma };
    store::insert(act.conn(), id, new, &whose, (now, by)).await.map_err(there)?;
    Ok(id)
}

/// The one with this national id, if one's units have to do with her; always oneself.
async fn person(act: &mut Act, national_id: &str) -> Result<Option<PersonId>> {
    let digits: String = national_id.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(person) = office::people::store::person_of(act.conn(), &digits).await? else {
        return Ok(None);
    };
    let (node, scope, own) = (act.node().clone(), act.who()?.scope(KEEPERS), act.person()?);
    let known = person == own || reach::reaches(act.conn(), &node, person, &scope).await?;
    Ok(known.then_some(person))
}

/// Whether all of these count and are passed, each named once.
async fn rests(act: &mut Act, person: PersonId, results: &[RegistrationId]) -> Result<bool> {
    let counting = store::counting(act.conn(), person).await?;
    let passed = |id: &RegistrationId| {
        counting.iter().any(|one| one.registration == *id && one.grade.passed())
    };
    let mut once: Vec<_> = results.iter().map(|id| id.0).collect();
    once.sort();
    once.dedup();
    Ok(once.len() == results.len() && results.iter().all(passed))
}

/// A degree of this code is there.
fn there(error: sqlx::Error) -> Error {
    let constraint = error.as_database_error().and_then(|e| e.constraint());
    match constraint {
        Some("degree_in_force") => {
            Error::refused("degree-there", said(key("degrees-refused-there")))
        }
        _ => error.into(),
    }
}

/// Withdraws a degree that was entered in error. A diploma that was sent stays out until it is handed
/// in.
///
/// # Errors
/// Not found outside one's scope; invalid without a reason; refused `own-case`, and `degree-withdrawn` the
/// second time.
pub async fn withdraw(act: &mut Act, id: DegreeId, because: &str) -> Result<()> {
    let degree = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    act.who()?.require(KEEPERS, &degree.place)?;
    if degree.person == act.person()? {
        return Err(own_case());
    }
    if because.trim().is_empty() {
        return Err(Error::field("because", said("common-error-required")));
    }
    if degree.withdrawn.is_some() {
        return Err(Error::refused("degree-withdrawn", said(key("degrees-refused-withdrawn"))));
    }
    let (now, by) = (act.now(), act.person()?);
    store::withdraw(act.conn(), id, because.trim(), (now, by)).await?;
    Ok(())
}
