//! Every way known to us of harming or deceiving whoever reads a document, each with the name it is refused by; and
//! what programs of others say of the same documents.

mod documents;
mod signatures;

use crate::given::document;
use crate::oracle::has;
use crate::signature::{RSA, RSA_PUBLIC, public, signed_with};
use elmo::{SigningKey, read_signed, sign, unpack, write};
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const ELMO: &str = "https://github.com/emrex-eu/elmo-schemas/tree/v1";

/// A document, the key of whoever should have signed it, and the name it is refused by.
struct Hostile {
    what: &'static str,
    given: Vec<u8>,
    key: &'static str,
    reason: &'static str,
    /// Whether a program that keeps to the standard and no more calls the signature valid.
    valid_elsewhere: bool,
}

fn row(what: &'static str, given: impl Into<Vec<u8>>, reason: &'static str) -> Hostile {
    Hostile { what, given: given.into(), key: RSA_PUBLIC, reason, valid_elsewhere: false }
}

impl Hostile {
    fn valid_elsewhere(self) -> Self {
        Self { valid_elsewhere: true, ..self }
    }

    /// What is said of it by whoever takes it out of its wrapping and reads it.
    fn said(&self) -> Result<(), &'static str> {
        let plain = unpack(&self.given).map_err(|refused| refused.name())?;
        let read = read_signed(&plain, &public(self.key));
        read.map(drop).map_err(|refused| refused.name())
    }
}

/// The shared document, signed, with one place changed afterwards.
fn after(from: &str, to: &str) -> String {
    let signed = signed_with(RSA);
    assert!(signed.contains(from), "{from}");
    signed.replacen(from, to, 1)
}

/// The shared document with one place changed, and then signed by the right key: what is wrong with it is in what
/// it says.
fn before(from: &str, to: &str) -> String {
    let written = write(&document()).expect("a document that can be written");
    assert!(written.contains(from), "{from}");
    let key = SigningKey::from_pem(RSA).expect("a private key");
    sign(&written.replacen(from, to, 1), &key).expect("signed")
}

/// What stands between two marks, with them.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).expect("it begins");
    let end = text[start..].find(to).expect("it ends") + to.len();
    &text[start..start + end]
}

