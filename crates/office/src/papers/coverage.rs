//! Whether the paper exists in every language form wished for.

use rules::{Language, Reason, Text};

/// A language form that is wished for and has no paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The language form.
    pub language: Language,
    /// How many candidates wish for it.
    pub wishes: i64,
}

impl Gap {
    /// The gap as a reason, with the paragraph that demands the language form.
    pub fn reason(&self, law: &str) -> Reason {
        Reason { text: self.text(), law: law.to_owned() }
    }

    /// The gap in words.
    pub fn text(&self) -> Text {
        let wishes = self.wishes;
        let (no, en) = match self.language {
            Language::Nb => ("bokmål", "Bokmål"),
            Language::Nn => ("nynorsk", "Nynorsk"),
            Language::En => ("engelsk", "English"),
        };
        let [nb, nn, english] = if wishes == 1 {
            ["kandidat ønsker", "kandidat ønskjer", "candidate wishes"]
        } else {
            ["kandidater ønsker", "kandidatar ønskjer", "candidates wish"]
        };
        Text::new(
            format!("{wishes} {nb} {no}, men oppgaven finnes ikke på {no}."),
            format!("{wishes} {nn} {no}, men oppgåva finst ikkje på {no}."),
            format!("{wishes} {english} for {en}, but there is no paper in {en}."),
        )
    }
}

/// The gaps: every language form that somebody wishes for and no paper exists in. An exam
/// without gaps is ready.
pub fn coverage(wishes: &[(Language, i64)], papers: &[Language]) -> Vec<Gap> {
    wishes
        .iter()
        .filter(|(language, count)| *count > 0 && !papers.contains(language))
        .map(|(language, wishes)| Gap { language: *language, wishes: *wishes })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requirements: B-08, I-02, X-31
    #[test]
    fn twelve_wishes_for_nynorsk_are_not_met_by_a_paper_in_bokmal() {
        let wishes = [(Language::Nb, 40), (Language::Nn, 12)];
        let gaps = coverage(&wishes, &[Language::Nb]);
        assert_eq!(gaps, [Gap { language: Language::Nn, wishes: 12 }]);
        assert!(gaps[0].text().nn.starts_with("12 kandidatar ønskjer nynorsk"));
    }

    #[test]
    fn a_form_that_nobody_wishes_for_is_not_missed() {
        assert_eq!(coverage(&[(Language::Nb, 1), (Language::En, 0)], &[Language::Nb]), []);
    }
}
