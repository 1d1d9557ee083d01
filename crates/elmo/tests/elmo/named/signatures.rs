//! What is wrong with the signature: its place, what stands in it, what it is of, how it was made and by whom.

use super::{DSIG, ELMO, Hostile, after, between, row};
use crate::given::document;
use crate::signature::{RSA, signed_with};
use elmo::{SigningKey, sign, write};

const OTHERS_KEY: &str = include_str!("../keys/p256.pub.pem");

fn signature() -> String {
    between(&signed_with(RSA), "<Signature ", "</Signature>").to_owned()
}

/// A learner and a report that nobody has signed.
fn forged() -> (String, String) {
    let written = write(&document()).expect("a document that can be written");
    let named =
        |part: &str, name: &str| part.replacen(name, &format!("{name} xmlns=\"{ELMO}\""), 1);
    let learner = named(between(&written, "<learner>", "</learner>"), "<learner");
    let report = named(between(&written, "<report>", "</report>"), "<report");
    (learner.replace("Kari", "Mallory"), report.replace(">C<", ">A<"))
}

pub(super) fn places() -> Vec<Hostile> {
    let (signed, own) = (signed_with(RSA), signature());
    let (learner, report) = forged();
    let moved = signed.replacen(&own, "", 1).replacen("<report>", &format!("<report>{own}"), 1);
    let (_, body) = signed.split_once("?>").expect("it has a declaration");
    let wrapped = format!("{}{learner}{report}{body}</elmo>", between(body, "<elmo ", ">"));
    vec![
        row("no signature", signed.replacen(&own, "", 1), "not-signed"),
        row("two signatures", after("</elmo>", &format!("{own}</elmo>")), "several-signatures"),
        row(
            "a report after the signature",
            after("</elmo>", &format!("{report}</elmo>")),
            "signature-not-last",
        ),
        row("wrapped: the signed document within a forged one", wrapped, "signature-not-last"),
        row("the signature within what it signs", moved, "signature-not-last"),
        row(
            "the signature before what it signs",
            signed.replacen(&own, "", 1).replacen("<learner>", &format!("{own}<learner>"), 1),
            "signature-not-last",
        ),
    ]
}

pub(super) fn insides() -> Vec<Hostile> {
    let (learner, report) = forged();
    let at_end = |inside: &str| after("</Signature>", &format!("{inside}</Signature>"));
    vec![
        row(
            "a forged learner in an Object",
            at_end(&format!("<Object>{learner}</Object>")),
            "object-in-signature",
        )
        .valid_elsewhere(),
        row(
            "a forged report in an Object",
            at_end(&format!("<Object>{report}</Object>")),
            "object-in-signature",
        )
        .valid_elsewhere(),
        row(
            "a forged report in an Object within the KeyInfo",
            at_end(&format!("<KeyInfo><X509Data><Object>{report}</Object></X509Data></KeyInfo>")),
            "object-in-signature",
        ),
        row(
            "a forged report in the KeyInfo",
            at_end(&format!("<KeyInfo>{report}</KeyInfo>")),
            "signature-form",
        )
        .valid_elsewhere(),
        row("a forged report in the signature", at_end(&report), "signature-form"),
        row(
            "a forged report in the value",
            after("</SignatureValue>", &format!("{report}</SignatureValue>")),
            "signature-form",
        ),
        row("text in the signature", at_end("passed"), "signature-form"),
    ]
}

pub(super) fn references() -> Vec<Hostile> {
    let uri = |uri: &str| after("URI=\"\"", uri);
    vec![
        row("a reference to a part", uri("URI=\"#report\""), "reference-not-whole-document"),
        row("a reference by XPointer", uri("URI=\"#xpointer(/)\""), "reference-not-whole-document"),
        row(
            "a reference to elsewhere",
            uri("URI=\"https://evil.invalid/\""),
            "reference-not-whole-document",
        ),
        row("a reference to nothing", uri(""), "reference-not-whole-document"),
        row(
            "two references",
            after("</Reference>", "</Reference><Reference URI=\"\"/>"),
            "several-references",
        ),
        row("a manifest", after("<Reference ", "<Manifest/><Reference "), "signature-form"),
    ]
}

pub(super) fn algorithms() -> Vec<Hostile> {
    let enveloped = format!("<Transform Algorithm=\"{DSIG}enveloped-signature\"/>");
    let transform =
        |uri: &str| after(&enveloped, &format!("{enveloped}<Transform Algorithm=\"{uri}\"/>"));
    let rsa = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    let c14n = "CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    vec![
        row("signed with SHA-1", after(rsa, &format!("{DSIG}rsa-sha1")), "sha1-not-allowed"),
        row("digested with SHA-1", after(sha256, &format!("{DSIG}sha1")), "sha1-not-allowed"),
        row(
            "signed with a shared secret",
            after(rsa, &format!("{DSIG}hmac-sha256")),
            "signature-algorithm-not-allowed",
        ),
        row(
            "digested with MD5",
            after(sha256, "http://www.w3.org/2001/04/xmldsig-more#md5"),
            "digest-algorithm-not-allowed",
        ),
        row(
            "canonical with comments",
            after(c14n, &format!("{c14n}#WithComments")),
            "canonicalization-not-allowed",
        ),
        row(
            "a stylesheet",
            transform("http://www.w3.org/TR/1999/REC-xslt-19991116"),
            "transforms-not-allowed",
        ),
        row(
            "a path",
            transform("http://www.w3.org/TR/1999/REC-xpath-19991116"),
            "transforms-not-allowed",
        ),
        row(
            "a filter",
            transform("http://www.w3.org/2002/06/xmldsig-filter2"),
            "transforms-not-allowed",
        ),
        row("not enveloped", after(&enveloped, ""), "transforms-not-allowed"),
    ]
}

pub(super) fn keys() -> Vec<Hostile> {
    let other = SigningKey::from_pem(include_str!("../keys/ed25519.pem")).expect("a private key");
    let other = sign(&write(&document()).expect("it can be written"), &other).expect("signed");
    let (own, replayed) = (signature(), write(&document()).expect("it can be written"));
    let replayed =
        replayed.replacen(">C<", ">A<", 1).replacen("</elmo>", &format!("{own}</elmo>"), 1);
    let mut value = between(&signed_with(RSA), "<SignatureValue>", "</SignatureValue>").to_owned();
    let was = value.clone();
    value.replace_range(20..21, if &value[20..21] == "A" { "B" } else { "A" });
    vec![
        Hostile {
            key: OTHERS_KEY,
            ..row("signed by another than was asked", signed_with(RSA), "key-does-not-fit")
        },
        row("signed by somebody with a key of another sort", other, "key-does-not-fit"),
        row("a signature that is altered", after(&was, &value), "signature-invalid"),
        row("the signature of another document", replayed, "content-changed"),
        row("a grade that is changed", after(">C<", ">A<"), "content-changed"),
        row("a learner that is changed", after("Kari", "Siri"), "content-changed"),
    ]
}
