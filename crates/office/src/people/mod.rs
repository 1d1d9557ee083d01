//! People and units: who there is, and where in the institution.
//!
//! A name is shown only through [`PersonName`], which does not print itself, so that
//! it cannot slip into a log line or an error.

mod person;
pub mod store;
mod unit;

pub use edge::PersonName;
pub use person::Person;
pub use unit::{PlaceCode, Unit};
