//! The names that elements stand under.

/// ELMO 1.x, and the documents of the tag 2.0.0.
pub(crate) const ELMO_1: &str = "https://github.com/emrex-eu/elmo-schemas/tree/v1";
/// ELMO 2.x.
pub(crate) const ELMO_2: &str = "https://github.com/emrex-eu/elmo-schemas/tree/v2";
/// What ELMO has no element for: titles of theses, and the code of a term.
pub(crate) const KANDIDAT: &str = "urn:kandidat:elmo";

/// The version of the format that a document says it is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 1.0 to 1.7, and 2.0.0, which kept the name of the first.
    One,
    /// What came after 2.0.0.
    Two,
}

impl Version {
    /// Reads the namespace of the root element.
    pub(crate) fn of(namespace: &str) -> Option<Self> {
        match namespace {
            ELMO_1 => Some(Self::One),
            ELMO_2 => Some(Self::Two),
            _ => None,
        }
    }

    /// The namespace of its elements.
    pub(crate) fn namespace(self) -> &'static str {
        match self {
            Self::One => ELMO_1,
            Self::Two => ELMO_2,
        }
    }
}
