//! A text in the language forms that somebody has written it in.

use rules::Language;

/// The same text in up to three language forms. English is no promise: what is missing is missing, and is not
/// filled from another form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words {
    /// Bokmål; what only says that it is Norwegian (`no`) is taken for it.
    pub nb: Option<String>,
    /// Nynorsk.
    pub nn: Option<String>,
    /// English.
    pub en: Option<String>,
    /// In another language, or nobody says in which.
    pub other: Option<String>,
}

impl Words {
    /// The text in one language form, if it is there.
    pub fn get(&self, language: Language) -> Option<&str> {
        match language {
            Language::Nb => self.nb.as_deref(),
            Language::Nn => self.nn.as_deref(),
            Language::En => self.en.as_deref(),
        }
    }

    /// The text that comes closest to what somebody reads: in the language form itself, else in the other
    /// Norwegian one, else in whatever there is.
    pub fn nearest(&self, language: Language) -> Option<&str> {
        let order = match language {
            Language::Nb => [&self.nb, &self.nn, &self.en],
            Language::Nn => [&self.nn, &self.nb, &self.en],
            Language::En => [&self.en, &self.nb, &self.nn],
        };
        order.into_iter().chain([&self.other]).find_map(Option::as_deref)
    }

    /// Whether it is written in no language at all.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// Every form that is there, with the tag that marks it; the unmarked one last.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Option<&'static str>, &str)> {
        let forms = [
            (Some(Language::Nb.tag()), &self.nb),
            (Some(Language::Nn.tag()), &self.nn),
            (Some(Language::En.tag()), &self.en),
            (None, &self.other),
        ];
        forms.into_iter().filter_map(|(tag, text)| text.as_deref().map(|text| (tag, text)))
    }

    /// Whether the language of a tag has a place of its own.
    pub(crate) fn has_place_for(tag: &str) -> bool {
        let mut none = Self { other: Some(String::new()), ..Self::default() };
        none.place(Some(tag)).is_none()
    }

    /// The place of a language by its tag as XML has it (`nb`, `no`, `nb-NO`, `EN`, …).
    pub(crate) fn place(&mut self, tag: Option<&str>) -> &mut Option<String> {
        let primary = tag.unwrap_or_default().split('-').next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "no" | "nb" => &mut self.nb,
            "nn" => &mut self.nn,
            "en" => &mut self.en,
            _ => &mut self.other,
        }
    }
}

#[test]
fn the_nearest_words_are_ones_own_then_norwegian_then_any() {
    let words = |nb: Option<&str>, en: Option<&str>, other: Option<&str>| Words {
        nb: nb.map(str::to_owned),
        en: en.map(str::to_owned),
        other: other.map(str::to_owned),
        nn: None,
    };
    let both = words(Some("Matematikk"), Some("Mathematics"), None);
    assert_eq!(both.nearest(Language::Nn), Some("Matematikk"));
    assert_eq!(both.nearest(Language::En), Some("Mathematics"));
    assert_eq!(both.get(Language::Nn), None);
    assert_eq!(words(None, None, Some("Matematik")).nearest(Language::En), Some("Matematik"));
    assert_eq!(Words::default().nearest(Language::Nb), None);
}
