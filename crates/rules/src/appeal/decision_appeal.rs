//! Until when, and to whom, a decision such as an exclusion may be appealed.

use crate::calendar::{EventDate, LegalPeriod};
use crate::{Decision, Law, Reasoning, Rule, RuleSet, Text};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `[decision_appeal]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionAppealLaw {
    /// How long after the person received the decision.
    pub deadline: LegalPeriod,
    /// Who decides the appeal.
    pub body: Law<AppealBody>,
}

/// Who decides an appeal against a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppealBody {
    /// The national board (Felles klagenemnd).
    JointAppealsBoard,
    /// The institution's own board (nemnd for studentsaker).
    StudentAffairsBoard,
}

/// Until when a decision may be appealed, and to whom (fvl. §§ 28 and 29).
pub struct DecisionAppealDeadline;

/// The decision, as it reached the person.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionAppealDeadlineFacts {
    /// The day the person received the decision.
    pub received: EventDate,
}

/// The deadline and the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecisionAppeal {
    /// The last day, inclusive to 23:59:59 in Oslo.
    pub deadline: Date,
    /// The name of the body that decides the appeal.
    pub body: Text,
}

impl Rule for DecisionAppealDeadline {
    const NAME: &'static str = "decision-appeal-deadline";
    const ABOUT: [&'static str; 3] = [
        "Hvor lenge, og til hvem, kan et vedtak om utestenging eller avvisning påklages?",
        "Kor lenge, og til kven, kan det klagast på eit vedtak om utestenging eller avvising?",
        "Until when, and to whom, may an exclusion or a dismissal be appealed?",
    ];
    const LAW: &'static str = "fvl. §§ 28, 29; uhf. kap. 8";
    type Facts = DecisionAppealDeadlineFacts;
    type Answer = DecisionAppeal;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<DecisionAppeal> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.decision_appeal else { return why.not_in_rule_set() };
        let received = Text::new(
            "dagen vedtaket kom fram,",
            "dagen vedtaket kom fram,",
            "the day the decision was received",
        );
        let deadline = why.count_from(*facts.received, &received, &section.deadline);
        let body = section.body.value.name();
        why.step(
            Text::new(
                format!("{} avgjør klagen. Den sendes til institusjonen som traff vedtaket.", body.nb),
                format!("{} avgjer klaga. Ho skal sendast til institusjonen som gjorde vedtaket.", body.nn),
                format!("The {} decides the appeal. It is sent to the institution that made the decision.", body.en),
            ),
            &section.body.law,
        );
        why.answer(DecisionAppeal { deadline, body })
    }
}

impl AppealBody {
    /// The body's name.
    pub fn name(self) -> Text {
        match self {
            Self::JointAppealsBoard => {
                Text::new("Felles klagenemnd", "Felles klagenemnd", "Joint Board of Appeals")
            }
            Self::StudentAffairsBoard => Text::new(
                "Nemnda for studentsaker",
                "Nemnda for studentsaker",
                "Student Affairs Board",
            ),
        }
    }
}
