use crate::exclusion::LegalBasis;
use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

/// A decision of a year, under the Act of its legal basis.
fn decision(legal_basis: &str, more: Value) -> Value {
    let year = if legal_basis.starts_with("12-") { 2026 } else { 2012 };
    let (from, to) = (format!("{year}-08-01"), format!("{}-07-31", year + 1));
    let mut facts = json!({ "legal_basis": legal_basis, "from": from, "to": to });
    for (name, value) in more.as_object().unwrap() {
        facts[name] = value.clone();
    }
    facts
}

/// The rows as `TYPE/CLASSIFICATION[/PROGRAMME]`, a star for those transferred; or the refusal.
fn rows(legal_basis: &str, more: Value) -> String {
    let answer = ask("exclusion-rows", decision(legal_basis, more));
    if let Some(code) = answer["refused"]["code"].as_str() {
        return code.to_owned();
    }
    let text = |value: &Value| value.as_str().map(|text| format!("/{text}")).unwrap_or_default();
    let row = |row: &Value| {
        let star = if row["transfers"] == true { "*" } else { "" };
        let kind = row["type"].as_str().unwrap();
        format!("{kind}{}{}{star}", text(&row["classification"]), text(&row["programme"]))
    };
    answer["rows"].as_array().unwrap().iter().map(row).collect::<Vec<_>>().join(" ")
}

fn warned(legal_basis: &str, more: Value) -> Vec<String> {
    let answer = ask("exclusion-rows", decision(legal_basis, more));
    let code = |warning: &Value| warning["code"].as_str().unwrap().to_owned();
    answer["warnings"].as_array().unwrap().iter().map(code).collect()
}

/// Requirements: X-20, Q-T1, Q-11, Q-12, Q-22, Q-23, Q-26
#[test]
fn cheating_gives_quarantine_here_and_no_exams_anywhere() {
    assert_eq!(rows("4-8(3)", json!({})), "KARANTENEL/ALLE EKSAMENN/ALLE*");
    assert_eq!(rows("12-4(3)", json!({})), "KARANTENEL/ALLE EKSAMENN/ALLE*");
    assert_eq!(rows("12-4(4)", json!({})), "KARANTENEL/ALLE EKSAMENN/ALLE*");
    assert_eq!(rows("12-1(2)", json!({})), "KARANTENEL/ALLE EKSAMENN/ALLE*");
    assert!(warned("12-4(3)", json!({})).is_empty());
}

/// Requirements: X-20, E-27
#[test]
fn a_year_ends_the_day_before_the_same_date_and_a_day_more_is_refused_with_the_last_one() {
    let until = |to: &str| {
        let facts = json!({ "legal_basis": "4-8(3)", "from": "2013-08-01", "to": to });
        ask("exclusion-rows", facts)
    };
    assert!(until("2014-07-31")["refused"].is_null());
    let refused = &until("2014-08-01")["refused"];
    assert_eq!(refused["code"], "period-too-long");
    assert_eq!(refused["longest_to"], "2014-07-31");
    assert!(refused["text"]["nb"].as_str().unwrap().contains("31. juli 2014"));
}

/// Requirements: X-21, Q-T1, Q-15, Q-16, Q-26
#[test]
fn gross_misconduct_in_practice_gives_two_rows_for_each_category_of_studies() {
    let four = "KARANTENEL/HESOS KARANTENEL/LÆRER EKSAMENN/HESOS* EKSAMENN/LÆRER*";
    let both = json!({ "classifications": ["HESOS", "LÆRER"] });
    for basis in ["4-8(2)", "12-6(1)", "12-7(2)"] {
        assert_eq!(rows(basis, both.clone()), four, "{basis}");
        let one = json!({ "classifications": ["LÆRER", "LÆRER"] });
        assert_eq!(rows(basis, one), "KARANTENEL/LÆRER EKSAMENN/LÆRER*");
        assert_eq!(rows(basis, json!({})), "classification-required");
        assert_eq!(rows(basis, json!({ "classifications": ["ALLE"] })), "combination-not-allowed");
        let programme = json!({ "classifications": ["HESOS"], "programmes": ["SYK"] });
        assert_eq!(rows(basis, programme), "combination-not-allowed");
    }
}

/// Requirements
#[test]
fn the_older_code_for_health_studies_is_read_as_the_one_that_is_stored() {
    let old = json!({ "classifications": ["HELSEFAG"] });
    assert_eq!(rows("4-8(2)", old), "KARANTENEL/HESOS EKSAMENN/HESOS*");
}

