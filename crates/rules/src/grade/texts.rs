//! What the rule `grade` says to people.

use super::rule::ThirdExaminer;
use super::scale::Grade;
use crate::Text;

pub(super) fn unanimous(grade: Grade) -> Text {
    with_grade(
        grade,
        (
            "Sensor eller sensorene står samlet om karakteren",
            "Sensor eller sensorane står samla om karakteren",
        ),
        "The examiner or examiners stand together on the grade",
    )
}

pub(super) fn agreed(grade: Grade) -> Text {
    with_grade(
        grade,
        (
            "Sensorene er blitt enige, og alle har skrevet under på karakteren",
            "Sensorane er blitt samde, og alle har skrive under på karakteren",
        ),
        "The examiners have agreed, and all have signed the grade",
    )
}

pub(super) fn majority(grade: Grade) -> Text {
    with_grade(
        grade,
        (
            "To av de tre standpunktene er like og avgjør karakteren",
            "To av dei tre standpunkta er like og avgjer karakteren",
        ),
        "Two of the three standpoints are the same and decide the grade",
    )
}

fn with_grade(grade: Grade, (nb, nn): (&str, &str), en: &str) -> Text {
    let (grade_nn, grade_en) = match grade {
        Grade::Pass => ("bestått", "pass"),
        Grade::Fail => ("ikkje bestått", "fail"),
        Grade::Letter(_) => (grade.code(), grade.code()),
    };
    Text::new(
        format!("{nb}: {}.", grade.code()),
        format!("{nn}: {grade_nn}."),
        format!("{en}: {grade_en}."),
    )
}

pub(super) fn mixed_scales() -> Text {
    Text::new(
        "Bokstavkarakterer og bestått/ikke bestått er to uavhengige skalaer og kan ikke veies mot hverandre.",
        "Bokstavkarakterar og bestått/ikkje bestått er to uavhengige skalaar og kan ikkje vegast mot kvarandre.",
        "Letter grades and pass/fail are two independent scales and cannot be weighed against each other.",
    )
}

pub(super) fn no_standpoints() -> Text {
    Text::new(
        "Ingen sensor har gitt noe standpunkt, så det er ingen karakter å sette.",
        "Ingen sensor har gitt noko standpunkt, så det er ingen karakter å setje.",
        "No examiner has given a standpoint, so there is no grade to set.",
    )
}

pub(super) fn scale_not_in_use() -> Text {
    Text::new(
        "Denne karakterskalaen er ikke i bruk her.",
        "Denne karakterskalaen er ikkje i bruk her.",
        "This grade scale is not in use here.",
    )
}

pub(super) fn third_must_be_external() -> Text {
    Text::new(
        "Når to sensorer er uenige, må den tredje sensoren være ekstern.",
        "Når to sensorar er usamde, må den tredje sensoren vere ekstern.",
        "When two examiners disagree, the third examiner must be external.",
    )
}

pub(super) fn needs_third(third: ThirdExaminer) -> Text {
    match third {
        ThirdExaminer::External => Text::new(
            "Sensorene er uenige. En tredje sensor, som er ekstern, må trekkes inn.",
            "Sensorane er usamde. Ein tredje sensor, som er ekstern, må trekkjast inn.",
            "The examiners disagree. A third examiner, who is external, must be called in.",
        ),
        ThirdExaminer::Any => Text::new(
            "Sensorene er uenige. En tredje sensor må trekkes inn.",
            "Sensorane er usamde. Ein tredje sensor må trekkjast inn.",
            "The examiners disagree. A third examiner must be called in.",
        ),
    }
}

pub(super) fn needs_agreement() -> Text {
    Text::new(
        "De tre standpunktene er alle ulike, så ingen to avgjør. Karakteren settes først når alle tre har skrevet under på en felles karakter.",
        "Dei tre standpunkta er alle ulike, så ingen to avgjer. Karakteren blir sett først når alle tre har skrive under på ein felles karakter.",
        "The three standpoints all differ, so no two decide. The grade is set only when all three have signed a joint grade.",
    )
}

pub(super) fn disagreement_left_open() -> Text {
    Text::new(
        "Sensorene er uenige, og dette regelverket overlater til institusjonens egen forskrift hva som da gjelder.",
        "Sensorane er usamde, og dette regelverket overlèt til forskrifta ved institusjonen kva som då gjeld.",
        "The examiners disagree, and these rules leave it to the institution's own regulation what then applies.",
    )
}
