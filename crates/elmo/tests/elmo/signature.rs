//! Signed, verified, and attacked.

use crate::given::{any_document, document};
use elmo::{
    Algorithm, Refused, SigningKey, Unsigned, VerifyingKey, read_signed, read_unverified, sign,
    verify, write,
};
use proptest::prelude::*;

pub const RSA: &str = include_str!("keys/rsa.pem");
pub const RSA_PUBLIC: &str = include_str!("keys/rsa.pub.pem");
const RSA_CERTIFICATE: &str = include_str!("keys/rsa.cert.pem");
const ED25519: &str = include_str!("keys/ed25519.pem");
const ED25519_PUBLIC: &str = include_str!("keys/ed25519.pub.pem");

pub fn public(pem: &str) -> VerifyingKey {
    VerifyingKey::from_pem(pem).expect("a public key")
}

pub fn signed_with(pem: &str) -> String {
    let key = SigningKey::from_pem(pem).expect("a private key");
    sign(&write(&document()).expect("a document that can be written"), &key).expect("signed")
}

/// What is said of the shared document, signed with RSA, with one place changed.
fn refused(from: &str, to: &str) -> Option<Refused> {
    let signed = signed_with(RSA);
    assert!(signed.contains(from), "{from}");
    verify(signed.replacen(from, to, 1).as_bytes(), &public(RSA_PUBLIC)).err()
}

#[test]
fn what_is_signed_is_read_back_by_its_key_and_by_no_other() {
    for (private, own, algorithm, others) in [
        (RSA, RSA_PUBLIC, Algorithm::RsaSha256, ED25519_PUBLIC),
        (ED25519, ED25519_PUBLIC, Algorithm::Ed25519, RSA_PUBLIC),
    ] {
        let signed = signed_with(private);
        let verified = verify(signed.as_bytes(), &public(own)).expect("its own key");
        assert_eq!(verified.algorithm(), algorithm);
        let read = verified.read().expect("a document");
        assert_eq!((read.document, read.unchecked_signature), (document(), false));
        assert_eq!(read_signed(signed.as_bytes(), &public(others)), Err(Refused::KeyDoesNotFit));
        assert_eq!(signed, signed_with(private), "the same each time");
    }
    assert_eq!(public(RSA_CERTIFICATE), public(RSA_PUBLIC));
    let key = SigningKey::from_pem(RSA).expect("a private key");
    assert_eq!(key.verifying_key(), public(RSA_PUBLIC));
    assert_eq!(format!("{key:?}"), "SigningKey(RsaSha256, ***)");
}

#[test]
fn the_key_of_another_has_not_signed() {
    let signed = signed_with(ED25519);
    let other = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
    let refused = read_signed(signed.as_bytes(), &public(other)).err();
    assert_eq!(refused, Some(Refused::SignatureInvalid));
}

/// Whoever holds the key elsewhere hands in a signature, and a wrong one makes no document.
#[test]
fn a_signature_that_is_not_the_key_s_makes_no_document() {
    let xml = write(&document()).expect("a document that can be written");
    let unsigned = || Unsigned::prepare(&xml, Algorithm::Ed25519).expect("ready to be signed");
    let refused = unsigned().signed(&[7; 64], &public(ED25519_PUBLIC)).err();
    assert_eq!(refused, Some(Refused::SignatureInvalid));
    let refused = unsigned().signed(&[7; 64], &public(RSA_PUBLIC)).err();
    assert_eq!(refused, Some(Refused::KeyDoesNotFit));
    let signed = signed_with(ED25519);
    let again = Unsigned::prepare(&signed, Algorithm::Ed25519).err();
    assert_eq!(again, Some(Refused::AlreadySigned));
}

/// Requirements: R-11
#[test]
fn a_grade_that_was_changed_is_found() {
    assert_eq!(refused(">A</resultLabel>", ">B</resultLabel>"), Some(Refused::ContentChanged));
    assert_eq!(refused("7.5", "7.50"), Some(Refused::ContentChanged));
    assert_eq!(refused("<report>", "<report/><report>"), Some(Refused::ContentChanged));
    assert_eq!(refused("<learner>", "<learner> "), Some(Refused::ContentChanged));
    assert_eq!(refused("<learner>", "<learner><!-- not seen and not read -->"), None);
}

#[test]
fn what_is_not_signed_is_not_taken_for_signed() {
    let written = write(&document()).expect("a document that can be written");
    let key = public(RSA_PUBLIC);
    assert_eq!(verify(written.as_bytes(), &key).err(), Some(Refused::NotSigned));
    let signed = signed_with(RSA);
    let read = read_unverified(signed.as_bytes()).expect("a document");
    assert!(read.unchecked_signature);
    let key = SigningKey::from_pem(RSA).expect("a private key");
    assert_eq!(sign(&signed, &key), Err(Refused::AlreadySigned));
    assert_eq!(sign("<html/>", &key), Err(Refused::NotElmo));
}

