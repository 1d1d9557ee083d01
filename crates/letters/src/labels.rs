//! The fixed words around a letter's text.

use rules::Language;
use serde::Serialize;

/// The fixed words of the house's letter paper in one language form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Labels {
    /// Before the addressee's reference.
    pub your_ref: &'static str,
    /// Before the sender's reference.
    pub our_ref: &'static str,
    /// Before the date.
    pub date: &'static str,
    /// Before the provision that exempts the letter from public access.
    pub exempt: &'static str,
    /// Before the list of enclosures.
    pub attachments: &'static str,
    /// Before the list of those who get a copy.
    pub copies: &'static str,
    /// Before the signatures.
    pub regards: &'static str,
    /// Why nobody has signed by hand.
    pub approved: &'static str,
    /// The page number: this word, the number, [`Labels::of`], the count.
    pub page: &'static str,
    /// Between page number and page count.
    pub of: &'static str,
    /// Over a line for place and date.
    pub place_and_date: &'static str,
}

/// The fixed words in one language form.
pub const fn labels(language: Language) -> Labels {
    match language {
        Language::Nb => Labels {
            your_ref: "Deres ref.",
            our_ref: "Vår ref.",
            date: "Dato",
            exempt: "Unntatt offentlighet",
            attachments: "Vedlegg",
            copies: "Kopi til",
            regards: "Vennlig hilsen",
            approved: "Brevet er godkjent elektronisk og har derfor ikke håndskrevne underskrifter.",
            page: "side",
            of: "av",
            place_and_date: "Sted og dato",
        },
        Language::Nn => Labels {
            your_ref: "Dykkar ref.",
            our_ref: "Vår ref.",
            date: "Dato",
            exempt: "Unnateke offentlegheita",
            attachments: "Vedlegg",
            copies: "Kopi til",
            regards: "Venleg helsing",
            approved: "Brevet er godkjent elektronisk og har derfor ikkje handskrivne underskrifter.",
            page: "side",
            of: "av",
            place_and_date: "Stad og dato",
        },
        Language::En => Labels {
            your_ref: "Your ref.",
            our_ref: "Our ref.",
            date: "Date",
            exempt: "Exempt from public disclosure",
            attachments: "Enclosed",
            copies: "Copy to",
            regards: "Yours sincerely",
            approved: "This letter was approved electronically and therefore has no handwritten signatures.",
            page: "page",
            of: "of",
            place_and_date: "Place and date",
        },
    }
}
