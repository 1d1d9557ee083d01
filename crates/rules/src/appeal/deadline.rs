//! Until when a grade may be appealed.

use super::clocks::{AppealClocks, FormalComplaint};
use crate::calendar::EventDate;
use crate::explanation::{self, Explanation};
use crate::{BadFacts, Decision, Form, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Until when a grade may be appealed (uhl. § 11-10 (1)).
pub struct AppealDeadline;

/// What moves the deadline.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealDeadlineFacts {
    /// How the exam was taken.
    pub form: Form,
    /// The day the grade was announced.
    pub announced: EventDate,
    /// The explanation that was asked for, if any.
    pub explanation: Option<Explanation>,
    /// The complaint on formal errors, if any.
    pub formal_complaint: Option<FormalComplaint>,
}

/// What the clock counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AppealClock {
    /// From the announcement of the grade.
    FromAnnouncement,
    /// From the explanation.
    FromExplanation,
    /// From the decision on formal errors.
    FromFormalDecision,
}

/// The deadline, or that it does not run yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum AppealDeadlineAnswer {
    /// The clock runs.
    Until {
        /// The last day, inclusive to 23:59:59 in Oslo.
        deadline: Date,
        /// What the clock counts from.
        clock: AppealClock,
    },
    /// An answer that restarts the clock is pending.
    Open {
        /// Always true.
        open: bool,
    },
}

impl Rule for AppealDeadline {
    const NAME: &'static str = "appeal-deadline";
    const ABOUT: [&'static str; 3] = [
        "Hvor lenge kan studenten klage på karakteren?",
        "Kor lenge kan studenten klage på karakteren?",
        "Until when may the student appeal against the grade?",
    ];
    const LAW: &'static str = "uhl. § 11-10 (1); uhl. (2005) § 5-3";
    type Facts = AppealDeadlineFacts;
    type Answer = AppealDeadlineAnswer;

    fn check(facts: &Self::Facts) -> Result<(), BadFacts> {
        facts.clocks().check()
    }

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<AppealDeadlineAnswer> {
        let mut why = Reasoning::under(law);
        match deadline(&mut why, law, &facts.clocks()) {
            Some(answer) => why.answer(answer),
            None => why.not_in_rule_set(),
        }
    }
}

impl AppealDeadlineFacts {
    /// The facts under the name that the other rules share.
    pub fn clocks(&self) -> AppealClocks {
        AppealClocks {
            form: self.form,
            announced: self.announced,
            explanation: self.explanation.clone(),
            formal_complaint: self.formal_complaint.clone(),
        }
    }
}

/// The deadline itself, for the rules that build on it; `None` where it is not regulated.
pub(crate) fn deadline(
    why: &mut Reasoning<'_>,
    law: &RuleSet,
    facts: &AppealClocks,
) -> Option<AppealDeadlineAnswer> {
    let section = law.sections.appeal.as_ref()?;
    let explanation = facts.explanation.as_ref().filter(|e| restarts(why, law, facts, e));
    let formal = facts.formal_complaint.as_ref();
    let explained = explanation.map(|e| e.given);
    let decided = formal.map(|f| f.decided);
    if explained == Some(None) || decided == Some(None) {
        why.step(pending(explained == Some(None)), &section.deadline.law);
        return Some(AppealDeadlineAnswer::Open { open: true });
    }
    let clocks = [
        (Some(facts.announced), AppealClock::FromAnnouncement),
        (explained.flatten(), AppealClock::FromExplanation),
        (decided.flatten(), AppealClock::FromFormalDecision),
    ];
    let running = clocks.into_iter().filter_map(|(day, clock)| Some((day?, clock)));
    // Of two that begin on one day the later in the list names the clock.
    let (day, clock) = running.max_by_key(|(day, _)| *day)?;
    let deadline = why.count_from(*day, &clock.text(), &section.deadline);
    Some(AppealDeadlineAnswer::Until { deadline, clock })
}

/// Whether a request for an explanation restarts the clock: not where it came after its
/// own deadline, unless the rule set says so.
fn restarts(
    why: &mut Reasoning<'_>,
    law: &RuleSet,
    facts: &AppealClocks,
    asked: &Explanation,
) -> bool {
    let (Some(appeal), Some(section)) = (&law.sections.appeal, &law.sections.explanation) else {
        return true;
    };
    // The steps of this side question are not part of the answer, only its outcome is.
    let mut aside = Reasoning::under(law);
    let asking = explanation::deadline(&mut aside, section, facts.form, *facts.announced);
    let late = !asking.met_by(*asked.requested, *facts.announced);
    if late && !appeal.late_request_restarts_clock.value {
        why.step(
            Text::new(
                "Begrunnelsen ble bedt om etter fristen for det. Derfor flytter den ikke klagefristen.",
                "Grunngivinga vart kravd etter fristen for det. Difor flyttar ho ikkje klagefristen.",
                "The explanation was asked for after its own deadline. Therefore it does not move the appeal deadline.",
            ),
            &appeal.late_request_restarts_clock.law,
        );
        return false;
    }
    true
}

fn pending(explanation: bool) -> Text {
    if explanation {
        Text::new(
            "Studenten venter på begrunnelse. Klagefristen løper fra den er gitt.",
            "Studenten ventar på grunngiving. Klagefristen går frå ho er gitt.",
            "The student is waiting for an explanation. The appeal deadline runs from when it is given.",
        )
    } else {
        Text::new(
            "Klagen på formelle feil er ikke avgjort. Klagefristen løper fra avgjørelsen.",
            "Klaga på formelle feil er ikkje avgjord. Klagefristen går frå avgjerda.",
            "The complaint on formal errors is not decided. The appeal deadline runs from the decision.",
        )
    }
}

impl AppealClock {
    fn text(self) -> Text {
        match self {
            Self::FromAnnouncement => {
                Text::new("kunngjøringen", "kunngjeringa", "the announcement")
            }
            Self::FromExplanation => Text::new("begrunnelsen", "grunngivinga", "the explanation"),
            Self::FromFormalDecision => Text::new(
                "avgjørelsen om formelle feil",
                "avgjerda om formelle feil",
                "the decision on formal errors",
            ),
        }
    }
}
