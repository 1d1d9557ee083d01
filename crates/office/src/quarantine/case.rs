//! A refusal as it stands, with its appeal.

use super::appeal::{Ground, Outcome};
use super::store;
use crate::explanation::Channel;
use crate::people::{PersonName, PlaceCode};
use crate::{Act, Error, LetterId, PersonId, RefusalId, Result, UnitId};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

/// A refusal.
pub struct Case {
    /// Its id.
    pub id: RefusalId,
    /// The number of the case.
    pub number: String,
    /// What it refuses: `admission`, `exam_refused`, `exam_withdrawn`.
    pub matter: String,
    /// Whose.
    pub person: PersonId,
    /// The person's name.
    pub name: PersonName,
    /// The unit that refused.
    pub unit: UnitId,
    /// Its place.
    pub place: PlaceCode,
    /// The row it rests on; none when that is over.
    pub row: Option<Uuid>,
    /// The number of the institution that decided.
    pub institution: String,
    /// The rule set that counted.
    pub rule_set: String,
    /// The letter.
    pub letter: LetterId,
    /// The day of the letter.
    pub refused_on: Date,
    /// The day on which the row was taken back before its time: what was refused is taken up again.
    pub taken_back_on: Option<Date>,
    /// The version that the row has now, where it is another than that of the refusal and nobody has looked at it
    /// again.
    pub changed: Option<i32>,
    /// The appeal, if there is one.
    pub appeal: Option<Lodged>,
}

/// An appeal that was lodged.
pub struct Lodged {
    /// What it is about; by her own word, where she has written beside what came on paper.
    pub ground: Ground,
    /// The day it came in.
    pub received_on: Date,
    /// How it came.
    pub channel: Channel,
    /// What the person has written, on paper and beside it.
    pub grounds: String,
    /// The day on which she wrote herself, beside what an officer has registered on paper.
    pub own_words_on: Option<Date>,
    /// Why a late one was taken up.
    pub excuse: String,
    /// The day on which all of it was sent on.
    pub sent_on: Option<Date>,
    /// What the body came to, and when, once another person has controlled that it did.
    pub outcome: Option<(Outcome, Date)>,
    /// What somebody has entered that it came to, and nobody has controlled.
    pub entered: Option<Entered>,
}

/// An outcome that waits for another person's control.
pub struct Entered {
    /// What it is.
    pub outcome: Outcome,
    /// Its day.
    pub on: Date,
    /// Who entered it.
    pub by: PersonId,
}

impl Lodged {
    /// Whether she can still write herself: an officer has registered it on paper, and nothing has come of
    /// it.
    pub(crate) fn takes_own_words(&self) -> bool {
        let open = self.outcome.is_none() && self.entered.is_none();
        self.channel != Channel::SelfService && self.own_words_on.is_none() && open
    }
}

impl Case {
    /// Whether the person can write an appeal, as far as what is there goes.
    pub(crate) fn takes_own_words(&self) -> bool {
        self.appeal.as_ref().is_none_or(Lodged::takes_own_words)
    }

    /// A refusal, whoever asks.
    pub(super) async fn load(conn: &mut PgConnection, id: RefusalId) -> Result<Self> {
        store::load(conn, id).await?.ok_or(Error::NotFound)
    }

    /// A refusal, held until the act ends.
    pub(super) async fn lock(act: &mut Act, id: RefusalId) -> Result<Self> {
        store::lock(act.conn(), id).await?;
        Self::load(act.conn(), id).await
    }

    /// The message of what it refuses.
    pub(crate) fn matter_key(&self) -> &'static str {
        matter_key(&self.matter)
    }

    /// Where it stands.
    pub(crate) fn status_key(&self) -> &'static str {
        let appeal = self.appeal.as_ref();
        status_key(
            appeal.is_some(),
            appeal.is_some_and(|one| one.sent_on.is_some()),
            appeal.is_some_and(|one| one.entered.is_some()),
            appeal.and_then(|one| one.outcome).map(|(outcome, _)| outcome),
        )
    }
}

/// The message of what is refused.
pub(super) fn matter_key(matter: &str) -> &'static str {
    match matter {
        "admission" => ui::key("quarantine-matter-admission"),
        "exam_refused" => ui::key("quarantine-matter-exam-refused"),
        _ => ui::key("quarantine-matter-exam-withdrawn"),
    }
}

/// The message of where a case stands.
pub(super) fn status_key(
    appealed: bool,
    sent: bool,
    entered: bool,
    outcome: Option<Outcome>,
) -> &'static str {
    match (appealed, outcome) {
        (false, _) => ui::key("quarantine-status-refused"),
        (true, Some(Outcome::Upheld)) => ui::key("quarantine-status-upheld"),
        (true, Some(Outcome::Rejected)) => ui::key("quarantine-status-rejected"),
        (true, None) if entered => ui::key("quarantine-status-entered"),
        (true, None) if sent => ui::key("quarantine-status-sent"),
        (true, None) => ui::key("quarantine-status-appealed"),
    }
}
