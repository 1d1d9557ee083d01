use super::store::Order;
use crate::testing::TestOffice;
use crate::world::CastMember;
use axum::http::StatusCode;
use rules::Language;
use serde_json::json;
use store::Entry;

async fn with_candidates(keys: &[&str]) -> (TestOffice, crate::ExamId) {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    for key in keys {
        office.registered(exam, key, Language::Nb).await;
    }
    (office, exam)
}

/// Requirements: J-01
#[tokio::test]
async fn the_faculty_section_numbers_once_and_takes_in_late_ones() {
    let (office, exam) = with_candidates(&["amina", "bjorn"]).await;
    let path = format!("/api/exams/{exam}/numbering");
    let liv = office.sign_in("liv").await;
    assert_eq!(liv.call(&path, json!({})).await.json()["candidates"], 2);
    let first = liv.get(&format!("/api/exams/{exam}/candidates")).await.json();
    assert_eq!(liv.call(&path, json!({})).await.json()["code"], "nobody-to-number");
    office.registered(exam, "emil", Language::Nb).await;
    assert_eq!(liv.call(&path, json!({})).await.json()["candidates"], 1);
    let after = liv.get(&format!("/api/exams/{exam}/candidates")).await.json();
    let number_of = |list: &serde_json::Value, name: &str| {
        let list = list.as_array().expect("a list").clone();
        list.into_iter().find(|one| one["name"] == name).expect("her")["candidate_number"].clone()
    };
    assert_eq!(number_of(&first, "Farah, Amina"), number_of(&after, "Farah, Amina"));
}

/// Requirements: J-05
#[tokio::test]
async fn where_candidates_sat_is_not_overwritten_once_the_exam_has_begun() {
    let (office, exam) = with_candidates(&["amina"]).await;
    let (ingrid, path) = (office.sign_in("ingrid").await, format!("/api/exams/{exam}/places"));
    let offered = format!("action=\"/exams/{exam}/places\"");
    let page = format!("/exams/{exam}/candidates");
    office.clock("2026-11-20T08:59:00+01:00").await;
    assert_eq!(ingrid.call(&path, json!({})).await.status, StatusCode::OK);
    assert!(ingrid.get(&page).await.text().contains(&offered));
    office.clock("2026-11-20T09:00:00+01:00").await;
    assert_eq!(ingrid.call(&path, json!({})).await.json()["code"], "begun");
    assert!(!ingrid.get(&page).await.text().contains(&offered), "and the page offers it no more");
}

/// Requirements: J-01
#[tokio::test]
async fn the_department_does_not_number() {
    let (office, exam) = with_candidates(&["amina"]).await;
    let path = format!("/exams/{exam}/numbering");
    for (who, status) in [("ingrid", StatusCode::NOT_FOUND), ("liv", StatusCode::SEE_OTHER)] {
        assert_eq!(office.sign_in(who).await.post(&path, &[]).await.status, status, "{who}");
    }
}

#[tokio::test]
async fn two_who_number_at_once_give_each_candidate_one_number() {
    let (office, exam) = with_candidates(&["amina", "bjorn", "emil"]).await;
    let (liv, odd) = (office.sign_in("liv").await, office.sign_in("odd").await);
    let path = format!("/api/exams/{exam}/numbering");
    let (one, two) = tokio::join!(liv.call(&path, json!({})), odd.call(&path, json!({})));
    let ok = [&one, &two].iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!(ok, 1, "the other is told that nobody is left to number");
}

/// Requirements: J-02, J-03
#[tokio::test]
async fn the_list_is_alphabetical_as_norwegians_sort_and_hides_the_protected() {
    let keys = ["bjorn", "gunnar", "emil", "frida", "cecilie", "amina", "jenny"];
    let (office, exam) = with_candidates(&keys).await;
    let numbering = format!("/api/exams/{exam}/numbering");
    office.sign_in("liv").await.call(&numbering, json!({})).await;
    let path = format!("/api/exams/{exam}/candidates");
    let list = office.sign_in("eva").await.get(&path).await.json();
    let list = list.as_array().expect("a list");
    let numbers: std::collections::BTreeSet<_> =
        list.iter().map(|one| one["candidate_number"].as_i64().expect("a number")).collect();
    assert_eq!(numbers.len(), keys.len(), "each has a number of one's own");
    let names: Vec<_> =
        list.iter().map(|one| one["name"].as_str().expect("a name").to_owned()).collect();
    let expected = [
        "Farah, Amina",
        "Zahl, Gunnar",
        "Ærlend, Emil",
        "Ødegård, Cecilie",
        "Åsen, Bjørn",
        "Aasen, Frida",
        "Skjermet person",
    ];
    assert_eq!(names, expected);
}

