//! Which institutions are told of an exclusion by letter, and that none is before another person has
//! controlled what is registered.

use super::appeal::outcome;
use super::decide::meeting;
use super::registered::{controlled, rows, settled};
use super::{Suspected, invalid};
use crate::testing::Browser;
use ::store::Entry;
use serde_json::{Value, json};

const DALBYGDA: &str = "Høgskolen i Dalbygda";

/// In the directory 998 is connected to the register, and 997 is not.
async fn listed(case: Suspected) -> Suspected {
    let others: [(&str, &str, &[&str]); 2] = [
        ("998", "Fjordby universitet", &["results", "exclusions"]),
        ("997", DALBYGDA, &["results"]),
    ];
    Suspected { office: case.office.listing(&others).await, ..case }
}

/// Noticed and commented on: ready to be decided; the address of the case.
async fn ready(case: &Suspected, basis: &str) -> String {
    let id = case.noticed(case.found(), basis).await;
    let amina = case.office.sign_in("amina").await;
    amina.call(&format!("/api/my/misconduct/{id}/comments"), json!({ "comment": "Nei." })).await;
    format!("/api/misconduct/{id}")
}

/// A decision that names these institutions.
fn telling(case: &Suspected, basis: &str, names: &[&str]) -> Value {
    let mut decision = meeting(case, basis);
    decision["told"] = json!(names);
    decision
}

/// The letters to institutions; all jobs that are due are done first.
async fn letters(case: &Suspected, kind: &str) -> Vec<Value> {
    crate::jobs::run_due(&case.office.node).await.unwrap();
    let mut letters = case.letters(kind).await;
    letters.retain(|one| {
        !one["national_id"].is_null() || one["recipient"]["recipient"] == "institution"
    });
    letters
}

async fn one_controlled(browser: &Browser, kind: &str) {
    let row = rows(browser).await.into_iter().find(|row| row["type"] == kind).unwrap();
    let path = format!("/api/exclusions/{}/control", row["id"].as_str().unwrap());
    assert_eq!(browser.call(&path, json!({ "version": 1 })).await.status, 204);
}

/// Requirements: LTR-FUSK-4, Z-17, P-08, P-11, Q-09, X-23
#[tokio::test]
async fn an_institution_outside_the_register_is_told_once_another_has_controlled_and_not_before() {
    for (case, basis) in
        [(Suspected::in_2011().await, "4-8(3)"), (Suspected::in_2026().await, "12-4(3)")]
    {
        let case = listed(case).await;
        let path = ready(&case, basis).await;
        let (tor, unni) = (case.office.sign_in("tor").await, case.office.sign_in("unni").await);
        let form = tor.get(&format!("{}/decision", path.replace("/api", ""))).await.text();
        assert!(form.contains(DALBYGDA) && !form.contains("Fjordby"), "proposed: {form}");
        let to = format!("{path}/decision");
        let decided = tor.call(&to, telling(&case, basis, &[DALBYGDA])).await;
        assert_eq!(decided.status, 204, "{}", decided.text());
        assert!(letters(&case, "exclusion_information").await.is_empty());
        assert_eq!(case.letters("exclusion_information").await.len(), 1, "the unit that reported");
        let shown = tor.get(&path).await.json();
        let waits = json!([{ "institution": DALBYGDA, "letter": null, "changed": null }]);
        assert_eq!(shown["told"], waits);
        let page = tor.get(&path.replace("/api", "")).await.text();
        assert!(page.contains("Får brev når en annen har kontrollert"), "{page}");
        one_controlled(&unni, "KARANTENEL").await;
        assert!(letters(&case, "exclusion_information").await.is_empty(), "that one is local");
        one_controlled(&unni, "EKSAMENN").await;
        let told = letters(&case, "exclusion_information").await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0]["head"]["addressee"]["name"], DALBYGDA);
        assert!(told[0]["recipient"]["national_id"].is_string());
        let ordered = told[0]["ordered"].as_array().unwrap();
        let ordered: Vec<_> = ordered.iter().map(|one| &one["sanction"]["sanction"]).collect();
        assert_eq!(ordered, ["exclusion", "exam_ban"], "not of which exam");
        assert_eq!(told[0]["appeal"], "open");
        let signed = told[0]["head"]["signatures"].to_string();
        assert!(signed.contains("Tor Lien"), "{signed}");
        let shown = tor.get(&path).await.json();
        assert!(shown["told"][0]["letter"].is_string());
        assert!(tor.get(&path.replace("/api", "")).await.text().contains("Brev sendt"));
        let pool = &case.office.node.store().pool;
        let acts: i64 = sqlx::query_scalar(
            "select count(*) from audit_entry where action = 'misconduct.inform'",
        )
        .fetch_one(pool)
        .await
        .unwrap();
        assert_eq!(acts, 2, "one for each control");
        let filed: i64 =
            sqlx::query_scalar("select count(*) from archive_entry where correspondent = $1")
                .bind(DALBYGDA)
                .fetch_one(pool)
                .await
                .unwrap();
        assert_eq!(filed, 1);
    }
}

