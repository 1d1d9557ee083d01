//! The register of exclusions is asked.

use super::*;

/// Requirements: Q-46
#[tokio::test]
async fn an_exclusion_bars_recognition_and_the_application_is_dismissed_by_letter() {
    let office = TestOffice::new().await;
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    let line = items(&office, id).await[0];
    assert_eq!(
        code(step!(ingrid(&office).await, |act| dismiss(&mut act, id).await)),
        "not-excluded"
    );
    assessed(&office, id, vec![free(line, "10")]).await.expect("assessed");
    // Monday 2 November 2026 is its last day.
    excluded(&office, date(2026, 8, 1), date(2026, 11, 2)).await;
    assert_eq!(code(decided(&office, id).await), "excluded");
    step!(ingrid(&office).await, |act| dismiss(&mut act, id).await).expect("dismissed");
    let dismissed = case(&office, id).await;
    assert_eq!(dismissed.state, State::Decided);
    let decision = dismissed.decision().expect("a decision");
    assert!(decision.barred_by.is_some() && !decision.because.is_empty());
    let letter = letter(&office, "exclusion_recognition_refused").await;
    for said in ["er avvist", "2. november 2026", "Et år med historie", "tre uker"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
}

/// Requirements: Q-46
#[tokio::test]
async fn nothing_is_sent_to_be_assessed_in_the_period_and_all_of_it_the_day_after() {
    let office = TestOffice::new().await;
    let id = with_courses(&office, &[("HIS1000", "10")]).await;
    excluded(&office, date(2026, 8, 1), date(2026, 11, 2)).await;
    assert_eq!(code(step!(ingrid(&office).await, |act| send(&mut act, id).await)), "excluded");
    office.clock("2026-11-03T08:00:00+01:00").await;
    assert_eq!(code(step!(ingrid(&office).await, |act| send(&mut act, id).await)), "done");
    assert_eq!(
        code(step!(ingrid(&office).await, |act| dismiss(&mut act, id).await)),
        "not-excluded"
    );
}
