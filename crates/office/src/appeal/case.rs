//! An appeal with the grade it is against.

use super::store;
use crate::access::{Principal, Role};
use crate::calendar::{self, Deadline, Subject};
use crate::examiners::CommitteeKind;
use crate::explanation::Graded;
use crate::explanation::incoming::own_case;
use crate::{Act, AppealId, CommitteeId, Error, PersonId, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::regrade::RegradeDeadline;
use rules::{Reason, Rule, RuleSet, RuleSetId};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It came late, and the reasons have not been judged.
    Received,
    /// It waits for the diploma.
    Parked,
    /// It came too late.
    Refused,
    /// It is taken up; a new committee is needed, or has not got its package yet.
    Accepted,
    /// The new committee has its package.
    Sent,
    /// The two grades lie far apart: a further committee looks first.
    Further,
    /// The final grade is set.
    Decided,
    /// The student has withdrawn it.
    Withdrawn,
}

impl State {
    /// All states, in the order of a case.
    pub const ALL: [Self; 8] = [
        Self::Received,
        Self::Parked,
        Self::Refused,
        Self::Accepted,
        Self::Sent,
        Self::Further,
        Self::Decided,
        Self::Withdrawn,
    ];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Parked => "parked",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
            Self::Sent => "sent",
            Self::Further => "further",
            Self::Decided => "decided",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads a word written by [`State::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether a new committee is to set a grade.
    pub const fn awaits_grade(self) -> bool {
        matches!(self, Self::Accepted | Self::Sent | Self::Further)
    }

    /// Whether nothing more happens in the case: *ferdigbehandlet* J.
    pub const fn is_finished(self) -> bool {
        matches!(self, Self::Refused | Self::Decided | Self::Withdrawn)
    }
}

/// A committee of the case.
pub(crate) struct CaseCommittee {
    pub(crate) id: CommitteeId,
    pub(crate) kind: CommitteeKind,
    pub(crate) appointed_on: Date,
    pub(crate) members: Vec<store::Member>,
    pub(crate) package: Option<store::PackageRow>,
}

/// An appeal with everything a step asks about.
pub(crate) struct Case {
    pub(crate) id: AppealId,
    pub(crate) case_number: String,
    pub(crate) lodged_on: Date,
    pub(crate) channel: String,
    pub(crate) registered_at: Timestamp,
    pub(crate) registered_by: PersonId,
    pub(crate) work_handed_in: bool,
    pub(crate) grounds: String,
    pub(crate) state: State,
    pub(crate) late_excused: Option<bool>,
    pub(crate) late_assessment: Option<String>,
    pub(crate) because: Vec<Reason>,
    pub(crate) rule_set: RuleSetId,
    pub(crate) outcome_grade: Option<String>,
    pub(crate) needs: Option<String>,
    pub(crate) decided_at: Option<Timestamp>,
    pub(crate) graded: Graded,
    /// The committees of the case, the first one first.
    pub(crate) committees: Vec<CaseCommittee>,
}

impl Case {
    /// Whether it came late, and nothing is said of why.
    pub(super) fn late_without_reason(&self) -> bool {
        let late = self.state == State::Received || self.late_assessment.is_some();
        late && self.grounds.trim().is_empty()
    }

    /// Reads the case; `lock` keeps others from changing it before the act ends.
    ///
    /// # Errors
    /// Not found when there is no such case.
    pub(crate) async fn load(conn: &mut PgConnection, id: AppealId, lock: bool) -> Result<Self> {
        if lock {
            store::lock(conn, id).await?;
        }
        let row = store::load(conn, id).await?.ok_or(Error::NotFound)?;
        let graded = Graded::load(conn, row.result, false).await?;
        let committees = store::committees(conn, id).await?;
        let state = State::from_code(&row.state)
            .ok_or_else(|| Error::Internal(anyhow::anyhow!("appeal state {}", row.state)))?;
        let because =
            serde_json::from_value(row.because).map_err(|error| Error::Internal(error.into()))?;
        Ok(Self {
            id,
            case_number: row.case_number,
            lodged_on: row.lodged_on,
            channel: row.channel,
            registered_at: row.registered_at,
            registered_by: row.registered_by,
            work_handed_in: row.work_handed_in,
            grounds: row.grounds,
            state,
            late_excused: row.late_excused,
            late_assessment: row.late_assessment,
            because,
            rule_set: RuleSetId(row.rule_set),
            outcome_grade: row.outcome_grade,
            needs: row.needs,
            decided_at: row.decided_at,
            graded,
            committees,
        })
    }

    /// The case within an act, locked, for one who holds a role at its unit.
    ///
    /// # Errors
    /// As [`Case::require_access`]; refused `own-case` to the student who appeals.
    pub(crate) async fn open(act: &mut Act, id: AppealId, roles: &[Role]) -> Result<Self> {
        let case = Self::load(act.conn(), id, true).await?;
        case.require_access(act.who()?, roles)?;
        if case.is_of(act.person()?) { Err(own_case()) } else { Ok(case) }
    }

    /// Lets those at the case who hold a role at its unit and do not assess it anew: these must
    /// not know the first grade, whatever else they are.
    ///
    /// # Errors
    /// Not found for all others.
    pub(crate) fn require_access(&self, who: &Principal, roles: &[Role]) -> Result<()> {
        let mut seated = self.committees.iter().flat_map(|committee| &committee.members);
        let blind = seated.any(|member| member.person == who.person);
        if who.may(roles, &self.graded.place) && !blind { Ok(()) } else { Err(Error::NotFound) }
    }

    /// The rule set that the case has kept.
    pub(crate) fn law(&self, act: &Act) -> Result<RuleSet> {
        act.node().rule_set(&self.rule_set).cloned()
    }

    /// The committee that is at work: the last one appointed.
    pub(crate) fn committee(&self) -> Option<&CaseCommittee> {
        self.committees.last()
    }

    /// The committee that has its package and is to set a grade.
    pub(crate) fn at_work(&self) -> Option<&CaseCommittee> {
        let sent = |it: &&CaseCommittee| it.package.as_ref().is_some_and(|p| p.sent_at.is_some());
        let open = matches!(self.state, State::Sent | State::Further) && !self.needs_committee();
        self.committee().filter(|_| open).filter(sent)
    }

    /// Whether a committee is to be appointed now.
    pub(crate) fn needs_committee(&self) -> bool {
        match self.state {
            State::Accepted => self.committees.is_empty(),
            State::Further => self.committees.len() < 2,
            _ => false,
        }
    }

    /// Everyone who has taken part in setting a grade in this case is told to the rule.
    pub(crate) async fn previous(&self, conn: &mut PgConnection) -> Result<Vec<store::Member>> {
        let mut previous = store::members(conn, self.graded.committee).await?;
        previous.extend(store::sat_before(conn, self.id).await?);
        for committee in &self.committees {
            previous.extend(store::members(conn, committee.id).await?);
        }
        Ok(previous)
    }

    /// By when the new grade must be there, with reasons, once the case is taken up.
    pub(crate) async fn due(&self, conn: &mut PgConnection) -> Result<Option<Deadline>> {
        let subject = Subject { kind: "appeal", id: self.id.0 };
        calendar::store::get(conn, subject, RegradeDeadline::NAME).await
    }

    /// Whether the student is this person.
    pub(crate) fn is_of(&self, person: PersonId) -> bool {
        self.graded.person == person
    }

    /// Lets a step go on only from one of these states.
    ///
    /// # Errors
    /// Refused `wrong-state`: somebody else has taken the step, or it comes too early.
    pub(crate) fn require(&self, states: &[State]) -> Result<()> {
        if states.contains(&self.state) {
            return Ok(());
        }
        Err(Error::refused("wrong-state", ui::messages::text("appeal-wrong-state", &[])))
    }
}
