//! The pages: of the officer, of the person, and of everybody.

use super::graded;
use super::nation::{Nation, national_id};
use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt;

/// Requirements, U-9
#[tokio::test]
async fn an_officer_asks_on_a_page_that_comes_again_until_all_have_answered() {
    let nation = Nation::of(&["emil"]).await;
    graded(&nation.sat, &["B"]).await;
    let officer = nation.asker.officer().await;
    assert_eq!(officer.get("/exchanges").await.status, 200);
    let id = national_id("emil");
    let mut fields = vec![
        ("persons", id.as_str()),
        ("purpose", "recognition"),
        ("basis", "consent"),
        ("case_ref", "2026/17"),
    ];
    let refused = officer.post("/exchanges", &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("2026/17"), "what was typed stays");
    fields[2].1 = "statute";
    let started = officer.post("/exchanges", &fields).await;
    assert_eq!(started.status, 303, "{}", started.text());
    let path = started.location.unwrap();
    let path = path.split('?').next().unwrap().to_owned();
    let waiting = officer.get(&path).await.text();
    assert!(waiting.contains("venter") && waiting.contains("Institusjon 999"));
    nation.settle().await;
    let answered = officer.get(&path).await.text();
    assert!(answered.contains("resultater kom") && answered.contains("Institusjon 997"));
    let list = officer.get("/exchanges").await.text();
    assert!(list.contains(&path));
    let emil = nation.asker.student("emil").await;
    assert_eq!(emil.get(&path).await.status, 404);
    let own = path.replace("/exchanges/", "/my/exchange/");
    let receipt = emil.get(&own).await.text();
    assert!(receipt.contains("resultater kom") && receipt.contains("Lov"));
    let gunnar = nation.asker.student("gunnar").await;
    assert_eq!(gunnar.get(&own).await.status, 404, "another person's");
    let sent = emil.post(&format!("{own}/receipt"), &[]).await;
    assert_eq!(sent.status, 303);
    assert_eq!(nation.asker.letters().await, ["exchange_receipt"]);
}

/// Requirements: R-14
#[tokio::test]
async fn a_page_that_waits_says_to_the_browser_itself_that_it_comes_again() {
    let nation = Nation::of(&["emil"]).await;
    let started = nation.ask("emil", "statute").await.json();
    let path = format!("/my/exchange/{}", started["cases"][0].as_str().unwrap());
    let emil = nation.asker.student("emil").await;
    assert!(emil.get(&path).await.text().contains("oppdaterer seg selv"));
}

/// Requirements
#[tokio::test]
async fn a_student_consents_and_withdraws_on_her_own_page() {
    let nation = Nation::of(&[]).await;
    let emil = nation.asker.student("emil").await;
    let page = emil.get("/my/exchange").await.text();
    assert!(page.contains("Jeg samtykker i at Fjordby universitet"));
    let given = emil.post("/my/exchange/consents", &[("channel", "student_pages")]).await;
    assert_eq!(given.status, 303);
    let id = emil.get("/api/my/exchange").await.json()["consents"][0]["id"].clone();
    let id = id.as_str().unwrap().to_owned();
    let withdrawn = emil.post("/my/exchange/consents/withdrawal", &[("consent", &id)]).await;
    assert_eq!(withdrawn.status, 303);
    assert!(emil.get("/my/exchange").await.text().contains("Trukket tilbake"));
}

/// Requirements
#[tokio::test]
async fn anybody_reads_which_institutions_share_in_three_languages() {
    let nation = Nation::of(&[]).await;
    for (language, words) in [
        ("nb", "Institusjoner som deler resultater"),
        ("nn", "Institusjonar som deler resultat"),
        ("en", "Institutions that share results"),
    ] {
        let request = Request::get("/exchange").header("accept-language", language);
        let request = request.body(Body::empty()).unwrap();
        let router = nation.sat.office.router.clone();
        let answer = router.oneshot(request).await.unwrap();
        let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let page = String::from_utf8_lossy(&body);
        assert!(page.contains(words), "{language}");
        for number in ["997", "998", "999"] {
            assert!(page.contains(&format!("exchange@{number}.example")));
        }
    }
}

/// Requirements: R-07
#[tokio::test]
async fn the_settings_take_hours_from_one_to_a_month_and_a_reason() {
    let nation = Nation::of(&[]).await;
    let officer = nation.asker.officer().await;
    assert_eq!(officer.get("/exchanges/settings").await.status, 200);
    for (hours, status) in [("0", 422), ("1", 303), ("720", 303), ("721", 422)] {
        let set = officer.post("/exchanges/settings/deadline", &[("hours", hours)]).await;
        assert_eq!(set.status, status, "{hours}");
    }
    let one = [("hours", "2"), ("institution", "999")];
    assert_eq!(officer.post("/exchanges/settings/deadline", &one).await.status, 303);
    let nobody = [("hours", "2"), ("institution", "996")];
    assert_eq!(officer.post("/exchanges/settings/deadline", &nobody).await.status, 422);
    let set = officer.get("/api/exchanges/settings").await.json();
    assert_eq!(set["hours"], 720);
    let hours = set["institutions"].as_array().unwrap();
    let hours: Vec<i64> = hours.iter().map(|one| one["hours"].as_i64().unwrap()).collect();
    assert_eq!(hours, [720, 2], "997 as all, 999 its own");
    let silent = officer.post("/exchanges/settings/sharing", &[("shares", "no")]).await;
    assert_eq!(silent.status, 422);
    let off = [("shares", "no"), ("because", "Flytting")];
    assert_eq!(officer.post("/exchanges/settings/sharing", &off).await.status, 303);
    let set = officer.get("/api/exchanges/settings").await.json();
    assert_eq!((&set["listed"], &set["shares"]), (&true.into(), &false.into()));
}
