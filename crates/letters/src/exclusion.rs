//! What the letters of an exclusion share: the entry in the register, and what it bars.

mod entry;
pub mod samples;

pub use entry::{Classification, ExclusionType, RegisterEntry, RegisterNotice, Studies};
