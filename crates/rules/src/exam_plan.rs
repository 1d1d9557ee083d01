//! The plan of a term's exams: by when it is published.

use crate::calendar::{date_en, date_no};
use crate::{DayOfYear, Decision, Law, PerSeason, Reasoning, Rule, RuleSet, Term, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[exam_plan]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamPlanLaw {
    /// The last day on which the plan of ordinary exams is published, each season.
    pub published_by: PerSeason<Law<DayOfYear>>,
}

/// Until when day, time and place of a term's written exams are published (E-05, E-10).
pub struct ExamPlanPublication;

/// The facts of `exam-plan-publication`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExamPlanPublicationFacts {
    /// The term of the exams.
    pub term: Term,
}

/// The answer of `exam-plan-publication`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExamPlanPublicationAnswer {
    /// The last day, inclusive to 23:59:59 in Oslo.
    pub published_by: Date,
}

impl Rule for ExamPlanPublication {
    const NAME: &'static str = "exam-plan-publication";
    const ABOUT: [&'static str; 3] = [
        "Når skal dag, tid og sted for semesterets skoleeksamener være kunngjort?",
        "Når skal dag, tid og stad for skuleeksamenane i semesteret vere kunngjorde?",
        "By when are day, time and place of the term's written exams published?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 5";
    type Facts = ExamPlanPublicationFacts;
    type Answer = ExamPlanPublicationAnswer;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<ExamPlanPublicationAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.exam_plan else { return why.not_in_rule_set() };
        let date = section.published_by.get(facts.term.season);
        let day = date.value.in_year(facts.term.year);
        let published_by = why.fixed(day, published_text(day), &date.law);
        why.answer(ExamPlanPublicationAnswer { published_by })
    }
}

fn published_text(day: Date) -> Text {
    Text::new(
        format!("Dag, tid og sted for skoleeksamenene skal være kunngjort innen {}.", date_no(day)),
        format!(
            "Dag, tid og stad for skuleeksamenane skal vere kunngjorde innan {}.",
            date_no(day)
        ),
        format!("Day, time and place of written exams are to be published by {}.", date_en(day)),
    )
}
