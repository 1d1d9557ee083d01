//! Who writes to whom.

use std::fmt;
use std::str::FromStr;

use crate::text::{NotA, as_text};

/// An institution's number in the national student systems: three or four digits, the first not 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstitutionNumber(u16);

impl InstitutionNumber {
    /// A number from 100 to 9999.
    pub fn new(number: u16) -> Result<Self, NotA> {
        match number {
            100..=9999 => Ok(Self(number)),
            _ => Err(NotA("an institution number")),
        }
    }
}

impl fmt::Display for InstitutionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for InstitutionNumber {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
        let number = plain.then(|| text.parse().ok()).flatten();
        Self::new(number.ok_or(NotA("an institution number"))?)
    }
}

as_text!(InstitutionNumber);

/// One end of a message: an institution, or the national register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// Written `register`.
    Register,
    /// Written as its number.
    Institution(InstitutionNumber),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Register => f.write_str("register"),
            Self::Institution(number) => number.fmt(f),
        }
    }
}

impl FromStr for Party {
    type Err = NotA;

    fn from_str(text: &str) -> Result<Self, NotA> {
        match text {
            "register" => Ok(Self::Register),
            number => number.parse().map(Self::Institution).map_err(|_| NotA("a party")),
        }
    }
}

as_text!(Party);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_is_the_register_or_a_number_of_three_or_four_digits() {
        for right in ["register", "100", "186", "9999"] {
            assert_eq!(right.parse::<Party>().map(|party| party.to_string()), Ok(right.to_owned()));
        }
        for wrong in ["", "99", "10000", "0186", "+186", "186 ", "Register", "٣٤٥"] {
            assert_eq!(wrong.parse::<Party>(), Err(NotA("a party")), "{wrong}");
        }
    }
}
