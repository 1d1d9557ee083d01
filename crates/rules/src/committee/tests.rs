use super::*;
use crate::Law;

fn value<T>(value: T) -> Law<T> {
    Law { value, law: "uhl. § 11-7 (2)".to_owned() }
}

fn need(examiners: usize, external: Option<usize>) -> NeedLaw {
    NeedLaw { examiners: value(examiners), external: external.map(value) }
}

/// As the 2024 Act, with a supervisor rule and CVs on top.
fn law() -> CommitteeLaw {
    CommitteeLaw {
        every_exam: need(1, None),
        master_independent: Some(need(2, Some(1))),
        bachelor_independent: Some(need(2, None)),
        unverifiable: Some(need(2, None)),
        large: Some(LargeLaw {
            from_credits: value(Credits::parse("15").unwrap()),
            need: need(2, None),
        }),
        independent_forms: value(vec![Form::Thesis]),
        unverifiable_forms: value(vec![Form::Oral, Form::Practical, Form::Performing]),
        approved: value(true),
        supervisor_excluded: Some(SupervisorLaw {
            levels: value(vec![Level::Master]),
            dispensation: value(true),
        }),
        cv_from_outsiders: Some(value(true)),
    }
}

fn member(id: &str, external: bool) -> CommitteeMember {
    CommitteeMember {
        id: Key::new(id),
        external,
        supervisor: false,
        approved: true,
        employed_at_university: true,
        cv: false,
    }
}

fn facts(level: Level, form: Form, credits: &str, external: &[bool]) -> CommitteeFacts {
    let member = |(at, external): (usize, &bool)| member(&at.to_string(), *external);
    CommitteeFacts {
        level,
        form,
        credits: Credits::parse(credits).unwrap(),
        verifiable: None,
        members: external.iter().enumerate().map(member).collect(),
        dispensation: false,
    }
}

fn wrong(facts: &CommitteeFacts, law: &CommitteeLaw) -> Vec<String> {
    let decision = decide(facts, law, &RuleSetId("test".to_owned()));
    assert!(!decision.because.is_empty());
    match decision.outcome {
        Ok(answer) => {
            assert!(answer.accepted);
            Vec::new()
        }
        Err(refusal) => refusal.all.into_iter().map(|refusal| refusal.code).collect(),
    }
}

fn wrong_in(level: Level, form: Form, credits: &str, external: &[bool]) -> Vec<String> {
    wrong(&facts(level, form, credits, external), &law())
}

const OK: [&str; 0] = [];

/// Requirements: M-16, M-17
#[test]
fn a_master_s_thesis_has_two_examiners_one_of_them_external() {
    let thesis = |external: &[bool]| wrong_in(Level::Master, Form::Thesis, "10", external);
    assert_eq!(thesis(&[false, true]), OK);
    assert_eq!(thesis(&[false, false]), ["no-external"]);
    assert_eq!(thesis(&[true]), ["too-few"]);
    assert_eq!(thesis(&[]), ["too-few", "no-external"]);
}

/// Requirements: M-16
#[test]
fn a_bachelor_s_thesis_has_two_examiners_external_or_not() {
    assert_eq!(wrong_in(Level::Bachelor, Form::Thesis, "10", &[false, false]), OK);
    assert_eq!(wrong_in(Level::Bachelor, Form::Thesis, "10", &[false]), ["too-few"]);
}

#[test]
fn from_fifteen_credits_an_exam_has_two_examiners() {
    let exam = |credits: &str, external: &[bool]| {
        wrong_in(Level::Bachelor, Form::WrittenSchool, credits, external)
    };
    assert_eq!(exam("14.5", &[false]), OK);
    assert_eq!(exam("15", &[false]), ["too-few"]);
    assert_eq!(exam("15", &[false, false]), OK);
    assert_eq!(exam("7.5", &[]), ["too-few"]);
}

#[test]
fn an_exam_that_cannot_be_assessed_again_has_two_examiners() {
    let mut oral = facts(Level::Bachelor, Form::Oral, "10", &[false]);
    assert_eq!(wrong(&oral, &law()), ["too-few"]);
    oral.verifiable = Some(true);
    assert_eq!(wrong(&oral, &law()), OK);
    let mut written = facts(Level::Bachelor, Form::WrittenSchool, "10", &[false]);
    assert_eq!(wrong(&written, &law()), OK);
    written.verifiable = Some(false);
    assert_eq!(wrong(&written, &law()), ["too-few"]);
}

