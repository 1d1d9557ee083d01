//! A right that must be used by a date.

use jiff::civil::Date;
use rules::{Reason, Text};
use serde::{Deserialize, Serialize};

/// A right with its last day and the reasons for that day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// The last day on which the right can be used.
    pub until: Date,
    /// The paragraph that gives the right.
    pub law: String,
    /// How the last day was computed; may be empty.
    #[serde(default)]
    pub because: Vec<Reason>,
}

/// The sentence before the steps by which a date was computed.
pub(crate) fn how_computed() -> Text {
    text!(
        nb: "Slik er fristen regnet ut:",
        nn: "Slik er fristen rekna ut:",
        en: "This is how the date was worked out:"
    )
}
