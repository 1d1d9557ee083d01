//! Norwegian public holidays, computed for any year of the Gregorian calendar.

use crate::Text;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Easter Sunday of a year (the Gregorian computus).
pub fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let golden = y % 19;
    let (century, of_century) = (y / 100, y % 100);
    let moon_drift = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - moon_drift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late_moon = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late_moon;
    date(year, 3, 22).saturating_add(days.days())
}

/// The name of the public holiday that falls on a date; `None` on other days.
///
/// The days of lov 24. februar 1995 nr. 12 § 2, with 1 and 17 May, which lov
/// 26. april 1947 nr. 1 puts beside them. An ordinary Sunday is not named here.
pub fn public_holiday(day: Date) -> Option<Text> {
    let name = match (day.month(), day.day()) {
        (1, 1) => ("første nyttårsdag", "første nyttårsdag", "New Year's Day"),
        (5, 1) => ("1. mai", "1. mai", "1 May"),
        (5, 17) => ("grunnlovsdagen", "grunnlovsdagen", "Constitution Day"),
        (12, 25) => ("første juledag", "første juledag", "Christmas Day"),
        (12, 26) => ("andre juledag", "andre juledag", "the second day of Christmas"),
        _ => return easter_holiday(day),
    };
    Some(Text::new(name.0, name.1, name.2))
}

/// The holidays that move with Easter.
fn easter_holiday(day: Date) -> Option<Text> {
    let days_after_easter = (day - easter_sunday(day.year())).get_days();
    let name = match days_after_easter {
        -3 => ("skjærtorsdag", "skjærtorsdag", "Maundy Thursday"),
        -2 => ("langfredag", "langfredag", "Good Friday"),
        0 => ("første påskedag", "første påskedag", "Easter Sunday"),
        1 => ("andre påskedag", "andre påskedag", "Easter Monday"),
        39 => ("Kristi himmelfartsdag", "Kristi himmelfartsdag", "Ascension Day"),
        49 => ("første pinsedag", "første pinsedag", "Whit Sunday"),
        50 => ("andre pinsedag", "andre pinsedag", "Whit Monday"),
        _ => return None,
    };
    Some(Text::new(name.0, name.1, name.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [
            (1943, 4, 25),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2026, 4, 5),
        ] {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
    }

    #[test]
    fn christmas_eve_and_new_years_eve_are_no_holidays() {
        assert!(public_holiday(date(2026, 12, 24)).is_none());
        assert!(public_holiday(date(2026, 12, 31)).is_none());
        assert!(public_holiday(date(2026, 12, 25)).is_some());
    }

    #[test]
    fn a_year_has_twelve_named_days_unless_two_fall_together() {
        let named = |year| {
            date(year, 1, 1)
                .series(1.day())
                .take_while(|day| day.year() == year)
                .filter(|day| public_holiday(*day).is_some())
                .count()
        };
        assert_eq!(named(2026), 12);
        // In 2008 Ascension Day was 1 May.
        assert_eq!(named(2008), 11);
    }
}
