//! The rules on examiners and grades under every shipped rule set, asked as the command
//! line asks them: JSON in, JSON out.

use rules::registry;
use serde_json::{Value, json};

fn ask(rule: &str, rule_set: &str, mut facts: Value) -> Value {
    facts["rule_set"] = json!(rule_set);
    let answer = registry::find(rule).unwrap().run(&facts, None).unwrap();
    assert_eq!(answer["rule_set"], rule_set);
    for reason in answer["because"].as_array().unwrap() {
        for text in ["nb", "nn", "en"] {
            assert!(!reason["text"][text].as_str().unwrap().is_empty(), "{reason}");
        }
        assert!(!reason["law"].as_str().unwrap().is_empty(), "{reason}");
    }
    assert!(!answer["because"].as_array().unwrap().is_empty(), "{answer}");
    answer
}

fn refused(answer: &Value) -> &str {
    answer["refused"]["code"].as_str().unwrap_or("")
}

fn all_refused(answer: &Value) -> Vec<&str> {
    let all = answer["refused"]["all"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(|refusal| refusal["code"].as_str()).collect()
}

const ALL: [&str; 6] = ["uit-2011", "uhl-2024", "uit-2020", "uio-2005", "unis-2019", "demo-2026"];
/// Those that say what happens when examiners disagree.
const SETTLED: [&str; 3] = ["uit-2011", "uit-2020", "demo-2026"];

fn standpoints(grades: &[&str]) -> Value {
    let external = [false, true, true];
    let standpoint = |(at, grade): (usize, &&str)| json!({"examiner": format!("e{at}"), "external": external[at], "grade": grade});
    json!({"standpoints": grades.iter().enumerate().map(standpoint).collect::<Vec<_>>()})
}

/// Requirements: M-13, M-14, X-10, Z-11
#[test]
fn x_10_examiners_who_disagree() {
    for set in SETTLED {
        assert_eq!(ask("grade", set, standpoints(&["B", "C"]))["needs"], "third-examiner");
        assert_eq!(ask("grade", set, standpoints(&["B", "C", "C"]))["grade"], "C");
        assert_eq!(ask("grade", set, standpoints(&["B", "C", "D"]))["needs"], "agreement");
    }
    for set in ["uhl-2024", "uio-2005", "unis-2019"] {
        assert_eq!(ask("grade", set, standpoints(&["B", "B"]))["grade"], "B");
        assert_eq!(refused(&ask("grade", set, standpoints(&["B", "C"]))), "not-in-rule-set");
    }
}

fn results(results: &[(&str, &str)]) -> Value {
    let result = |(grade, credits): &(&str, &str)| json!({"grade": grade, "credits": credits});
    json!({"results": results.iter().map(result).collect::<Vec<_>>()})
}

/// Requirements: M-15, X-11, X-12, X-13, Z-10
#[test]
fn x_11_to_x_13_the_average_in_2011() {
    let average = |grades: &[(&str, &str)]| ask("average-grade", "uit-2011", results(grades));
    let worked = average(&[("A", "10"), ("C", "10"), ("D", "5")]);
    assert_eq!((&worked["quotient"], &worked["grade"]), (&json!("3.6"), &json!("B")));
    assert_eq!(worked["quotient_exact"], "18/5");
    assert_eq!(refused(&average(&[("A", "10"), ("bestått", "10")])), "not-all-letter-grades");
    assert_eq!(refused(&average(&[("A", "10"), ("F", "10")])), "not-all-passed");
    assert_eq!(refused(&average(&[])), "no-results");
    let tie = average(&[("B", "46"), ("C", "54")]);
    assert_eq!((&tie["quotient"], &tie["grade"]), (&json!("3.5"), &json!("B")));
}

/// Requirements: M-15, Z-10
#[test]
fn each_institution_counts_the_average_its_own_way() {
    let tie = || results(&[("B", "46"), ("C", "54")]);
    for set in ["uit-2020", "uio-2005", "demo-2026"] {
        assert_eq!(ask("average-grade", set, tie())["grade"], "C", "{set}");
    }
    let failed = || results(&[("A", "10"), ("F", "10")]);
    assert_eq!(ask("average-grade", "uio-2005", failed())["quotient_exact"], "125/2");
    assert_eq!(refused(&ask("average-grade", "uit-2020", failed())), "not-all-passed");
    for set in ["uhl-2024", "unis-2019"] {
        assert_eq!(refused(&ask("average-grade", set, tie())), "not-in-rule-set", "{set}");
    }
}

fn member(external: bool, supervisor: bool) -> Value {
    json!({"id": format!("{external}"), "external": external, "supervisor": supervisor,
        "approved": true, "employed_at_university": true, "cv": false})
}

/// Requirements: M-16, M-17, M-18, M-19, X-14
#[test]
fn x_14_the_supervisor_in_the_committee() {
    let thesis = |level: &str, dispensation: bool| {
        json!({"level": level, "form": "thesis", "credits": "60", "dispensation": dispensation,
            "members": [member(false, true), member(true, false)]})
    };
    for set in SETTLED {
        let answer = ask("committee", set, thesis("master", false));
        assert_eq!(all_refused(&answer), ["supervisor-is-examiner"], "{set}");
        assert_eq!(ask("committee", set, thesis("master", true))["accepted"], true, "{set}");
    }
    assert_eq!(ask("committee", "uhl-2024", thesis("master", false))["accepted"], true);
    assert_eq!(ask("committee", "uit-2011", thesis("bachelor", false))["accepted"], true);
    let demo = ask("committee", "demo-2026", thesis("bachelor", false));
    assert_eq!(refused(&demo), "supervisor-is-examiner");
}

/// Requirements: M-16, M-17
#[test]
fn how_many_examiners_an_exam_needs() {
    let exam = |set: &str, form: &str, credits: &str, members: &[bool]| {
        let members: Vec<_> = members.iter().map(|external| member(*external, false)).collect();
        let facts =
            json!({"level": "bachelor", "form": form, "credits": credits, "members": members});
        all_refused(&ask("committee", set, facts)).join(" ")
    };
    for set in ["uhl-2024", "uit-2020", "uio-2005", "demo-2026"] {
        assert_eq!(exam(set, "written_school", "14.5", &[false]), "", "{set}");
        assert_eq!(exam(set, "written_school", "15", &[false]), "too-few", "{set}");
        assert_eq!(exam(set, "oral", "5", &[true]), "too-few", "{set}");
        assert_eq!(exam(set, "thesis", "10", &[true]), "too-few", "{set}");
    }
    for set in ["uit-2011", "unis-2019"] {
        assert_eq!(exam(set, "written_school", "5", &[false]), "too-few no-external", "{set}");
        assert_eq!(exam(set, "written_school", "5", &[false, true]), "", "{set}");
    }
}

/// Requirements: L-05
#[test]
fn a_cv_is_asked_for_where_the_rules_ask_for_it() {
    let mut outsider = member(true, false);
    outsider["employed_at_university"] = json!(false);
    let facts = json!({"level": "bachelor", "form": "home", "credits": "5",
        "members": [member(false, false), outsider]});
    for set in ALL {
        let expected = if ["uit-2011", "demo-2026"].contains(&set) { "cv-missing" } else { "" };
        assert_eq!(refused(&ask("committee", set, facts.clone())), expected, "{set}");
    }
}

/// Requirements: M-01, M-03, M-04
#[test]
fn a_protocol_is_ready_when_all_are_graded_and_all_have_signed() {
    let protocol = |status: &str, signed: bool| {
        json!({"candidates": [{"number": 101, "status": status}],
            "examiners": [{"id": "a", "external": false, "signed": true},
                {"id": "b", "external": true, "signed": signed}]})
    };
    for set in ALL {
        assert_eq!(ask("protocol-ready", set, protocol("graded", true))["ready"], true, "{set}");
        let missing = ask("protocol-ready", set, protocol("missing", false));
        assert_eq!(all_refused(&missing), ["grade-missing", "signature-missing"], "{set}");
    }
    let mut list = protocol("missing", false);
    list["preliminary"] = json!(true);
    let ask_list = |set| ask("protocol-ready", set, list.clone());
    assert_eq!(ask_list("uit-2011")["original_follows"], true);
    assert_eq!(refused(&ask_list("demo-2026")), "preliminary-not-allowed");
    assert_eq!(refused(&ask_list("uhl-2024")), "not-in-rule-set");
}

/// Requirements: G-14
#[test]
fn three_attempts_and_what_may_be_granted_on_top() {
    let attempts = |set: &str, used: usize, granted: u32| {
        let facts =
            json!({"attempts": vec![json!({"counts": true}); used], "dispensations": granted});
        ask("attempts", set, facts)["may_register"].clone()
    };
    for (set, most) in
        [("uit-2011", 9), ("uit-2020", 3), ("uio-2005", 9), ("unis-2019", 0), ("demo-2026", 1)]
    {
        assert_eq!(attempts(set, 2, 0), true, "{set}");
        assert_eq!(attempts(set, 3, 0), false, "{set}");
        assert_eq!(attempts(set, 2 + most, 9), true, "{set}");
        assert_eq!(attempts(set, 3 + most, 9), false, "{set}");
    }
    assert_eq!(refused(&ask("attempts", "uhl-2024", json!({"attempts": []}))), "not-in-rule-set");
}

/// Requirements: G-14
#[test]
fn oslo_counts_theses_and_the_law_programme_apart() {
    let may = |over: &str, used: usize| {
        let facts = json!({"attempts": vec![json!({"counts": true}); used], "counted_over": over});
        ask("attempts", "uio-2005", facts)["left"].clone()
    };
    assert_eq!((may("thesis", 1), may("thesis", 2)), (json!(1), json!(0)));
    assert_eq!((may("programme", 3), may("programme", 4)), (json!(1), json!(0)));
}

/// Requirements: O-05, O-07, Z-45
#[test]
fn a_new_committee_under_every_rule_set() {
    let ask_for = |set, ids: &[(&str, bool)]| {
        let proposed: Vec<_> =
            ids.iter().map(|(id, external)| json!({"id": id, "external": external})).collect();
        let facts = json!({"previous": ["a", "b"], "proposed": proposed});
        ask("regrade-committee", set, facts)
    };
    for set in ALL {
        assert_eq!(ask_for(set, &[("c", false), ("d", true)])["accepted"], true, "{set}");
        assert_eq!(refused(&ask_for(set, &[("c", false), ("a", true)])), "sat-before", "{set}");
        assert_eq!(refused(&ask_for(set, &[("d", true)])), "too-few", "{set}");
        assert_eq!(refused(&ask_for(set, &[("c", false), ("d", false)])), "no-external", "{set}");
    }
}

/// Requirements: O-07, O-08, X-17
#[test]
fn x_17_the_package_under_every_rule_set() {
    let items = json!({"items": ["answer", "guide", "grade", "explanation", "appeal_reasons"]});
    for set in ALL {
        let package = ask("regrade-package", set, items.clone());
        assert_eq!(package["send"], json!(["answer", "guide"]), "{set}");
        assert_eq!(package["withheld"], json!(["grade", "explanation", "appeal_reasons"]), "{set}");
        let no_guide = ask("regrade-package", set, json!({"items": ["answer"]}));
        assert_eq!(refused(&no_guide), "guide-missing", "{set}");
    }
}

/// Requirements: O-09, O-12
#[test]
fn two_grades_apart_under_every_rule_set() {
    for set in ALL {
        let far = ask("regrade-outcome", set, json!({"old": "D", "new": "B"}));
        let near = ask("regrade-outcome", set, json!({"old": "C", "new": "B"}));
        let expected = if set == "uit-2011" { Value::Null } else { json!("further-assessment") };
        assert_eq!((&far["needs"], &far["grade"]), (&expected, &json!("B")), "{set}");
        assert_eq!((&near["needs"], &near["final"]), (&Value::Null, &json!(true)), "{set}");
        let oral = json!({"old": "C", "new": "B", "written_part_of_oral": true});
        assert_eq!(ask("regrade-outcome", set, oral)["needs"], "new-oral", "{set}");
    }
    let by =
        |set| ask("regrade-outcome", set, json!({"old": "A", "new": "C"}))["assessed_by"].clone();
    assert_eq!(by("uit-2020"), "both_committees");
    assert_eq!(
        (by("unis-2019"), by("demo-2026")),
        (json!("another_committee"), json!("another_committee"))
    );
    assert_eq!((by("uhl-2024"), by("uio-2005")), (Value::Null, Value::Null));
}

/// Requirements: G-19, Z-22
#[test]
fn a_national_id_needs_no_rule_set() {
    let ask = |facts: Value| registry::find("national-id").unwrap().run(&facts, None).unwrap();
    let answer = ask(json!({"id": "09869015102", "at": "2026-11-22T12:00:00+01:00"}));
    assert_eq!((&answer["kind"], &answer["valid"]), (&json!("synthetic"), &json!(true)));
    assert_eq!(answer["birth_date"], "1990-06-09");
    assert_eq!(ask(json!({"id": "09869015103"}))["valid"], false);
    assert_eq!(ask(json!({"id": 9869015102_u64}))["valid"], false);
}

/// Requirements: M-09
#[test]
fn malformed_facts_name_the_field_what_was_given_and_what_is_allowed() {
    let error = |rule: &str, facts: Value| {
        registry::find(rule).unwrap().run(&facts, None).unwrap_err().to_string()
    };
    let mut grade = standpoints(&["B", "G"]);
    grade["rule_set"] = json!("uit-2011");
    let message = error("grade", grade);
    assert!(message.contains("standpoints[1].grade") && message.contains("\"G\""), "{message}");
    assert!(message.contains("A, B, C, D, E, F, bestått, ikke bestått"), "{message}");
    let message = error("average-grade", json!({"results": [{"grade": "A", "credits": "-1"}]}));
    assert!(message.contains("results[0].credits") && message.contains("0 to 1000"), "{message}");
    assert!(error("attempts", json!({"attempts": []})).starts_with("rule_set"));
    assert!(error("attempts", json!({"attempt": []})).contains("attempt"));
}

/// Every rule can say what it asks and what it answers.
#[test]
fn every_rule_has_schemas_of_its_facts_and_its_answer() {
    for rule in registry::RULES {
        let (facts, answer) = rule.schemas();
        let facts = facts.to_value();
        assert!(facts["properties"].as_object().unwrap().len() > 1, "{}", rule.name);
        assert_eq!(facts["additionalProperties"], false, "{}", rule.name);
        assert!(answer.to_value().to_string().contains("because"), "{}", rule.name);
    }
}

/// An institution cannot set what the Act forbids.
#[test]
fn a_regulation_may_ask_for_more_examiners_and_not_for_fewer() {
    let regulation = |section: &str| {
        let head = "id = \"own\"\nextends = \"uhl-2024\"\nversion = 1\n\
            valid_from = \"2026-01-01\"\nsource = \"a test\"\n\
            title = { nb = \"a\", nn = \"b\", en = \"c\" }\n";
        rules::RuleSet::parse(&format!("{head}{section}"), rules::RuleSets::shipped()).is_ok()
    };
    let committee = |path: &str, value: u32| {
        regulation(&format!("[committee]\n{path} = {{ value = {value}, law = \"§ 1\" }}"))
    };
    assert!(committee("master_independent.external", 2));
    assert!(!committee("master_independent.external", 0));
    assert!(committee("large.from_credits", 10) && !committee("large.from_credits", 20));
    assert!(!regulation("[regrade_committee]\nexaminers = { value = 1, law = \"§ 1\" }"));
    assert!(!regulation("[regrade_package]\nguide_required = { value = false, law = \"§ 1\" }"));
    assert!(!regulation("[regrade_package]\nwhitelist = { value = [\"grade\"], law = \"§ 1\" }"));
}
