use crate::testing::{ask, bad_field};
use serde_json::{Value, json};

/// A row of institution 186 for the year from 1 August 2012 or 2026, and an action in it.
fn facts(row: Value, action: Value) -> Value {
    let year = if row["new"] == true { 2026 } else { 2012 };
    let mut facts = json!({
        "row": { "classification": "ALLE", "institution": "186",
            "from": format!("{year}-08-01"), "to": format!("{}-07-31", year + 1) },
        "action": { "institution": "184", "programme": "X", "date": format!("{}-03-01", year + 1) },
    });
    for (part, given) in [("row", row), ("action", action)] {
        for (name, value) in given.as_object().unwrap().iter().filter(|(name, _)| *name != "new") {
            facts[part][name] = value.clone();
        }
    }
    facts
}

fn effect(row: Value, action: Value) -> String {
    let answer = ask("exclusion-effect", facts(row, action));
    answer["effect"].as_str().or(answer["refused"]["code"].as_str()).unwrap().to_owned()
}

const KINDS: [&str; 7] =
    ["apply", "admit", "recognise", "register_exam", "sit_exam", "log_in", "other"];

fn effects(row: Value, institution: &str) -> Vec<String> {
    let action = |kind| json!({ "kind": kind, "institution": institution });
    KINDS.iter().map(|kind| effect(row.clone(), action(kind))).collect()
}

/// Requirements
#[test]
fn each_type_bars_its_own_things_here_or_anywhere_and_nobody_is_barred_from_signing_in() {
    const NONE: [&str; 7] = ["none"; 7];
    let exams = ["none", "none", "none", "refuse", "refuse", "none", "none"];
    let studies = ["warn", "refuse", "none", "none", "none", "none", "none"];
    let admission = ["warn", "refuse", "refuse", "none", "none", "none", "none"];
    for new in [false, true] {
        let row = |kind: &str| json!({ "type": kind, "new": new });
        for (kind, here, elsewhere) in [
            ("EKSAMENL", exams, NONE),
            ("EKSAMENN", exams, exams),
            ("KARANTENEL", studies, NONE),
            ("KARANTENEN", admission, admission),
        ] {
            assert_eq!(effects(row(kind), "186"), here, "{kind}");
            assert_eq!(effects(row(kind), "184"), elsewhere, "{kind}");
        }
    }
}

/// Requirements
#[test]
fn a_study_that_starts_the_day_after_the_quarantine_is_not_barred() {
    let starts = |kind: &str, day: &str| {
        effect(json!({ "type": "KARANTENEN" }), json!({ "kind": kind, "study_start": day }))
    };
    assert_eq!(starts("apply", "2013-07-31"), "warn");
    assert_eq!(starts("apply", "2013-08-01"), "none");
    assert_eq!(starts("admit", "2013-07-31"), "refuse");
    assert_eq!(starts("admit", "2013-08-01"), "none");
}

/// Requirements
#[test]
fn a_row_has_effect_from_its_first_day_to_its_last() {
    let on = |kind: &str, date: &str| {
        effect(json!({ "type": "KARANTENEN" }), json!({ "kind": kind, "date": date }))
    };
    for (date, expected) in [
        ("2012-07-31", "none"),
        ("2012-08-01", "refuse"),
        ("2013-07-31T21:59:59Z", "refuse"),
        ("2013-07-31T22:00:00Z", "none"),
    ] {
        assert_eq!(on("recognise", date), expected, "{date}");
        assert_eq!(on("admit", date), expected, "{date}");
    }
    let early = json!({ "kind": "admit", "date": "2012-07-01", "study_start": "2012-08-15" });
    assert_eq!(effect(json!({ "type": "KARANTENEN" }), early), "refuse");
}

/// Requirements
#[test]
fn of_an_exam_its_own_day_counts() {
    let exam = |kind: &str, date: &str, exam: &str| {
        let action = json!({ "kind": kind, "date": date, "exam_date": exam });
        effect(json!({ "type": "EKSAMENN" }), action)
    };
    assert_eq!(exam("register_exam", "2012-07-01", "2012-08-01"), "refuse");
    assert_eq!(exam("register_exam", "2012-07-01", "2012-07-31"), "none");
    assert_eq!(exam("register_exam", "2013-07-01", "2013-07-31"), "refuse");
    assert_eq!(exam("register_exam", "2013-07-01", "2013-08-01"), "none");
    assert_eq!(exam("sit_exam", "2013-07-31", "2013-07-31"), "refuse");
}

