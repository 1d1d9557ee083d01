//! An instant in a document: RFC 3339 in UTC, with a capital `T` and `Z` and at most nine digits
//! of a fraction. Other spellings of the same instant are not read.

use jiff::Timestamp;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

pub(crate) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(at)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
    read(&text).ok_or_else(|| D::Error::custom("not an instant"))
}

fn read(text: &str) -> Option<Timestamp> {
    let whole = text.strip_suffix('Z')?;
    let (second, fraction) = whole.split_once('.').unwrap_or((whole, "0"));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let shape: String = second.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let right = shape == "0000-00-00T00:00:00"
        && (1..=9).contains(&fraction.len())
        && digits(fraction)
        // A leap second is an instant that not every clock has.
        && !second.ends_with("60");
    right.then(|| text.parse().ok()).flatten()
}

#[test]
fn an_instant_has_one_zone_and_one_shape() {
    for right in ["2026-11-22T10:00:00Z", "2026-11-22T10:00:00.5Z", "2026-11-22T10:00:00.500000Z"] {
        assert!(read(right).is_some(), "{right}");
    }
    for wrong in [
        "2026-11-22T10:00:00",
        "2026-11-22T10:00:00+00:00",
        "2026-11-22t10:00:00Z",
        "2026-11-22T10:00:00z",
        "2026-11-22 10:00:00Z",
        "2026-11-22T10:00Z",
        "2026-11-22T10:00:60Z",
        "2026-11-22T10:00:00.Z",
        "2026-11-22T10:00:00.0000000001Z",
        "2026-11-31T10:00:00Z",
        "+002026-11-22T10:00:00Z",
        "2026-11-22T10:00:00Z[Europe/Oslo]",
    ] {
        assert!(read(wrong).is_none(), "{wrong}");
    }
}
