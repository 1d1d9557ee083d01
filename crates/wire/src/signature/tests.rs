use ed25519_dalek::pkcs8::DecodePrivateKey;
use ed25519_dalek::{Signer, SigningKey};

use super::*;
use crate::PublicKey;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[3; 32])
}

fn input() -> SignatureInput {
    let id = PublicKey::from(key().verifying_key()).id();
    SignatureInput::new(&MESSAGE, "2026-11-22T10:00:00.9Z".parse().unwrap(), id)
}

/// RFC 9421, appendix B.2.6: the key and request of the standard give the signature that is
/// printed there.
#[test]
fn the_standard_s_own_example_is_signed_and_verified() {
    let pem = "-----BEGIN PRIVATE KEY-----\n\
        MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n\
        -----END PRIVATE KEY-----\n";
    let key = SigningKey::from_pkcs8_pem(pem).unwrap();
    let lines = [
        ("\"date\"", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("\"@method\"", "POST"),
        ("\"@path\"", "/foo"),
        ("\"@authority\"", "example.com"),
        ("\"content-type\"", "application/json"),
        ("\"content-length\"", "18"),
    ];
    let parameters = "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \
        \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
    let base = signature_base(&lines, parameters);
    let printed = "kandidat=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1\
        u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:";
    let signature = key.sign(base.as_bytes()).to_bytes();
    assert_eq!(write_signature(&signature), printed);
    let public = PublicKey::from(key.verifying_key());
    assert!(public.verifies(base.as_bytes(), &read_signature(printed).unwrap()));
    assert!(!public.verifies(base.replace("/foo", "/fop").as_bytes(), &signature));
}

#[test]
fn what_is_written_is_read_and_parameters_may_stand_in_any_order() {
    let written = input();
    assert_eq!(SignatureInput::read(&MESSAGE, &written.field()), Ok(written.clone()));
    let (list, _) = written.parameters.split_once(';').unwrap();
    let (second, key) = (written.created.as_second(), written.key);
    let tag = MESSAGE.tag;
    let other =
        format!("kandidat={list};tag=\"{tag}\";alg=\"ed25519\";keyid=\"{key}\";created={second}");
    let read = SignatureInput::read(&MESSAGE, &other).unwrap();
    assert_eq!((read.created, read.key), (written.created, written.key));
    assert_eq!(format!("kandidat={}", read.parameters), other);
}

/// What is changed in a right field, and as what it is refused.
#[test]
fn every_single_deviation_of_the_profile_is_refused() {
    use Deviation::*;
    let right = input().field();
    let (key, second) = (input().key.to_string(), input().created.as_second().to_string());
    let other_key = format!("{key}=");
    let check = |from: &str, to: &str, expected: Deviation| {
        let wrong = right.replacen(from, to, 1);
        assert_ne!(wrong, right, "{from} does not stand there");
        assert_eq!(SignatureInput::read(&MESSAGE, &wrong), Err(expected), "{wrong}");
    };
    for component in MESSAGE.components {
        check(component, "\"date\"", MissingComponent);
        check(component, &format!("{component} \"date\""), AdditionalComponent);
        check(component, &format!("{component} {component}"), AdditionalComponent);
        check(component, &format!("{component};sf"), MissingComponent);
        check(component, &format!("{component};req"), MissingComponent);
    }
    check(" \"@target-uri\"", "", MissingComponent);
    check("\"@method\" \"@target-uri\"", "\"@target-uri\" \"@method\"", OtherOrder);
    check(&format!(";created={second}"), "", Parameter("created"));
    check(&second, &format!("\"{second}\""), Parameter("created"));
    check(&second, &format!("{second}.5"), Parameter("created"));
    check(&second, "-1", Parameter("created"));
    check(&second, "999999999999999", Parameter("created"));
    check(&format!(";keyid=\"{key}\""), "", Parameter("keyid"));
    check(&key, &other_key, Parameter("keyid"));
    check(&format!("\"{key}\""), "token", Parameter("keyid"));
    check(";alg=\"ed25519\"", "", Parameter("alg"));
    check("\"ed25519\"", "\"rsa-pss-sha512\"", OtherAlgorithm);
    check("\"ed25519\"", "\"Ed25519\"", OtherAlgorithm);
    check(";tag=\"kandidat-message-v1\"", "", Parameter("tag"));
    check("message-v1", "receipt-v1", OtherTag);
    check(";tag", ";nonce=\"n\";tag", AdditionalParameter);
    check(";tag", ";expires=1;tag", AdditionalParameter);
    check("kandidat=", "sig1=", OtherLabel);
    check("kandidat=", "sig1=(), kandidat=", OtherLabel);
    check("kandidat=", "kandidat=(), kandidat=", Spelling);
    check(";tag", ";created=1;tag", Spelling);
    check("kandidat=", " kandidat=", Spelling);
    check("\"@method\" ", "\"@method\"  ", Spelling);
    check(";tag", "; tag", Spelling);
    check("\"@method\"", "\"@method", Spelling);
}

#[test]
fn a_field_that_is_no_list_or_too_long_is_refused() {
    let long = format!("kandidat=({})", "\"a\" ".repeat(300));
    for field in ["", "kandidat", "kandidat=1", "kandidat=:AA==:", &long] {
        assert!(SignatureInput::read(&MESSAGE, field).is_err(), "{field}");
    }
}

#[test]
fn a_signature_is_one_value_of_64_bytes_in_one_spelling() {
    use Deviation::*;
    let right = write_signature(&[9; 64]);
    assert_eq!(read_signature(&right), Ok([9; 64]));
    // 64 bytes end in two characters of which the second has four bits to spare.
    let spare = right.replace("Q==:", "R==:");
    for (wrong, expected) in [
        (right.replace("kandidat", "sig1"), OtherLabel),
        (right.replace("==:", ":"), Spelling),
        (format!("{right};a"), NoSignature),
        (format!("{right}, other=:AA==:"), OtherLabel),
        (format!("{right}, {right}"), Spelling),
        ("kandidat=:AA==:".into(), NoSignature),
        ("kandidat=?1".into(), Spelling),
        ("kandidat=()".into(), NoSignature),
        (spare, Spelling),
    ] {
        assert_ne!(wrong, right);
        assert_eq!(read_signature(&wrong), Err(expected), "{wrong}");
    }
}

#[test]
fn clocks_may_stand_apart_so_far_on_both_sides_and_no_further() {
    let created: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    let limit = SignedDuration::from_secs(CLOCK_APART_SECONDS_MAX);
    let beyond = limit + SignedDuration::from_nanos(1);
    let near = |apart: SignedDuration| is_near(created, created + apart);
    assert!(near(limit) && near(-limit));
    assert!(!near(beyond) && !near(-beyond));
}
