//! One letter of every kind in every variant, about invented people: for tests and previews.
//!
//! Always compiled: behind a feature, all that builds on the letters was compiled once with it for
//! the tests and once without for the program. What no program names, the linker leaves out.

use crate::{
    Addressee, Assignment, CommitteeMember, Course, Head, Letter, Right, Season, Sender, Signature,
    Term, legal_wording::LegalWording,
};
use jiff::civil::{Date, date};
use rules::{Language, Reason, RuleSets, Text};
use serde_json::Value;

/// A letter as the office would have stored it.
pub struct Sample {
    /// The letter.
    pub kind: &'static str,
    /// Its version.
    pub version: u32,
    /// Which variant of the letter this is.
    pub variant: &'static str,
    /// The stored data.
    pub data: Value,
}

fn stored<L: Letter>(samples: Vec<(&'static str, L)>) -> impl Iterator<Item = Sample> {
    samples.into_iter().map(|(variant, letter)| Sample {
        kind: L::KIND,
        version: L::VERSION,
        variant,
        data: serde_json::to_value(letter).unwrap_or_default(),
    })
}

/// Every sample of every letter.
pub fn all() -> Vec<Sample> {
    stored(crate::appeal_received::samples::samples())
        .chain(stored(crate::appeal_refused_late::samples::samples()))
        .chain(stored(crate::appeal_registered::samples::samples()))
        .chain(stored(crate::appeal_result::samples::samples()))
        .chain(stored(crate::date_wish_request::samples::samples()))
        .chain(stored(crate::diploma_missing::samples::samples()))
        .chain(stored(crate::exam_rescheduled::samples::samples()))
        .chain(stored(crate::examiner_contract::samples::samples()))
        .chain(stored(crate::examiner_cover::samples::samples()))
        .chain(stored(crate::examiner_not_needed::samples::samples()))
        .chain(stored(crate::examiner_orientation::samples::samples()))
        .chain(stored(crate::examiner_reminder::samples::samples()))
        .chain(stored(crate::examiner_request::samples::samples()))
        .chain(stored(crate::exchange_receipt::samples::samples()))
        .chain(stored(crate::exclusion_admission_refused::samples::samples()))
        .chain(stored(crate::exclusion_appeal_forwarded::samples::samples()))
        .chain(stored(crate::exclusion_applicant_message::samples::samples()))
        .chain(stored(crate::exclusion_changed::samples::samples()))
        .chain(stored(crate::exclusion_deleted::samples::samples()))
        .chain(stored(crate::exclusion_exam_refused::samples::samples()))
        .chain(stored(crate::exclusion_exam_withdrawn::samples::samples()))
        .chain(stored(crate::exclusion_information::samples::samples()))
        .chain(stored(crate::exclusion_information_changed::samples::samples()))
        .chain(stored(crate::exclusion_recognition_refused::samples::samples()))
        .chain(stored(crate::exclusion_registered::samples::samples()))
        .chain(stored(crate::explanation_given::samples::samples()))
        .chain(stored(crate::grade_protocol::samples::samples()))
        .chain(stored(crate::invigilator_engagement::samples::samples()))
        .chain(stored(crate::invigilator_schedule::samples::samples()))
        .chain(stored(crate::misconduct_appeal_decision::samples::samples()))
        .chain(stored(crate::misconduct_decision::samples::samples()))
        .chain(stored(crate::misconduct_notice::samples::samples()))
        .chain(stored(crate::misconduct_report::samples::samples()))
        .chain(stored(crate::oral_examiner_notice::samples::samples()))
        .chain(stored(crate::oral_notice::samples::samples()))
        .chain(stored(crate::oral_protocol::samples::samples()))
        .chain(stored(crate::recognition_advance_decision::samples::samples()))
        .chain(stored(crate::recognition_decision::samples::samples()))
        .chain(stored(crate::regrade_cover::samples::samples()))
        .chain(stored(crate::regrade_proof::samples::samples()))
        .chain(stored(crate::results_announced::samples::samples()))
        .chain(stored(crate::room_folder::samples::samples()))
        .chain(stored(crate::term_notice::samples::samples()))
        .collect()
}

/// The provision on new committees as a shipped rule set quotes it.
pub fn new_committee(rule_set: &str) -> LegalWording {
    let law = RuleSets::shipped().get(rule_set);
    let cited = law.and_then(|law| law.sections.cited.as_ref());
    let none = || LegalWording {
        wording: String::new(),
        language: Language::Nb,
        source: Text::new("", "", ""),
    };
    cited.map_or_else(none, |cited| (&cited.new_committee).into())
}

/// The unit that sends the samples.
pub fn sender() -> Sender {
    Sender {
        institution: Text::new(
            "Universitetet i Fjordvik",
            "Universitetet i Fjordvik",
            "University of Fjordvik",
        ),
        unit: Text::new(
            "Institutt for språk og kultur",
            "Institutt for språk og kultur",
            "Department of Language and Culture",
        ),
        address: vec!["Postboks 6050".to_owned(), "9037 Fjordvik".to_owned()],
        phone: "77 64 00 00".to_owned(),
        email: "eksamen@fjordvik.example".to_owned(),
        web: "fjordvik.example/eksamen".to_owned(),
    }
}

/// A head to a student, dated `on`.
pub fn head(on: Date) -> Head {
    Head {
        sender: sender(),
        addressee: Some(Addressee {
            name: "Åse Šuobmá Prøvestad".to_owned(),
            lines: vec!["Øvre Strandgate 7 B".to_owned(), "9008 Fjordvik".to_owned()],
        }),
        our_ref: Some("2026/1234".to_owned()),
        your_ref: None,
        date: on,
        exemption_mark: None,
        signatures: vec![
            Signature {
                name: "Tor Eksempel".to_owned(),
                title: Text::new("kontorsjef", "kontorsjef", "head of office"),
            },
            Signature {
                name: "Liv Påfunn".to_owned(),
                title: Text::new("seniorkonsulent", "seniorkonsulent", "senior adviser"),
            },
        ],
        copies: Vec::new(),
    }
}

/// A head to an examiner, dated `on`.
pub fn examiner_head(on: Date) -> Head {
    let mut head = head(on);
    head.addressee = Some(Addressee {
        name: "Professor Jon Oppdikta".to_owned(),
        lines: vec!["Universitetet i Dalbygda".to_owned(), "5020 Dalbygda".to_owned()],
    });
    head
}

/// A head for the file, dated `on`.
pub fn filed_head(on: Date) -> Head {
    Head { addressee: None, signatures: Vec::new(), ..head(on) }
}

/// The course of the samples.
pub fn course() -> Course {
    Course {
        code: "HIS-1001".to_owned(),
        name: Text::new("Innføring i historie", "Innføring i historie", "Introduction to History"),
    }
}

/// The term of the samples.
pub const fn term() -> Term {
    Term { season: Season::Spring, year: 2026 }
}

/// The assignment of the samples' examiners.
pub fn assignment() -> Assignment {
    Assignment {
        course: course(),
        term: term(),
        held_on: date(2026, 5, 22),
        deadline: date(2026, 6, 15),
        deadline_law: "uhl. § 11-7 (4)".to_owned(),
    }
}

/// A committee of two.
pub fn committee() -> Vec<CommitteeMember> {
    vec![
        CommitteeMember {
            title: Text::new("professor", "professor", "Professor"),
            name: "Jon Oppdikta".to_owned(),
            institution: Text::new(
                "Universitetet i Dalbygda",
                "Universitetet i Dalbygda",
                "University of Dalbygda",
            ),
        },
        CommitteeMember {
            title: Text::new("førsteamanuensis", "førsteamanuensis", "Associate Professor"),
            name: "Berit Tenkt".to_owned(),
            institution: sender().institution,
        },
    ]
}

/// The right to appeal, three weeks from Friday 12 June 2026.
pub fn appeal_right() -> Right {
    Right {
        until: date(2026, 7, 3),
        law: "uhl. § 11-10".to_owned(),
        because: vec![
            reason(
                text!(
                    nb: "Sensuren ble kunngjort {d}.",
                    nn: "Sensuren vart kunngjord {d}.",
                    en: "The result was announced on {d}.";
                    d = crate::Deadline(date(2026, 6, 12))
                ),
                "uhl. § 11-10",
            ),
            reason(
                text!(
                    nb: "Tre uker senere er {d}.",
                    nn: "Tre veker seinare er {d}.",
                    en: "Three weeks later is {d}.";
                    d = crate::Deadline(date(2026, 7, 3))
                ),
                "domstolloven § 148",
            ),
        ],
    }
}

/// A reason of a rule.
pub fn reason(text: Text, law: &str) -> Reason {
    Reason { text, law: law.to_owned() }
}
