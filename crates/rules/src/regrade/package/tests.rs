use super::*;
use proptest::prelude::*;

fn law(guide_required: bool) -> RegradePackageLaw {
    RegradePackageLaw {
        whitelist: Law { value: Sendable::ALL.to_vec(), law: "uhl. § 11-11 (2)".to_owned() },
        guide_required: Law { value: guide_required, law: "uhl. § 11-7 (3)".to_owned() },
    }
}

fn package(items: &[&str], law: &RegradePackageLaw) -> Result<RegradePackageAnswer, Vec<String>> {
    let facts = RegradePackageFacts { items: items.iter().map(ToString::to_string).collect() };
    let decision = decide(&facts, law, &RuleSetId("test".to_owned()));
    assert!(!decision.because.is_empty());
    decision.outcome.map_err(|refusal| {
        assert_eq!(refusal.code, refusal.all[0].code);
        refusal.all.into_iter().map(|refusal| refusal.code).collect()
    })
}

/// Requirements: O-07, O-08, X-17
#[test]
fn guide_and_answer_go_and_grade_explanation_and_reasons_stay() {
    let items = ["answer", "paper", "guide", "new_protocol", "grade", "explanation", "appeal"];
    let package = package(&items, &law(true)).unwrap();
    assert_eq!(package.send, Sendable::ALL);
    assert_eq!(package.withheld, ["grade", "explanation", "appeal"]);
}

/// Requirements: O-07, X-17
#[test]
fn what_nobody_has_thought_of_is_withheld() {
    let items = ["answer", "guide", "GUIDE", " answer", "old_protocol", "", "answer"];
    let package = package(&items, &law(true)).unwrap();
    assert_eq!(package.send, [Sendable::Answer, Sendable::Guide]);
    assert_eq!(package.withheld, ["GUIDE", " answer", "old_protocol", ""]);
}

/// Requirements: O-08, X-17
#[test]
fn without_guide_or_answer_there_is_no_package() {
    assert_eq!(package(&["answer"], &law(true)), Err(vec!["guide-missing".into()]));
    assert_eq!(package(&["guide"], &law(true)), Err(vec!["answer-missing".into()]));
    let both = Err(vec!["guide-missing".into(), "answer-missing".into()]);
    assert_eq!(package(&["paper"], &law(true)), both);
    assert_eq!(package(&["answer"], &law(false)).unwrap().send, [Sendable::Answer]);
}

#[test]
fn a_rule_set_may_narrow_the_whitelist_and_never_widen_it() {
    let mut narrow = law(false);
    narrow.whitelist.value = vec![Sendable::Answer];
    let package = package(&["answer", "paper"], &narrow).unwrap();
    assert_eq!((package.send.len(), package.withheld), (1, vec!["paper".to_owned()]));
    assert!(serde_json::from_str::<Sendable>("\"grade\"").is_err());
}

#[test]
fn a_kind_is_read_as_it_is_written() {
    for kind in Sendable::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
    }
}

proptest! {
    /// Requirements: O-07, X-17
    #[test]
    fn nothing_outside_the_whitelist_is_ever_sent(mut items in prop::collection::vec("[a-z_]{0,12}", 0..12)) {
        items.extend(["guide".to_owned(), "answer".to_owned()]);
        let facts = RegradePackageFacts { items: items.clone() };
        let answer = decide(&facts, &law(true), &RuleSetId("test".to_owned())).outcome.unwrap();
        for item in &items {
            let sent = answer.send.iter().any(|sendable| sendable.code() == item);
            let allowed = ["answer", "paper", "guide", "new_protocol"].contains(&item.as_str());
            prop_assert_eq!(sent, allowed);
            prop_assert_eq!(answer.withheld.contains(item), !allowed);
        }
    }
}
