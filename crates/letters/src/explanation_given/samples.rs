//! Invented letters of this kind.

use super::{ExplanationGiven, Given};
use crate::{Deadline, Right, samples};
use jiff::civil::date;

/// The three ways of giving an explanation.
pub fn samples() -> Vec<(&'static str, ExplanationGiven)> {
    let here = Given::Here {
        principles: "Vi har lagt vekt på oversikt over perioden, bruk av kilder og en klar \
                     drøfting."
            .to_owned(),
        assessment: "Du viser god oversikt og bruker pensum sikkert. Drøftingen i andre del blir \
                     for kort, og kildene blir ikke satt opp mot hverandre."
            .to_owned(),
    };
    vec![
        ("here", letter(here)),
        ("attached", letter(Given::Attached)),
        (
            "orally_no_appeal",
            ExplanationGiven {
                appeal: None,
                grading_guide: None,
                ..letter(Given::Orally { on: date(2026, 6, 29) })
            },
        ),
    ]
}

fn letter(given: Given) -> ExplanationGiven {
    let law = "uhl. § 11-10 (1)";
    ExplanationGiven {
        head: samples::head(date(2026, 6, 29)),
        course: samples::course(),
        term: samples::term(),
        requested: date(2026, 6, 17),
        given,
        appeal: Some(Right {
            until: date(2026, 7, 20),
            law: law.to_owned(),
            because: vec![samples::reason(
                text!(
                    nb: "Du fikk begrunnelsen {given}. Tre uker senere er {until}.",
                    nn: "Du fekk grunngivinga {given}. Tre veker seinare er {until}.",
                    en: "You were given the explanation on {given}. Three weeks later is {until}.";
                    given = Deadline(date(2026, 6, 29)), until = Deadline(date(2026, 7, 20))
                ),
                law,
            )],
        }),
        grading_guide: Some("fjordvik.example/eksamen/his-1001/2026v".to_owned()),
    }
}
