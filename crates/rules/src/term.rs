//! Semesters, and dates within them.

use crate::calendar::MONTHS_EN;
use jiff::civil::{Date, date};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::fmt;

/// Half of the academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// From 1 January; written `V`.
    Spring,
    /// From 1 August; written `H`.
    Autumn,
}

/// A semester, written `2011-H` (autumn) or `2012-V` (spring).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The calendar year, 1950 to 2199.
    pub year: i16,
    /// Which half.
    pub season: Season,
}

impl Term {
    /// Reads `2011-H` or `2012-V`.
    ///
    /// # Errors
    /// A text that says what was given and what is allowed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "not a term: {text:?}, expected YYYY-H (autumn) or YYYY-V (spring), years 1950 to 2199"
            )
        };
        let (year, season) = text.split_once('-').filter(|_| text.len() == 6).ok_or_else(wrong)?;
        let year: i16 =
            year.parse().ok().filter(|y| (1950..=2199).contains(y)).ok_or_else(wrong)?;
        let season = match season {
            "H" => Season::Autumn,
            "V" => Season::Spring,
            _ => return Err(wrong()),
        };
        Ok(Self { year, season })
    }

    /// The term in which a date lies: spring to 31 July, autumn from 1 August.
    pub fn of(day: Date) -> Self {
        let season = if day.month() < 8 { Season::Spring } else { Season::Autumn };
        Self { year: day.year(), season }
    }

    /// The term after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self.season {
            Season::Spring => Self { season: Season::Autumn, ..self },
            Season::Autumn => Self { year: self.year + 1, season: Season::Spring },
        }
    }

    /// The term before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        match self.season {
            Season::Spring => Self { year: self.year - 1, season: Season::Autumn },
            Season::Autumn => Self { season: Season::Spring, ..self },
        }
    }

    /// The first day: 1 January or 1 August.
    pub fn first_day(self) -> Date {
        match self.season {
            Season::Spring => date(self.year, 1, 1),
            Season::Autumn => date(self.year, 8, 1),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let season = match self.season {
            Season::Spring => "V",
            Season::Autumn => "H",
        };
        write!(f, "{:04}-{season}", self.year)
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

impl JsonSchema for Term {
    fn schema_name() -> Cow<'static, str> {
        "Term".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "a semester: YYYY-H (autumn) or YYYY-V (spring)",
            "pattern": "^[0-9]{4}-[HV]$",
        })
    }
}

/// A day of the year as a regulation writes it in a rule-set file: `1 November`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

impl DayOfYear {
    /// The date in a year. 29 February, which no year may lack, cannot be written.
    pub fn in_year(self, year: i16) -> Date {
        date(year, self.month, self.day)
    }

    fn parse(text: &str) -> Option<Self> {
        let (day, month) = text.split_once(' ')?;
        let month = 1 + i8::try_from(MONTHS_EN.iter().position(|name| *name == month)?).ok()?;
        let day: i8 = day.parse().ok()?;
        // 2001 is no leap year: what exists in it exists in every year.
        Date::new(2001, month, day).ok().map(|_| Self { month, day })
    }
}

impl<'de> Deserialize<'de> for DayOfYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong =
            || de::Error::custom(format!("{text:?}, expected a day such as \"1 November\""));
        Self::parse(&text).ok_or_else(wrong)
    }
}

/// One value for each half of the academic year.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerSeason<T> {
    /// For the spring.
    pub spring: T,
    /// For the autumn.
    pub autumn: T,
}

impl<T> PerSeason<T> {
    /// The value for one half.
    pub fn get(&self, season: Season) -> &T {
        match season {
            Season::Spring => &self.spring,
            Season::Autumn => &self.autumn,
        }
    }
}
