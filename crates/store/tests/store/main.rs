//! The store against a real PostgreSQL: one database per test.

mod act;
mod clock;
mod guards;
mod look;
mod world;
