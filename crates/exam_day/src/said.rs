//! What all routines here tell and read in the same way.

pub use office::catalogue::refused as put_back;
pub use office::said::{at, refused};

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};
use office::catalogue::read_clock;
use office::people::PersonName;
use office::{Error, FieldError, Result};
use rules::{Language, Text};
use ui::messages::text;
use ui::{Frame, Plain};

/// One of several faults.
pub fn fault(field: &str, said: Text) -> FieldError {
    FieldError { field: field.to_owned(), text: said }
}

/// Whether a statement failed at this constraint.
pub fn violates(error: &sqlx::Error, constraint: &str) -> bool {
    error.as_database_error().and_then(|error| error.constraint()) == Some(constraint)
}

/// The moment of a local time in Norway.
///
/// # Errors
/// Our own fault: the time zone is compiled in.
pub fn moment(date: Date, time: Time) -> Result<Timestamp> {
    local(date.to_datetime(time))
}

/// As [`moment`], of day and time together.
///
/// # Errors
/// As [`moment`].
pub fn local(at: DateTime) -> Result<Timestamp> {
    let zoned = at.to_zoned(::store::oslo()).map_err(|error| Error::Internal(error.into()))?;
    Ok(zoned.timestamp())
}

/// So many minutes later, or earlier where they are fewer than none.
pub fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// The whole day in Norway: from its first moment until the next one's.
///
/// # Errors
/// Invalid `day` where the calendar ends before the next one has begun.
pub fn day_of(day: Date) -> Result<(Timestamp, Timestamp)> {
    let next = day.tomorrow().ok();
    let first = |day: Date| moment(day, Time::midnight()).ok();
    let whole = first(day).zip(next.and_then(first));
    whole.ok_or_else(|| at("day", "common-error-date", &[("value", &day.to_string())]))
}

/// A time of the day as people write it: `09:00` or `9.00`; an error at the field otherwise.
pub fn clock(form: &mut ui::Form, field: &str) -> Option<Time> {
    let typed = form.required(field)?;
    let read = read_clock(&typed);
    if read.is_none() {
        form.add_error(field, text("exam-day-error-clock", &[("value", &typed)]));
    }
    read
}

/// `09.00–13.00`, in English `09:00–13:00`, in Norwegian time.
pub fn hours(frame: &Frame, from: impl Plain<Timestamp>, until: impl Plain<Timestamp>) -> String {
    let form = if frame.language == Language::En { "%H:%M" } else { "%H.%M" };
    let clock = |at: Timestamp| ui::in_norway(at).strftime(form).to_string();
    format!("{}–{}", clock(from.plain()), clock(until.plain()))
}

/// The day of a moment in Norway, as lists write it.
pub fn day(frame: &Frame, at: impl Plain<Timestamp>) -> String {
    frame.short_date(ui::in_norway(at.plain()).date())
}

/// The day of a moment in Norway.
pub fn date_of(at: impl Plain<Timestamp>) -> Date {
    ui::in_norway(at.plain()).date()
}

/// The day of a moment in Norway, with its weekday.
pub fn long_day(frame: &Frame, at: impl Plain<Timestamp>) -> String {
    frame.long_date(ui::in_norway(at.plain()).date())
}

/// The day of a moment in Norway, as a form sends it.
pub fn plain_day(at: impl Plain<Timestamp>) -> String {
    ui::in_norway(at.plain()).date().to_string()
}

/// The time of the day in Norway, as a form sends it.
pub fn plain_clock(at: impl Plain<Timestamp>) -> String {
    ui::in_norway(at.plain()).strftime("%H:%M").to_string()
}

/// A name as it stands in this reader's lists.
pub fn listed(frame: &Frame, name: &PersonName) -> String {
    name.listed(frame.language)
}
