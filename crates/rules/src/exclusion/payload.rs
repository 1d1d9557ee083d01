//! The rule `exclusion-payload`: what of a row leaves the institution.

use super::{Classification, ExclusionLaw, ExclusionType, LegalBasis};
use crate::calendar::EventDate;
use crate::decision::refuse;
use crate::national_id::GivenId;
use crate::{BadFacts, Decision, Key, Reason, Reasoning, Rule, RuleSet, RuleSetId, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// A row as the institution stores it: more than may leave it.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoredRow {
    /// The opaque id of the row.
    pub id: Key,
    /// Counts up with each change of the row, from 1.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// The person's national id.
    pub national_id: GivenId,
    /// The number of the institution that decided.
    pub institution: Key,
    /// The first day of the period.
    pub from: EventDate,
    /// The last day of the period, inclusive to 23:59:59 in Oslo.
    pub to: EventDate,
    /// What it bars.
    #[serde(rename = "type")]
    pub kind: ExclusionType,
    /// Which studies it concerns.
    pub classification: Classification,
    /// The programme it concerns, where it concerns one.
    #[serde(default)]
    pub programme: Option<String>,
    /// The name of the case officer who registered it.
    pub case_officer: String,
    /// Whether another case officer has controlled this version.
    pub controlled: bool,
    /// The paragraph that the decision rests on. Stays at the institution.
    #[serde(default)]
    pub legal_basis: Option<LegalBasis>,
    /// The number in the archive. Stays at the institution.
    #[serde(default)]
    pub journal_number: Option<String>,
    /// Why it was registered so. Stays at the institution.
    #[serde(default)]
    pub justification: Option<String>,
    /// Whether the decision is under appeal. Stays at the institution.
    #[serde(default)]
    pub under_appeal: bool,
}

/// One element of what may leave the institution.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// The national id.
    NationalId,
    /// The number of the institution that decided.
    Institution,
    /// The period: two dates.
    Period,
    /// The type of exclusion.
    Type,
    /// The classification of the studies.
    Classification,
    /// The name of the case officer who registered it.
    CaseOfficer,
    /// The study: its classification, and its programme where the row concerns one.
    Study,
}

/// The message to the register: the lawful elements, an opaque id and a version, no more.
#[derive(Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Message {
    /// The opaque id of the row.
    pub id: Key,
    /// The version of the row.
    pub version: u32,
    /// What may leave the institution under the rule set.
    pub elements: Elements,
}

/// The elements that the rule set names; the others are absent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(default)]
pub struct Elements {
    /// The national id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub national_id: Option<String>,
    /// The number of the institution that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub institution: Option<Key>,
    /// The period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<MessagePeriod>,
    /// The type of exclusion.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<ExclusionType>,
    /// The classification of the studies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<Classification>,
    /// The name of the case officer who registered it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_officer: Option<String>,
    /// The study.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub study: Option<Study>,
}

/// A period of two dates, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MessagePeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// Which study a row concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Study {
    /// Its classification.
    pub classification: Classification,
    /// The programme, where the row concerns one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
}

/// What of a stored row may leave the institution (uhf. § 10-1 (1)).
pub struct ExclusionPayload;

impl Rule for ExclusionPayload {
    const NAME: &'static str = "exclusion-payload";
    const ABOUT: [&'static str; 3] = [
        "Hva av en rad kan overføres til registeret?",
        "Kva av ei rad kan overførast til registeret?",
        "What of a row may be transferred to the register?",
    ];
    const LAW: &'static str = "uhl. § 12-11; uhf. § 10-1 (1); RUST-rutinen s. 3";
    type Facts = StoredRow;
    type Answer = Message;

    fn check(row: &StoredRow) -> Result<(), BadFacts> {
        if *row.to < *row.from {
            let allowed = format!("{} or later: the last day of the period", *row.from);
            return Err(BadFacts::new("to", &json!(*row.to), allowed));
        }
        if row.version == 0 {
            return Err(BadFacts::new("version", &json!(0), "a whole number from 1"));
        }
        Ok(())
    }

    fn decide(row: &StoredRow, law: &RuleSet) -> Decision<Message> {
        match &law.sections.exclusion {
            Some(section) => decide(row, section, &law.id),
            None => Reasoning::under(law).not_in_rule_set(),
        }
    }
}

/// Refuses `local-only` and `not-controlled`, in that order.
fn decide(row: &StoredRow, law: &ExclusionLaw, rule_set: &RuleSetId) -> Decision<Message> {
    Decision::reach(rule_set, |because| {
        if !law.transfers(row.kind) {
            let text = local_only(row.kind);
            return Err(refuse(because, "local-only", text, &law.transferred.law));
        }
        because.push(Reason::new(transferred(row.kind), &law.transferred.law));
        if !row.controlled {
            let law = &law.control.another_person.law;
            return Err(refuse(because, "not-controlled", not_controlled(), law));
        }
        let names = &law.elements;
        because.push(Reason::new(these_leave(names.value.len()), &names.law));
        let elements = names
            .value
            .iter()
            .fold(Elements::default(), |so_far, element| with(so_far, *element, row));
        Ok(Message { id: row.id.clone(), version: row.version, elements })
    })
}

/// Adds one element. What no rule set names is never read from the row.
fn with(mut elements: Elements, element: Element, row: &StoredRow) -> Elements {
    let classification = row.classification;
    match element {
        Element::NationalId => elements.national_id = Some(row.national_id.0.clone()),
        Element::Institution => elements.institution = Some(row.institution.clone()),
        Element::Period => {
            elements.period = Some(MessagePeriod { from: *row.from, to: *row.to });
        }
        Element::Type => elements.kind = Some(row.kind),
        Element::Classification => elements.classification = Some(classification),
        Element::CaseOfficer => elements.case_officer = Some(row.case_officer.clone()),
        Element::Study => {
            elements.study = Some(Study { classification, programme: row.programme.clone() });
        }
    }
    elements
}

fn local_only(kind: ExclusionType) -> Text {
    let code = kind.code();
    Text::new(
        format!("{code} har bare virkning ved egen institusjon og overføres ikke."),
        format!("{code} har berre verknad ved eigen institusjon og blir ikkje overført."),
        format!("{code} has effect at one’s own institution only and is not transferred."),
    )
}

fn transferred(kind: ExclusionType) -> Text {
    let code = kind.code();
    Text::new(
        format!("{code} har virkning ved andre institusjoner og overføres."),
        format!("{code} har verknad ved andre institusjonar og blir overført."),
        format!("{code} has effect at other institutions and is transferred."),
    )
}

fn not_controlled() -> Text {
    Text::new(
        "En annen saksbehandler må kontrollere raden før noe overføres.",
        "Ein annan saksbehandlar må kontrollere rada før noko blir overført.",
        "Another case officer has to control the row before anything is transferred.",
    )
}

fn these_leave(count: usize) -> Text {
    Text::new(
        format!("{count} opplysninger overføres, og ingen andre."),
        format!("{count} opplysningar blir overførte, og ingen andre."),
        format!("{count} elements are transferred, and no others."),
    )
}
