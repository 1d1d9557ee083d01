//! Invented receipts.

use super::{Basis, Changed, Correction, ExchangeReceipt, Line, Outcome, Purpose};
use crate::misconduct::samples as cases;
use jiff::civil::date;
use rules::Text;

/// On a consent, with everything that can be answered and changed; on a consent that is withdrawn; on
/// the Act.
pub fn samples() -> Vec<(&'static str, ExchangeReceipt)> {
    let changes = [
        Correction::Title,
        Correction::Appeal,
        Correction::Rectified,
        Correction::NewInformation,
        Correction::Repeated,
        Correction::Withdrawn,
    ];
    let changed = |why| Changed { institution: fjord(), on: date(2026, 11, 20), why };
    let consent = ExchangeReceipt {
        head: cases::head(date(2026, 11, 23)),
        purpose: Purpose::Recognition,
        basis: Basis::Consent { given_on: date(2026, 11, 2), channel: pages(), withdrawn: false },
        asked_on: date(2026, 11, 3),
        lines: every_outcome(),
        changed: changes.map(changed).to_vec(),
    };
    let withdrawn = ExchangeReceipt {
        basis: Basis::Consent { given_on: date(2026, 11, 2), channel: pages(), withdrawn: true },
        changed: Vec::new(),
        ..consent.clone()
    };
    let statute = ExchangeReceipt {
        purpose: Purpose::Admission,
        basis: Basis::Statute { law: "uhf. § 9-1 (1)".to_owned() },
        lines: vec![Line { institution: fjord(), outcome: Outcome::Results { count: 1 } }],
        changed: Vec::new(),
        ..consent.clone()
    };
    vec![("consent", consent), ("withdrawn", withdrawn), ("statute", statute)]
}

fn every_outcome() -> Vec<Line> {
    let outcomes = [
        Outcome::Results { count: 7 },
        Outcome::NotSharing,
        Outcome::NoBasis,
        Outcome::NoPerson,
        Outcome::NoResults,
        Outcome::Waiting,
        Outcome::Failed,
        Outcome::Cancelled,
    ];
    outcomes.map(|outcome| Line { institution: fjord(), outcome }).to_vec()
}

fn fjord() -> Text {
    Text::new("Fjordby universitet", "Fjordby universitet", "Fjordby University")
}

fn pages() -> Text {
    Text::new("på egne sider", "på eigne sider", "on your own pages")
}
