//! Dates as a person says them, for the sentences that explain a decision.

use crate::Text;
use jiff::civil::{Date, Weekday};

const MONTHS_NO: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
/// The months in English, as texts and rule-set files write them.
pub(crate) const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The date in bokmål and nynorsk, which write it alike: `13. juli 2012`.
pub fn date_no(date: Date) -> String {
    let month = MONTHS_NO[usize::from(date.month().unsigned_abs()) - 1];
    format!("{}. {month} {}", date.day(), date.year())
}

/// The date in English: `13 July 2012`.
pub fn date_en(date: Date) -> String {
    let month = MONTHS_EN[usize::from(date.month().unsigned_abs()) - 1];
    format!("{} {month} {}", date.day(), date.year())
}

/// The name of the weekday.
pub fn weekday(date: Date) -> Text {
    let (nb, nn, en) = match date.weekday() {
        Weekday::Monday => ("mandag", "måndag", "Monday"),
        Weekday::Tuesday => ("tirsdag", "tysdag", "Tuesday"),
        Weekday::Wednesday => ("onsdag", "onsdag", "Wednesday"),
        Weekday::Thursday => ("torsdag", "torsdag", "Thursday"),
        Weekday::Friday => ("fredag", "fredag", "Friday"),
        Weekday::Saturday => ("lørdag", "laurdag", "Saturday"),
        Weekday::Sunday => ("søndag", "sundag", "Sunday"),
    };
    Text::new(nb, nn, en)
}
