//! The search for a draft: a job that tells how far it is, can be stopped, and whose best so far outlives it.

use super::gather::Term;
use super::judged::{Judged, source, unreadable};
use super::places::Places;
use super::store;
use super::store::draft::{Draft, Search};
use crate::DraftId;
use ::store::Entry;
use ::store::job::Job;
use edge::Node as _;
use jiff::Timestamp;
use office::{Act, Error, Node, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use timetable::Format;
use timetable::solve::{Effort, News, Options, Placement, solve};
use tokio::sync::watch;

/// The job that searches.
pub const SEARCH_JOB: &str = "exam_plan.search";

/// What the search has told last.
#[derive(Clone)]
struct Told {
    share: f64,
    best: Placement,
}

/// Searches for a draft, and keeps what was found in one act. Begun again after a crash, it goes on from the
/// best that was written down, with the time that was left.
pub(super) async fn job(node: &Node, job: &Job) -> Result<()> {
    let id = job.payload["draft"].as_str().and_then(|id| id.parse().ok());
    let id = DraftId(id.ok_or(Error::NotFound)?);
    let mut conn = node.store().pool.acquire().await?;
    let plan = store::draft::plan_of(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let plan = store::plan::plan(&mut conn, plan, false).await?.ok_or(Error::NotFound)?;
    let drafts = store::draft::drafts(&mut conn, plan.id, Some(id)).await?;
    let draft = drafts.into_iter().next().ok_or(Error::NotFound)?;
    if !draft.searching {
        return Ok(());
    }
    let begun = store::draft::search(&mut conn, id).await?;
    let term = Arc::new(super::gather::gather(&mut conn, plan, Some(id)).await?);
    let best = searched(node, &mut conn, (&draft, begun), &term).await?;
    drop(conn);
    let mut act = Act::of_stored_job(node, job).await?;
    store::draft::set_places(act.conn(), id, &best).await?;
    let entry = Entry::new("exam_plan.search", "exam_plan_draft", id.0);
    act.commit(entry.fact("placed", best.len().to_string())).await
}

/// Runs the search on a thread of its own, and writes down what it tells.
async fn searched(
    node: &Node,
    conn: &mut sqlx::PgConnection,
    (draft, begun): (&Draft, Option<Search>),
    term: &Arc<Term>,
) -> Result<Places> {
    let stop = Arc::new(AtomicBool::new(begun.as_ref().is_some_and(|begun| begun.stop_asked)));
    let done = begun.as_ref().map_or(0.0, |begun| begun.share);
    let from = begun.map(|begun| begun.best).filter(|best| !best.is_empty());
    let left = f64::from(draft.seconds) * (1.0 - done).max(0.02);
    let (tell, mut told) = watch::channel(None);
    let thread = {
        let (term, stop, seed) = (term.clone(), stop.clone(), u64::from(draft.seed.unsigned_abs()));
        let wall = Wall { node: node.clone(), begun: node.wall() };
        tokio::task::spawn_blocking(move || {
            run(&term, from.as_ref(), (seed, left), &wall, &tell, &stop)
        })
    };
    while told.changed().await.is_ok() {
        let Some(Told { share, best }) = told.borrow_and_update().clone() else { continue };
        let now = Search {
            share: done + share * (1.0 - done),
            unplaced: i32::try_from(best.unplaced).unwrap_or(i32::MAX),
            cost: best.cost,
            best: places(term, &best)?,
            stop_asked: false,
        };
        if store::draft::set_search(conn, draft.id, &now).await? {
            stop.store(true, Ordering::Relaxed);
        }
    }
    let best = thread.await.map_err(|error| Error::Internal(error.into()))??;
    places(term, &best)
}

/// The time that the search has used.
struct Wall {
    node: Node,
    begun: Timestamp,
}

impl Wall {
    fn seconds(&self) -> f64 {
        (self.node.wall() - self.begun).total(jiff::Unit::Second).unwrap_or_default()
    }
}

fn run(
    term: &Term,
    from: Option<&Places>,
    (seed, seconds): (u64, f64),
    wall: &Wall,
    tell: &watch::Sender<Option<Told>>,
    stop: &AtomicBool,
) -> Result<Placement> {
    let problem = term.instance.problem();
    let mut options = Options::new(&problem, seed, Effort::Seconds(seconds));
    if let Some(from) = from {
        let text = timetable::office::write(&term.instance, &term.plan_of(from));
        options.from = Some(term.instance.start(source(&text)).map_err(unreadable)?);
    }
    let mut clock = || wall.seconds();
    let mut news = |news: &News| {
        tell.send_replace(Some(Told { share: news.share, best: news.best.clone() }));
        !stop.load(Ordering::Relaxed)
    };
    Ok(solve(&problem, &options, &mut clock, &mut news).best)
}

/// A placement with rooms, as it is kept.
fn places(term: &Term, placement: &Placement) -> Result<Places> {
    let text = term.instance.write(placement);
    let plan = timetable::office::read_plan(&term.instance, source(&text)).map_err(unreadable)?;
    Ok(term.places_of(&plan))
}

/// A draft as a reader sees it: while a search is under way, with the best that it has found.
pub(super) async fn as_it_is(
    conn: &mut sqlx::PgConnection,
    plan: super::plan::Plan,
    draft: &mut Draft,
) -> Result<(Judged, Option<Search>)> {
    let search = match draft.searching {
        true => store::draft::search(conn, draft.id).await?,
        false => None,
    };
    if let Some(search) = &search {
        draft.places.clone_from(&search.best);
    }
    Ok((Judged::of(conn, plan, draft).await?, search))
}
