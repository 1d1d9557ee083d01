//! Exclusion: which rows a decision puts in the register, what of them leaves the
//! institution, what they bar, who controls them, and when they go.
//!
//! The Act's table (by legal basis: who decides, how long, what it does here and elsewhere,
//! which rows) is data: `[exclusion]` in the rule sets. Nothing of it stands in code.

mod control;
mod effect;
mod expiry;
mod held_right;
mod kinds;
mod law;
mod legal_basis;
mod payload;
mod purpose;
mod reach;
mod rows;
#[cfg(test)]
mod tests;

pub use control::{
    ControlAction, ControlLaw, Controlled, ExclusionControl, ExclusionControlFacts, RegisterRole,
};
pub use effect::{
    Action, ActionKind, Effect, ExclusionEffect, ExclusionEffectAnswer, ExclusionEffectFacts, Row,
};
pub use expiry::{Expiry, RegisterExpiry, RegisterExpiryFacts};
pub use held_right::HeldRight;
pub use kinds::{Classification, ExclusionType};
pub use law::{
    BarsLaw, BasisLaw, ClassificationOf, ExclusionLaw, Lasts, LongestLaw, Provision, RowLaw,
    UnderAppeal,
};
pub use legal_basis::LegalBasis;
pub use payload::{Element, Elements, ExclusionPayload, Message, MessagePeriod, StoredRow, Study};
pub use purpose::Purpose;
pub use reach::{Authority, Conduct, Elsewhere, Here, Needs, StudyRight};
pub use rows::{
    ExclusionRows, ExclusionRowsFacts, Proposal, ProposedRow, Warning, is_programme_code,
};
