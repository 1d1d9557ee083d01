//! Until when a student may sign up for an exam.

use crate::calendar::{EventDate, LegalPeriod, date_en, date_no};
use crate::{
    DayOfYear, Decision, Law, PerSeason, Reasoning, Rule, RuleSet, SittingKind, Term, Text,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[signup_deadline]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignupLaw {
    /// That the dates are not in the regulation, and where they are.
    pub published_elsewhere: Option<Law<Text>>,
    /// For ordinary exams: a date each season.
    pub ordinary: Option<PerSeason<Law<DayOfYear>>>,
    /// For deferred, resit and early exams: a date each season.
    pub extraordinary: Option<PerSeason<Law<DayOfYear>>>,
    /// For a deferred exam: how long after the ordinary exam that was missed.
    pub deferred_after_exam: Option<LegalPeriod>,
    /// For a resit: how long after the result was announced.
    pub resit_after_announcement: Option<LegalPeriod>,
}

/// Until when a student may sign up for an exam.
pub struct SignupDeadline;

/// The exam that is signed up for.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignupDeadlineFacts {
    /// The term of the exam.
    pub term: Term,
    /// Why the sitting is held.
    pub kind: SittingKind,
    /// Deferred exams that are counted from it: the day of the ordinary exam that was missed.
    pub exam_date: Option<EventDate>,
    /// Re-sits that are counted from it: the day the failing result was announced.
    pub announced: Option<EventDate>,
}

/// The deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Signup {
    /// The last day, inclusive to 23:59:59 in Oslo.
    pub deadline: Date,
}

impl Rule for SignupDeadline {
    const NAME: &'static str = "signup-deadline";
    const ABOUT: [&'static str; 3] = [
        "Når er siste dag for å melde seg til eksamen?",
        "Når er siste dag for å melde seg til eksamen?",
        "What is the last day to sign up for the exam?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 5; institusjonens forskrift";
    type Facts = SignupDeadlineFacts;
    type Answer = Signup;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Signup> {
        let why = Reasoning::under(law);
        let Some(section) = &law.sections.signup_deadline else { return why.not_in_rule_set() };
        if let Some(place) = &section.published_elsewhere {
            return why.published_elsewhere(place);
        }
        let ordinary = facts.kind == SittingKind::Ordinary;
        let dates = if ordinary { &section.ordinary } else { &section.extraordinary };
        if let Some(dates) = dates {
            return on_a_date(why, dates, facts);
        }
        let exam =
            Text::new("den ordinære eksamenen", "den ordinære eksamenen", "the ordinary exam");
        let result = Text::new("kunngjøringen", "kunngjeringa", "the announcement");
        match (facts.kind, &section.deferred_after_exam, &section.resit_after_announcement) {
            (SittingKind::Deferred, Some(after), _) => {
                counted(why, facts.exam_date, "exam_date", &exam, after)
            }
            (SittingKind::Resit, _, Some(after)) => {
                counted(why, facts.announced, "announced", &result, after)
            }
            _ => why.not_in_rule_set(),
        }
    }
}

fn on_a_date(
    mut why: Reasoning<'_>,
    dates: &PerSeason<Law<DayOfYear>>,
    facts: &SignupDeadlineFacts,
) -> Decision<Signup> {
    let date = dates.get(facts.term.season);
    let day = date.value.in_year(facts.term.year);
    let text = Text::new(
        format!("Siste dag for å melde seg til denne eksamenen er {}.", date_no(day)),
        format!("Siste dag for å melde seg til denne eksamenen er {}.", date_no(day)),
        format!("The last day to sign up for this exam is {}.", date_en(day)),
    );
    let deadline = why.fixed(day, text, &date.law);
    why.answer(Signup { deadline })
}

fn counted(
    mut why: Reasoning<'_>,
    from: Option<EventDate>,
    field: &str,
    what: &Text,
    after: &LegalPeriod,
) -> Decision<Signup> {
    let Some(from) = from else { return why.fact_missing(field, &after.law) };
    let deadline = why.count_from(*from, what, after);
    why.answer(Signup { deadline })
}