fn hostile() -> Vec<Hostile> {
    [
        documents::wrappings(),
        documents::sizes(),
        documents::repeated(),
        documents::encodings(),
        documents::definitions(),
        documents::no_xml(),
        documents::roots(),
        documents::contents(),
        signatures::places(),
        signatures::insides(),
        signatures::references(),
        signatures::algorithms(),
        signatures::keys(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Requirements: R-11
#[test]
fn each_hostile_document_is_refused_by_its_name() {
    let wrong: Vec<String> = hostile()
        .iter()
        .filter(|one| one.said() != Err(one.reason))
        .map(|one| format!("{}: {:?}, not {}", one.what, one.said(), one.reason))
        .collect();
    assert_eq!(wrong, [""; 0]);
    let names: BTreeSet<_> = hostile().iter().map(|one| one.what).collect();
    assert_eq!(names.len(), hostile().len(), "each stands there once");
    let whole = Hostile { given: signed_with(RSA).into(), ..row("", "", "") };
    assert_eq!(whole.said(), Ok(()), "what they were made of is taken");
}

fn xmllint(given: &[u8]) -> bool {
    let mut judge = Command::new("xmllint")
        .args(["--nonet", "--noout", "--huge", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it was asked for its version");
    let written = std::io::Write::write_all(&mut judge.stdin.take().expect("piped above"), given);
    // Whoever stops reading has seen enough.
    drop(written);
    judge.wait().expect("it ends").success()
}

/// What is refused as no XML is none to others either, and what is refused for another reason is XML all the same:
/// no reason hides another.
#[test]
fn xmllint_says_as_well_which_of_them_are_xml() {
    if !has("xmllint") {
        return;
    }
    for one in hostile() {
        let is_plain = one.given.starts_with(b"<");
        let unread =
            ["too-large", "too-deep", "too-many-elements", "not-utf8"].contains(&one.reason);
        if is_plain && !unread {
            assert_eq!(xmllint(&one.given), one.reason != "not-xml", "{}", one.what);
        }
    }
}

/// The attacks are attacks: xmlsec1 finds the signature of each in order.
/// Requirements: R-11
#[test]
fn what_xmlsec1_calls_valid_is_refused_here_all_the_same() {
    if !has("xmlsec1") {
        return;
    }
    let folder = tempfile::tempdir().expect("room for a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("key.pem"), RSA_PUBLIC).expect("room for a key");
    let mut count = 0;
    for one in hostile() {
        std::fs::write(path("given.xml"), &one.given).expect("room for a document");
        let mut judge = Command::new("xmlsec1");
        judge.args(["--verify", "--enabled-reference-uris", "empty", "--pubkey-pem"]);
        judge.arg(path("key.pem")).arg(path("given.xml"));
        let said = judge.output().expect("it was asked for its version").status.success();
        if one.valid_elsewhere {
            assert!(said, "{}", one.what);
            count += 1;
        }
    }
    assert!(count >= 3, "{count}");
}

/// The shared document with what xmlsec1 is to sign of it, and how.
fn template(reference: &str, method: &str, digest: &str) -> String {
    let c14n = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    let written = write(&document()).expect("a document that can be written");
    let signature = format!(
        "<Signature xmlns=\"{DSIG}\"><SignedInfo><CanonicalizationMethod Algorithm=\"{c14n}\"/>\
         <SignatureMethod Algorithm=\"{method}\"/><Reference URI=\"{reference}\"><Transforms>\
         <Transform Algorithm=\"{DSIG}enveloped-signature\"/></Transforms>\
         <DigestMethod Algorithm=\"{digest}\"/><DigestValue/></Reference></SignedInfo>\
         <SignatureValue/></Signature></elmo>"
    );
    written.replacen("<report>", "<report Id=\"r\">", 1).replace("</elmo>", &signature)
}

/// What xmlsec1 itself has signed, with the right key, and finds in order: a part alone, or by SHA-1.
/// Requirements: R-11
#[test]
fn what_xmlsec1_signs_outside_the_profile_is_refused_by_its_name() {
    if !has("xmlsec1") {
        return;
    }
    let folder = tempfile::tempdir().expect("room for a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("key.pem"), RSA).expect("room for a key");
    std::fs::write(path("public.pem"), RSA_PUBLIC).expect("room for a key");
    let run = |arguments: &[&str], key: &str, file: &str| {
        let mut command = Command::new("xmlsec1");
        command.args(arguments).arg(path(key)).args(["--id-attr:Id", &format!("{ELMO}:report")]);
        let said = command.arg("--output").arg(path("out.xml")).arg(path(file)).output();
        let said = said.expect("it was asked for its version");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    };
    let (rsa, sha256) = (
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "http://www.w3.org/2001/04/xmlenc#sha256",
    );
    let (rsa_sha1, sha1) = (format!("{DSIG}rsa-sha1"), format!("{DSIG}sha1"));
    for (reference, method, digest, reason) in [
        ("#r", rsa, sha256, "reference-not-whole-document"),
        ("", rsa_sha1.as_str(), sha256, "sha1-not-allowed"),
        ("", rsa, sha1.as_str(), "sha1-not-allowed"),
    ] {
        std::fs::write(path("given.xml"), template(reference, method, digest)).expect("room");
        run(&["--sign", "--privkey-pem"], "key.pem", "given.xml");
        let signed = std::fs::read(path("out.xml")).expect("it was signed");
        std::fs::write(path("signed.xml"), &signed).expect("room");
        run(&["--verify", "--pubkey-pem"], "public.pem", "signed.xml");
        assert_eq!(row("signed by xmlsec1", signed, reason).said(), Err(reason));
    }
}
