//! What is written is read back as it was.

use crate::given::{any_document, course, document};
use elmo::{Read, Version, pack, read_unverified, unpack, write};
use proptest::prelude::*;
use rules::Language;

fn there_and_back(document: &elmo::Document) -> Read {
    let written = write(document).expect("a document that can be written");
    let packed = pack(written.as_bytes());
    let unpacked = unpack(packed.as_bytes()).expect("packed above");
    read_unverified(&unpacked).expect("written above")
}

/// Requirements: R-11
#[test]
fn a_document_is_read_back_as_it_was_written() {
    let read = there_and_back(&document());
    assert_eq!(read.document, document());
    assert_eq!((read.notes, read.version), (vec![], Version::One));
    let course = &read.document.reports[0].opportunities[0].parts[1];
    assert_eq!((course.code(), course.version()), (Some("HIS2900"), Some("1")));
    assert_eq!(course.title.get(Language::En), Some("Course & practice"));
    assert_eq!(course.achieved.thesis.get(Language::Nb), Some("Fiskere på «Finnmark»"));
    assert_eq!(course.achieved.term.map(|term| term.to_string()).as_deref(), Some("2026-V"));
    assert_eq!(course.achieved.credits.map(|credits| credits.to_string()).as_deref(), Some("20"));
}

/// Requirements: R-10
#[test]
fn a_course_of_two_degrees_is_one_result_that_belongs_to_both() {
    let mut document = document();
    let mut second = document.reports[0].opportunities[0].clone();
    second.achieved.identifiers[0].value = "result-BA-TWO".into();
    second.parts = vec![course("HIS1000", "7.5", "A"), course("NOR1000", "10", "B")];
    document.reports[0].opportunities.insert(1, second);
    let read = there_and_back(&document).document;
    assert_eq!(read, document);
    let list = read.reports[0].achievements().expect("no two differ");
    let told: Vec<_> = list
        .iter()
        .map(|one| (one.opportunity.code().unwrap_or(""), one.part_of.clone()))
        .collect();
    let expected = [
        ("BA-HIS", vec![]),
        ("HIS1000", vec![0, 3]),
        ("HIS2900", vec![0]),
        ("BA-HIS", vec![]),
        ("NOR1000", vec![3]),
        ("EXPHIL", vec![]),
    ];
    assert_eq!(told, expected);
    assert!(list[0].opportunity.is_qualification() && !list[1].opportunity.is_qualification());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Requirements: R-11
    #[test]
    fn any_document_is_read_back_as_it_was_written(document in any_document()) {
        let read = there_and_back(&document);
        prop_assert_eq!(&read.document, &document);
        prop_assert_eq!(read.notes, vec![]);
        prop_assert_eq!(write(&read.document), write(&document));
    }

    #[test]
    fn whatever_bytes_come_nothing_breaks(bytes in any::<Vec<u8>>()) {
        if let Ok(plain) = unpack(&bytes) {
            prop_assert!(read_unverified(&plain).is_err());
        }
    }

    /// A document with a stretch cut out or put twice is refused, or read as a document that can be written.
    #[test]
    fn a_damaged_document_is_refused_or_still_one(from in 0..4000_usize, length in 0..200_usize, twice: bool) {
        let written = write(&document()).expect("a document that can be written").into_bytes();
        let from = from.min(written.len());
        let to = (from + length).min(written.len());
        let again = if twice { &written[from..to] } else { &[] };
        let damaged = [&written[..from], again, again, &written[to..]].concat();
        if let Ok(read) = read_unverified(&damaged) {
            for report in &read.document.reports {
                prop_assert!(report.achievements().is_ok());
            }
        }
    }
}
