//! The day something happened, as Oslo reads it.

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

/// What a dated fact may look like; quoted when a fact looks otherwise.
const ALLOWED: &str = "YYYY-MM-DD or an RFC 3339 instant with offset, years 1950 to 2199";

/// Oslo's clock, from the data that is compiled in and from no file.
// The compiled-in data has Oslo; every test that reads an instant would fail without it.
#[allow(clippy::expect_used, reason = "compiled-in data, read by tests")]
static OSLO: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZoneDatabase::bundled().get("Europe/Oslo").expect("the compiled-in data has Oslo")
});

/// The Oslo calendar day on which an instant falls.
pub fn oslo_date(instant: Timestamp) -> Date {
    OSLO.to_datetime(instant).date()
}

/// An instant, told by Oslo's clock: `2013-08-01T00:00:00+02:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OsloInstant(Timestamp);

impl OsloInstant {
    /// The first instant after a day. Oslo's clock changes at night but never at midnight.
    pub fn after(day: Date) -> Self {
        let next = day.saturating_add(1.day()).to_zoned(OSLO.clone());
        Self(next.map_or(Timestamp::MAX, |midnight| midnight.timestamp()))
    }
}

impl Deref for OsloInstant {
    type Target = Timestamp;
    fn deref(&self) -> &Timestamp {
        &self.0
    }
}

impl fmt::Display for OsloInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.display_with_offset(OSLO.to_offset(self.0)).fmt(f)
    }
}

impl Serialize for OsloInstant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for OsloInstant {
    fn schema_name() -> Cow<'static, str> {
        "OsloInstant".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "an RFC 3339 instant with Oslo's offset",
            "format": "date-time",
        })
    }
}

/// The day of an event: written as a date, or as an instant that is read in Oslo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct EventDate(Date);

impl EventDate {
    /// Reads `2011-06-22`, or an RFC 3339 instant such as `2011-06-22T23:30:00+02:00`.
    ///
    /// # Errors
    /// A text that says what was given and what is allowed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let date = if text.len() == 10 {
            text.parse::<Date>().ok().filter(|date| date.to_string() == text)
        } else if text.as_bytes().get(10).is_some_and(|mark| matches!(mark, b'T' | b't')) {
            text.parse::<Timestamp>().ok().map(oslo_date)
        } else {
            None
        };
        date.filter(|date| (1950..=2199).contains(&date.year()))
            .map(Self)
            .ok_or_else(|| format!("not a day: {text:?}, expected {ALLOWED}"))
    }
}

impl From<Date> for EventDate {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl Deref for EventDate {
    type Target = Date;
    fn deref(&self) -> &Date {
        &self.0
    }
}

impl<'de> Deserialize<'de> for EventDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Day;
        impl de::Visitor<'_> for Day {
            type Value = EventDate;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(ALLOWED)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<EventDate, E> {
                EventDate::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Day)
    }
}

impl JsonSchema for EventDate {
    fn schema_name() -> Cow<'static, str> {
        "EventDate".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": ALLOWED,
            "anyOf": [{ "format": "date" }, { "format": "date-time" }],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> Option<Date> {
        EventDate::parse(text).ok().map(|day| *day)
    }

    #[test]
    fn an_instant_late_in_the_evening_belongs_to_oslo_s_day() {
        assert_eq!(read("2012-06-22T23:30:00+02:00"), Some(date(2012, 6, 22)));
        assert_eq!(read("2012-06-22T22:30:00Z"), Some(date(2012, 6, 23)));
        assert_eq!(read("2012-01-22T22:30:00Z"), Some(date(2012, 1, 22)));
    }

    #[test]
    fn the_two_sundays_when_the_clock_changes() {
        assert_eq!(read("2026-03-29T00:59:59Z"), Some(date(2026, 3, 29)));
        assert_eq!(read("2026-03-29T21:59:59Z"), Some(date(2026, 3, 29)));
        assert_eq!(read("2026-03-29T22:00:00Z"), Some(date(2026, 3, 30)));
        assert_eq!(read("2026-10-25T22:59:59Z"), Some(date(2026, 10, 25)));
        assert_eq!(read("2026-10-25T23:00:00Z"), Some(date(2026, 10, 26)));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["2011-02-29", "2011-6-1", "20110601", "2011-06-01T10:00", "1949-12-31", "", "i går"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
