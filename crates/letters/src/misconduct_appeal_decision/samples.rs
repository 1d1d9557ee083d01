//! Invented letters of this kind.

use super::{AppealOutcome, Court, MisconductAppealDecision};
use crate::exclusion::{RegisterEntry, samples as exclusions};
use crate::misconduct::{Body, SanctionPeriod, Vote, samples as cases};
use jiff::civil::date;
use rules::Text;
use rules::exclusion::Classification;

/// The three outcomes, one of them also under the 2005 Act.
pub fn samples() -> Vec<(&'static str, MisconductAppealDecision)> {
    vec![
        ("upheld", decision(AppealOutcome::Upheld)),
        ("upheld_2011", upheld_2011()),
        ("changed", decision(changed())),
        ("changed_to_annulment", changed_to_annulment()),
        ("reversed", reversed()),
    ]
}

fn decision(outcome: AppealOutcome) -> MisconductAppealDecision {
    MisconductAppealDecision {
        head: cases::head(date(2026, 11, 13)),
        matter: cases::cheating(),
        first_body: Body::StudentAffairsBoard,
        first_decided_on: date(2026, 8, 26),
        body: Body::JointAppealsBoard,
        met_on: date(2026, 11, 10),
        case_number: "2026/318".to_owned(),
        vote: Vote::TwoThirds,
        grounds: Text::new(
            "Nemnda er enig i hva som er skjedd, og har vurdert hvor streng reaksjonen bør være.",
            "Nemnda er samd i kva som har skjedd, og har vurdert kor streng reaksjonen bør vere.",
            "The Board agrees on what has happened, and has considered how severe the sanction \
             should be.",
        ),
        outcome,
        was_registered: true,
        others_told: true,
        final_law: "fvl. § 28 (3)".to_owned(),
        court: Some(Court { months: 3, law: "uhl. § 12-10 (1)".to_owned() }),
    }
}

fn upheld_2011() -> MisconductAppealDecision {
    MisconductAppealDecision {
        first_body: Body::BoardOfAppeals,
        was_registered: false,
        court: None,
        ..decision(AppealOutcome::Upheld)
    }
}

fn changed() -> AppealOutcome {
    let period = SanctionPeriod { from: date(2026, 9, 1), to: date(2026, 12, 31) };
    let laws = ["uhl. § 12-4 (2)", "uhl. § 12-4 (3)", "uhl. § 12-4 (3)"];
    let mut ordered = cases::ordered(laws);
    for sanction in &mut ordered[1..] {
        sanction.period = Some(period);
    }
    let entry = RegisterEntry { period, ..exclusions::exam_ban(Classification::Alle) };
    AppealOutcome::Changed { ordered, registered: Some(exclusions::registered(vec![entry])) }
}

/// Only the annulment is left: no court under the provision on exclusions, and no entry.
fn changed_to_annulment() -> MisconductAppealDecision {
    let mut ordered = cases::ordered(["uhl. § 12-4 (2)"; 3]);
    ordered.truncate(1);
    MisconductAppealDecision {
        court: None,
        ..decision(AppealOutcome::Changed { ordered, registered: None })
    }
}

fn reversed() -> MisconductAppealDecision {
    MisconductAppealDecision {
        vote: Vote::Unanimous,
        grounds: Text::new(
            "Nemnda mener det ikke er vist at du gjorde dette grovt uaktsomt.",
            "Nemnda meiner det ikkje er vist at du gjorde dette grovt aktlaust.",
            "The Board holds that it is not shown that you did this by gross negligence.",
        ),
        court: None,
        ..decision(AppealOutcome::Reversed)
    }
}
