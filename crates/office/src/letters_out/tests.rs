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
use serde_json::json;
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

/// A protected person is found by neither name nor number: the list does not say who she is.
/// Requirements: A-09
#[tokio::test]
async fn a_letter_is_found_by_name_and_number_in_no_address_and_by_its_own_units_alone() {
    let office = TestOffice::new().await;
    for key in ["amina", "bjorn", "jenny"] {
        letter_to(&office, key, Channel::Print).await;
    }
    let find = async |who: &str, q: &str| {
        let found = office.sign_in(who).await.call("/api/letters/search", json!({ "q": q })).await;
        found.json()["total"].as_u64().unwrap()
    };
    let number = |key: &str| CastMember::named(key).student_number().unwrap_or_default();
    let amina = number("amina");
    for (q, found) in [("farah", 1), ("Farah, Amina", 1), (amina.as_str(), 1), ("Farahs", 0)] {
        assert_eq!(find("ingrid", q).await, found, "{q}");
        assert_eq!(find("per", q).await, 0, "another unit's");
    }
    for q in ["Jenny", &number("jenny")] {
        assert_eq!(find("ingrid", q).await, 0, "{q} is protected");
    }
    let page = office.sign_in("ingrid").await.post("/letters/search", &[("q", "Farah")]).await;
    assert!(page.text().contains("Farah, Amina") && !page.text().contains("Åsen"));
    let sorted = [("q", ""), ("state", "waiting"), ("sort", "to")];
    let on = office.sign_in("ingrid").await.post("/letters/search", &sorted).await;
    assert_eq!(on.location.as_deref(), Some("/letters?state=waiting&sort=to&page=1"));
}

#[tokio::test]
async fn letters_stand_by_addressee_and_time_as_they_are_asked_for() {
    let office = TestOffice::new().await;
    for (key, hour) in [("jenny", 9), ("bjorn", 10), ("amina", 11)] {
        office.clock(&format!("2026-11-20T{hour:02}:00:00+01:00")).await;
        letter_to(&office, key, Channel::Print).await;
    }
    let ingrid = office.sign_in("ingrid").await;
    for (sort, first, last) in [
        ("to", "Farah, Amina", "Skjermet person"),
        ("-to", "Åsen, Bjørn", "Skjermet person"),
        ("created", "Skjermet person", "Farah, Amina"),
        ("", "Farah, Amina", "Skjermet person"),
    ] {
        let list = ingrid.get(&format!("/api/letters?sort={sort}")).await.json();
        let to = (&list["letters"][0]["to"], &list["letters"][2]["to"]);
        assert_eq!(to, (&first.into(), &last.into()), "{sort}");
    }
}
