//! Both sides of every limit.

use crate::given::document;
use elmo::limits::{
    ATTRIBUTES_MAX, BYTES_MAX, DEPTH_MAX, LINE_MAX, NAMESPACES_MAX, NODES_MAX, NOTES_MAX,
    RESULTS_MAX, TAKEN_MAX, TEXT_MAX,
};
use elmo::{Achieved, Document, Noted, Opportunity, Refused, Words, read_unverified, write};

/// The shared document with more XML after its reports.
fn with(more: &str) -> Option<Refused> {
    let written = write(&document()).expect("a document that can be written");
    let given = written.replace("</elmo>", &format!("{more}</elmo>"));
    read_unverified(given.as_bytes()).err()
}

#[test]
fn a_document_may_be_as_large_as_the_limit_and_no_byte_larger() {
    let written = write(&document()).expect("a document that can be written");
    let blanks = " ".repeat(BYTES_MAX - written.len());
    assert_eq!(with(&blanks), None);
    assert_eq!(with(&format!("{blanks} ")), Some(Refused::TooLarge));
}

#[test]
fn elements_may_stand_as_deep_as_the_limit_and_no_deeper() {
    // The root is the first.
    let nested = |depth: usize| "<x>".repeat(depth - 1) + &"</x>".repeat(depth - 1);
    assert_eq!(with(&nested(DEPTH_MAX)), None);
    assert_eq!(with(&nested(DEPTH_MAX + 1)), Some(Refused::TooDeep));
    assert_eq!(with(&"<x>".repeat(100_000)), Some(Refused::TooDeep));
}

#[test]
fn there_may_be_as_many_elements_as_the_limit_and_no_more() {
    let written = write(&document()).expect("a document that can be written");
    let there = written.matches('<').count() - written.matches("</").count() - 1;
    for node in ["<x/>", "<x>a</x>", "<!---->", "<?x?>", "<![CDATA[]]>"] {
        assert_eq!(with(&node.repeat(NODES_MAX - there)), None, "{node}");
        let more = node.repeat(NODES_MAX - there + 1);
        assert_eq!(with(&more), Some(Refused::TooManyElements), "{node}");
    }
}

#[test]
fn an_element_may_have_as_many_attributes_as_the_limit_and_no_more() {
    let element = |count: usize| {
        let attributes: String = (0..count).map(|number| format!(" a{number}=''")).collect();
        format!("<x{attributes}/>")
    };
    assert_eq!(with(&element(ATTRIBUTES_MAX)), None);
    assert_eq!(with(&element(ATTRIBUTES_MAX + 1)), Some(Refused::TooManyAttributes));
}

#[test]
fn as_many_namespaces_may_hold_at_one_place_as_the_limit_and_no_more() {
    let written = write(&document()).expect("a document that can be written");
    let there = written.matches("xmlns").count();
    let nested = |count: usize| {
        let open: String =
            (0..count).map(|number| format!("<x xmlns:n{number}='urn:n'>")).collect();
        open + &"</x>".repeat(count)
    };
    assert_eq!(with(&nested(NAMESPACES_MAX - there)), None);
    assert_eq!(with(&nested(NAMESPACES_MAX - there + 1)), Some(Refused::TooManyNamespaces));
    assert_eq!(with(&"<x xmlns:n='urn:n'/>".repeat(1000)), None);
}

#[test]
fn a_text_may_be_as_long_as_the_limit_and_no_longer() {
    let text = |length: usize| {
        let mut given = document();
        given.reports[0].scales[0].description.nb = Some("x".repeat(length));
        given
    };
    let longest = write(&text(TEXT_MAX)).expect("it fits");
    assert!(read_unverified(longest.as_bytes()).is_ok());
    assert_eq!(write(&text(TEXT_MAX + 1)), Err(Refused::TextTooLong("description")));
    let longer = longest.replace("xxxxx</description>", "xxxxxx</description>");
    assert_eq!(read_unverified(longer.as_bytes()).err(), Some(Refused::TextTooLong("description")));
}

#[test]
fn the_writer_keeps_to_the_limits_too() {
    let mut large = document();
    let course = large.reports[0].opportunities[1].clone();
    large.reports[0].opportunities = vec![course; RESULTS_MAX];
    assert_eq!(write(&large), Err(Refused::TooManyElements));
}

