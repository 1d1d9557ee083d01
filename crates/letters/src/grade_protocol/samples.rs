//! Invented protocols.

use super::{GradeProtocol, ProtocolRow, ProtocolSignature};
use crate::blocks::same;
use crate::{Moment, samples};
use jiff::civil::date;
use rules::Text;

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// A protocol of forty candidates, which runs over two pages, and one of a re-grading.
pub fn samples() -> Vec<(&'static str, GradeProtocol)> {
    let long = GradeProtocol {
        head: samples::filed_head(date(2026, 6, 12)),
        course: samples::course(),
        term: samples::term(),
        held_on: date(2026, 5, 22),
        regrade: false,
        version: 1,
        committee: samples::committee(),
        rows: (0..40).map(row).collect(),
        content_sha256: SHA256.to_owned(),
        signed: signed(),
    };
    let regrade = GradeProtocol {
        regrade: true,
        rows: vec![ProtocolRow {
            candidate_number: "7311".to_owned(),
            grade: same("B"),
            remark: None,
        }],
        ..long.clone()
    };
    vec![("ordinary", long), ("regrade", regrade)]
}

fn row(index: u32) -> ProtocolRow {
    let absent = index == 7;
    ProtocolRow {
        candidate_number: (2001 + index).to_string(),
        grade: if absent {
            Text::new("ikke møtt", "ikkje møtt", "did not attend")
        } else {
            same(["A", "B", "C", "D", "E", "F"][index as usize % 6])
        },
        remark: absent.then(|| Text::new("legeerklæring", "legeerklæring", "medical certificate")),
    }
}

fn signed() -> Vec<ProtocolSignature> {
    vec![
        ProtocolSignature {
            name: "Jon Oppdikta".to_owned(),
            role: Text::new("ekstern sensor", "ekstern sensor", "external examiner"),
            at: Moment(date(2026, 6, 10).at(14, 5, 0, 0)),
            sha256: SHA256.to_owned(),
        },
        ProtocolSignature {
            name: "Berit Tenkt".to_owned(),
            role: Text::new("intern sensor", "intern sensor", "internal examiner"),
            at: Moment(date(2026, 6, 11).at(9, 41, 0, 0)),
            sha256: SHA256.to_owned(),
        },
    ]
}
