//! By when an explanation is to be given.

use crate::calendar::{EventDate, date_en, date_no};
use crate::{BadFacts, Decision, Form, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;

/// By when an explanation is to be given, and not before when (uhl. § 11-8 (3)).
pub struct ExplanationDue;

/// The request.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplanationDueFacts {
    /// How the exam was taken.
    pub form: Form,
    /// The day the explanation was asked for.
    pub requested: EventDate,
    /// Whether the exam has a written and an oral part; follows from `oral_held_on`.
    #[serde(default)]
    pub combined_oral: bool,
    /// Written and oral: the day the oral part was held, or null while it is to come.
    #[serde(default, deserialize_with = "present")]
    #[schemars(with = "Option<EventDate>")]
    pub oral_held_on: Option<Option<EventDate>>,
    /// Practical skills: whether the work was handed in with the request.
    pub work_handed_in: Option<bool>,
}

/// Tells a field that is null from one that is absent.
fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Option<EventDate>>, D::Error> {
    Option::deserialize(field).map(Some)
}

/// By when it is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Giving {
    /// The last day, inclusive to 23:59:59 in Oslo.
    pub due: Date,
    /// Written and oral: the day of the oral part, before which it cannot be given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Date>,
}

impl Rule for ExplanationDue {
    const NAME: &'static str = "explanation-due";
    const ABOUT: [&'static str; 3] = [
        "Når skal begrunnelsen være gitt?",
        "Når skal grunngivinga vere gitt?",
        "By when is the explanation to be given?",
    ];
    const LAW: &'static str = "uhl. § 11-8 (3); eksamensrutinen s. 10-11";
    type Facts = ExplanationDueFacts;
    type Answer = Giving;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        if facts.form == Form::Oral && (facts.combined_oral || facts.oral_held_on.is_some()) {
            let allowed = "the form of the written part, where the exam is written and oral";
            return Err(BadFacts::new("form", &json!(facts.form), allowed));
        }
        Ok(())
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Giving> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.explanation else { return why.not_in_rule_set() };
        let work = section.work_handed_in_for.as_ref().filter(|w| w.value.contains(&facts.form));
        if let Some(work) = work.filter(|_| facts.work_handed_in != Some(true)) {
            return why.refuse("work-not-handed-in", work_not_handed_in(), &work.law);
        }
        let after_oral = section.after_oral.as_ref().filter(|rule| rule.value);
        let oral = facts.oral_held_on.or(facts.combined_oral.then_some(None));
        let not_before = match (after_oral, oral) {
            (Some(rule), Some(None)) => {
                return why.refuse("oral-not-held", oral_not_held(), &rule.law);
            }
            (Some(rule), Some(Some(held))) => {
                why.step(oral_held(*held), &rule.law);
                Some(*held)
            }
            _ => None,
        };
        let request = Text::new("forespørselen", "førespurnaden", "the request");
        let due = why.count_from(*facts.requested, &request, &section.due);
        why.answer(Giving { due: not_before.map_or(due, |held| due.max(held)), not_before })
    }
}

fn work_not_handed_in() -> Text {
    Text::new(
        "Arbeidet må leveres inn sammen med kravet om begrunnelse.",
        "Arbeidet må leverast inn saman med kravet om grunngiving.",
        "The work must be handed in together with the request for an explanation.",
    )
}

fn oral_not_held() -> Text {
    Text::new(
        "Begrunnelsen kan ikke gis før den muntlige delen av eksamen er holdt.",
        "Grunngivinga kan ikkje givast før den munnlege delen av eksamen er halden.",
        "The explanation cannot be given before the oral part of the exam has been held.",
    )
}

fn oral_held(held: Date) -> Text {
    Text::new(
        format!(
            "Den muntlige delen ble holdt {}; begrunnelsen kan ikke gis før det.",
            date_no(held)
        ),
        format!(
            "Den munnlege delen vart halden {}; grunngivinga kan ikkje givast før det.",
            date_no(held)
        ),
        format!(
            "The oral part was held on {}; the explanation cannot be given before that.",
            date_en(held)
        ),
    )
}
