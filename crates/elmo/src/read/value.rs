//! Values as people write them: dates with a zone or blanks, credits with a comma.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rules::Credits;
use std::ops::RangeInclusive;

/// Years that somebody alive can have studied in, or been born in.
pub(crate) const YEARS: RangeInclusive<i16> = 1900..=2199;
/// What a time without a zone means to a Norwegian institution.
const HERE: &str = "Europe/Oslo";

/// Reads `YYYY-MM-DD`, also with a zone or a time after it, which say nothing of the day.
pub(super) fn date(line: &str) -> Option<Date> {
    let (day, rest) = line.split_at_checked(10)?;
    let plain = rest.is_empty() || rest.starts_with(['Z', '+', '-', 'T']);
    let form = day.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let date: Date = day.parse().ok().filter(|_| plain && form)?;
    YEARS.contains(&date.year()).then_some(date)
}

/// Reads a time, and whether it said its distance from UTC.
pub(super) fn time(line: &str) -> Option<(Timestamp, bool)> {
    let (time, zoned) = match line.parse::<Timestamp>() {
        Ok(time) => (time, true),
        Err(_) => {
            let here = TimeZone::get(HERE).ok()?;
            let civil: DateTime = line.parse().ok()?;
            (here.to_timestamp(civil).ok()?, false)
        }
    };
    let year = time.to_zoned(TimeZone::UTC).year();
    YEARS.contains(&year).then_some((time, zoned))
}

/// Reads credits, and whether they were written with a comma. Exact: never through floating point.
pub(super) fn credits(line: &str) -> Option<(Credits, bool)> {
    let comma = line.contains(',');
    let point = if comma && !line.contains('.') { line.replacen(',', ".", 1) } else { line.into() };
    let bare = point.strip_prefix('+').unwrap_or(&point);
    let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
    let part = part.trim_end_matches('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || !bare.contains(|one: char| one.is_ascii_digit()) {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let plain = if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") };
    Some((Credits::parse(&plain)?, comma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn dates_are_read_with_whatever_stands_after_them() {
        for given in ["2019-07-15", "2019-07-15Z", "2019-07-15+02:00", "2019-07-15T10:00:00"] {
            assert_eq!(date(given), Some(day(2019, 7, 15)), "{given}");
        }
        let wrong =
            ["", "2019", "15.07.2019", "20190715", "2019-7-15", "2019-02-29", "2019-07-15x"];
        for given in wrong.into_iter().chain(["æ019-07-15", "-019-07-15", "2019-07-1æ"]) {
            assert_eq!(date(given), None, "{given}");
        }
        assert_eq!(date("1900-01-01"), Some(day(1900, 1, 1)));
        assert_eq!(date("2199-12-31"), Some(day(2199, 12, 31)));
        assert_eq!((date("1899-12-31"), date("2200-01-01")), (None, None));
    }

    #[test]
    fn a_time_without_a_zone_is_norwegian_time() {
        let utc: Timestamp = "2023-02-21T07:54:04.479Z".parse().expect("a time");
        assert_eq!(time("2023-02-21T08:54:04.479+01:00"), Some((utc, true)));
        assert_eq!(time("2023-02-21T08:54:04.479"), Some((utc, false)));
        let summer: Timestamp = "2023-07-01T10:00:00Z".parse().expect("a time");
        assert_eq!(time("2023-07-01T12:00:00"), Some((summer, false)));
        assert_eq!((time("yesterday"), time("1899-12-31T00:00:00Z")), (None, None));
    }

    /// Requirements: R-11
    #[test]
    fn credits_are_exact_with_a_comma_or_a_point() {
        let read =
            |given: &str| credits(given).map(|(credits, comma)| (credits.to_string(), comma));
        let exactly = |text: &str, comma: bool| Some((text.to_owned(), comma));
        assert_eq!(read("7.5"), exactly("7.5", false));
        assert_eq!(read("7,5"), exactly("7.5", true));
        assert_eq!(read("20.000000"), exactly("20", false));
        assert_eq!(read("+20."), exactly("20", false));
        assert_eq!(read(".5"), exactly("0.5", false));
        assert_eq!(read("0.0"), exactly("0", false));
        assert_eq!(read("0.1"), exactly("0.1", false));
        assert_eq!(read("1000"), exactly("1000", false));
        let wrong =
            ["", ".", "+", "-5", "1000.001", "0.0001", "1,000.5", "1,0,0", "1e2", "ti", "5 sp"];
        for given in wrong {
            assert_eq!(read(given), None, "{given}");
        }
    }
}
