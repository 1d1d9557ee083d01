//! Studies that are approved before they are taken, and what that binds to.

use super::*;
use crate::recognition::{Advance, bind};
use serde_json::{Value, json};

fn planned(from: &str, until: &str) -> Advance {
    Advance { from: from.parse().expect("a day"), until: until.parse().expect("a day") }
}

/// A course that Amina plans to take, or has taken and writes up herself.
fn course_at_uppsala(credits: &str, date: Option<&str>) -> Content {
    let words = |text: &str| Words { nb: Some(text.to_owned()), ..Words::default() };
    Content {
        kind: Kind::Course,
        institution: words("Universitetet i Uppsala"),
        code: Some("HIST-A".to_owned()),
        version: None,
        title: words("Historia A"),
        thesis: Words::default(),
        term: None,
        period: Words::default(),
        date: date.map(|day| day.parse().expect("a day")),
        grade: None,
        credits: super::credits(credits),
        level: None,
        description: Words::default(),
        url: None,
        part_of: Vec::new(),
    }
}

fn application(office: &TestOffice, advance: Option<Advance>) -> Apply {
    Apply {
        person: person("amina"),
        unit: office.world.department(),
        education: "Et semester i Uppsala".to_owned(),
        as_equal_to: String::new(),
        rows: Vec::new(),
        advance,
        channel: Channel::SelfService,
        applied_on: office.node.today(),
    }
}

async fn amina(office: &TestOffice) -> Act {
    act_of(office, "amina", Role::Auditor, "1").await
}

/// A case of Amina's about one course: its id and its line.
async fn about(
    office: &TestOffice,
    advance: Option<Advance>,
    content: Content,
) -> (RecognitionId, RecognitionItemId) {
    let new = application(office, advance);
    let id = step!(amina(office).await, |act| apply(&mut act, new).await).expect("applied");
    let new = Described { content, regulated: false };
    step!(amina(office).await, |act| add_item(&mut act, id, new).await).expect("added");
    (id, items(office, id).await[0])
}

/// Uppsala's course of ten credits, approved in advance as free credits: the line.
async fn approved(office: &TestOffice) -> (RecognitionId, RecognitionItemId) {
    let advance = planned("2026-11-03", "2026-12-20");
    let (id, line) = about(office, Some(advance), course_at_uppsala("10", None)).await;
    assessed(office, id, vec![free(line, "10")]).await.expect("assessed");
    decided(office, id).await.expect("decided");
    (id, line)
}

/// Requirements: S-01
#[tokio::test]
async fn what_is_planned_is_assessed_at_the_unit_decided_by_another_and_written_with_conditions() {
    let office = office().await;
    let advance = planned("2026-11-03", "2026-12-20");
    let (id, line) = about(&office, Some(advance), course_at_uppsala("10", None)).await;
    let (before, over) = (planned("2026-11-03", "2026-11-02"), planned("2026-10-01", "2026-11-01"));
    for wrong in [before, over] {
        let new = application(&office, Some(wrong));
        let refused = step!(amina(&office).await, |act| apply(&mut act, new).await);
        assert!(code(refused.map(|_| ())).starts_with("invalid until"), "{wrong:?}");
    }
    assessed(&office, id, vec![free(line, "10")]).await.expect("assessed");
    let both = act_of(&office, "siri", Role::ExamOfficer, HERE).await;
    assert_eq!(code(step!(both, |act| decide(&mut act, id).await)), "own-assessment");
    decided(&office, id).await.expect("decided");
    let letter = letter(&office, "recognition_advance_decision").await;
    for said in [
        "forhåndsgodkjent 10 studiepoeng",
        "Historia A",
        "3. november 2026",
        "senest 20. desember 2026",
        "søker du på nytt",
        "fvl. § 29",
    ] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    let mine = office.sign_in("amina").await.get(&format!("/my/recognitions/{id}")).await.text();
    assert!(mine.contains("Søknad om forhåndsgodkjenning"));
    let new = Appeal {
        received_on: office.node.today(),
        channel: Channel::SelfService,
        grounds: "Jeg mener det er et emne.".to_owned(),
        excuse: String::new(),
    };
    step!(amina(&office).await, |act| appeal(&mut act, id, new).await).expect("appealed");
    assert_eq!(case(&office, id).await.state, State::Appealed);
}

/// Requirements: S-01
#[tokio::test]
async fn what_was_taken_as_approved_is_recognised_no_less_favourably() {
    let office = office().await;
    let (_, promise) = approved(&office).await;
    office.clock("2026-12-21T10:00:00+01:00").await;
    let taken = course_at_uppsala("10", Some("2026-12-20"));
    let (id, line) = about(&office, None, taken).await;
    step!(amina(&office).await, |act| bind(&mut act, id, line, promise).await).expect("bound");
    let less = assessed(&office, id, vec![free(line, "9.999")]).await;
    assert_eq!(code(less), "less-than-promised");
    assert_eq!(code(assessed(&office, id, vec![nothing(line)]).await), "less-than-promised");
    assessed(&office, id, vec![free(line, "10")]).await.expect("as promised");
    decided(&office, id).await.expect("what was promised is not used up by the promise");
    assert!(letter(&office, "recognition_decision").await.contains("10 studiepoeng"));
}