/// Requirements: Q-T1, Q-20
#[test]
fn disruption_excludes_from_a_programme_here_and_from_exams_anywhere() {
    for basis in ["4-8(1)2", "12-5(3)"] {
        assert_eq!(rows(basis, json!({})), "programme-required");
        let one = rows(basis, json!({ "programmes": ["HIS-B"] }));
        assert_eq!(one, "KARANTENEL/ALLE/HIS-B EKSAMENN/ALLE*");
        let two = rows(basis, json!({ "programmes": ["HIS-B", " HIS-M ", "HIS-B"] }));
        assert_eq!(two, "KARANTENEL/ALLE/HIS-B KARANTENEL/ALLE/HIS-M EKSAMENN/ALLE*");
    }
    let facts = decision("12-5(3)", json!({ "programmes": ["HIS-B", " "] }));
    assert_eq!(bad_field("exclusion-rows", facts), "programmes[1]");
    for strange in ["HIS\u{200e}", "НIS", "HIS B", "H\u{ad}IS", "-"] {
        let facts = decision("12-5(3)", json!({ "programmes": ["HIS-B", strange] }));
        assert_eq!(bad_field("exclusion-rows", facts), "programmes[1]", "{strange:?}");
    }
}

/// Requirements: Q-T1, Q-24, Q-02
#[test]
fn false_documents_give_admission_quarantine_and_the_local_one_only_with_a_warning() {
    assert_eq!(rows("3-7(8)", json!({})), "KARANTENEN/ALLE*");
    assert_eq!(rows("12-1(1)", json!({})), "KARANTENEN/ALLE*");
    let local = json!({ "types": ["KARANTENEL"] });
    assert_eq!(rows("3-7(8)", local.clone()), "KARANTENEL/ALLE");
    assert_eq!(warned("3-7(8)", local.clone()), ["nothing-transferred"]);
    assert_eq!(rows("12-1(1)", local), "combination-not-allowed");
    let both = json!({ "types": ["KARANTENEL", "KARANTENEN"] });
    assert_eq!(rows("3-7(8)", both), "combination-not-allowed");
}

/// Requirements: Q-T1, Q-05
#[test]
fn unsuitability_bars_the_same_study_anywhere_since_2024_and_was_not_registered_before() {
    let study = json!({ "programmes": ["SYK"], "classifications": ["HESOS"] });
    assert_eq!(rows("12-3(4)", study.clone()), "KARANTENEN/HESOS/SYK*");
    assert!(warned("12-3(4)", study).is_empty());
    let theology = json!({ "programmes": ["TEOL"] });
    assert_eq!(rows("12-3(4)", theology.clone()), "KARANTENEN/ALLE/TEOL*");
    assert_eq!(warned("12-3(4)", theology), ["study-without-classification"]);
    assert_eq!(rows("12-3(4)", json!({ "classifications": ["HESOS"] })), "programme-required");
    let two = json!({ "programmes": ["SYK"], "classifications": ["HESOS", "LÆRER"] });
    assert_eq!(rows("12-3(4)", two), "combination-not-allowed");
    assert_eq!(rows("4-10", json!({})), "not-registered");
}

/// Requirements: Q-T1, Q-44
#[test]
fn what_has_no_effect_elsewhere_is_not_registered() {
    for basis in ["3-7(7)", "4-7", "4-8(1)1", "4-9(3)", "4-9(4)", "4-10", "12-2", "12-5(2)", "12-8"]
    {
        assert_eq!(rows(basis, json!({})), "not-registered", "{basis}");
        let own = json!({ "types": ["EKSAMENL"], "justification": "styret ber om det" });
        assert_eq!(rows(basis, own), "not-registered", "{basis}");
    }
}

/// Requirements: Q-21
#[test]
fn local_exam_quarantine_is_never_proposed_and_needs_a_justification() {
    let types = |types: Value, why: &str| json!({ "types": types, "justification": why });
    let alone = json!(["EKSAMENL"]);
    assert_eq!(rows("4-8(3)", types(alone.clone(), " ")), "combination-not-allowed");
    assert_eq!(rows("4-8(3)", json!({ "types": alone })), "combination-not-allowed");
    assert_eq!(rows("4-8(3)", types(alone.clone(), "vedtaket pkt. 2")), "EKSAMENL/ALLE");
    let warnings = warned("4-8(3)", types(alone, "vedtaket pkt. 2"));
    assert_eq!(warnings, ["nothing-transferred", "local-exam-quarantine"]);
    let replaced = types(json!(["KARANTENEL", "EKSAMENL"]), "vedtaket pkt. 2");
    assert_eq!(rows("12-4(3)", replaced), "KARANTENEL/ALLE EKSAMENL/ALLE");
    let beside = types(json!(["KARANTENEN", "EKSAMENL"]), "vedtaket pkt. 2");
    assert_eq!(rows("3-7(8)", beside), "KARANTENEN/ALLE* EKSAMENL/ALLE");
    for basis in LegalBasis::ALL {
        let more = json!({ "programmes": ["X"], "classifications": ["HESOS"] });
        assert!(!rows(basis.code(), more).contains("EKSAMENL"), "{basis}");
    }
}