#[test]
fn what_stands_in_the_signature_cannot_pass_for_signed() {
    let forged = "<report xmlns=\"https://github.com/emrex-eu/elmo-schemas/tree/v1\"/>";
    let at_end = |inside: &str| refused("</Signature>", &format!("{inside}</Signature>"));
    assert_eq!(at_end(&format!("<Object>{forged}</Object>")), Some(Refused::ObjectInSignature));
    assert_eq!(at_end("<Object/>"), Some(Refused::ObjectInSignature));
    let deep = format!("<KeyInfo><X509Data><Object>{forged}</Object></X509Data></KeyInfo>");
    assert_eq!(at_end(&deep), Some(Refused::ObjectInSignature));
    assert_eq!(at_end(&format!("<KeyInfo>{forged}</KeyInfo>")), Some(Refused::SignatureForm));
    assert_eq!(at_end(forged), Some(Refused::SignatureForm));
    assert_eq!(at_end("text"), Some(Refused::SignatureForm));
    assert_eq!(at_end("<KeyInfo/><KeyInfo/>"), Some(Refused::SignatureForm));
    assert_eq!(at_end("<KeyInfo><KeyName>mine</KeyName></KeyInfo>"), None);
    let in_value = refused("</SignatureValue>", &format!("{forged}</SignatureValue>"));
    assert_eq!(in_value, Some(Refused::SignatureForm));
}

#[test]
fn there_is_one_signature_and_it_stands_last() {
    let signed = signed_with(RSA);
    let at = signed.find("<Signature ").expect("it is signed");
    let signature = signed[at..].strip_suffix("</elmo>").expect("it ends so").to_owned();
    let twice = refused("</elmo>", &format!("{signature}</elmo>"));
    assert_eq!(twice, Some(Refused::SeveralSignatures));
    assert_eq!(refused("</elmo>", "<report/></elmo>"), Some(Refused::SignatureNotLast));
    assert_eq!(refused("</elmo>", "x</elmo>"), Some(Refused::SignatureNotLast));
    assert_eq!(refused("</elmo>", "<!-- --></elmo>"), Some(Refused::SignatureNotLast));
    assert_eq!(refused("</elmo>", "<?x?></elmo>"), Some(Refused::SignatureNotLast));
    assert_eq!(refused("</elmo>", "\n </elmo>\n"), Some(Refused::ContentChanged));
    let key = public(RSA_PUBLIC);
    // The whole signed document inside another one, and the signature inside what it signs.
    let body = signed.split_once("?>").expect("it has a declaration").1;
    let wrapped =
        format!("<elmo xmlns=\"https://github.com/emrex-eu/elmo-schemas/tree/v1\">{body}</elmo>");
    assert_eq!(verify(wrapped.as_bytes(), &key).err(), Some(Refused::SignatureNotLast));
    let moved = signed[..at].replacen("<report>", &format!("<report>{signature}"), 1) + "</elmo>";
    assert_eq!(verify(moved.as_bytes(), &key).err(), Some(Refused::SignatureNotLast));
}

#[test]
fn every_algorithm_outside_the_profile_is_refused_by_name() {
    let (c14n, exclusive) = (
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/2001/10/xml-exc-c14n#",
    );
    let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    let transform = |uri: &str| format!("<Transform Algorithm=\"{uri}\"/>");
    let own = transform(enveloped);
    let xslt = "http://www.w3.org/TR/1999/REC-xslt-19991116";
    let prefixes = format!(
        "<Transform Algorithm=\"{exclusive}\"><InclusiveNamespaces xmlns=\"{exclusive}\" PrefixList=\"x\"/></Transform>"
    );
    let method = format!("CanonicalizationMethod Algorithm=\"{c14n}");
    let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    let rsa = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    let cases = [
        (rsa, "http://www.w3.org/2000/09/xmldsig#rsa-sha1".into(), Refused::Sha1NotAllowed),
        (sha256, "http://www.w3.org/2000/09/xmldsig#sha1".into(), Refused::Sha1NotAllowed),
        (
            rsa,
            "http://www.w3.org/2000/09/xmldsig#hmac-sha256".into(),
            Refused::SignatureAlgorithmNotAllowed,
        ),
        (rsa, String::new(), Refused::SignatureAlgorithmNotAllowed),
        (
            sha256,
            "http://www.w3.org/2001/04/xmldsig-more#md5".into(),
            Refused::DigestAlgorithmNotAllowed,
        ),
        (&method, format!("{method}#WithComments"), Refused::CanonicalizationNotAllowed),
        (&own, String::new(), Refused::TransformsNotAllowed),
        (&own, transform(c14n), Refused::TransformsNotAllowed),
        (&own, own.repeat(2), Refused::TransformsNotAllowed),
        (&own, transform(exclusive) + &own, Refused::TransformsNotAllowed),
        (&own, own.clone() + &transform(xslt), Refused::TransformsNotAllowed),
        (&own, own.clone() + &transform(c14n) + &transform(c14n), Refused::TransformsNotAllowed),
        (
            &own,
            own.clone() + &transform(&format!("{exclusive}WithComments")),
            Refused::TransformsNotAllowed,
        ),
        (&own, own.clone() + &prefixes, Refused::TransformsNotAllowed),
        // What is allowed, and not what was signed.
        (&own, own.clone() + &transform(exclusive), Refused::SignatureInvalid),
    ];
    for (from, to, expected) in cases {
        assert_eq!(refused(from, &to), Some(expected), "{from} -> {to}");
    }
}

