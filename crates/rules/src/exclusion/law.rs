//! The section `[exclusion]`: the Act's table of decisions, and what the register keeps to.

use super::{
    ActionKind, Authority, Classification, Conduct, ControlLaw, Effect, Element, Elsewhere,
    ExclusionType, Here, LegalBasis, Needs, Purpose, Row, StudyRight,
};
use crate::Law;
use crate::board::Matter;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The section `[exclusion]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionLaw {
    /// The Act's table, by legal basis. One that is absent is not of this Act.
    pub basis: BTreeMap<LegalBasis, BasisLaw>,
    /// What each type of row bars.
    pub bars: BTreeMap<ExclusionType, BarsLaw>,
    /// What each purpose is about for which the register is asked: it answers with the rows that bar some of it.
    pub purposes: BTreeMap<Purpose, Law<Vec<ActionKind>>>,
    /// The types that are transferred to the register; the others stay at the institution.
    pub transferred: Law<Vec<ExclusionType>>,
    /// The types that are never proposed and need a recorded justification.
    pub only_with_justification: Law<Vec<ExclusionType>>,
    /// What leaves the institution of a row.
    pub elements: Law<Vec<Element>>,
    /// Whether a decision under appeal may or shall be registered.
    pub under_appeal: Law<UnderAppeal>,
    /// What meets an applicant under quarantine: the Act lets him apply and warns the case
    /// officer; an institution may set refusal.
    pub applicant: Law<Effect>,
    /// Who controls what was registered.
    pub control: ControlLaw,
    /// That a row goes when its period is over.
    pub expiry: Provision,
}

/// A paragraph that is relied on without a value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The paragraph.
    pub law: String,
}

/// One line of the Act's table: what a decision on this paragraph is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasisLaw {
    /// The paragraph.
    pub law: String,
    /// For what.
    pub conduct: Conduct,
    /// As what a board votes on it; absent where no board does.
    pub matter: Option<Matter>,
    /// Who may decide.
    pub decided_by: Law<Vec<Authority>>,
    /// What has to come first.
    pub needs: Option<Law<Needs>>,
    /// What it does at the institution that decides.
    pub here: Law<Here>,
    /// What it does at other institutions.
    pub elsewhere: Law<Elsewhere>,
    /// How long at most; absent where the Act sets no longest period.
    pub longest: Option<LongestLaw>,
    /// How long at most in especially serious cases.
    pub longest_aggravated: Option<LongestLaw>,
    /// What is to be known of a period longer than the ordinary one.
    pub beyond_longest: Option<Provision>,
    /// The rows that are proposed; none where the decision is not registered.
    #[serde(default)]
    pub rows: Vec<RowLaw>,
    /// Other rows that the officer may choose instead, each list a whole.
    #[serde(default)]
    pub instead: Vec<Vec<RowLaw>>,
    /// Where the rows stand; for a decision without rows, why it is not registered.
    pub registration: Provision,
    /// What rows of this legal basis bar, where that is not what their type bars.
    #[serde(default)]
    pub bars: BTreeMap<ExclusionType, BarsLaw>,
    /// What meets an applicant, where it is not what meets others.
    pub applicant: Option<Law<Effect>>,
    /// What becomes of the study right.
    pub study_right: Option<Law<StudyRight>>,
    /// That the health authority is told where the study can lead to an authorisation.
    pub health_authority: Option<Provision>,
}

/// A longest period in whole years.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LongestLaw {
    /// How many.
    pub years: u16,
    /// The paragraph.
    pub law: String,
}

/// One row of a combination.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowLaw {
    /// What it bars.
    #[serde(rename = "type")]
    pub kind: ExclusionType,
    /// Where its classification comes from.
    pub classification: ClassificationOf,
    /// Whether it names a programme: then there is one such row for each programme.
    #[serde(default)]
    pub programme: bool,
}

/// Where a row's classification comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassificationOf {
    /// All studies.
    All,
    /// One row for each category of studies that the decision concerns.
    Each,
    /// That of the study the decision concerns; all where it belongs to no category.
    Study,
}

/// What a type of row bars.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BarsLaw {
    /// The actions.
    pub value: Vec<ActionKind>,
    /// The paragraph.
    pub law: String,
}

/// Whether a decision that is appealed stands in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnderAppeal {
    /// It may be registered before the appeal is decided.
    May,
    /// It shall be registered as soon as possible, appealed or not.
    Shall,
}

impl LongestLaw {
    /// The last possible day of a period that begins on a day: a year runs to the day before
    /// the same date. One that begins on 29 February runs to 28 February where there is no
    /// such date.
    pub fn longest_to(&self, from: Date) -> Date {
        let years = i64::from(self.years);
        let anniversary = from.saturating_add(years.years());
        match anniversary.day() == from.day() {
            true => anniversary.saturating_sub(1.day()),
            false => anniversary,
        }
    }
}

impl BasisLaw {
    /// Whether decisions on this paragraph stand in the register at all.
    pub fn is_registered(&self) -> bool {
        !self.rows.is_empty()
    }

    /// The longest period: the aggravated one where the case is so and the Act has one.
    pub fn longest(&self, aggravated: bool) -> Option<&LongestLaw> {
        let longer = self.longest_aggravated.as_ref().filter(|_| aggravated);
        longer.or(self.longest.as_ref())
    }
}

/// How long a row may last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts<'a> {
    /// The Act sets no longest period.
    Unlimited,
    /// No longer than this.
    AtMost(&'a LongestLaw),
}

impl ClassificationOf {
    /// Whether a row of this line can have a classification.
    fn gives(self, classification: Classification) -> bool {
        let all = classification == Classification::Alle;
        match self {
            Self::All => all,
            Self::Each => !all,
            Self::Study => true,
        }
    }
}

impl ExclusionLaw {
    /// How long a row may last, by the decision of the table that gives such a one and may last longest;
    /// none where no decision does.
    pub fn lasts(
        &self,
        kind: ExclusionType,
        classification: Classification,
        programme: bool,
    ) -> Option<Lasts<'_>> {
        let such = |row: &RowLaw| {
            row.kind == kind
                && row.programme == programme
                && row.classification.gives(classification)
        };
        let gives =
            |basis: &&BasisLaw| basis.rows.iter().chain(basis.instead.iter().flatten()).any(such);
        let mut longest = self.basis.values().filter(gives).map(|basis| basis.longest(true));
        longest
            .try_fold(None, |so_far: Option<&LongestLaw>, one| {
                let one = one?;
                Some(Some(so_far.filter(|other| other.years >= one.years).unwrap_or(one)))
            })
            .map_or(Some(Lasts::Unlimited), |found| found.map(Lasts::AtMost))
    }

    /// Whether rows of a type are transferred to the register.
    pub fn transfers(&self, kind: ExclusionType) -> bool {
        self.transferred.value.contains(&kind)
    }

    /// The line of the table that a row comes from: its legal basis, or the only one that
    /// gives such a row. What other institutions receive does not say the legal basis.
    pub(super) fn basis_of(&self, row: &Row) -> Option<&BasisLaw> {
        if let Some(named) = row.legal_basis {
            return self.basis.get(&named);
        }
        self.only_basis(row.kind, row.programme.is_some())
    }

    /// The only line of the table that gives rows of this type, with or without a programme.
    fn only_basis(&self, kind: ExclusionType, programme: bool) -> Option<&BasisLaw> {
        let gives = |basis: &&BasisLaw| {
            basis.rows.iter().any(|law| law.kind == kind && law.programme == programme)
        };
        let mut found = self.basis.values().filter(gives);
        found.next().filter(|_| found.next().is_none())
    }

    /// What a row bars; `None` where the rule set does not say.
    pub(super) fn bars(&self, row: &Row) -> Option<&BarsLaw> {
        let special = self.basis_of(row).and_then(|basis| basis.bars.get(&row.kind));
        special.or_else(|| self.bars.get(&row.kind))
    }

    /// What a row bars of which no legal basis is known.
    pub(super) fn bars_elsewhere(&self, kind: ExclusionType, programme: bool) -> Option<&BarsLaw> {
        let special = self.only_basis(kind, programme).and_then(|basis| basis.bars.get(&kind));
        special.or_else(|| self.bars.get(&kind))
    }

    /// What meets somebody who applies in spite of a row.
    pub(super) fn applicant(&self, row: &Row) -> &Law<Effect> {
        let special = self.basis_of(row).and_then(|basis| basis.applicant.as_ref());
        special.unwrap_or(&self.applicant)
    }
}
