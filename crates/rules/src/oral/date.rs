//! The rule `oral-date`: who sets the day of an oral, and what must be done how long before.

use crate::calendar::EventDate;
use crate::{Decision, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who sets the day of an oral, and by when rooms are reserved and candidates told (J-08, J-09).
pub struct OralDate;

/// The facts of `oral-date`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OralDateFacts {
    /// The first day of the exam.
    pub held: EventDate,
    /// Whether the course belongs to teacher education.
    #[serde(default)]
    pub teacher_education: bool,
}

/// Who sets the day of an oral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateSetBy {
    /// Those who teach the subject.
    SubjectGroup,
    /// The plan of the term's exams: the oral is held on the day that stands there.
    ExamPlan,
}

/// The answer of `oral-date`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OralDateAnswer {
    /// Who sets the day.
    pub set_by: DateSetBy,
    /// The last day to reserve the rooms, where one is laid down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_by: Option<Date>,
    /// The last day to tell the candidates, where one is laid down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_by: Option<Date>,
}

impl Rule for OralDate {
    const NAME: &'static str = "oral-date";
    const ABOUT: [&'static str; 3] = [
        "Hvem bestemmer dagen for en muntlig eksamen, og når skal rom være bestilt og kandidatene ha beskjed?",
        "Kven bestemmer dagen for ein munnleg eksamen, og når skal rom vere bestilt og kandidatane ha beskjed?",
        "Who sets the day of an oral exam, and by when are rooms reserved and candidates told?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 7; institusjonens praksis";
    type Facts = OralDateFacts;
    type Answer = OralDateAnswer;

    fn event(facts: &OralDateFacts) -> Option<EventDate> {
        Some(facts.held)
    }

    fn decide(facts: &OralDateFacts, law: &RuleSet) -> Decision<OralDateAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.oral else { return why.not_in_rule_set() };
        let by = match facts.teacher_education {
            true => &section.teacher_education_date_set_by,
            false => &section.date_set_by,
        };
        why.step(set_by(by.value, facts.teacher_education), &by.law);
        let first = Text::new("eksamenen", "eksamenen", "the exam");
        let back = |why: &mut Reasoning<'_>, period| why.count_back(*facts.held, &first, period);
        let room_by = section.room_before.as_ref().map(|period| back(&mut why, period));
        let notice_by = section.notice_before.as_ref().map(|period| back(&mut why, period));
        why.answer(OralDateAnswer { set_by: by.value, room_by, notice_by })
    }
}

fn set_by(by: DateSetBy, teacher_education: bool) -> Text {
    match (by, teacher_education) {
        (DateSetBy::SubjectGroup, false) => Text::new(
            "Fagmiljøet bestemmer dagen for en muntlig eksamen.",
            "Fagmiljøet bestemmer dagen for ein munnleg eksamen.",
            "The subject group sets the day of an oral exam.",
        ),
        (DateSetBy::SubjectGroup, true) => Text::new(
            "I lærerutdanningen bestemmer fagmiljøet dagen.",
            "I lærarutdanninga bestemmer fagmiljøet dagen.",
            "In teacher education the subject group sets the day.",
        ),
        (DateSetBy::ExamPlan, false) => Text::new(
            "Eksamensplanen bestemmer dagen for en muntlig eksamen.",
            "Eksamensplanen bestemmer dagen for ein munnleg eksamen.",
            "The exam plan sets the day of an oral exam.",
        ),
        (DateSetBy::ExamPlan, true) => Text::new(
            "Lærerutdanningen har sin egen bestemmelse: Eksamensplanen bestemmer dagen.",
            "Lærarutdanninga har si eiga føresegn: Eksamensplanen bestemmer dagen.",
            "Teacher education has a rule of its own: the exam plan sets the day.",
        ),
    }
}
