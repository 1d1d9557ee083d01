use super::*;

/// Proposes examiners by name; those written in capitals are external.
fn code(previous: &[&str], proposed: &[&str]) -> Result<bool, String> {
    let law = |value| Law { value, law: "uhl. § 11-11 (2)".to_owned() };
    let law = RegradeCommitteeLaw { examiners: law(2), external: law(1) };
    let examiner = |name: &&str| ProposedExaminer {
        id: Key::new(name.to_lowercase()),
        external: name.chars().all(char::is_uppercase),
    };
    let facts = RegradeCommitteeFacts {
        previous: previous.iter().map(Key::new).collect(),
        proposed: proposed.iter().map(examiner).collect(),
    };
    let decision = decide(&facts, &law, &RuleSetId("test".to_owned()));
    assert!(!decision.because.is_empty());
    decision.outcome.map(|answer| answer.accepted).map_err(|refusal| refusal.code)
}

/// Requirements: O-05, O-07, Z-45
#[test]
fn two_new_examiners_one_external_are_accepted() {
    assert_eq!(code(&["anne", "per"], &["kari", "OLA"]), Ok(true));
    assert_eq!(code(&[], &["KARI", "OLA", "liv"]), Ok(true));
}

/// Requirements: O-05, O-07, Z-45
#[test]
fn nobody_who_sat_before_too_few_or_all_internal() {
    assert_eq!(code(&["anne", "per"], &["kari", "OLA", "PER"]), Err("sat-before".into()));
    assert_eq!(code(&["anne"], &["OLA"]), Err("too-few".into()));
    assert_eq!(code(&["anne"], &["kari", "ola"]), Err("no-external".into()));
}

#[test]
fn the_first_thing_wrong_is_the_one_named() {
    assert_eq!(code(&["anne"], &["anne"]), Err("sat-before".into()));
    assert_eq!(code(&["anne"], &["ola"]), Err("too-few".into()));
    assert_eq!(code(&["anne"], &[]), Err("too-few".into()));
}

#[test]
fn one_person_does_not_count_as_two() {
    let twice =
        r#"{"previous":[],"proposed":[{"id":"a","external":true},{"id":"a","external":false}]}"#;
    let error = serde_json::from_str::<RegradeCommitteeFacts>(twice).unwrap_err();
    assert!(error.to_string().contains("expected each examiner once"));
}
