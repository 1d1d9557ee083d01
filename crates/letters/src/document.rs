//! A finished letter in one language form, ready for paper, PDF or screen.

use crate::{Addressee, Form};
use jiff::civil::Date;
use rules::cited::told;
use rules::{Language, Reason, Text};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A piece of a letter's text; `T` is [`Text`] while it is being written and `String`
/// when one language form is chosen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block<T> {
    /// What the reader most needs to know, first and set apart.
    Answer {
        /// One or two sentences.
        text: T,
    },
    /// A heading over what follows.
    Heading {
        /// A few words.
        text: T,
    },
    /// Running text.
    Paragraph {
        /// The sentences.
        text: T,
    },
    /// Points without order.
    List {
        /// One sentence or less each.
        items: Vec<T>,
    },
    /// The steps of a reasoning, in order, each with the paragraph it rests on.
    Steps {
        /// In the order they were taken.
        steps: Vec<Step<T>>,
    },
    /// Names of facts and the facts.
    Facts {
        /// Name and value.
        rows: Vec<(T, T)>,
    },
    /// Exact wording of an act or regulation.
    Quote {
        /// The wording.
        wording: T,
        /// The language that the wording is written in: `nb`, `nn` or `en`.
        wording_language: Language,
        /// Where it stands.
        source: T,
    },
    /// A table with a heading row.
    Table {
        /// What the table shows; read out before it.
        caption: T,
        /// The heading row.
        columns: Vec<T>,
        /// The rows, each as long as the heading row.
        rows: Vec<Vec<T>>,
    },
    /// Lines where someone writes date and name by hand.
    SignatureFields {
        /// Who signs on each line.
        labels: Vec<T>,
    },
    /// What follows begins on a new page.
    PageBreak,
    /// Words that are read from across a corridor, as on a door.
    Notice {
        /// The largest, a few words.
        title: T,
        /// A few words each.
        lines: Vec<T>,
    },
    /// Desks as they stand in a room, seen from behind: the first row is the one in front.
    Plan {
        /// What the plan shows; read out before it.
        caption: T,
        /// What stands in front of the first row.
        front: T,
        /// The rows, each with what stands on its desks; all are as long as the first.
        rows: Vec<Vec<T>>,
    },
    /// A table in which somebody writes by hand.
    Sheet {
        /// What the table is for; read out before it.
        caption: T,
        /// The heading row.
        columns: Vec<T>,
        /// The rows, each as long as the heading row; what is empty is to be written.
        rows: Vec<Vec<T>>,
    },
    /// Small print, such as the full names of abbreviated acts.
    Note {
        /// The sentences.
        text: T,
    },
}

/// One step of a reasoning.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step<T> {
    /// The step as a sentence.
    pub text: T,
    /// The paragraph it rests on; may be empty.
    pub law: String,
}

impl From<&Reason> for Step<Text> {
    fn from(reason: &Reason) -> Self {
        Self { text: reason.text.clone(), law: reason.law.clone() }
    }
}

impl Block<Text> {
    /// The block in one language form.
    pub fn in_language(&self, language: Language) -> Block<String> {
        let get = |text: &Text| text.form(language);
        let all = |texts: &[Text]| texts.iter().map(get).collect::<Vec<_>>();
        match self {
            Self::Answer { text } => Block::Answer { text: get(text) },
            Self::Heading { text } => Block::Heading { text: get(text) },
            Self::Paragraph { text } => Block::Paragraph { text: get(text) },
            Self::Note { text } => Block::Note { text: get(text) },
            Self::List { items } => Block::List { items: all(items) },
            Self::SignatureFields { labels } => Block::SignatureFields { labels: all(labels) },
            Self::Steps { steps } => Block::Steps {
                steps: steps
                    .iter()
                    .map(|step| Step { text: get(&step.text), law: get(&told(&step.law)) })
                    .collect(),
            },
            Self::Facts { rows } => Block::Facts {
                rows: rows.iter().map(|(name, value)| (get(name), get(value))).collect(),
            },
            Self::Quote { wording, wording_language, source } => Block::Quote {
                wording: get(wording),
                wording_language: *wording_language,
                source: get(source),
            },
            Self::Table { caption, columns, rows } => Block::Table {
                caption: get(caption),
                columns: all(columns),
                rows: rows.iter().map(|row| all(row)).collect(),
            },
            Self::PageBreak => Block::PageBreak,
            Self::Notice { title, lines } => Block::Notice { title: get(title), lines: all(lines) },
            Self::Plan { caption, front, rows } => Block::Plan {
                caption: get(caption),
                front: get(front),
                rows: rows.iter().map(|row| all(row)).collect(),
            },
            Self::Sheet { caption, columns, rows } => Block::Sheet {
                caption: get(caption),
                columns: all(columns),
                rows: rows.iter().map(|row| all(row)).collect(),
            },
        }
    }
}

/// A name and title under a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedSignature {
    /// Name.
    pub name: String,
    /// Title in the language of the letter.
    pub title: String,
}

/// A letter in one language form: all that paper, PDF or screen needs, and no more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The language form of every text in the document.
    pub language: Language,
    /// The sending institution's name.
    pub institution: String,
    /// The sending unit's name.
    pub unit: String,
    /// Two lines for the foot: the sender's address; phone, e-mail and web address.
    pub sender_lines: Vec<String>,
    /// To whom; `None` for documents that are filed and not sent.
    pub addressee: Option<Addressee>,
    /// The case number at the sender.
    pub our_ref: Option<String>,
    /// The addressee's own reference.
    pub your_ref: Option<String>,
    /// The date of the document.
    pub date: Date,
    /// The date as printed.
    pub date_text: String,
    /// The provision that exempts the document from public access.
    pub exemption_mark: Option<String>,
    /// What the document is about; never names a student.
    pub title: String,
    /// The text.
    pub body: Vec<Block<String>>,
    /// Who signs.
    pub signatures: Vec<PrintedSignature>,
    /// Who gets a copy.
    pub copies: Vec<String>,
    /// What is enclosed.
    pub attachments: Vec<String>,
}

impl fmt::Debug for Document {
    /// A document names persons: only its language is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("language", &self.language).finish_non_exhaustive()
    }
}
