//! National ids: birth numbers, D-numbers, and the numbers that only look like them.
//!
//! Eleven digits: day, month and year of birth, three individual digits, two check digits.
//! A D-number has 40 added to its day. Synthetic numbers have 80 (the tax administration's
//! test people) or 40 (older test people) added to the month, fictitious ones, given to
//! applicants without a Norwegian number, have 50. Months 51 and 52 can be read both ways;
//! they are taken as synthetic, so that nobody mistakes a test person for an applicant.
//!
//! A number says nothing here about the person's sex: from 2032 it no longer carries it,
//! and no rule asks for it.

mod birth_date;
mod check_digits;
mod rule;
#[cfg(test)]
mod tests;

pub use check_digits::{CheckRule, NEW_CHECK_RULE_FROM};
pub use rule::{GivenId, NationalIdAnswer, NationalIdFacts, NationalIdRule};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A national id whose date and check digits hold. It can be compared, not printed:
/// whoever needs the digits says so with [`NationalId::expose`].
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NationalId {
    digits: String,
    kind: NationalIdKind,
}

/// What sort of number a national id is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum NationalIdKind {
    /// A birth number, given to residents (folkeregisterloven § 2-2).
    BirthNumber,
    /// A D-number, given to those who are not resident (folkeregisterloven § 2-2).
    DNumber,
    /// A test person's number: nobody's.
    Synthetic,
    /// A number made for a student or applicant without a Norwegian one.
    Fictitious,
}

/// Why a string is not a national id. Never carries the string itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NationalIdError {
    /// Not exactly eleven digits from 0 to 9.
    #[error("a national id has eleven digits and nothing else")]
    NotElevenDigits,
    /// The first six digits are no date in any series.
    #[error("the first six digits of a national id are a date")]
    NotADate,
    /// The check digits do not fit the other nine.
    #[error("the check digits of a national id must fit the others")]
    WrongCheckDigits,
}

impl NationalId {
    /// Reads a national id of any kind; either check-digit rule will do, because a number
    /// given under the 2032 rule may reach us before our own calendar does.
    pub fn parse(given: &str) -> Result<Self, NationalIdError> {
        let digits = check_digits::digits(given).ok_or(NationalIdError::NotElevenDigits)?;
        let date = birth_date::DatePart::read(&digits).ok_or(NationalIdError::NotADate)?;
        if !CheckRule::From2032.holds(&digits) {
            return Err(NationalIdError::WrongCheckDigits);
        }
        Ok(Self { digits: given.to_owned(), kind: date.kind() })
    }

    /// The digits. Call it where they are stored, matched or shown to someone who may see
    /// them; never for a log, a URL or an error.
    pub fn expose(&self) -> &str {
        &self.digits
    }

    /// What sort of number this is.
    pub fn kind(&self) -> NationalIdKind {
        self.kind
    }

    /// The date of birth, where the individual digits tell the century.
    pub fn birth_date(&self) -> Option<Date> {
        let digits = check_digits::digits(&self.digits)?;
        birth_date::DatePart::read(&digits)?.birth_date()
    }

    /// Makes the number of a synthetic person (month + 80) born on `birth_date`: the same
    /// date and serial always give the same number. `None` outside 1900-2039, the years for
    /// which a series is set, and when the day's series (about 410 numbers) is used up.
    pub fn synthetic(birth_date: Date, serial: usize) -> Option<Self> {
        let prefix = format!(
            "{:02}{:02}{:02}",
            birth_date.day(),
            birth_date.month() + birth_date::SYNTHETIC_MONTH_OFFSET,
            birth_date.year().rem_euclid(100)
        );
        let digits = birth_date::series(birth_date.year())?
            .filter_map(|individual| check_digits::complete(&format!("{prefix}{individual:03}")))
            .nth(serial)?;
        Some(Self { digits, kind: NationalIdKind::Synthetic })
    }
}

impl fmt::Debug for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NationalId(***********)")
    }
}
