//! The exchange of results with other institutions (uhf. § 9-1).
//!
//! As the one who asks: a person consents ([`consent`]), or the Act lets an officer ask; the officer
//! asks every institution of the directory in one act ([`start`]). What each one answers comes by
//! itself, is verified by the key that the directory lists for that institution, and goes on to
//! [`crate::external_studies`]; nothing waits for the slowest. As the one who is asked: the rule
//! `exchange-answer` decides, only what is announced, passed and in force leaves, signed by the node's
//! own key, and every answer is written down. What goes beyond a quota, or rests on a consent that cannot
//! be what it says, is refused by name ([`guard`]); a person who finds that a consent was not hers contests
//! it ([`contest()`]). When something that was handed out changes, exactly those who have it are told, and
//! they ask anew.

mod answer;
mod answered_api;
mod answered_pages;
mod api;
mod application;
mod arrive;
mod ask;
mod batch;
mod batch_api;
mod batch_pages;
mod case;
pub mod consent;
mod contest;
mod correct;
mod document;
mod guard;
mod incoming;
mod institutions;
mod overlong;
mod own_pages;
pub(crate) mod pages;
mod public_pages;
mod receipt;
mod refusal;
mod settings;
mod settings_api;
mod settings_pages;
mod signature;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
mod tests;
mod withdrawn;

pub use application::start_of_application;
use ask::PERSONS_MAX;
pub use ask::{NewExchange, WantedBasis, ask_again, cancel, start};
pub use batch::{
    Batch, LeftOut, NewBatch, Progress, Round, ask_batch_again, cancel_batch, start_batch,
};
pub use case::{Asked, Exchange, State};
pub use contest::{contest, settle};
pub use correct::{look, run};
pub use receipt::send_receipt;
pub use settings::{set_deadline, set_quota, set_sharing};

use batch::{batch_again_job, batch_job};
use edge::Place;
use office::Routine;
use office::access::Role;
use office::admission::CONSENT_JOB;
use office::http::Allow;
use office::people::PlaceCode;
use office::{Act, Node, Result};
use rules::Text;
use rules::exchange::{Channel, Outcome, Purpose};
use ui::key;

/// What this routine brings.
pub const ROUTINE: Routine = Routine {
    routes: pages::routes,
    places: &[
        (
            "nav-degrees",
            Place {
                key: key("nav-exchanges"),
                href: "/exchanges",
                allow: Allow::Everywhere(HANDLERS),
            },
        ),
        (
            "nav-my-results",
            Place { key: key("nav-my-exchange"), href: "/my/exchange", allow: Allow::Student },
        ),
    ],
    tasks: |conn, node, who, today| Box::pin(tasks::tasks(conn, node, who, today)),
    jobs: &[
        (CONSENT_JOB, |node, job| {
            Box::pin(async move { consent::application_job(&node, &job).await })
        }),
        (receipt::SETTLED_JOB, |node, job| {
            Box::pin(async move { receipt::settled_job(&node, &job).await })
        }),
        (batch::BATCH_JOB, |node, job| Box::pin(async move { batch_job(&node, &job).await })),
        (batch::BATCH_AGAIN_JOB, |node, job| {
            Box::pin(async move { batch_again_job(&node, &job).await })
        }),
    ],
    messages: correct::messages,
};

/// Those who ask for results and look after the exchange, for the institution as a whole.
pub(crate) const HANDLERS: &[Role] = &[Role::CentralOfficer];

/// A message of this routine in every language form.
fn said(key: &'static str) -> Text {
    ui::messages::text(key, &[])
}

/// The exchange is a matter of the institution as a whole.
fn everywhere(node: &Node) -> PlaceCode {
    PlaceCode(node.institution().number.clone())
}

/// Lets go on only who looks after the exchange.
fn handler(act: &Act) -> Result<()> {
    act.who()?.require(HANDLERS, &everywhere(act.node()))
}

/// The word of a purpose.
pub(crate) const fn purpose_code(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Admission => "admission",
        Purpose::Recognition => "recognition",
    }
}

/// Reads a word written by [`purpose_code`].
pub(crate) fn purpose_of(code: &str) -> Option<Purpose> {
    [Purpose::Admission, Purpose::Recognition].into_iter().find(|one| purpose_code(*one) == code)
}

/// The word of a channel.
pub(crate) const fn channel_code(channel: Channel) -> &'static str {
    match channel {
        Channel::NationalAdmission => "national_admission",
        Channel::LocalAdmission => "local_admission",
        Channel::StudentPages => "student_pages",
    }
}

/// All channels.
pub(crate) const CHANNELS: [Channel; 3] =
    [Channel::NationalAdmission, Channel::LocalAdmission, Channel::StudentPages];

/// Reads a word written by [`channel_code`].
pub(crate) fn channel_of(code: &str) -> Option<Channel> {
    CHANNELS.into_iter().find(|one| channel_code(*one) == code)
}

/// The word of an outcome.
pub(crate) const fn outcome_code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSharing => "not_sharing",
        Outcome::NoBasis => "no_basis",
        Outcome::NoPerson => "no_person",
        Outcome::NoResults => "no_results",
        Outcome::Ok => "ok",
    }
}

/// Reads a word written by [`outcome_code`].
pub(crate) fn outcome_of(code: &str) -> Option<Outcome> {
    let all =
        [Outcome::NotSharing, Outcome::NoBasis, Outcome::NoPerson, Outcome::NoResults, Outcome::Ok];
    all.into_iter().find(|one| outcome_code(*one) == code)
}

/// A word of the database as a key of the messages has it.
fn dashed(code: &str) -> String {
    code.to_ascii_lowercase().replace('_', "-")
}
