//! Why a document is not taken, or not written.

mod table;

pub use table::Refused;

use crate::limits::{
    ATTRIBUTES_MAX, BYTES_MAX, DEPTH_MAX, LINE_MAX, NAMESPACES_MAX, NODES_MAX, RESULTS_MAX,
    TAKEN_MAX, TEXT_MAX,
};
use rules::Text;
use std::fmt;

impl Refused {
    /// Why, as a sentence for whoever gave or received the document.
    pub fn text(self) -> Text {
        let (nb, nn, en) = self.sentences();
        let fill = |sentence: &str| {
            let filled = sentence.replace("{limit}", &self.limit().to_string());
            filled.replace("{what}", self.what())
        };
        Text::new(fill(nb), fill(nn), fill(en))
    }

    /// The same as a refusal of the domain, as pages, letters and the API show it.
    pub fn refusal(self) -> rules::Refusal {
        rules::Refusal::new(self.name(), self.text())
    }

    /// The number in the sentence, where there is one.
    fn limit(self) -> usize {
        match self {
            Self::TooLarge | Self::UnpackedTooLarge => BYTES_MAX,
            Self::TooDeep => DEPTH_MAX,
            Self::TooManyElements => NODES_MAX,
            Self::TooManyAttributes => ATTRIBUTES_MAX,
            Self::TooManyNamespaces => NAMESPACES_MAX,
            Self::TextTooLong(_) => TEXT_MAX,
            Self::LineTooLong(_) => LINE_MAX,
            Self::TooManyResults => RESULTS_MAX,
            Self::TooMuchTaken => TAKEN_MAX,
            _ => 0,
        }
    }

    /// The element in the sentence, where there is one.
    fn what(self) -> &'static str {
        match self {
            Self::TextTooLong(what)
            | Self::LineTooLong(what)
            | Self::Missing(what)
            | Self::Twice(what)
            | Self::ForbiddenCharacter(what)
            | Self::OutOfRange(what) => what,
            _ => "",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.text().en)
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use super::Refused;
    use rules::Language;
    use std::collections::BTreeSet;

    #[test]
    fn every_refusal_has_a_name_of_its_own_and_a_sentence_in_every_language_form() {
        let all = Refused::all();
        let names: BTreeSet<_> = all.iter().map(|refused| refused.name()).collect();
        assert_eq!(names.len(), all.len());
        for refused in all {
            let kebab =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(refused.name().bytes().all(kebab), "{refused:?}");
            for language in Language::ALL {
                let text = refused.text();
                let sentence = text.get(language);
                assert!(sentence.ends_with('.') && !sentence.contains(['{', '}']), "{sentence}");
            }
        }
    }

    #[test]
    fn a_limit_and_an_element_stand_in_their_sentence() {
        assert!(Refused::TooDeep.text().en.contains("64"), "{}", Refused::TooDeep);
        assert!(Refused::Missing("issuer").text().nn.contains("«issuer»"));
        assert_eq!(Refused::TooDeep.refusal().code, "too-deep");
    }
}
