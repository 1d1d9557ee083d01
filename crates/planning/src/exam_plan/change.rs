//! A change that what is published needs, and the smallest repair that makes it hold.

use super::judged::Judged;
use super::store::draft::Draft;
use super::{PUBLISHERS, draft, store};
use crate::said::{at, refused};
use crate::{DraftId, ExamPlanId};
use jiff::civil::{Date, Time};
use office::{Act, Error, ExamId, Result, RoomId};
use serde::Deserialize;
use timetable::Format;
use timetable::solve::{Effort, NONE, Options, Placement, keep, solve};
use utoipa::ToSchema;

/// What each exam costs that gets another time than it was published with.
const CHANGE_WEIGHT: i32 = 1000;
/// So many steps a repair searches: under a second for six hundred exams.
const STEPS: u64 = 300_000;

/// What must hold from now on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, tag = "kind", rename_all = "snake_case")]
#[schema(as = ExamPlanDemand)]
pub enum Demanded {
    /// An exam must not lie on a day, at one hour or at none.
    NotAt {
        /// The exam.
        exam: ExamId,
        /// The day.
        #[schema(value_type = String, format = Date)]
        on: Date,
        /// The hour; left out, all of the day.
        #[serde(default)]
        #[schema(value_type = Option<String>)]
        at: Option<Time>,
    },
    /// An exam must lie at a time.
    At {
        /// The exam.
        exam: ExamId,
        /// The day.
        #[schema(value_type = String, format = Date)]
        on: Date,
        /// The hour.
        #[schema(value_type = String)]
        at: Time,
    },
    /// A room cannot be used on a day, at one hour or at none.
    RoomClosed {
        /// The room.
        room: RoomId,
        /// The day.
        #[schema(value_type = String, format = Date)]
        on: Date,
        /// The hour; left out, all of the day.
        #[serde(default)]
        #[schema(value_type = Option<String>)]
        at: Option<Time>,
    },
}

/// A change, with its reason, which everybody concerned is told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExamPlanChange)]
pub struct Change {
    /// What must hold.
    pub demanded: Demanded,
    /// Why.
    pub because: String,
}

/// Finds the smallest repair of what is published, and keeps it to be looked at. Nothing is changed and
/// nobody told before [`super::repair`] carries it out.
///
/// # Errors
/// Not found outside one's scope; refused `not-published`; a time that is no sitting of the plan, an exam
/// that is not of it, a room that is not there, no reason.
pub async fn propose(act: &mut Act, plan: ExamPlanId, change: &Change) -> Result<DraftId> {
    let plan = store::plan::plan(act.conn(), plan, true).await?.ok_or(Error::NotFound)?;
    act.who()?.require(PUBLISHERS, &plan.place)?;
    if plan.published_at.is_none() {
        return Err(refused("not-published", "exam-plan-refused-not-published", &[]));
    }
    if change.because.trim().is_empty() {
        return Err(draft::because_missing());
    }
    let id = DraftId::new();
    let made = Draft {
        id,
        plan: plan.id,
        number: 0,
        name: change.because.trim().chars().take(100).collect(),
        repair: true,
        because: change.because.trim().to_owned(),
        seconds: 1,
        seed: 1,
        searching: false,
        places: Vec::new(),
        version: 1,
        base_revision: plan.revision,
        applied_at: None,
    };
    let (person, now, today) = (act.person()?, act.now(), act.today());
    store::draft::insert(act.conn(), &made, (person, now)).await?;
    insert(act, id, &change.demanded).await?;
    let standing = Judged::standing(act.conn(), plan, Some(id)).await?;
    possible(&standing, &change.demanded)?;
    let repaired = tokio::task::spawn_blocking(move || repaired(standing, today));
    let repaired = repaired.await.map_err(|error| Error::Internal(error.into()))??;
    store::draft::set_places(act.conn(), id, &repaired.places()).await?;
    Ok(id)
}

async fn insert(act: &mut Act, id: DraftId, demanded: &Demanded) -> Result<()> {
    let (what, when) = match demanded {
        Demanded::NotAt { exam, on, at } => (("not_at", Some(*exam), None), (*on, *at)),
        Demanded::At { exam, on, at } => (("at", Some(*exam), None), (*on, Some(*at))),
        Demanded::RoomClosed { room, on, at } => (("room_closed", None, Some(*room)), (*on, *at)),
    };
    let inserted = store::draft::insert_demand(act.conn(), id, what, when).await;
    inserted.map_err(|error| {
        let constraint = error.as_database_error().and_then(|error| error.constraint());
        match constraint {
            Some("exam_plan_demand_exam_id_fkey") => at("exam", "exam-plan-error-exam", &[]),
            Some("exam_plan_demand_room_id_fkey") => at("room", "exam-plan-error-room", &[]),
            _ => error.into(),
        }
    })
}

/// Whether the demand is about an exam and a time of the plan.
fn possible(standing: &Judged, demanded: &Demanded) -> Result<()> {
    let (exam, on, hour) = match demanded {
        Demanded::NotAt { exam, on, at } => (Some(*exam), *on, *at),
        Demanded::At { exam, on, at } => (Some(*exam), *on, Some(*at)),
        Demanded::RoomClosed { on, at, .. } => (None, *on, *at),
    };
    if exam.is_some_and(|exam| standing.term.exam(exam).is_none()) {
        return Err(at("exam", "exam-plan-error-exam", &[]));
    }
    let here = |(day, time): &(Date, Time)| *day == on && hour.is_none_or(|hour| hour == *time);
    if standing.term.sittings.iter().any(here) {
        return Ok(());
    }
    let hour = hour.map_or_else(String::new, |hour| hour.strftime("%H:%M").to_string());
    Err(at("on", "exam-plan-error-sitting", &[("day", &on), ("hour", &hour)]))
}

/// The smallest change of what stands that makes everything hold; what is over by `today` stays.
fn repaired(standing: Judged, today: Date) -> Result<Judged> {
    let (old, text) = (standing.placement()?, standing.text());
    let term = standing.term;
    let problem = term.instance.problem();
    let mut options = Options::new(&problem, 1, Effort::Steps(STEPS));
    options.fixed =
        problem.members.iter().zip(&old.period).map(|(_, at)| past(&term, *at, today)).collect();
    options.from = Some(old.clone());
    let problem = keep(problem, &old, CHANGE_WEIGHT);
    let found = solve(&problem, &options, &mut || 0.0, &mut |_| true).best;
    let best = Placement { room: Vec::new(), ..found };
    Judged::placed(term, &best, &text)
}

fn past(term: &super::gather::Term, at: u16, today: Date) -> bool {
    at != NONE && term.sittings[usize::from(at)].0 <= today
}
