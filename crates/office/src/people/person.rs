//! A person as the office knows them.

use crate::ids::PersonId;
use edge::PersonName;
use rules::Language;

/// A person with what a letter or a page about them needs.
pub struct Person {
    /// The opaque id.
    pub id: PersonId,
    /// The name, shown on purpose only.
    pub name: PersonName,
    /// The student number, if the person studies or has studied here.
    pub student_number: Option<String>,
    /// Where mail goes; empty when unknown.
    pub email: String,
    /// The lines of the postal address; empty when unknown or protected.
    pub postal_address: Vec<String>,
    /// The language form the person reads.
    pub language: Language,
    /// Whether name and address are hidden from others.
    pub protected_address: bool,
}
