//! Credits (studiepoeng): exact decimals, never floating point.

use num_rational::Ratio;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A number of credits: from 0 to 1000, at most three decimals, e.g. `7.5`. Read from a
/// decimal string or a JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(with = "CreditsForm")]
pub struct Credits(#[serde(with = "rust_decimal::serde::str")] Decimal);

/// The forms in which credits may be written.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum CreditsForm {
    Text(String),
    Number(f64),
}

/// More than any programme has; keeps every sum exact.
const MOST: Decimal = Decimal::ONE_THOUSAND;
const MOST_DECIMALS: u32 = 3;

impl Credits {
    /// None.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The sum; `None` where it is above 1000.
    pub fn plus(self, other: Self) -> Option<Self> {
        let sum = (self.0 + other.0).normalize();
        (sum <= MOST).then_some(Self(sum))
    }

    /// The number itself, as the database keeps it.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Reads credits; `None` for what is no decimal, below 0, above 1000 or too fine.
    pub fn parse(given: &str) -> Option<Self> {
        let plain = given.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let credits = Decimal::from_str_exact(given).ok().filter(|_| plain)?.normalize();
        (credits <= MOST && credits.scale() <= MOST_DECIMALS).then_some(Self(credits))
    }

    /// The same number as an exact fraction.
    pub fn ratio(self) -> Ratio<i128> {
        Ratio::new(self.0.mantissa(), 10_i128.pow(self.0.scale()))
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Credits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match CreditsForm::deserialize(deserializer) {
            Ok(CreditsForm::Text(text)) => text,
            Ok(CreditsForm::Number(number)) => number.to_string(),
            Err(_) => String::new(),
        };
        Self::parse(&text).ok_or_else(|| {
            let expected = "expected a decimal string from 0 to 1000 with at most three decimals";
            serde::de::Error::custom(format!("no credits, {expected}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requirements: M-15
    #[test]
    fn credits_are_exact() {
        let read = |json: &str| serde_json::from_str::<Credits>(json).ok();
        assert_eq!(read("\"7.5\"").map(Credits::ratio), Some(Ratio::new(15, 2)));
        assert_eq!(read("7.5"), read("\"7.50\""));
        assert_eq!(read("0.1").map(Credits::ratio), Some(Ratio::new(1, 10)));
        assert_eq!(read("10"), Credits::parse("10"));
        assert_eq!(read("1000"), Credits::parse("1000"));
        assert_eq!(read("0.001").map(Credits::ratio), Some(Ratio::new(1, 1000)));
    }

    /// Requirements: S-01
    #[test]
    fn a_sum_is_exact_and_ends_at_a_thousand() {
        let credits = |text: &str| Credits::parse(text).unwrap();
        assert_eq!(credits("0.1").plus(credits("0.2")), Some(credits("0.3")));
        assert_eq!(credits("999.5").plus(credits("0.5")), Some(credits("1000")));
        assert_eq!(credits("999.5").plus(credits("0.501")), None);
        assert_eq!(
            Credits::ZERO.plus(credits("7.50")).map(|sum| sum.to_string()),
            Some("7.5".into())
        );
    }

    #[test]
    fn what_is_no_number_of_credits_is_refused() {
        for given in ["", "-1", "+1", "1e2", "1000.001", "0.0001", "ten", "1,5", "1_0", "."] {
            assert_eq!(Credits::parse(given), None, "{given}");
        }
        assert!(serde_json::from_str::<Credits>("null").is_err());
        assert!(serde_json::from_str::<Credits>("-0.5").is_err());
    }
}
