//! Archiving: until when answers must be kept untouched.

use crate::appeal::{self, AppealClocks, AppealDeadlineAnswer, FormalComplaint};
use crate::calendar::{EventDate, date_en, date_no};
use crate::explanation::Explanation;
use crate::{BadFacts, Decision, Form, Law, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The section `[shred_lock]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShredLockLaw {
    /// That answers are kept until every clock of the candidate has ended.
    pub until_all_clocks_end: Law<bool>,
}

/// Until when an answer may be neither archived away nor destroyed.
pub struct ShredLock;

/// The clocks of one candidate.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShredLockFacts {
    /// How the exam was taken.
    pub form: Form,
    /// The day the grade was announced.
    pub announced: EventDate,
    /// The explanation that was asked for, if any.
    pub explanation: Option<Explanation>,
    /// The complaint on formal errors, if any.
    pub formal_complaint: Option<FormalComplaint>,
    /// The appeal against the grade, if any.
    pub appeal: Option<Appeal>,
    /// The day on which it is asked.
    pub today: EventDate,
}

/// An appeal against the grade.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// The day it was lodged.
    pub lodged: EventDate,
    /// The day the student got its result; left out while it is pending.
    pub decided: Option<EventDate>,
}

/// What may be done with the answer today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lock {
    /// The last day on which the answer is locked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked_until: Option<Date>,
    /// True where something is pending, so that no last day is known.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Whether the answer may be put away in the archive today.
    pub may_archive: bool,
    /// Whether working copies may be destroyed today.
    pub may_destroy: bool,
}

impl Rule for ShredLock {
    const NAME: &'static str = "shred-lock";
    const ABOUT: [&'static str; 3] = [
        "Hvor lenge må besvarelsen ligge urørt?",
        "Kor lenge må svaret liggje urørt?",
        "Until when must the answer be kept untouched?",
    ];
    const LAW: &'static str = "eksamensrutinen s. 8; uhl. §§ 11-9 (6), 11-10 (1)";
    type Facts = ShredLockFacts;
    type Answer = Lock;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        facts.clocks().check()?;
        let appeal = facts.appeal.as_ref();
        let reversed = appeal.and_then(|a| a.decided.filter(|decided| *decided < a.lodged));
        reversed.map_or(Ok(()), |decided| {
            let allowed = "the day the appeal was lodged, or later";
            Err(BadFacts::new("appeal.decided", &json!(decided), allowed))
        })
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Lock> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.shred_lock else { return why.not_in_rule_set() };
        let Some(clock) = appeal::deadline(&mut why, law, &facts.clocks()) else {
            return why.not_in_rule_set();
        };
        let AppealDeadlineAnswer::Until { deadline, .. } = clock else { return open(why) };
        let until = match facts.appeal.as_ref().map(|appeal| appeal.decided) {
            None => deadline,
            Some(None) => {
                why.step(appeal_pending(), &section.until_all_clocks_end.law);
                return open(why);
            }
            Some(Some(decided)) => deadline.max(after_result(&mut why, law, *decided)),
        };
        let ended = *facts.today > until;
        why.step(locked(until, ended), &section.until_all_clocks_end.law);
        why.answer(Lock {
            locked_until: Some(until),
            open: false,
            may_archive: ended,
            may_destroy: ended,
        })
    }
}

impl ShredLockFacts {
    /// The clocks that the appeal deadline knows.
    pub fn clocks(&self) -> AppealClocks {
        AppealClocks {
            form: self.form,
            announced: self.announced,
            explanation: self.explanation.clone(),
            formal_complaint: self.formal_complaint.clone(),
        }
    }
}

/// The result of an appeal starts the clock for complaints on formal errors.
fn after_result(why: &mut Reasoning<'_>, law: &RuleSet, decided: Date) -> Date {
    let Some(formal) = &law.sections.formal_complaint else { return decided };
    let result =
        Text::new("resultatet av klagen", "resultatet av klaga", "the result of the appeal");
    why.count_from(decided, &result, &formal.deadline)
}

fn open(why: Reasoning<'_>) -> Decision<Lock> {
    why.answer(Lock { locked_until: None, open: true, may_archive: false, may_destroy: false })
}

fn appeal_pending() -> Text {
    Text::new(
        "Klagen er ikke avgjort. Besvarelsen må ligge urørt.",
        "Klaga er ikkje avgjord. Svaret må liggje urørt.",
        "The appeal is not decided. The answer must be kept untouched.",
    )
}

fn locked(until: Date, ended: bool) -> Text {
    let (no, en) = (date_no(until), date_en(until));
    if ended {
        Text::new(
            format!("Den siste fristen for kandidaten gikk ut {no}. Låsen er opphevet."),
            format!("Den siste fristen for kandidaten gjekk ut {no}. Låsen er oppheva."),
            format!("The candidate's last deadline ended on {en}. The lock has ended."),
        )
    } else {
        Text::new(
            format!(
                "Den siste fristen for kandidaten går ut {no}. Til og med den dagen må besvarelsen ligge urørt."
            ),
            format!(
                "Den siste fristen for kandidaten går ut {no}. Til og med den dagen må svaret liggje urørt."
            ),
            format!(
                "The candidate's last deadline ends on {en}. Up to and including that day the answer must be kept untouched."
            ),
        )
    }
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
