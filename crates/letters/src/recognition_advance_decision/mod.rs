//! To the applicant: what planned studies elsewhere will be recognised as, on which conditions, why, and how
//! to appeal.

pub mod samples;

use crate::blocks::{answer, contact, heading, list, paragraph};
use crate::recognition_decision::{Line, Outcome};
use crate::{Block, DecisionAppeal, Head, Letter};
use jiff::civil::Date;
use rules::cited::according_to;
use rules::{Credits, Text};
use serde::{Deserialize, Serialize};

/// The facts of the decision on an application for approval in advance.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecognitionAdvanceDecision {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// The day of the application.
    pub applied_on: Date,
    /// When the studies begin.
    pub from: Date,
    /// The last day by which what is approved is to be passed.
    pub until: Date,
    /// What is planned, line by line.
    pub lines: Vec<Line>,
    /// The credits that are approved in all.
    pub credits: Credits,
    /// Why, in the words of whoever assessed it.
    pub grounds: Text,
    /// The paragraphs on approval in advance.
    pub law: String,
    /// The day of an earlier decision that this one takes the place of, if any.
    pub replaces: Option<Date>,
    /// How it can be appealed against.
    pub appeal: DecisionAppeal,
}

impl Letter for RecognitionAdvanceDecision {
    const KIND: &'static str = "recognition_advance_decision";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Vedtak om forhåndsgodkjenning av studier",
            nn: "Vedtak om førehandsgodkjenning av studium",
            en: "Decision on approval in advance of studies"
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = vec![answer(self.outcome())];
        body.extend(self.replaced());
        body.push(self.table());
        body.extend(self.of_lines());
        body.extend(self.conditions());
        body.extend([
            heading(text!(
                nb: "Hvorfor vi har kommet til dette",
                nn: "Kvifor vi har kome til dette",
                en: "Why we have come to this"
            )),
            paragraph(self.grounds.clone()),
            paragraph(text!(
                nb: "Vi har vurdert søknaden, {law}.",
                nn: "Vi har vurdert søknaden, {law}.",
                en: "We have assessed the application, {law}.";
                law = according_to(&self.law)
            )),
        ]);
        body.extend(self.appeal.blocks());
        body.extend(contact(&self.head));
        body
    }
}

impl RecognitionAdvanceDecision {
    fn outcome(&self) -> Text {
        let (credits, on) = (self.credits, self.applied_on);
        if credits == Credits::ZERO {
            return text!(
                nb: "Vi har ikke forhåndsgodkjent noe av det du søkte om {on}.",
                nn: "Vi har ikkje førehandsgodkjent noko av det du søkte om {on}.",
                en: "We have approved in advance nothing of what you applied for on {on}.";
                on = on
            );
        }
        text!(
            nb: "Vi har forhåndsgodkjent {credits} studiepoeng av det du søkte om {on}.",
            nn: "Vi har førehandsgodkjent {credits} studiepoeng av det du søkte om {on}.",
            en: "We have approved in advance {credits} credits of what you applied for on {on}.";
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
                nb: "Hva studiene dine vil bli godkjent som",
                nn: "Kva studia dine vil bli godkjende som",
                en: "What your studies will be recognised as"
            ),
            columns: vec![
                text!(nb: "Du skal ta", nn: "Du skal ta", en: "You will take"),
                text!(nb: "Ved", nn: "Ved", en: "At"),
                text!(nb: "Blir godkjent som", nn: "Blir godkjent som", en: "Will be recognised as"),
                text!(nb: "Studiepoeng", nn: "Studiepoeng", en: "Credits"),
            ],
            rows: self.lines.iter().map(Line::cells).collect(),
        }
    }

    /// What the assessor says of single lines.
    fn of_lines(&self) -> Vec<Block<Text>> {
        let said = self.lines.iter().filter(|line| !line.grounds.nb.is_empty());
        let told = said.map(|line| {
            paragraph(text!(
                nb: "{education}: {grounds}", nn: "{education}: {grounds}",
                en: "{education}: {grounds}";
                education = line.education, grounds = line.grounds
            ))
        });
        told.collect()
    }

    /// What has to be so for the approval to bind; nothing where nothing is approved.
    fn conditions(&self) -> Vec<Block<Text>> {
        if self.lines.iter().all(|line| line.outcome == Outcome::NotRecognised) {
            return Vec::new();
        }
        vec![
            heading(text!(
                nb: "Dette må til for at det blir godkjent",
                nn: "Dette må til for at det blir godkjent",
                en: "What it takes to have it recognised"
            )),
            list([
                text!(
                    nb: "Du tar det som står i tabellen, fra {from}, og består det senest {until}.",
                    nn: "Du tek det som står i tabellen, frå {from}, og greier det seinast {until}.",
                    en: "You take what stands in the table, from {from}, and pass it by {until}.";
                    from = self.from, until = self.until
                ),
                text!(
                    nb: "Det gir minst så mange studiepoeng som planlagt.",
                    nn: "Det gir minst så mange studiepoeng som planlagt.",
                    en: "It gives at least as many credits as planned."
                ),
                text!(
                    nb: "Du søker om endelig godkjenning når du har karakterutskriften, og viser til \
                         dette vedtaket.",
                    nn: "Du søkjer om endeleg godkjenning når du har karakterutskrifta, og viser til \
                         dette vedtaket.",
                    en: "You apply for final recognition when you have the transcript, and refer to \
                         this decision."
                ),
                text!(
                    nb: "Endrer du noe, søker du på nytt før du begynner på det.",
                    nn: "Endrar du noko, søkjer du på nytt før du byrjar på det.",
                    en: "If you change anything, you apply again before you begin it."
                ),
            ]),
            paragraph(text!(
                nb: "Da er vi bundet av vedtaket: det du har tatt slik det står her, blir godkjent \
                     med minst så mange studiepoeng.",
                nn: "Då er vi bundne av vedtaket: det du har teke slik det står her, blir godkjent \
                     med minst så mange studiepoeng.",
                en: "Then we are bound by the decision: what you have taken as it stands here is \
                     recognised with at least as many credits."
            )),
        ]
    }
}
