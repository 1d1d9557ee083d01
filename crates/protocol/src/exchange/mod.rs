//! The exchange of results between institutions (uhf. § 9-1): the question for a person's passed
//! results, its typed answer, and what is told afterwards.
//!
//! 1. An institution asks every other one for a person's passed results, on a legal basis, for a
//!    purpose and in a case ([`ASK`]). Each answers in one of five ways ([`Shared`]); only `ok` brings
//!    results, in a document that the source has signed.
//! 2. When something that was handed out changes, the source says of which results and why
//!    ([`CORRECTED`]), to exactly those who have them. The notice names nobody; who has the results
//!    asks anew.
//! 3. When a consent is withdrawn, the institution that asked on it says so to those who answered
//!    ([`CONSENT_WITHDRAWN`]).

mod body;
#[cfg(test)]
mod tests;

pub use body::{
    Ask, Asked, BodyFault, Code, ConsentWithdrawn, Corrected, Correction, GivenBasis, Shared,
};

/// Question to an institution about one person, [`Ask`]; answered by [`Shared`].
pub const ASK: &str = "exchange.ask";
/// Source to an institution that has the results: they have changed, [`Corrected`].
pub const CORRECTED: &str = "exchange.corrected";
/// Institution to a source that answered it: the consent it asked on is withdrawn,
/// [`ConsentWithdrawn`].
pub const CONSENT_WITHDRAWN: &str = "exchange.consent_withdrawn";

/// As many results as one message names.
pub const RESULTS_MAX: usize = 1000;
/// As many questions as one message names.
pub const QUESTIONS_MAX: usize = 1000;
