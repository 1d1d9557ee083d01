//! Blocks that several letters share.

use crate::{Block, Deadline, Form, Head, Step};
use jiff::civil::Date;
use rules::cited::according_to;
use rules::{Language, Reason, Text};

pub(crate) fn answer(text: Text) -> Block<Text> {
    Block::Answer { text }
}

pub(crate) fn heading(text: Text) -> Block<Text> {
    Block::Heading { text }
}

pub(crate) fn paragraph(text: Text) -> Block<Text> {
    Block::Paragraph { text }
}

pub(crate) fn list(items: impl IntoIterator<Item = Text>) -> Block<Text> {
    Block::List { items: items.into_iter().collect() }
}

pub(crate) fn facts(rows: impl IntoIterator<Item = (Text, Text)>) -> Block<Text> {
    Block::Facts { rows: rows.into_iter().collect() }
}

/// The rule's own reasons, step by step.
pub(crate) fn steps(because: &[Reason]) -> Block<Text> {
    Block::Steps { steps: because.iter().map(Step::from).collect() }
}

/// The same words in every language form: codes, names, numbers, paragraphs of the law.
pub(crate) fn same(words: impl Into<String>) -> Text {
    let words = words.into();
    Text { nb: words.clone(), nn: words.clone(), en: words }
}

/// A value as each language form writes it.
pub(crate) fn every(value: &dyn Form) -> Text {
    Text {
        nb: value.form(Language::Nb),
        nn: value.form(Language::Nn),
        en: value.form(Language::En),
    }
}

/// A date as the value of a fact, with its weekday.
pub(crate) fn on(date: Date) -> Text {
    text!(nb: "{d}", nn: "{d}", en: "{d}"; d = Deadline(date))
}

/// Until when the grading must be done, and where that stands.
pub(crate) fn grading_deadline(due: Date, law: &str) -> (Text, Text) {
    (
        text!(nb: "Sensurfrist", nn: "Sensurfrist", en: "Grading deadline"),
        text!(
            nb: "{due}, {law}",
            nn: "{due}, {law}",
            en: "{due}, {law}";
            due = Deadline(due), law = according_to(law)
        ),
    )
}

/// Whom to ask.
pub(crate) fn contact(head: &Head) -> [Block<Text>; 2] {
    let (phone, email) = (&head.sender.phone, &head.sender.email);
    let ask = match &head.our_ref {
        Some(our_ref) => text!(
            nb: "Ring oss på {phone} eller skriv til {email}. Oppgi gjerne referansen {our_ref}.",
            nn: "Ring oss på {phone} eller skriv til {email}. Oppgi gjerne referansen {our_ref}.",
            en: "Call us on {phone} or write to {email}. Please quote our reference {our_ref}.";
            phone = phone, email = email, our_ref = our_ref
        ),
        None => text!(
            nb: "Ring oss på {phone} eller skriv til {email}.",
            nn: "Ring oss på {phone} eller skriv til {email}.",
            en: "Call us on {phone} or write to {email}.";
            phone = phone, email = email
        ),
    };
    [
        heading(
            text!(nb: "Har du spørsmål?", nn: "Har du spørsmål?", en: "Do you have questions?"),
        ),
        paragraph(ask),
    ]
}

/// The full names of the acts that a letter names by their abbreviation.
const ABBREVIATIONS: [(&str, [&str; 3]); 7] = [
    (
        "uhl. §",
        [
            "uhl. er universitets- og høyskoleloven",
            "uhl. er universitets- og høgskulelova",
            "uhl. is the Norwegian Universities and University Colleges Act",
        ],
    ),
    (
        "uhl. (2005) §",
        [
            "uhl. (2005) er universitets- og høyskoleloven av 2005",
            "uhl. (2005) er universitets- og høgskulelova av 2005",
            "uhl. (2005) is the Norwegian Universities and University Colleges Act of 2005",
        ],
    ),
    (
        "fvl. §",
        [
            "fvl. er forvaltningsloven",
            "fvl. er forvaltningslova",
            "fvl. is the Norwegian Public Administration Act",
        ],
    ),
    (
        "uhf. §",
        [
            "uhf. er forskrift til universitets- og høyskoleloven",
            "uhf. er forskrift til universitets- og høgskulelova",
            "uhf. is the regulation to the Norwegian Universities and University Colleges Act",
        ],
    ),
    (
        "GDPR art.",
        [
            "GDPR er personvernforordningen",
            "GDPR er personvernforordninga",
            "GDPR is the General Data Protection Regulation",
        ],
    ),
    (
        "aml. §",
        [
            "aml. er arbeidsmiljøloven",
            "aml. er arbeidsmiljølova",
            "aml. is the Norwegian Working Environment Act",
        ],
    ),
    ("domstolloven §", ["", "", "domstolloven is the Norwegian Courts of Justice Act"]),
];

/// A regulation of the institution's own, named in Norwegian, told to an English reader.
fn own_regulation(written: &str) -> Option<String> {
    const ENDING: &str = "forskriften";
    let end = written.find(&format!("{ENDING} §"))? + ENDING.len();
    let name = written[..end].rsplit([' ', '\u{a0}', '\n', '[', '(']).next()?;
    Some(format!("{name} is our regulation on studies and examinations"))
}

/// A note that spells out the abbreviations which the text uses, if it uses any; in English
/// also the Norwegian names.
pub(crate) fn abbreviations(body: &[Block<String>], language: Language) -> Option<Block<String>> {
    let written = crate::plain_text::of_blocks(body);
    let mut names: Vec<_> = ABBREVIATIONS
        .iter()
        .filter(|(short, _)| written.contains(short))
        .map(|(_, [nb, nn, en])| match language {
            Language::Nb => *nb,
            Language::Nn => *nn,
            Language::En => *en,
        })
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    if language == Language::En {
        names.extend(own_regulation(&written));
    }
    (!names.is_empty()).then(|| Block::Note { text: format!("{}.", names.join("; ")) })
}
