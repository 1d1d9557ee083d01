//! Letters are sent once, and read by those who may.

use super::{Channel, CopyTo, NewLetter, send};
use crate::access::Role;
use crate::testing::TestOffice;
use crate::world::CastMember;
use crate::{LetterId, UnitId};
use ::store::Entry;
use axum::http::StatusCode;
use letters::diploma_missing::samples::samples;
use rules::Language;
use uuid::Uuid;

pub(super) async fn letter_to(office: &TestOffice, key: &str, channel: Channel) -> LetterId {
    let mut act = office.act().await;
    let (_, letter) = samples().remove(0);
    let unit = office.world.department();
    let new = NewLetter {
        letter: &letter,
        language: Language::Nb,
        person: Some(CastMember::named(key).id()),
        unit,
        subject: ("appeal", Uuid::nil()),
        channel,
        copies: &[CopyTo {
            unit: UnitId(office.world.units.faculty.0),
            role: Role::ExamCoordinator,
        }],
    };
    let id = send(&mut act, new).await.unwrap();
    act.commit(Entry::new("test.letter", "letter", id.0)).await.unwrap();
    crate::jobs::run_due(&office.node).await.unwrap();
    id
}

#[tokio::test]
async fn a_letter_is_read_by_its_addressee_its_unit_and_the_copy_and_by_nobody_else() {
    let office = TestOffice::new().await;
    let path = format!("/letters/{}.pdf", letter_to(&office, "amina", Channel::Email).await);
    for (reader, status) in [
        ("amina", StatusCode::OK),
        ("ingrid", StatusCode::OK),
        ("kari", StatusCode::OK),
        ("eva", StatusCode::OK),
        ("bjorn", StatusCode::NOT_FOUND),
        ("per", StatusCode::NOT_FOUND),
        ("marit", StatusCode::NOT_FOUND),
    ] {
        let answer = office.sign_in(reader).await.get(&path).await;
        assert_eq!(answer.status, status, "{reader}");
    }
    let mine = office.sign_in("amina").await.get("/my/letters").await.text();
    assert!(mine.contains(&path));
}

#[tokio::test]
async fn the_job_has_one_effect_however_often_it_runs() {
    let office = TestOffice::new().await;
    let id = letter_to(&office, "amina", Channel::Email).await;
    let outbox = || async { office.sign_in("amina").await.get("/demo/outbox").await.json() };
    let first = outbox().await;
    assert_eq!(first[0]["pdf"], format!("/demo/letters/{id}.pdf"));
    sqlx::query("update job set done_at = null, leased_until = null")
        .execute(&office.node.store().pool)
        .await
        .unwrap();
    crate::jobs::run_due(&office.node).await.unwrap();
    assert_eq!(outbox().await, first, "neither made nor sent a second time");
}

#[tokio::test]
async fn what_goes_on_paper_waits_until_the_unit_says_that_it_is_printed() {
    let office = TestOffice::new().await;
    let id = letter_to(&office, "amina", Channel::Print).await.to_string();
    let neighbour = office.sign_in("per").await;
    let refused = neighbour.post("/letters/print", &[("letter", &id)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "another unit's letter");
    let officer = office.sign_in("ingrid").await;
    assert!(officer.get("/letters?state=waiting").await.text().contains(&id));
    officer.post("/letters/print", &[("letter", &id)]).await;
    assert!(!officer.get("/letters?state=waiting").await.text().contains(&id));
    assert!(officer.get("/letters?state=sent").await.text().contains(&id));
}

/// Requirements: A-09
#[tokio::test]
async fn a_program_reads_a_unit_s_letters_as_its_page_does_and_is_noted() {
    let office = TestOffice::new().await;
    let id = letter_to(&office, "amina", Channel::Print).await;
    let list = office.sign_in("ingrid").await.get("/api/letters?state=waiting").await.json();
    assert_eq!((&list["total"], &list["letters"][0]["to"]), (&1.into(), &"Farah, Amina".into()));
    let neighbour = office.sign_in("per").await.get("/api/letters").await.json();
    assert_eq!(neighbour["total"], 0, "another unit's letters");
    let looks = office.sign_in("amina").await.get("/api/my/looks").await.json();
    assert_eq!(looks[0]["who"], "Ingrid Solberg");
    assert_eq!((&looks[0]["purpose"], looks.as_array().unwrap().len()), (&"letters-out".into(), 1));
    let pdf = format!("/api/letters/{id}/pdf");
    for (reader, status) in [("amina", 200), ("ingrid", 200), ("per", 404), ("bjorn", 404)] {
        assert_eq!(office.sign_in(reader).await.get(&pdf).await.status, status, "{reader}");
    }
}
