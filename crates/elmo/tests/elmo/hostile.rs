//! Documents made to harm whoever reads them, and documents that say too little or too much.

use crate::given::document;
use elmo::{Refused, read_unverified, write};

fn refused(xml: &str) -> Option<Refused> {
    read_unverified(xml.as_bytes()).err()
}

/// The shared document with one place changed.
fn changed(from: &str, to: &str) -> String {
    let written = write(&document()).expect("a document that can be written");
    assert!(written.contains(from), "{from}");
    written.replacen(from, to, 1)
}

#[test]
fn a_document_with_a_dtd_is_refused_whatever_it_defines() {
    let bomb: String = (1..9)
        .map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)))
        .collect();
    let dtds = [
        "<!DOCTYPE elmo>".to_owned(),
        "<!DOCTYPE elmo SYSTEM \"https://evil.invalid/elmo.dtd\">".to_owned(),
        "<!DOCTYPE elmo [<!ENTITY who SYSTEM \"file:///etc/passwd\">]>".to_owned(),
        format!("<!DOCTYPE elmo [<!ENTITY l0 \"lol\">{bomb}]>"),
    ];
    for dtd in dtds {
        let given = changed("<elmo", &format!("{dtd}<elmo")).replace("Kari", "&who;&l8;");
        assert_eq!(refused(&given), Some(Refused::DtdForbidden), "{dtd}");
    }
    assert_eq!(refused(&changed("Kari", "&who;")), Some(Refused::NotXml));
}

#[test]
fn what_is_no_xml_is_refused() {
    let halved = changed("</elmo>", "");
    let crossed = changed("</givenNames>", "</familyName>");
    let twice = changed("</elmo>", "</elmo><elmo/>");
    let controls = changed("Kari", "Ka\u{1}ri");
    let number = changed("Kari", "Ka&#1;ri");
    let unbound = changed("<learner>", "<x:learner>");
    for given in ["", "<", "elmo", &halved, &crossed, &twice, &controls, &number, &unbound] {
        assert_eq!(refused(given), Some(Refused::NotXml), "{given}");
    }
}

#[test]
fn what_is_not_in_utf_8_or_says_so_is_refused() {
    assert_eq!(read_unverified(b"<elmo>\xe6</elmo>").err(), Some(Refused::NotUtf8));
    assert_eq!(refused(&changed("UTF-8", "ISO-8859-1")), Some(Refused::NotUtf8));
    assert_eq!(refused(&changed("UTF-8", "utf-8")), None);
    assert_eq!(refused(&format!("\u{feff}{}", changed("UTF-8", "UTF-8"))), None);
}

#[test]
fn what_is_another_document_is_refused() {
    for given in ["<elmo/>", "<html xmlns='http://www.w3.org/1999/xhtml'/>"] {
        assert_eq!(refused(given), Some(Refused::NotElmo));
    }
    assert_eq!(refused(&changed("tree/v1", "tree/v3")), Some(Refused::NotElmo));
    assert_eq!(refused(&changed("tree/v1", "tree/v2")), None);
}

#[test]
fn what_a_document_cannot_do_without_is_named() {
    let cases = [
        ("<generatedDate>2026-11-23T10:00:00Z</generatedDate>", "", "generatedDate"),
        ("2026-11-23T10:00:00Z", "today", "generatedDate"),
        ("<learner>", "<other>", "learner"),
        ("<issuer>", "<other>", "issuer"),
        ("<identifier type=\"local\">9186</identifier>", "", "issuer/identifier"),
        ("2026-11-23T09:59:59.5Z", " ", "issueDate"),
    ];
    for (from, to, what) in cases {
        let mut given = changed(from, to);
        if to == "<other>" {
            given = given.replacen(&from.replace('<', "</"), "</other>", 1);
        }
        assert_eq!(refused(&given), Some(Refused::Missing(what)), "{from}");
    }
    let empty = changed("<report>", "<other>").replace("</report>", "</other>");
    assert_eq!(refused(&empty), Some(Refused::Missing("report")));
}

