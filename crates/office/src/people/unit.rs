//! Units: institution, faculty, department.

use crate::ids::UnitId;
use rules::Text;

/// The path of a unit: `186`, `186.15`, `186.15.01`. A role at a unit covers the units below it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type)]
#[sqlx(transparent)]
pub struct PlaceCode(pub String);

impl PlaceCode {
    /// Whether `self` is `other` or lies above it.
    ///
    /// `186.1` does not cover `186.15`: the path is compared part by part.
    pub fn covers(&self, other: &Self) -> bool {
        other.0 == self.0 || other.0.strip_prefix(&self.0).is_some_and(|rest| rest.starts_with('.'))
    }
}

/// A unit with what a letterhead needs.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The opaque id.
    pub id: UnitId,
    /// The place in the organisation.
    pub place_code: PlaceCode,
    /// The name in every language form.
    pub name: Text,
    /// The lines of the postal address.
    pub postal_address: Vec<String>,
    /// The phone number in print.
    pub phone: String,
    /// The unit's mailbox.
    pub email: String,
}

#[cfg(test)]
mod tests {
    use super::PlaceCode;

    fn covers(above: &str, below: &str) -> bool {
        PlaceCode(above.into()).covers(&PlaceCode(below.into()))
    }

    /// Requirements: A-01
    #[test]
    fn a_role_covers_the_units_below_and_no_neighbour() {
        assert!(covers("186", "186.15.01"));
        assert!(covers("186.15.01", "186.15.01"));
        assert!(!covers("186.1", "186.15"), "a shared beginning is not a shared place");
        assert!(!covers("186.15.01", "186.15"), "nothing covers what lies above it");
    }
}
