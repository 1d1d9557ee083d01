//! How a value is written inside a sentence, in each language form.

use jiff::civil::{Date, DateTime, Weekday};
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// A value that knows how it is written in each language form.
pub trait Form {
    /// The value as it stands inside a sentence.
    fn form(&self, language: Language) -> String;
}

/// Writes one sentence in every language form, with the same named values in each.
///
/// `text!(nb: "Frist: {due}", nn: "Frist: {due}", en: "Due: {due}"; due = date)`: each
/// value is written in the language form of its sentence (see [`Form`]).
macro_rules! text {
    (nb: $nb:literal, nn: $nn:literal, en: $en:literal $(; $($name:ident = $value:expr),+ $(,)?)?) => {
        ::rules::Text {
            nb: { $($(let $name = $crate::Form::form(&$value, ::rules::Language::Nb);)+)? format!($nb) },
            nn: { $($(let $name = $crate::Form::form(&$value, ::rules::Language::Nn);)+)? format!($nn) },
            en: { $($(let $name = $crate::Form::form(&$value, ::rules::Language::En);)+)? format!($en) },
        }
    };
}

impl<T: Form + ?Sized> Form for &T {
    fn form(&self, language: Language) -> String {
        (**self).form(language)
    }
}

impl Form for str {
    fn form(&self, _: Language) -> String {
        self.to_owned()
    }
}

impl Form for String {
    fn form(&self, _: Language) -> String {
        self.clone()
    }
}

impl Form for Text {
    fn form(&self, language: Language) -> String {
        self.get(language).to_owned()
    }
}

impl Form for u32 {
    /// Thousands are parted by a no-break space in Norwegian and a comma in English.
    fn form(&self, language: Language) -> String {
        let separator = if language == Language::En { ',' } else { '\u{a0}' };
        let digits = self.to_string();
        let mut written = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                written.push(separator);
            }
            written.push(digit);
        }
        written
    }
}

const MONTHS: [[&str; 2]; 12] = [
    ["januar", "January"],
    ["februar", "February"],
    ["mars", "March"],
    ["april", "April"],
    ["mai", "May"],
    ["juni", "June"],
    ["juli", "July"],
    ["august", "August"],
    ["september", "September"],
    ["oktober", "October"],
    ["november", "November"],
    ["desember", "December"],
];

impl Form for Date {
    /// `21. november 2026` or `21 November 2026`, kept on one line by no-break spaces.
    fn form(&self, language: Language) -> String {
        let [norwegian, english] = MONTHS[usize::from(self.month().unsigned_abs()) - 1];
        let (day, year) = (self.day(), self.year());
        match language {
            Language::Nb | Language::Nn => format!("{day}.\u{a0}{norwegian}\u{a0}{year}"),
            Language::En => format!("{day}\u{a0}{english}\u{a0}{year}"),
        }
    }
}

/// A date that something must be done by: written with its weekday.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Deadline(pub Date);

impl Form for Deadline {
    fn form(&self, language: Language) -> String {
        let [nb, nn, en] = match self.0.weekday() {
            Weekday::Monday => ["mandag", "måndag", "Monday"],
            Weekday::Tuesday => ["tirsdag", "tysdag", "Tuesday"],
            Weekday::Wednesday => ["onsdag", "onsdag", "Wednesday"],
            Weekday::Thursday => ["torsdag", "torsdag", "Thursday"],
            Weekday::Friday => ["fredag", "fredag", "Friday"],
            Weekday::Saturday => ["lørdag", "laurdag", "Saturday"],
            Weekday::Sunday => ["søndag", "sundag", "Sunday"],
        };
        let date = self.0.form(language);
        match language {
            Language::Nb => format!("{nb} {date}"),
            Language::Nn => format!("{nn} {date}"),
            Language::En => format!("{en} {date}"),
        }
    }
}

/// A moment in Norwegian local time: `21. november 2026 kl. 14.05`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub DateTime);

impl Form for Moment {
    fn form(&self, language: Language) -> String {
        let date = self.0.date().form(language);
        let (hour, minute) = (self.0.hour(), self.0.minute());
        match language {
            Language::Nb | Language::Nn => format!("{date} kl.\u{a0}{hour:02}.{minute:02}"),
            Language::En => format!("{date} at {hour:02}:{minute:02}"),
        }
    }
}

/// A length of time that a rule sets, e.g. three weeks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Period {
    /// How many; at least 1.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

impl From<rules::calendar::Period> for Period {
    fn from(period: rules::calendar::Period) -> Self {
        use rules::calendar::Unit;
        let count = u32::from(period.value);
        match period.unit {
            Unit::Days => Self { count, unit: PeriodUnit::Days },
            Unit::WorkingDays => Self { count, unit: PeriodUnit::WorkingDays },
            Unit::Weeks => Self { count, unit: PeriodUnit::Weeks },
            Unit::Years => Self { count: 12 * count, unit: PeriodUnit::Months },
        }
    }
}

/// What a [`Period`] is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// Calendar days.
    Days,
    /// Days that are neither Saturday, Sunday nor a holiday.
    WorkingDays,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
}

const NUMBERS: [[&str; 3]; 12] = [
    ["én", "éin", "one"],
    ["to", "to", "two"],
    ["tre", "tre", "three"],
    ["fire", "fire", "four"],
    ["fem", "fem", "five"],
    ["seks", "seks", "six"],
    ["sju", "sju", "seven"],
    ["åtte", "åtte", "eight"],
    ["ni", "ni", "nine"],
    ["ti", "ti", "ten"],
    ["elleve", "elleve", "eleven"],
    ["tolv", "tolv", "twelve"],
];

/// The index of a language form in the tables of this file.
const fn column(language: Language) -> usize {
    match language {
        Language::Nb => 0,
        Language::Nn => 1,
        Language::En => 2,
    }
}

impl Form for Period {
    /// `tre uker`, `15 virkedager`: words up to twelve.
    fn form(&self, language: Language) -> String {
        let [one, many] = match self.unit {
            PeriodUnit::Days => [["dag", "dag", "day"], ["dager", "dagar", "days"]],
            PeriodUnit::WorkingDays => [
                ["virkedag", "vyrkedag", "working day"],
                ["virkedager", "vyrkedagar", "working days"],
            ],
            PeriodUnit::Weeks => [["uke", "veke", "week"], ["uker", "veker", "weeks"]],
            PeriodUnit::Months => [["måned", "månad", "month"], ["måneder", "månader", "months"]],
        };
        let at = column(language);
        if self.count == 1 {
            let feminine = self.unit == PeriodUnit::Weeks && language == Language::Nn;
            let number = if feminine { "éi" } else { NUMBERS[0][at] };
            return format!("{number} {}", one[at]);
        }
        format!("{} {}", Count(self.count).form(language), many[at])
    }
}

/// A number inside a sentence: in words up to twelve.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Count(pub u32);

impl Form for Count {
    fn form(&self, language: Language) -> String {
        NUMBERS
            .get((self.0 as usize).wrapping_sub(1))
            .map_or_else(|| self.0.form(language), |row| row[column(language)].to_owned())
    }
}
