//! Each type of row on the pages of whoever it concerns: signing up, a place, and the studies she has begun.

use super::*;

/// What a type bars while its period runs.
struct Bars {
    exams: bool,
    places: bool,
    studies: bool,
}

/// Amina studies since Monday, and has applied for studies in January and in August.
async fn begun() -> Applied {
    let office = TestOffice::new().await;
    let programme = programme(&office, "SYK", None).await;
    let mut starts = Vec::new();
    for on in ["2026-12-07", "2027-01-11", "2027-08-16"] {
        starts.push(start(&office, &programme, on).await);
    }
    let applied = Applied::apply(office, person("amina"), &starts).await;
    assert_eq!(applied.offer(0, json!({ "answer_by": "2026-11-05" })).await, yes(204));
    assert_eq!(applied.answer(0, true).await, yes(204));
    applied.office.clock("2026-12-08T10:00:00+01:00").await;
    applied
}

/// Registered by Tor and controlled by Unni on their pages: of what the decision gives, this type alone.
async fn excluded(office: &TestOffice, decision: &[(&str, &str)], kind: &str) {
    let (tor, unni) = (office.sign_in("tor").await, office.sign_in("unni").await);
    let number: String = sqlx::query_scalar("select national_id from person where id = $1")
        .bind(person("amina").0)
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a number");
    let mut fields = vec![
        ("national_id", number.as_str()),
        ("decided_on", "8.12.2026"),
        ("from", "8.12.2026"),
        ("to", "30.6.2027"),
    ];
    fields.extend(decision);
    let made = tor.post("/exclusions", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{kind}: {}", made.text());
    let rows = unni.get("/api/exclusions").await.json();
    let row = rows.as_array().expect("rows").iter().find(|row| row["type"] == kind);
    let path =
        format!("/exclusions/{}/control", row.expect("a row")["id"].as_str().expect("an id"));
    let done = unni.post(&path, &[("version", "1"), ("special_type", "yes")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{kind}: {}", done.text());
}

/// What the page answers when she signs up for an exam.
async fn signs_up(office: &TestOffice, course: crate::CourseId, on: &str) -> (StatusCode, String) {
    let exam = office.exam(course, on).await.to_string();
    let amina = office.sign_in("amina").await;
    let answer = amina.post("/my/registrations", &[("exam", &exam), ("language", "nb")]).await;
    (answer.status, answer.text())
}

async fn right(office: &TestOffice) -> String {
    let rights = office.sign_in("amina").await.get("/api/my/study-rights").await.json();
    rights[0]["state"].as_str().expect("a state").to_owned()
}

async fn met(kind: &str, decision: &[(&str, &str)], bars: &Bars) {
    let applied = begun().await;
    let office = &applied.office;
    assert_eq!(right(office).await, "runs");
    excluded(office, decision, kind).await;
    office.clock("2026-12-08T11:00:00+01:00").await;
    let (status, text) = signs_up(office, office.world.course(), "2027-03-15").await;
    if bars.exams {
        assert_eq!(status, StatusCode::CONFLICT, "{kind}");
        assert!(text.contains("Utestengt fra eksamen til og med"), "{kind}: {text}");
    } else {
        assert_eq!(status, StatusCode::SEE_OTHER, "{kind}: {text}");
    }
    let place = if bars.places { no("excluded") } else { yes(204) };
    assert_eq!(applied.offer(1, by()).await, place, "{kind}: studies in January");
    assert_eq!(applied.offer(2, by()).await, yes(204), "{kind}: studies after the period");
    assert_eq!(right(office).await, if bars.studies { "suspended" } else { "runs" }, "{kind}");
    let sent: i64 = sqlx::query_scalar("select count(*) from mailbox_sent")
        .fetch_one(&office.node.store().pool)
        .await
        .expect("a count");
    assert_eq!(sent, i64::from(kind.ends_with('N')), "{kind}: what is local stays here");
    office.clock("2027-07-01T08:00:00+02:00").await;
    assert_eq!(right(office).await, "runs", "{kind}: she goes on where she was");
    let (status, text) = signs_up(office, office.world.courses.sources, "2027-11-15").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{kind}: the day after: {text}");
}

const BECAUSE: (&str, &str) = ("justification", "vedtaket pkt. 2");

/// Requirements
#[tokio::test]
async fn exam_quarantine_bars_signing_up_here_and_no_place_and_no_studies() {
    let bars = Bars { exams: true, places: false, studies: false };
    let local = [("legal_basis", "12-4(3)"), ("types", "EKSAMENL"), BECAUSE];
    met("EKSAMENL", &local, &bars).await;
    met("EKSAMENN", &[("legal_basis", "12-4(3)")], &bars).await;
}

/// Requirements
#[tokio::test]
async fn local_exclusion_bars_places_and_suspends_studies_here_until_its_end() {
    let bars = Bars { exams: false, places: true, studies: true };
    met("KARANTENEL", &[("legal_basis", "12-4(3)")], &bars).await;
}

/// Requirements
#[tokio::test]
async fn admission_quarantine_bars_places_until_its_end_and_no_studies_that_run() {
    let bars = Bars { exams: false, places: true, studies: false };
    met("KARANTENEN", &[("legal_basis", "12-1(1)")], &bars).await;
}

/// What bars here alone is not told as barring everywhere, nor as something that stands in a register.
///
/// Requirements: Q-T1, Q-11, X-25, LTR-RUST-1
#[tokio::test]
async fn a_dismissal_because_of_a_local_exclusion_says_that_it_has_effect_here_alone() {
    let applied = begun().await;
    excluded(&applied.office, &[("legal_basis", "12-4(3)")], "KARANTENEL").await;
    assert_eq!(applied.dismiss(&[1], false).await, yes(201));
    let decision = &applied.office.letters("exclusion_admission_refused").await[0]["decision"];
    assert_eq!((&decision["local"], &decision["body"]), (&json!(true), &Value::Null));
    assert_eq!(decision["law"], "uhl. § 12-4 (3)");
}
