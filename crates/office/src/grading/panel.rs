//! A committee at work: its examiners, its exam and its candidates by number.

use super::store;
use crate::access::{Principal, Role};
use crate::catalogue::{self, Exam};
use crate::examiners::CommitteeKind;
use crate::people::PersonName;
use crate::{AppealId, CommitteeId, Error, MemberId, PersonId, RegistrationId, Result, examiners};
use rules::{Grade, GradeScale};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// One examiner of a panel.
#[derive(Clone)]
pub struct PanelMember {
    /// The seat.
    pub id: MemberId,
    /// Who sits there.
    pub person: PersonId,
    /// The name; shown to the administration and to the other examiners.
    pub name: PersonName,
    /// Where the examiner works, as registered; may be empty.
    pub workplace: String,
    /// 1 and 2 grade; 3 is called in when they disagree.
    pub position: i32,
    /// Whether the examiner comes from outside.
    pub external: bool,
    /// Whether the answers are handed over; to a committee of an appeal with its package.
    pub has_answers: bool,
}

/// A committee at work.
pub struct Panel {
    /// The committee.
    pub id: CommitteeId,
    /// What it is for.
    pub kind: CommitteeKind,
    /// The appeal, unless it grades the exam.
    pub appeal: Option<AppealId>,
    /// Whether that appeal has been withdrawn: then there is nothing more to assess.
    pub withdrawn: bool,
    /// The exam whose answers are graded.
    pub exam: Exam,
    /// The examiners in the order of their seats.
    pub members: Vec<PanelMember>,
}

/// One candidate, by number.
pub struct Candidate {
    /// The registration; never shown to an examiner.
    pub registration: RegistrationId,
    /// The candidate number, or the package's.
    pub number: String,
    /// Whether an answer was delivered.
    pub delivered: bool,
    /// Why none was: `absent`, `sick`, `withdrew`.
    pub absence: Option<String>,
    /// The grade each examiner would set.
    pub standpoints: HashMap<MemberId, Grade>,
    /// What they have agreed on.
    pub agreement: Option<Agreed>,
}

/// An agreement in force.
pub struct Agreed {
    /// The opaque id.
    pub id: Uuid,
    /// The grade.
    pub grade: Grade,
    /// Who has signed.
    pub signed_by: Vec<PersonId>,
}

impl Panel {
    /// The committee with its exam.
    ///
    /// # Errors
    /// Not found when there is no such committee.
    pub async fn load(conn: &mut PgConnection, id: CommitteeId) -> Result<Self> {
        let row = store::committee(conn, id).await?.ok_or(Error::NotFound)?;
        let exam = catalogue::store::exam(conn, row.exam).await?.ok_or(Error::NotFound)?;
        let members = store::members(conn, id).await?;
        let store::CommitteeRow { kind, appeal, withdrawn, .. } = row;
        Ok(Self { id, kind, appeal, withdrawn, exam, members })
    }

    /// The committee with its exam, held so that no protocol is sealed meanwhile, or,
    /// when sealing, so that no standpoint is given meanwhile.
    ///
    /// # Errors
    /// As [`Panel::load`].
    pub async fn lock(conn: &mut PgConnection, id: CommitteeId) -> Result<Self> {
        // The exam first, as everybody who holds both: what is assessed is not moved meanwhile.
        let row = store::committee(conn, id).await?.ok_or(Error::NotFound)?;
        catalogue::store::hold_exam(conn, row.exam).await?;
        store::lock_committee(conn, id).await?;
        Self::load(conn, id).await
    }

    /// The seat of a person in this committee.
    pub fn seat_of(&self, person: PersonId) -> Option<&PanelMember> {
        self.members.iter().find(|member| member.person == person)
    }

    /// The seat of the one who asks.
    ///
    /// # Errors
    /// Not found for everybody else: a committee one does not sit in does not exist.
    pub fn require_seat(&self, who: &Principal) -> Result<&PanelMember> {
        self.seat_of(who.person).ok_or(Error::NotFound)
    }

    /// # Errors
    /// Refused `appeal-withdrawn` to the committee of an appeal that is no more.
    pub fn require_appeal(&self) -> Result<()> {
        if !self.withdrawn {
            return Ok(());
        }
        let text = super::said(ui::key("grading-refused-appeal-withdrawn"));
        Err(Error::refused("appeal-withdrawn", text))
    }

    /// Lets at what this committee has set those who sit in it, and those who by one of `roles`
    /// follow the exam and do not assess an answer of it anew: these must not know the first
    /// grade (uhl. § 11-11).
    ///
    /// # Errors
    /// Not found for all others.
    pub async fn require_sight(
        &self,
        conn: &mut PgConnection,
        who: &Principal,
        roles: &[Role],
    ) -> Result<()> {
        if self.seat_of(who.person).is_some() {
            return Ok(());
        }
        let follows = who.may(roles, &self.exam.place);
        if follows && !examiners::store::assesses_anew(conn, self.exam.id, who.person).await? {
            return Ok(());
        }
        Err(Error::NotFound)
    }

    /// The scale of the course (M-09).
    pub fn scale(&self) -> GradeScale {
        if self.exam.grade_scale == "pass_fail" { GradeScale::PassFail } else { GradeScale::Letter }
    }

    /// The grades of that scale, best first; there is no way from one scale to the other (M-10).
    pub fn grades(&self) -> Vec<Grade> {
        let scale = self.scale();
        Grade::ALL.into_iter().filter(|grade| grade.scale() == scale).collect()
    }

    /// The candidates in order of number.
    ///
    /// # Errors
    /// The database is away.
    pub async fn candidates(&self, conn: &mut PgConnection) -> Result<Vec<Candidate>> {
        let mut candidates = store::candidates(conn, self.id).await?;
        let mut standpoints = store::standpoints(conn, self.id).await?;
        let mut agreements = store::agreements(conn, self.id).await?;
        for candidate in &mut candidates {
            if let Some(given) = standpoints.remove(&candidate.registration) {
                candidate.standpoints = given;
            }
            candidate.agreement = agreements.remove(&candidate.registration);
        }
        Ok(candidates)
    }
}

impl Candidate {
    /// Whether the first two hold different grades: then, and only then, a third one grades.
    pub fn disputed(&self, panel: &Panel) -> bool {
        let of = |position: usize| {
            panel.members.get(position).and_then(|member| self.standpoints.get(&member.id))
        };
        matches!((of(0), of(1)), (Some(one), Some(other)) if one != other)
    }

    /// Whether this examiner is to grade the candidate.
    pub fn is_for(&self, panel: &Panel, member: &PanelMember) -> bool {
        self.delivered && (member.position < 3 || self.disputed(panel))
    }

    /// Whether this examiner may see the answer: what is hers to grade, once it is handed over.
    pub fn is_shown_to(&self, panel: &Panel, member: &PanelMember) -> bool {
        member.has_answers && self.is_for(panel, member)
    }

    /// Whether the examiner may see what the others hold: once he and they stand.
    pub fn is_open_to(&self, panel: &Panel, member: &PanelMember) -> bool {
        let stands = |other: &PanelMember| self.standpoints.contains_key(&other.id);
        stands(member) && panel.members.iter().take(2).all(stands)
    }
}
