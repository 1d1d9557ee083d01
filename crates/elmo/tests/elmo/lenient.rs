//! What is read otherwise than it was written, and told.

use crate::given::document;
use elmo::{Document, Noted, Version, read_unverified, write};
use rules::Language;

/// The shared document with one place changed, read.
fn read(from: &str, to: &str) -> (Document, Vec<Noted>) {
    let written = write(&document()).expect("a document that can be written");
    assert!(written.contains(from), "{from}");
    let read = read_unverified(written.replacen(from, to, 1).as_bytes()).expect("lenient");
    (read.document, read.notes.into_iter().map(|note| note.what).collect())
}

#[test]
fn credits_with_a_comma_are_read_and_told() {
    let (read, notes) = read("<value>7.5</value>", "<value> 7,5 </value>");
    assert_eq!((read, notes), (document(), vec![Noted::CommaInCredits]));
    let (read, notes) = self::read("<value>7.5</value>", "<value>seven</value>");
    assert_eq!(read.reports[0].opportunities[0].parts[0].achieved.credits, None);
    assert_eq!(notes, [Noted::CreditsUnreadable]);
    assert_eq!(self::read("<scheme>ects", "<scheme>ECTS").1, []);
    assert_eq!(self::read("<scheme>ects", "<scheme>uk credits").1, [Noted::OtherCredits]);
}

#[test]
fn a_place_is_told_without_a_word_of_the_person() {
    let written = write(&document()).expect("a document that can be written");
    let read = read_unverified(written.replace("7.5", "7,5").as_bytes()).expect("lenient");
    let place = "report 1/learningOpportunitySpecification 1/hasPart 1/learningOpportunitySpecification 1/\
                 specifies 1/learningOpportunityInstance 1/credit 1";
    assert_eq!(read.notes[0].place, place);
}

#[test]
fn padded_dates_are_read() {
    let (read, notes) = read("<bday>1990-01-01</bday>", "<bday>\n  1990-01-01 </bday>");
    assert_eq!((read, notes), (document(), vec![]));
    let (read, notes) = self::read("2026-11-23T10:00:00Z", " 2026-11-23T11:00:00 ");
    assert_eq!((read, notes), (document(), vec![Noted::TimeWithoutZone]));
    let (read, notes) = self::read("1990-01-01", "01.01.1990");
    assert_eq!((read.learner.born, notes), (None, vec![Noted::DateUnreadable]));
}

#[test]
fn languages_are_told_apart_however_they_are_marked() {
    for norwegian in ["no", "nb-NO", "NB"] {
        let marked = format!("xml:lang=\"{norwegian}\"");
        assert_eq!(read("xml:lang=\"nb\"", &marked), (document(), vec![]), "{norwegian}");
    }
    let title = |read: &Document| read.reports[0].issuer.title.clone();
    let (nynorsk, notes) = read("xml:lang=\"nb\"", "xml:lang=\"nn\"");
    assert_eq!(title(&nynorsk).get(Language::Nn), Some("Universitetet i Nord"));
    assert_eq!((title(&nynorsk).get(Language::Nb), notes), (None, vec![]));
    let (swedish, notes) = read("xml:lang=\"nb\"", "xml:lang=\"sv\"");
    assert_eq!(title(&swedish).other.as_deref(), Some("Universitetet i Nord"));
    assert_eq!(notes, [Noted::OtherLanguage]);
    let (unmarked, notes) = read(" xml:lang=\"nb\"", "");
    assert_eq!((title(&unmarked), notes), (title(&swedish), vec![]));
    let (twice, notes) = read("xml:lang=\"en\"", "xml:lang=\"no\"");
    assert_eq!((title(&twice).en, notes), (None, vec![Noted::TextTwice]));
    let (inherited, _) = read("<issuer>", "<issuer xml:lang=\"en\">");
    assert_eq!(title(&inherited), title(&document()));
}

#[test]
fn what_is_unknown_is_passed_over() {
    let unknown = "<x:y xmlns:x=\"urn:x\"><report/></x:y><novelty><learner/></novelty><learner>";
    assert_eq!(read("<learner>", unknown), (document(), vec![]));
    let (read, notes) = read("<type>Course</type>", "<type>Fagskole</type>");
    assert_eq!(read.reports[0].opportunities[0].parts[0].kind, None);
    assert_eq!(notes, [Noted::KindUnknown]);
}

#[test]
fn a_document_of_version_two_is_read() {
    let written = write(&document()).expect("a document that can be written");
    let second = written.replace("tree/v1", "tree/v2").replace("bday", "dateOfBirth");
    let read = read_unverified(second.as_bytes()).expect("a document");
    assert_eq!((read.document, read.version), (document(), Version::Two));
}

/// Requirements: R-14
#[test]
fn what_is_not_passed_is_left_out_and_what_is_passed_below_it_stays() {
    for status in ["failed", "in-progress", "annulled"] {
        let (read, notes) = read("<status>passed</status>", &format!("<status>{status}</status>"));
        let codes: Vec<_> = read.reports[0].opportunities.iter().map(|one| one.code()).collect();
        assert_eq!(codes, [Some("HIS1000"), Some("HIS2900"), Some("EXPHIL")], "{status}");
        assert_eq!(notes, [Noted::NotPassed]);
    }
    assert_eq!(read("<status>passed</status>", ""), (document(), vec![]));
    for grade in ["F", "Ikke bestått"] {
        let (read, notes) = read(">A</resultLabel>", &format!(">{grade}</resultLabel>"));
        assert_eq!(read.reports[0].opportunities[0].parts.len(), 1);
        assert_eq!(notes, [Noted::FailedGrade]);
    }
}

#[test]
fn a_description_in_html_becomes_text_where_there_is_none() {
    let html = "<descriptionHtml xml:lang=\"nn\">&lt;p&gt;Om &lt;script&gt;x()&lt;/script&gt;faget&lt;/p&gt;\
                </descriptionHtml><descriptionHtml xml:lang=\"nb\">&lt;b&gt;x&lt;/b&gt;</descriptionHtml><specifies>";
    let (read, notes) = read("<specifies>", html);
    let description = &read.reports[0].opportunities[0].description;
    assert_eq!(description.get(Language::Nn), Some("Om faget"));
    assert_eq!(description.get(Language::Nb), Some("Første linje\nandre <linje>"));
    assert_eq!(notes, [Noted::FromHtml]);
}

#[test]
fn attachments_are_left_out_and_told() {
    let (read, notes) = read("</elmo>", "<attachment><content>AAAA</content></attachment></elmo>");
    assert_eq!((read, notes), (document(), vec![Noted::Attachments]));
}
