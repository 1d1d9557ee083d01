use super::*;
use rules::exchange::{Outcome, Purpose};
use serde_json::{Value, from_value, json, to_value};
use uuid::Uuid;

const ID: &str = "6f1d2c1e-9d0b-4c57-9a55-2f4f5f6a7b8c";

fn question(basis: Value) -> Value {
    json!({ "national_id": "01820199999", "purpose": "recognition", "basis": basis })
}

fn reads(body: Value) -> bool {
    from_value::<Ask>(body).is_ok()
}

/// Requirements
#[test]
fn a_question_names_a_purpose_and_a_whole_basis_or_is_none() {
    let consent = json!({ "kind": "consent", "channel": "student_pages", "given": "2026-11-02",
        "text_version": 1, "reference": ID });
    assert!(reads(question(consent.clone())));
    assert!(reads(question(json!({ "kind": "statute" }))));
    for gone in ["channel", "given", "text_version"] {
        let mut basis = consent.clone();
        basis.as_object_mut().unwrap().remove(gone);
        assert!(!reads(question(basis)), "without {gone}");
    }
    for (field, value) in [
        ("channel", json!("by_phone")),
        ("given", json!("2026-13-02")),
        ("given", json!("20261102")),
        ("until", json!("2026-11-2")),
        ("until", json!(null)),
        ("text_version", json!(-1)),
        ("text_version", json!(0)),
        ("reference", json!("17")),
        ("because", json!("the student said so")),
    ] {
        let mut basis = consent.clone();
        basis[field] = value;
        assert!(!reads(question(basis)), "{field}");
    }
    let mut no_purpose = question(json!({ "kind": "statute" }));
    no_purpose["purpose"] = json!("curiosity");
    assert!(!reads(no_purpose));
    assert!(!reads(question(Value::Null)));
}

/// Requirements: R-05
#[test]
fn a_consent_is_for_the_institution_that_asks() {
    let basis = GivenBasis::Consent {
        channel: rules::exchange::Channel::StudentPages,
        given: jiff::civil::date(2026, 11, 2),
        until: None,
        text_version: 1,
        reference: Some(ID.parse().unwrap()),
    };
    let number = "186".parse().unwrap();
    let for_rule = basis.for_rule(Purpose::Recognition, number);
    assert_eq!(for_rule.receiver, Some(rules::Key::new("186")));
    assert_eq!(for_rule.reference, Some(rules::Key::new(ID)));
    assert_eq!(for_rule.text_version, Some(1));
    let statute = GivenBasis::Statute.for_rule(Purpose::Admission, number);
    assert_eq!((statute.receiver, statute.given), (None, None));
}

/// Requirements
#[test]
fn only_an_ok_brings_results_and_an_ok_always_does() {
    let id = Uuid::new_v4();
    let ok = Shared::ok(b"<elmo/>", vec![id]);
    assert!(
        matches!(ok.clone().read(), Ok(Asked::Ok(bytes, ids)) if bytes == b"<elmo/>" && ids == [id])
    );
    let written: Shared = from_value(to_value(&ok).unwrap()).unwrap();
    assert!(written == ok);
    for outcome in [Outcome::NotSharing, Outcome::NoBasis, Outcome::NoPerson, Outcome::NoResults] {
        assert!(
            matches!(Shared::nothing(outcome).read(), Ok(Asked::Nothing(said)) if said == outcome)
        );
        let told = Shared { outcome, ..ok.clone() };
        assert!(matches!(told.read(), Err(BodyFault::Contradiction)));
        let ids = Shared { outcome, document: None, results: vec![id] };
        assert!(matches!(ids.read(), Err(BodyFault::Contradiction)));
    }
    for (broken, fault) in [
        (Shared::nothing(Outcome::Ok), BodyFault::Contradiction),
        (Shared { results: Vec::new(), ..ok.clone() }, BodyFault::Contradiction),
        (Shared { document: Some("<elmo/>".into()), ..ok.clone() }, BodyFault::NotBase64),
        (Shared { results: vec![id, id], ..ok.clone() }, BodyFault::Results),
    ] {
        assert!(broken.read().is_err_and(|found| found == fault), "{fault}");
    }
    let many = (0..=RESULTS_MAX).map(|_| Uuid::new_v4()).collect();
    assert!(Shared { results: many, ..ok }.read().is_err());
}

/// Requirements: R-14
#[test]
fn a_correction_names_results_once_and_by_a_code_of_the_protocol() {
    let body = |results: Value| from_value::<Corrected>(json!({ "results": results }));
    for code in Code::ALL {
        let read = body(json!([{ "id": ID, "code": code.as_str() }])).unwrap();
        assert_eq!(read.results[0].code, code);
        assert_eq!(Code::from_code(code.as_str()), Some(code));
        assert_eq!(to_value(code).unwrap(), json!(code.to_string()));
    }
    assert!(body(json!([])).is_err());
    assert!(body(json!([{ "id": ID, "code": "klage" }])).is_err());
    assert!(body(json!([{ "id": ID, "code": "KLAGE", "grade": "A" }])).is_err(), "nothing more");
    let twice = json!([{ "id": ID, "code": "KLAGE" }, { "id": ID, "code": "WITHDRAWN" }]);
    assert!(body(twice).is_err());
}

#[test]
fn a_withdrawn_consent_names_questions_and_nobody() {
    let body = |questions: Value| from_value::<ConsentWithdrawn>(json!({ "questions": questions }));
    assert_eq!(body(json!([ID])).unwrap().questions[0].to_string(), ID);
    for wrong in [json!([]), json!([ID, ID]), json!(["17"]), json!(ID)] {
        assert!(body(wrong).is_err());
    }
}
