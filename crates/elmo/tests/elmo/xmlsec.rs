//! Beside xmlsec1, which canonicalizes and signs with code of others, and others' signed documents.

use crate::given::{any_document, document};
use crate::oracle::{exchange, fixture, has};
use crate::signature::{RSA, RSA_PUBLIC, public, signed_with};
use elmo::{Refused, SigningKey, VerifyingKey, read_signed, sign, verify, write};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::path::{Path, PathBuf};
use std::process::Command;

const C14N: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const MORE: &str = "http://www.w3.org/2001/04/xmldsig-more#";

/// A folder that goes away with the test, with the keys in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("room for a folder");
    for (name, pem) in [
        ("rsa.pem", RSA),
        ("rsa.pub.pem", RSA_PUBLIC),
        ("p256.pem", include_str!("keys/p256.pem")),
        ("p384.pem", include_str!("keys/p384.pem")),
    ] {
        std::fs::write(folder.path().join(name), pem).expect("room for a key");
    }
    folder
}

fn xmlsec1(folder: &Path, arguments: &[&str], document: &str) -> Result<Vec<u8>, String> {
    let (given, out) = (folder.join("given.xml"), folder.join("out.xml"));
    std::fs::write(&given, document).expect("room for a document");
    let mut command = Command::new("xmlsec1");
    command.args(arguments).arg("--output").arg(&out).arg(&given).current_dir(folder);
    let said = command.output().expect("it was asked for its version");
    let told = String::from_utf8_lossy(&said.stderr).into_owned();
    if said.status.success() { Ok(std::fs::read(out).unwrap_or_default()) } else { Err(told) }
}

/// The shared document with whatever makes a canonical form hard, and a template for a signature.
fn template(method: &str, canonicalization: &str, transform: &str, digest: &str) -> String {
    let hard = "<extension><b:x xmlns:b='urn:b' xmlns:a='urn:a' a:z='1' b:a='2' c=\"&lt;&#9;&#13;&quot;'&gt;\" \
                xml:lang='se'><![CDATA[<&>]]>&#13;&amp;&gt;<!-- gone --><?keep  this ?><y xmlns=''/>\
                <b:y xmlns:b='urn:other'/><b:z xmlns:b='urn:b'/>\u{1F600}</b:x></extension>";
    let signature = format!(
        "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'>\n  <ds:SignedInfo>\n\
         <ds:CanonicalizationMethod Algorithm='{canonicalization}'/>\n\
         <ds:SignatureMethod Algorithm='{method}'/>\n<ds:Reference URI=''><ds:Transforms>\
         <ds:Transform Algorithm='http://www.w3.org/2000/09/xmldsig#enveloped-signature'/>{transform}\
         </ds:Transforms><ds:DigestMethod Algorithm='{digest}'/><ds:DigestValue/></ds:Reference>\n\
         </ds:SignedInfo>\n<ds:SignatureValue/></ds:Signature>\n"
    );
    let written = write(&document()).expect("a document that can be written");
    written
        .replace(
            "<elmo ",
            "<?before?>\n<!-- gone -->\n<elmo xml:lang='no' xmlns:unused='urn:unused' ",
        )
        .replace("</elmo>", &format!("{hard}{signature}</elmo>\n<?after?>"))
}

#[test]
fn what_xmlsec1_signs_verifies() {
    if !has("xmlsec1") {
        return;
    }
    let folder = folder();
    let exclusive = format!("<ds:Transform Algorithm='{EXCLUSIVE}'/>");
    let inclusive = format!("<ds:Transform Algorithm='{C14N}'/>");
    let enc = "http://www.w3.org/2001/04/xmlenc#";
    let cases = [
        ("rsa.pem", "rsa-sha256", C14N, "", format!("{enc}sha256")),
        ("rsa.pem", "rsa-sha384", EXCLUSIVE, &*inclusive, format!("{MORE}sha384")),
        ("rsa.pem", "rsa-sha512", C14N, &*exclusive, format!("{enc}sha512")),
        ("p256.pem", "ecdsa-sha256", EXCLUSIVE, &*exclusive, format!("{enc}sha256")),
        ("p384.pem", "ecdsa-sha384", C14N, "", format!("{enc}sha256")),
    ];
    for (key, method, canonicalization, transform, digest) in cases {
        let given = template(&format!("{MORE}{method}"), canonicalization, transform, &digest);
        let signed = xmlsec1(folder.path(), &["--sign", "--privkey-pem", key], &given);
        let signed = signed.expect("xmlsec1 signs");
        let public = match key {
            "rsa.pem" => public(RSA_PUBLIC),
            "p256.pem" => self::public(include_str!("keys/p256.pub.pem")),
            _ => self::public(include_str!("keys/p384.pub.pem")),
        };
        let read = read_signed(&signed, &public);
        assert_eq!(read.map(|read| read.document), Ok(document()), "{method} {canonicalization}");
        let changed = String::from_utf8(signed).expect("text").replacen("urn:b", "urn:c", 1);
        let refused = verify(changed.as_bytes(), &public).err();
        assert_eq!(refused, Some(Refused::ContentChanged), "{method}");
    }
}

