//! Students are told: who says so, and the job that writes the letters.

use super::store::{self, Notice};
use super::{Due, Matter, SENDERS};
use crate::TermNoticeId;
use crate::said::{at, refused, wrong};
use ::store::Entry;
use ::store::job::Job;
use letters::term_notice::{self as letter, TermNotice};
use letters::{Season, Term as LetterTerm};
use office::letters_out::to_person;
use office::{Act, Error, Node, PersonId, Result};
use rules::Term;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use ui::ToArg;
use utoipa::ToSchema;

/// The job that writes to those who are next: `{ "notice": … }`.
pub const TELL_JOB: &str = "term_notice.tell";
/// So many are written to in one act.
const AT_ONCE: i64 = 50;

/// What is to be told.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SendTermNotice)]
pub struct Send {
    /// The term, e.g. `2027-V`: this one or the next.
    #[schema(value_type = String)]
    pub term: Term,
    /// The matter.
    pub matter: Matter,
}

/// Has every student told who has not been; answers which notice it is, and to how many it goes.
///
/// # Errors
/// Not found without the role at the whole institution; a term other than this one and the next; refused
/// `not-in-rule-set` where the rules set no dates, `not-yet` and `too-late` outside its days, `nobody-new`.
pub async fn send(act: &mut Act, new: Send) -> Result<(TermNoticeId, i64)> {
    if !act.who()?.has_everywhere(SENDERS) {
        return Err(Error::NotFound);
    }
    let today = act.today();
    let terms = [Term::of(today), Term::of(today).next()];
    if !terms.contains(&new.term) {
        let args: [(&str, &dyn ToArg); 3] =
            [("value", &new.term), ("this", &terms[0]), ("next", &terms[1])];
        return Err(at("term", "term-notice-error-term", &args));
    }
    let due = Due::of(act.node(), new.term, new.matter)?;
    let due = due.ok_or_else(|| refused("not-in-rule-set", "term-notice-refused-no-rule", &[]))?;
    if today < due.from {
        return Err(refused("not-yet", "term-notice-refused-not-yet", &[("day", &due.from)]));
    }
    if today > due.until {
        return Err(refused("too-late", "term-notice-refused-too-late", &[("day", &due.until)]));
    }
    let notice = begun(act, new).await?;
    let count = store::untold(act.conn(), &notice, today).await?;
    if count == 0 {
        return Err(refused("nobody-new", "term-notice-refused-nobody", &[]));
    }
    let now = act.now();
    act.enqueue(TELL_JOB, json!({ "notice": notice.id }), now).await?;
    Ok((notice.id, count))
}

/// The notice of the term and matter: the one that was sent before, or a new one.
async fn begun(act: &mut Act, new: Send) -> Result<Notice> {
    if let Some(notice) = store::notice_of(act.conn(), new.term, new.matter).await? {
        return Ok(notice);
    }
    let unit = store::institution(act.conn()).await?.ok_or(Error::NotFound)?;
    let notice = Notice { id: TermNoticeId::new(), term: new.term, matter: new.matter, unit };
    let (person, now) = (act.person()?, act.now());
    store::insert(act.conn(), &notice, (person, now)).await?;
    Ok(notice)
}

/// Writes to some of those who have not been told, and leaves the rest to the next one.
///
/// # Errors
/// The database is away.
pub(super) async fn job(node: &Node, job: &Job) -> Result<()> {
    let id = job.payload["notice"].as_str().and_then(|id| id.parse().ok());
    let id = TermNoticeId(id.ok_or(Error::NotFound)?);
    let mut act = Act::of_stored_job(node, job).await?;
    let notice = store::lock(act.conn(), id).await?.ok_or(Error::NotFound)?;
    let today = act.today();
    let due =
        Due::of(node, notice.term, notice.matter)?.ok_or_else(|| wrong("a term with dates"))?;
    let persons = store::next(act.conn(), &notice, (today, AT_ONCE)).await?;
    if persons.is_empty() || today > due.until {
        return Ok(());
    }
    let mut exams = match notice.matter {
        Matter::Dates => HashMap::new(),
        Matter::Registrations => {
            store::registered(act.conn(), notice.term, &persons, today).await?
        }
    };
    for person in &persons {
        let matter = match notice.matter {
            Matter::Dates => letter::Matter::Dates {
                fee_by: due.dates.fee_by,
                register_by: due.dates.register_by,
                sign_up_by: due.sign_up_by,
            },
            Matter::Registrations => {
                letter::Matter::Registrations { exams: exams.remove(person).unwrap_or_default() }
            }
        };
        tell(&mut act, &notice, *person, matter).await?;
    }
    let now = act.now();
    act.enqueue(TELL_JOB, json!({ "notice": id }), now).await?;
    let entry = Entry::new("term_notice.tell", "term_notice", id.0);
    act.commit(entry.fact("letters", persons.len().to_string())).await
}

async fn tell(
    act: &mut Act,
    notice: &Notice,
    person: PersonId,
    matter: letter::Matter,
) -> Result<()> {
    let term = LetterTerm {
        season: match notice.term.season {
            rules::Season::Spring => Season::Spring,
            rules::Season::Autumn => Season::Autumn,
        },
        year: notice.term.year,
    };
    let about = ("term_notice", notice.id.0);
    let write = |head| TermNotice { head, term, matter };
    let letter = to_person(act, person, notice.unit, about, write).await?;
    let now = act.now();
    store::told(act.conn(), notice.id, (person, letter), now).await?;
    Ok(())
}
