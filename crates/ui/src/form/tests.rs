//! What a person types is kept, read and explained.

use super::Form;
use crate::{Frame, Institution};
use jiff::{Timestamp, civil::date};
use rules::{Language, Text};

fn posted(value: &str) -> Form {
    Form::from_pairs([("on".to_owned(), value.to_owned())])
}

#[test]
fn a_date_is_read_as_people_write_it() {
    for written in ["2026-11-21", "21.11.2026", " 21.11.26 ", "21. 11. 2026"] {
        assert_eq!(posted(written).date("on"), Some(date(2026, 11, 21)), "{written}");
    }
}

#[test]
fn what_is_not_a_date_is_named_in_every_language() {
    for written in ["31.02.2026", "21.11.226", "21/11/2026", "i morgen", "1.2.3.4", "20261121"] {
        let mut form = posted(written);
        assert_eq!(form.date("on"), None, "{written}");
        let error = form.error("on").expect("an error");
        assert!([&error.nb, &error.nn, &error.en].iter().all(|text| text.contains(written)));
    }
}

#[test]
fn an_empty_field_is_an_error_only_where_it_is_required() {
    let mut form = posted("  ");
    assert_eq!((form.optional_date("on"), form.is_valid()), (None, true));
    assert_eq!((form.required("on"), form.is_valid()), (None, false));
}

#[test]
fn a_grade_outside_the_scale_is_refused_with_the_scale() {
    let scale = ["A", "B", "C", "D", "E", "F"];
    assert_eq!(posted("b").grade("on", &scale).as_deref(), Some("B"));
    let mut form = posted("G");
    assert_eq!(form.grade("on", &scale), None);
    assert!(form.error("on").is_some_and(|error| error.nn.contains("A, B, C, D, E, F")));
}

#[test]
fn a_number_is_read_up_to_its_limits_and_not_past_them() {
    assert_eq!(posted("1").number("on", 1..=40), Some(1));
    assert_eq!(posted("40").number("on", 1..=40), Some(40));
    assert_eq!(posted("0").number("on", 1..=40), None);
    assert_eq!(posted("41").number("on", 1..=40), None);
}

#[test]
fn only_an_offered_choice_is_taken() {
    assert_eq!(posted("nb").choice("on", &["nb", "nn"]).as_deref(), Some("nb"));
    assert_eq!(posted("xx").choice("on", &["nb", "nn"]), None);
}

#[test]
fn a_posted_value_is_not_overwritten_by_what_was_filled_in_beforehand() {
    assert_eq!(posted("typed").with("on", "beforehand").field("on"), "typed");
    assert_eq!(Form::new().with("on", "beforehand").field("on"), "beforehand");
}

#[test]
fn the_summary_names_the_field_by_its_label() {
    let mut form = posted("").labels(&[("on", "common-optional")]);
    form.required("on");
    let institution =
        Institution { number: "186".into(), short_name: "UiT".into(), name: Text::new("", "", "") };
    let frame = Frame::new(Language::En, institution, Timestamp::UNIX_EPOCH);
    let line = form.summary(&form.errors()[0], &frame);
    assert!(line.starts_with("optional: "), "{line}");
}
