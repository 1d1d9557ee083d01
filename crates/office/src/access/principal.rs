//! The person behind a request, with the rights of this very moment.

use super::Role;
use crate::ids::PersonId;
use crate::people::{PersonName, PlaceCode};
use crate::{Error, Result};
use rules::Language;

/// A role at a unit, in force on the day it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What the person may do.
    pub role: Role,
    /// Where, and in the units below.
    pub place: PlaceCode,
}

/// The signed-in person.
#[derive(Clone)]
pub struct Principal {
    /// The person.
    pub person: PersonId,
    /// The person's own name, for the page head.
    pub name: PersonName,
    /// The language form chosen for this session.
    pub language: Language,
    /// The roles in force today.
    pub grants: Vec<Grant>,
    /// Whether the person has registrations as a candidate.
    pub student: bool,
    /// Whether the person has a seat in a committee.
    pub examiner: bool,
}

impl Principal {
    /// Whether the person holds one of the roles anywhere.
    pub fn has(&self, roles: &[Role]) -> bool {
        self.grants.iter().any(|grant| roles.contains(&grant.role))
    }

    /// Whether the person holds one of `roles` at the institution as a whole.
    pub fn has_everywhere(&self, roles: &[Role]) -> bool {
        self.grants.iter().any(|grant| roles.contains(&grant.role) && !grant.place.0.contains('.'))
    }

    /// Whether the person holds one of the roles at a unit that covers `place`.
    pub fn may(&self, roles: &[Role], place: &PlaceCode) -> bool {
        self.grants.iter().any(|grant| roles.contains(&grant.role) && grant.place.covers(place))
    }

    /// Lets go on only who holds one of `roles` at a unit that covers `place`.
    ///
    /// # Errors
    /// Not found: what lies outside one's scope does not exist.
    pub fn require(&self, roles: &[Role], place: &PlaceCode) -> Result<()> {
        if self.may(roles, place) { Ok(()) } else { Err(Error::NotFound) }
    }

    /// The places where the person holds one of the roles: the argument `scope` of the
    /// SQL function `in_scope`, by which every list is filtered.
    pub fn scope(&self, roles: &[Role]) -> Vec<String> {
        self.grants
            .iter()
            .filter(|grant| roles.contains(&grant.role))
            .map(|grant| grant.place.0.clone())
            .collect()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn officer_at(place: &str) -> Principal {
        Principal {
            person: PersonId::new(),
            name: PersonName::new("Ada", "Officer", false),
            language: Language::Nb,
            grants: vec![Grant { role: Role::ExamOfficer, place: PlaceCode(place.into()) }],
            student: false,
            examiner: false,
        }
    }

    /// Requirements
    #[test]
    fn a_role_counts_at_its_unit_and_below_and_nowhere_else() {
        let officer = officer_at("186.15.01");
        assert!(officer.may(&[Role::ExamOfficer], &PlaceCode("186.15.01".into())));
        assert!(!officer.may(&[Role::ExamOfficer], &PlaceCode("186.15.02".into())));
        assert!(!officer.may(&[Role::FacultyOfficer], &PlaceCode("186.15.01".into())));
    }
}
