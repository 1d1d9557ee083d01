//! Complaint on formal errors at an exam: until when it may be lodged.

use crate::calendar::{EventDate, LegalPeriod};
use crate::explanation::Explanation;
use crate::{BadFacts, Decision, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[formal_complaint]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormalComplaintLaw {
    /// How long after the student knew, or ought to have known, of the error.
    pub deadline: LegalPeriod,
}

/// Until when a student may complain of formal errors (uhl. § 11-9 (1), (6)).
pub struct FormalComplaintDeadline;

/// What is known of the error and of what the student asked for first.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The day the student knew, or ought to have known, of the error.
    pub known: EventDate,
    /// The explanation that was asked for, if any.
    pub explanation: Option<Explanation>,
    /// The day the student got the result of an appeal against the grade, if there was one.
    pub appeal_result: Option<EventDate>,
}

/// The deadline, or that it has not begun to run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// The clock runs.
    Until {
        /// The last day, inclusive to 23:59:59 in Oslo.
        deadline: Date,
        /// What the clock counts from.
        clock: Clock,
    },
    /// An explanation that was asked for has not been given.
    Open {
        /// Always true.
        open: bool,
    },
}

/// What the clock counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// From the day the error was or ought to have been known.
    FromKnowledge,
    /// From the explanation.
    FromExplanation,
    /// From the result of the appeal against the grade.
    FromAppealResult,
}

impl Rule for FormalComplaintDeadline {
    const NAME: &'static str = "formal-complaint-deadline";
    const ABOUT: [&'static str; 3] = [
        "Hvor lenge kan studenten klage på formelle feil?",
        "Kor lenge kan studenten klage på formelle feil?",
        "Until when may the student complain of formal errors?",
    ];
    const LAW: &'static str = "uhl. § 11-9 (1), (6); uhl. (2005) § 5-2";
    type Facts = Facts;
    type Answer = Answer;

    fn check(facts: &Facts) -> Result<(), BadFacts> {
        facts.explanation.as_ref().map_or(Ok(()), |explanation| explanation.check("explanation"))
    }

    fn decide(facts: &Facts, law: &RuleSet) -> Decision<Answer> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.formal_complaint else { return why.not_in_rule_set() };
        if facts.explanation.as_ref().is_some_and(|explanation| explanation.given.is_none()) {
            why.step(
                Text::new(
                    "Studenten har bedt om begrunnelse. Fristen begynner å løpe når begrunnelsen er gitt.",
                    "Studenten har bede om grunngiving. Fristen tek til å gå når grunngivinga er gitt.",
                    "The student has asked for an explanation. The deadline begins to run when it is given.",
                ),
                &section.deadline.law,
            );
            return why.answer(Answer::Open { open: true });
        }
        let given = facts.explanation.as_ref().and_then(|explanation| explanation.given);
        let clocks = [
            (Some(facts.known), Clock::FromKnowledge),
            (given, Clock::FromExplanation),
            (facts.appeal_result, Clock::FromAppealResult),
        ];
        let latest = clocks.into_iter().filter_map(|(day, clock)| Some((day?, clock)));
        // Of two that begin on one day the later in the list names the clock.
        let (day, clock) =
            latest.max_by_key(|(day, _)| *day).unwrap_or((facts.known, Clock::FromKnowledge));
        let deadline = why.count_from(*day, &clock.text(), &section.deadline);
        why.answer(Answer::Until { deadline, clock })
    }
}

impl Clock {
    fn text(self) -> Text {
        match self {
            Self::FromKnowledge => Text::new(
                "dagen studenten kjente eller burde kjenne til feilen,",
                "dagen studenten kjende eller burde kjenne til feilen,",
                "the day the student knew or ought to have known of the error",
            ),
            Self::FromExplanation => Text::new("begrunnelsen", "grunngivinga", "the explanation"),
            Self::FromAppealResult => Text::new(
                "resultatet av klagen på karakteren",
                "resultatet av klaga på karakteren",
                "the result of the appeal against the grade",
            ),
        }
    }
}

#[cfg(test)]
#[path = "formal_complaint_tests.rs"]
mod tests;
