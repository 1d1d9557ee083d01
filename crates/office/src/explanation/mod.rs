//! Explanation of a grade: asked for by the student, given by the examiner (uhl. § 11-8).
//!
//! A request that comes in time holds the appeal deadline open until the explanation is
//! given, and restarts it then; a late one is registered and marked, and moves nothing.
//! The examiner chooses whether it is given in writing or orally (N-06).

pub(crate) mod api;
mod give;
pub(crate) mod incoming;
mod letter;
pub(crate) mod lists_api;
pub(crate) mod pages;
mod request;
pub(crate) mod staff_pages;
pub(crate) mod store;
mod tasks;
#[cfg(test)]
pub(crate) mod tests;

pub use give::{Give, Given, give};
pub use incoming::own_case;
pub(crate) use request::day_of_event as request_day;
pub(crate) use request::not_annulled;
pub use request::{Request, request};
pub(crate) use store::graded::Graded;
pub use tasks::tasks;

use crate::access::Role;
use crate::calendar::{self, Subject};
use crate::{Act, Result};
use rules::Rule;
use rules::appeal::{AppealDeadline, AppealDeadlineAnswer, AppealDeadlineFacts};
use serde::{Deserialize, Serialize};

/// Those who take requests and appeals in on paper and follow them up.
pub(crate) const STAFF: &[Role] =
    &[Role::ExamOfficer, Role::FacultyOfficer, Role::DeskOfficer, Role::RecordsOfficer];

/// How a request or an appeal reached the institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The student's own window.
    SelfService,
    /// Handed in at the student desk.
    Desk,
    /// By e-mail.
    Email,
    /// By post.
    Post,
}

impl Channel {
    /// The word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelfService => "self_service",
            Self::Desk => "desk",
            Self::Email => "email",
            Self::Post => "post",
        }
    }

    /// Reads a word written by [`Channel::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::SelfService, Self::Desk, Self::Email, Self::Post]
            .into_iter()
            .find(|c| c.code() == code)
    }
}

/// The appeal deadline as the facts stand now, with its reasons.
pub(crate) fn appeal_deadline(
    graded: &Graded,
    law: &rules::RuleSet,
) -> rules::Decision<AppealDeadlineAnswer> {
    let facts = AppealDeadlineFacts {
        form: graded.form,
        announced: graded.announced_on.into(),
        explanation: graded.explanation.clone(),
        formal_complaint: None,
    };
    AppealDeadline::decide(&facts, law)
}

/// Computes the appeal deadline of a result anew and stores it: whoever changes a fact
/// that it follows from calls this in the same act (E-17). A grade set on appeal is final and
/// has none, and one that another has taken the place of has none any more.
///
/// # Errors
/// The rule set does not regulate appeals, or the database is away.
pub(crate) async fn store_appeal_deadline(act: &mut Act, graded: &Graded) -> Result<()> {
    if !graded.is_appealable() {
        return Ok(());
    }
    let law = act.node().rules_on(graded.announced_on)?.clone();
    let decision = appeal_deadline(graded, &law);
    let answer = decision
        .outcome
        .map_err(|refusal| crate::Error::because(refusal, decision.because.clone()))?;
    let due_on = match answer {
        AppealDeadlineAnswer::Until { deadline, .. } => Some(deadline),
        AppealDeadlineAnswer::Open { .. } => None,
    };
    let subject = Subject { kind: "result", id: graded.result.0 };
    calendar::set(act, subject, AppealDeadline::NAME, due_on, &decision.because, &law).await
}
