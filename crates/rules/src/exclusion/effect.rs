//! The rule `exclusion-effect`: what a row bars, where, when and in which studies.

mod texts;

use super::{Classification, ExclusionLaw, ExclusionType, LegalBasis};
use crate::calendar::EventDate;
use crate::{BadFacts, Decision, Key, Reason, Reasoning, Rule, RuleSet, RuleSetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The facts of `exclusion-effect`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExclusionEffectFacts {
    /// The row that stands in the register or at the institution.
    pub row: Row,
    /// What the person, or the institution for the person, wants to do.
    pub action: Action,
}

/// A row, as far as its effect goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What it bars.
    #[serde(rename = "type")]
    pub kind: ExclusionType,
    /// Which studies it concerns.
    pub classification: Classification,
    /// The programme it concerns, where it concerns one.
    #[serde(default)]
    pub programme: Option<String>,
    /// The number of the institution that decided.
    pub institution: Key,
    /// The first day of the period.
    pub from: EventDate,
    /// The last day of the period, inclusive to 23:59:59 in Oslo.
    pub to: EventDate,
    /// The paragraph that the decision rests on, where it is known.
    #[serde(default)]
    pub legal_basis: Option<LegalBasis>,
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What.
    pub kind: ActionKind,
    /// The number of the institution where it would be done.
    pub institution: Key,
    /// The programme it concerns.
    #[serde(default)]
    pub programme: Option<String>,
    /// The category of that programme: HESOS or LÆRER; left out for a programme of none.
    #[serde(default)]
    pub programme_classification: Option<Classification>,
    /// The day the studies would begin.
    #[serde(default)]
    pub study_start: Option<EventDate>,
    /// The day of the exam.
    #[serde(default)]
    pub exam_date: Option<EventDate>,
    /// The day of the action.
    pub date: EventDate,
}

/// What somebody may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Apply for admission.
    Apply,
    /// Be admitted, or accept a place.
    Admit,
    /// Have earlier education recognised.
    Recognise,
    /// Register for an exam.
    RegisterExam,
    /// Sit an exam.
    SitExam,
    /// Sign in.
    LogIn,
    /// Anything else.
    Other,
}

/// What meets the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing.
    None,
    /// It can be done; the person and the case officer are warned.
    Warn,
    /// It cannot be done.
    Refuse,
}

/// The answer of `exclusion-effect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExclusionEffectAnswer {
    /// What meets the person.
    pub effect: Effect,
}

/// What a row does to an action (uhl. § 12-11; routine for RUST p. 7, 10, 11).
pub struct ExclusionEffect;

impl Rule for ExclusionEffect {
    const NAME: &'static str = "exclusion-effect";
    const ABOUT: [&'static str; 3] = [
        "Hva stenger en rad i registeret for?",
        "Kva stengjer ei rad i registeret for?",
        "What does a row in the register bar?",
    ];
    const LAW: &'static str =
        "uhl. §§ 12-1 til 12-7, 12-11; uhf. § 7-10 (3); RUST-rutinen s. 7, 8, 10, 11";
    type Facts = ExclusionEffectFacts;
    type Answer = ExclusionEffectAnswer;

    fn check(ExclusionEffectFacts { row, action }: &Self::Facts) -> Result<(), BadFacts> {
        if *row.to < *row.from {
            let allowed = format!("{} or later: the last day of the period", *row.from);
            return Err(BadFacts::new("row.to", &json!(*row.to), allowed));
        }
        if action.programme_classification == Some(Classification::Alle) {
            let field = "action.programme_classification";
            return Err(BadFacts::new(
                field,
                &json!("ALLE"),
                "HESOS or LÆRER: ALLE stands in rows only",
            ));
        }
        Ok(())
    }