/// Requirements: Q-T1
#[test]
fn only_combinations_of_the_table_are_allowed() {
    let chosen = |types: Value| rows("4-8(3)", json!({ "types": types }));
    assert_eq!(chosen(json!(["EKSAMENN", "KARANTENEL"])), "KARANTENEL/ALLE EKSAMENN/ALLE*");
    for types in [json!([]), json!(["EKSAMENN"]), json!(["KARANTENEL"]), json!(["KARANTENEN"])] {
        assert_eq!(chosen(types.clone()), "combination-not-allowed", "{types}");
    }
    assert_eq!(rows("4-8(3)", json!({ "classifications": ["ALLE"] })), chosen(json!(null)));
    let narrow = json!({ "classifications": ["HESOS"] });
    assert_eq!(rows("4-8(3)", narrow), "combination-not-allowed");
    assert_eq!(rows("4-8(3)", json!({ "programmes": ["SYK"] })), "combination-not-allowed");
}

#[test]
fn an_especially_serious_case_has_two_years_and_the_second_one_of_the_exam_right_is_a_reading() {
    let until = |to: &str, aggravated: bool| json!({ "to": to, "aggravated": aggravated });
    assert_eq!(rows("12-4(3)", until("2027-08-01", false)), "period-too-long");
    assert!(rows("12-4(3)", until("2028-07-31", true)).contains("EKSAMENN"));
    assert_eq!(rows("12-4(3)", until("2028-08-01", true)), "period-too-long");
    assert_eq!(warned("12-4(3)", until("2027-08-01", true)), ["beyond-ordinary-period"]);
    assert!(warned("12-4(3)", until("2027-07-31", true)).is_empty());
    assert_eq!(rows("12-4(4)", until("2027-08-01", true)), "period-too-long");
}

#[test]
fn a_period_that_begins_on_leap_day_ends_on_the_28th_where_there_is_no_29th() {
    let longest = |basis: &str, from: &str, set: &str| {
        let facts = json!({ "legal_basis": basis, "from": from, "to": "2190-01-01",
            "classifications": ["HESOS"], "rule_set": set });
        ask("exclusion-rows", facts)["refused"]["longest_to"].clone()
    };
    assert_eq!(longest("4-8(3)", "2012-02-29", "uit-2011"), "2013-02-28");
    assert_eq!(longest("4-8(3)", "2012-03-01", "uit-2011"), "2013-02-28");
    assert_eq!(longest("4-8(3)", "2011-03-01", "uit-2011"), "2012-02-29");
    assert_eq!(longest("4-8(2)", "2013-03-01", "uit-2011"), "2016-02-29");
    assert_eq!(longest("4-8(3)", "2012-01-01", "uit-2011"), "2012-12-31");
    assert_eq!(longest("12-6(1)", "2028-02-29", "uhl-2024"), "2031-02-28");
    assert_eq!(longest("12-3(4)", "2028-02-29", "uhl-2024"), "2033-02-28");
}

#[test]
fn a_paragraph_of_the_other_act_is_not_of_this_one_and_an_unknown_one_is_named() {
    let asked = |basis: &str, set: &str| {
        let facts = decision(basis, json!({ "rule_set": set }));
        ask("exclusion-rows", facts)["refused"]["code"].clone()
    };
    assert_eq!(asked("4-8(3)", "uhl-2024"), "not-in-rule-set");
    assert_eq!(asked("12-4(3)", "uit-2011"), "not-in-rule-set");
    assert_eq!(bad_field("exclusion-rows", decision("4-8(4)", json!({}))), "legal_basis");
    let backwards = decision("4-8(3)", json!({ "to": "2012-07-31" }));
    assert_eq!(bad_field("exclusion-rows", backwards), "to");
}

/// Requirements: P-10
#[test]
fn the_reasons_say_who_decides_what_it_does_and_whether_an_appeal_holds_it_back() {
    let said = |basis: &str| {
        let answer = ask("exclusion-rows", decision(basis, json!({})));
        let text = |step: &Value| step["text"]["en"].as_str().unwrap().to_owned();
        answer["because"].as_array().unwrap().iter().map(text).collect::<Vec<_>>().join(" ")
    };
    let old = said("4-8(3)");
    let both = "Who decides: the Board of Governors itself or the institution’s Board of Appeals.";
    assert!(old.contains(both), "{old}");
    assert!(old.contains("At the institution that decides: excluded from all studies."), "{old}");
    assert!(old.contains("At other institutions: no exams."), "{old}");
    assert!(old.contains("may be registered while it is under appeal"), "{old}");
    assert!(old.contains("The study right is there again"), "{old}");
    assert!(said("12-4(3)").contains("registered as soon as possible"));
}
