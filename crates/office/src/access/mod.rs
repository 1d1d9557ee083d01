//! Who may do what, where: roles granted per unit, and the signed-in principal.
//!
//! Nothing of a person's rights is kept in the browser: the session cookie is a random
//! key, and the grants are read at every request, so a role taken away is gone at once.

mod api;
mod grant;
mod grant_pages;
pub(crate) mod navigation;
pub mod pages;
mod principal;
mod role;
pub(crate) mod store;

#[cfg(test)]
mod tests;

pub use grant::{NewGrant, end_grant, grant};
pub use principal::{Grant, Principal};
pub use role::Role;
