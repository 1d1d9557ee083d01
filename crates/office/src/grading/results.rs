//! A student's own results: what counts, what counted before, and what can be done.

use super::store;
use crate::calendar::{self, Deadline};
use crate::{AppealId, ExamId, ExplanationId, Node, PersonId, ProtocolId, Result, ResultId};
use jiff::civil::Date;
use rules::appeal::{AppealDeadline, excusable_until};
use rules::explanation::ExplanationDeadline;
use rules::{Grade, Rule, Term, Text};
use sqlx::PgConnection;
use std::collections::HashMap;
use uuid::Uuid;

/// A result as its owner sees it.
pub struct OwnResult {
    /// The result.
    pub id: ResultId,
    /// The exam it is of.
    pub exam: ExamId,
    /// The course code.
    pub code: String,
    /// The name of the course.
    pub name: Text,
    /// The term.
    pub term: Term,
    /// Why the sitting was held, as a word: `ordinary`, `deferred`, `resit` or `early`.
    pub kind: String,
    /// The grade.
    pub grade: Grade,
    /// `ordinary`, `rectification` or `appeal`.
    pub origin: String,
    /// The day it was announced.
    pub announced_on: Date,
    /// Until when an explanation can be asked for, with reasons.
    pub explanation: Option<Deadline>,
    /// Until when it can be appealed, with reasons.
    pub appeal: Option<Deadline>,
    /// Whether there is a grading guide, which is open once the grade is set (N-09).
    pub has_guide: bool,
    /// The explanation asked for last.
    pub asked: Option<ExplanationId>,
    /// The appeal lodged last.
    pub appealed: Option<AppealId>,
    /// Whether there is none but such as have been withdrawn.
    pub may_appeal: bool,
    /// Whether the exam is annulled: then it does not count, and no deadline runs from it.
    pub annulled: bool,
    /// Those that it took the place of, the newest first.
    pub history: Vec<Earlier>,
}

/// A result that counted before.
pub struct Earlier {
    /// The result.
    pub id: ResultId,
    /// The grade.
    pub grade: Grade,
    /// The day it was announced.
    pub announced_on: Date,
}

impl OwnResult {
    /// Once the deadline for an appeal has passed: the last day on which one can still be lodged
    /// with the reasons for being late (fvl. § 31); `None` before, and after that day.
    ///
    /// # Errors
    /// No rule set covers the day of announcement.
    pub fn late_appeal_until(&self, node: &Node, today: Date) -> Result<Option<Date>> {
        if !self.may_appeal || self.appeal.is_none() || is_open(self.appeal.as_ref(), today) {
            return Ok(None);
        }
        let law = node.rules_on(self.announced_on)?;
        Ok(excusable_until(self.announced_on, law).filter(|last| today <= *last))
    }
}

/// Whether a deadline has not passed; an open one has not.
pub fn is_open(deadline: Option<&Deadline>, today: Date) -> bool {
    deadline.is_some_and(|deadline| deadline.due_on.is_none_or(|due| due >= today))
}

/// The deadlines of results: a result's own, where its facts have moved it, else the one that
/// its protocol was announced with.
pub(super) struct Running(HashMap<(Uuid, String), Deadline>);

impl Running {
    /// Those of these results, each with its protocol.
    ///
    /// # Errors
    /// The database is away.
    pub(super) async fn of(
        conn: &mut PgConnection,
        results: impl Iterator<Item = (ResultId, ProtocolId)>,
    ) -> Result<Self> {
        let ids: Vec<Uuid> = results.flat_map(|(id, protocol)| [id.0, protocol.0]).collect();
        let kinds = ["result", "protocol"].map(str::to_owned);
        Ok(Self(calendar::store::of_all(conn, &kinds, &ids).await?))
    }

    /// The deadline of this name.
    pub(super) fn deadline(
        &self,
        id: ResultId,
        protocol: ProtocolId,
        name: &str,
    ) -> Option<Deadline> {
        let of = |id: Uuid| self.0.get(&(id, name.to_owned())).cloned();
        of(id.0).or_else(|| of(protocol.0))
    }
}

/// The results in force of one person, the newest first, each with those before it.
///
/// # Errors
/// The database is away.
pub async fn own_results(conn: &mut PgConnection, person: PersonId) -> Result<Vec<OwnResult>> {
    let rows = store::own_results(conn, person).await?;
    let in_force = rows.iter().filter(|row| !row.superseded);
    let running = Running::of(conn, in_force.map(|row| (row.id, row.protocol))).await?;
    let day = |at: jiff::Timestamp| at.to_zoned(::store::oslo()).date();
    let mut own = Vec::new();
    for row in rows.iter().filter(|row| !row.superseded) {
        let before =
            rows.iter().filter(|old| old.superseded && old.registration == row.registration);
        let of = |name| running.deadline(row.id, row.protocol, name).filter(|_| !row.annulled);
        own.push(OwnResult {
            id: row.id,
            exam: row.exam,
            code: row.code.clone(),
            name: row.name.clone(),
            term: row.term,
            kind: row.kind.clone(),
            grade: row.grade,
            origin: row.origin.clone(),
            announced_on: day(row.announced_at),
            explanation: of(ExplanationDeadline::NAME),
            appeal: of(AppealDeadline::NAME),
            has_guide: row.has_guide,
            asked: row.explanation,
            appealed: row.appeal,
            may_appeal: row.may_appeal && !row.annulled,
            annulled: row.annulled,
            history: before
                .map(|old| Earlier {
                    id: old.id,
                    grade: old.grade,
                    announced_on: day(old.announced_at),
                })
                .collect(),
        });
    }
    Ok(own)
}
