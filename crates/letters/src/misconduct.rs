//! What the letters of a misconduct case share: what it is about, who decides it, and what
//! can follow.

mod body;
mod matter;
mod measure;
pub mod samples;
mod sanction;
mod work;

pub use body::{Body, Vote};
pub use matter::{Intent, Matter, UsedFor};
pub use measure::Measure;
pub use sanction::{Excluded, Ordered, Possible, Sanction, SanctionPeriod, Where};
pub use work::{Assessed, Work};
