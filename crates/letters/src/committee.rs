//! Members of a committee, as letters name them.

use crate::Form;
use rules::{Language, Text};
use serde::{Deserialize, Serialize};

/// A member of a grading or re-grading committee.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitteeMember {
    /// Academic title, e.g. professor.
    pub title: Text,
    /// Name.
    pub name: String,
    /// Where the member works; may be empty.
    pub institution: Text,
}

impl Form for CommitteeMember {
    fn form(&self, language: Language) -> String {
        let (title, at) = (self.title.get(language), self.institution.get(language));
        if at.is_empty() {
            return format!("{title} {}", self.name);
        }
        format!("{title} {}, {at}", self.name)
    }
}
