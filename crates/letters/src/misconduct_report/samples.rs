//! Invented letters of this kind.

use super::{Chose, MisconductReport, Reporter, Suspected};
use crate::misconduct::{Assessed, samples as cases};
use jiff::civil::date;
use rules::{Form, Text};

/// At a school exam, in a home exam, and in coursework under the 2005 Act.
pub fn samples() -> Vec<(&'static str, MisconductReport)> {
    vec![
        ("school_exam", school_exam()),
        ("home_exam", report()),
        (
            "coursework_2011",
            MisconductReport {
                work: cases::work(Assessed::Coursework),
                candidate_number: None,
                law: "eksamensforskriften § 20".to_owned(),
                ..report()
            },
        ),
    ]
}

fn report() -> MisconductReport {
    MisconductReport {
        head: cases::internal_head(date(2026, 6, 17)),
        work: cases::work(Assessed::Exam(Form::Home)),
        candidate: cases::STUDENT.to_owned(),
        candidate_number: Some(1042),
        reported_by: vec![
            Reporter {
                title: Text::new("førsteamanuensis", "førsteamanuensis", "Associate Professor"),
                name: "Berit Tenkt".to_owned(),
            },
            Reporter {
                title: Text::new("professor", "professor", "Professor"),
                name: "Jon Oppdikta".to_owned(),
            },
        ],
        reported_on: date(2026, 6, 15),
        suspected: Suspected::CopiedWithoutSource,
        observed: "Om lag to av åtte sider er nesten ordrett like en nettside om saltfiske, uten \
                   sitattegn og uten kilde i litteraturlisten."
            .to_owned(),
        chose: None,
        marked: true,
        law: "uhl. § 12-4 (2)".to_owned(),
        enclosed: vec![
            Text::new("rapporten", "rapporten", "the report"),
            Text::new(
                "besvarelsen, merket av kommisjonen",
                "svaret, merkt av kommisjonen",
                "the answer, marked by the committee",
            ),
            Text::new(
                "utskrift av nettsiden det er sammenlignet med",
                "utskrift av nettsida det er jamført med",
                "a print of the page it was compared with",
            ),
        ],
    }
}

fn school_exam() -> MisconductReport {
    MisconductReport {
        work: cases::work(Assessed::Exam(Form::WrittenSchool)),
        reported_by: vec![Reporter {
            title: Text::new("hovedvakt", "hovudvakt", "chief invigilator"),
            name: "Kari Påhitt".to_owned(),
        }],
        reported_on: date(2026, 5, 22),
        suspected: Suspected::ForbiddenAids,
        observed: "Klokken 10.20 fant vi en telefon med notater under kladdearkene.".to_owned(),
        chose: Some(Chose::ToFinish),
        marked: false,
        enclosed: vec![
            Text::new("rapporten", "rapporten", "the report"),
            Text::new("besvarelsen", "svaret", "the answer"),
        ],
        ..report()
    }
}
