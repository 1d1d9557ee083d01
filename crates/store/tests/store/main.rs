//! The store against a real PostgreSQL: one database per test.

mod act;
mod audit;
mod clock;
mod directory;
mod file;
mod guards;
mod job;
mod look;
mod mailbox;
mod session;
mod world;