#[test]
fn what_is_signed_here_verifies_with_xmlsec1() {
    if !has("xmlsec1") {
        return;
    }
    let folder = folder();
    let arguments =
        ["--verify", "--enabled-reference-uris", "empty", "--pubkey-pem", "rsa.pub.pem"];
    let signed = signed_with(RSA);
    assert_eq!(xmlsec1(folder.path(), &arguments, &signed).err(), None);
    let changed = signed.replacen("Kari", "Siri", 1);
    assert!(xmlsec1(folder.path(), &arguments, &changed).is_err());
    let key = SigningKey::from_pem(RSA).expect("a private key");
    let mut runner = TestRunner::deterministic();
    for _ in 0..20 {
        let any = any_document().new_tree(&mut runner).expect("a document").current();
        let signed = sign(&write(&any).expect("it can be written"), &key).expect("signed");
        assert_eq!(xmlsec1(folder.path(), &arguments, &signed).err(), None, "{signed}");
    }
}

#[test]
fn what_was_signed_is_its_canonical_form_as_xmllint_makes_it() {
    if !has("xmllint") || !has("xmlsec1") {
        return;
    }
    let folder = folder();
    let given =
        template(&format!("{MORE}rsa-sha256"), C14N, "", "http://www.w3.org/2001/04/xmlenc#sha256");
    let signed = xmlsec1(folder.path(), &["--sign", "--privkey-pem", "rsa.pem"], &given);
    let verified = verify(&signed.expect("xmlsec1 signs"), &public(RSA_PUBLIC)).expect("signed");
    // Their canonical form keeps comments, so there are to be none.
    let from = given.find("<ds:Signature ").expect("it is there");
    let to = given.find("</ds:Signature>").expect("it is there") + "</ds:Signature>".len();
    let bare = format!("{}{}", &given[..from], &given[to..]).replace("<!-- gone -->", "");
    let bare = bare.replace("<?before?>\n\n", "<?before?>\n");
    let path: PathBuf = folder.path().join("bare.xml");
    std::fs::write(&path, bare).expect("room for a document");
    let theirs = Command::new("xmllint").arg("--c14n").arg(&path).output().expect("it runs").stdout;
    let ours = String::from_utf8_lossy(verified.bytes()).into_owned();
    assert_eq!(String::from_utf8_lossy(&theirs).trim_end_matches('\n'), ours);
}

/// Requirements: R-11
#[test]
fn norwegian_documents_that_others_have_signed_and_attacked_are_told_apart() {
    let Some(folder) = exchange() else { return };
    let certificate = fixture(&folder, "test-only-cert.pem");
    let key = VerifyingKey::from_pem(std::str::from_utf8(&certificate).expect("text"));
    let key = key.expect("a certificate");
    let said = |name: &str| verify(&fixture(&folder, name), &key).err();
    assert_eq!(said("norway-signed-sha256.xml"), None);
    assert_eq!(said("norway-signed-sha1.xml"), Some(Refused::Sha1NotAllowed));
    assert_eq!(said("tampered-grade.xml"), Some(Refused::ContentChanged));
    let attack = "attack-unsigned-report-in-ds-object.xml";
    assert_eq!(said(attack), Some(Refused::ObjectInSignature));
    assert_eq!(said("norway-emp-sample-fixed-unsigned.xml"), Some(Refused::NotSigned));
    let read = read_signed(&fixture(&folder, "norway-signed-sha256.xml"), &key).expect("signed");
    assert_eq!(read.document.reports[0].opportunities.len(), 2);
    let signed_by_another = read_signed(signed_with(RSA).as_bytes(), &key).err();
    assert_eq!(signed_by_another, Some(Refused::SignatureInvalid));
}
