//! Reads and writes of exam plans.

pub mod draft;
pub mod gather;
pub(super) mod granted;
pub mod plan;
pub mod review;
pub mod told;
