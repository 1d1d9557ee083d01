//! Individual accommodation of an exam: until when to apply, and to register it.

use crate::calendar::{EventDate, LegalPeriod, date_en, date_no};
use crate::{DayOfYear, Decision, Law, PerSeason, Reasoning, Rule, RuleSet, Term, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[accommodation_deadline]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccommodationLaw {
    /// That the dates are not in the regulation, and where they are.
    pub published_elsewhere: Option<Law<Text>>,
    /// The last day to apply, each season.
    pub apply_by: Option<PerSeason<Law<DayOfYear>>>,
    /// The last day on which staff register what was granted, each season.
    pub register_by: Option<PerSeason<Law<DayOfYear>>>,
    /// How long before the exam to apply, where that is how it is counted.
    pub apply_before_exam: Option<LegalPeriod>,
}

/// Until when to apply for accommodation, and to register it (uhl. § 10-5).
pub struct AccommodationDeadline;

/// The term.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccommodationDeadlineFacts {
    /// The term of the exam.
    pub term: Term,
    /// The day of the exam, for rule sets that count back from it.
    pub exam_date: Option<EventDate>,
}

/// The two deadlines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Accommodation {
    /// The student's last day to apply, inclusive to 23:59:59 in Oslo.
    pub apply_by: Date,
    /// The staff's last day to register what was granted, where the rule set names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register_by: Option<Date>,
}

impl Rule for AccommodationDeadline {
    const NAME: &'static str = "accommodation-deadline";
    const ABOUT: [&'static str; 3] = [
        "Når må studenten søke om tilrettelegging, og når skal den være registrert?",
        "Når må studenten søkje om tilrettelegging, og når skal ho vere registrert?",
        "By when must the student apply for accommodation, and by when is it registered?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 5; uhl. § 10-5";
    type Facts = AccommodationDeadlineFacts;
    type Answer = Accommodation;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Accommodation> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.accommodation_deadline else {
            return why.not_in_rule_set();
        };
        if let Some(place) = &section.published_elsewhere {
            return why.published_elsewhere(place);
        }
        let apply_by = match (&section.apply_by, &section.apply_before_exam) {
            (Some(dates), _) => fixed(&mut why, dates, facts.term, apply_text),
            (None, Some(before)) => match facts.exam_date {
                Some(exam) => {
                    why.count_back(*exam, &Text::new("eksamen", "eksamen", "the exam"), before)
                }
                None => return why.fact_missing("exam_date", &before.law),
            },
            (None, None) => return why.not_in_rule_set(),
        };
        let register_by = section
            .register_by
            .as_ref()
            .map(|dates| fixed(&mut why, dates, facts.term, register_text));
        why.answer(Accommodation { apply_by, register_by })
    }
}

fn fixed(
    why: &mut Reasoning<'_>,
    dates: &PerSeason<Law<DayOfYear>>,
    term: Term,
    text: fn(Date) -> Text,
) -> Date {
    let date = dates.get(term.season);
    let day = date.value.in_year(term.year);
    why.fixed(day, text(day), &date.law)
}

fn apply_text(day: Date) -> Text {
    Text::new(
        format!("Siste dag for å søke om tilrettelegging er {}.", date_no(day)),
        format!("Siste dag for å søkje om tilrettelegging er {}.", date_no(day)),
        format!("The last day to apply for accommodation is {}.", date_en(day)),
    )
}

fn register_text(day: Date) -> Text {
    Text::new(
        format!("Innvilget tilrettelegging skal være registrert innen {}.", date_no(day)),
        format!("Innvilga tilrettelegging skal vere registrert innan {}.", date_no(day)),
        format!("What was granted is to be registered by {}.", date_en(day)),
    )
}

#[cfg(test)]
#[path = "accommodation_tests.rs"]
mod tests;
