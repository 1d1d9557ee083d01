//! The exam or coursework that a misconduct case is about.

use crate::{Course, Form, Term};
use rules::Language;
use serde::{Deserialize, Serialize};

/// An exam or a piece of coursework of a course.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// What was to be done.
    pub assessed: Assessed,
    /// The course.
    pub course: Course,
    /// The term.
    pub term: Term,
}

/// What was to be done: an exam of some form, or coursework.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assessed {
    /// An exam.
    Exam(rules::Form),
    /// Coursework (arbeidskrav) that must be approved before the exam.
    Coursework,
}

impl Form for Assessed {
    /// The form in the definite, as it stands inside a sentence.
    fn form(&self, language: Language) -> String {
        use rules::Form as Exam;
        let [nb, nn, en] = match self {
            Self::Coursework => ["arbeidskravet", "arbeidskravet", "the coursework"],
            Self::Exam(Exam::WrittenSchool) => {
                ["skoleeksamenen", "skuleeksamenen", "the written exam on campus"]
            }
            Self::Exam(Exam::Home) => ["hjemmeeksamenen", "heimeeksamenen", "the home exam"],
            Self::Exam(Exam::TermPaper) => {
                ["semesteroppgaven", "semesteroppgåva", "the term paper"]
            }
            Self::Exam(Exam::Portfolio) => ["mappen", "mappa", "the portfolio"],
            Self::Exam(Exam::Project) => ["prosjektet", "prosjektet", "the project"],
            Self::Exam(Exam::Oral) => {
                ["den muntlige eksamenen", "den munnlege eksamenen", "the oral exam"]
            }
            Self::Exam(Exam::Practical) => {
                ["den praktiske eksamenen", "den praktiske eksamenen", "the practical exam"]
            }
            Self::Exam(Exam::Performing) => {
                ["den utøvende eksamenen", "den utøvande eksamenen", "the performing exam"]
            }
            Self::Exam(Exam::Thesis) => {
                ["den avsluttende oppgaven", "den avsluttande oppgåva", "the thesis"]
            }
        };
        match language {
            Language::Nb => nb,
            Language::Nn => nn,
            Language::En => en,
        }
        .to_owned()
    }
}

impl Form for Work {
    /// `hjemmeeksamenen i HIS-1001 Innføring i historie, våren 2026`.
    fn form(&self, language: Language) -> String {
        let (assessed, course, term) =
            (self.assessed.form(language), self.course.form(language), self.term.form(language));
        match language {
            Language::Nb | Language::Nn => format!("{assessed} i {course}, {term}"),
            Language::En => format!("{assessed} in {course}, {term}"),
        }
    }
}
