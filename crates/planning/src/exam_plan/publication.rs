//! By when day, time and place of a term's written exams are published, and what is not yet (E-05, E-10).

use super::plan::Plan;
use super::{PUBLISHERS, store};
use crate::Series;
use crate::said::said;
use jiff::civil::Date;
use office::access::{Principal, Role};
use office::desk::Task;
use office::people::PlaceCode;
use office::{Node, Result};
use rules::exam_plan::{ExamPlanPublication, ExamPlanPublicationFacts};
use rules::{Reason, Rule, Term};
use sqlx::PgConnection;
use ui::key;
use ui::messages::text;

/// By when the plan of a term's ordinary exams is published.
pub(super) struct Publication {
    /// The last day.
    pub by: Date,
    /// Why, with the paragraph.
    pub because: Vec<Reason>,
}

impl Publication {
    /// What the rules of the term say of plans of this series; `None` where they set no day.
    ///
    /// # Errors
    /// No rule set covers the term.
    pub fn of(node: &Node, term: Term, series: Series) -> Result<Option<Self>> {
        if series != Series::Ordinary {
            return Ok(None);
        }
        let law = node.rules_on(term.first_day())?;
        let decided = ExamPlanPublication::decide(&ExamPlanPublicationFacts { term }, law);
        let because = decided.because;
        Ok(decided.outcome.ok().map(|answer| Self { by: answer.published_by, because }))
    }

    /// The same of a plan that waits to be published.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn of_plan(node: &Node, plan: &Plan) -> Result<Option<Self>> {
        if plan.published_at.is_some() { Ok(None) } else { Self::of(node, plan.term, plan.series) }
    }
}

/// For whoever publishes: the ordinary written exams of this term whose day, hour or room is not out, by the
/// day on which they all are. `ready` are the places whose plan only waits for its publication, which is a
/// task of its own.
pub(super) async fn tasks(
    conn: &mut PgConnection,
    node: &Node,
    who: &Principal,
    today: Date,
    ready: &[PlaceCode],
) -> Result<Vec<Task>> {
    let term = Term::of(today);
    let Some(publication) = Publication::of(node, term, Series::Ordinary)? else {
        return Ok(Vec::new());
    };
    let mut tasks = Vec::new();
    for place in who.scope(PUBLISHERS).into_iter().map(PlaceCode) {
        let covered: Vec<String> = ready.iter().map(|place| place.0.clone()).collect();
        let open = store::plan::unpublished(conn, term, &place, &covered).await?;
        if open == 0 {
            continue;
        }
        let mut because = publication.because.clone();
        let said_open = text("exam-plan-because-unpublished", &[("count", &open)]);
        because.push(Reason { text: said_open, law: String::new() });
        tasks.push(Task {
            routine: "exam_plan",
            step: said(key("exam-plan-task-publish-by")),
            about: term.to_string(),
            place,
            owner: Role::CentralOfficer,
            due_on: Some(publication.by),
            before: None,
            because,
            href: "/exam-plans".to_owned(),
        });
    }
    Ok(tasks)
}
