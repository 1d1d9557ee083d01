use bytes::Bytes;
use ed25519_dalek::SigningKey;
use http::{Request, Response};
use jiff::Timestamp;

use super::*;
use crate::port::HeldKeys;
use crate::ready::ready;
use crate::signature::{ANSWER, PROBLEM, RECEIPT};
use crate::{Digest, PublicKey};

const TARGET: &str = "https://register.example/wire/v1/messages";
const ID: &str = "0b6f3a5e-6c0e-4d0a-9f5e-2f1c9f4b7a10";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn public(seed: u8) -> PublicKey {
    key(seed).verifying_key().into()
}

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

async fn signed() -> SignedRequest {
    let keys = HeldKeys::new([key(1)]);
    let body = Bytes::from_static(b"{}");
    let id = ID.parse().unwrap();
    SignedRequest::sign(TARGET.into(), id, body, now(), public(1).id(), &keys).await.unwrap()
}

fn sent() -> Request<Bytes> {
    ready(signed()).to_http().unwrap()
}

/// What came, changed, as the receiver at `target` sees it.
fn came(
    target: &str,
    change: impl FnOnce(&mut Request<Bytes>),
) -> Result<SignedRequest, RequestFault> {
    let mut request = sent();
    change(&mut request);
    SignedRequest::from_http(request, target).map(|(read, _)| read)
}

fn set(name: &'static str, value: &str) -> impl FnOnce(&mut Request<Bytes>) {
    let value = value.parse().unwrap();
    move |request| drop(request.headers_mut().insert(name, value))
}

#[test]
fn what_was_signed_arrives_and_is_its_key_s() {
    let read = came(TARGET, |_| ()).unwrap();
    assert_eq!(read, ready(signed()));
    assert_eq!(read.verify(&public(1)).unwrap().created, now());
    assert_eq!(read.verify(&public(2)), Err(NotSigned::OtherSignature));
}

#[test]
fn each_header_stands_there_once_and_in_its_form() {
    use RequestFault::*;
    let twice = |name: &'static str| {
        move |request: &mut Request<Bytes>| {
            let value = request.headers()[name].clone();
            request.headers_mut().append(name, value);
        }
    };
    let without =
        |name: &'static str| move |r: &mut Request<Bytes>| drop(r.headers_mut().remove(name));
    let shape = Signature(Deviation::NotOnce);
    for (name, fault) in [
        ("content-type", ContentType),
        (CONTENT_DIGEST, NoDigest),
        (MESSAGE_ID, MessageId),
        (SIGNATURE_INPUT, shape),
        (SIGNATURE, shape),
    ] {
        assert_eq!(came(TARGET, twice(name)), Err(fault), "{name} twice");
        assert_eq!(came(TARGET, without(name)), Err(fault), "without {name}");
        assert_eq!(
            came(TARGET, set(name, "")),
            Err(match fault {
                Signature(_) => Signature(Deviation::Spelling),
                fault => fault,
            }),
            "{name} empty"
        );
    }
    assert_eq!(
        came(TARGET, set("content-type", "application/json; charset=utf-8")),
        Err(ContentType)
    );
    assert_eq!(came(TARGET, |r| *r.method_mut() = http::Method::PUT), Err(ContentType));
}

#[test]
fn another_body_digest_id_target_or_time_is_another_message() {
    assert_eq!(
        came(TARGET, |r| *r.body_mut() = Bytes::from_static(b"{ }")),
        Err(RequestFault::OtherDigest)
    );
    let both = |r: &mut Request<Bytes>| {
        *r.body_mut() = Bytes::from_static(b"{ }");
        set(CONTENT_DIGEST, &Digest::of(b"{ }").to_string())(r);
    };
    let later = |r: &mut Request<Bytes>| {
        let field = r.headers()[SIGNATURE_INPUT].to_str().unwrap().to_owned();
        let later =
            field.replace(&now().as_second().to_string(), &(now().as_second() + 1).to_string());
        set(SIGNATURE_INPUT, &later)(r);
    };
    let other_id = set(MESSAGE_ID, "1b6f3a5e-6c0e-4d0a-9f5e-2f1c9f4b7a10");
    let question = "https://register.example/wire/v1/questions";
    for read in [
        came(TARGET, both),
        came(TARGET, other_id),
        came(TARGET, later),
        came("https://uit.example/wire/v1/messages", |_| ()),
        came(question, |_| ()),
    ] {
        assert_eq!(read.unwrap().verify(&public(1)), Err(NotSigned::OtherSignature));
    }
}

