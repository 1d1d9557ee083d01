//! A unit asks, and gives more time.

use super::store::{self, Request};
use super::{ASKERS, REMIND_JOB, remind};
use crate::days::{PERIOD_DAYS_MAX, days};
use crate::said::at;
use crate::{DateWishRequestId, Series};
use jiff::civil::{Date, time};
use jiff::{Timestamp, ToSpan};
use office::people::PlaceCode;
use office::{Act, Error, Result};
use rules::Term;
use serde::Deserialize;
use utoipa::ToSchema;

/// Who has not answered is reminded so many days before the last one.
pub(super) const REMINDED_DAYS: i64 = 3;
/// Those who are asked have so many days at the least.
pub(super) const ANSWER_DAYS_MIN: i64 = 7;

/// What is asked.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AskDateWishes)]
pub struct Ask {
    /// The place code of the unit whose exams are asked about.
    pub unit: String,
    /// The term, e.g. `2027-V`.
    #[schema(value_type = String)]
    pub term: Term,
    /// Ordinary exams, or deferred and resit ones.
    pub series: Series,
    /// The first day on which exams can lie.
    #[schema(value_type = String, format = Date)]
    pub first_on: Date,
    /// The last one.
    #[schema(value_type = String, format = Date)]
    pub last_on: Date,
    /// The last day to answer: at least a week from today, and before the first exam day.
    #[schema(value_type = String, format = Date)]
    pub answer_by: Date,
}

/// Asks those responsible for the unit's courses, each in one letter, and leaves the reminder to a job.
///
/// # Errors
/// A field that cannot be: a unit outside one's scope, days outside the term, too little time to answer,
/// a request that was made already, a term in which the unit has no such exams.
pub async fn ask(act: &mut Act, new: &Ask) -> Result<DateWishRequestId> {
    let place = PlaceCode(new.unit.clone());
    let unit = store::unit_at(act.conn(), &place.0).await?;
    let unit = unit.filter(|_| act.who().is_ok_and(|who| who.may(ASKERS, &place)));
    let unit = unit.ok_or_else(|| at("unit", "date-wishes-error-unit", &[("value", &new.unit)]))?;
    let faults = [period(new), answered_by(new, act.today())].into_iter().flatten();
    let faults: Vec<_> = faults.collect();
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let request = Request {
        id: DateWishRequestId::new(),
        unit,
        place,
        term: new.term,
        series: new.series,
        first_on: new.first_on,
        last_on: new.last_on,
        answer_by: new.answer_by,
        remind_on: reminded_on(new.answer_by, act.today())?,
        asked_by: act.person()?,
        reminded: false,
    };
    if store::exams(act.conn(), &request).await?.is_empty() {
        return Err(at("term", "date-wishes-error-no-exams", &[("term", &new.term)]));
    }
    let now = act.now();
    store::insert(act.conn(), &request, now).await.map_err(asked_already)?;
    remind::write(act, &request, false).await?;
    enqueue(act, &request).await?;
    Ok(request.id)
}

/// Gives those who are asked more time.
///
/// # Errors
/// Not found outside one's scope; a day that is not later than the last one, or not before the exams.
pub async fn prolong(act: &mut Act, id: DateWishRequestId, until: Date) -> Result<()> {
    let mut request = store::request(act.conn(), id, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(ASKERS, &request.place)?;
    let today = act.today();
    if until <= request.answer_by || until < today || until >= request.first_on {
        let after = request.answer_by.max(today);
        let args: [(&str, &dyn ui::ToArg); 3] =
            [("value", &until), ("after", &after), ("before", &request.first_on)];
        return Err(at("answer_by", "date-wishes-error-prolong", &args));
    }
    request.answer_by = until;
    request.remind_on = reminded_on(until, today)?;
    store::set_deadline(act.conn(), &request).await?;
    enqueue(act, &request).await
}

fn reminded_on(answer_by: Date, today: Date) -> Result<Date> {
    let before = answer_by.checked_sub(REMINDED_DAYS.days());
    Ok(before.map_err(|error| Error::Internal(error.into()))?.max(today))
}

async fn enqueue(act: &mut Act, request: &Request) -> Result<()> {
    let morning = request.remind_on.to_datetime(time(8, 0, 0, 0)).to_zoned(::store::oslo());
    let morning: Timestamp = morning.map_err(|error| Error::Internal(error.into()))?.timestamp();
    let at = morning.max(act.now());
    act.enqueue(REMIND_JOB, serde_json::json!({ "request": request.id }), at).await
}

fn period(new: &Ask) -> Option<ui::FieldError> {
    let fault = |field: &str, text| Some(ui::FieldError { field: field.to_owned(), text });
    let said = ui::messages::text;
    for (field, day) in [("first_on", new.first_on), ("last_on", new.last_on)] {
        if Term::of(day) != new.term {
            let args: [(&str, &dyn ui::ToArg); 2] = [("value", &day), ("term", &new.term)];
            return fault(field, said("date-wishes-error-outside-term", &args));
        }
    }
    let length = (new.last_on - new.first_on).get_days();
    if !(0..PERIOD_DAYS_MAX).contains(&length) || days(new.first_on, new.last_on).is_empty() {
        let args: [(&str, &dyn ui::ToArg); 3] =
            [("first", &new.first_on), ("last", &new.last_on), ("most", &PERIOD_DAYS_MAX)];
        return fault("last_on", said("date-wishes-error-period", &args));
    }
    None
}

fn answered_by(new: &Ask, today: Date) -> Option<ui::FieldError> {
    let first = today.checked_add(ANSWER_DAYS_MIN.days()).ok()?;
    if new.answer_by >= first && new.answer_by < new.first_on {
        return None;
    }
    let args: [(&str, &dyn ui::ToArg); 3] =
        [("value", &new.answer_by), ("first", &first), ("before", &new.first_on)];
    let text = ui::messages::text("date-wishes-error-answer-by", &args);
    Some(ui::FieldError { field: "answer_by".to_owned(), text })
}

fn asked_already(error: sqlx::Error) -> Error {
    let constraint = error.as_database_error().and_then(|error| error.constraint());
    if constraint == Some("date_wish_request_unit_id_term_series_key") {
        return at("term", "date-wishes-error-asked", &[]);
    }
    error.into()
}