    fn event(facts: &Self::Facts) -> Option<EventDate> {
        Some(facts.row.from)
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Self::Answer> {
        let named = facts.row.legal_basis;
        match &law.sections.exclusion {
            Some(s) if named.is_none_or(|basis| s.basis.contains_key(&basis)) => {
                decide(facts, s, &law.id)
            }
            _ => Reasoning::under(law).not_in_rule_set(),
        }
    }
}

fn decide(
    facts: &ExclusionEffectFacts,
    law: &ExclusionLaw,
    rule_set: &RuleSetId,
) -> Decision<ExclusionEffectAnswer> {
    Decision::reach(rule_set, |because| {
        let barred = is_barred(facts, law, because)
            && is_here(facts, law, because)
            && is_then(facts, law, because);
        let effect = match barred.then(|| concerns(facts, law, because)) {
            Some(Concerns::Yes) => meets(facts, law, because),
            Some(Concerns::Perhaps) => Effect::Warn,
            Some(Concerns::No) | None => Effect::None,
        };
        Ok(ExclusionEffectAnswer { effect })
    })
}

/// Whether the row bars this kind of action at all.
fn is_barred(facts: &ExclusionEffectFacts, law: &ExclusionLaw, because: &mut Vec<Reason>) -> bool {
    let ExclusionEffectFacts { row, action } = facts;
    let Some(bars) = law.bars(row) else { return false };
    let barred = bars.value.contains(&action.kind);
    because.push(Reason::new(texts::bars(row.kind, action.kind, barred), &bars.law));
    barred
}

/// Whether the row has effect at this institution.
fn is_here(facts: &ExclusionEffectFacts, law: &ExclusionLaw, because: &mut Vec<Reason>) -> bool {
    let ExclusionEffectFacts { row, action } = facts;
    let here = !row.kind.is_local() || row.institution == action.institution;
    because.push(Reason::new(texts::reach(row.kind, here), &law.transferred.law));
    here
}

/// Whether the period covers the day that counts: that of the exam, or of the action and the
/// start of the studies.
fn is_then(facts: &ExclusionEffectFacts, law: &ExclusionLaw, because: &mut Vec<Reason>) -> bool {
    let ExclusionEffectFacts { row, action } = facts;
    let covers = |day: EventDate| (*row.from..=*row.to).contains(&*day);
    let late = |day: EventDate| *day > *row.to;
    let then = match action.kind {
        ActionKind::RegisterExam | ActionKind::SitExam => {
            covers(action.exam_date.unwrap_or(action.date))
        }
        ActionKind::Apply | ActionKind::Admit => {
            let starts = action.study_start;
            let begins_in_it = starts.is_some_and(covers);
            !starts.is_some_and(late) && (covers(action.date) || begins_in_it)
        }
        _ => covers(action.date),
    };
    because.push(Reason::new(texts::period(*row.from, *row.to, action, then), &law.expiry.law));
    then
}

/// Whether the row concerns what the action is about.
enum Concerns {
    Yes,
    /// A person has to look.
    Perhaps,
    No,
}

fn concerns(
    facts: &ExclusionEffectFacts,
    law: &ExclusionLaw,
    because: &mut Vec<Reason>,
) -> Concerns {
    let ExclusionEffectFacts { row, action } = facts;
    let same = |one: &str, other: &str| one.trim() == other.trim();
    let classified = match (action.programme_classification, &action.programme) {
        (Some(programme), _) => Some(row.classification.covers(programme)),
        // A programme that has no category belongs to none.
        (None, Some(_)) => Some(row.classification == Classification::Alle),
        (None, None) => (row.classification == Classification::Alle).then_some(true),
    };
    let at_home = row.institution == action.institution;
    let concerns = match (&row.programme, &action.programme) {
        (None, _) => match classified {
            Some(true) => Concerns::Yes,
            Some(false) => Concerns::No,
            None => Concerns::Perhaps,
        },
        (Some(row), Some(action)) if at_home && same(row, action) => Concerns::Yes,
        // Codes are each institution's own: elsewhere the same study may have another code, and another
        // study the same one.
        (Some(_), Some(_)) if at_home => Concerns::No,
        (Some(_), _) if classified == Some(false) => Concerns::No,
        (Some(_), _) => Concerns::Perhaps,
    };
    because.push(Reason::new(texts::concerns(row, &concerns), &law.elements.law));
    concerns
}

/// What meets somebody who is barred: refusal; an applicant is warned or refused, as the
/// rule set says.
fn meets(facts: &ExclusionEffectFacts, law: &ExclusionLaw, because: &mut Vec<Reason>) -> Effect {
    let applicant = law.applicant(&facts.row);
    let effect = match facts.action.kind {
        ActionKind::Apply => applicant.value,
        _ => Effect::Refuse,
    };
    let paragraph = match facts.action.kind {
        ActionKind::Apply => Some(&applicant.law),
        _ => law.bars(&facts.row).map(|bars| &bars.law),
    };
    because.extend(paragraph.map(|law| Reason::new(texts::effect(effect), law)));
    effect
}

#[cfg(test)]
mod tests;
