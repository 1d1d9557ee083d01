//! What must be true after every step, whoever took it.

use super::rules::{Announced, Broken, Model, STUDENTS};
use super::walk::code;
use crate::testing::Sat;
use crate::world::CastMember;
use jiff::civil::Date;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Every announced grade that was ever seen: whose, which, from which protocol, when, and what
/// took its place.
pub(super) type Past = BTreeMap<Uuid, (String, Option<Uuid>)>;

/// Announced grades that their protocol does not hold as it was sealed, or that fewer than two of
/// its examiners stand for.
const WITHOUT_GROUNDS: &str =
    "select count(*) from result join protocol on protocol.id = protocol_id
    where content_sha256 <> encode(sha256(convert_to(content, 'UTF8')), 'hex')
        or protocol.received_at is null
        or not exists (
            select from jsonb_array_elements(content::jsonb -> 'rows') line
            where line ->> 'registration' = result.registration_id::text
                and line ->> 'grade' = result.grade
        )
        or 2 > (
            select count(*) from standpoint
            join committee_member member on member.id = committee_member_id
            where member.committee_id = protocol.committee_id and replaced_by is null
                and standpoint.registration_id = result.registration_id
                and standpoint.grade = result.grade
        )";

/// Nothing announced is lost or changed, each grade has its grounds, and the students see what the
/// model says, with its deadlines.
pub(super) async fn at(sat: &Sat, past: &mut Past, model: &Model) -> Result<(), String> {
    let now = results(sat).await;
    for (id, (was, replaced_by)) in past.iter() {
        match now.get(id) {
            Some((is, by)) if is == was && (replaced_by.is_none() || by == replaced_by) => {}
            other => return Err(format!("an announced grade was {was}, is {other:?}")),
        }
    }
    let known: usize = model.results.iter().map(Vec::len).sum();
    if now.len() != known {
        return Err(format!("{} grades are announced, the model has {known}", now.len()));
    }
    *past = now;
    if sat.count(WITHOUT_GROUNDS).await != 0 {
        return Err("a grade is announced without grounds".to_owned());
    }
    for (student, name) in STUDENTS.into_iter().enumerate() {
        let seen = seen(sat, student).await;
        let expected = model.results[student].last().map(|result| shown(result, model));
        if seen != expected {
            return Err(format!("{name} has the grade and deadline {seen:?}, not {expected:?}"));
        }
        let state = state(sat, student).await;
        let expected = model.state(student).map(code);
        if state.as_deref() != expected {
            return Err(format!("the appeal of {name} is {state:?}, not {expected:?}"));
        }
    }
    Ok(())
}

/// A grade as its student meets it: grade, days of announcement, to ask by and to appeal by.
type Shown = (String, Date, Option<Date>, Option<Date>);

fn shown(result: &Announced, model: &Model) -> Shown {
    let broken = model.is(Broken::DeadlineFromSeal);
    let (asking, appealing) = match result.regraded {
        true => (None, None),
        false => (Some(result.explanation_due(broken)), result.appeal_due(broken)),
    };
    (result.grade.to_string(), result.on, asking, appealing)
}

async fn seen(sat: &Sat, student: usize) -> Option<Shown> {
    let person = CastMember::named(STUDENTS[student]).id();
    let mut conn = sat.office.node.store().pool.acquire().await.unwrap();
    let own = crate::grading::own_results(&mut conn, person).await.unwrap().into_iter().next()?;
    let due = |deadline: Option<crate::calendar::Deadline>| deadline.and_then(|one| one.due_on);
    Some((own.grade.code().to_owned(), own.announced_on, due(own.explanation), due(own.appeal)))
}

async fn results(sat: &Sat) -> Past {
    let rows: Vec<(Uuid, String, Option<Uuid>)> = sqlx::query_as(
        "select id, concat_ws(' ', registration_id, grade, protocol_id, origin, announced_at),
            superseded_by from result",
    )
    .fetch_all(&sat.office.node.store().pool)
    .await
    .unwrap();
    rows.into_iter().map(|(id, was, by)| (id, (was, by))).collect()
}

/// The result that counts for a student.
pub(super) async fn in_force(sat: &Sat, student: usize) -> Option<Uuid> {
    sqlx::query_scalar("select id from result where registration_id = $1 and superseded_by is null")
        .bind(sat.students[student].1.0)
        .fetch_optional(&sat.office.node.store().pool)
        .await
        .unwrap()
}

async fn state(sat: &Sat, student: usize) -> Option<String> {
    sqlx::query_scalar(
        "select state from appeal where registration_id = $1 order by id desc limit 1",
    )
    .bind(sat.students[student].1.0)
    .fetch_optional(&sat.office.node.store().pool)
    .await
    .unwrap()
}
