use super::*;

fn value(value: bool) -> Law<bool> {
    Law { value, law: "§ 30".to_owned() }
}

fn law(one_of_each: bool, preliminary: Option<bool>) -> ProtocolLaw {
    ProtocolLaw {
        every_candidate_graded: value(true),
        every_examiner_signs: value(true),
        external_and_internal_sign: Some(value(one_of_each)),
        preliminary_lists: preliminary.map(value),
    }
}

fn facts(statuses: &[ProtocolStatus], examiners: &[(bool, bool)]) -> ProtocolFacts {
    let candidate = |(at, status): (usize, &ProtocolStatus)| ProtocolCandidate {
        number: Key::new(format!("{}", 101 + at)),
        status: *status,
    };
    let examiner = |(at, (external, signed)): (usize, &(bool, bool))| ProtocolExaminer {
        id: Key::new(format!("examiner-{at}")),
        external: *external,
        signed: *signed,
    };
    ProtocolFacts {
        candidates: statuses.iter().enumerate().map(candidate).collect(),
        examiners: examiners.iter().enumerate().map(examiner).collect(),
        without_number: 0,
        preliminary: false,
    }
}

fn codes(facts: &ProtocolFacts, law: &ProtocolLaw) -> Vec<String> {
    let decision = decide(facts, law, &RuleSetId("test".to_owned()));
    assert!(!decision.because.is_empty());
    match decision.outcome {
        Ok(answer) => vec![format!("ready {}", answer.original_follows)],
        Err(refusal) if refusal.all.is_empty() => vec![refusal.code],
        Err(refusal) => refusal.all.into_iter().map(|refusal| refusal.code).collect(),
    }
}

use ProtocolStatus::{Absent, Graded, Missing as NoGrade, Unaccounted, Withdrawn};
const BOTH_SIGNED: &[(bool, bool)] = &[(false, true), (true, true)];

/// Requirements: M-01, M-03
#[test]
fn everyone_graded_and_all_signed_is_ready() {
    let facts = facts(&[Graded, Absent, Withdrawn], BOTH_SIGNED);
    assert_eq!(codes(&facts, &law(true, None)), ["ready false"]);
}

/// Requirements: M-01
#[test]
fn whoever_has_no_number_is_missing_too() {
    let mut facts = facts(&[Graded], BOTH_SIGNED);
    facts.without_number = 1;
    assert_eq!(codes(&facts, &law(true, None)), ["number-missing"]);
    facts.without_number = 0;
    assert_eq!(codes(&facts, &law(true, None)), ["ready false"]);
}

/// Requirements: M-01, M-03
#[test]
fn everything_missing_is_listed_at_once() {
    let facts = facts(&[Graded, NoGrade, NoGrade], &[(false, true), (true, false)]);
    let missing = ["grade-missing", "grade-missing", "signature-missing"];
    assert_eq!(codes(&facts, &law(true, None)), missing);
    let refusal = decide(&facts, &law(true, None), &RuleSetId("test".into())).outcome.unwrap_err();
    assert!(refusal.all[0].text.en.contains("102") && refusal.all[1].text.en.contains("103"));
    assert!(refusal.all[2].text.nn.contains("examiner-1"));
}

/// Requirements: M-01
#[test]
fn of_whom_nothing_is_recorded_it_is_not_said_that_the_exam_was_sat() {
    let facts = facts(&[Graded, Unaccounted], BOTH_SIGNED);
    let refusal = decide(&facts, &law(true, None), &RuleSetId("test".into())).outcome.unwrap_err();
    assert_eq!(refusal.code, "unaccounted");
    assert!(refusal.text.nb.contains("gjort rede for kandidat 102"), "{}", refusal.text.nb);
    assert!(!refusal.text.nb.contains("avlagt"));
}

/// Requirements: M-03
#[test]
fn where_the_rules_say_so_both_an_external_and_an_internal_sign() {
    let internal = facts(&[Graded], &[(false, true)]);
    assert_eq!(codes(&internal, &law(true, None)), ["external-signature-missing"]);
    assert_eq!(codes(&internal, &law(false, None)), ["ready false"]);
    let external = facts(&[Graded], &[(true, true)]);
    assert_eq!(codes(&external, &law(true, None)), ["internal-signature-missing"]);
}

/// Requirements: M-03
#[test]
fn a_protocol_without_examiners_is_never_ready() {
    assert_eq!(codes(&facts(&[Absent], &[]), &law(false, None)), ["no-examiners"]);
}

/// Requirements: M-04, Z-7
#[test]
fn a_preliminary_list_goes_ahead_only_where_the_rules_allow_it() {
    let mut facts = facts(&[NoGrade], &[(false, false)]);
    facts.preliminary = true;
    assert_eq!(codes(&facts, &law(true, Some(true))), ["ready true"]);
    assert_eq!(codes(&facts, &law(true, Some(false))), ["preliminary-not-allowed"]);
    assert_eq!(codes(&facts, &law(true, None)), ["not-in-rule-set"]);
}

#[test]
fn a_rule_set_may_ask_for_less() {
    let facts = facts(&[NoGrade], &[(false, false)]);
    let mut easy = law(false, None);
    easy.every_candidate_graded = value(false);
    assert_eq!(codes(&facts, &easy), ["signature-missing"]);
    easy.every_examiner_signs = value(false);
    assert_eq!(codes(&facts, &easy), ["ready false"]);
}

#[test]
fn nobody_stands_twice_on_a_protocol() {
    let read = |json: &str| serde_json::from_str::<ProtocolFacts>(json).unwrap_err().to_string();
    let line = r#"{"number":7,"status":"graded"}"#;
    let twice = read(&format!(r#"{{"candidates":[{line},{line}],"examiners":[]}}"#));
    assert!(twice.contains("expected each candidate once"), "{twice}");
    let examiner = r#"{"id":"a","external":true,"signed":true}"#;
    let twice = read(&format!(r#"{{"candidates":[],"examiners":[{examiner},{examiner}]}}"#));
    assert!(twice.contains("expected each examiner once"), "{twice}");
}
