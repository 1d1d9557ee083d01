//! The store against a real PostgreSQL: one database per test.

mod act;
mod audit;
mod clock;
mod file;
mod guards;
mod job;
mod look;
mod session;
mod world;
