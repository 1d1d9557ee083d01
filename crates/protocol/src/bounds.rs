//! What fits both ends' databases: values beyond are refused at the door as of another form.

use jiff::civil::Date;
use serde::de::{Deserialize, Deserializer, Error};

/// The last version of anything that counts up.
pub const VERSION_MAX: u32 = i32::MAX as u32;
/// The years that a day may be of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// A version, from 1.
pub(crate) fn version<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let read = u32::deserialize(from)?;
    match (1..=VERSION_MAX).contains(&read) {
        true => Ok(read),
        false => Err(Error::custom("no version from 1 to 2147483647")),
    }
}

/// A day, written `YYYY-MM-DD` and in no other way.
pub(crate) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let written = String::deserialize(from)?;
    let read = written.parse::<Date>().ok().filter(|day| YEARS.contains(&day.year()));
    // Written again it must be the same: of one day there is one form.
    read.filter(|day| day.to_string() == written)
        .ok_or_else(|| Error::custom("no day of the form YYYY-MM-DD from 1900 to 2200"))
}

#[cfg(test)]
mod tests {
    use crate::exclusion::{Deleted, Period};
    use serde_json::{from_value, json};

    #[test]
    fn a_version_is_from_1_to_what_every_database_holds() {
        let deleted = |version: u64| {
            from_value::<Deleted>(json!({ "id": uuid::Uuid::nil(), "version": version })).is_ok()
        };
        assert_eq!([0, 1, 2_147_483_647, 2_147_483_648].map(deleted), [false, true, true, false]);
    }

    #[test]
    fn a_day_has_one_form_and_is_of_a_year_that_somebody_lives_in() {
        let begins =
            |from: &str| from_value::<Period>(json!({ "from": from, "to": "2026-12-31" })).is_ok();
        for right in ["1900-01-01", "2026-02-28", "2200-12-31"] {
            assert!(begins(right), "{right}");
        }
        for wrong in [
            "1899-12-31",
            "2201-01-01",
            "-009999-01-01",
            "+002026-01-01",
            "20260101",
            "2026-02-29",
            "2026-01-01T00:00",
            "2026-1-1",
            "",
        ] {
            assert!(!begins(wrong), "{wrong}");
        }
    }
}
