//! Somebody responsible for a course answers.

use super::ANSWERERS;
use super::store::{self, Asked, Request};
use crate::DateWishRequestId;
use crate::days::is_exam_day;
use crate::said::refused;
use jiff::civil::{Date, Time};
use office::{Act, Error, ExamId, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ui::messages::text;
use ui::{FieldError, ToArg};
use utoipa::ToSchema;

/// What somebody says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DateWishOfDay)]
pub enum Wish {
    /// She would like it.
    Wished,
    /// It will do.
    Acceptable,
    /// It will not.
    Impossible,
    /// She is away: it will not do for any of her exams.
    Away,
}

impl Wish {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Wished, Self::Acceptable, Self::Impossible, Self::Away];

    /// The word in forms, and but for the last in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wished => "wished",
            Self::Acceptable => "acceptable",
            Self::Impossible => "impossible",
            Self::Away => "away",
        }
    }

    /// Reads the word; `None` for any other.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.code() == code)
    }
}

/// The day that it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DateWishFixed)]
pub struct Fixed {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// The hour, where it is settled too.
    #[schema(value_type = Option<String>)]
    pub at: Option<Time>,
    /// Why.
    pub because: String,
}

/// What is said of one exam.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DateWishAnswer)]
pub struct Answer {
    /// What is said of days; nothing is said of those left out.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub days: BTreeMap<Date, Wish>,
    /// The day that it must be, if there is one; oral, practical and performing exams need it.
    #[serde(default)]
    pub fixed: Option<Fixed>,
    /// Anything else that whoever plans should know.
    #[serde(default)]
    pub note: String,
}

/// Keeps what is said of an exam, in place of what was said before.
///
/// # Errors
/// Not found for a request or an exam outside one's scope; refused `wishes-closed` after the last day;
/// days that cannot be, a fixed day without a reason, an oral exam without its day.
pub async fn answer(
    act: &mut Act,
    id: DateWishRequestId,
    exam: ExamId,
    said: &Answer,
) -> Result<()> {
    let request = store::request(act.conn(), id, true).await?.ok_or(Error::NotFound)?;
    let asked = store::exams(act.conn(), &request).await?;
    let asked = asked.into_iter().find(|asked| asked.exam == exam).ok_or(Error::NotFound)?;
    act.who()?.require(ANSWERERS, &asked.place)?;
    if act.today() > request.answer_by {
        let args: [(&str, &dyn ToArg); 1] = [("day", &request.answer_by)];
        return Err(refused("wishes-closed", "date-wishes-refused-closed", &args));
    }
    let faults = faults(&request, &asked, said);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let (person, now) = (act.person()?, act.now());
    store::set_answer(act.conn(), &request, exam, said, (person, now)).await?;
    Ok(())
}

fn faults(request: &Request, asked: &Asked, said: &Answer) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let mut fault = |field: &str, key: &str, args: &[(&str, &dyn ToArg)]| {
        faults.push(FieldError { field: field.to_owned(), text: text(key, args) });
    };
    let offered =
        |day: Date| (request.first_on..=request.last_on).contains(&day) && is_exam_day(day);
    let between: [(&str, &dyn ToArg); 2] =
        [("first", &request.first_on), ("last", &request.last_on)];
    if let Some(day) = said.days.keys().find(|day| !offered(**day)) {
        fault(
            "days",
            "date-wishes-error-day",
            &[&[("value", day as &dyn ToArg)], &between[..]].concat(),
        );
    }
    match &said.fixed {
        None if asked.sets_own_day() => fault("fixed_on", "date-wishes-error-own-day", &[]),
        None => {}
        Some(fixed) => {
            if !offered(fixed.on) {
                let args = [&[("value", &fixed.on as &dyn ToArg)], &between[..]].concat();
                fault("fixed_on", "date-wishes-error-day", &args);
            }
            if matches!(said.days.get(&fixed.on), Some(Wish::Impossible | Wish::Away)) {
                fault("fixed_on", "date-wishes-error-fixed-impossible", &[("value", &fixed.on)]);
            }
            if fixed.because.trim().is_empty() {
                fault("fixed_because", "date-wishes-error-because", &[]);
            }
        }
    }
    faults
}
