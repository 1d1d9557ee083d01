//! What the person is told, and when; and that the certificate says nothing of what was.

use super::super::{Change, change, control, delete};
use super::*;
use serde_json::{Value, json};

/// Every letter so far: its kind, what it says, and what it is about.
async fn letters(office: &TestOffice) -> Vec<(String, Value, Uuid)> {
    sqlx::query_as("select kind, data, subject_id from letter order by created_at, kind")
        .fetch_all(&office.node.store().pool)
        .await
        .expect("letters")
}

async fn kinds(office: &TestOffice) -> Vec<String> {
    letters(office).await.into_iter().map(|(kind, _, _)| kind).collect()
}

/// Requirements: Q-27, LTR-RUST-5
#[tokio::test]
async fn the_person_is_told_what_is_registered_when_another_has_controlled_it_and_not_before() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, false).await;
    assert!(kinds(&office).await.is_empty(), "it waits");
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 1).await).expect("controlled");
    let told = letters(&office).await;
    let [(kind, says, about)] = told.as_slice() else { panic!("one letter: {told:?}") };
    assert_eq!((kind.as_str(), *about), ("exclusion_registered", person("amina").0));
    let entry = &says["registered"]["entries"][0];
    assert_eq!(
        (&entry["kind"], &entry["period"]["to"]),
        (&json!("EKSAMENN"), &json!("2027-06-30"))
    );
    assert_eq!(entry["case_officer"], json!(null), "five elements under the Act of 2024");
    assert_eq!(says["controller"]["nb"], "Sikt");
    assert_eq!(
        (&says["access_law"], &says["correction_law"]),
        (&json!("GDPR art. 15"), &json!("GDPR art. 16"))
    );
    assert_eq!(says["head"]["our_ref"], "2026/117");
    let archived: i64 = sqlx::query_scalar(
        "select count(*) from archive_entry where case_number = '2026/117' and letter_id is not null
            and access_code like 'offl. § 13%'",
    )
    .fetch_one(&office.node.store().pool)
    .await
    .expect("a count");
    assert_eq!(archived, 1);
    crate::jobs::run_due(&office.node).await.expect("made");
    let amina = office.sign_in("amina").await;
    assert!(amina.get("/api/my/letters").await.text().contains("exclusion_registered"));
}

/// Requirements: Q-27
#[tokio::test]
async fn under_the_act_of_2005_the_letter_names_the_case_officer_as_the_register_does() {
    let office = TestOffice::at("2013-08-01T10:00:00+02:00", "uit-2011").await;
    let decision = Decision {
        legal_basis: LegalBasis::parse("4-8(3)").expect("a basis"),
        decided_on: date(2013, 8, 1),
        ..cheating(date(2013, 8, 1), date(2014, 7, 31))
    };
    let id = registered(&office, &decision).await.expect("registered");
    let rows = rows_of(&office, id).await;
    let row = rows.iter().find(|row| row.kind == ExclusionType::Eksamenn).expect("a row").id;
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 1).await).expect("controlled");
    let says = letters(&office).await.remove(0).1;
    assert_eq!(says["registered"]["law"], "uhl. (2005) §§ 3-7 og 4-8", "§ 4-12 came in 2014");
    assert_eq!(says["registered"]["entries"][0]["case_officer"], "Tor Lien");
    assert_eq!(says["controller"], json!(null));
}

/// Requirements: Q-11
#[tokio::test]
async fn of_a_row_that_stays_at_the_institution_no_letter_says_that_it_is_in_the_register() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Karantenel, true).await;
    doing!(&office, "tor", BOTH, |act| delete(&mut act, row, Cause::Reversed, "omgjort").await)
        .expect("asked");
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 2).await).expect("deleted");
    assert!(kinds(&office).await.is_empty());
}

/// Requirements: P-14, Q-30
#[tokio::test]
async fn a_change_is_told_with_what_was_before_and_why_once_it_is_controlled() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    let shorter = Change {
        from: date(2026, 11, 2),
        to: date(2027, 1, 31),
        cause: Cause::EntryWrong,
        justification: "skrivefeil".to_owned(),
    };
    doing!(&office, "tor", BOTH, |act| change(&mut act, row, &shorter).await).expect("changed");
    assert_eq!(kinds(&office).await, ["exclusion_registered"]);
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 2).await).expect("controlled");
    let told = letters(&office).await;
    let (_, says, _) = told.iter().find(|one| one.0 == "exclusion_changed").expect("a letter");
    assert_eq!(says["why"], "entry_wrong");
    assert_eq!(says["before"]["period"]["to"], "2027-06-30");
    assert_eq!(says["after"]["period"]["to"], "2027-01-31");
    assert!(!says.to_string().contains("skrivefeil"), "what was noted stays here");
}

/// Requirements: P-14, Q-29
#[tokio::test]
async fn a_deletion_is_told_with_why_and_certified_by_a_letter_that_can_be_shown() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    doing!(&office, "tor", BOTH, |act| delete(&mut act, row, Cause::Reversed, "omgjort").await)
        .expect("asked");
    doing!(&office, "unni", BOTH, |act| control(&mut act, row, 2).await).expect("deleted");
    let told = letters(&office).await;
    let of = |kind: &str| told.iter().find(|one| one.0 == kind).map(|one| one.1.clone());
    let changed = of("exclusion_changed").expect("why");
    assert_eq!((&changed["why"], &changed["after"]), (&json!("reversed"), &json!(null)));
    assert_eq!(of("exclusion_deleted").expect("a certificate")["because"], "early");
    office.clock("2027-07-01T00:00:00+02:00").await;
    assert_eq!(kinds(&office).await.len(), 3, "its end is certified once");
}

/// Requirements
#[tokio::test]
async fn the_certificate_at_the_end_is_sent_though_nothing_says_any_more_whose_the_row_was() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    office.clock("2027-07-01T00:00:00+02:00").await;
    assert!(row_of(&office, row).await.person.is_none());
    let told = letters(&office).await;
    let (_, says, about) =
        told.iter().find(|one| one.0 == "exclusion_deleted").expect("a certificate");
    assert_eq!(
        (&says["because"], &says["law"]),
        (&json!("period_over"), &json!("uhl. § 12-11 (1)"))
    );
    assert_eq!(says["deleted_at"], "2027-07-01T00:00:00");
    assert_eq!(*about, person("amina").0);
    let text = says.to_string();
    for held in
        [row.to_string(), "EKSAMENN".to_owned(), "2027-06-30".to_owned(), "2026/117".to_owned()]
    {
        assert!(!text.contains(&held), "{held}: {text}");
    }
    let amina = office.sign_in("amina").await;
    assert!(amina.get("/api/my/letters").await.text().contains("exclusion_deleted"));
}

/// Whatever leads from a person to a row that is gone: no table names both.
///
/// Requirements: X-28
#[tokio::test]
async fn no_letter_leads_to_a_row_that_is_gone() {
    let office = TestOffice::new().await;
    let row = a_row(&office, ExclusionType::Eksamenn, true).await;
    office.clock("2027-07-01T00:00:00+02:00").await;
    let naming: i64 = sqlx::query_scalar(
        "select count(*) from letter where data::text like '%' || $1 || '%'
            or subject_id::text = $1",
    )
    .bind(row.to_string())
    .fetch_one(&office.node.store().pool)
    .await
    .expect("a count");
    assert_eq!(naming, 0);
}
