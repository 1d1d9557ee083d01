//! The signed grade protocol as a document for the archive.

pub mod samples;

use crate::blocks::{facts, heading, on, paragraph, same};
use crate::{Block, CommitteeMember, Course, Form, Head, Letter, Moment, Term};
use jiff::civil::Date;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// A signed protocol; it never changes after the last signature.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeProtocol {
    /// The unit and its case number; a protocol has no addressee.
    pub head: Head,
    /// The course.
    pub course: Course,
    /// The term of the examination.
    pub term: Term,
    /// The day of the examination or of the hand-in.
    pub held_on: Date,
    /// Set when the protocol belongs to a re-grading after appeal.
    pub regrade: bool,
    /// Counts up from 1; a correction is a new version.
    pub version: u32,
    /// Who graded.
    pub committee: Vec<CommitteeMember>,
    /// The grades by candidate number, in the order of the numbers; no names.
    pub rows: Vec<ProtocolRow>,
    /// The SHA-256 that was signed, over the protocol's content, in hexadecimal.
    pub content_sha256: String,
    /// Who signed what and when.
    pub signed: Vec<ProtocolSignature>,
}

/// One candidate's line.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtocolRow {
    /// The candidate number.
    pub candidate_number: String,
    /// The grade, or e.g. "did not attend".
    pub grade: Text,
    /// A remark, mostly empty.
    #[serde(default)]
    pub remark: Option<Text>,
}

/// One signature.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtocolSignature {
    /// Who signed.
    pub name: String,
    /// As what, e.g. external examiner.
    pub role: Text,
    /// When, in Norwegian local time.
    pub at: Moment,
    /// The SHA-256 that was signed, in hexadecimal.
    pub sha256: String,
}

impl Letter for GradeProtocol {
    const KIND: &'static str = "grade_protocol";
    const VERSION: u32 = 1;

    fn head(&self) -> &Head {
        &self.head
    }

    fn title(&self) -> Text {
        if self.regrade {
            return text!(
                nb: "Vurderingsprotokoll ved klagesensur: {course}, {term}",
                nn: "Vurderingsprotokoll ved klagesensur: {course}, {term}",
                en: "Grade protocol, re-grading: {course}, {term}";
                course = self.course, term = self.term
            );
        }
        text!(
            nb: "Vurderingsprotokoll: {course}, {term}",
            nn: "Vurderingsprotokoll: {course}, {term}",
            en: "Grade protocol: {course}, {term}";
            course = self.course, term = self.term
        )
    }

    fn body(&self) -> Vec<Block<Text>> {
        vec![
            facts(self.facts()),
            self.grades(),
            heading(text!(nb: "Underskrifter", nn: "Underskrifter", en: "Signatures")),
            paragraph(text!(
                nb: "Sensorene har underskrevet elektronisk. Hver underskrift gjelder innholdet med denne kontrollsummen (SHA-256):",
                nn: "Sensorane har underskrive elektronisk. Kvar underskrift gjeld innhaldet med denne kontrollsummen (SHA-256):",
                en: "The examiners have signed electronically. Each signature covers the content with this checksum (SHA-256):"
            )),
            paragraph(breakable(&self.content_sha256)),
            self.signatures(),
        ]
    }
}

/// A checksum in groups of eight, so that it can be read aloud and broken over lines.
pub(crate) fn breakable(sha256: &str) -> Text {
    let groups: Vec<_> =
        sha256.as_bytes().chunks(8).map(|group| String::from_utf8_lossy(group)).collect();
    same(groups.join(" "))
}

impl GradeProtocol {
    fn facts(&self) -> Vec<(Text, Text)> {
        let members = |language: Language| {
            let all: Vec<_> = self.committee.iter().map(|m| m.form(language)).collect();
            all.join("; ")
        };
        vec![
            (
                text!(nb: "Eksamensdato", nn: "Eksamensdato", en: "Examination date"),
                on(self.held_on),
            ),
            (
                text!(nb: "Kommisjon", nn: "Kommisjon", en: "Committee"),
                Text {
                    nb: members(Language::Nb),
                    nn: members(Language::Nn),
                    en: members(Language::En),
                },
            ),
            (
                text!(nb: "Antall kandidater", nn: "Talet på kandidatar", en: "Candidates"),
                same(self.rows.len().to_string()),
            ),
            (text!(nb: "Versjon", nn: "Versjon", en: "Version"), same(self.version.to_string())),
        ]
    }

    fn grades(&self) -> Block<Text> {
        Block::Table {
            caption: text!(
                nb: "Karakterer etter kandidatnummer",
                nn: "Karakterar etter kandidatnummer",
                en: "Grades by candidate number"
            ),
            columns: vec![
                text!(nb: "Kandidatnummer", nn: "Kandidatnummer", en: "Candidate number"),
                text!(nb: "Karakter", nn: "Karakter", en: "Grade"),
                text!(nb: "Merknad", nn: "Merknad", en: "Remark"),
            ],
            rows: self
                .rows
                .iter()
                .map(|row| {
                    let remark = row.remark.clone().unwrap_or_else(|| same(""));
                    vec![same(&row.candidate_number), row.grade.clone(), remark]
                })
                .collect(),
        }
    }

    fn signatures(&self) -> Block<Text> {
        Block::Table {
            caption: text!(
                nb: "Hvem som har skrevet under, og når",
                nn: "Kven som har skrive under, og når",
                en: "Who signed, and when"
            ),
            columns: vec![
                text!(nb: "Navn", nn: "Namn", en: "Name"),
                text!(nb: "Rolle", nn: "Rolle", en: "Role"),
                text!(nb: "Tidspunkt", nn: "Tidspunkt", en: "Time"),
                text!(nb: "Kontrollsum", nn: "Kontrollsum", en: "Checksum"),
            ],
            rows: self
                .signed
                .iter()
                .map(|s| {
                    vec![
                        same(&s.name),
                        s.role.clone(),
                        text!(nb: "{at}", nn: "{at}", en: "{at}"; at = s.at),
                        breakable(&s.sha256),
                    ]
                })
                .collect(),
        }
    }
}
