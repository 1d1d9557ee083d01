//! The paragraph that a decision rests on, by its code.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::fmt;

/// The paragraph of an Act that a decision on misconduct rests on: `4-8(3)` is § 4-8 (3) of
/// 2005, `4-8(1)2` the second sentence of § 4-8 (1), `12-4(3)` is § 12-4 (3) of 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct LegalBasis(&'static str);

impl LegalBasis {
    /// Every legal basis of the two Acts, in the order of their paragraphs.
    pub const ALL: [Self; 21] = [
        Self("3-7(7)"),
        Self("3-7(8)"),
        Self("4-7"),
        Self("4-8(1)1"),
        Self("4-8(1)2"),
        Self("4-8(2)"),
        Self("4-8(3)"),
        Self("4-9(3)"),
        Self("4-9(4)"),
        Self("4-10"),
        Self("12-1(1)"),
        Self("12-1(2)"),
        Self("12-2"),
        Self("12-3(4)"),
        Self("12-4(3)"),
        Self("12-4(4)"),
        Self("12-5(2)"),
        Self("12-5(3)"),
        Self("12-6(1)"),
        Self("12-7(2)"),
        Self("12-8"),
    ];

    /// The code, e.g. `12-4(3)`.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// Reads a code written by [`LegalBasis::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.0 == code)
    }
}

impl fmt::Display for LegalBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl<'de> Deserialize<'de> for LegalBasis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let codes = || Self::ALL.map(Self::code).join(", ");
        Self::parse(&code).ok_or_else(|| {
            D::Error::custom(format!("no legal basis: {code:?}, expected one of {}", codes()))
        })
    }
}

impl JsonSchema for LegalBasis {
    fn schema_name() -> Cow<'static, str> {
        "LegalBasis".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "the paragraph of the Act that the decision rests on",
            "enum": Self::ALL.map(Self::code),
        })
    }
}
