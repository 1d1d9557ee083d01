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
    /// How long a letter on paper is on its way before it is taken to have arrived.
    pub post: LegalPeriod,
    /// Who decides the appeal against an exclusion or a like decision on misconduct.
    pub body_exclusion: Law<AppealBody>,
    /// Who decides the appeal against any other decision, such as refusing a late appeal.
    pub body_other: Law<AppealBody>,
}

/// Who decides an appeal against a decision.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AppealBody {
    /// The national board (Felles klagenemnd).
    JointAppealsBoard,
    /// The institution's own board (nemnd for studentsaker).
    StudentAffairsBoard,
    /// The same board under the name it had until 2022 (klagenemnd).
    BoardOfAppeals,
}

/// Until when a decision may be appealed, and to whom (fvl. §§ 28 and 29).
pub struct DecisionAppealDeadline;

/// The decision, as it reached the person.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionAppealDeadlineFacts {
    /// The day the person received the decision; where it goes by post, the day it was posted.
    pub received: EventDate,
    /// Whether it went on paper by post: it arrives some days later.
    #[serde(default)]
    pub by_post: bool,
    /// What was decided; an exclusion where it is not said.
    #[serde(default)]
    pub decision: Decided,
}

/// What was decided, as far as it chooses the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// An exclusion, an annulment, a dismissal or another decision on misconduct.
    #[default]
    Exclusion,
    /// Anything else, such as refusing an appeal that came too late.
    Other,
}

impl DecisionAppealLaw {
    /// Who decides the appeal, with the paragraph.
    pub fn body(&self, decided: Decided) -> &Law<AppealBody> {
        match decided {
            Decided::Exclusion => &self.body_exclusion,
            Decided::Other => &self.body_other,
        }
    }
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
        "Hvor lenge, og til hvem, kan et et vedtak, som utestenging eller avvisning av en klage, påklages?",
        "Kor lenge, og til kven, kan det klagast på eit vedtak, som utestenging eller avvising av ei klage?",
        "Until when, and to whom, may a decision such as an exclusion or the refusal of an appeal be appealed?",
    ];
    const LAW: &'static str = "fvl. §§ 28, 29; uhf. kap. 8; uhl. § 14-1 (2)";
    type Facts = DecisionAppealDeadlineFacts;
    type Answer = DecisionAppeal;

    fn decide(facts: &Self::Facts, law: &RuleSet) -> Decision<DecisionAppeal> {
        let mut why = Reasoning::under(law);
        let Some(section) = &law.sections.decision_appeal else { return why.not_in_rule_set() };
        // The time runs from when word of the decision has arrived (fvl. § 29).
        let arrived = if facts.by_post {
            let posted = Text::new(
                "dagen vedtaket ble postlagt,",
                "dagen vedtaket vart postlagt,",
                "the day the decision was posted",
            );
            why.count_from(*facts.received, &posted, &section.post)
        } else {
            *facts.received
        };
        let received = Text::new(
            "dagen vedtaket kom fram,",
            "dagen vedtaket kom fram,",
            "the day the decision was received",
        );
        let deadline = why.count_from(arrived, &received, &section.deadline);
        let decides = section.body(facts.decision);
        let body = decides.value.name();
        why.step(
            Text::new(
                format!("{} avgjør klagen. Den sendes til institusjonen som traff vedtaket.", body.nb),
                format!("{} avgjer klaga. Ho skal sendast til institusjonen som gjorde vedtaket.", body.nn),
                format!("The {} decides the appeal. It is sent to the institution that made the decision.", body.en),
            ),
            &decides.law,
        );
        why.answer(DecisionAppeal { deadline, body })
    }
}

impl AppealBody {
    /// The body as it is called within a sentence.
    pub fn in_sentence(self) -> Text {
        match self {
            Self::JointAppealsBoard => {
                Text::new("Felles klagenemnd", "Felles klagenemnd", "the Joint Board of Appeals")
            }
            Self::StudentAffairsBoard => Text::new(
                "nemnda for studentsaker",
                "nemnda for studentsaker",
                "the Student Affairs Board",
            ),
            Self::BoardOfAppeals => Text::new(
                "klagenemnda ved institusjonen",
                "klagenemnda ved institusjonen",
                "the institution’s Board of Appeals",
            ),
        }
    }

    /// The body's name, as it stands alone.
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
            Self::BoardOfAppeals => Text::new(
                "Klagenemnda ved institusjonen",
                "Klagenemnda ved institusjonen",
                "institution’s Board of Appeals",
            ),
        }
    }
}
