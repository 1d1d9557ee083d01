//! Invented letters of this kind.

use super::{ExplanationGiven, Given};
use crate::{Deadline, Right, samples};
use jiff::civil::date;

/// The three ways of giving an explanation, and one asked for too late.
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
        ("late", late(date(2026, 7, 6))),
        ("late_and_over", late(date(2026, 7, 13))),
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

/// Asked for after the time limit: the appeal period ends three weeks after the announcement.
fn late(dated: jiff::civil::Date) -> ExplanationGiven {
    let mut late = letter(Given::Attached);
    late.head.date = dated;
    late.requested = date(2026, 7, 2);
    late.late = true;
    late.appeal = Some(Right {
        until: date(2026, 7, 10),
        law: "uhl. § 11-10 (1)".to_owned(),
        because: Vec::new(),
    });
    late
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
        late: false,
        grading_guide: Some("fjordvik.example/eksamen/his-1001/2026v".to_owned()),
    }
}
