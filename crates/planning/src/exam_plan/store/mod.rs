//! Reads and writes of exam plans.

pub mod draft;
pub mod gather;
pub mod plan;
pub mod review;
pub mod told;
