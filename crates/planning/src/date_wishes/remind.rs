//! The letters of a request: the first one, and the reminder to whoever has not answered.

use super::store::{self, Request};
use crate::DateWishRequestId;
use ::store::Entry;
use ::store::job::Job;
use letters::date_wish_request::DateWishRequest;
use letters::{Course, Season, Term};
use office::{Act, Error, Node, PersonId, Result, letters_out};
use std::collections::BTreeMap;

/// The job that reminds.
pub const REMIND_JOB: &str = "date_wishes.remind";

/// Writes to each person responsible for a course that nobody has answered for; answers to how many.
pub(super) async fn write(act: &mut Act, request: &Request, reminder: bool) -> Result<usize> {
    let today = act.today();
    let mut courses: BTreeMap<PersonId, Vec<Course>> = BTreeMap::new();
    for line in store::unanswered(act.conn(), request, today).await? {
        courses.entry(line.person).or_default().push(line.course);
    }
    let term = Term {
        season: match request.term.season {
            rules::Season::Spring => Season::Spring,
            rules::Season::Autumn => Season::Autumn,
        },
        year: request.term.year,
    };
    let told = courses.len();
    for (person, courses) in courses {
        let about = ("date_wish_request", request.id.0);
        letters_out::to_person(act, person, request.unit, about, |head| DateWishRequest {
            head,
            term,
            deferred: request.series == crate::Series::Deferred,
            courses,
            first_on: request.first_on,
            last_on: request.last_on,
            answer_by: request.answer_by,
            reminder,
        })
        .await?;
    }
    Ok(told)
}

/// Reminds once, on the day that stands now: an earlier day that was put off reminds nobody.
pub(super) async fn job(node: &Node, job: &Job) -> Result<()> {
    let id = job.payload["request"].as_str().and_then(|id| id.parse().ok());
    let id = DateWishRequestId(id.ok_or(Error::NotFound)?);
    let mut act = Act::of_stored_job(node, job).await?;
    let request = store::request(act.conn(), id, true).await?.ok_or(Error::NotFound)?;
    if request.reminded || request.remind_on > act.today() || request.answer_by < act.today() {
        return Ok(());
    }
    let told = write(&mut act, &request, true).await?;
    let now = act.now();
    store::set_reminded(act.conn(), id, now).await?;
    let entry = Entry::new("date_wishes.remind", "date_wish_request", id.0);
    act.commit(entry.fact("letters", told.to_string())).await
}
