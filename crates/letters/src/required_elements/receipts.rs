//! The receipt of an appeal, and what is written after the day it speaks of.

use super::{all, says};

/// Requirements: O-26
#[test]
fn the_receipt_of_an_appeal_says_what_happens_next_and_by_when() {
    says(
        "appeal_registered",
        "taken_up_2011",
        &[
            ["En ny kommisjon", "Ein ny kommisjon", "A new committee"],
            ["bli dårligere", "bli dårlegare", "go down"],
            ["senest onsdag 22. juli 2026", "seinast onsdag 22. juli 2026", "by Wednesday 22 July"],
            ["trekke klagen", "trekkje klaga", "withdraw the appeal"],
        ],
    );
    says(
        "appeal_registered",
        "late",
        &[
            ["kom altså for sent", "kom altså for seint", "came too late"],
            all("fvl. § 31"),
            ["send det til oss nå", "send det til oss no", "send them to us now"],
        ],
    );
}

/// A letter that is written after the day it speaks of says so, and asks for no other.
///
/// Requirements: O-26, O-06
#[test]
fn no_letter_promises_or_demands_a_day_that_is_gone() {
    let late = ["skulle vært klar", "skulle ha vore klar", "was due by"];
    for kind in ["appeal_received", "appeal_registered", "regrade_cover"] {
        says(kind, "overdue", &[late]);
    }
    let gone = ["sensurfristen er gått ut", "sensurfristen er gått ut", "deadline having passed"];
    says("examiner_contract", "overdue", &[gone]);
}
