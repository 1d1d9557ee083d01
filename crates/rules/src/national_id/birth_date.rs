//! The first six digits, and the century that the individual digits tell.

use super::NationalIdKind;
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// What is added to the month of a synthetic person's number.
pub(super) const SYNTHETIC_MONTH_OFFSET: i8 = 80;
const OLD_SYNTHETIC_MONTH_OFFSET: i8 = 40;
const FICTITIOUS_MONTH_OFFSET: i8 = 50;
const D_NUMBER_DAY_OFFSET: i8 = 40;

/// The date in a number, its offsets taken off.
pub(super) struct DatePart {
    day: i8,
    month: i8,
    two_digit_year: i16,
    individual: u16,
    kind: NationalIdKind,
}

impl DatePart {
    /// Reads the date; `None` if the digits are no date in any century.
    pub(super) fn read(digits: &[u8; 11]) -> Option<Self> {
        let pair = |at: usize| digits[at] as i8 * 10 + digits[at + 1] as i8;
        let (month, month_kind) = month(pair(2))?;
        let (day, day_kind) = day(pair(0));
        let individual = digits[6..9].iter().fold(0, |sum, digit| sum * 10 + u16::from(*digit));
        let part = Self {
            day,
            month,
            two_digit_year: i16::from(pair(4)),
            individual,
            kind: month_kind.unwrap_or(day_kind),
        };
        part.exists().then_some(part)
    }

    /// What sort of number the offsets show.
    pub(super) fn kind(&self) -> NationalIdKind {
        self.kind
    }

    /// The date of birth. `None` where no series gives the century, and for fictitious
    /// numbers, whose individual digits do not follow the series.
    pub(super) fn birth_date(&self) -> Option<Date> {
        if self.kind == NationalIdKind::Fictitious {
            return None;
        }
        let century = century(self.individual, self.two_digit_year)?;
        self.in_century(century)
    }

    /// Whether the individual digits are ones that were given out before 2032.
    pub(super) fn in_a_series(&self) -> bool {
        self.kind == NationalIdKind::Fictitious
            || century(self.individual, self.two_digit_year).is_some()
    }

    /// A number with a date that no century has is nobody's. Where a series tells the
    /// century only that one counts: 29 February 1900 never was.
    fn exists(&self) -> bool {
        match century(self.individual, self.two_digit_year) {
            Some(century) => self.in_century(century).is_some(),
            None => [1800, 1900, 2000].into_iter().any(|c| self.in_century(c).is_some()),
        }
    }

    fn in_century(&self, century: i16) -> Option<Date> {
        Date::new(century + self.two_digit_year, self.month, self.day).ok()
    }
}

/// The individual digits, in the order they are given out here, for a year of birth.
pub(super) fn series(year: i16) -> Option<RangeInclusive<u16>> {
    match year {
        1900..=1999 => Some(0..=499),
        2000..=2039 => Some(500..=999),
        _ => None,
    }
}

/// The series of individual digits: each belongs to a span of years.
fn century(individual: u16, two_digit_year: i16) -> Option<i16> {
    match (individual, two_digit_year) {
        (0..=499, _) => Some(1900),
        (500..=999, 0..=39) => Some(2000),
        (500..=749, 54..) => Some(1800),
        (900..=999, 40..) => Some(1900),
        _ => None,
    }
}

fn month(given: i8) -> Option<(i8, Option<NationalIdKind>)> {
    let offset = |by: i8| given.checked_sub(by).filter(|month| (1..=12).contains(month));
    let synthetic = offset(SYNTHETIC_MONTH_OFFSET).or_else(|| offset(OLD_SYNTHETIC_MONTH_OFFSET));
    offset(0)
        .map(|month| (month, None))
        .or_else(|| synthetic.map(|month| (month, Some(NationalIdKind::Synthetic))))
        .or_else(|| offset(FICTITIOUS_MONTH_OFFSET).map(|m| (m, Some(NationalIdKind::Fictitious))))
}

fn day(given: i8) -> (i8, NationalIdKind) {
    if given > D_NUMBER_DAY_OFFSET {
        (given - D_NUMBER_DAY_OFFSET, NationalIdKind::DNumber)
    } else {
        (given, NationalIdKind::BirthNumber)
    }
}
