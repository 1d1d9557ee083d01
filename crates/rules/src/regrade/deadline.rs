//! By when a re-grading is to be ready.

use crate::calendar::{EventDate, LegalPeriod, date_en, date_no};
use crate::{Decision, Law, Reasoning, Rule, RuleSet, Text};
use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[regrade_deadline]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegradeDeadlineLaw {
    /// Without a number: without undue delay.
    pub without_undue_delay: Option<Law<bool>>,
    /// How long, where the rule set names a length.
    pub deadline: Option<LegalPeriod>,
    /// What the length is counted from.
    pub counted_from: Option<Law<CountedFrom>>,
    /// On which day after the deadline economic sanctions begin.
    pub sanction_on_day: Option<LegalPeriod>,
}

/// What the length of a re-grading is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// The day the appeal was received.
    Received,
    /// The end of the appeal deadline.
    AppealDeadline,
}

/// By when a re-grading is to be ready (uhl. § 11-11 (1)).
pub struct RegradeDeadline;

/// The appeal.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegradeDeadlineFacts {
    /// The day the appeal was received.
    pub received: EventDate,
    /// The end of the appeal deadline, for rule sets that count from it.
    pub appeal_deadline: Option<EventDate>,
}

/// By when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Regrade {
    /// On a date.
    Until {
        /// The last day, inclusive to 23:59:59 in Oslo.
        deadline: Date,
        /// The first day on which being late costs the faculty money.
        #[serde(skip_serializing_if = "Option::is_none")]
        sanction_from: Option<Date>,
    },
    /// As soon as reasonably possible.
    Soon {
        /// Always true.
        without_undue_delay: bool,
    },
}

impl Rule for RegradeDeadline {
    const NAME: &'static str = "regrade-deadline";
    const ABOUT: [&'static str; 3] = [
        "Når skal klagesensuren foreligge?",
        "Når skal klagesensuren liggje føre?",
        "By when is the re-grading to be ready?",
    ];
    const LAW: &'static str = "uhl. § 11-11 (1); eksamensrutinen s. 10, 19";
    type Facts = RegradeDeadlineFacts;
    type Answer = Regrade;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Regrade> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.regrade_deadline else { return why.not_in_rule_set() };
        let Some(length) = &section.deadline else {
            return match &section.without_undue_delay {
                Some(soon) if soon.value => {
                    why.step(soon_text(), &soon.law);
                    why.answer(Regrade::Soon { without_undue_delay: true })
                }
                _ => why.not_in_rule_set(),
            };
        };
        let from = section.counted_from.as_ref().map(|from| from.value);
        let deadline = match (from, facts.appeal_deadline) {
            (Some(CountedFrom::AppealDeadline), Some(end)) => {
                let what = Text::new("klagefristen", "klagefristen", "the appeal deadline");
                why.count_from(*end, &what, length)
            }
            (Some(CountedFrom::AppealDeadline), None) => {
                return why.fact_missing("appeal_deadline", &length.law);
            }
            _ => {
                let what = Text::new(
                    "dagen klagen kom inn,",
                    "dagen klaga kom inn,",
                    "the day the appeal was received",
                );
                why.count_from(*facts.received, &what, length)
            }
        };
        let sanction_from =
            section.sanction_on_day.as_ref().map(|day| sanction_from(&mut why, deadline, day));
        why.answer(Regrade::Until { deadline, sanction_from })
    }
}

/// The first day on which late grading costs the faculty money: a calendar day that
/// never moves. Shared with ordinary grading.
pub(crate) fn sanction_from(why: &mut Reasoning<'_>, deadline: Date, on_day: &LegalPeriod) -> Date {
    let from = deadline.saturating_add(i64::from(on_day.value).days());
    why.step(
        Text::new(
            format!("Fra {} får forsinket sensur økonomiske følger for fakultetet.", date_no(from)),
            format!(
                "Frå {} får forseinka sensur økonomiske følgjer for fakultetet.",
                date_no(from)
            ),
            format!(
                "From {} late grading has economic consequences for the faculty.",
                date_en(from)
            ),
        ),
        &on_day.law,
    );
    from
}

fn soon_text() -> Text {
    Text::new(
        "Klagesensuren skal gjennomføres uten ugrunnet opphold; loven nevner ingen dato.",
        "Klagesensuren skal gjennomførast utan ugrunna opphald; lova nemner ingen dato.",
        "The re-grading is to be carried out without undue delay; the Act names no date.",
    )
}

#[cfg(test)]
#[path = "deadline_tests.rs"]
mod tests;
