//! What every page shows, and what no page lets through.

use askama::Template;
use jiff::civil::date;
use rules::{Language, Reason, Text};
use ui::{ErrorKind, ErrorPage, Form, Frame, Institution, NavItem, Person};

fn frame(language: Language) -> Frame {
    let name = Text::new("Universitetet", "Universitetet", "The University");
    let institution = Institution { number: "186".into(), short_name: "UiT".into(), name };
    let mut frame = Frame::new(language, institution, "2026-11-21T23:30:00Z".parse().unwrap());
    frame.csrf = "token-of-the-session".into();
    frame.person = Some(Person::named("Kari <b>Å</b> Nordmann"));
    frame
}

fn error(frame: Frame, kind: ErrorKind) -> String {
    ErrorPage { frame, kind }.render().unwrap()
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% import "components.html" as c %}{{ c::error_summary(form) }}
{{ c::act_fields() }}{{ c::date_field(form, "on", "Dato") }}{{ c::deadline(day, reasons) }}"#
)]
struct Appeal {
    frame: Frame,
    form: Form,
    day: jiff::civil::Date,
    reasons: Vec<Reason>,
}

fn appeal(language: Language, typed: &str) -> String {
    let mut form = Form::from_pairs([("on".to_owned(), typed.to_owned())]);
    form.date("on");
    let text =
        Text::new("Fristen er tre uker.", "Fristen er tre veker.", "The deadline is three weeks.");
    let reasons = vec![Reason { text, law: "uhl. § 11-10 (1)".into() }];
    Appeal { frame: frame(language), form, day: date(2026, 11, 24), reasons }.render().unwrap()
}

#[test]
fn every_error_page_is_in_the_language_of_the_reader() {
    let home = [
        (Language::Nb, "Gå til forsiden"),
        (Language::Nn, "Gå til framsida"),
        (Language::En, "Go to the front page"),
    ];
    for (language, text) in home {
        let html = error(frame(language), ErrorKind::NotFound);
        assert!(html.contains(&format!("<html lang=\"{}\"", language.tag())));
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn an_unexpected_error_names_its_reference() {
    let html = error(frame(Language::Nb), ErrorKind::Unexpected { reference: "7F3A-21C9".into() });
    assert!(html.contains("7F3A-21C9"));
}

#[test]
fn the_menu_holds_what_the_person_may_use_and_nothing_else() {
    let mut frame = frame(Language::Nb);
    assert!(!error(frame.clone(), ErrorKind::NotFound).contains("id=\"menu\""));
    let item = NavItem { key: "error-home", href: "/tasks".into(), current: true, waiting: 3 };
    frame.navigation = vec![item];
    let html = error(frame, ErrorKind::NotFound);
    assert!(html.contains("href=\"/tasks\" aria-current=\"page\""));
    assert!(html.contains("3 venter"));
}

#[test]
fn every_form_of_the_frame_sends_the_token_of_the_session() {
    let html = error(frame(Language::Nb), ErrorKind::NotFound);
    let forms: Vec<_> = html.split("<form").skip(1).collect();
    assert_eq!(forms.len(), 2, "language and log out");
    assert!(forms.iter().all(|form| form.contains("name=\"csrf\" value=\"token-of-the-session\"")));
}

#[test]
fn what_a_person_is_called_or_types_is_never_read_as_markup() {
    let html = error(frame(Language::Nb), ErrorKind::NotFound)
        + &appeal(Language::Nb, "\"><script>x</script>");
    assert!(!html.contains("<b>Å") && !html.contains("<script>x"));
}

#[test]
fn a_page_has_no_inline_style_or_script() {
    let html = error(
        frame(Language::Nb),
        ErrorKind::Unavailable { sent: vec![("on".into(), "21.11.2026".into())], files: false },
    );
    assert!(!html.contains(" style=") && !html.contains("<style") && !html.contains("<script>"));
}

#[test]
fn a_failed_field_keeps_what_was_typed_and_is_tied_to_its_error() {
    let html = appeal(Language::Nn, "31.02.2026");
    assert!(html.contains("value=\"31.02.2026\""));
    assert!(html.contains("aria-invalid=\"true\" aria-describedby=\"on-error on-hint\""));
    assert!(html.contains("id=\"on-error\">«31.02.2026» er ikkje ein dato"));
    assert!(html.contains("<a class=\"ds-link\" href=\"#on\">"));
}

#[test]
fn each_form_is_served_with_an_act_id_of_its_own() {
    let id = |html: String| {
        html.split("name=\"act_id\" value=\"").nth(1).map(|rest| rest[..36].to_owned())
    };
    let (first, second) = (id(appeal(Language::Nb, "")), id(appeal(Language::Nb, "")));
    assert!(first.is_some() && first != second);
}

#[test]
fn a_deadline_is_shown_with_its_day_its_distance_and_its_paragraph() {
    let html = appeal(Language::En, "21.11.2026");
    assert!(html.contains("Tuesday 24 November 2026"));
    assert!(html.contains("in 2 days"), "half past midnight in Norway it is the 22nd");
    assert!(html.contains("The deadline is three weeks.") && html.contains("uhl. § 11-10 (1)"));
}
