//! The source's no to a question, as the institution is told.

use wire::Problem;

/// Why a question is not answered at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It names no case.
    CaseRequired,
    /// It is no national id.
    NationalId,
    /// Kandidat ships no rules for the day.
    NoRuleSet,
    /// As much as the institution may ask in a day is asked.
    Quota,
    /// The consent cannot be told from others.
    ConsentUnnamed,
    /// The consent was named before, for somebody else or in other words.
    ConsentDiffers,
    /// The person says that the consent is not hers.
    ConsentContested,
}

impl Refusal {
    /// All of them, as the protocol's page lists them.
    pub(super) const ALL: [Self; 7] = [
        Self::CaseRequired,
        Self::NationalId,
        Self::NoRuleSet,
        Self::Quota,
        Self::ConsentUnnamed,
        Self::ConsentDiffers,
        Self::ConsentContested,
    ];

    /// As in `urn:kandidat:exchange:<name>`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::CaseRequired => "case-required",
            Self::NationalId => "national-id",
            Self::NoRuleSet => "no-rule-set",
            Self::Quota => "quota",
            Self::ConsentUnnamed => "consent-unnamed",
            Self::ConsentDiffers => "consent-differs",
            Self::ConsentContested => "consent-contested",
        }
    }

    /// The one of a name: the rule `exchange-question` uses the same.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// As it is told.
    pub(super) fn problem(self) -> Problem {
        let title = match self {
            Self::CaseRequired => "The question names no case in `about`",
            Self::NationalId => "It is no national id",
            Self::NoRuleSet => "There are no rules for the day",
            Self::Quota => "The institution has asked as much as it may in a day",
            Self::ConsentUnnamed => "The consent has no reference",
            Self::ConsentDiffers => {
                "The consent was named before, for somebody else or in other words"
            }
            Self::ConsentContested => "The person says that the consent is not hers",
        };
        let kind = format!("urn:kandidat:exchange:{}", self.name()).into();
        Problem { kind, title: title.into(), status: 403, detail: None }
    }
}
