//! Removal from named areas: a case of its own, milder than an exclusion, limited in place and time.

use super::decide::seats;
use super::report::other;
use super::{Suspected, invalid, refused};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

const AREAS: &str = "lesesalene i 2. etasje";

/// A report on the day on which the office stands, after a warning some days before.
fn report(case: &Suspected, warned: bool) -> Value {
    let today = case.office.node.today();
    let mut report = other("removal", json!({ "reported_on": today }));
    if warned {
        report["warned_on"] = json!(today - 5.days());
    }
    report
}

/// A meeting today that removes until this day.
fn meeting(case: &Suspected, legal_basis: &str, to: Date, areas: &str) -> Value {
    let today = case.today();
    json!({
        "met_on": today, "agenda_number": "15/26", "minutes": "Saken ble drøftet.",
        "seats": seats(5), "votes_for": 4, "votes_against": 1,
        "ruling": {
            "found": true, "legal_basis": legal_basis, "from": today, "to": to, "areas": areas,
            "grounds": "Ropte på lesesalen etter advarselen.",
        },
    })
}

/// Reported, noticed, commented on by the student, and the time for comment over, so that the board may decide;
/// its address.
async fn ripe(case: &Suspected, legal_basis: &str) -> String {
    let id = case.taken(report(case, true)).await;
    let tor = case.office.sign_in("tor").await;
    let path = format!("/api/misconduct/{id}");
    let comment_by = case.office.node.today() + 10.days();
    let notice = |areas: &str| json!({ "legal_basis": legal_basis, "comment_by": comment_by, "areas": areas });
    assert_eq!(invalid(&tor, &format!("{path}/notice"), notice(" ")).await, ["areas"]);
    let sent = tor.call(&format!("{path}/notice"), notice(AREAS)).await;
    assert_eq!(sent.status, 204, "{}", sent.text());
    let amina = case.office.sign_in("amina").await;
    let said = json!({ "comment": "Jeg var stille." });
    assert_eq!(amina.call(&format!("/api/my/misconduct/{id}/comments"), said).await.status, 204);
    case.heard().await;
    id
}

/// Decided today until this day.
async fn decided(case: &Suspected, legal_basis: &str, to: Date) -> String {
    let id = ripe(case, legal_basis).await;
    let tor = case.office.sign_in("tor").await;
    let path = format!("/api/misconduct/{id}/decision");
    let done = tor.call(&path, meeting(case, legal_basis, to, AREAS)).await;
    assert_eq!(done.status, 204, "{}", done.text());
    id
}

