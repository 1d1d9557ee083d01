//! Who may use a route of an office. The table of all routes with their guards is a golden file.

use crate::access::{Principal, Role};

/// Who gets past the guard of a route. What is behind it still checks whose thing it is:
/// the unit of an exam, the candidate of a result, the member of a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allow {
    /// Everybody, signed in or not.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds one of these roles at some unit.
    Roles(&'static [Role]),
    /// Whoever holds one of these roles at the institution as a whole: for what no unit has to itself.
    Everywhere(&'static [Role]),
    /// Candidates, for what is their own.
    Student,
    /// Examiners, for the committees they sit in.
    Examiner,
}

impl edge::Allow<Principal> for Allow {
    const PUBLIC: Self = Self::Public;
    const SIGNED_IN: Self = Self::SignedIn;

    fn lets(self, who: Option<&Principal>) -> bool {
        match (self, who) {
            (Self::Public, _) => true,
            (_, None) => false,
            (Self::SignedIn, Some(_)) => true,
            (Self::Roles(roles), Some(who)) => who.has(roles),
            (Self::Everywhere(roles), Some(who)) => who.has_everywhere(roles),
            (Self::Student, Some(who)) => who.student,
            (Self::Examiner, Some(who)) => who.examiner,
        }
    }
}
