//! By when grading is to be ready.

use super::GradingLaw;
use crate::calendar::{EventDate, LegalPeriod, Period, Unit, date_en, date_no};
use crate::regrade::sanction_from;
use crate::{BadFacts, Decision, Form, Level, Reasoning, Rule, RuleSet, Season, Term, Text};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// By when grading is to be ready (uhl. § 11-7 (4)).
pub struct GradingDeadline;

/// The exam.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradingDeadlineFacts {
    /// How the exam is taken.
    pub form: Form,
    /// The level of the course.
    pub level: Option<Level>,
    /// The day of the exam, or of the hand-in for hand-in forms.
    pub exam_date: EventDate,
    /// The credits of the course, as a decimal string or a number.
    #[serde(default, deserialize_with = "credits")]
    #[schemars(with = "Option<String>")]
    pub credits: Option<Decimal>,
    /// A longer deadline for this exam, where a legal basis allows it.
    pub extension: Option<Extension>,
}

/// Time on top of the ordinary length.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// How many, 1 to 400.
    #[schemars(range(min = 1, max = 400))]
    pub n: u16,
    /// Of what.
    pub unit: ExtensionUnit,
    /// The paragraph or temporary regulation that allows it.
    pub legal_basis: String,
}

/// What an extension is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionUnit {
    /// Monday to Friday without public holidays.
    WorkingDays,
    /// Weeks.
    Weeks,
}

/// The deadline and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GradingDeadlineAnswer {
    /// The last day, inclusive to 23:59:59 in Oslo.
    pub deadline: Date,
    /// The days on which examiners are reminded.
    pub reminders: Vec<Date>,
    /// The first day on which being late costs the faculty money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sanction_from: Option<Date>,
}

impl Rule for GradingDeadline {
    const NAME: &'static str = "grading-deadline";
    const ABOUT: [&'static str; 3] = [
        "Når skal sensuren foreligge?",
        "Når skal sensuren liggje føre?",
        "By when is grading to be ready?",
    ];
    const LAW: &'static str = "uhl. § 11-7 (4); uhl. (2005) § 3-9 (4)";
    type Facts = GradingDeadlineFacts;
    type Answer = GradingDeadlineAnswer;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        if let Some(credits) = facts.credits.filter(Decimal::is_sign_negative) {
            return Err(BadFacts::new("credits", &json!(credits), "zero or more"));
        }
        match &facts.extension {
            Some(e) if !(1..=400).contains(&e.n) => {
                Err(BadFacts::new("extension.n", &json!(e.n), "a whole number from 1 to 400"))
            }
            Some(e) if e.legal_basis.trim().is_empty() => {
                let allowed = "the paragraph or temporary regulation that allows the extension";
                Err(BadFacts::new("extension.legal_basis", &json!(e.legal_basis), allowed))
            }
            _ => Ok(()),
        }
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<GradingDeadlineAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.grading_deadline else { return why.not_in_rule_set() };
        let ordinary = ordinary_length(&mut why, section, facts);
        let deadline = match &facts.extension {
            Some(extension) => extended(&mut why, facts, &ordinary, extension),
            None => {
                let counted = why.count_from(*facts.exam_date, &exam(), &ordinary);
                by_semester_end(&mut why, section, *facts.exam_date, counted)
            }
        };
        let days = section.reminders.value.iter();
        let reminders: Vec<Date> =
            days.map(|n| deadline.saturating_add(i64::from(*n).days())).collect();
        why.step(reminded(&reminders), &section.reminders.law);
        let sanction_from =
            section.sanction_on_day.as_ref().map(|day| sanction_from(&mut why, deadline, day));
        why.answer(GradingDeadlineAnswer { deadline, reminders, sanction_from })
    }
}

/// Reads credits written as a decimal string (`"7.5"`) or as a number.
fn credits<'de, D: serde::Deserializer<'de>>(field: D) -> Result<Option<Decimal>, D::Error> {
    let text = match serde_json::Value::deserialize(field)? {
        serde_json::Value::Null => return Ok(None),
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    let wrong = || serde::de::Error::custom(format!("{text:?}, expected credits such as \"7.5\""));
    text.parse().map(Some).map_err(|_| wrong())
}

fn ordinary_length(
    why: &mut Reasoning<'_>,
    law: &GradingLaw,
    facts: &GradingDeadlineFacts,
) -> LegalPeriod {
    match &law.larger_work {
        Some(larger) if larger.covers(facts.form, facts.level, facts.credits) => {
            why.step(larger_work(), &larger.forms.law);
            larger.deadline.clone()
        }
        _ => law.deadline.clone(),
    }
}

fn extended(
    why: &mut Reasoning<'_>,
    facts: &GradingDeadlineFacts,
    ordinary: &LegalPeriod,
    extension: &Extension,
) -> Date {
    let unit = match extension.unit {
        ExtensionUnit::WorkingDays => Unit::WorkingDays,
        ExtensionUnit::Weeks => Unit::Weeks,
    };
    let more = Period { value: extension.n, unit };
    let law = format!("{}; {}", ordinary.law, extension.legal_basis.trim());
    why.count_all_from(*facts.exam_date, &exam(), &[ordinary.period(), more], &law)
}

/// The date by which the semester's grading must be ready whatever was counted.
fn by_semester_end(why: &mut Reasoning<'_>, law: &GradingLaw, exam: Date, counted: Date) -> Date {
    let Some(ends) = &law.semester_end else { return counted };
    let term = Term::of(exam);
    let end = ends.get(term.season);
    let year = if term.season == Season::Autumn { term.year.saturating_add(1) } else { term.year };
    let last = end.value.in_year(year);
    if counted <= last {
        return counted;
    }
    why.fixed(last, semester_ends(last), &end.law)
}

fn exam() -> Text {
    Text::new("eksamensdagen,", "eksamensdagen,", "the day of the exam")
}

fn larger_work() -> Text {
    Text::new(
        "Dette er et større arbeid, og for slike gjelder en egen frist.",
        "Dette er eit større arbeid, og for slike gjeld ein eigen frist.",
        "This is a larger work, and for those a deadline of their own applies.",
    )
}

fn semester_ends(last: Date) -> Text {
    Text::new(
        format!("Semesterets sensur skal likevel foreligge senest {}.", date_no(last)),
        format!("Sensuren for semesteret skal likevel liggje føre seinast {}.", date_no(last)),
        format!("The semester's grading must all the same be ready by {}.", date_en(last)),
    )
}

fn reminded(days: &[Date]) -> Text {
    let list =
        |say: fn(Date) -> String| days.iter().map(|day| say(*day)).collect::<Vec<_>>().join(", ");
    Text::new(
        format!("Sensorene får påminnelse {}.", list(date_no)),
        format!("Sensorane får påminning {}.", list(date_no)),
        format!("The examiners are reminded on {}.", list(date_en)),
    )
}

#[cfg(test)]
#[path = "deadline_tests.rs"]
mod tests;
