//! The codes of the register: types of exclusion and classifications of studies.

use crate::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a row bars, by its code: the last letter says whether it bars at the institution
/// that decided (L) or at all of them (N).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum ExclusionType {
    /// Exam quarantine at the institution that decided.
    Eksamenl,
    /// Exam quarantine at all institutions.
    Eksamenn,
    /// Quarantine from studies at the institution that decided.
    Karantenel,
    /// Quarantine from studies at all institutions: admission quarantine.
    Karantenen,
}

impl ExclusionType {
    /// All types, in the order of their codes.
    pub const ALL: [Self; 4] = [Self::Eksamenl, Self::Eksamenn, Self::Karantenel, Self::Karantenen];

    /// The code as the register writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eksamenl => "EKSAMENL",
            Self::Eksamenn => "EKSAMENN",
            Self::Karantenel => "KARANTENEL",
            Self::Karantenen => "KARANTENEN",
        }
    }

    /// Reads a code written by [`ExclusionType::code`]; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it bars at the institution that decided only.
    pub const fn is_local(self) -> bool {
        matches!(self, Self::Eksamenl | Self::Karantenel)
    }

    /// The type that bars the same thing at all institutions.
    pub const fn everywhere(self) -> Self {
        match self {
            Self::Eksamenl | Self::Eksamenn => Self::Eksamenn,
            Self::Karantenel | Self::Karantenen => Self::Karantenen,
        }
    }

    /// What it is called within a sentence.
    pub fn name(self) -> Text {
        match self {
            Self::Eksamenl => Text::new(
                "eksamenskarantene ved institusjonen som traff vedtaket",
                "eksamenskarantene ved institusjonen som gjorde vedtaket",
                "exam quarantine at the institution that decided",
            ),
            Self::Eksamenn => Text::new(
                "eksamenskarantene ved alle institusjoner",
                "eksamenskarantene ved alle institusjonar",
                "exam quarantine at all institutions",
            ),
            Self::Karantenel => Text::new(
                "karantene fra studier ved institusjonen som traff vedtaket",
                "karantene frå studium ved institusjonen som gjorde vedtaket",
                "quarantine from studies at the institution that decided",
            ),
            Self::Karantenen => Text::new(
                "opptakskarantene ved alle institusjoner",
                "opptakskarantene ved alle institusjonar",
                "admission quarantine at all institutions",
            ),
        }
    }
}

/// Which studies a row concerns, and which category a programme belongs to. A programme of
/// no category has none; `ALLE` stands in rows only.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum Classification {
    /// All studies.
    #[serde(rename = "ALLE")]
    Alle,
    /// Health and social studies; `HELSEFAG` is read as the same.
    #[serde(rename = "HESOS", alias = "HELSEFAG")]
    Hesos,
    /// Teacher education.
    #[serde(rename = "LÆRER")]
    Laerer,
}

impl Classification {
    /// All classifications, in the order a form offers them.
    pub const ALL: [Self; 3] = [Self::Alle, Self::Hesos, Self::Laerer];

    /// The code as the register writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alle => "ALLE",
            Self::Hesos => "HESOS",
            Self::Laerer => "LÆRER",
        }
    }

    /// Reads a code, `HELSEFAG` as `HESOS`; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        let code = if code == "HELSEFAG" { "HESOS" } else { code };
        Self::ALL.into_iter().find(|classification| classification.code() == code)
    }

    /// Whether a row of this classification concerns programmes of the other one.
    pub fn covers(self, programme: Self) -> bool {
        self == Self::Alle || self == programme
    }

    /// What it is called within a sentence.
    pub fn name(self) -> Text {
        match self {
            Self::Alle => Text::new("alle studier", "alle studium", "all studies"),
            Self::Hesos => Text::new(
                "helse- og sosialfagutdanninger",
                "helse- og sosialfagutdanningar",
                "health and social studies",
            ),
            Self::Laerer => Text::new("lærerutdanninger", "lærarutdanningar", "teacher education"),
        }
    }
}
