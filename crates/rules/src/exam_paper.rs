//! The exam paper: by when whoever answers for the course hands its text in.
//!
//! The routine says "a couple of days before the day of the exam" (s. 7); how many is each institution's
//! own practice. Offices are closed at weekends, so the days are working days.

use crate::calendar::{EventDate, LegalPeriod};
use crate::{Decision, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[exam_paper]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamPaperLaw {
    /// How long before a school exam its paper is handed in.
    pub hand_in_before: LegalPeriod,
}

/// Until when the paper of a school exam is handed in (I-01). Of what candidates hand in themselves the day
/// of release counts, and nothing is said of it here.
pub struct ExamPaperDeadline;

/// The facts of `exam-paper-deadline`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExamPaperFacts {
    /// The day of the school exam.
    pub held: EventDate,
}

/// The answer of `exam-paper-deadline`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExamPaperAnswer {
    /// The last day, inclusive to 23:59:59 in Oslo.
    pub hand_in_by: Date,
}

impl Rule for ExamPaperDeadline {
    const NAME: &'static str = "exam-paper-deadline";
    const ABOUT: [&'static str; 3] = [
        "Når skal oppgaven til en skoleeksamen være levert av emneansvarlig?",
        "Når skal oppgåva til ein skuleeksamen vere levert av emneansvarleg?",
        "By when does whoever answers for the course hand in the paper of a school exam?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 7; institusjonens praksis";
    type Facts = ExamPaperFacts;
    type Answer = ExamPaperAnswer;

    fn event(facts: &ExamPaperFacts) -> Option<EventDate> {
        Some(facts.held)
    }

    fn decide(facts: &ExamPaperFacts, law: &RuleSet) -> Decision<ExamPaperAnswer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.exam_paper else { return why.not_in_rule_set() };
        let exam = Text::new("eksamen", "eksamen", "the exam");
        let hand_in_by = why.count_back(*facts.held, &exam, &section.hand_in_before);
        why.answer(ExamPaperAnswer { hand_in_by })
    }
}

#[cfg(test)]
mod tests {
    use crate::registry;
    use serde_json::json;

    fn hand_in_by(held: &str) -> String {
        let facts = json!({ "held": held });
        let answer = registry::find("exam-paper-deadline").unwrap().run(&facts, None).unwrap();
        answer["hand_in_by"].as_str().unwrap().to_owned()
    }

    /// Requirements: I-01
    #[test]
    fn a_paper_is_there_two_working_days_before_whatever_lies_between() {
        // Wednesday; Tuesday and Monday, over a weekend.
        assert_eq!(hand_in_by("2026-12-02"), "2026-11-30");
        assert_eq!(hand_in_by("2026-12-01"), "2026-11-27");
        assert_eq!(hand_in_by("2026-11-30"), "2026-11-26");
        // 17 May 2027 is a Monday and a holiday, Whit Monday too: Tuesday goes back to Thursday.
        assert_eq!(hand_in_by("2027-05-18"), "2027-05-13");
    }
}
