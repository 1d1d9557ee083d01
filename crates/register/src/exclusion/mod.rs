//! The exclusions: what institutions have decided, who may learn of it, and when it goes.
//!
//! A row comes as versions ([`register`], [`delete`]), in whatever order the wire brings them: the
//! highest counts. What makes it a person's stands in two tables and goes when the row ends, by its
//! institution or by the rule `register-expiry` ([`expire`]). Institutions learn that somebody of
//! theirs is in the register from the list of tokens ([`list`]), against which they match tokens that
//! the register evaluates blindly ([`evaluate`]); they learn what is registered by asking about that
//! person, for a purpose and in a case ([`ask`]). Whoever was told of a row is told of its changes and
//! of its end, and nobody else is.

mod alarm;
mod api;
mod ask;
mod check;
mod end;
mod epoch;
mod erase;
mod evaluate;
mod list;
mod looks;
mod overview;
mod pace;
mod pages;
mod quota;
mod refusal;
mod row;
mod statistics;
mod store;
mod sweep;
mod take;
mod tell;

pub use alarm::Alarm;
pub use ask::{ASKED_IN_VAIN, ASKS_A_DAY};
pub use check::Fault;
pub use end::expire;
pub use epoch::{OVERLAP_DAYS, TokenSecret, open_epoch};
pub use erase::ANSWERS_KEPT;
pub use looks::LOOKS_DAYS;
pub use overview::{Overview, overview};
pub use protocol::exclusion::TEXT_CHARACTERS_MAX;
pub use quota::{
    DECLARED_DEFAULT, DECLARED_MAX, approve_quota, propose_quota, refuse_quota, withdraw_quota,
};
pub use refusal::Refusal;
pub use row::Elements;
pub use sweep::{run, sweep};
pub use take::{NEW_ROWS_A_DAY, NEW_ROWS_A_DAY_MAX, ROWS_MAX, Taken, delete, register};

use crate::{Node, Routes};
use edge::station::{From, Messages};
use protocol::exclusion as kinds;

pub(crate) fn routes() -> Routes {
    pages::routes().merge(api::routes()).merge(quota::routes()).merge(looks::routes())
}

/// What the register takes from institutions about exclusions.
pub(crate) fn messages() -> Messages<Node> {
    let by = From::Institutions;
    Messages::default()
        .message::<kinds::Registered>(kinds::REGISTERED, by, |act, envelope| {
            Box::pin(take::registered(act, envelope))
        })
        .message::<kinds::Deleted>(kinds::DELETED, by, |act, envelope| {
            Box::pin(take::deleted(act, envelope))
        })
        .question::<kinds::List>(kinds::LIST, by, |act, envelope| {
            Box::pin(list::asked(act, envelope))
        })
        .question::<kinds::Evaluate>(kinds::EVALUATE, by, |act, envelope| {
            Box::pin(evaluate::asked(act, envelope))
        })
        .question::<kinds::Ask>(kinds::ASK, by, |act, envelope| Box::pin(ask::asked(act, envelope)))
}