#[test]
fn a_line_may_be_as_long_as_the_limit_and_no_longer() {
    let named = |length: usize| {
        let mut given = document();
        given.reports[0].issuer.title.nb = Some("x".repeat(length));
        given
    };
    let longest = write(&named(LINE_MAX)).expect("it fits");
    assert!(read_unverified(longest.as_bytes()).is_ok());
    assert_eq!(write(&named(LINE_MAX + 1)), Err(Refused::LineTooLong("title")));
    let longer = longest.replacen("xxxxx</title>", "xxxxxx</title>", 1);
    assert_eq!(read_unverified(longer.as_bytes()).err(), Some(Refused::LineTooLong("title")));
    let kind = |length: usize| {
        let written = write(&document()).expect("a document that can be written");
        let given =
            written.replacen("type=\"local\"", &format!("type=\"{}\"", "x".repeat(length)), 1);
        read_unverified(given.as_bytes()).err()
    };
    assert_eq!(
        (kind(LINE_MAX), kind(LINE_MAX + 1)),
        (None, Some(Refused::LineTooLong("identifier")))
    );
}

/// Results that say nothing but a name of five letters, and `described` bytes of description among them.
fn of_many(count: usize, mut described: usize) -> Document {
    let mut given = document();
    let issuer = &mut given.reports[0].issuer.title;
    for form in [&mut issuer.nb, &mut issuer.nn, &mut issuer.en, &mut issuer.other] {
        *form = Some("x".repeat(LINE_MAX));
    }
    let one = |number: usize| {
        let length = described.min(TEXT_MAX);
        described -= length;
        let words = |text: String| Words { nb: Some(text), ..Words::default() };
        Opportunity {
            kind: None,
            identifiers: Vec::new(),
            title: words(format!("{number:05}")),
            url: None,
            description: if length == 0 { Words::default() } else { words("x".repeat(length)) },
            achieved: Achieved::default(),
            parts: Vec::new(),
        }
    };
    given.reports[0].opportunities = (0..count).map(one).collect();
    given
}

#[test]
fn there_may_be_as_many_results_as_the_limit_and_no_more() {
    let most = write(&of_many(RESULTS_MAX, 0)).expect("it fits");
    assert!(read_unverified(most.as_bytes()).is_ok());
    assert_eq!(write(&of_many(RESULTS_MAX + 1, 0)), Err(Refused::TooManyResults));
    let end = "</learningOpportunitySpecification>";
    let last = &most[most.rfind("<learningOpportunitySpecification>").expect("there")..];
    let last = &last[..last.find(end).expect("it ends") + end.len()];
    let more = most.replacen(last, &last.repeat(2), 1);
    assert_eq!(read_unverified(more.as_bytes()).err(), Some(Refused::TooManyResults));
}

/// The name of the institution counts with each result, and what a result is part of does.
/// Requirements: R-11
#[test]
fn what_is_taken_over_may_come_to_as_much_as_the_limit_and_no_more() {
    let each = 4 * LINE_MAX + "local9186".len() + "00000".len();
    let rest = TAKEN_MAX - RESULTS_MAX * each;
    let most = write(&of_many(RESULTS_MAX, rest)).expect("it fits");
    assert!(most.len() < TAKEN_MAX / 10, "the document itself is small");
    assert!(read_unverified(most.as_bytes()).is_ok());
    assert_eq!(write(&of_many(RESULTS_MAX, rest + 1)), Err(Refused::TooMuchTaken));
    let more = most.replacen(">00000<", ">000000<", 1);
    assert_eq!(read_unverified(more.as_bytes()).err(), Some(Refused::TooMuchTaken));
    let mut below = of_many(RESULTS_MAX, rest);
    let parts = below.reports[0].opportunities.split_off(1);
    below.reports[0].opportunities[0].parts = parts;
    assert_eq!(write(&below), Err(Refused::TooMuchTaken), "each names what it is part of");
}

#[test]
fn as_many_notes_are_kept_as_the_limit_and_then_that_there_are_more() {
    let written = write(&document()).expect("a document that can be written");
    let notes = |count: usize| {
        let wrong = "<credit><scheme>ects</scheme><value>x</value></credit>".repeat(count);
        let given = written.replacen("<credit>", &format!("{wrong}<credit>"), 1);
        read_unverified(given.as_bytes()).expect("lenient").notes
    };
    assert_eq!(notes(NOTES_MAX).len(), NOTES_MAX);
    assert!(notes(NOTES_MAX).iter().all(|note| note.what == Noted::CreditsUnreadable));
    let more = notes(NOTES_MAX + 5);
    let last = more.last().map(|note| note.what);
    assert_eq!((more.len(), last), (NOTES_MAX + 1, Some(Noted::More)));
}
