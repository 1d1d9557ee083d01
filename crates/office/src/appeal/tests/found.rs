//! What the queue of appeals finds, and what a case says of itself to those who handle it.

use super::*;

async fn found(office: &TestOffice, who: &str, q: &str) -> usize {
    let found = office.sign_in(who).await.call("/api/appeals/search", json!({ "q": q })).await;
    found.json().as_array().map_or(0, Vec::len)
}

/// Requirements: O-02, A-09
#[tokio::test]
async fn a_case_is_found_by_its_number_name_and_course_by_its_unit_alone() {
    let (office, _, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    let number = case(&office, &appeal).await["case_number"].as_str().unwrap().to_owned();
    let student = CastMember::named("amina").student_number().unwrap_or_default();
    for q in [number.as_str(), "farah", "Farah, Amina", &student, "his-1001"] {
        assert_eq!(found(&office, "ingrid", q).await, 1, "{q}");
        assert_eq!(found(&office, "per", q).await, 0, "{q}: another unit's");
        assert_eq!(found(&office, "amina", q).await, 0, "{q}: a student has no such list");
    }
    assert_eq!(found(&office, "ingrid", "Åsen").await, 0);
    let page = office.sign_in("ingrid").await.post("/appeals/search", &[("q", &number)]).await;
    assert!(page.text().contains(&format!("/appeals/{appeal}")));
    let unasked =
        office.sign_in("ingrid").await.post("/appeals/search", &[("state", "sent")]).await;
    assert_eq!(unasked.location.as_deref(), Some("/appeals?state=sent&sort=due&page=1"));
}

#[tokio::test]
async fn a_protected_student_s_case_is_found_by_its_number_and_not_by_name() {
    let office = TestOffice::at(ANNOUNCED, "uit-2011").await;
    let planted = Planted::exam(&office).await;
    let result = planted.grade(&office, "jenny", 8, "C").await;
    let made = lodge(&office.sign_in("jenny").await, result).await.json();
    let number = case(&office, made["id"].as_str().unwrap()).await["case_number"].clone();
    assert_eq!(found(&office, "ingrid", number.as_str().unwrap()).await, 1);
    let student = CastMember::named("jenny").student_number().unwrap_or_default();
    for q in ["Jenny", &student] {
        assert_eq!(found(&office, "ingrid", q).await, 0, "{q}");
    }
}

/// Who assesses anew does not find the case, whatever else she is.
/// Requirements: O-19
#[tokio::test]
async fn whoever_assesses_anew_finds_nothing_by_looking_for_it() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = sent(&office, &planted, result).await;
    let number = case(&office, &appeal).await["case_number"].as_str().unwrap().to_owned();
    for q in [number.as_str(), "Farah", "HIS-1001"] {
        assert_eq!(found(&office, "knut", q).await, 0, "{q}");
    }
}

#[tokio::test]
async fn the_queue_stands_in_the_order_that_was_asked_for() {
    let office = TestOffice::at(ANNOUNCED, "uit-2011").await;
    let planted = Planted::exam(&office).await;
    for (key, number) in [("bjorn", 7), ("amina", 8)] {
        let result = planted.grade(&office, key, number, "C").await;
        lodge(&office.sign_in(key).await, result).await;
    }
    let ingrid = office.sign_in("ingrid").await;
    let by_case = ingrid.get("/api/appeals?sort=case").await.json();
    let backwards = ingrid.get("/api/appeals?sort=-case").await.json();
    assert_eq!(by_case[0]["id"], backwards[1]["id"]);
    let by_name = ingrid.get("/api/appeals?sort=student").await.json();
    assert_eq!(by_name[0]["id"], by_case[1]["id"], "Farah before Åsen, who came first");
}

/// Requirements: O-02
#[tokio::test]
async fn the_case_says_how_it_came_in_what_she_reads_and_whose_turn_it_is() {
    let (office, _, result) = graded_2011("C").await;
    let paper = json!({ "result": result, "received_on": "2011-06-22", "channel": "post" });
    let made = office.sign_in("eva").await.call("/api/appeals", paper).await.json();
    let appeal = made["id"].as_str().expect("registered").to_owned();
    let told = case(&office, &appeal).await;
    assert_eq!((&told["channel"], &told["language"]), (&json!("post"), &json!("nb")));
    assert_eq!(told["registered_by"], json!(CastMember::named("eva").id()));
    assert_eq!(told["next"]["owner"], "board_secretary");
    let page = office.sign_in("ingrid").await.get(&format!("/appeals/{appeal}")).await.text();
    for shown in ["Per post, registrert av Eva", "Neste steg", "Oppnevn", "Bokmål"] {
        assert!(page.contains(shown), "{shown}");
    }
    let mine = office.sign_in("amina").await.get(&format!("/api/my/appeals/{appeal}")).await.json();
    assert!(mine["registered_by"].is_null() && mine["next"].is_null(), "not for the student");
}
