//! To the person: which institutions were asked for results, on what, and what each answered.

pub mod samples;
mod words;

use crate::blocks::{answer, contact, facts, heading, list, paragraph};
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use serde::{Deserialize, Serialize};

/// The facts of the receipt.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeReceipt {
    /// Sender (the institution that asked), addressee, references.
    pub head: Head,
    /// What the results are for.
    pub purpose: Purpose,
    /// What let the institution ask.
    pub basis: Basis,
    /// The day it asked first.
    pub asked_on: Date,
    /// Every institution that was asked.
    pub lines: Vec<Line>,
    /// What sources have said since of what they handed out.
    pub changed: Vec<Changed>,
}

/// What results are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Admission to studies.
    Admission,
    /// Recognition of earlier education.
    Recognition,
}

/// What let the institution ask.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "basis", rename_all = "snake_case", deny_unknown_fields)]
pub enum Basis {
    /// The person's consent.
    Consent {
        /// The day it was given.
        given_on: Date,
        /// Where it was given.
        channel: Text,
        /// Whether it is withdrawn.
        withdrawn: bool,
    },
    /// The Act.
    Statute {
        /// The paragraph.
        law: String,
    },
}

/// What an institution has answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Who was asked.
    pub institution: Text,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a question.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// Results came.
    Results {
        /// How many.
        count: u32,
    },
    /// The institution does not share results.
    NotSharing,
    /// It holds that nothing lets us ask.
    NoBasis,
    /// It does not know the person.
    NoPerson,
    /// It has nothing passed.
    NoResults,
    /// No answer yet.
    Waiting,
    /// No answer that can be taken.
    Failed,
    /// It was not waited for any more.
    Cancelled,
}

/// A source has said that something it handed out is not any more as it was.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changed {
    /// Who says so.
    pub institution: Text,
    /// The day it said so.
    pub on: Date,
    /// Why.
    pub why: Correction,
}

/// Why something is not any more as it was handed out.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// A name or title was put right.
    Title,
    /// The grade was changed after an appeal.
    Appeal,
    /// An error was put right.
    Rectified,
    /// There is more to say than before.
    NewInformation,
    /// The exam was taken again.
    Repeated,
    /// It does not count any more.
    Withdrawn,
}

impl Letter for ExchangeReceipt {
    const KIND: &'static str = "exchange_receipt";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Kvittering for henting av resultater",
            nn: "Kvittering for henting av resultat",
            en: "Receipt for the collection of results"
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![
            answer(text!(
                nb: "{here} har bedt andre institusjoner om de beståtte resultatene dine. Her ser du \
                     hvem som ble spurt, hva de svarte, og hva som ga oss lov til å spørre.",
                nn: "{here} har bedt andre institusjonar om dei greidde resultata dine. Her ser du \
                     kven som vart spurde, kva dei svarte, og kva som gav oss lov til å spørje.",
                en: "{here} has asked other institutions for your passed results. Here you see who \
                     was asked, what they answered, and what let us ask.";
                here = self.head.sender.institution
            )),
            facts([
                (text!(nb: "Formål", nn: "Føremål", en: "Purpose"), words::purpose(self.purpose)),
                (
                    text!(nb: "Grunnlag", nn: "Grunnlag", en: "Legal basis"),
                    words::basis(&self.basis),
                ),
                (
                    text!(nb: "Spurt", nn: "Spurt", en: "Asked"),
                    text!(nb: "{d}", nn: "{d}", en: "{d}"; d = self.asked_on),
                ),
            ]),
            heading(text!(nb: "Svarene", nn: "Svara", en: "The answers")),
            facts(
                self.lines
                    .iter()
                    .map(|line| (line.institution.clone(), words::outcome(line.outcome))),
            ),
        ];
        if !self.changed.is_empty() {
            body.push(heading(text!(
                nb: "Endret etterpå",
                nn: "Endra etterpå",
                en: "Changed afterwards"
            )));
            body.push(list(self.changed.iter().map(words::changed)));
        }
        body.push(heading(text!(nb: "Rettighetene dine", nn: "Rettane dine", en: "Your rights")));
        body.push(self.rights());
        body.push(paragraph(text!(
            nb: "Bare resultater som er bestått, deles. Det som ikke er bestått, forlater aldri \
                 institusjonen der eksamen ble avlagt.",
            nn: "Berre resultat som er greidde, blir delte. Det som ikkje er greidd, forlèt aldri \
                 institusjonen der eksamenen vart avlagd.",
            en: "Only passed results are shared. What is not passed never leaves the institution \
                 where the exam was taken."
        )));
        body.extend(contact(&self.head));
        body
    }
}

impl ExchangeReceipt {
    fn rights(&self) -> Block<Text> {
        let withdraw = match self.basis {
            Basis::Consent { withdrawn: false, .. } => Some(text!(
                nb: "Du kan når som helst trekke samtykket tilbake på sidene dine. Da spør vi ikke \
                     mer, og de som har svart, får beskjed.",
                nn: "Du kan når som helst trekkje samtykket tilbake på sidene dine. Då spør vi ikkje \
                     meir, og dei som har svart, får beskjed.",
                en: "You can withdraw the consent at any time on your own pages. Then we ask no \
                     more, and those who have answered are told."
            )),
            _ => None,
        };
        let correct = text!(
            nb: "Er et resultat feil, tar du kontakt med institusjonen som ga det. Når den retter det, \
                 får vi beskjed.",
            nn: "Er eit resultat feil, vender du deg til institusjonen som gav det. Når han rettar \
                 det, får vi beskjed.",
            en: "If a result is wrong, turn to the institution that gave it. When it puts it right, \
                 we are told."
        );
        list(withdraw.into_iter().chain([correct]))
    }
}
