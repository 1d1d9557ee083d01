//! One word for one idea, the glossary's, in code, tables, pages and letters.

use super::house::has_word;
use super::{Finding, House};

/// What is not said, and the glossary's word for it. Found inside longer words too.
const SYNONYMS: [(&str, &str); 21] = [
    ("complaint", "appeal; the one on formal errors is a formal complaint"),
    ("clerk", "case officer"),
    ("caseworker", "case officer"),
    ("case handler", "case officer"),
    ("case_handler", "case officer"),
    ("censor", "examiner"),
    ("proctor", "invigilator"),
    ("examinee", "candidate"),
    ("enrolment", "registration"),
    ("enrollment", "registration"),
    ("deregist", "withdrawal"),
    ("retake", "resit"),
    ("makeup exam", "deferred exam"),
    ("re-mark", "regrade"),
    ("remarking", "regrade"),
    ("reassessment", "regrade"),
    ("mark sheet", "protocol"),
    ("answer paper", "answer"),
    ("expulsion", "exclusion"),
    ("expelled", "exclusion"),
    ("social security", "national id"),
];
/// How the formal complaint may be called.
const FORMAL: [&str; 9] = [
    "formal_complaint",
    "formalcomplaint",
    "formal-complaint",
    "formal complaint",
    "complaint on formal",
    "complaint of formal",
    "complaints on formal",
    "complaints of formal",
    "formal_error_complaint",
];
/// Where a word may stand all the same, and why.
const MAY: [(&str, &str, &str); 0] = [];
/// Where people's words for the field stand; the store and the tools speak of other things.
const WHERE: [&str; 12] = [
    "crates/rules/",
    "crates/letters/",
    "crates/ui/messages/en/",
    "crates/ui/src/",
    "crates/edge/",
    "crates/office/",
    "crates/mobility/",
    "crates/register/",
    "crates/kandidat/",
    "docs/",
    "README.md",
    "ARCHITECTURE.md",
];

/// No file of the field's crates says [`SYNONYMS`].
pub fn synonyms(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    let ends = [".rs", ".sql", ".html", ".ftl", ".toml", ".md", ".tsv", ".en.snap"];
    let ours = |path: &str| WHERE.iter().any(|place| path.starts_with(place));
    for file in house.ending(&ends).filter(|file| ours(&file.path)) {
        for (number, line) in file.lines() {
            let mut line = line.to_lowercase();
            for formal in FORMAL {
                line = line.replace(formal, "");
            }
            let may = |word: &str| {
                MAY.iter().any(|(what, place, _)| *what == word && file.path.starts_with(place))
            };
            let said = SYNONYMS.iter().filter(|(word, _)| line.contains(word) && !may(word));
            found.extend(said.map(|(word, instead)| {
                Finding::new(&file.path, number, format!("says {word}; the word is {instead}"))
            }));
        }
    }
    found
}

/// Bokmål words that a nynorsk text does not have.
const BOKMAL_ONLY: [&str; 16] = [
    "ikke",
    "hva",
    "hvem",
    "hvordan",
    "hvorfor",
    "hvilken",
    "hvilke",
    "noen",
    "flere",
    "være",
    "ble",
    "uker",
    "begrunnelse",
    "besvarelse",
    "sensorveiledning",
    "eksamensansvarlig",
];

/// The nynorsk catalogues are nynorsk.
pub fn nynorsk(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.files.iter().filter(|file| file.path.starts_with("crates/ui/messages/nn/")) {
        for (number, line) in file.lines().filter(|(_, line)| !line.starts_with('#')) {
            let said = line.split_once(" = ").map_or(line, |(_, text)| text).to_lowercase();
            let words = BOKMAL_ONLY.iter().filter(|word| has_word(&said, word));
            found
                .extend(words.map(|word| Finding::new(&file.path, number, format!("says {word}"))));
        }
    }
    found
}

#[test]
fn bokmal_in_a_nynorsk_catalogue_is_found() {
    let text = "# ikke\nappeal-late = Klaga er ikkje for sein.\nappeal-why = Hva klager du på?\n";
    let found = nynorsk(&House::of(&[("crates/ui/messages/nn/appeal.ftl", text)]));
    assert_eq!(found, [Finding::new("crates/ui/messages/nn/appeal.ftl", 3, "says hva")]);
}

#[test]
fn a_second_word_for_an_appeal_is_found() {
    let text = "fn receive_complaint() {}\nfn receive_formal_complaint() {}\n";
    let found = synonyms(&House::of(&[("crates/office/src/appeal/mod.rs", text)]));
    let what = "says complaint; the word is appeal; the one on formal errors is a formal complaint";
    assert_eq!(found, [Finding::new("crates/office/src/appeal/mod.rs", 1, what)]);
}
