//! An application on its way: from the applicant over the assessor to a decision, a dismissal or an appeal.

mod advance;
mod appeals;
mod gate;
mod pages;
mod way;

use super::{
    Appeal, Apply, Assess, Described, Granted, GrantedAs, Outcome, Reconsider, Settle, State,
    add_item, appeal, apply, assess, decide, dismiss, reconsider, refresh, send, settle,
};
use crate::external_studies::tests::{
    act_of, answered, code, commit, course, degree, imported, person, rows_of,
};
use crate::external_studies::{Content, Correction, Kind, Words, corrected};
use crate::tests_world::office;
use crate::{RecognitionId, RecognitionItemId};
use ::store::Entry;
use jiff::civil::{Date, date};
use office::access::Role;
use office::explanation::Channel;
use office::testing::TestOffice;
use office::world::CastMember;
use office::{Act, CourseId, Result};
use rules::{Credits, Language};
use uuid::Uuid;

/// The department of the world.
const HERE: &str = "999.10.01";

async fn ingrid(office: &TestOffice) -> Act {
    act_of(office, "ingrid", Role::ExamOfficer, HERE).await
}

async fn siri(office: &TestOffice) -> Act {
    act_of(office, "siri", Role::CourseResponsible, HERE).await
}

/// Does one step in an act of its own.
macro_rules! step {
    ($act:expr, |$name:ident| $what:expr) => {{
        let mut $name = $act;
        let done = $what;
        if done.is_ok() {
            crate::external_studies::tests::commit($name).await;
        }
        done
    }};
}
use step;

fn credits(text: &str) -> Option<Credits> {
    Credits::parse(text)
}

/// Amina's application with all her rows from elsewhere.
async fn applied(office: &TestOffice) -> RecognitionId {
    let rows = rows_of(office, "amina").await.iter().map(|row| row.id).collect();
    let new = Apply {
        person: person("amina"),
        unit: office.world.department(),
        education: "Et år med historie".to_owned(),
        as_equal_to: String::new(),
        rows,
        advance: None,
        channel: Channel::SelfService,
        applied_on: date(2026, 11, 2),
    };
    let mut act = act_of(office, "amina", Role::Auditor, "1").await;
    let id = apply(&mut act, new).await.expect("applied");
    commit(act).await;
    id
}

/// The same with what institution 998 says of these courses.
async fn with_courses(office: &TestOffice, courses: &[(&str, &str)]) -> RecognitionId {
    let courses = courses.iter().map(|(code, credits)| course(code, credits, "B")).collect();
    let document = answered(office, "amina", courses).await;
    imported(office, document).await.expect("imported");
    applied(office).await
}

async fn items(office: &TestOffice, id: RecognitionId) -> Vec<RecognitionItemId> {
    case(office, id).await.items.iter().map(|item| item.id).collect()
}

async fn case(office: &TestOffice, id: RecognitionId) -> super::case::Case {
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    super::case::Case::load(&mut conn, id, false).await.expect("a case")
}

fn free(item: RecognitionItemId, given: &str) -> Granted {
    Granted {
        item,
        granted: GrantedAs::Free,
        course: None,
        credits: credits(given),
        reduced: None,
        overlaps_with: String::new(),
        grounds: String::new(),
    }
}

fn as_course(item: RecognitionItemId, course: CourseId, given: &str) -> Granted {
    Granted { granted: GrantedAs::Course, course: Some(course), ..free(item, given) }
}

fn nothing(item: RecognitionItemId) -> Granted {
    Granted {
        granted: GrantedAs::None,
        credits: None,
        grounds: "Svarer ikke.".into(),
        ..free(item, "1")
    }
}

fn assessment(grants: Vec<Granted>) -> Assess {
    Assess { grants, grounds: "Læringsutbyttet svarer til vårt.".to_owned() }
}

/// Sent by Ingrid and assessed by Siri.
async fn assessed(office: &TestOffice, id: RecognitionId, grants: Vec<Granted>) -> Result<()> {
    if case(office, id).await.state == State::Applied {
        step!(ingrid(office).await, |act| send(&mut act, id).await).expect("sent");
    }
    step!(siri(office).await, |act| assess(&mut act, id, assessment(grants)).await)
}

async fn decided(office: &TestOffice, id: RecognitionId) -> Result<()> {
    step!(ingrid(office).await, |act| decide(&mut act, id).await)
}

/// A case that was decided: one course of ten credits, as free credits.
async fn decided_case(office: &TestOffice) -> RecognitionId {
    let id = with_courses(office, &[("HIS1000", "10")]).await;
    let items = items(office, id).await;
    assessed(office, id, vec![free(items[0], "10")]).await.expect("assessed");
    decided(office, id).await.expect("decided");
    id
}

/// The text of the last letter of a kind, as plain text.
async fn letter(office: &TestOffice, kind: &str) -> String {
    let data: serde_json::Value = sqlx::query_scalar(
        "select data from letter where kind = $1 order by created_at desc, id desc",
    )
    .bind(kind)
    .fetch_one(&office.node.store().pool)
    .await
    .expect("a letter");
    let document = letters::render(kind, 1, Language::Nb, &data).expect("rendered");
    letters::plain_text(&document).replace('\u{a0}', " ")
}

/// An exclusion of another institution that bars Amina from recognition.
async fn excluded(office: &TestOffice, from: Date, to: Date) {
    let mut act = office.act().await;
    let now = act.now();
    sqlx::query(
        "insert into exclusion_told_row (row_id, version, person_id, institution, kind,
            classification, from_on, to_on, told_at)
        values ($1, 1, $2, '998', 'KARANTENEN', 'ALLE', $3, $4, $5)",
    )
    .bind(Uuid::new_v4())
    .bind(person("amina").0)
    .bind(jiff_sqlx::ToSqlx::to_sqlx(from))
    .bind(jiff_sqlx::ToSqlx::to_sqlx(to))
    .bind(jiff_sqlx::ToSqlx::to_sqlx(now))
    .execute(act.conn())
    .await
    .expect("told");
    act.commit(Entry::new("exclusion.test", "exclusion", Uuid::nil())).await.expect("an entry");
}
