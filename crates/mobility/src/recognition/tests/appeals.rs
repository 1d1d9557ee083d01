//! An appeal: in time, late, looked at again, and decided by the body.

use super::*;

fn on_paper(received_on: Date, excuse: &str) -> Appeal {
    let (grounds, excuse) = ("Feil.".to_owned(), excuse.to_owned());
    Appeal { received_on, channel: Channel::Post, grounds, excuse }
}

async fn lodged(office: &TestOffice, id: RecognitionId, new: Appeal) -> Result<()> {
    step!(ingrid(office).await, |act| appeal(&mut act, id, new).await)
}

async fn looked_at(office: &TestOffice, id: RecognitionId, stands: bool) -> Result<()> {
    let new = Reconsider { stands, grounds: "Sett på igjen.".to_owned() };
    step!(ingrid(office).await, |act| reconsider(&mut act, id, new).await)
}

/// Three weeks from Monday 2 November 2026 end on Monday 23 November.
/// Requirements: S-01
#[tokio::test]
async fn an_appeal_has_three_weeks_and_a_late_one_needs_a_reason() {
    let office = office().await;
    let id = decided_case(&office).await;
    office.clock("2026-11-24T08:00:00+01:00").await;
    let late = on_paper(date(2026, 11, 24), "");
    assert_eq!(code(lodged(&office, id, late).await), "too-late");
    assert_eq!(
        code(lodged(&office, id, on_paper(date(2026, 11, 1), "")).await),
        "invalid received_on"
    );
    assert_eq!(code(lodged(&office, id, on_paper(date(2026, 11, 23), "")).await), "done");
    assert_eq!(case(&office, id).await.state, State::Appealed);
    let second = decided_again(&office).await;
    office.clock("2026-12-24T08:00:00+01:00").await;
    let excused = on_paper(date(2026, 12, 24), "Sykehus.");
    assert_eq!(code(lodged(&office, second, excused).await), "done");
    let appeal = case(&office, second).await.appeal.expect("an appeal");
    assert_eq!(appeal.excuse, "Sykehus.");
}

/// Another case of the same applicant, in which nothing is recognised.
async fn decided_again(office: &TestOffice) -> RecognitionId {
    let rows = rows_of(office, "amina").await.iter().map(|row| row.id).collect();
    let new = Apply {
        person: person("amina"),
        unit: office.world.department(),
        education: "Det samme".to_owned(),
        as_equal_to: String::new(),
        rows,
        advance: None,
        channel: Channel::Desk,
        applied_on: date(2026, 11, 2),
    };
    let mut act = ingrid(office).await;
    let id = apply(&mut act, new).await.expect("applied");
    commit(act).await;
    let line = items(office, id).await[0];
    assessed(office, id, vec![nothing(line)]).await.expect("assessed");
    decided(office, id).await.expect("decided");
    id
}

/// Requirements: S-01
#[tokio::test]
async fn what_stands_is_forwarded_and_what_the_body_says_is_entered() {
    let office = office().await;
    let id = decided_case(&office).await;
    lodged(&office, id, on_paper(date(2026, 11, 2), "")).await.expect("lodged");
    let settled = |outcome| Settle {
        decided_on: date(2026, 11, 2),
        case_number: "12/26".to_owned(),
        outcome,
        grounds: "Nemnda er enig.".to_owned(),
    };
    let early =
        step!(ingrid(&office).await, |act| settle(&mut act, id, settled(Outcome::Upheld)).await);
    assert_eq!(code(early), "wrong-state", "not forwarded yet");
    looked_at(&office, id, true).await.expect("forwarded");
    assert_eq!(code(looked_at(&office, id, true).await), "wrong-state");
    let done =
        step!(ingrid(&office).await, |act| settle(&mut act, id, settled(Outcome::Upheld)).await);
    assert_eq!(code(done), "done");
    assert_eq!(case(&office, id).await.state, State::Closed);
}

/// Requirements: S-01
#[tokio::test]
async fn what_does_not_stand_is_assessed_and_decided_anew_and_the_letter_says_so() {
    let office = office().await;
    let id = decided_case(&office).await;
    lodged(&office, id, on_paper(date(2026, 11, 2), "")).await.expect("lodged");
    looked_at(&office, id, false).await.expect("changed");
    assert_eq!(case(&office, id).await.state, State::Assessing);
    let line = items(&office, id).await[0];
    let course = as_course(line, office.world.courses.history, "10");
    assessed(&office, id, vec![course]).await.expect("its own first decision uses nothing up");
    decided(&office, id).await.expect("decided anew");
    let anew = case(&office, id).await;
    assert_eq!((anew.state, anew.decisions.len()), (State::Decided, 2));
    assert!(anew.appeal.is_none(), "the appeal was against the first");
    let letter = letter(&office, "recognition_decision").await;
    assert!(letter.contains("i stedet for vedtaket av 2. november 2026"), "{letter}");
}

/// Five working days from Monday 2 November 2026 end on Monday 9 November, and three weeks from then on the 30th.
/// Requirements: P-13, S-01
#[tokio::test]
async fn on_paper_the_three_weeks_begin_when_the_post_has_brought_the_decision() {
    let office = office().await;
    let mut act = office.act().await;
    sqlx::query("update person set email = '' where id = $1")
        .bind(person("amina").0)
        .execute(act.conn())
        .await
        .expect("an address");
    act.commit(Entry::new("test.address", "person", person("amina").0)).await.expect("kept");
    let id = decided_case(&office).await;
    let until = async || {
        let amina = office.sign_in("amina").await;
        amina.get(&format!("/api/my/recognitions/{}", id.0)).await.json()["appeal_by"].clone()
    };
    assert_eq!(until().await, "2026-11-30");
    office.clock("2026-12-15T10:00:00+01:00").await;
    let letter = case(&office, id).await.decision().expect("a decision").letter;
    let letters = serde_json::json!({ "letters": [letter] });
    let printed = office.sign_in("ingrid").await.call("/api/letters/print", letters).await;
    assert_eq!(printed.status, 200, "{}", printed.text());
    office::jobs::run_due(&office.node).await.expect("jobs");
    assert_eq!(until().await, "2027-01-12", "it arrives on 22 December");
    office.clock("2027-01-13T10:00:00+01:00").await;
    let late = on_paper(date(2027, 1, 13), "");
    assert_eq!(code(lodged(&office, id, late).await), "too-late");
    assert_eq!(code(lodged(&office, id, on_paper(date(2027, 1, 12), "")).await), "done");
}

/// Requirements: S-01
#[tokio::test]
async fn no_time_runs_while_nobody_has_posted_the_decision() {
    let office = office().await;
    let mut act = office.act().await;
    sqlx::query("update person set email = '' where id = $1")
        .bind(person("amina").0)
        .execute(act.conn())
        .await
        .expect("an address");
    act.commit(Entry::new("test.address", "person", person("amina").0)).await.expect("kept");
    let id = decided_case(&office).await;
    office::jobs::run_due(&office.node).await.expect("jobs");
    office.clock("2027-03-01T10:00:00+01:00").await;
    assert_eq!(code(lodged(&office, id, on_paper(date(2027, 3, 1), "")).await), "done");
}
