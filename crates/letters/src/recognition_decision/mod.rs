//! To the applicant: what earlier education is recognised as, why, and how to appeal.

pub mod samples;

use crate::blocks::{answer, contact, heading, paragraph, same};
use crate::{Block, DecisionAppeal, Form, Head, Letter};
use jiff::civil::Date;
use rules::cited::according_to;
use rules::{Credits, Text};
use serde::{Deserialize, Serialize};

/// The facts of the decision on an application for recognition.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecognitionDecision {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The day of the application.
    pub applied_on: Date,
    /// What was applied for, line by line.
    pub lines: Vec<Line>,
    /// The credits that are recognised in all.
    pub credits: Credits,
    /// Why, in the words of whoever assessed it.
    pub grounds: Text,
    /// The paragraphs on recognition.
    pub law: String,
    /// The paragraph that keeps the same learning from counting twice.
    pub not_twice_law: String,
    /// The day of an earlier decision that this one takes the place of, if any.
    pub replaces: Option<Date>,
    /// How it can be appealed against.
    pub appeal: DecisionAppeal,
}

/// What one thing that was applied for is recognised as.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What was taken, e.g. *HIS1000 History*.
    pub education: Text,
    /// Where.
    pub institution: Text,
    /// What it is recognised as.
    pub outcome: Outcome,
    /// Credits left out because the same learning counts already, and as what.
    pub left_out: Option<LeftOut>,
    /// What the assessor says of this line alone; may be empty.
    pub grounds: Text,
}

/// What is left out of a line.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// How many credits.
    pub credits: Credits,
    /// What the same learning counts as already.
    pub counts_as: Text,
}

/// What something is recognised as.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// The place of a course here.
    Course {
        /// Code and name.
        course: Text,
        /// The credits it gives.
        credits: Credits,
    },
    /// Free credits.
    Free {
        /// How many.
        credits: Credits,
    },
    /// Nothing.
    NotRecognised,
}

impl Form for Credits {
    /// With the decimal sign of the language form.
    fn form(&self, language: rules::Language) -> String {
        let written = self.to_string();
        if language == rules::Language::En { written } else { written.replace('.', ",") }
    }
}

impl Letter for RecognitionDecision {
    const KIND: &'static str = "recognition_decision";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vedtak om godkjenning av tidligere utdanning",
            nn: "Vedtak om godkjenning av tidlegare utdanning",
            en: "Decision on recognition of earlier education"
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(self.outcome())];
        body.extend(self.replaced());
        body.push(self.table());
        body.extend(self.of_lines());
        body.extend([
            heading(text!(
                nb: "Hvorfor vi har kommet til dette",
                nn: "Kvifor vi har kome til dette",
                en: "Why we have come to this"
            )),
            paragraph(self.grounds.clone()),
            paragraph(text!(
                nb: "Vi har vurdert søknaden, {law}. Det samme faginnholdet teller ikke to ganger, \
                     {twice}.",
                nn: "Vi har vurdert søknaden, {law}. Det same faginnhaldet tel ikkje to gonger, \
                     {twice}.",
                en: "We have assessed the application, {law}. The same learning does not count \
                     twice, {twice}.";
                law = according_to(&self.law), twice = according_to(&self.not_twice_law)
            )),
        ]);
        body.extend(self.appeal.blocks());
        body.extend(contact(&self.head));
        body
    }
}

impl RecognitionDecision {
    fn outcome(&self) -> Text {
        let (credits, on) = (self.credits, self.applied_on);
        if credits == Credits::ZERO {
            return text!(
                nb: "Vi har ikke godkjent noe av det du søkte om {on}.",
                nn: "Vi har ikkje godkjent noko av det du søkte om {on}.",
                en: "We have recognised nothing of what you applied for on {on}.";
                on = on
            );
        }
        text!(
            nb: "Vi har godkjent {credits} studiepoeng av det du søkte om {on}.",
            nn: "Vi har godkjent {credits} studiepoeng av det du søkte om {on}.",
            en: "We have recognised {credits} credits of what you applied for on {on}.";
            credits = credits, on = on
        )
    }

    fn replaced(&self) -> Option<Block<Text>> {
        let before = self.replaces?;
        Some(paragraph(text!(
            nb: "Dette vedtaket kommer i stedet for vedtaket av {before}.",
            nn: "Dette vedtaket kjem i staden for vedtaket av {before}.",
            en: "This decision takes the place of that of {before}.";
            before = before
        )))
    }

    fn table(&self) -> Block<Text> {
        Block::Table {
            caption: text!(
                nb: "Hva utdanningen din er godkjent som",
                nn: "Kva utdanninga di er godkjend som",
                en: "What your education is recognised as"
            ),
            columns: vec![
                text!(nb: "Du har tatt", nn: "Du har teke", en: "You have taken"),
                text!(nb: "Ved", nn: "Ved", en: "At"),
                text!(nb: "Godkjent som", nn: "Godkjent som", en: "Recognised as"),
                text!(nb: "Studiepoeng", nn: "Studiepoeng", en: "Credits"),
            ],
            rows: self.lines.iter().map(Line::cells).collect(),
        }
    }

    /// What is left out of a line, and what the assessor says of it.
    fn of_lines(&self) -> Vec<Block<Text>> {
        let of_line = |line: &Line| {
            let left_out = line.left_out.as_ref().map(|left| {
                paragraph(text!(
                    nb: "{education}: {credits} studiepoeng er holdt utenfor, fordi det samme \
                         faginnholdet alt teller som {counts}.",
                    nn: "{education}: {credits} studiepoeng er haldne utanfor, fordi det same \
                         faginnhaldet alt tel som {counts}.",
                    en: "{education}: {credits} credits are left out, because the same learning \
                         counts already as {counts}.";
                    education = line.education, credits = left.credits, counts = left.counts_as
                ))
            });
            let grounds = (!line.grounds.nb.is_empty()).then(|| {
                paragraph(text!(
                    nb: "{education}: {grounds}", nn: "{education}: {grounds}",
                    en: "{education}: {grounds}";
                    education = line.education, grounds = line.grounds
                ))
            });
            left_out.into_iter().chain(grounds)
        };
        self.lines.iter().flat_map(of_line).collect()
    }
}

impl Line {
    /// As a row of a table: what, where, as what, and with how many credits.
    pub(crate) fn cells(&self) -> Vec<Text> {
        let (recognised, credits) = match &self.outcome {
            Outcome::Course { course, credits } => (course.clone(), *credits),
            Outcome::Free { credits } => (
                text!(nb: "frie studiepoeng", nn: "frie studiepoeng", en: "free credits"),
                *credits,
            ),
            Outcome::NotRecognised => (
                text!(nb: "ikke godkjent", nn: "ikkje godkjent", en: "not recognised"),
                Credits::ZERO,
            ),
        };
        let credits = text!(nb: "{n}", nn: "{n}", en: "{n}"; n = credits);
        vec![self.education.clone(), self.institution.clone(), recognised, credits]
    }
}

/// The same words in every language form: what an assessor writes, and names of courses elsewhere.
pub fn as_written(words: &str) -> Text {
    same(words)
}
