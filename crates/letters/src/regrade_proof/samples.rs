//! Invented proof pages.

use super::{RegradeProof, SentFile, Withheld};
use crate::{Moment, samples};
use jiff::civil::date;
use rules::Text;

/// A proof page of a package with two files.
pub fn samples() -> Vec<(&'static str, RegradeProof)> {
    let stripped = Text::new("metadata fjernet", "metadata fjerna", "metadata removed");
    let proof = RegradeProof {
        head: samples::filed_head(date(2026, 7, 9)),
        course: samples::course(),
        term: samples::term(),
        candidate_number: "7311".to_owned(),
        built_at: Moment(date(2026, 7, 9).at(10, 2, 0, 0)),
        released_by: Text::new("eksamenskonsulent", "eksamenskonsulent", "examination officer"),
        sent: vec![
            SentFile {
                what: Text::new("Besvarelse", "Svar", "Answer"),
                name: "7311-besvarelse.pdf".to_owned(),
                bytes: 1_204_332,
                sha256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
                    .to_owned(),
                treatment: stripped.clone(),
            },
            SentFile {
                what: Text::new("Sensorveiledning", "Sensorrettleiing", "Grading guide"),
                name: "his-1001-2026v-sensorveiledning.pdf".to_owned(),
                bytes: 88_120,
                sha256: "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13"
                    .to_owned(),
                treatment: stripped,
            },
        ],
        withheld: vec![
            withheld("Første karakter", "Første karakter", "First grade"),
            withheld("Begrunnelse", "Grunngiving", "Explanation"),
            withheld(
                "Klagen og grunnene for den",
                "Klaga og grunnane for henne",
                "The appeal and its grounds",
            ),
        ],
    };
    vec![("package", proof)]
}

fn withheld(nb: &str, nn: &str, en: &str) -> Withheld {
    Withheld {
        what: Text::new(nb, nn, en),
        why: Text::new(
            "Skal ikke kjennes av nye sensorer",
            "Skal ikkje kjennast av nye sensorar",
            "Must not be known to new examiners",
        ),
        law: "uhl. § 11-11 (2)".to_owned(),
    }
}
