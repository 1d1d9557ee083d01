//! What letters and tasks cite, and no rule counts by; and how a rule set's paragraph is told.

use crate::{Language, Text};
use serde::Deserialize;

/// The section `[cited]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitedLaw {
    /// When an examiner is not impartial.
    pub impartiality: Provision,
    /// What an examiner may not pass on.
    pub confidentiality: Provision,
    /// The right to see the documents of one's own case.
    pub case_documents: Provision,
    /// What counts as cheating.
    pub cheating: Provision,
    /// That candidates get numbers before their answers are graded.
    pub numbering: Provision,
    /// That each candidate has handed in or is noted as absent.
    pub accounting: Provision,
    /// That the paper is there in every language form wished for.
    pub paper_language: Provision,
    /// The new examiners of an appeal, in the words of the Act or the regulation.
    pub new_committee: Quotation,
}

/// A paragraph that is cited without a value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The paragraph, e.g. `fvl. § 6`.
    pub law: String,
}

/// A passage that a letter quotes word by word.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation {
    /// The paragraph.
    pub law: String,
    /// The language the passage was given in.
    pub language: Language,
    /// The passage.
    pub wording: String,
    /// Where it stands, in words.
    pub source: Text,
}

/// Stands in a rule set where no paragraph decides and the institution has its practice.
const PRACTICE: &str = "institusjonens praksis";
/// Stands after a paragraph where the institution had to choose how to read it.
const READING: &str = "institusjonens tolkning";

/// A paragraph as readers are told it: the citation as it stands, and in the reader's
/// language whether it is the institution's practice or reading. Nynorsk has its own form of
/// the name of an act or regulation; English keeps the Norwegian name.
pub fn told(law: &str) -> Text {
    let say =
        |practice: &str, reading: &str| law.replace(PRACTICE, practice).replace(READING, reading);
    let nn = say("praksisen til institusjonen", "tolkinga til institusjonen");
    let en = say("the institution’s practice", "the institution’s reading");
    Text::new(
        law,
        nn.replace("forskriften §", "forskrifta §").replace("loven §", "lova §"),
        en.replace(" og ", " and "),
    )
}

/// As [`told`], with the words that lead in at the end of a sentence: `jf.` before a
/// paragraph only.
pub fn according_to(law: &str) -> Text {
    let told = told(law);
    let [nb, nn, en] = match law.starts_with(PRACTICE) {
        true => ["etter", "etter", "according to"],
        false => ["jf.", "jf.", "see"],
    };
    Text::new(format!("{nb} {}", told.nb), format!("{nn} {}", told.nn), format!("{en} {}", told.en))
}

#[cfg(test)]
mod tests {
    use super::{according_to, told};

    #[test]
    fn practice_is_no_paragraph_and_both_are_told_in_the_reader_s_language() {
        let practice = according_to("institusjonens praksis");
        assert_eq!(practice.nb, "etter institusjonens praksis");
        assert_eq!(practice.nn, "etter praksisen til institusjonen");
        assert_eq!(practice.en, "according to the institution’s practice");
        assert_eq!(according_to("fvl. § 29").nb, "jf. fvl. § 29");
        assert_eq!(according_to("fvl. § 29").en, "see fvl. § 29");
        let reading = told("uhl. § 11-8 (1) (institusjonens tolkning)");
        assert_eq!(reading.nb, "uhl. § 11-8 (1) (institusjonens tolkning)");
        assert_eq!(reading.nn, "uhl. § 11-8 (1) (tolkinga til institusjonen)");
        assert_eq!(reading.en, "uhl. § 11-8 (1) (the institution’s reading)");
    }

    #[test]
    fn an_act_has_its_name_in_nynorsk_and_two_of_its_paragraphs_are_joined_in_english() {
        let told = told("demoforskriften § 3 (1) og (2); domstolloven § 149");
        assert_eq!(told.nb, "demoforskriften § 3 (1) og (2); domstolloven § 149");
        assert_eq!(told.nn, "demoforskrifta § 3 (1) og (2); domstollova § 149");
        assert_eq!(told.en, "demoforskriften § 3 (1) and (2); domstolloven § 149");
    }
}
