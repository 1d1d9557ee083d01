//! A draft as it stands today: where everything lies, what that breaks and what it costs.

use super::gather::{Term, gather};
use super::places::Places;
use super::plan::Plan;
use super::store::draft::Draft;
use crate::DraftId;
use office::{Error, Result};
use sqlx::PgConnection;
use std::collections::BTreeSet;
use timetable::solve::Placement;
use timetable::{Format, Report, Source};

/// A draft, judged.
pub struct Judged {
    /// The term as it is today.
    pub term: Term,
    /// Where each exam lies, with its rooms.
    pub plan: timetable::office::Plan,
    /// What that breaks and costs.
    pub report: Report,
}

/// The numbers by which drafts are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[schema(as = ExamPlanFigures)]
pub struct Figures {
    /// Broken demands.
    pub broken: usize,
    /// Exams without a place.
    pub unplaced: usize,
    /// Pairs of exams at one time that share somebody.
    pub clashes: usize,
    /// Candidates with two exams on one day.
    pub same_day: i64,
    /// Candidates with exams on two days that follow each other.
    pub next_day: i64,
    /// Rooms used, each counted once for each sitting.
    pub rooms: usize,
    /// Exams with a wish that lie on a day that was wished for.
    pub wishes_met: usize,
    /// Exams with a wish.
    pub wishes: usize,
    /// The sum of all prices.
    pub cost: i64,
}

/// The file that a text stands in for.
pub(super) const fn source(text: &str) -> Source<'_> {
    Source { name: "plan", bytes: text.as_bytes() }
}

/// Our own fault: a plan that we wrote cannot be read.
pub(super) fn unreadable(error: impl std::fmt::Display) -> Error {
    Error::Internal(anyhow::anyhow!("a plan that was written cannot be read: {error}"))
}

impl Judged {
    /// Judges a draft as it is kept.
    ///
    /// # Errors
    /// The database is away.
    pub async fn of(conn: &mut PgConnection, plan: Plan, draft: &Draft) -> Result<Self> {
        let term = gather(conn, plan, Some(draft.id)).await?;
        Self::of_places(term, &draft.places)
    }

    /// Judges what the catalogue holds now.
    ///
    /// # Errors
    /// The database is away.
    pub async fn standing(
        conn: &mut PgConnection,
        plan: Plan,
        draft: Option<DraftId>,
    ) -> Result<Self> {
        let term = gather(conn, plan, draft).await?;
        let places = term.standing();
        Self::of_places(term, &places)
    }

    /// Judges these places. Who has signed up or withdrawn since gets a seat or leaves it; rooms stay where
    /// they can.
    ///
    /// # Errors
    /// Our own fault alone.
    pub fn of_places(term: Term, places: &Places) -> Result<Self> {
        let plan = term.plan_of(places);
        let text = timetable::office::write(&term.instance, &plan);
        let start = term.instance.start(source(&text)).map_err(unreadable)?;
        Self::placed(term, &start, &text)
    }

    /// Judges a placement, with rooms as near to an old plan as can be.
    ///
    /// # Errors
    /// Our own fault alone.
    pub fn placed(term: Term, placement: &Placement, old: &str) -> Result<Self> {
        let text = term.instance.write_near(placement, source(old)).map_err(unreadable)?;
        let plan =
            timetable::office::read_plan(&term.instance, source(&text)).map_err(unreadable)?;
        let report = timetable::office::score(&term.instance, &plan);
        Ok(Self { term, plan, report })
    }

    /// The plan as a file.
    pub fn text(&self) -> String {
        timetable::office::write(&self.term.instance, &self.plan)
    }

    /// The placement of the model.
    ///
    /// # Errors
    /// Our own fault alone.
    pub fn placement(&self) -> Result<Placement> {
        self.term.instance.start(source(&self.text())).map_err(unreadable)
    }

    /// Where everything lies, as it is kept.
    pub fn places(&self) -> Places {
        self.term.places_of(&self.plan)
    }

    /// The numbers by which it is compared.
    pub fn figures(&self) -> Figures {
        let instance = &self.term.instance;
        let wishes = instance.exams.iter().zip(&self.plan);
        let wishes: Vec<bool> = wishes
            .filter(|(exam, _)| !exam.wished.is_empty())
            .map(|(exam, at)| at.as_ref().is_some_and(|at| exam.wished.contains(&at.sitting)))
            .collect();
        let used = self.plan.iter().flatten();
        let used: BTreeSet<(usize, usize)> =
            used.flat_map(|at| at.seats.iter().map(|seats| (at.sitting, seats.room))).collect();
        let price = |days: usize| instance.costs.days.get(days).copied().map_or(1, i64::from);
        Figures {
            broken: self.report.violations.len(),
            unplaced: self.report.count("unplaced"),
            clashes: self.report.count("clash"),
            same_day: self.report.cost("same day") / price(0),
            next_day: self.report.cost("1 days apart") / price(1),
            rooms: used.len(),
            wishes_met: wishes.iter().filter(|met| **met).count(),
            wishes: wishes.len(),
            cost: self.report.total,
        }
    }
}