#[test]
fn a_body_of_the_limit_is_taken_and_one_byte_more_is_not() {
    let padded = |bytes: usize| {
        move |request: &mut Request<Bytes>| {
            let body = Bytes::from(vec![b' '; bytes]);
            set(CONTENT_DIGEST, &Digest::of(&body).to_string())(request);
            *request.body_mut() = body;
        }
    };
    let most = crate::message::BODY_BYTES_MAX;
    assert!(came(TARGET, padded(most)).is_ok());
    assert_eq!(came(TARGET, padded(most + 1)), Err(RequestFault::TooLarge));
}

async fn answer(profile: &crate::signature::Profile) -> SignedResponse {
    let request = signed().await;
    let digest = request.digest.to_string();
    let asked = Asked { target: TARGET, digest: &digest };
    let keys = HeldKeys::new([key(2)]);
    let said = (200, JSON, Bytes::from_static(b"{}"));
    SignedResponse::sign(profile, said, &asked, (now(), public(2).id()), &keys).await.unwrap()
}

#[test]
fn a_response_is_bound_to_its_request_its_status_and_its_purpose() {
    let request = ready(signed());
    let sent = ready(answer(&RECEIPT));
    let read = SignedResponse::from_http(sent.to_http().unwrap()).unwrap();
    assert_eq!(read.verify(&RECEIPT, &request, &public(2)).unwrap().created, now());
    assert!(read.verify(&RECEIPT, &request, &public(1)).is_err());
    assert_eq!(read.verify(&PROBLEM, &request, &public(2)), Err(Deviation::OtherTag.into()));
    assert_eq!(read.verify(&ANSWER, &request, &public(2)), Err(Deviation::OtherTag.into()));
    let other = [
        SignedRequest { digest: Digest::of(b"other"), ..request.clone() },
        SignedRequest { target: TARGET.replace("register", "uit"), ..request.clone() },
    ];
    for request in other {
        assert_eq!(read.verify(&RECEIPT, &request, &public(2)), Err(NotSigned::OtherSignature));
    }
    let accepted = SignedResponse { status: 202, ..read.clone() };
    let altered = SignedResponse { body: Bytes::from_static(b"{ }"), ..read.clone() };
    let problem = SignedResponse { content_type: PROBLEM_JSON.into(), ..read };
    for response in [accepted, altered, problem] {
        assert_eq!(response.verify(&RECEIPT, &request, &public(2)), Err(NotSigned::OtherSignature));
    }
}

#[test]
fn what_is_unsigned_or_not_in_form_is_no_answer() {
    let from = |change: &dyn Fn(&mut Response<Bytes>)| {
        let mut response = ready(answer(&RECEIPT)).to_http().unwrap();
        change(&mut response);
        SignedResponse::from_http(response).map(drop)
    };
    assert_eq!(from(&|_| ()), Ok(()));
    for name in ["content-type", CONTENT_DIGEST, SIGNATURE_INPUT, SIGNATURE] {
        assert!(from(&|r| drop(r.headers_mut().remove(name))).is_err(), "{name}");
    }
    assert!(from(&|r| *r.body_mut() = Bytes::from_static(b"{ }")).is_err());
    let html = "text/html".parse::<http::HeaderValue>().unwrap();
    assert!(from(&|r| drop(r.headers_mut().insert("content-type", html.clone()))).is_err());
}
