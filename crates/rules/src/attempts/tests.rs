use super::*;

fn law(dispensations: Option<MostDispensations>) -> AttemptsLaw {
    let law = |value| Law { value, law: "§".to_owned() };
    AttemptsLaw {
        limit: law(3),
        thesis_limit: Some(law(2)),
        quota: Some(law(4)),
        dispensations: dispensations.map(|value| Law { value, law: "§".to_owned() }),
    }
}

const NO_LIMIT: Option<MostDispensations> =
    Some(MostDispensations::Unnumbered(Unnumbered::Unnumbered));
const ONE: Option<MostDispensations> = Some(MostDispensations::AtMost(1));

fn facts(counting: usize, granted: u32, counted_over: CountedOver) -> AttemptsFacts {
    let mut attempts = vec![Attempt { counts: true }; counting];
    attempts.push(Attempt { counts: false });
    AttemptsFacts { attempts, dispensations: granted, counted_over }
}

fn may(facts: &AttemptsFacts, law: &AttemptsLaw) -> (bool, u32, u32) {
    let answer = decide(facts, law, &RuleSetId("test".to_owned())).outcome.unwrap();
    (answer.may_register, answer.used, answer.left)
}

fn exam(counting: usize, granted: u32, most: Option<MostDispensations>) -> (bool, u32, u32) {
    may(&facts(counting, granted, CountedOver::Exam), &law(most))
}

/// Requirements: G-14
#[test]
fn a_fourth_attempt_is_blocked_and_absence_does_not_count() {
    assert_eq!(exam(0, 0, ONE), (true, 0, 3));
    assert_eq!(exam(2, 0, ONE), (true, 2, 1));
    assert_eq!(exam(3, 0, ONE), (false, 3, 0));
    assert_eq!(exam(4, 0, ONE), (false, 4, 0));
}

/// Requirements: G-14
#[test]
fn a_dispensation_gives_one_more_up_to_what_the_rules_allow() {
    assert_eq!(exam(3, 1, ONE), (true, 3, 1));
    assert_eq!(exam(4, 1, ONE), (false, 4, 0));
    assert_eq!(exam(4, 2, ONE), (false, 4, 0));
    assert_eq!(exam(4, 2, NO_LIMIT), (true, 4, 1));
    assert_eq!(exam(3, 1, None), (false, 3, 0));
}

/// Requirements: G-14
#[test]
fn a_thesis_and_a_quota_have_limits_of_their_own() {
    let over = |counting, over| may(&facts(counting, 0, over), &law(ONE));
    assert_eq!(over(1, CountedOver::Thesis), (true, 1, 1));
    assert_eq!(over(2, CountedOver::Thesis), (false, 2, 0));
    assert_eq!(over(3, CountedOver::Programme), (true, 3, 1));
    assert_eq!(over(4, CountedOver::Programme), (false, 4, 0));
}

#[test]
fn where_the_rules_have_no_quota_none_is_counted() {
    let law = AttemptsLaw { quota: None, thesis_limit: None, ..law(ONE) };
    let programme = facts(0, 0, CountedOver::Programme);
    let refused = decide(&programme, &law, &RuleSetId("test".to_owned())).outcome.unwrap_err();
    assert_eq!(refused.code, "not-in-rule-set");
    assert_eq!(may(&facts(2, 0, CountedOver::Thesis), &law), (true, 2, 1));
}

#[test]
fn the_reasons_name_the_limit_and_the_dispensations() {
    let facts = facts(3, 2, CountedOver::Exam);
    let because = decide(&facts, &law(ONE), &RuleSetId("test".to_owned())).because;
    let en: Vec<_> = because.iter().map(|reason| reason.text.en.as_str()).collect();
    assert!(en[0].contains("at most 3 times"), "{en:?}");
    assert!(en[1].contains("granted: 2. Of these, 1"), "{en:?}");
    assert!(en[2].contains("left: 1"), "{en:?}");
    let nothing_granted = AttemptsFacts { dispensations: 0, ..facts };
    let decision = decide(&nothing_granted, &law(ONE), &RuleSetId("test".to_owned()));
    assert_eq!(decision.because.len(), 2);
}