#[test]
fn what_there_can_be_only_one_of_is_not_chosen_from_two() {
    for what in
        ["generatedDate", "learner", "familyName", "bday", "issuer", "resultLabel", "status"]
    {
        let end = format!("</{what}>");
        let written = write(&document()).expect("a document that can be written");
        let start = written.find(&format!("<{what}>")).expect("it is there");
        let stop = written.find(&end).expect("it is there") + end.len();
        let twice = format!("{}{}{}", &written[..stop], &written[start..stop], &written[stop..]);
        assert_eq!(
            refused(&twice),
            Some(Refused::Twice(match what {
                "generatedDate" => "generatedDate",
                "learner" => "learner",
                "familyName" => "familyName",
                "bday" => "bday",
                "issuer" => "issuer",
                "resultLabel" => "resultLabel",
                _ => "status",
            }))
        );
    }
}

#[test]
fn two_results_of_one_identifier_that_differ_are_refused() {
    let same = changed("result-EXPHIL", "result-HIS1000");
    assert_eq!(refused(&same), Some(Refused::SameIdOtherContent));
    let mut below_itself = document();
    let degree = &mut below_itself.reports[0].opportunities[0];
    let again = elmo::Opportunity { parts: vec![], ..degree.clone() };
    degree.parts[0].parts.push(again);
    assert_eq!(write(&below_itself), Err(Refused::PartOfItself));
    let mut two_grades = document();
    let degree = &mut two_grades.reports[0].opportunities[0];
    let mut other = degree.parts[0].clone();
    other.achieved.grade = Some("B".into());
    degree.parts.push(other);
    assert_eq!(write(&two_grades), Err(Refused::SameIdOtherContent));
}

/// Requirements: R-14
#[test]
fn nothing_but_what_is_passed_is_ever_written() {
    for grade in ["F", "f", "ikke bestått", "Ikke bestått"] {
        let mut failed = document();
        failed.reports[0].opportunities[0].parts[0].achieved.grade = Some(grade.into());
        assert_eq!(write(&failed), Err(Refused::NotPassed), "{grade}");
    }
    let written = write(&document()).expect("a document that can be written");
    let instances = written.matches("<learningOpportunityInstance>").count();
    assert_eq!(written.matches("<status>passed</status>").count(), instances);
}

#[test]
fn what_the_format_cannot_carry_is_named_and_not_written() {
    type Change = fn(&mut elmo::Document);
    let refused = |change: Change| {
        let mut document = document();
        change(&mut document);
        write(&document).err()
    };
    let cases: [(Change, Refused); 8] = [
        (|one| one.reports.clear(), Refused::Missing("report")),
        (|one| one.reports[0].issuer.identifiers.clear(), Refused::Missing("issuer/identifier")),
        (|one| one.reports[0].issuer.title = elmo::Words::default(), Refused::Missing("title")),
        (|one| one.learner.family_name = "\u{b}".into(), Refused::ForbiddenCharacter("familyName")),
        (
            |one| one.reports[0].issuer.country = Some("Norge".into()),
            Refused::OutOfRange("country"),
        ),
        (
            |one| one.learner.born = Some(jiff::civil::date(1899, 12, 31)),
            Refused::OutOfRange("bday"),
        ),
        (
            |one| one.reports[0].opportunities[1].achieved.level = Some(9),
            Refused::OutOfRange("level"),
        ),
        (
            |one| {
                let degree = &mut one.reports[0].opportunities[0];
                degree.achieved.credits = rules::Credits::parse("180");
            },
            Refused::CreditsAboveAndBelow,
        ),
    ];
    for (number, (change, expected)) in cases.into_iter().enumerate() {
        assert_eq!(refused(change), Some(expected), "case {number}");
    }
}
