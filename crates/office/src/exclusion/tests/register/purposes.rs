//! What is asked for, and what each answer says of what stands here.

use super::asked::applies;
use super::*;
use crate::PersonId;

const LAST: Date = date(2027, 6, 30);

fn amina() -> PersonId {
    CastMember::named("amina").id()
}

/// The rows that stand here, by their ids.
pub(super) async fn standing(office: &TestOffice) -> Vec<Uuid> {
    let sql = "select row_id from exclusion_told_row where removed_at is null order by row_id";
    sqlx::query_scalar(sql).fetch_all(&office.node.store().pool).await.unwrap()
}

/// For what the register was asked, each as often as it was.
async fn asked_for(office: &TestOffice) -> Vec<String> {
    let sql = "select purpose from exclusion_question order by purpose, asked_at";
    sqlx::query_scalar(sql).fetch_all(&office.node.store().pool).await.unwrap()
}

pub(super) async fn certain_of(office: &TestOffice, purpose: Purpose) -> bool {
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    let about = (amina(), purpose);
    crate::exclusion::certain_of(&mut conn, &office.node, about).await.is_ok()
}

/// The list has a new version, and the office learns what it says.
pub(super) async fn anew(office: &TestOffice, register: &mut Register) -> Vec<String> {
    register.version += 1;
    register.tells(office, LISTED, &Listed { version: register.version }).await;
    register.looked_at(office).await
}

/// Requirements, Z-47
#[tokio::test]
async fn who_studies_and_applies_is_asked_about_for_each_and_each_answer_speaks_for_itself() {
    let (office, mut register) = both().await;
    let (exams, studies) =
        (row(1, LAST), Row { id: Uuid::from_u128(0x2222), ..of_studies(1, LAST) });
    register.registers(&id_of("amina"), &studies);
    register.looked_at(&office).await;
    assert_eq!(asked_for(&office).await, ["study"]);
    assert_eq!(standing(&office).await, [exams.id], "a student's office learns of exams alone");
    assert!(certain_of(&office, Purpose::Study).await);
    applies(&office, amina()).await;
    assert!(!certain_of(&office, Purpose::Admission).await, "that was not asked yet");
    register.purposes.push(Purpose::Admission);
    assert_eq!(register.looked_at(&office).await, [ASK]);
    assert_eq!(asked_for(&office).await, ["admission", "study"]);
    assert!(certain_of(&office, Purpose::Admission).await);
    assert_eq!(standing(&office).await, [exams.id, studies.id]);
    // Neither answer names the other's row, and neither takes it away.
    assert_eq!(anew(&office, &mut register).await, [LIST, ASK, ASK]);
    assert_eq!(standing(&office).await, [exams.id, studies.id]);
    register.rows.insert(id_of("amina"), vec![studies.clone()]);
    anew(&office, &mut register).await;
    assert_eq!(standing(&office).await, [studies.id], "what an answer ought to name and does not");
}

/// Requirements: Q-50
#[tokio::test]
async fn an_empty_answer_about_somebody_who_is_registered_for_something_else_is_no_alert() {
    let office = TestOffice::new().await.with_register().await;
    let mut register = Register::new(&office);
    register.registers(&id_of("amina"), &of_studies(1, LAST));
    register.looked_at(&office).await;
    anew(&office, &mut register).await;
    assert_eq!(asked_for(&office).await, ["study", "study"]);
    let alerts = "select count(*) from exclusion_alert";
    let alerts: i64 =
        sqlx::query_scalar(alerts).fetch_one(&office.node.store().pool).await.unwrap();
    assert_eq!(alerts, 0);
    assert!(standing(&office).await.is_empty() && certain_of(&office, Purpose::Study).await);
}
