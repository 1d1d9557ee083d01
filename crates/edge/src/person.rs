//! What a person is called.

use rules::Language;

/// A person's name. It has no `Debug` and no `Display`: showing it is an act of its own.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName {
    given: String,
    family: String,
    hidden: bool,
}

impl PersonName {
    /// A name as registered. `hidden`: the person has a protected address.
    pub fn new(given: impl Into<String>, family: impl Into<String>, hidden: bool) -> Self {
        Self { given: given.into(), family: family.into(), hidden }
    }

    /// The name for a page or list that others may read: a person with a protected
    /// address appears as such, never by name.
    pub fn shown(&self, language: Language) -> String {
        if !self.hidden {
            return self.full();
        }
        match language {
            Language::Nb => "Skjermet person",
            Language::Nn => "Skjerma person",
            Language::En => "Protected person",
        }
        .to_owned()
    }

    /// The name as it stands in an alphabetical list: `Family, Given`, or the protected form.
    pub fn listed(&self, language: Language) -> String {
        if self.hidden { self.shown(language) } else { format!("{}, {}", self.family, self.given) }
    }

    /// The real name, for the person's own page and for the letter in the person's own envelope.
    pub fn full(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }

    /// Up to two initials for the page head.
    pub fn initials(&self) -> String {
        [&self.given, &self.family].iter().filter_map(|part| part.chars().next()).collect()
    }
}
