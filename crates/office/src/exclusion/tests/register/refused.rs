//! What the register does not answer today.

use super::*;

/// Requirements: Q-07, Z-47
#[tokio::test]
async fn what_is_enough_for_a_day_is_asked_again_on_the_next_and_not_before() {
    let (office, mut register) = both().await;
    look(&office.node).await.unwrap();
    assert_eq!(register.answers_one(&office).await.as_deref(), Some(LIST));
    register.enough = true;
    assert_eq!(register.looked_at(&office).await, [EVALUATE]);
    assert!(register.looked_at(&office).await.is_empty(), "not every two seconds");
    office.clock("2026-11-03T00:00:00+01:00").await;
    register.enough = false;
    look(&office.node).await.unwrap();
    assert_eq!(register.answers_one(&office).await.as_deref(), Some(EVALUATE));
    register.enough = true;
    assert_eq!(register.answers(&office).await, [ASK]);
    assert!(register.looked_at(&office).await.is_empty(), "nor is anybody asked about again");
    office.clock("2026-11-04T00:00:00+01:00").await;
    register.enough = false;
    assert_eq!(register.looked_at(&office).await, [ASK], "the question has stayed open");
    let told: i64 = sqlx::query_scalar("select count(*) from exclusion_told_row")
        .fetch_one(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(told, 1);
}

/// Requirements
#[tokio::test]
async fn one_row_that_cannot_be_keeps_no_other_out() {
    let (office, mut register) = both().await;
    let wrong = Row { id: Uuid::from_u128(0x77), ..row(u32::MAX, date(2027, 6, 30)) };
    register.registers(&id_of("amina"), &wrong);
    while !register.looked_at(&office).await.is_empty() {}
    let told: Vec<Uuid> = sqlx::query_scalar("select row_id from exclusion_told_row")
        .fetch_all(&office.node.store().pool)
        .await
        .unwrap();
    assert_eq!(told, [row(1, date(2027, 6, 30)).id]);
    let harald = office.sign_in("harald").await;
    let log = harald.get("/api/exclusions/alerts").await.json();
    let whats: Vec<_> = log.as_array().unwrap().iter().map(|one| one["what"].clone()).collect();
    assert!(whats.contains(&json!("unsound")) && whats.contains(&json!("new")), "{whats:?}");
}

/// Requirements
#[tokio::test]
async fn what_the_register_does_not_take_stands_in_the_log_and_does_not_end_in_silence() {
    use crate::exclusion::tests::{BOTH, a_row, doing};
    let office = TestOffice::new().await.with_register().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let why = "igjen";
    doing!(&office, "tor", BOTH, |act| {
        crate::exclusion::delete(&mut act, row, crate::exclusion::Cause::Reversed, why).await
    })
    .expect("to be deleted");
    doing!(&office, "unni", BOTH, |act| crate::exclusion::control(&mut act, row, 2).await)
        .expect("deleted");
    let mut kinds = Vec::new();
    let soon = wall(&office) + SignedDuration::from_hours(3);
    let until = soon + SignedDuration::from_mins(1);
    while let Some(due) = mailbox(&office).lease_due(soon, until).await.unwrap() {
        kinds.push(due.what.envelope().kind.to_string());
        let no = Problem {
            kind: "urn:kandidat:exclusion:too-many".into(),
            title: "Too many about one person".into(),
            status: 403,
            detail: None,
        };
        let (request, response) = (request(&due.what), response(&json!(no)));
        let evidence = Evidence { request, response, directory_version: 1 };
        let outcome = Outcome::Refused(no, evidence);
        mailbox(&office).settle(&due.lease, &outcome, wall(&office)).await.unwrap();
        settle(&office.node, messages()).await.expect("handled");
    }
    assert_eq!(kinds, [REGISTERED, DELETED]);
    let harald = office.sign_in("harald").await;
    let log = harald.get("/api/exclusions/alerts").await.json();
    let of = |what: &str| log.as_array().unwrap().iter().filter(|one| one["what"] == what).count();
    assert_eq!(of("not_taken"), 2, "the registration and the deletion: {log}");
    let page = harald.get("/exclusions/alerts").await.text();
    assert!(page.contains("Registeret har ikke tatt imot"), "{page}");
}

/// Requirements
#[tokio::test]
async fn what_became_of_a_version_is_held_against_what_was_sent_from_here() {
    use crate::exclusion::tests::a_row;
    let office = TestOffice::new().await.with_register().await;
    let register = Register::new(&office);
    let id = a_row(&office, ExclusionType::Eksamenn, true).await.0;
    let waits = a_row(&office, ExclusionType::Eksamenn, false).await.0;
    let stranger = Uuid::from_u128(0x404);
    for (id, version, deletes, fault) in [
        (id, 1, false, None),
        (id, 1, false, Some("not-sharing")),
        (id, 2, true, None),
        (waits, 1, false, None),
        (stranger, 7, false, Some("text")),
    ] {
        let fault = fault.map(ToOwned::to_owned);
        register.tells(&office, TAKEN, &Taken { id, version, deletes, fault }).await;
    }
    let log: Vec<(Uuid, i32, String, bool)> = sqlx::query_as(
        "select row_id, version, what, person_id is not null from exclusion_alert
        where what in ('not_ours', 'not_taken') order by what, version, row_id = $1",
    )
    .bind(waits)
    .fetch_all(&office.node.store().pool)
    .await
    .unwrap();
    let alert = |id, version, what: &str, whose| (id, version, what.to_owned(), whose);
    let expected = [
        alert(waits, 1, "not_ours", true),
        alert(id, 2, "not_ours", true),
        alert(stranger, 7, "not_ours", false),
        alert(id, 1, "not_taken", true),
    ];
    assert_eq!(log, expected, "what counts as it was sent is no alert");
    let harald = office.sign_in("harald").await;
    let page = harald.get("/exclusions/alerts").await.text();
    assert!(page.contains("som ingen her har sendt") && page.contains("ikke tatt imot"), "{page}");
}
