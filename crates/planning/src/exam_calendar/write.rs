//! Exams as iCalendar.

use super::store::Dated;
use icalendar::{Calendar, Component, Event, EventLike, Property};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rules::Language;

/// The calendar's text: one event for each exam, by an id that stays, so that a program that subscribes
/// moves the event it has. `now` is when it is read.
pub fn write(name: &str, exams: &[Dated], language: Language, now: Timestamp) -> String {
    let mut calendar = Calendar::new();
    calendar.name(name);
    for exam in exams {
        calendar.push(event(exam, language, now));
    }
    calendar.done().to_string()
}

fn event(exam: &Dated, language: Language, now: Timestamp) -> Event {
    let mut event = Event::new();
    event.uid(&format!("{}@kandidat", exam.id));
    event.summary(&format!("{} {}", exam.code, exam.name.get(language)));
    event.add_property("DTSTAMP", utc(now));
    if !exam.rooms.is_empty() {
        event.location(&exam.rooms);
    }
    match exam.starts_at.and_then(|at| moment(exam.date.to_datetime(at))) {
        Some(begins) => {
            let minutes = if exam.held { exam.minutes.unwrap_or_default() } else { 0 };
            let ends = begins.checked_add(SignedDuration::from_mins(i64::from(minutes)));
            event.add_property("DTSTART", utc(begins));
            event.add_property("DTEND", utc(ends.unwrap_or(begins)));
        }
        None => {
            let mut day = Property::new("DTSTART", exam.date.strftime("%Y%m%d").to_string());
            day.add_parameter("VALUE", "DATE");
            event.append_property(day.done());
        }
    }
    event.done()
}

fn moment(at: DateTime) -> Option<Timestamp> {
    at.to_zoned(::store::oslo()).ok().map(|zoned| zoned.timestamp())
}

/// A time as iCalendar writes it in UTC.
fn utc(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}
