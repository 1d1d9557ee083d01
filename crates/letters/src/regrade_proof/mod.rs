//! The proof page of a blind package: what a re-grading committee was sent and was not.

pub mod samples;

use crate::blocks::{answer, facts, heading, paragraph, same};
use crate::grade_protocol::breakable;
use crate::{Block, Course, Form, Head, Letter, Moment, Term};
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// What was sent to a re-grading committee and what was withheld.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegradeProof {
    /// The unit and its case number; a proof has no addressee.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The fresh candidate number of the package.
    pub candidate_number: String,
    /// When the package was built, in Norwegian local time.
    pub built_at: Moment,
    /// Who released the package, by role.
    pub released_by: Text,
    /// The files sent.
    pub sent: Vec<SentFile>,
    /// What was kept back.
    pub withheld: Vec<Withheld>,
}

/// A file in the package.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentFile {
    /// What the file is.
    pub what: Text,
    /// Its name in the package.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// What was done to it, e.g. metadata removed.
    pub treatment: Text,
}

/// A thing kept back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// What, without saying its content.
    pub what: Text,
    /// Why.
    pub why: Text,
    /// The paragraph.
    pub law: String,
}

impl Letter for RegradeProof {
    const KIND: &'static str = "regrade_proof";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        text!(
            nb: "Hva kommisjonen fikk ved klagesensur i {course}, {term}",
            nn: "Kva kommisjonen fekk ved klagesensur i {course}, {term}",
            en: "What the committee was given for re-grading in {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        vec![
            answer(text!(
                nb: "Kommisjonen fikk filene i den første tabellen og ingenting annet.",
                nn: "Kommisjonen fekk filene i den første tabellen og ingenting anna.",
                en: "The committee was given the files in the first table and nothing else."
            )),
            facts([
                (
                    text!(nb: "Nytt kandidatnummer", nn: "Nytt kandidatnummer", en: "New candidate number"),
                    same(&self.candidate_number),
                ),
                (
                    text!(nb: "Pakken ble laget", nn: "Pakka vart laga", en: "Package built"),
                    text!(nb: "{at}", nn: "{at}", en: "{at}"; at = self.built_at),
                ),
                (
                    text!(nb: "Frigitt av", nn: "Frigjeve av", en: "Released by"),
                    self.released_by.clone(),
                ),
            ]),
            heading(text!(nb: "Sendt", nn: "Sendt", en: "Sent")),
            self.sent(),
            heading(text!(nb: "Holdt tilbake", nn: "Halde tilbake", en: "Withheld")),
            self.withheld(),
            paragraph(text!(
                nb: "En fil er uendret så lenge SHA-256 av den er lik kontrollsummen her.",
                nn: "Ei fil er uendra så lenge SHA-256 av henne er lik kontrollsummen her.",
                en: "A file is unchanged as long as its SHA-256 equals the checksum given here."
            )),
        ]
    }
}

impl RegradeProof {
    fn sent(&self) -> Block<Text> {
        Block::Table {
            caption: text!(nb: "Filene i pakken", nn: "Filene i pakka", en: "The files in the package"),
            columns: vec![
                text!(nb: "Fil", nn: "Fil", en: "File"),
                text!(nb: "Behandling", nn: "Behandling", en: "Treatment"),
                text!(nb: "Byte", nn: "Byte", en: "Bytes"),
                text!(nb: "SHA-256", nn: "SHA-256", en: "SHA-256"),
            ],
            rows: self
                .sent
                .iter()
                .map(|file| {
                    let size = Text {
                        nb: file.bytes.form(Language::Nb),
                        nn: file.bytes.form(Language::Nn),
                        en: file.bytes.form(Language::En),
                    };
                    let named = text!(
                        nb: "{what}: {name}",
                        nn: "{what}: {name}",
                        en: "{what}: {name}";
                        what = file.what, name = file.name
                    );
                    vec![named, file.treatment.clone(), size, breakable(&file.sha256)]
                })
                .collect(),
        }
    }

    fn withheld(&self) -> Block<Text> {
        Block::Table {
            caption: text!(
                nb: "Det kommisjonen ikke fikk",
                nn: "Det kommisjonen ikkje fekk",
                en: "What the committee was not given"
            ),
            columns: vec![
                text!(nb: "Hva", nn: "Kva", en: "What"),
                text!(nb: "Hvorfor", nn: "Kvifor", en: "Why"),
                text!(nb: "Bestemmelse", nn: "Føresegn", en: "Provision"),
            ],
            rows: self
                .withheld
                .iter()
                .map(|row| vec![row.what.clone(), row.why.clone(), rules::cited::told(&row.law)])
                .collect(),
        }
    }
}
