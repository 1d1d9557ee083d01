//! Invented letters of this kind.

use super::{AppealRefusedLate, DecisionAppeal};
use crate::{Deadline, Period, PeriodUnit, samples};
use jiff::civil::date;
use rules::Text;

/// A refusal in which an explanation had moved the deadline, and one without.
pub fn samples() -> Vec<(&'static str, AppealRefusedLate)> {
    vec![("after_announcement", after_announcement()), ("after_explanation", after_explanation())]
}

fn after_announcement() -> AppealRefusedLate {
    AppealRefusedLate {
        head: samples::head(date(2026, 7, 8)),
        course: samples::course(),
        term: samples::term(),
        received: date(2026, 7, 6),
        deadline: date(2026, 7, 3),
        law: "uhl. § 11-10 (1)".to_owned(),
        because: samples::appeal_right().because,
        late_law: "fvl. § 31".to_owned(),
        late_assessed: Text::new(
            "Du skriver at du var på ferie. Det er ikke nok, for du hadde hele fristen på deg til å \
             sende klagen, også på nett.",
            "Du skriv at du var på ferie. Det er ikkje nok, for du hadde heile fristen på deg til å \
             sende klaga, også på nett.",
            "You write that you were on holiday. That is not enough, because you had the whole \
             period to send the appeal, online as well.",
        ),
        decision_appeal: DecisionAppeal {
            within: Period { count: 3, unit: PeriodUnit::Weeks },
            law: "fvl. § 29".to_owned(),
            decided_by: Text::new(
                "nemnda for studentsaker",
                "nemnda for studentsaker",
                "the Student Affairs Board",
            ),
            documents_law: "fvl. § 18".to_owned(),
        },
    }
}

fn after_explanation() -> AppealRefusedLate {
    let law = "uhl. § 11-10 (1)";
    AppealRefusedLate {
        head: samples::head(date(2026, 7, 24)),
        received: date(2026, 7, 21),
        deadline: date(2026, 7, 20),
        because: vec![
            samples::reason(
                text!(
                    nb: "Du ba om begrunnelse {d}, i tide.",
                    nn: "Du bad om grunngiving {d}, i tide.",
                    en: "You asked for an explanation on {d}, in time.";
                    d = Deadline(date(2026, 6, 17))
                ),
                "uhl. § 11-8 (1)",
            ),
            samples::reason(
                text!(
                    nb: "Du fikk begrunnelsen {d}. Da begynte klagefristen å løpe.",
                    nn: "Du fekk grunngivinga {d}. Då tok klagefristen til å gå.",
                    en: "You were given it on {d}. The appeal period began that day.";
                    d = Deadline(date(2026, 6, 29))
                ),
                law,
            ),
            samples::reason(
                text!(
                    nb: "Tre uker senere er {d}.",
                    nn: "Tre veker seinare er {d}.",
                    en: "Three weeks later is {d}.";
                    d = Deadline(date(2026, 7, 20))
                ),
                law,
            ),
        ],
        late_assessed: Text::new(
            "Du har ikke oppgitt noen grunn til at klagen kom for sent, og vi kjenner heller ingen.",
            "Du har ikkje oppgitt nokon grunn til at klaga kom for seint, og vi kjenner heller ingen.",
            "You have given no reason for the delay, and we know of none.",
        ),
        ..after_announcement()
    }
}
