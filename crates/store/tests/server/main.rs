//! The private server: each sentence that is said about it, as whoever runs the tests and, when
//! that is root, also as an ordinary user.

mod crash;
mod helper;
mod refusal;
mod start;
