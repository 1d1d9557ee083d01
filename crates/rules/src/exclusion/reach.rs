//! The words of the Act's table: for what, by whom, after what, and what it does where.

use crate::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the person has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Conduct {
    /// Applied for admission or recognition with false documents.
    FalseDocuments,
    /// Got access to exams or coursework by false documents or dishonesty.
    DishonestAccess,
    /// Cheated, or tried to.
    Cheating,
    /// Helped somebody else to cheat.
    Aiding,
    /// Disturbed the work of others.
    Disruption,
    /// Behaved grossly blameworthily in clinical training or practice.
    GrossMisconduct,
    /// Broke the duty of secrecy grossly.
    Confidentiality,
    /// Has been convicted of something that the police certificate shows.
    Conviction,
    /// Is charged or indicted with something that the police certificate shows.
    Charge,
    /// Is not suited for the profession.
    Unsuitable,
    /// Covered the face where the Act forbids it.
    FaceCovering,
}

/// Who may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The institution's own board (styret).
    GoverningBoard,
    /// The Board of Appeals (klagenemnd) of the 2005 Act.
    BoardOfAppeals,
    /// The Student Affairs Board (nemnd for studentsaker).
    StudentAffairsBoard,
    /// A national board, on the recommendation of the institution's.
    NationalBoard,
    /// The rector.
    Rector,
    /// A criminal case: the institution reports to the police and decides nothing.
    Police,
}

/// What has to come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// A written warning in spite of which it went on.
    WrittenWarning,
    /// A removal that was not respected after a written warning from the board.
    RemovalAndWarning,
    /// The recommendation of the suitability board.
    SuitabilityRecommendation,
}

/// What the decision does at the institution that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Here {
    /// The Act says nothing.
    NotRegulated,
    /// No admission and no recognition.
    AdmissionAndRecognition,
    /// The exam, the test or the approval of a course is annulled.
    Annulment,
    /// Removed from named areas.
    Areas,
    /// Excluded from the study.
    Study,
    /// Excluded from all studies.
    AllStudies,
    /// Excluded from studies with clinical training or practice.
    PractisingStudies,
    /// Excluded from clinical training and practice.
    Practice,
}

/// What the decision does at other institutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Elsewhere {
    /// The Act says nothing.
    NotRegulated,
    /// Nothing.
    Nothing,
    /// It is not clear; they can be told of an annulment.
    Unclear,
    /// No admission and no recognition.
    AdmissionAndRecognition,
    /// No exams.
    Exams,
    /// No exams in studies with clinical training or practice.
    PractisingExams,
    /// No place in the same study; exams are not barred.
    SameStudy,
}

/// What becomes of the study right when the period is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StudyRight {
    /// It is there again.
    Revives,
    /// It is lost: the person has to apply anew.
    ApplyAnew,
}

impl Conduct {
    /// What it is called within a sentence.
    pub fn name(self) -> Text {
        let (nb, nn, en) = match self {
            Self::FalseDocuments => (
                "søknad om opptak eller godkjenning med falske dokumenter",
                "søknad om opptak eller godkjenning med falske dokument",
                "an application for admission or recognition with false documents",
            ),
            Self::DishonestAccess => (
                "falske dokumenter eller uredelig opptreden for å få adgang til eksamen",
                "falske dokument eller uredeleg framferd for å få tilgjenge til eksamen",
                "false documents or dishonesty to get access to exams",
            ),
            Self::Cheating => (
                "fusk eller forsøk på fusk",
                "fusk eller forsøk på fusk",
                "cheating or an attempt at it",
            ),
            Self::Aiding => ("medvirkning til fusk", "medverknad til fusk", "aiding in cheating"),
            Self::Disruption => {
                ("forstyrrende opptreden", "forstyrrande framferd", "disruptive behaviour")
            }
            Self::GrossMisconduct => (
                "grovt klanderverdig opptreden i klinisk undervisning eller praksis",
                "grovt klanderverdig framferd i klinisk undervisning eller praksis",
                "grossly blameworthy behaviour in clinical training or practice",
            ),
            Self::Confidentiality => (
                "grovt brudd på taushetsplikten",
                "grovt brot på teieplikta",
                "a gross breach of the duty of secrecy",
            ),
            Self::Conviction => (
                "politiattest som viser dom eller forelegg",
                "politiattest som viser dom eller førelegg",
                "a police certificate that shows a conviction",
            ),
            Self::Charge => (
                "politiattest som viser siktelse eller tiltale",
                "politiattest som viser sikting eller tiltale",
                "a police certificate that shows a charge or indictment",
            ),
            Self::Unsuitable => (
                "manglende skikkethet for yrket",
                "manglande skikkaheit for yrket",
                "unsuitability for the profession",
            ),
            Self::FaceCovering => (
                "bruk av plagg som dekker ansiktet",
                "bruk av plagg som dekkjer ansiktet",
                "wearing what covers the face",
            ),
        };
        Text::new(nb, nn, en)
    }
}

