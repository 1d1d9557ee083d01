//! The edge before an office: the types of the crate [`edge`] with the office's own rights, and who
//! gets past the guard of a route.

mod allow;
#[cfg(test)]
mod matrix_tests;
#[cfg(test)]
mod told_tests;

pub use allow::Allow;
pub use edge::{ApiBody, ApiJson, Problem, Typed, Upload, done, files, page, page_with};

use crate::Node;

/// The list of all routes of an office.
pub type Routes = edge::Routes<Node>;
/// One route in the authorization matrix of an office.
pub type RouteRow = edge::RouteRow<Allow>;
/// A request by somebody who is signed in at an office.
pub type Signed = edge::Signed<Node>;
/// A request by anybody.
pub type Visitor = edge::Visitor<Node>;
/// A form sent in by somebody who is signed in at an office.
pub type Posted = edge::Posted<Node>;
/// The id of the act that a program asks for.
pub type ActHeader = edge::ActHeader<Node>;

/// Of what a list was asked for: the fields `names`, the order and the page; trimmed, without those
/// left empty. What is looked for by name or number is not read from an address.
pub fn wanted(fields: Vec<(String, String)>, names: &[&str]) -> Vec<(String, String)> {
    let known = |name: &str| names.contains(&name) || name == "sort" || name == "page";
    let trimmed = fields.into_iter().map(|(name, value)| (name, value.trim().to_owned()));
    trimmed.filter(|(name, value)| known(name) && !value.is_empty()).collect()
}
