//! What the rule `protocol-ready` says to people.

use crate::Text;
use crate::key::Key;

pub(super) fn grade_missing(number: &Key) -> Text {
    Text::new(
        format!("Kandidat {number} har avlagt eksamen, men har ingen karakter."),
        format!("Kandidat {number} har avlagt eksamen, men har ingen karakter."),
        format!("Candidate {number} has sat the exam but has no grade."),
    )
}

pub(super) fn unaccounted(number: &Key) -> Text {
    Text::new(
        format!(
            "Ingen har gjort rede for kandidat {number}: verken en besvarelse eller et fravær er \
             registrert. Registrer det under «Innlevering» på eksamenen."
        ),
        format!(
            "Ingen har gjort greie for kandidat {number}: korkje eit svar eller eit fråvær er \
             registrert. Registrer det under «Innlevering» på eksamenen."
        ),
        format!(
            "Nobody has accounted for candidate {number}: neither an answer nor an absence is \
             recorded. Record it under “Hand-in” at the exam."
        ),
    )
}

pub(super) fn number_missing(count: u32) -> Text {
    Text::new(
        format!("Kandidater som er oppmeldt uten kandidatnummer: {count}. De må få nummer først."),
        format!("Kandidatar som er oppmelde utan kandidatnummer: {count}. Dei må få nummer først."),
        format!(
            "Candidates registered without a candidate number: {count}. They must get numbers first."
        ),
    )
}

pub(super) fn signature_missing(examiner: &Key) -> Text {
    Text::new(
        format!("Sensor {examiner} har ikke skrevet under på protokollen."),
        format!("Sensor {examiner} har ikkje skrive under på protokollen."),
        format!("Examiner {examiner} has not signed the protocol."),
    )
}

pub(super) fn no_examiners() -> Text {
    Text::new(
        "Protokollen har ingen sensorer som kan skrive under.",
        "Protokollen har ingen sensorar som kan skrive under.",
        "The protocol has no examiners to sign it.",
    )
}

pub(super) fn no_external_signature() -> Text {
    Text::new(
        "Protokollen skal være underskrevet av en ekstern sensor, men ingen ekstern sensor står på den.",
        "Protokollen skal vere underskriven av ein ekstern sensor, men ingen ekstern sensor står på han.",
        "The protocol shall be signed by an external examiner, but none is on it.",
    )
}

pub(super) fn no_internal_signature() -> Text {
    Text::new(
        "Protokollen skal være underskrevet av faglæreren, men ingen intern sensor står på den.",
        "Protokollen skal vere underskriven av faglæraren, men ingen intern sensor står på han.",
        "The protocol shall be signed by the subject teacher, but no internal examiner is on it.",
    )
}

pub(super) fn graded() -> Text {
    Text::new(
        "Alle som har avlagt eksamen, har fått karakter.",
        "Alle som har avlagt eksamen, har fått karakter.",
        "Everyone who sat the exam has a grade.",
    )
}

pub(super) fn signed() -> Text {
    Text::new(
        "Alle sensorene har skrevet under.",
        "Alle sensorane har skrive under.",
        "All the examiners have signed.",
    )
}

pub(super) fn preliminary() -> Text {
    Text::new(
        "En foreløpig liste kan sendes i forveien. Den underskrevne originalen skal komme etter i sin helhet.",
        "Ei førebels liste kan sendast i førevegen. Den underskrivne originalen skal kome etter i heilskap.",
        "A preliminary list may be sent ahead. The signed original shall follow in full.",
    )
}

pub(super) fn preliminary_not_allowed() -> Text {
    Text::new(
        "Foreløpige lister er ikke tillatt her. Bare den underskrevne protokollen teller.",
        "Førebelse lister er ikkje tillatne her. Berre den underskrivne protokollen tel.",
        "Preliminary lists are not allowed here. Only the signed protocol counts.",
    )
}

pub(super) fn no_preliminary() -> Text {
    Text::new(
        "Regelverket her sier ikke noe om foreløpige lister.",
        "Regelverket her seier ikkje noko om førebelse lister.",
        "The rules here say nothing about preliminary lists.",
    )
}
