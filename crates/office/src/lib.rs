//! An institution's system: one folder per routine.
//!
//! Every routine looks the same: `mod.rs` says what it is and holds its use cases,
//! `store.rs` and the `.sql` files beside it are the only place of its queries,
//! `pages.rs` with the `.html` files its pages, `api.rs` the same for programs.
//! A use case takes `&mut Act`; only the edge (crate [`edge`]) opens and commits an [`Act`].
//! Imports between routines run one way (drawn in ARCHITECTURE.md).

pub mod access;
mod act;
pub mod admission;
mod app;
pub mod appeal;
pub mod archive;
pub mod calendar;
pub mod candidates;
pub mod catalogue;
pub mod delivery;
pub(crate) mod demo;
pub mod desk;
pub mod examiners;
pub mod exclusion;
pub mod explanation;
pub mod grading;
pub mod http;
mod ids;
pub mod import;
pub mod jobs;
pub mod letters_out;
pub mod messages;
pub mod misconduct;
mod node;
mod own_rules;
pub mod papers;
pub mod people;
pub mod quarantine;
pub mod registration;
pub mod regulation;
mod routine;
pub mod said;
pub mod spreadsheet;
pub mod sweep;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod world;

pub use act::Act;
pub use app::{messages, router, routes};
pub use edge::{Error, FieldError, Mode, Refused, Result};
pub use ids::*;
pub use node::{Mail, Node, NodeConfig};
pub use routine::{Doing, Routine, Tasks, Under};

/// The office's own migrations; [`store`] adds those of the technical tables.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");
