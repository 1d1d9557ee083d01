//! Lengths of time as laws and regulations state them.

use crate::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Weeks, which end on the weekday they began on.
    Weeks,
    /// Days on which offices are open: Monday to Friday without public holidays.
    WorkingDays,
    /// Years, which end on the date they began on.
    Years,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How many, 1 to 400.
    #[schemars(range(min = 1, max = 400))]
    pub value: u16,
    /// Of what.
    pub unit: Unit,
}

/// A length of time with the paragraph that sets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalPeriod {
    /// How many.
    pub value: u16,
    /// Of what.
    pub unit: Unit,
    /// The paragraph, e.g. `uhl. § 11-10 (1)`.
    pub law: String,
}

impl LegalPeriod {
    /// The length without its paragraph.
    pub fn period(&self) -> Period {
        Period { value: self.value, unit: self.unit }
    }
}

impl Period {
    /// The length in words: `3 uker`, `3 veker`, `3 weeks`.
    pub fn text(self) -> Text {
        let one = self.value == 1;
        let pick = |single, many| if one { single } else { many };
        let (nb, nn, en) = match self.unit {
            Unit::Days => (pick("dag", "dager"), pick("dag", "dagar"), pick("day", "days")),
            Unit::Weeks => (pick("uke", "uker"), pick("veke", "veker"), pick("week", "weeks")),
            Unit::WorkingDays => (
                pick("virkedag", "virkedager"),
                pick("vyrkedag", "vyrkedagar"),
                pick("working day", "working days"),
            ),
            Unit::Years => ("år", "år", pick("year", "years")),
        };
        let n = self.value;
        Text::new(format!("{n} {nb}"), format!("{n} {nn}"), format!("{n} {en}"))
    }

    /// The length in calendar days where the unit has a fixed one; `None` for working days.
    pub(crate) fn calendar_days(self) -> Option<u32> {
        match self.unit {
            Unit::Days => Some(u32::from(self.value)),
            Unit::Weeks => Some(u32::from(self.value) * 7),
            Unit::Years => Some(u32::from(self.value) * 365),
            Unit::WorkingDays => None,
        }
    }
}
