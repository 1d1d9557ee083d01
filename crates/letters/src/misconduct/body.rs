//! Who decides a misconduct case.

use crate::Form;
use rules::appeal::AppealBody;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// The body that decides on misconduct or on an appeal over such a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The institution's own board (styret).
    GoverningBoard,
    /// The institution's board of appeals (klagenemnda), as it was called until 2022.
    BoardOfAppeals,
    /// The institution's board for student affairs (nemnda for studentsaker).
    StudentAffairsBoard,
    /// The national board (Felles klagenemnd).
    JointAppealsBoard,
}

impl From<AppealBody> for Body {
    fn from(body: AppealBody) -> Self {
        match body {
            AppealBody::JointAppealsBoard => Self::JointAppealsBoard,
            AppealBody::StudentAffairsBoard => Self::StudentAffairsBoard,
            AppealBody::BoardOfAppeals => Self::BoardOfAppeals,
        }
    }
}

impl Body {
    const fn words(self, language: Language) -> [&'static str; 2] {
        match (self, language) {
            (Self::GoverningBoard, Language::Nb | Language::Nn) => ["styret", "Styret"],
            (Self::GoverningBoard, Language::En) => {
                ["the Board of Governors", "The Board of Governors"]
            }
            (Self::BoardOfAppeals, Language::Nb | Language::Nn) => ["klagenemnda", "Klagenemnda"],
            (Self::BoardOfAppeals, Language::En) => {
                ["the Board of Appeals", "The Board of Appeals"]
            }
            (Self::StudentAffairsBoard, Language::Nb | Language::Nn) => {
                ["nemnda for studentsaker", "Nemnda for studentsaker"]
            }
            (Self::StudentAffairsBoard, Language::En) => {
                ["the Student Affairs Board", "The Student Affairs Board"]
            }
            (Self::JointAppealsBoard, Language::Nb | Language::Nn) => ["Felles klagenemnd"; 2],
            (Self::JointAppealsBoard, Language::En) => {
                ["the Joint Board of Appeals", "The Joint Board of Appeals"]
            }
        }
    }

    /// The body as the first word of a sentence.
    pub(crate) fn first(self) -> Text {
        let [nb, nn, en] = Language::ALL.map(|language| self.words(language)[1]);
        Text::new(nb, nn, en)
    }
}

impl Form for Body {
    fn form(&self, language: Language) -> String {
        self.words(language)[0].to_owned()
    }
}

/// How a body voted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    /// All agreed.
    Unanimous,
    /// Not all, but at least two thirds of them.
    TwoThirds,
    /// More than half; enough for what needs no two thirds, such as an annulment.
    Majority,
}

impl Vote {
    /// The vote as the value of a fact.
    pub(crate) fn named(self) -> Text {
        match self {
            Self::Unanimous => text!(nb: "enstemmig", nn: "samrøystes", en: "unanimous"),
            Self::TwoThirds => text!(
                nb: "minst to tredels flertall, ikke enstemmig",
                nn: "minst to tredels fleirtal, ikkje samrøystes",
                en: "a majority of at least two thirds, not unanimous"
            ),
            Self::Majority => text!(
                nb: "vanlig flertall, ikke enstemmig",
                nn: "vanleg fleirtal, ikkje samrøystes",
                en: "an ordinary majority, not unanimous"
            ),
        }
    }
}