/// Requirements
#[test]
fn exam_quarantine_from_teacher_studies_leaves_nursing_open() {
    let row = json!({ "type": "EKSAMENN", "classification": "LÆRER" });
    let exam = |classification: Value| {
        let action = json!({ "kind": "register_exam", "programme_classification": classification });
        effect(row.clone(), action)
    };
    assert_eq!(exam(json!("HESOS")), "none");
    assert_eq!(exam(json!("LÆRER")), "refuse");
    assert_eq!(exam(json!(null)), "none", "a programme of no category");
    let unknown = json!({ "kind": "register_exam", "programme": null });
    assert_eq!(effect(row.clone(), unknown), "warn", "nobody knows for what");
    assert_eq!(effect(row, json!({ "kind": "log_in" })), "none");
}

/// Requirements: Q-T1, Q-20
#[test]
fn an_exclusion_from_one_programme_leaves_the_others_open() {
    let row = json!({ "type": "KARANTENEL", "programme": "HIS-B", "legal_basis": "4-8(1)2" });
    let admit = |programme: Value| {
        let action = json!({ "kind": "admit", "institution": "186", "programme": programme });
        effect(row.clone(), action)
    };
    assert_eq!(admit(json!("HIS-B")), "refuse");
    assert_eq!(admit(json!("HIS-M")), "none");
    assert_eq!(admit(json!(null)), "warn");
}

/// The same study elsewhere may have another code: then a person looks.
/// Requirements: Q-05, Q-T1
#[test]
fn who_is_unsuited_has_no_place_in_the_same_study_anywhere_and_may_sit_exams() {
    for basis in [json!("12-3(4)"), json!(null)] {
        let row = json!({ "type": "KARANTENEN", "classification": "HESOS", "programme": "SYK",
            "legal_basis": basis, "new": true });
        let to = |kind: &str, programme: &str, classification: Value| {
            let action = json!({ "kind": kind, "programme": programme,
                "programme_classification": classification });
            effect(row.clone(), action)
        };
        assert_eq!(to("apply", "SYK", json!("HESOS")), "warn", "codes are each institution's own");
        assert_eq!(to("admit", "SYK", json!("HESOS")), "warn");
        assert_eq!(to("admit", "SYK", json!("LÆRER")), "none", "another study of the same code");
        assert_eq!(to("admit", "BSN", json!("HESOS")), "warn");
        assert_eq!(to("admit", "GLU", json!("LÆRER")), "none");
        assert_eq!(to("admit", "MAT", json!(null)), "none");
        assert_eq!(to("register_exam", "SYK", json!("HESOS")), "none");
        assert_eq!(to("recognise", "SYK", json!("HESOS")), "none");
        for (programme, expected) in [("SYK", "refuse"), ("BSN", "none")] {
            let home = json!({ "kind": "admit", "institution": "186", "programme": programme,
                "programme_classification": "HESOS" });
            assert_eq!(effect(row.clone(), home), expected, "its own codes an institution knows");
        }
    }
}

/// Requirements: Q-46
#[test]
fn quarantine_here_after_false_documents_bars_recognition_here() {
    let row = |basis: &str| json!({ "type": "KARANTENEL", "legal_basis": basis });
    let recognise = json!({ "kind": "recognise", "institution": "186" });
    assert_eq!(effect(row("3-7(8)"), recognise.clone()), "refuse");
    assert_eq!(effect(row("4-8(3)"), recognise), "none");
}

/// Requirements: Q-36
#[test]
fn an_institution_may_refuse_applications_in_place_of_warning() {
    let text = "id = \"own\"\nextends = \"uhl-2024\"\nversion = 1\nvalid_from = \"2026-01-01\"\n\
        source = \"a test\"\ntitle = { nb = \"a\", nn = \"b\", en = \"c\" }\n\
        [exclusion]\napplicant = { value = \"refuse\", law = \"§ 7\" }\n";
    let own = crate::RuleSet::parse(text, crate::RuleSets::shipped()).unwrap();
    let facts = facts(json!({ "type": "KARANTENEN", "new": true }), json!({ "kind": "apply" }));
    let answer = crate::registry::find("exclusion-effect").unwrap().run(&facts, Some(&own));
    assert_eq!(answer.unwrap()["effect"], "refuse");
}

#[test]
fn the_row_s_first_day_chooses_the_act_and_what_is_wrong_is_named() {
    let old =
        ask("exclusion-effect", facts(json!({ "type": "EKSAMENN" }), json!({ "kind": "other" })));
    assert_eq!(old["rule_set"], "uit-2011");
    let other = json!({ "type": "EKSAMENN", "legal_basis": "12-4(3)" });
    assert_eq!(effect(other, json!({ "kind": "other" })), "not-in-rule-set");
    let everything = json!({ "kind": "apply", "programme_classification": "ALLE" });
    let field = bad_field("exclusion-effect", facts(json!({ "type": "EKSAMENN" }), everything));
    assert_eq!(field, "action.programme_classification");
    let backwards = json!({ "type": "EKSAMENN", "to": "2012-07-31" });
    let field = bad_field("exclusion-effect", facts(backwards, json!({ "kind": "apply" })));
    assert_eq!(field, "row.to");
}
