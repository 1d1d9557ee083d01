use crate::testing::TestOffice;
use axum::http::StatusCode;
use rules::Language;

const PDF: &[u8] = b"%PDF-1.7 a paper";

/// Requirements: B-08, G-12, I-02, X-31
#[tokio::test]
async fn an_exam_is_not_ready_until_the_paper_exists_in_each_form_wished_for() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let students = [
        "bjorn",
        "frida",
        "hanna",
        "amina",
        "cecilie",
        "emil",
        "gunnar",
        "isak",
        "jenny",
        "kristoffer",
        "daniel",
        "lina",
    ];
    for key in students {
        office.registered(exam, key, Language::Nn).await;
    }
    let path = format!("/exams/{exam}/documents");
    let ingrid = office.sign_in("ingrid").await;
    let put = async |language| {
        let fields = [("kind", "paper"), ("language", language)];
        ingrid.upload(&path, &fields, ("file", "a.pdf", "application/pdf", PDF)).await.status
    };
    assert_eq!(put("nb").await, StatusCode::SEE_OTHER);
    let shown = ingrid.get(&path).await.text();
    assert!(shown.contains("12 kandidater ønsker nynorsk"), "{shown}");
    assert!(ingrid.get("/desk").await.text().contains("Skaff oppgaven"));
    assert_eq!(put("nn").await, StatusCode::SEE_OTHER);
    assert!(!ingrid.get(&path).await.text().contains("12 kandidater ønsker nynorsk"));
    assert!(!ingrid.get("/desk").await.text().contains("Skaff oppgaven"));
}

#[tokio::test]
async fn a_file_that_is_not_what_it_says_is_refused_at_its_field() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    let ingrid = office.sign_in("ingrid").await;
    let fields = [("kind", "paper"), ("language", "nb")];
    let file = ("file", "a.pdf", "application/pdf", &b"MZ a program"[..]);
    let answer = ingrid.upload(&format!("/exams/{exam}/documents"), &fields, file).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("noe annet enn"));
}

#[tokio::test]
async fn a_new_version_replaces_the_earlier_one_and_students_read_neither() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    office.registered(exam, "amina", Language::Nb).await;
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/exams/{exam}/documents");
    for _ in 0..2 {
        let fields = [("kind", "paper"), ("language", "nb")];
        ingrid.upload(&path, &fields, ("file", "a.pdf", "application/pdf", PDF)).await;
    }
    let list = ingrid.get(&format!("/api{path}")).await.json();
    assert_eq!(list.as_array().map(Vec::len), Some(1));
    let id = list[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(ingrid.get(&format!("{path}/{id}")).await.body, PDF);
    let student = office.sign_in("amina").await.get(&format!("{path}/{id}")).await;
    assert_eq!(student.status, StatusCode::NOT_FOUND);
}

/// Requirements: B-08
#[tokio::test]
async fn a_program_reads_which_paper_is_missing_and_opens_the_one_there_is() {
    let office = TestOffice::new().await;
    let exam = office.exam(office.world.course(), "2026-11-20").await;
    office.registered(exam, "amina", Language::Nn).await;
    let (ingrid, base) = (office.sign_in("ingrid").await, format!("/api/exams/{exam}"));
    let languages = ingrid.get(&format!("{base}/languages")).await.json();
    assert_eq!((&languages[0]["language"], &languages[0]["wishes"]), (&"nn".into(), &1.into()));
    assert_eq!(languages[0]["missing"]["law"], "uhf. § 5-1");
    let put = format!("{base}/documents?kind=paper&language=nn");
    let paper = ingrid.call_with(&put, "application/pdf", PDF).await.json();
    let languages = ingrid.get(&format!("{base}/languages")).await.json();
    assert!(languages[0]["missing"].is_null());
    let paper = format!("{base}/documents/{}", paper["id"].as_str().unwrap());
    assert_eq!(ingrid.get(&paper).await.body, PDF);
    for stranger in ["per", "eva", "amina"] {
        let answer = office.sign_in(stranger).await.get(&paper).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{stranger}");
    }
}
