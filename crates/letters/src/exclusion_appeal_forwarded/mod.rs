//! An appeal against a refusal that rests on an exclusion is sent on: to the body that considers it,
//! and to the person, who is told that it has been sent.

pub mod samples;

use crate::blocks::{answer, contact, heading, paragraph, same};
use crate::exclusion::StandingDecision;
use crate::misconduct::Body;
use crate::{Block, Head, Letter};
use jiff::civil::Date;
use rules::Text;
use rules::cited::according_to;
use serde::{Deserialize, Serialize};

/// The facts of the letter that goes with an appeal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionAppealForwarded {
    /// Sender, addressee, references, signatures.
    pub head: Head,
    /// Who reads it.
    pub reader: Reader,
    /// What was refused.
    pub refused: Refused,
    /// The day of the refusal.
    pub refused_on: Date,
    /// The day the appeal came in.
    pub received_on: Date,
    /// What the appeal is about, and so who considers it.
    pub ground: Ground,
    /// The body that considers it, at its institution.
    pub body: Body,
    /// The paragraph of the appeal.
    pub law: String,
    /// What the person has written; may be empty.
    pub grounds: String,
    /// The decision that stood in the way.
    pub decision: StandingDecision,
}

/// Who reads the letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reader", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reader {
    /// The person who has appealed.
    Person,
    /// The institution or body that considers it.
    Body {
        /// Who has appealed.
        person: String,
    },
}

/// What was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// An application for admission.
    Admission,
    /// A registration for exams.
    ExamRegistration,
}

/// What an appeal is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The decision, or that it is registered: for the institution that decided.
    Registered,
    /// How the sender has used it: for the sender's own body.
    Used,
}

impl Letter for ExclusionAppealForwarded {
    const KIND: &'static str = "exclusion_appeal_forwarded";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        match self.reader {
            Reader::Person => text!(
                nb: "Vi har sendt klagen din videre",
                nn: "Vi har sendt klaga di vidare",
                en: "We have passed your appeal on"
            ),
            Reader::Body { .. } => text!(
                nb: "Oversendelse av klage", nn: "Oversending av klage", en: "An appeal passed on"
            ),
        }
    }

    fn body(&self) -> Vec<Block<Text>> {
        let mut body = match &self.reader {
            Reader::Person => self.to_person(),
            Reader::Body { person } => self.to_body(person),
        };
        if !self.grounds.is_empty() {
            body.push(heading(text!(nb: "Klagen", nn: "Klaga", en: "The appeal")));
            body.push(paragraph(same(&self.grounds)));
        }
        body.extend(contact(&self.head));
        body
    }
}

impl ExclusionAppealForwarded {
    /// The institution of the body that considers it.
    fn considered_at(&self) -> &Text {
        match self.ground {
            Ground::Registered => &self.decision.institution,
            Ground::Used => &self.head.sender.institution,
        }
    }

    fn refused(&self) -> Text {
        match self.refused {
            Refused::Admission => text!(
                nb: "en søknad om opptak", nn: "ein søknad om opptak",
                en: "an application for admission"
            ),
            Refused::ExamRegistration => text!(
                nb: "oppmelding til eksamen", nn: "oppmelding til eksamen",
                en: "a registration for exams"
            ),
        }
    }

    fn to_person(&self) -> Vec<Block<Text>> {
        let next = match self.ground {
            Ground::Registered => text!(
                nb: "Får du medhold, får vi vite det fra {institution}, og vi tar saken din opp igjen.",
                nn: "Får du medhald, får vi vite det frå {institution}, og vi tek saka di opp igjen.",
                en: "If your appeal succeeds, {institution} lets us know, and we take your case up again.";
                institution = self.decision.institution
            ),
            Ground::Used => text!(
                nb: "Får du medhold, tar vi saken din opp igjen.",
                nn: "Får du medhald, tek vi saka di opp igjen.",
                en: "If your appeal succeeds, we take your case up again."
            ),
        };
        vec![
            answer(text!(
                nb: "Klagen din er sendt til {body} ved {institution}, som avgjør den.",
                nn: "Klaga di er send til {body} ved {institution}, som avgjer henne.",
                en: "Your appeal has been sent to {body} at {institution}, which decides it.";
                body = self.body, institution = self.considered_at()
            )),
            paragraph(text!(
                nb: "Vi fikk klagen {received}. Den gjelder vår avgjørelse av {refused_on} om {refused}, {law}.",
                nn: "Vi fekk klaga {received}. Ho gjeld avgjerda vår av {refused_on} om {refused}, {law}.",
                en: "We received your appeal on {received}. It is about our decision of {refused_on} on {refused}, {law}.";
                received = self.received_on, refused_on = self.refused_on,
                refused = self.refused(), law = according_to(&self.law)
            )),
            paragraph(next),
        ]
    }

    fn to_body(&self, person: &str) -> Vec<Block<Text>> {
        let about = match self.ground {
            Ground::Registered => text!(
                nb: "Klagen gjelder vedtaket eller registreringen av det. Derfor er det {institution} som behandler den. Får klageren medhold, må vi få vite det med en gang, så vi kan ta saken opp igjen.",
                nn: "Klaga gjeld vedtaket eller registreringa av det. Difor er det {institution} som behandlar henne. Får klagaren medhald, må vi få vite det med ein gong, så vi kan ta saka opp igjen.",
                en: "The appeal is about the decision or its registration. Therefore {institution} considers it. If it succeeds, we have to know at once, so that we can take the case up again.";
                institution = self.decision.institution
            ),
            Ground::Used => text!(
                nb: "Klagen gjelder hvordan vi har brukt vedtaket. Derfor er det {body} hos oss som behandler den.",
                nn: "Klaga gjeld korleis vi har brukt vedtaket. Difor er det {body} hos oss som behandlar henne.",
                en: "The appeal is about how we have applied the decision. Therefore {body} here considers it.";
                body = self.body
            ),
        };
        vec![
            answer(text!(
                nb: "Vi sender over klagen fra {person}, {law}.",
                nn: "Vi sender over klaga frå {person}, {law}.",
                en: "We pass on the appeal of {person}, {law}.";
                person = person, law = according_to(&self.law)
            )),
            paragraph(text!(
                nb: "{refused_on} avviste vi {refused}, fordi {institution} har registrert et vedtak om utestenging {period}{decided_law}. Vi fikk klagen {received}.",
                nn: "{refused_on} avviste vi {refused}, fordi {institution} har registrert eit vedtak om utestenging {period}{decided_law}. Vi fekk klaga {received}.",
                en: "On {refused_on} we dismissed {refused}, because {institution} has registered a decision on exclusion {period}{decided_law}. We received the appeal on {received}.";
                refused_on = self.refused_on, refused = self.refused(),
                institution = self.decision.institution, period = self.decision.period,
                decided_law = self.decision.by_law(), received = self.received_on
            )),
            paragraph(about),
        ]
    }
}