impl Authority {
    /// What it is called within a sentence.
    pub fn name(self) -> Text {
        let (nb, nn, en) = match self {
            Self::GoverningBoard => {
                ("styret selv", "styret sjølv", "the Board of Governors itself")
            }
            Self::BoardOfAppeals => (
                "klagenemnda ved institusjonen",
                "klagenemnda ved institusjonen",
                "the institution’s Board of Appeals",
            ),
            Self::StudentAffairsBoard => {
                ("nemnda for studentsaker", "nemnda for studentsaker", "the Student Affairs Board")
            }
            Self::NationalBoard => (
                "en nasjonal nemnd etter innstilling fra institusjonen",
                "ei nasjonal nemnd etter tilråding frå institusjonen",
                "a national board on the recommendation of the institution",
            ),
            Self::Rector => (
                "rektor eller den rektor bestemmer",
                "rektor eller den rektor fastset",
                "the rector or whom the rector names",
            ),
            Self::Police => (
                "straffesak etter melding til politiet",
                "straffesak etter melding til politiet",
                "a criminal case after a report to the police",
            ),
        };
        Text::new(nb, nn, en)
    }
}

impl Needs {
    /// What has to come first, as a sentence.
    pub fn text(self) -> Text {
        match self {
            Self::WrittenWarning => Text::new(
                "Studenten må først ha fått en skriftlig advarsel.",
                "Studenten må først ha fått ei skriftleg åtvaring.",
                "The student must first have had a written warning.",
            ),
            Self::RemovalAndWarning => Text::new(
                "Studenten må først være bortvist og ha fått en ny skriftlig advarsel fra styret.",
                "Studenten må først vere bortvist og ha fått ei ny skriftleg åtvaring frå styret.",
                "The student must first have been removed and have had a new written warning from the board.",
            ),
            Self::SuitabilityRecommendation => Text::new(
                "Skikkethetsnemnda må først ha gitt sin innstilling.",
                "Skikkaheitsnemnda må først ha gitt tilrådinga si.",
                "The suitability board must first have given its recommendation.",
            ),
        }
    }
}

impl Here {
    /// What it does, as words that fit after "at the institution that decided:".
    pub fn text(self) -> Text {
        let (nb, nn, en) = match self {
            Self::NotRegulated => {
                ("loven sier ikke noe", "lova seier ikkje noko", "the Act says nothing")
            }
            Self::AdmissionAndRecognition => (
                "ikke opptak eller godkjenning",
                "ikkje opptak eller godkjenning",
                "no admission and no recognition",
            ),
            Self::Annulment => (
                "eksamen, prøve eller godkjenning blir annullert",
                "eksamen, prøve eller godkjenning blir annullert",
                "exam, test or approval is annulled",
            ),
            Self::Areas => (
                "bortvist fra nærmere bestemte områder",
                "bortvist frå nærare bestemte område",
                "removed from named areas",
            ),
            Self::Study => {
                ("utestengt fra studiet", "utestengd frå studiet", "excluded from the study")
            }
            Self::AllStudies => (
                "utestengt fra alle studier",
                "utestengd frå alle studium",
                "excluded from all studies",
            ),
            Self::PractisingStudies => (
                "utestengt fra studier med klinisk undervisning eller praksis",
                "utestengd frå studium med klinisk undervisning eller praksis",
                "excluded from studies with clinical training or practice",
            ),
            Self::Practice => (
                "utestengt fra klinisk undervisning og praksis",
                "utestengd frå klinisk undervisning og praksis",
                "excluded from clinical training and practice",
            ),
        };
        Text::new(nb, nn, en)
    }
}

impl Elsewhere {
    /// What it does, as words that fit after "at other institutions:".
    pub fn text(self) -> Text {
        let (nb, nn, en) = match self {
            Self::NotRegulated => {
                ("loven sier ikke noe", "lova seier ikkje noko", "the Act says nothing")
            }
            Self::Nothing => ("ingen virkning", "ingen verknad", "no effect"),
            Self::Unclear => (
                "ikke klart; de kan få vite om annulleringen",
                "ikkje klart; dei kan få vite om annulleringa",
                "not clear; they can be told of the annulment",
            ),
            Self::AdmissionAndRecognition => (
                "ikke opptak eller godkjenning",
                "ikkje opptak eller godkjenning",
                "no admission and no recognition",
            ),
            Self::Exams => ("ikke adgang til eksamen", "ikkje tilgjenge til eksamen", "no exams"),
            Self::PractisingExams => (
                "ikke adgang til eksamen i slike studier",
                "ikkje tilgjenge til eksamen i slike studium",
                "no exams in such studies",
            ),
            Self::SameStudy => (
                "ikke plass ved samme studium; eksamen ellers er ikke stengt",
                "ikkje plass ved same studium; eksamen elles er ikkje stengd",
                "no place in the same study; exams are not barred",
            ),
        };
        Text::new(nb, nn, en)
    }
}

impl StudyRight {
    /// What becomes of it, as a sentence.
    pub fn text(self) -> Text {
        match self {
            Self::Revives => Text::new(
                "Studieretten er der igjen når perioden er over.",
                "Studieretten er der igjen når perioden er over.",
                "The study right is there again when the period is over.",
            ),
            Self::ApplyAnew => Text::new(
                "Studieretten kommer ikke tilbake av seg selv: den som vil fortsette, må søke nytt opptak.",
                "Studieretten kjem ikkje tilbake av seg sjølv: den som vil halde fram, må søkje nytt opptak.",
                "The study right does not come back by itself: whoever wants to go on has to apply anew.",
            ),
        }
    }
}