/// Requirements: S-01
#[tokio::test]
async fn a_promise_does_not_bind_in_what_was_taken_otherwise_or_not_said_to_come_of_it() {
    let office = office().await;
    let (_, promise) = approved(&office).await;
    office.clock("2027-01-11T10:00:00+01:00").await;
    for (credits, date, bound) in
        [("10", "2026-12-21", true), ("9.999", "2026-12-20", true), ("10", "2026-12-20", false)]
    {
        let (id, line) = about(&office, None, course_at_uppsala(credits, Some(date))).await;
        if bound {
            let bind = step!(amina(&office).await, |act| bind(&mut act, id, line, promise).await);
            bind.expect("bound");
        }
        assessed(&office, id, vec![free(line, "5")]).await.expect("free to assess");
    }
}

/// Requirements: S-01
#[tokio::test]
async fn only_the_applicant_s_own_approvals_bind_and_only_until_it_is_decided() {
    let office = office().await;
    let waiting = planned("2026-11-03", "2026-12-20");
    let (undecided, planned_line) =
        about(&office, Some(waiting), course_at_uppsala("10", None)).await;
    let (advance, promise) = approved(&office).await;
    let (id, line) = about(&office, None, course_at_uppsala("10", Some("2026-11-02"))).await;
    let own = |case: RecognitionId, line: RecognitionItemId, of: RecognitionItemId| {
        let office = &office;
        async move { code(step!(amina(office).await, |act| bind(&mut act, case, line, of).await)) }
    };
    assert_eq!(own(id, line, planned_line).await, "not-found", "nothing is approved there yet");
    assert_eq!(own(id, line, line).await, "not-found");
    assert_eq!(own(undecided, planned_line, promise).await, "not-found", "not taken yet");
    assert_eq!(own(advance, promise, promise).await, "wrong-state");
    let other = act_of(&office, "bjorn", Role::Auditor, "1").await;
    let others = step!(other, |act| bind(&mut act, id, line, promise).await);
    assert_eq!(code(others), "not-found");
    let amina = office.sign_in("amina").await;
    let page = amina.get(&format!("/my/recognitions/{id}")).await.text();
    assert!(page.contains("Knytt til forhåndsgodkjenningen"), "{page}");
    let fields = [("item", line.to_string()), ("promised_by", promise.to_string())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let path = format!("/my/recognitions/{id}/promises");
    assert_eq!(amina.post(&path, &fields).await.status, 303);
    let ingrid = office.sign_in("ingrid").await;
    let path = format!("/recognitions/{id}/promises");
    assert_eq!(ingrid.post(&path, &fields).await.status, 303, "the unit may say it too");
    let seen: Value = ingrid.get(&format!("/api/recognitions/{id}")).await.json();
    assert_eq!(seen["items"][0]["promised_by"], json!(promise));
    assessed(&office, id, vec![free(line, "10")]).await.expect("assessed");
    decided(&office, id).await.expect("decided");
    assert_eq!(own(id, line, promise).await, "wrong-state");
}

/// Requirements: S-01
#[tokio::test]
async fn an_application_in_advance_comes_by_page_and_program_and_has_no_rows() {
    let office = office().await;
    let amina = office.sign_in("amina").await;
    let unit = office.world.department().to_string();
    let mut fields = vec![
        ("unit", unit.as_str()),
        ("education", "Et semester i Uppsala"),
        ("from", "2027-01-18"),
        ("until", ""),
    ];
    let half = amina.post("/my/recognitions", &fields).await;
    assert_eq!(half.status, 422, "one day alone is none");
    fields[3].1 = "2027-06-30";
    let made = amina.post("/my/recognitions", &fields).await;
    assert_eq!(made.status, 303, "{}", made.text());
    let cases = amina.get("/api/my/recognitions").await.json();
    let path = format!("/api/my/recognitions/{}", cases[0]["id"].as_str().unwrap());
    let case = amina.get(&path).await.json();
    assert_eq!(case["advance"], json!({ "from": "2027-01-18", "until": "2027-06-30" }));
    let document = answered(&office, "amina", vec![course("HIS1000", "10", "B")]).await;
    imported(&office, document).await.expect("imported");
    let row = rows_of(&office, "amina").await[0].id;
    let with_rows = json!({ "unit": unit, "education": "Historie", "rows": [row],
        "advance": { "from": "2027-01-18", "until": "2027-06-30" } });
    let refused = amina.call("/api/my/recognitions", with_rows).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
}
