//! What the rule `regrade-outcome` says to people.

use super::FurtherAssessmentBy;
use crate::{Grade, Text};

pub(super) fn mixed_scales() -> Text {
    Text::new(
        "Den gamle og den nye karakteren står på hver sin skala og kan ikke sammenlignes.",
        "Den gamle og den nye karakteren står på kvar sin skala og kan ikkje samanliknast.",
        "The old and the new grade stand on different scales and cannot be compared.",
    )
}

pub(super) fn new_grade(old: Grade, new: Grade) -> Text {
    if old == new {
        return Text::new(
            format!("Den nye sensuren ga samme karakter: {}.", said(new).nb),
            format!("Den nye sensuren gav same karakter: {}.", said(new).nn),
            format!("The re-grading gave the same grade: {}.", said(new).en),
        );
    }
    Text::new(
        format!(
            "Den nye sensuren ga {} i stedet for {}. Karakteren kan endres både til gunst og til ugunst.",
            said(new).nb,
            said(old).nb
        ),
        format!(
            "Den nye sensuren gav {} i staden for {}. Karakteren kan endrast både til gunst og til ugunst.",
            said(new).nn,
            said(old).nn
        ),
        format!(
            "The re-grading gave {} instead of {}. The grade may change for better or worse.",
            said(new).en,
            said(old).en
        ),
    )
}

pub(super) fn too_far(apart: u8) -> Text {
    Text::new(
        format!(
            "Karakterene ligger {apart} eller flere karakterer fra hverandre, så saken skal vurderes på nytt før den endelige karakteren settes."
        ),
        format!(
            "Karakterane ligg {apart} eller fleire karakterar frå kvarandre, så saka skal vurderast på nytt før den endelege karakteren blir sett."
        ),
        format!(
            "The grades are {apart} or more grades apart, so the case is assessed again before the final grade is set."
        ),
    )
}

pub(super) fn assessed_by(by: FurtherAssessmentBy) -> Text {
    match by {
        FurtherAssessmentBy::BothCommittees => Text::new(
            "Sensorene fra begge sensurene vurderer sammen. Blir ikke et flertall enig, oppnevnes én sensor til. Den nye karakteren begrunnes skriftlig.",
            "Sensorane frå begge sensurane vurderer saman. Blir ikkje eit fleirtal samde, blir det oppnemnt éin sensor til. Den nye karakteren blir grunngitt skriftleg.",
            "The examiners of both gradings assess together. If no majority agrees, one more examiner is appointed. The new grade is explained in writing.",
        ),
        FurtherAssessmentBy::AnotherCommittee => Text::new(
            "Nye sensorer, som ikke har vurdert besvarelsen før, vurderer den en gang til.",
            "Nye sensorar, som ikkje har vurdert svaret før, vurderer det ein gong til.",
            "New examiners, who have not assessed the answer before, assess it once more.",
        ),
    }
}

pub(super) fn new_oral() -> Text {
    Text::new(
        "Karakteren på den skriftlige delen er endret, så det skal holdes en ny muntlig eksamen før den endelige karakteren settes.",
        "Karakteren på den skriftlege delen er endra, så det skal haldast ein ny munnleg eksamen før den endelege karakteren blir sett.",
        "The grade of the written part has changed, so a new oral exam is held before the final grade is set.",
    )
}

fn said(grade: Grade) -> Text {
    match grade {
        Grade::Letter(_) => Text::new(grade.code(), grade.code(), grade.code()),
        Grade::Pass => Text::new("bestått", "bestått", "pass"),
        Grade::Fail => Text::new("ikke bestått", "ikkje bestått", "fail"),
    }
}
