//! What the letters of an exclusion share: the entry in the register, what it bars, and where an
//! appeal goes.

mod appeal;
mod entry;
mod exam_registration;
pub mod samples;
mod standing;

pub use appeal::ExclusionAppeal;
pub use entry::{RegisterEntry, RegisterNotice, Studies};
pub use exam_registration::{ExamRegistrations, RegistrationWord};
pub use standing::StandingDecision;