#[test]
fn the_reference_is_one_and_to_the_whole_document() {
    let several = refused("</Reference>", "</Reference><Reference URI=\"\"/>");
    assert_eq!(several, Some(Refused::SeveralReferences));
    for uri in ["URI=\"#report\"", "URI=\"https://evil.invalid/\"", "URI=\"#xpointer(/)\"", ""] {
        let given = refused("URI=\"\"", uri);
        assert_eq!(given, Some(Refused::ReferenceNotWholeDocument), "{uri}");
    }
    assert_eq!(refused("<Reference ", "<Manifest/><Reference "), Some(Refused::SignatureForm));
    assert_eq!(refused("<SignedInfo>", "<SignedInfo Evil=\"1\">"), Some(Refused::SignatureForm));
    assert_eq!(refused("<SignedInfo>", "<SignedInfo>text"), Some(Refused::SignatureForm));
    assert_eq!(refused("<DigestValue>", "<DigestValue>!"), Some(Refused::SignatureForm));
    assert_eq!(refused("<SignatureValue>", "<SignatureValue>!"), Some(Refused::SignatureForm));
    assert_eq!(refused("<DigestValue>", "<DigestValue>\n"), Some(Refused::SignatureInvalid));
    assert_eq!(refused("<SignatureValue>", "<SignatureValue>\n "), None);
}

#[test]
fn a_signed_document_meets_the_same_gate() {
    assert_eq!(refused("<elmo", "<!DOCTYPE elmo><elmo"), Some(Refused::DtdForbidden));
    let deep = "<x>".repeat(70);
    assert_eq!(refused("<Signature ", &format!("{deep}<Signature ")), Some(Refused::TooDeep));
    let beside = "<?x?>".repeat(17);
    assert_eq!(refused("<elmo", &format!("{beside}<elmo")), Some(Refused::TooManyElements));
    let key = public(RSA_PUBLIC);
    assert_eq!(verify(b"", &key).err(), Some(Refused::NotXml));
}

#[test]
fn keys_outside_the_profile_are_refused_by_name() {
    let refused = |pem: &str| VerifyingKey::from_pem(pem).err();
    assert_eq!(refused(include_str!("keys/weak.pub.pem")), Some(Refused::KeyTooWeak));
    assert_eq!(refused(include_str!("keys/p521.pub.pem")), Some(Refused::KeyNotSupported));
    let cut = &RSA_PUBLIC[..200];
    for pem in ["", "x", RSA, cut, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"] {
        assert_eq!(refused(pem), Some(Refused::NotAKey), "{pem}");
    }
    assert_eq!(refused(&format!("text before\n{RSA_CERTIFICATE}{RSA_CERTIFICATE}")), None);
    for pem in ["", RSA_PUBLIC, include_str!("keys/p256.pem")] {
        assert_eq!(SigningKey::from_pem(pem).err(), Some(Refused::NotAKey));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_document_can_be_signed_and_is_read_back(document in any_document()) {
        let key = SigningKey::from_pem(ED25519).expect("a private key");
        let signed = sign(&write(&document).expect("it can be written"), &key).expect("signed");
        let read = read_signed(signed.as_bytes(), &key.verifying_key()).expect("its own key");
        prop_assert_eq!(read.document, document);
    }

    /// Whatever single byte is changed, it is refused, or what was signed is what is read.
    #[test]
    fn no_change_of_a_byte_changes_what_is_read(at: prop::sample::Index, byte: u8) {
        let mut signed = signed_with(ED25519).into_bytes();
        let key = public(ED25519_PUBLIC);
        let was = verify(&signed, &key).expect("its own key");
        let at = at.index(signed.len());
        signed[at] = byte;
        if let Ok(verified) = verify(&signed, &key) {
            prop_assert_eq!(verified, was);
        }
    }
}
