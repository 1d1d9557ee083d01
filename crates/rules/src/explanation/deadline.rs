//! Until when a student may ask for an explanation.

use super::ExplanationLaw;
use crate::calendar::EventDate;
use crate::{Decision, Form, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Until when a student may ask for an explanation (uhl. § 11-8 (1), (2)).
pub struct ExplanationDeadline;

/// The grade that was announced.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplanationDeadlineFacts {
    /// How the exam was taken.
    pub form: Form,
    /// The day the grade was announced.
    pub announced: EventDate,
}

/// Until when it may be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Asking {
    /// Within a deadline.
    Until {
        /// The last day, inclusive to 23:59:59 in Oslo.
        request_by: Date,
    },
    /// On the spot, when the grade is told.
    Immediately {
        /// Always true.
        immediately: bool,
    },
}

impl Rule for ExplanationDeadline {
    const NAME: &'static str = "explanation-deadline";
    const ABOUT: [&'static str; 3] = [
        "Hvor lenge kan studenten be om begrunnelse for karakteren?",
        "Kor lenge kan studenten be om grunngiving for karakteren?",
        "Until when may the student ask for an explanation of the grade?",
    ];
    const LAW: &'static str = "uhl. § 11-8 (1), (2); uhl. (2005) § 5-3";
    type Facts = ExplanationDeadlineFacts;
    type Answer = Asking;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<Asking> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.explanation else { return why.not_in_rule_set() };
        let asking = deadline(&mut why, section, facts.form, *facts.announced);
        why.answer(asking)
    }
}

/// The deadline itself, for the rules that build on it.
pub(crate) fn deadline(
    why: &mut Reasoning<'_>,
    law: &ExplanationLaw,
    form: Form,
    announced: Date,
) -> Asking {
    if law.immediately_for.value.contains(&form) {
        why.step(
            Text::new(
                "Ved denne eksamensformen må studenten be om begrunnelse med en gang karakteren er gitt.",
                "Ved denne eksamensforma må studenten be om grunngiving med ein gong karakteren er gitt.",
                "For this form of exam the student must ask for an explanation as soon as the grade is told.",
            ),
            &law.immediately_for.law,
        );
        return Asking::Immediately { immediately: true };
    }
    let announcement = Text::new("kunngjøringen", "kunngjeringa", "the announcement");
    Asking::Until { request_by: why.count_from(announced, &announcement, &law.request) }
}

impl Asking {
    /// Whether a request came in time. On the spot means: on the day the grade was told.
    pub fn met_by(&self, requested: Date, announced: Date) -> bool {
        match self {
            Self::Until { request_by } => requested <= *request_by,
            Self::Immediately { .. } => requested <= announced,
        }
    }
}
