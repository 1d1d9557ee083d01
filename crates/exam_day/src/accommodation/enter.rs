//! A faculty enters what it has granted, and ends it.

use super::{ENTERERS, NEEDS, store};
use crate::AccommodationId;
use crate::room_booking::Feature;
use crate::said::{at, fault, refused, violates};
use jiff::civil::Date;
use office::{Act, Error, FieldError, Result};
use serde::{Deserialize, Serialize};
use ui::ToArg;
use ui::messages::text;
use utoipa::ToSchema;

/// The most minutes that can be granted beyond an exam.
pub(super) const MINUTES_MAX: i32 = 240;
/// The most that can be granted in per cent of an exam.
pub(super) const PERCENT_MAX: i32 = 100;
/// How many characters equipment can be described with.
const EQUIPMENT_MAX: usize = 120;
/// How many characters a case number has at most.
const CASE_MAX: usize = 40;

/// What was granted to a candidate. Why does not stand here.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccommodation {
    /// The student number of the candidate.
    pub student_number: String,
    /// The number of the case in which it was granted, at most 40 characters.
    pub case_ref: String,
    /// Minutes beyond each exam, 0 to 240.
    #[serde(default)]
    pub extra_minutes: i32,
    /// Per cent of each exam's time beyond it, 0 to 100; both may stand.
    #[serde(default)]
    pub extra_percent: i32,
    /// What her room must have or be: `own_room`, `small_room`, `accessible`, `own_computer`, `power`.
    #[serde(default)]
    pub needs: Vec<Feature>,
    /// What she may use that others may not, at most 120 characters.
    #[serde(default)]
    pub equipment: String,
    /// The first day on which it counts.
    #[schema(value_type = String, format = Date)]
    pub first_on: Date,
    /// The last one.
    #[schema(value_type = String, format = Date)]
    pub last_on: Date,
}

/// Enters what was granted.
///
/// # Errors
/// Not found without the role; invalid fields, a student who is signed up for nothing of one's units among
/// them; refused `already-granted` where something else counts for the
/// same candidate on one of the days.
pub async fn enter(act: &mut Act, new: &NewAccommodation) -> Result<AccommodationId> {
    let scope = act.who()?.scope(ENTERERS);
    let place = scope.first().cloned().ok_or(Error::NotFound)?;
    let faults = new.faults();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let number = new.student_number.trim();
    let person = store::student(act.conn(), number, &scope).await?;
    let unknown =
        || at("student_number", "registration-error-student-number", &[("value", &number)]);
    let person = person.ok_or_else(unknown)?;
    let id = AccommodationId::new();
    let done = (act.person()?, act.now());
    match store::insert(act.conn(), (id, person), (&place, new), done).await {
        Err(error) if violates(&error, "accommodation_one_at_a_time") => {
            Err(refused("already-granted", "accommodation-refused-already", &[]))
        }
        other => Ok(other.map(|()| id)?),
    }
}

impl NewAccommodation {
    fn faults(&self) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut wrong = |field: &str, key: &str, args: &[(&str, &dyn ToArg)]| {
            faults.push(fault(field, text(key, args)));
        };
        let case = self.case_ref.trim().chars().count();
        if !(1..=CASE_MAX).contains(&case) {
            wrong("case_ref", "accommodation-error-case", &[("most", &CASE_MAX)]);
        }
        let amounts = [
            ("extra_minutes", self.extra_minutes, MINUTES_MAX),
            ("extra_percent", self.extra_percent, PERCENT_MAX),
        ];
        for (field, value, most) in amounts {
            if !(0..=most).contains(&value) {
                let args: [(&str, &dyn ToArg); 2] = [("value", &value), ("most", &most)];
                wrong(field, "accommodation-error-amount", &args);
            }
        }
        if self.needs.iter().any(|need| !NEEDS.contains(need)) {
            wrong("needs", "accommodation-error-needs", &[]);
        }
        let said = self.equipment.trim().chars().count();
        if said > EQUIPMENT_MAX {
            let args: [(&str, &dyn ToArg); 2] = [("given", &said), ("most", &EQUIPMENT_MAX)];
            wrong("equipment", "accommodation-error-equipment", &args);
        }
        if self.last_on < self.first_on {
            let args: [(&str, &dyn ToArg); 2] =
                [("value", &self.last_on), ("first", &self.first_on)];
            wrong("last_on", "accommodation-error-days", &args);
        }
        let nothing = (self.extra_minutes, self.extra_percent) == (0, 0)
            && self.needs.is_empty()
            && said == 0;
        if nothing {
            wrong("extra_minutes", "accommodation-error-nothing", &[]);
        }
        faults
    }
}

/// Ends what was granted, from now on.
///
/// # Errors
/// Not found outside one's scope; invalid `why`; refused `already-ended`.
pub async fn end(act: &mut Act, id: AccommodationId, why: &str) -> Result<()> {
    let (place, ended) = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    act.who()?.require(ENTERERS, &place)?;
    if why.trim().is_empty() {
        return Err(at("why", "common-error-required", &[]));
    }
    if ended {
        return Err(refused("already-ended", "accommodation-refused-ended", &[]));
    }
    let done = (act.person()?, act.now());
    store::end(act.conn(), id, why.trim(), done).await?;
    Ok(())
}
