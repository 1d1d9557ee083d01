//! The exam timetable: which exam lies in which period and room.
//!
//! Four formats are read ([`itc2007`], [`toronto`], [`ucc`], [`office`]). Each has its own model, its own
//! reader and writer and its own scorer, which counts from scratch and knows nothing of the solver.
//! For solving, a format is translated into one small [`solve::Problem`], and the answer back.
//!
//! The crate reads no file, no clock and no random source: bytes, time and seed are given to it.
#![forbid(unsafe_code)]

pub mod error;
pub mod explain;
mod format;
mod halls;
pub mod itc2007;
mod json;
pub mod office;
pub mod report;
pub mod solve;
mod text;
pub mod toronto;
pub mod ucc;
mod words;

pub use error::InputError;
pub use explain::{Explanation, Reason, against, explain};
pub use format::Format;
pub use report::{Report, Violation};
pub use text::Source;
