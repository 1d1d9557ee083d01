//! An appeal that is withdrawn ends the work of those who were to assess anew.

use super::*;

/// Amina's answer is with Knut and Hilde; the number it goes under.
async fn at_work() -> (TestOffice, String, String, String) {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let committee = case(&office, &appeal).await["committees"][0].clone();
    let (id, number) = (committee["id"].as_str(), committee["candidate_number"].as_str());
    (office, appeal, id.unwrap().to_owned(), number.unwrap().to_owned())
}

async fn withdraw(office: &TestOffice, appeal: &str) {
    let path = format!("/api/my/appeals/{appeal}/withdraw");
    let done = office.sign_in("amina").await.call(&path, json!({})).await;
    assert!(done.status.is_success(), "{}", done.text());
}

async fn give(
    office: &TestOffice,
    who: &str,
    committee: &str,
    number: &str,
    grade: &str,
) -> Answer {
    let path = format!("/api/examining/{committee}/standpoints");
    let given = json!([{ "number": number, "grade": grade }]);
    office.sign_in(who).await.call(&path, given).await
}

#[tokio::test]
async fn the_examiners_of_a_withdrawn_appeal_read_that_it_is_over_and_can_do_nothing_more() {
    let (office, appeal, committee, number) = at_work().await;
    let knut = office.sign_in("knut").await;
    let work = format!("/examining/{committee}");
    assert!(knut.get(&work).await.text().contains(&number));
    withdraw(&office, &appeal).await;
    let seats = knut.get("/examining").await.text();
    assert!(seats.contains("Klagen er trukket, oppdraget er slutt."), "{seats}");
    assert!(!seats.contains("juli 2011"), "no day is left: {seats}");
    let seat = knut.get("/api/examining").await.json()[0].clone();
    assert_eq!((&seat["withdrawn"], &seat["due_on"]), (&json!(true), &Value::Null));
    let page = knut.get(&work).await.text();
    assert!(page.contains("Oppdraget er slutt") && !page.contains(&number), "{page}");
    let refused = give(&office, "knut", &committee, &number, "B").await;
    assert_eq!(
        (refused.status.as_u16(), &refused.json()["code"]),
        (409, &json!("appeal-withdrawn"))
    );
    let path = format!("/api/committees/{committee}/protocols");
    assert_eq!(knut.call(&path, json!({})).await.json()["code"], "appeal-withdrawn");
}

/// Requirements: M-13
#[tokio::test]
async fn no_third_is_called_in_for_an_appeal_that_is_withdrawn() {
    let (office, appeal, committee, number) = at_work().await;
    give(&office, "knut", &committee, &number, "A").await;
    give(&office, "hilde", &committee, &number, "B").await;
    let (jon, path) = (office.sign_in("jon").await, format!("/committees/{committee}/third"));
    assert!(jon.get("/desk").await.text().contains(&path));
    withdraw(&office, &appeal).await;
    assert!(!jon.get("/desk").await.text().contains(&path));
    let third = json!({ "examiner": CastMember::named("solveig").id(), "case_ref": "13/2011" });
    let refused = jon.call(&format!("/api{path}"), third).await;
    assert_eq!(refused.json()["code"], "appeal-withdrawn");
}

#[tokio::test]
async fn what_was_sealed_before_the_appeal_was_withdrawn_is_not_signed_after() {
    let (office, appeal, committee, number) = at_work().await;
    for who in ["knut", "hilde"] {
        assert!(give(&office, who, &committee, &number, "B").await.status.is_success());
    }
    let knut = office.sign_in("knut").await;
    let sealed = knut.call(&format!("/api/committees/{committee}/protocols"), json!({})).await;
    let path = format!("/api/protocols/{}", sealed.json()["id"].as_str().unwrap());
    let sha256 = knut.get(&path).await.json()["sha256"].clone();
    withdraw(&office, &appeal).await;
    let signed = knut.call(&format!("{path}/signatures"), json!({ "sha256": sha256 })).await;
    assert_eq!(signed.json()["code"], "appeal-withdrawn");
}

/// Requirements: O-02
#[tokio::test]
async fn the_archive_has_the_withdrawal_under_the_case() {
    let (office, appeal, ..) = at_work().await;
    withdraw(&office, &appeal).await;
    let number = case(&office, &appeal).await["case_number"].as_str().unwrap().to_owned();
    let filed: (String, String) = sqlx::query_as(
        "select case_number, access_code from archive_entry where title like '% trukket, %'",
    )
    .fetch_one(&office.node.store().pool)
    .await
    .unwrap();
    assert_eq!(filed.0, number);
    assert!(filed.1.contains("13"), "exempt like the appeal itself: {}", filed.1);
}

/// Requirements: O-05
#[tokio::test]
async fn an_appeal_that_was_withdrawn_is_made_anew_with_other_examiners_while_the_deadline_runs() {
    let (office, first, committee, _) = at_work().await;
    withdraw(&office, &first).await;
    let amina = office.sign_in("amina").await;
    office.clock("2011-07-13T12:00:00+02:00").await;
    let result = sqlx::query_scalar("select id from result where superseded_by is null");
    let result: uuid::Uuid = result.fetch_one(&office.node.store().pool).await.unwrap();
    let form = amina.get(&format!("/my/appeals/new?result={result}")).await;
    assert_eq!(form.status, 200, "the form, and not the case that is over");
    let again = lodged(&office, ResultId(result)).await;
    assert_eq!(case(&office, &again).await["state"], "accepted", "the last day");
    assert_eq!(lodge(&amina, ResultId(result)).await.json()["code"], "already-lodged");
    let same = json!({ "members": ids(&["knut", "hilde"]) });
    let refused = step(&office, "jon", &again, "committee", same).await;
    assert_eq!(refused.json()["code"], "sat-before", "they have had the answer");
    appoint(&office, &again, &["solveig", "terje"]).await;
    let seats = office.sign_in("knut").await.get("/api/examining").await.json();
    assert_eq!(seats.as_array().map(Vec::len), Some(1));
    assert_eq!(seats[0]["committee"], json!(committee));
}
