//! The national register: a database of its own, the web edge that every node has, the list of those
//! who operate it, the directory of institutions, and the exclusions.
//!
//! A routine looks as it does in the office: use cases, `store.rs` and its queries, `pages.rs`,
//! `api.rs`. Nothing of the register is read from an office's database, nor the other way round.

pub mod access;
mod app;
mod demo;
pub mod directory;
pub mod exclusion;
pub mod four_eyes;
mod messages;
mod node;
mod operators;
#[cfg(test)]
mod tests;
pub mod world;

pub use app::{messages, router, routes};
pub use node::{Issuing, Node};

/// The register's own migrations; [`store`] adds those of the technical tables.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// The list of all routes of the register.
pub type Routes = edge::Routes<Node>;
/// A request by somebody who is signed in at the register.
pub type Signed = edge::Signed<Node>;
/// What a use case of the register changes it through.
pub type Act = edge::Act<Node>;
/// A form that was sent in.
type Posted = edge::Posted<Node>;
/// A call of the API that changes something.
type ActHeader = edge::ActHeader<Node>;

edge::ids! {
    /// A change of the directory that was proposed.
    DirectoryChangeId
    /// Something about exclusions that an operator has to look into.
    ExclusionAlarmId
    /// A change of how many persons an institution has declared.
    ExclusionQuotaChangeId
}
