use serde_json::json;

use super::*;

fn envelope() -> Value {
    json!({
        "id": "0b6f3a5e-6c0e-4d0a-9f5e-2f1c9f4b7a10",
        "kind": "exclusion.decided",
        "from": "186",
        "to": "register",
        "sent_at": "2026-11-22T10:00:00Z",
        "domain_at": "2026-11-22T10:00:00Z",
        "about": "case-17",
        "body": {"answer": {"words": ["ja", 1, 2.5, true, null]}},
    })
}

fn read(value: &Value) -> Result<Envelope, NoEnvelope> {
    Envelope::read(value.to_string().as_bytes())
}

#[test]
fn an_envelope_is_read_as_it_was_written() {
    let read = read(&envelope()).unwrap();
    let sent = Outgoing::new(Route::Message, read.clone()).unwrap();
    assert_eq!(Envelope::read(sent.body()), Ok(read));
    assert_eq!(Outgoing::restore(Route::Message, sent.body().clone()), Ok(sent));
}

#[test]
fn a_field_missing_unknown_or_malformed_is_refused() {
    for (field, value) in [
        ("id", json!("0197f3a5-6c0e-7d0a-9f5e-2f1c9f4b7a10")),
        ("id", json!("0B6F3A5E-6C0E-4D0A-9F5E-2F1C9F4B7A10")),
        ("kind", json!("exclusion")),
        ("kind", json!("exclusion.decided.twice")),
        ("from", json!(186)),
        ("to", json!("12")),
        ("sent_at", json!("2026-11-22T10:00:00+01:00")),
        ("domain_at", json!(1_700_000_000)),
        ("about", json!(null)),
        ("about", json!("Kari Nordmann")),
        ("about", json!("a".repeat(65))),
        ("body", json!([])),
        ("more", json!(1)),
    ] {
        let mut wrong = envelope();
        wrong[field] = value.clone();
        assert_eq!(read(&wrong), Err(NoEnvelope::OtherFields), "{field}: {value}");
    }
    for field in ["id", "kind", "from", "to", "sent_at", "domain_at", "body"] {
        let mut wrong = envelope();
        wrong.as_object_mut().unwrap().remove(field);
        assert_eq!(read(&wrong), Err(NoEnvelope::OtherFields), "without {field}");
    }
}

#[test]
fn what_two_readers_could_read_differently_is_refused() {
    let text = envelope().to_string();
    let twice = text.replacen("\"kind\"", "\"kind\":\"a.b\",\"kind\"", 1);
    assert_eq!(Envelope::read(twice.as_bytes()), Err(NoEnvelope::Twice));
    let within = text.replace("\"words\"", "\"words\":1,\"words\"");
    assert_eq!(Envelope::read(within.as_bytes()), Err(NoEnvelope::Twice));
    for wrong in [format!("{text}{text}"), format!("{text}x"), text.replace("ja", "\u{1}")] {
        assert_eq!(Envelope::read(wrong.as_bytes()), Err(NoEnvelope::NotJson));
    }
    let not_utf8 = text.replace("ja", "\u{f8}").into_bytes();
    let not_utf8: Vec<u8> = not_utf8.into_iter().filter(|byte| *byte != 0xc3).collect();
    assert_eq!(Envelope::read(&not_utf8), Err(NoEnvelope::NotJson));
}

#[test]
fn depth_and_length_are_bounded_on_both_sides() {
    let nested = |arrays: usize| {
        let deep = format!("{}1{}", "[".repeat(arrays), "]".repeat(arrays));
        let text = envelope().to_string().replace("[\"ja\",1,2.5,true,null]", &deep);
        Envelope::read(text.as_bytes()).map(drop)
    };
    // The envelope, its body and `answer` are three.
    assert_eq!(nested(DEPTH_MAX - 3), Ok(()));
    assert_eq!(nested(DEPTH_MAX - 2), Err(NoEnvelope::TooDeep));
    let long = |bytes: usize| {
        let text = envelope().to_string();
        let padded = format!("{text}{}", " ".repeat(bytes - text.len()));
        Envelope::read(padded.as_bytes()).map(drop)
    };
    assert_eq!(long(BODY_BYTES_MAX), Ok(()));
    assert_eq!(long(BODY_BYTES_MAX + 1), Err(NoEnvelope::TooLong));
}

#[test]
fn what_is_too_long_is_not_sent() {
    let mut envelope = read(&envelope()).unwrap();
    envelope.body.insert("long".into(), "x".repeat(BODY_BYTES_MAX).into());
    assert!(Outgoing::new(Route::Message, envelope).is_err());
}

#[test]
fn debug_output_shows_neither_body_nor_case() {
    let sent = Outgoing::new(Route::Question, read(&envelope()).unwrap()).unwrap();
    let shown = format!("{:?}", sent.envelope());
    assert!(
        shown.contains("exclusion.decided")
            && !shown.contains("words")
            && !shown.contains("case-17")
    );
}
