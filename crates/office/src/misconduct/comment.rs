//! What the student says, and who assists.

use super::case::{Case, State};
use super::{HANDLERS, filing, store};
use crate::explanation::Channel;
use crate::{Act, Error, MisconductId, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ui::key;
use utoipa::ToSchema;

/// A comment on the notice.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// What it says.
    pub comment: String,
    /// The day it came in.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
    /// How it came.
    pub channel: Channel,
}

/// Who assists the student.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Represent {
    /// As what.
    pub kind: RepresentativeKind,
    /// The name.
    pub name: String,
    /// Address, e-mail or phone; may be empty.
    #[serde(default)]
    pub contact: String,
}

/// As what somebody assists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RepresentativeKind {
    /// A lawyer.
    Lawyer,
    /// Another spokesperson.
    Spokesperson,
}

impl RepresentativeKind {
    /// Both, in the order a form offers them.
    pub const ALL: [Self; 2] = [Self::Lawyer, Self::Spokesperson];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lawyer => key("misconduct-lawyer"),
            Self::Spokesperson => key("misconduct-spokesperson"),
        }
    }
}

/// The case, for its student once there is notice, or for the central department on behalf of who
/// wrote on paper. To the student it does not exist before.
pub(super) async fn of_student(act: &mut Act, id: MisconductId) -> Result<Case> {
    let case = Case::load(act.conn(), id, true).await?;
    let who = act.who()?;
    if case.person == who.person {
        return if case.is_known_to_student() { Ok(case) } else { Err(Error::NotFound) };
    }
    who.require(HANDLERS, &case.place)?;
    Ok(case)
}

/// Keeps what the student says (P-09). What comes after the last day counts too, as long as
/// nothing is decided, and shows its day.
///
/// # Errors
/// Not found for others; refused `wrong-state` before the notice and after the decision. An empty comment
/// and an impossible day are invalid.
pub async fn comment(act: &mut Act, id: MisconductId, new: Comment) -> Result<()> {
    let case = of_student(act, id).await?;
    case.require(&[State::Noticed])?;
    if new.comment.trim().is_empty() {
        let text = ui::messages::text("misconduct-field-missing", &[]);
        return Err(Error::field("comment", text));
    }
    let own = case.person == act.person()?;
    let today = act.today();
    let first = case.notice.as_ref().map_or(today, |notice| notice.sent_on);
    let day = (first..=today).contains(&new.received_on);
    let by_self = new.channel == Channel::SelfService;
    if !day || own != by_self || by_self && new.received_on != today {
        let text =
            ui::messages::text("misconduct-comment-day", &[("first", &first), ("last", &today)]);
        return Err(Error::field("received_on", text));
    }
    store::insert_comment(act, id, &new).await?;
    filing::comment(act, &case).await
}

/// Enters who assists the student, in the place of anybody entered before (P-09).
///
/// # Errors
/// Not found for others; refused `wrong-state` before the notice; a missing name is invalid.
pub async fn represent(act: &mut Act, id: MisconductId, new: Represent) -> Result<()> {
    let case = of_student(act, id).await?;
    case.require(&[State::Noticed, State::Decided, State::Appealed])?;
    if new.name.trim().is_empty() {
        let text = ui::messages::text("misconduct-field-missing", &[]);
        return Err(Error::field("name", text));
    }
    store::insert_representative(act, id, &new).await
}

impl Case {
    /// Whether the student has been written to.
    pub(crate) fn is_known_to_student(&self) -> bool {
        self.state >= State::Noticed
    }
}
