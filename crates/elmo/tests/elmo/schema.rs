//! The schema of ELMO 1.7.0 as judge, and a Norwegian document that others have made.

use crate::given::{any_document, document};
use crate::oracle::{against_schema, exchange, fixture, has};
use elmo::{Noted, read_unverified, write};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rules::Language;

/// Requirements: R-11
#[test]
fn what_is_written_is_valid_against_the_schema() {
    let Some(folder) = exchange().filter(|_| has("xmllint")) else { return };
    let mut runner = TestRunner::deterministic();
    let mut documents = vec![document()];
    for _ in 0..30 {
        let mut any = any_document().new_tree(&mut runner).expect("a document").current();
        // The schema lists the countries there are.
        any.reports.iter_mut().for_each(|report| report.issuer.country = Some("NO".into()));
        documents.push(any);
    }
    for document in documents {
        let written = write(&document).expect("a document that can be written");
        assert_eq!(against_schema(&folder, written.as_bytes()), None, "{written}");
    }
}

#[test]
fn the_schema_s_judge_says_no_to_another_order() {
    let Some(folder) = exchange().filter(|_| has("xmllint")) else { return };
    let written = write(&document()).expect("a document that can be written");
    let swapped = written
        .replace("<status>passed</status>", "")
        .replace("<extension>", "<status>passed</status><extension>");
    assert_ne!(against_schema(&folder, swapped.as_bytes()), None);
}

/// Requirements: R-11
#[test]
fn a_norwegian_document_of_others_is_read_and_written_anew() {
    let Some(folder) = exchange() else { return };
    let given = fixture(&folder, "norway-emp-sample-fixed-unsigned.xml");
    let read = read_unverified(&given).expect("a document");
    let report = &read.document.reports[0];
    assert_eq!(report.issuer.title.get(Language::Nb), Some("Universitetet i Oslo"));
    let told: Vec<_> = report
        .opportunities
        .iter()
        .map(|one| {
            let credits = one.achieved.credits.map(|credits| credits.to_string());
            (one.code().unwrap_or(""), one.achieved.grade.clone().unwrap_or_default(), credits)
        })
        .collect();
    let expected = [("INF4000", "A", "20"), ("HMS0507", "Bestått", "0")]
        .map(|(code, grade, credits)| (code, grade.to_owned(), Some(credits.to_owned())));
    assert_eq!(told, expected);
    assert_eq!(read.notes.iter().map(|note| note.what).collect::<Vec<Noted>>(), []);
    let again = write(&read.document).expect("it was read");
    assert_eq!(read_unverified(again.as_bytes()).map(|read| read.document), Ok(read.document));
    if has("xmllint") {
        assert_eq!(against_schema(&folder, again.as_bytes()), None);
    }
}
