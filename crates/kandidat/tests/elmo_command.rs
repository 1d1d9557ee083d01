//! `kandidat elmo` as a person or a script meets it.

use std::path::Path;
use std::process::{Command, Output};

const KEY: &str = include_str!("../../elmo/tests/elmo/keys/rsa.pem");
const CERTIFICATE: &str = include_str!("../../elmo/tests/elmo/keys/rsa.cert.pem");
const OTHER: &str = include_str!("../../elmo/tests/elmo/keys/ed25519.pub.pem");
/// A course of 7.5 credits, written with a comma.
const DOCUMENT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
<elmo xmlns=\"https://github.com/emrex-eu/elmo-schemas/tree/v1\">\
<generatedDate>2026-11-23T10:00:00Z</generatedDate>\
<learner><givenNames>Kari</givenNames><familyName>Nordmann</familyName><bday>1990-01-01</bday></learner>\
<report><issuer><identifier type=\"local\">9186</identifier><title xml:lang=\"nb\">Universitetet i Nord</title>\
<title xml:lang=\"en\">University of the North</title><url>https://north.invalid/</url></issuer>\
<learningOpportunitySpecification><identifier type=\"courseCode\">HIS1000</identifier>\
<title xml:lang=\"nb\">Historie\u{7}</title><type>Course</type><specifies><learningOpportunityInstance>\
<status>passed</status><resultLabel>B</resultLabel><credit><scheme>ects</scheme><value>7,5</value></credit>\
</learningOpportunityInstance></specifies></learningOpportunitySpecification>\
<issueDate>2026-11-23T09:00:00Z</issueDate></report></elmo>";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let plain = DOCUMENT.replace('\u{7}', "");
    let key = elmo::SigningKey::from_pem(KEY).unwrap();
    let signed = elmo::sign(&plain, &key).unwrap();
    let packed = elmo::pack(signed.as_bytes());
    let changed = signed.replace(">B<", ">A<");
    for (name, content) in [
        ("plain.xml", &*plain),
        ("bell.xml", DOCUMENT),
        ("signed.xml", &signed),
        ("packed", &packed),
        ("changed.xml", &changed),
        ("cert.pem", CERTIFICATE),
        ("other.pem", OTHER),
    ] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn check(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let program = env!("CARGO_BIN_EXE_kandidat");
    let mut command = Command::new(program);
    let Output { status, stdout, stderr } =
        command.args(["elmo", "check"]).args(args).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (status.code(), text(&stdout), text(&stderr))
}

#[test]
fn a_signed_document_is_summed_up_without_a_word_of_whose_it_is() {
    let folder = folder();
    for file in ["signed.xml", "packed"] {
        let (code, told, said) = check(folder.path(), &[file, "--key", "cert.pem"]);
        assert_eq!((code, &*said), (Some(0), ""), "{file}");
        assert!(told.contains("signature: verified, RsaSha256\n"), "{told}");
        assert!(told.contains("issuer: University of the North\n  results: 1 (0"), "{told}");
        assert!(told.contains("  HIS1000 | Historie | 7.5 | B\n"), "{told}");
        assert!(told.contains("note: comma-in-credits: "), "{told}");
        for personal in ["Kari", "Nordmann", "1990"] {
            assert!(!told.contains(personal), "{told}");
        }
    }
}

#[test]
fn what_cannot_be_relied_upon_is_refused_by_name() {
    let folder = folder();
    let no = |args: &[&str]| {
        let (code, told, said) = check(folder.path(), args);
        assert_eq!((code, &*told, said.lines().count()), (Some(1), "", 1), "{said}");
        said.split(':').next().unwrap_or_default().to_owned()
    };
    assert_eq!(no(&["changed.xml", "--key", "cert.pem"]), "content-changed");
    assert_eq!(no(&["signed.xml", "--key", "other.pem"]), "key-does-not-fit");
    assert_eq!(no(&["plain.xml", "--key", "cert.pem"]), "not-signed");
    assert_eq!(no(&["plain.xml"]), "not-signed");
    assert_eq!(no(&["signed.xml"]), "no-key");
    assert_eq!(no(&["bell.xml", "--unsigned"]), "not-xml");
    assert_eq!(no(&["cert.pem", "--unsigned"]), "not-packed");
}

#[test]
fn what_is_not_to_be_verified_says_so() {
    let folder = folder();
    let (code, told, _) = check(folder.path(), &["plain.xml", "--unsigned"]);
    assert!(code == Some(0) && told.contains("signature: none\n"), "{told}");
    let (code, told, _) = check(folder.path(), &["changed.xml", "--unsigned"]);
    assert!(
        code == Some(0) && told.contains("signature: there is one, and it was NOT verified"),
        "{told}"
    );
}

#[test]
fn a_refusal_comes_in_the_language_that_was_asked_for() {
    let folder = folder();
    let (_, _, said) = check(folder.path(), &["plain.xml", "--language", "nn"]);
    assert_eq!(said, "not-signed: Dokumentet er ikkje signert.\n");
}

#[test]
fn bad_input_is_named_in_one_line() {
    let folder = folder();
    let bad = |args: &[&str], named: &str| {
        let (code, told, said) = check(folder.path(), args);
        assert_eq!((code, &*told, said.lines().count()), (Some(2), "", 1), "{said}");
        assert!(said.starts_with(named), "{said}");
    };
    bad(&["missing.xml", "--unsigned"], "missing.xml: ");
    bad(&["signed.xml", "--key", "missing.pem"], "missing.pem: ");
    bad(&["signed.xml", "--key", "signed.xml"], "--key signed.xml: not-a-key: ");
    let (code, _, _) = check(folder.path(), &["signed.xml", "--unsigned", "--key", "cert.pem"]);
    assert_eq!(code, Some(2));
}
