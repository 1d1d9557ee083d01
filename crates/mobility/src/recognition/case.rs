//! A case of recognition, and where it stands.

use super::advance::Advance;
use super::assess::GrantedAs;
use super::{appeal, said, store};
use crate::external_studies::Content;
use crate::{ExternalRowId, RecognitionId, RecognitionItemId};
use jiff::Timestamp;
use jiff::civil::Date;
use office::access::Role;
use office::explanation::own_case;
use office::people::{PersonName, PlaceCode};
use office::{Act, CourseId, Error, LetterId, PersonId, Result, UnitId};
use rules::{Credits, Language, Reason, RuleSetId, Text};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use ui::key;
use utoipa::ToSchema;
use uuid::Uuid;

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RecognitionState)]
pub enum State {
    /// Applied for: the unit looks at it.
    Applied,
    /// With whoever answers for the subject.
    Assessing,
    /// Assessed: to be decided.
    Assessed,
    /// Decided; the time to appeal runs.
    Decided,
    /// Appealed against.
    Appealed,
    /// The appeal is decided, and the decision stands.
    Closed,
}

impl State {
    /// All of them, in the order of a case.
    pub const ALL: [Self; 6] = [
        Self::Applied,
        Self::Assessing,
        Self::Assessed,
        Self::Decided,
        Self::Appealed,
        Self::Closed,
    ];

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Applied => key("recognition-state-applied"),
            Self::Assessing => key("recognition-state-assessing"),
            Self::Assessed => key("recognition-state-assessed"),
            Self::Decided => key("recognition-state-decided"),
            Self::Appealed => key("recognition-state-appealed"),
            Self::Closed => key("recognition-state-closed"),
        }
    }
}

/// One line of an application.
pub(crate) struct Item {
    pub(crate) id: RecognitionItemId,
    pub(crate) position: i32,
    /// The row from elsewhere and the version of it, for what stands there.
    pub(crate) row: Option<(ExternalRowId, i32)>,
    /// Whether another institution under the Act has given it (uhl. § 9-1).
    pub(crate) regulated: bool,
    /// The line of an approval in advance that it is what came of.
    pub(crate) promised_by: Option<RecognitionItemId>,
    pub(crate) content: Content,
    /// The row says something else now, or its issuer has corrected it.
    pub(crate) changed: bool,
    /// The row counts no longer.
    pub(crate) gone: bool,
}

impl Item {
    /// What names the line in reasons and letters.
    pub(crate) fn name(&self, language: Language) -> String {
        let shown = self.content.shown(language);
        if shown.is_empty() { self.position.to_string() } else { shown }
    }
}

/// A document that the applicant has uploaded.
pub(crate) struct File {
    pub(crate) id: Uuid,
    pub(crate) about: String,
    pub(crate) media_type: String,
    pub(crate) size_bytes: i64,
    pub(crate) added_at: Timestamp,
}

/// What one line is recognised as.
pub(crate) struct Grant {
    pub(crate) item: RecognitionItemId,
    pub(crate) granted: GrantedAs,
    /// The course here whose place it takes.
    pub(crate) course: Option<Place>,
    pub(crate) credits: Credits,
    /// Credits left out because the same learning counts already, and as what.
    pub(crate) reduced: Credits,
    pub(crate) overlaps_with: String,
    pub(crate) grounds: String,
}

/// A course here.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) id: CourseId,
    pub(crate) code: String,
    pub(crate) name: Text,
    pub(crate) credits: Credits,
}

/// An academic assessment.
pub(crate) struct Assessment {
    pub(crate) id: Uuid,
    pub(crate) number: i32,
    pub(crate) grounds: String,
    pub(crate) credits: Credits,
    pub(crate) because: Vec<Reason>,
    pub(crate) assessed_at: Timestamp,
    pub(crate) assessed_by: PersonId,
    pub(crate) assessor: PersonName,
    pub(crate) grants: Vec<Grant>,
}

/// A decision. The last one counts.
pub(crate) struct Decided {
    pub(crate) number: i32,
    /// Dismissed because of this row in the register.
    pub(crate) barred_by: Option<Uuid>,
    pub(crate) because: Vec<Reason>,
    pub(crate) decided_on: Date,
    pub(crate) letter: LetterId,
}

/// An appeal against the last decision.
pub(crate) struct Appealed {
    pub(crate) received_on: Date,
    pub(crate) grounds: String,
    /// Why it is taken up though it came late; empty where it did not.
    pub(crate) excuse: String,
    /// When the unit looked again, and what it said.
    pub(crate) reconsidered: Option<(Date, String)>,
    pub(crate) forwarded_on: Option<Date>,
    pub(crate) settled: Option<appeal::Settled>,
}

/// A case.
pub(crate) struct Case {
    pub(crate) id: RecognitionId,
    pub(crate) case_number: String,
    pub(crate) person: PersonId,
    pub(crate) applicant: PersonName,
    pub(crate) unit: UnitId,
    pub(crate) unit_name: Text,
    pub(crate) place: PlaceCode,
    pub(crate) applied_on: Date,
    /// When planned studies are taken: an application for approval in advance.
    pub(crate) advance: Option<Advance>,
    pub(crate) education: String,
    pub(crate) as_equal_to: String,
    pub(crate) state: State,
    pub(crate) rule_set: RuleSetId,
    pub(crate) items: Vec<Item>,
    pub(crate) files: Vec<File>,
    pub(crate) assessment: Option<Assessment>,
    pub(crate) decisions: Vec<Decided>,
    pub(crate) appeal: Option<Appealed>,
}

impl Case {
    /// Reads the case; `lock` keeps others from taking its next step before the act ends.
    ///
    /// # Errors
    /// Not found when there is no such case.
    pub(crate) async fn load(
        conn: &mut PgConnection,
        id: RecognitionId,
        lock: bool,
    ) -> Result<Self> {
        if lock {
            store::lock(conn, id).await?;
        }
        store::load(conn, id).await?.ok_or(Error::NotFound)
    }

    /// The case, held, for whoever has one of `roles` at its unit; never for the applicant.
    ///
    /// # Errors
    /// Not found outside one's scope; refused `own-case`.
    pub(super) async fn to_handle(
        act: &mut Act,
        id: RecognitionId,
        roles: &[Role],
    ) -> Result<Self> {
        let case = Self::load(act.conn(), id, true).await?;
        let who = act.who()?;
        who.require(roles, &case.place)?;
        if case.person == who.person {
            return Err(own_case());
        }
        Ok(case)
    }

    /// The case, held, for the applicant or for an officer of its unit.
    ///
    /// # Errors
    /// Not found for others.
    pub(super) async fn of_applicant(act: &mut Act, id: RecognitionId) -> Result<Self> {
        let case = Self::load(act.conn(), id, true).await?;
        let who = act.who()?;
        if case.person != who.person {
            who.require(super::OFFICERS, &case.place)?;
        }
        Ok(case)
    }

    /// Lets go on only in these states.
    ///
    /// # Errors
    /// Refused `wrong-state`.
    pub(super) fn require(&self, states: &[State]) -> Result<()> {
        if states.contains(&self.state) {
            return Ok(());
        }
        Err(Error::refused("wrong-state", said(key("recognition-refused-state"))))
    }

    /// The decision that counts.
    pub(crate) fn decision(&self) -> Option<&Decided> {
        self.decisions.last()
    }

    /// The item with this id.
    pub(crate) fn item(&self, id: RecognitionItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }
}
