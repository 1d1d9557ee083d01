//! The small named world that all tests share.

pub mod cluster;
mod database;

pub use database::{Database, monday_in_term};
