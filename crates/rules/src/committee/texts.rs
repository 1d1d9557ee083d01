//! What the rule `committee` says to people.

use super::need::{Need, NeedLaw};
use crate::Text;
use crate::key::Key;

pub(super) fn need(need: Need, law: &NeedLaw) -> Text {
    let examiners = law.examiners.value;
    let external = law.external.as_ref().map_or(0, |external| external.value);
    let exam = exam(need);
    if external == 0 {
        return Text::new(
            format!("{} skal ha minst {examiners} sensor(er).", exam.nb),
            format!("{} skal ha minst {examiners} sensor(ar).", exam.nn),
            format!("{} shall have at least {examiners} examiner(s).", exam.en),
        );
    }
    Text::new(
        format!("{} skal ha minst {examiners} sensorer, minst {external} av dem ekstern.", exam.nb),
        format!("{} skal ha minst {examiners} sensorar, minst {external} av dei ekstern.", exam.nn),
        format!(
            "{} shall have at least {examiners} examiners, at least {external} of them external.",
            exam.en
        ),
    )
}

fn exam(need: Need) -> Text {
    match need {
        Need::EveryExam => Text::new("Hver eksamen", "Kvar eksamen", "Every exam"),
        Need::MasterIndependent => Text::new(
            "Selvstendig arbeid i høyere grad",
            "Sjølvstendig arbeid i høgare grad",
            "Independent work at master's level",
        ),
        Need::BachelorIndependent => Text::new(
            "Bacheloroppgave eller lignende selvstendig arbeid",
            "Bacheloroppgåve eller liknande sjølvstendig arbeid",
            "A bachelor's thesis or similar independent work",
        ),
        Need::Unverifiable => Text::new(
            "En eksamen som ikke kan etterprøves,",
            "Ein eksamen som ikkje kan etterprøvast,",
            "An exam that cannot be assessed again afterwards",
        ),
        Need::Large(credits) => Text::new(
            format!("En eksamen som alene utgjør {credits} studiepoeng eller mer,"),
            format!("Ein eksamen som åleine utgjer {credits} studiepoeng eller meir,"),
            format!("An exam that alone counts for {credits} credits or more"),
        ),
    }
}

pub(super) fn too_few(needed: usize) -> Text {
    Text::new(
        format!("Kommisjonen har for få sensorer. Det skal være minst {needed}."),
        format!("Kommisjonen har for få sensorar. Det skal vere minst {needed}."),
        format!("The committee has too few examiners. There must be at least {needed}."),
    )
}

pub(super) fn no_external(needed: usize) -> Text {
    Text::new(
        format!("Kommisjonen har for få eksterne sensorer. Det skal være minst {needed}."),
        format!("Kommisjonen har for få eksterne sensorar. Det skal vere minst {needed}."),
        format!("The committee has too few external examiners. There must be at least {needed}."),
    )
}

pub(super) fn supervisor_is_examiner() -> Text {
    Text::new(
        "Veilederen til kandidaten kan ikke være sensor på oppgaven.",
        "Rettleiaren til kandidaten kan ikkje vere sensor på oppgåva.",
        "The candidate's supervisor cannot be an examiner of the thesis.",
    )
}

pub(super) fn supervisor_to_be_weighed() -> Text {
    Text::new(
        "En av sensorene har veiledet en kandidat. Det er ikke i seg selv til hinder ved denne eksamenen. Vurder om det svekker tilliten til sensoren.",
        "Ein av sensorane har rettleidd ein kandidat. Det er ikkje i seg sjølv til hinder ved denne eksamenen. Vurder om det svekkjer tilliten til sensoren.",
        "One of the examiners has supervised a candidate. In itself that bars nobody from this exam. Consider whether it weakens trust in the examiner.",
    )
}

pub(super) fn supervisor_dispensed() -> Text {
    Text::new(
        "Det er registrert en dispensasjon for at veilederen er sensor.",
        "Det er registrert ein dispensasjon for at rettleiaren er sensor.",
        "A dispensation for the supervisor to be an examiner is recorded.",
    )
}

pub(super) fn not_approved(examiner: &Key) -> Text {
    Text::new(
        format!("Sensor {examiner} er ikke godkjent. Saken må til oppnevning først."),
        format!("Sensor {examiner} er ikkje godkjend. Saka må til oppnemning først."),
        format!("Examiner {examiner} is not approved. The case must go to appointment first."),
    )
}

pub(super) fn cv_missing(examiner: &Key) -> Text {
    Text::new(
        format!(
            "Sensor {examiner} er ikke ansatt ved universitet eller høyskole og må ha CV i saken."
        ),
        format!(
            "Sensor {examiner} er ikkje tilsett ved universitet eller høgskule og må ha CV i saka."
        ),
        format!(
            "Examiner {examiner} is not employed at a university or college and must have a CV on file."
        ),
    )
}