async fn removals(case: &Suspected, key: &str) -> Value {
    let answer = case.office.sign_in(key).await.get("/api/misconduct/removals").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

async fn count(case: &Suspected, table: &'static str) -> i64 {
    let sql = format!("select count(*) from {table}");
    let found = sqlx::query_scalar(sqlx::AssertSqlSafe(sql));
    found.fetch_one(&case.office.node.store().pool).await.expect("a count")
}

/// Requirements: Q-04, P-10
#[tokio::test]
async fn nobody_is_removed_who_was_not_warned_in_writing_and_a_removal_is_no_exclusion() {
    for (case, removal, exclusion) in [
        (Suspected::in_2011().await, "4-8(1)1", "4-8(1)2"),
        (Suspected::in_2026().await, "12-5(2)", "12-5(3)"),
    ] {
        let ingrid = case.office.sign_in("ingrid").await;
        let code = refused(&ingrid, "/api/misconduct", report(&case, false)).await;
        assert_eq!(code, "warning-missing");
        let mut later = report(&case, true);
        later["warned_on"] = json!(case.office.node.today() + 1.day());
        assert_eq!(invalid(&ingrid, "/api/misconduct", later).await, ["warned_on"]);
        let id = case.taken(report(&case, true)).await;
        let notice = |basis: &str| json!({ "legal_basis": basis, "comment_by": "2030-01-01", "areas": AREAS });
        let path = format!("/api/misconduct/{id}/notice");
        let tor = case.office.sign_in("tor").await;
        assert_eq!(invalid(&tor, &path, notice(exclusion)).await, ["legal_basis"]);
        assert_eq!(tor.call(&path, notice(removal)).await.status, 204);
    }
}

/// Requirements: Q-04, Q-T1, P-08, P-10, P-11, E-27
#[tokio::test]
async fn a_removal_names_its_areas_lasts_a_year_at_most_and_nobody_elsewhere_learns_of_it() {
    for (case, basis, law) in [
        (Suspected::in_2011().await, "4-8(1)1", "uhl. (2005) § 4-8 (1) første punktum"),
        (Suspected::in_2026().await, "12-5(2)", "uhl. § 12-5 (2)"),
    ] {
        let id = ripe(&case, basis).await;
        let tor = case.office.sign_in("tor").await;
        let path = format!("/api/misconduct/{id}/decision");
        let year = case.office.node.today() + 1.year();
        let too_long = meeting(&case, basis, year, AREAS);
        assert_eq!(refused(&tor, &path, too_long).await, "period-too-long");
        let last = year.yesterday().expect("a day");
        assert_eq!(invalid(&tor, &path, meeting(&case, basis, last, "")).await, ["areas"]);
        let done = tor.call(&path, meeting(&case, basis, last, AREAS)).await;
        assert_eq!(done.status, 204, "{}", done.text());
        let letter = case.letters("misconduct_decision").await.remove(0);
        let found = &letter["outcome"];
        assert_eq!((&found["told"], &found["registered"]), (&json!("nobody"), &json!(null)));
        let ordered = found["ordered"].as_array().expect("measures");
        assert_eq!((ordered.len(), &ordered[0]["law"]), (1, &json!(law)));
        let sanction =
            json!({ "sanction": "removal", "areas": { "nb": AREAS, "nn": AREAS, "en": AREAS } });
        assert_eq!(ordered[0]["sanction"], sanction);
        assert_eq!(ordered[0]["period"], json!({ "from": case.today(), "to": last }));
        let notice = case.letters("misconduct_notice").await.remove(0);
        assert_eq!(notice["possible"][0]["sanction"], sanction);
        assert_eq!(notice["possible"][0]["years_max"], 1);
        for table in ["exclusion_row", "mailbox_sent", "misconduct_told"] {
            assert_eq!(count(&case, table).await, 0, "{table}");
        }
        let own = case.office.sign_in("amina").await.get(&format!("/my/misconduct/{id}")).await;
        let own = own.text();
        assert!(own.contains(AREAS) && own.contains("ingen annen institusjon får vite"), "{own}");
    }
}

/// Requirements: Q-04, P-12
#[tokio::test]
async fn whoever_is_removed_stands_in_the_list_to_the_last_day_and_studies_are_open() {
    let case = Suspected::in_2026().await;
    let id = decided(&case, "12-5(2)", jiff::civil::date(2027, 1, 31)).await;
    let listed = removals(&case, "ingrid").await;
    let number = listed[0]["case_number"].clone();
    let expected = json!([{
        "case": id, "case_number": number, "student": "Amina Farah", "areas": AREAS,
        "from": case.today(), "to": "2027-01-31", "appealed": false,
    }]);
    assert_eq!(listed, expected);
    assert_eq!(removals(&case, "per").await, json!([]), "another unit's");
    let page = case.office.sign_in("ingrid").await.get("/misconduct/removals").await.text();
    assert!(page.contains(AREAS) && page.contains("31.01.2027"), "{page}");
    for key in ["amina", "astrid"] {
        let other = case.office.sign_in(key).await;
        assert_eq!(other.get("/misconduct/removals").await.status, 404, "{key}");
    }
    let unni = case.office.sign_in("unni").await;
    assert_eq!(
        unni.get(&format!("/misconduct/{id}/exclusion")).await.status,
        404,
        "nothing to register"
    );
    case.office.clock("2027-01-31T23:59:00+01:00").await;
    assert_eq!(removals(&case, "ingrid").await[0]["areas"], AREAS, "the last day");
    case.office.clock("2027-02-01T00:00:00+01:00").await;
    assert_eq!(removals(&case, "ingrid").await, json!([]), "it ends by itself");
}

/// Requirements: Q-04, P-13, P-14
#[tokio::test]
async fn a_removal_is_appealed_and_holds_as_the_appeal_leaves_it() {
    for (outcome, left) in [("upheld", "2027-06-30"), ("changed", "2027-01-15"), ("reversed", "")] {
        let case = Suspected::in_2026().await;
        let id = decided(&case, "12-5(2)", jiff::civil::date(2027, 6, 30)).await;
        let amina = case.office.sign_in("amina").await;
        let own = format!("/api/my/misconduct/{id}/appeal");
        assert_eq!(amina.call(&own, json!({ "grounds": "Nei." })).await.status, 204);
        assert_eq!(removals(&case, "ingrid").await[0]["appealed"], true, "it holds meanwhile");
        let of = |step: &str| format!("/api/misconduct/{id}/{step}");
        let unni = case.office.sign_in("unni").await;
        assert_eq!(unni.call(&of("forwarding"), json!({})).await.status, 204);
        let mut body = super::appeal::outcome(&case, outcome);
        if outcome == "changed" {
            body["from"] = json!(case.today());
            body["to"] = json!(left);
        }
        let tor = case.office.sign_in("tor").await;
        let settled = tor.call(&of("outcome"), body).await;
        assert_eq!(settled.status, 204, "{outcome}: {}", settled.text());
        assert_eq!(
            removals(&case, "ingrid").await[0]["to"],
            "2027-06-30",
            "one alone ends nothing"
        );
        super::appeal::control(&unni, &id).await;
        let listed = removals(&case, "ingrid").await;
        let until: Vec<_> =
            listed.as_array().expect("a list").iter().map(|one| one["to"].clone()).collect();
        let expected: Vec<_> = Some(json!(left)).filter(|_| !left.is_empty()).into_iter().collect();
        assert_eq!(until, expected, "{outcome}");
        assert_eq!(count(&case, "mailbox_sent").await, 0, "no other institution hears of it");
    }
}
