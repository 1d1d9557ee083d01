//! The wire's mailbox against a real PostgreSQL, with real keys and a real directory.

mod erase;
mod inbox;
mod outbox;
mod question;
mod world;
