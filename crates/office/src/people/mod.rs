//! People and units: who there is, and where in the institution.
//!
//! A name is shown only through [`PersonName`], which does not print itself, so that
//! it cannot slip into a log line or an error.

mod person;
pub(crate) mod store;
mod unit;

pub use person::{Person, PersonName};
pub use unit::{PlaceCode, Unit};
