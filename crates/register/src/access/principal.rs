//! The operator behind a request, with the rights of this very moment.

use super::Role;
use edge::{PersonId, PersonName};
use rules::Language;

/// The signed-in operator.
#[derive(Clone)]
pub struct Principal {
    /// The person.
    pub person: PersonId,
    /// The person's own name, for the page head.
    pub name: PersonName,
    /// The language form chosen for this session.
    pub language: Language,
    /// The roles in force today.
    pub roles: Vec<Role>,
}

impl edge::Principal for Principal {
    fn person(&self) -> PersonId {
        self.person
    }

    fn name(&self) -> &PersonName {
        &self.name
    }

    fn language(&self) -> Language {
        self.language
    }
}
