//! The demonstration: a person picker instead of a login, and a clock that can be moved.
//!
//! None of these routes exists outside demo mode, and a node in demo mode says so on
//! every page.

mod routes;

pub(crate) use routes::{DemoPerson, people, routes};
