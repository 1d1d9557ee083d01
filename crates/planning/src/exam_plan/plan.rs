//! A plan is begun: whose exams, which days, at which hours.

use super::PLANNERS;
use super::store;
use crate::days::{PERIOD_DAYS_MAX, days};
use crate::said::at;
use crate::{ExamPlanId, Series};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use office::people::PlaceCode;
use office::{Act, Error, Result, UnitId};
use rules::Term;
use serde::{Deserialize, Serialize};
use ui::messages::text;
use ui::{FieldError, ToArg};
use utoipa::ToSchema;

/// How long a sitting may bind candidates and rooms, in minutes.
pub(super) const SITTING_MINUTES: std::ops::RangeInclusive<i32> = 30..=720;
/// How many sittings a day can have.
pub(super) const SITTINGS_MAX: usize = 4;
/// How many characters can be remarked.
const REMARKS_MAX: usize = 4000;

/// A plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The opaque id.
    pub id: ExamPlanId,
    /// The unit whose exams it plans, with those of the units below.
    pub unit: UnitId,
    /// Where that unit lies.
    pub place: PlaceCode,
    /// The term.
    pub term: Term,
    /// Which exams of it.
    pub series: Series,
    /// The first day.
    pub first_on: Date,
    /// The last day.
    pub last_on: Date,
    /// The draft that the faculties look at.
    pub reviewed: Option<crate::DraftId>,
    /// Until when they answer.
    pub review_by: Option<Date>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// Counted up by each change of what is published.
    pub revision: i32,
    /// What whoever reads it should know; may be empty.
    pub remarks: String,
    /// The hours of each day, in their order.
    pub sittings: Vec<NewSitting>,
}

/// An hour at which exams of each day begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExamPlanSitting)]
pub struct NewSitting {
    /// When they begin.
    #[schema(value_type = String)]
    pub starts_at: Time,
    /// For how many minutes candidates and rooms are bound, 30 to 720.
    pub minutes: i32,
}

/// What is said of a new plan.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewExamPlan)]
pub struct NewPlan {
    /// The place code of the unit whose exams are planned, with those of the units below.
    pub unit: String,
    /// The term, e.g. `2027-V`.
    #[schema(value_type = String)]
    pub term: Term,
    /// Ordinary exams, or deferred and resit ones.
    pub series: Series,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub first_on: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub last_on: Date,
    /// The sittings of each day, one to four that do not overlap.
    pub sittings: Vec<NewSitting>,
    /// What whoever reads it should know, at most 4000 characters: what was asked and cannot be, and what
    /// was done instead.
    #[serde(default)]
    pub remarks: String,
}

/// Begins a plan.
///
/// # Errors
/// A unit outside one's scope, days outside the term, sittings that overlap, a plan that is there.
pub async fn begin(act: &mut Act, new: &NewPlan) -> Result<ExamPlanId> {
    let place = PlaceCode(new.unit.clone());
    let unit = crate::date_wishes::store::unit_at(act.conn(), &place.0).await?;
    let unit = unit.filter(|_| act.who().is_ok_and(|who| who.may(PLANNERS, &place)));
    let unit = unit.ok_or_else(|| at("unit", "exam-plan-error-unit", &[("value", &new.unit)]))?;
    let faults = new.faults(act.today());
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let id = ExamPlanId::new();
    let (person, now) = (act.person()?, act.now());
    store::plan::insert(act.conn(), (id, unit), new, (person, now)).await.map_err(begun)?;
    Ok(id)
}

impl NewPlan {
    fn faults(&self, today: Date) -> Vec<FieldError> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, key: &str, args: &[(&str, &dyn ToArg)]| {
            faults.push(FieldError { field: field.to_owned(), text: text(key, args) });
        };
        for (field, day) in [("first_on", self.first_on), ("last_on", self.last_on)] {
            if Term::of(day) != self.term {
                let args: [(&str, &dyn ToArg); 2] = [("value", &day), ("term", &self.term)];
                fault(field, "exam-plan-error-outside-term", &args);
            }
        }
        if self.first_on <= today {
            let args: [(&str, &dyn ToArg); 2] = [("value", &self.first_on), ("today", &today)];
            fault("first_on", "exam-plan-error-past", &args);
        }
        let length = (self.last_on - self.first_on).get_days();
        if !(0..PERIOD_DAYS_MAX).contains(&length) || days(self.first_on, self.last_on).is_empty() {
            let args: [(&str, &dyn ToArg); 3] =
                [("first", &self.first_on), ("last", &self.last_on), ("most", &PERIOD_DAYS_MAX)];
            fault("last_on", "exam-plan-error-period", &args);
        }
        if !(1..=SITTINGS_MAX).contains(&self.sittings.len()) {
            fault("sittings", "exam-plan-error-sittings", &[("most", &SITTINGS_MAX)]);
        }
        for sitting in &self.sittings {
            if !SITTING_MINUTES.contains(&sitting.minutes) {
                let args: [(&str, &dyn ToArg); 3] = [
                    ("value", &sitting.minutes),
                    ("least", SITTING_MINUTES.start()),
                    ("most", SITTING_MINUTES.end()),
                ];
                fault("sittings", "exam-plan-error-minutes", &args);
            }
        }
        if overlap(&self.sittings) {
            fault("sittings", "exam-plan-error-overlap", &[]);
        }
        let remarked = self.remarks.trim().chars().count();
        if remarked > REMARKS_MAX {
            let args: [(&str, &dyn ToArg); 2] = [("given", &remarked), ("most", &REMARKS_MAX)];
            fault("remarks", "exam-plan-error-remarks", &args);
        }
        faults
    }
}

/// Whether a sitting begins before one that begins earlier is over, or ends after midnight.
fn overlap(sittings: &[NewSitting]) -> bool {
    let minute = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let mut spans: Vec<(i32, i32)> =
        sittings.iter().map(|one| (minute(one.starts_at), one.minutes)).collect();
    spans.sort_unstable();
    let over = |(begins, minutes): (i32, i32)| begins.saturating_add(minutes);
    spans.windows(2).any(|pair| over(pair[0]) > pair[1].0)
        || spans.last().is_some_and(|last| over(*last) > 24 * 60)
}

fn begun(error: sqlx::Error) -> Error {
    let constraint = error.as_database_error().and_then(|error| error.constraint());
    if constraint == Some("exam_plan_unit_id_term_series_key") {
        return at("term", "exam-plan-error-begun", &[]);
    }
    error.into()
}
