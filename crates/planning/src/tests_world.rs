//! What the tests of planning start from: an office in November, with exams of the next spring that
//! nobody has planned.

use office::testing::{Answer, Browser, TestOffice};
use office::{ExamId, Routine, UnitId};
use rules::Language;
use serde_json::{Value, json};
use store::Entry;
use uuid::Uuid;

/// The routines of planning, and those of an exam's day that it builds on.
const ABOVE: &[Routine] = &[
    crate::date_wishes::ROUTINE,
    crate::exam_plan::ROUTINE,
    crate::exam_calendar::ROUTINE,
    crate::exam_overview::ROUTINE,
    crate::term_notice::ROUTINE,
    exam_day::room_booking::ROUTINE,
    exam_day::accommodation::ROUTINE,
    exam_day::room_folder::ROUTINE,
];

/// Monday 2 November 2026.
pub async fn office() -> TestOffice {
    let now = "2026-11-02T10:00:00+01:00";
    let tables = [&crate::MIGRATIONS, &exam_day::MIGRATIONS];
    TestOffice::with_above(now, "demo-2026", ABOVE, &tables).await
}

/// An exam of the spring of 2027 that has no day yet, of a course of its own.
pub async fn exam(office: &TestOffice, code: &str, form: &str, kind: &str) -> ExamId {
    exam_of(office, office.world.department(), (code, form), (kind, "2027-V")).await
}

/// The same at a unit, and in a term.
pub async fn exam_of(
    office: &TestOffice,
    unit: UnitId,
    (code, form): (&str, &str),
    (kind, term): (&str, &str),
) -> ExamId {
    let (mut act, exam) = (office.act().await, Uuid::now_v7());
    sqlx::query(
        "with made as (
            insert into course (id, code, name_nb, name_nn, name_en, credits, unit_id, level, form)
            values ($1, $2, $2, $2, $2, 10, $3, 'bachelor', $4)
            on conflict (code, version) do update set name_nb = excluded.name_nb
            returning id
        )
        insert into exam (id, course_id, term, kind, duration_minutes)
        select $5, made.id, $6, $7, 240 from made",
    )
    .bind(Uuid::now_v7())
    .bind(code)
    .bind(unit.0)
    .bind(form)
    .bind(exam)
    .bind(term)
    .bind(kind)
    .execute(act.conn())
    .await
    .expect("an exam");
    act.commit(Entry::new("exam.create", "exam", exam)).await.expect("an exam");
    ExamId(exam)
}

/// These of the cast sign up for the exam.
pub async fn signed_up(office: &TestOffice, exam: ExamId, keys: &[&str]) {
    for key in keys {
        office.registered(exam, key, Language::Nb).await;
    }
}

/// What a program is answered, which must be fine.
pub async fn ok(browser: &Browser, path: &str, body: Value) -> Value {
    let answer = browser.call(path, body).await;
    assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text());
    if answer.body.is_empty() { Value::Null } else { answer.json() }
}

/// What a program reads.
pub async fn read(browser: &Browser, path: &str) -> Value {
    let answer = browser.get(path).await;
    assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text());
    answer.json()
}

/// The status and the code of a refusal, or the fields that are wrong.
pub fn refusal(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.text())
}

/// A call is refused with this status and this word in it.
pub async fn refused(browser: &Browser, path: &str, body: Value, status: u16, word: &str) {
    let (found, text) = refusal(&browser.call(path, body).await);
    assert_eq!(found, status, "{path}: {text}");
    assert!(text.contains(word), "{path}: no {word} in {text}");
}

/// The request of the department for its spring exams.
pub fn request() -> Value {
    json!({
        "unit": "999.10.01", "term": "2027-V", "series": "ordinary",
        "first_on": "2027-05-18", "last_on": "2027-05-28", "answer_by": "2026-11-20"
    })
}

/// Where the catalogue has an exam: day, hour, the codes of its rooms.
pub async fn stands(office: &TestOffice, exam: ExamId) -> (Option<String>, Option<String>, i64) {
    sqlx::query_as(
        "select exam_date::text, starts_at::text,
            (select count(*) from exam_room where exam_id = exam.id)
        from exam where id = $1",
    )
    .bind(exam.0)
    .fetch_one(&office.node.store().pool)
    .await
    .expect("an exam")
}

/// Whether the desk shows this step under what is overdue.
pub async fn overdue(browser: &Browser, step: &str) -> bool {
    let page = browser.get("/desk").await.text();
    let ends = |heading: &str| page.find(heading).unwrap_or(page.len());
    let late = page.find("Over fristen").map(|from| {
        let until = ends("Å gjøre nå</h2>").min(ends("De neste sju")).min(ends("Senere, eller"));
        page[from..until].contains(step)
    });
    late.unwrap_or(false)
}
