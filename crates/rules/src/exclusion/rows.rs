//! The rule `exclusion-rows`: which rows a decision puts in the register.

mod combine;
mod texts;

use super::{BasisLaw, Classification, ExclusionLaw, ExclusionType, LegalBasis};
use crate::calendar::EventDate;
use crate::decision::refuse;
use crate::{BadFacts, Decision, Reason, Reasoning, Refusal, Rule, RuleSet, RuleSetId, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The facts of `exclusion-rows`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExclusionRowsFacts {
    /// The paragraph that the decision rests on.
    pub legal_basis: LegalBasis,
    /// The first day of the period.
    pub from: EventDate,
    /// The last day of the period, inclusive to 23:59:59 in Oslo.
    pub to: EventDate,
    /// Whether the case is found to be especially serious.
    #[serde(default)]
    pub aggravated: bool,
    /// The codes of the programmes that the decision concerns.
    #[serde(default)]
    pub programmes: Vec<String>,
    /// The categories of studies that the decision concerns.
    #[serde(default)]
    pub classifications: Vec<Classification>,
    /// The officer's own choice of types, in place of what is proposed.
    #[serde(default)]
    pub types: Option<Vec<ExclusionType>>,
    /// Why a type is chosen that is never proposed.
    #[serde(default)]
    pub justification: Option<String>,
}

/// The answer of `exclusion-rows`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Proposal {
    /// The rows, at least one.
    pub rows: Vec<ProposedRow>,
    /// What the officer should know before she enters them.
    pub warnings: Vec<Warning>,
}

/// One row to enter. Its period is the decision's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProposedRow {
    /// What it bars.
    #[serde(rename = "type")]
    pub kind: ExclusionType,
    /// Which studies it concerns.
    pub classification: Classification,
    /// The programme it concerns, where it concerns one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// Whether it is transferred to the register; else it stays at the institution.
    pub transfers: bool,
}

/// Something that the officer should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Warning {
    /// Its stable name in kebab case: `nothing-transferred`, `local-exam-quarantine`,
    /// `study-without-classification`, `beyond-ordinary-period`.
    pub code: String,
    /// What to know, as a sentence.
    pub text: Text,
}

/// Whether a text can be the code of a programme: letters of the Norwegian alphabet, digits and `-_./`. By
/// its code a row meets the study it bars from, so nothing belongs in one that looks like another
/// character, or like none: such a row would stand in the register and bar nobody.
#[must_use]
pub fn is_programme_code(text: &str) -> bool {
    let letter = |one: char| one.is_ascii_alphanumeric() || "ÆØÅæøå".contains(one);
    text.chars().any(letter) && text.chars().all(|one| letter(one) || "-_./".contains(one))
}

/// Which rows a decision puts in the register (uhl. § 12-11; table 1 of the routine).
pub struct ExclusionRows;

impl Rule for ExclusionRows {
    const NAME: &'static str = "exclusion-rows";
    const ABOUT: [&'static str; 3] = [
        "Hvilke rader skal et vedtak om utestenging gi i registeret?",
        "Kva rader skal eit vedtak om utestenging gi i registeret?",
        "Which rows does an exclusion put in the register?",
    ];
    const LAW: &'static str = "uhl. §§ 12-1 til 12-8, 12-11; uhl. (2005) §§ 3-7, 4-7 til 4-10";
    type Facts = ExclusionRowsFacts;
    type Answer = Proposal;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        if *facts.to < *facts.from {
            let allowed = format!("{} or later: the last day of the period", *facts.from);
            return Err(BadFacts::new("to", &json!(*facts.to), allowed));
        }
        match facts.programmes.iter().position(|code| !is_programme_code(code.trim())) {
            Some(at) => {
                let given = json!(facts.programmes[at]);
                let allowed = "the code of a programme: letters, digits and - _ . / between them";
                Err(BadFacts::new(format!("programmes[{at}]"), &given, allowed))
            }
            None => Ok(()),
        }
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        let section = law.sections.exclusion.as_ref();
        let found = section.and_then(|s| Some((s, s.basis.get(&facts.legal_basis)?)));
        match found {
            Some((section, basis)) => decide(facts, section, basis, &law.id),
            None => Reasoning::under(law).not_in_rule_set(),
        }
    }
}