/// Requirements: LTR-FUSK-4, Q-08, Z-17
#[tokio::test]
async fn an_institution_that_the_register_reaches_gets_no_letter() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let decision = format!("{path}/decision");
    let tor = case.office.sign_in("tor").await;
    for name in ["Fjordby universitet", "fjordby UNIVERSITET ", "998"] {
        let faults = invalid(&tor, &decision, telling(&case, "12-4(3)", &[DALBYGDA, name])).await;
        assert_eq!(faults, ["told"], "{name}");
    }
    let done = tor.call(&decision, telling(&case, "12-4(3)", &[DALBYGDA, "Utlandet"])).await;
    assert_eq!(done.status, 204, "{}", done.text());
    // Dalbygda is connected before anybody has controlled.
    let others: [(&str, &str, &[&str]); 1] = [("997", DALBYGDA, &["exclusions"])];
    let case = Suspected { office: case.office.listing(&others).await, ..case };
    controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
    let told = letters(&case, "exclusion_information").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["head"]["addressee"]["name"], "Utlandet");
}

/// Requirements: P-14, Z-17
#[tokio::test]
async fn of_what_was_reversed_before_anybody_controlled_it_no_institution_ever_hears() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    tor.call(&format!("{path}/decision"), telling(&case, "12-4(3)", &[DALBYGDA])).await;
    let id = path.rsplit('/').next().unwrap();
    settled(&case, id, outcome(&case, "reversed")).await;
    assert!(letters(&case, "exclusion_information").await.is_empty());
    assert!(letters(&case, "exclusion_information_changed").await.is_empty());
}

/// Requirements: P-14
#[tokio::test]
async fn what_an_appeal_shortened_before_the_control_is_told_as_the_national_board_decided_it() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    tor.call(&format!("{path}/decision"), telling(&case, "12-4(3)", &[DALBYGDA])).await;
    let mut shorter = outcome(&case, "changed");
    let today = case.office.node.today();
    shorter["from"] = json!(today.to_string());
    shorter["to"] = json!((today + jiff::Span::new().months(3)).to_string());
    settled(&case, path.rsplit('/').next().unwrap(), shorter.clone()).await;
    controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
    let told = letters(&case, "exclusion_information").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["case_number"], shorter["case_number"]);
    assert_eq!(told[0]["appeal"], "final");
    assert_eq!(told[0]["ordered"][0]["period"]["to"], shorter["to"]);
    assert!(letters(&case, "exclusion_information_changed").await.is_empty(), "it knows no other");
}

/// Requirements: Z-17
#[tokio::test]
async fn the_database_itself_lets_no_letter_to_an_institution_go_before_the_control() {
    let case = listed(Suspected::in_2026().await).await;
    let path = ready(&case, "12-4(3)").await;
    let tor = case.office.sign_in("tor").await;
    tor.call(&format!("{path}/decision"), telling(&case, "12-4(3)", &[DALBYGDA])).await;
    let letter =
        "insert into letter (id, kind, version, language, unit_id, subject_kind, subject_id, data,
            created_at, channel)
        select gen_random_uuid(), kind, version, language, unit_id, subject_kind, subject_id,
            jsonb_set(data, '{recipient}', '{\"recipient\": \"institution\"}'), created_at, 'print'
        from letter where kind = 'exclusion_information' limit 1";
    let mut act = case.office.act().await;
    let error = sqlx::query(letter).execute(act.conn()).await.unwrap_err().to_string();
    assert!(error.contains("another person has not controlled"), "{error}");
    drop(act);
    controlled(&case.office.sign_in("unni").await, "waiting", 1).await;
    assert_eq!(letters(&case, "exclusion_information").await.len(), 1);
    let mut act = case.office.act().await;
    sqlx::query(letter).execute(act.conn()).await.unwrap();
    for change in [
        "update misconduct_told set letter_id = null",
        "update misconduct_told set name = 'En annen'",
        "delete from misconduct_told",
    ] {
        let mut save = sqlx::Connection::begin(act.conn()).await.unwrap();
        let error = sqlx::query(change).execute(&mut *save).await.unwrap_err().to_string();
        assert!(error.contains("stays noted"), "{change}: {error}");
        save.rollback().await.unwrap();
    }
    act.commit(Entry::new("test.letter", "institution", uuid::Uuid::nil())).await.unwrap();
}