/// Requirements: M-18, M-19, X-14
#[test]
fn the_supervisor_is_no_examiner_without_a_dispensation() {
    let mut thesis = facts(Level::Master, Form::Thesis, "60", &[false, true]);
    thesis.members[0].supervisor = true;
    assert_eq!(wrong(&thesis, &law()), ["supervisor-is-examiner"]);
    thesis.dispensation = true;
    assert_eq!(wrong(&thesis, &law()), OK);
    let mut strict = law();
    strict.supervisor_excluded.as_mut().unwrap().dispensation = value(false);
    assert_eq!(wrong(&thesis, &strict), ["supervisor-is-examiner"]);
}

/// Requirements: M-18
#[test]
fn the_supervisor_rule_holds_where_the_rules_set_it() {
    let mut thesis = facts(Level::Bachelor, Form::Thesis, "20", &[false, true]);
    thesis.members[0].supervisor = true;
    assert_eq!(wrong(&thesis, &law()), OK);
    let mut exam = facts(Level::Master, Form::WrittenSchool, "10", &[false, true]);
    exam.members[0].supervisor = true;
    assert_eq!(wrong(&exam, &law()), OK);
    let weighed = decide(&exam, &law(), &RuleSetId("test".to_owned())).because;
    assert!(weighed.iter().any(|step| step.law == "fvl. § 6 (2)"), "but impartiality is weighed");
    thesis.level = Level::Master;
    let open = CommitteeLaw { supervisor_excluded: None, ..law() };
    assert_eq!(wrong(&thesis, &open), OK);
}

/// Requirements: L-04, L-05
#[test]
fn nobody_grades_unapproved_or_without_the_cv_that_is_asked_for() {
    let mut exam = facts(Level::Bachelor, Form::Home, "10", &[false, true]);
    exam.members[0].approved = false;
    exam.members[1].employed_at_university = false;
    assert_eq!(wrong(&exam, &law()), ["not-approved", "cv-missing"]);
    assert_eq!(wrong(&exam, &CommitteeLaw { approved: value(false), ..law() }), ["cv-missing"]);
    exam.members[0].approved = true;
    exam.members[1].cv = true;
    assert_eq!(wrong(&exam, &law()), OK);
    exam.members[1].cv = false;
    assert_eq!(wrong(&exam, &CommitteeLaw { cv_from_outsiders: None, ..law() }), OK);
    assert_eq!(wrong(&exam, &CommitteeLaw { cv_from_outsiders: Some(value(false)), ..law() }), OK);
}

#[test]
fn every_reason_is_given_at_once_in_order() {
    let mut thesis = facts(Level::Master, Form::Thesis, "60", &[false]);
    thesis.members[0] = CommitteeMember {
        supervisor: true,
        approved: false,
        employed_at_university: false,
        ..member("anne", false)
    };
    assert_eq!(
        wrong(&thesis, &law()),
        ["too-few", "no-external", "supervisor-is-examiner", "not-approved", "cv-missing"]
    );
}

#[test]
fn the_reasons_say_why_two_are_needed() {
    let exam = facts(Level::Bachelor, Form::Oral, "15", &[false, true]);
    let because = decide(&exam, &law(), &RuleSetId("test".to_owned())).because;
    let en: Vec<_> = because.iter().map(|reason| reason.text.en.as_str()).collect();
    assert!(en[1].contains("cannot be assessed again"), "{en:?}");
    assert!(en[2].contains("15 credits or more"), "{en:?}");
}

#[test]
fn one_person_does_not_count_as_two() {
    let one = r#"{"id":"a","external":true,"supervisor":false,"approved":true,"employed_at_university":true,"cv":true}"#;
    let twice =
        format!(r#"{{"level":"master","form":"thesis","credits":"60","members":[{one},{one}]}}"#);
    let error = serde_json::from_str::<CommitteeFacts>(&twice).unwrap_err();
    assert!(error.to_string().contains("expected each examiner once"));
}