/// Pages of every length, from the first to the last and past it, are pieces of the same list.
/// Requirements: J-02
#[tokio::test]
async fn a_page_is_a_piece_of_the_list_wherever_it_is_opened() {
    let keys = ["bjorn", "gunnar", "emil", "frida", "cecilie", "amina", "jenny"];
    let (office, exam) = with_candidates(&keys).await;
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    let mut page = async |from, most| {
        let list = super::store::list(&mut conn, exam, Order::Name, "", from, most).await.unwrap();
        list.candidates.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    let whole = page(0, None).await;
    assert_eq!(whole.len(), keys.len());
    for most in 1..=8 {
        for from in 0..9 {
            let wanted: Vec<_> = whole.iter().skip(from).take(most).copied().collect();
            let (from, most) = (u32::try_from(from).unwrap(), u32::try_from(most).unwrap());
            assert_eq!(page(from, Some(most)).await, wanted, "{most} from {from}");
        }
    }
}

/// Requirements: J-04, G-13
#[tokio::test]
async fn paper_and_file_show_rooms_and_who_gets_the_paper_by_email() {
    let (office, exam) = with_candidates(&["amina", "bjorn"]).await;
    let ingrid = office.sign_in("ingrid").await;
    assert_eq!(
        ingrid.post(&format!("/exams/{exam}/places"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let list = ingrid.get(&format!("/api/exams/{exam}/candidates?sort=room")).await.json();
    let first = list[0]["id"].as_str().expect("an id").to_owned();
    let room = list[0]["room"].as_str().expect("a room").to_owned();
    let mark = format!("/exams/{exam}/candidates/{first}/email");
    assert_eq!(ingrid.post(&mark, &[("by_email", "yes")]).await.status, StatusCode::SEE_OTHER);
    let sheet = ingrid.get(&format!("/exams/{exam}/candidates/print?sort=room")).await.text();
    assert!(sheet.contains(&room) && sheet.contains("amina@"), "{sheet}");
    assert!(!sheet.contains("bjorn@"), "an address that nobody needs stays off the list");
    let file = ingrid.get(&format!("/exams/{exam}/candidates.csv")).await.text();
    assert!(file.contains("Farah, Amina") && file.contains(&room));
}

/// Requirements: J-05
#[tokio::test]
async fn each_room_has_a_sheet_of_its_own_with_those_who_sit_in_it() {
    let (office, exam) = with_candidates(&["amina", "bjorn", "gunnar"]).await;
    let ingrid = office.sign_in("ingrid").await;
    ingrid.post(&format!("/exams/{exam}/places"), &[]).await;
    let moved = sqlx::query(
        "update exam_registration set room_id = $1 from person
        where person.id = person_id and exam_id = $2 and family_name <> 'Farah'",
    );
    let hall = office.world.rooms.hall.0;
    let mut act = office.act().await;
    let moved = moved.bind(hall).bind(exam.0).execute(act.conn()).await.unwrap();
    assert_eq!(moved.rows_affected(), 2);
    act.commit(Entry::new("candidates.place", "exam", exam.0)).await.unwrap();
    let paper = ingrid.get(&format!("/exams/{exam}/candidates/print?sort=room")).await.text();
    let sheets: Vec<_> = paper.split("<section class=\"k-sheet\">").skip(1).collect();
    assert_eq!(sheets.len(), 2);
    assert!(sheets[0].contains("TEO-101") && sheets[0].contains("Farah, Amina"));
    assert!(!sheets[0].contains("Zahl"), "{}", sheets[0]);
    assert!(sheets[1].contains("TEO-H1") && !sheets[1].contains("Farah"), "{}", sheets[1]);
    assert!(sheets[1].contains("Zahl, Gunnar") && sheets[1].contains("Åsen, Bjørn"));
}

/// The place in a room would else tell where the name stands in the alphabet.
#[tokio::test]
async fn a_protected_candidate_is_placed_after_all_the_names() {
    let (office, exam) = with_candidates(&["gunnar"]).await;
    let protected = office.registered(exam, "jenny", Language::Nb).await;
    let mut conn = office.node.store().pool.acquire().await.unwrap();
    let places = super::store::in_name_order(&mut conn, exam).await.unwrap();
    assert_eq!(places.len(), 2);
    assert_eq!(places[1], protected.0, "Skjold would stand before Zahl");
}

#[tokio::test]
async fn each_look_at_a_list_is_told_to_everybody_on_it() {
    let (office, exam) = with_candidates(&["amina"]).await;
    office.sign_in("eva").await.get(&format!("/exams/{exam}/candidates")).await;
    let looks = office.sign_in("amina").await.get("/my/looks").await.text();
    assert!(looks.contains("Eva Dahle") && looks.contains("kandidatliste"));
}

#[tokio::test]
async fn examiners_and_the_course_responsible_see_no_candidates() {
    let (office, exam) = with_candidates(&["amina"]).await;
    for key in ["siri", "jon", "nils", "amina", "per"] {
        let answer = office.sign_in(key).await.get(&format!("/exams/{exam}/candidates")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{key}");
    }
}

/// Requirements: J-01
#[tokio::test]
async fn numbering_is_a_task_from_the_day_nobody_can_withdraw_any_more() {
    let (office, _) = with_candidates(&["amina"]).await;
    let liv = office.sign_in("liv").await;
    office.clock("2026-11-06T12:00:00+01:00").await;
    assert!(!liv.get("/desk").await.text().contains("Nummerer kandidatene"));
    office.clock("2026-11-07T12:00:00+01:00").await;
    assert!(liv.get("/desk").await.text().contains("Nummerer kandidatene"));
}

#[tokio::test]
async fn an_exam_that_is_held_today_stands_on_the_desks_of_that_day() {
    let (office, _) = with_candidates(&["amina"]).await;
    let today = "holdes i dag kl. 09.00";
    for (now, told) in [
        ("2026-11-19T23:00:00+01:00", false),
        ("2026-11-20T07:00:00+01:00", true),
        ("2026-11-21T00:30:00+01:00", false),
    ] {
        office.clock(now).await;
        for key in ["ingrid", "liv", "eva"] {
            let desk = office.sign_in(key).await.get("/desk").await.text();
            assert_eq!(desk.contains(today), told, "{key} at {now}");
        }
    }
}

/// Requirements: J-02, J-03
#[tokio::test]
async fn a_candidate_is_found_by_name_and_numbers_and_a_protected_one_by_the_candidate_number_alone()
 {
    let (office, exam) = with_candidates(&["amina", "bjorn", "jenny"]).await;
    office.sign_in("liv").await.call(&format!("/api/exams/{exam}/numbering"), json!({})).await;
    let ingrid = office.sign_in("ingrid").await;
    let all = ingrid.get(&format!("/api/exams/{exam}/candidates")).await.json();
    let number_of = |at: usize| all[at]["candidate_number"].to_string();
    let path = format!("/api/exams/{exam}/candidates/search");
    let student = |key| CastMember::named(key).student_number().unwrap_or_default();
    let (amina, jenny) = (student("amina"), student("jenny"));
    for (q, name) in [
        ("farah", Some("Farah, Amina")),
        (amina.as_str(), Some("Farah, Amina")),
        (&number_of(1), Some("Åsen, Bjørn")),
        (&number_of(2), Some("Skjermet person")),
        ("Jenny", None),
        (jenny.as_str(), None),
    ] {
        let found = ingrid.call(&path, json!({ "q": q })).await.json();
        let names: Vec<_> = found.as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(names, name.map(serde_json::Value::from).iter().collect::<Vec<_>>(), "{q}");
        let page = ingrid.post(&path.replace("/api", ""), &[("q", q)]).await.text();
        assert_eq!(page.contains("Farah, Amina"), name == Some("Farah, Amina"), "{q}");
    }
    let neighbour = office.sign_in("per").await.call(&path, json!({ "q": "farah" })).await;
    assert_eq!(neighbour.status, StatusCode::NOT_FOUND);
}

/// Requirements: J-05
#[tokio::test]
async fn a_room_s_list_is_signed_and_the_administration_s_has_student_numbers() {
    let (office, exam) = with_candidates(&["amina"]).await;
    let ingrid = office.sign_in("ingrid").await;
    let number = CastMember::named("amina").student_number().unwrap_or_default();
    let print = async |sort: &str| {
        ingrid.get(&format!("/exams/{exam}/candidates/print?sort={sort}")).await.text()
    };
    let (by_name, by_room) = (print("name").await, print("room").await);
    assert!(by_name.contains(&number) && !by_name.contains("Underskrift"));
    assert!(by_room.contains("Underskrift") && !by_room.contains(&number));
    assert!(by_name.contains("Skrevet ut") && by_room.contains("Skrevet ut"));
}
