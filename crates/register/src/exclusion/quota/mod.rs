//! How much an institution may have evaluated, and what is too much.
//!
//! An institution evaluates each of its applicants and students once under a key. It declares how many
//! it expects; so many are evaluated in a day and under a key, which is enough to begin with all of
//! them. Twice as many under one key are more than it said it has: somebody may be fishing.
//!
//! A number too small keeps an institution from seeing whom it must see, and one too large lets it fish: so
//! one operator proposes it and it counts when another has approved it ([`propose_quota`], [`approve_quota`]).

mod api;
mod change;
mod pages;

pub use change::{approve_quota, propose_quota, refuse_quota, withdraw_quota};

use super::alarm::{self, Alarm};
use super::store;
use crate::{Act, Routes};
use edge::Result;
use wire::InstitutionNumber;

/// As many persons as an institution is taken to have that has declared nothing.
pub const DECLARED_DEFAULT: u32 = 20_000;
/// As many as can be declared: no institution has more.
pub const DECLARED_MAX: u32 = 1_000_000;
/// From so many times the declared size on somebody may be fishing.
const FISHING: u64 = 2;

pub(super) fn routes() -> Routes {
    pages::routes().merge(api::routes())
}

/// Counts ids to be evaluated today. Answers whether they may be.
pub(super) async fn spend(
    act: &mut Act,
    institution: InstitutionNumber,
    (epoch, count): (u32, usize),
) -> Result<bool> {
    let declared = store::quota::declared(act.conn(), institution).await?;
    let (declared, today) = (declared.unwrap_or(DECLARED_DEFAULT), act.today());
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let of = (institution, today, epoch);
    if !store::quota::spend(act.conn(), of, count, declared).await? {
        let alarm = Alarm::once("quota", institution, &today.to_string());
        alarm::raise(act, &alarm).await?;
        return Ok(false);
    }
    let under_key = store::quota::under_key(act.conn(), institution, epoch).await?;
    if under_key > FISHING * u64::from(declared) {
        let alarm = Alarm::once("fishing", institution, &today.to_string());
        alarm::raise(act, &alarm).await?;
    }
    Ok(true)
}
