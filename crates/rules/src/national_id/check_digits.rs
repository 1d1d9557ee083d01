//! The two check digits: weighted sums modulo eleven.

use jiff::civil::{Date, date};

/// The first day on which numbers under the 2032 rule are given out.
pub const NEW_CHECK_RULE_FROM: Date = date(2032, 1, 1);

const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// Which rule the first check digit follows. The second is the same in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckRule {
    /// The weighted sum leaves nothing when divided by eleven.
    Before2032,
    /// The weighted sum leaves 0, 1, 2 or 3: four numbers where there was one.
    From2032,
}

impl CheckRule {
    /// The rule that counts: on a given day, or, where no day is given, the wider one.
    pub fn at(day: Option<Date>) -> Self {
        match day {
            Some(day) if day < NEW_CHECK_RULE_FROM => Self::Before2032,
            _ => Self::From2032,
        }
    }

    /// Whether both check digits fit the other nine.
    pub(super) fn holds(self, digits: &[u8; 11]) -> bool {
        let rest = remainder(digits, &FIRST);
        let first = match self {
            Self::Before2032 => rest == 0,
            Self::From2032 => rest <= 3,
        };
        first && remainder(digits, &SECOND) == 0
    }
}

/// The eleven digits as numbers; `None` for anything that is not eleven ASCII digits.
pub(super) fn digits(given: &str) -> Option<[u8; 11]> {
    let bytes: [u8; 11] = given.as_bytes().try_into().ok()?;
    bytes.iter().all(u8::is_ascii_digit).then(|| bytes.map(|byte| byte - b'0'))
}

/// Adds the check digits of the rule before 2032 (which both rules accept) to nine digits;
/// `None` for the nines that have none, because a digit would have to be ten.
pub(super) fn complete(nine: &str) -> Option<String> {
    let first = digit_for(&digits(&format!("{nine}00"))?, &FIRST)?;
    let second = digit_for(&digits(&format!("{nine}{first}0"))?, &SECOND)?;
    Some(format!("{nine}{first}{second}"))
}

/// The digit, standing last in the weights with weight one, that brings the sum to nothing.
fn digit_for(digits: &[u8; 11], weights: &[u32]) -> Option<u32> {
    let digit = (11 - remainder(digits, weights)) % 11;
    (digit < 10).then_some(digit)
}

fn remainder(digits: &[u8; 11], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum::<u32>() % 11
}
