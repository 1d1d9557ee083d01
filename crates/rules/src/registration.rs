//! Signing up for an exam, and withdrawing from it.

mod signup;
#[cfg(test)]
mod tests;
mod withdrawal;

pub use signup::{Signup, SignupDeadline, SignupDeadlineFacts, SignupLaw};
pub use withdrawal::{Withdrawal, WithdrawalDeadline, WithdrawalDeadlineFacts, WithdrawalLaw};