/// Refuses `not-registered`, `period-too-long`, `programme-required`,
/// `classification-required` and `combination-not-allowed`, in that order.
fn decide(
    facts: &ExclusionRowsFacts,
    section: &ExclusionLaw,
    basis: &BasisLaw,
    rule_set: &RuleSetId,
) -> Decision<Proposal> {
    Decision::reach(rule_set, |because| {
        describe(basis, because);
        if !basis.is_registered() {
            let law = &basis.registration.law;
            return Err(refuse(because, "not-registered", texts::not_registered(), law));
        }
        let mut warnings = period(facts, basis, because)?;
        let rows = combine::rows(facts, section, basis, because)?;
        because.push(Reason::new(texts::rows(&rows), &basis.registration.law));
        let law = &section.under_appeal;
        because.push(Reason::new(texts::under_appeal(law.value), &law.law));
        afterwards(basis, &rows, because);
        warnings.extend(combine::warnings(&rows, section));
        Ok(Proposal { rows, warnings })
    })
}

/// The line of the table in words: for what, by whom, after what, and what it does where.
fn describe(basis: &BasisLaw, because: &mut Vec<Reason>) {
    because.push(Reason::new(texts::conduct(basis.conduct), &basis.law));
    let who = &basis.decided_by;
    because.push(Reason::new(texts::decided_by(&who.value), &who.law));
    if let Some(needs) = &basis.needs {
        because.push(Reason::new(needs.value.text(), &needs.law));
    }
    because.push(Reason::new(texts::here(basis.here.value), &basis.here.law));
    because.push(Reason::new(texts::elsewhere(basis.elsewhere.value), &basis.elsewhere.law));
}

/// Holds the period to the longest one, and says where it is more than the ordinary one.
fn period(
    facts: &ExclusionRowsFacts,
    basis: &BasisLaw,
    because: &mut Vec<Reason>,
) -> Result<Vec<Warning>, Refusal> {
    let Some(longest) = basis.longest(facts.aggravated) else { return Ok(Vec::new()) };
    let last = longest.longest_to(*facts.from);
    because.push(Reason::new(texts::longest(longest.years, *facts.from, last), &longest.law));
    if facts.aggravated && basis.longest_aggravated.is_none() {
        because.push(Reason::new(texts::no_longer_period(), &longest.law));
    }
    if *facts.to > last {
        let refusal = refuse(because, "period-too-long", texts::too_long(last), &longest.law);
        return Err(Refusal { longest_to: Some(last), ..refusal });
    }
    Ok(beyond_ordinary(facts, basis, last, because).into_iter().collect())
}

fn beyond_ordinary(
    facts: &ExclusionRowsFacts,
    basis: &BasisLaw,
    last: Date,
    because: &mut Vec<Reason>,
) -> Option<Warning> {
    let ordinary = basis.longest.as_ref()?.longest_to(*facts.from);
    let reading = basis.beyond_longest.as_ref().filter(|_| last > ordinary)?;
    if *facts.to <= ordinary {
        return None;
    }
    let text = texts::beyond_ordinary();
    because.push(Reason::new(text.clone(), &reading.law));
    Some(Warning { code: "beyond-ordinary-period".into(), text })
}

/// What follows when the rows stand, and when they have gone.
fn afterwards(basis: &BasisLaw, rows: &[ProposedRow], because: &mut Vec<Reason>) {
    if let Some(right) = &basis.study_right {
        because.push(Reason::new(right.value.text(), &right.law));
    }
    let health = rows.iter().any(|row| row.classification == Classification::Hesos);
    if let Some(law) = basis.health_authority.as_ref().filter(|_| health) {
        because.push(Reason::new(texts::health_authority(), &law.law));
    }
}
