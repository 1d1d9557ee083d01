//! A response, as a sender reads it. What is read is given again as it came.
#![no_main]

mod head;

use http::{Response, StatusCode};
use libfuzzer_sys::fuzz_target;
use wire::signature::{ANSWER, PROBLEM, RECEIPT};
use wire::{Digest, SignedResponse};

fuzz_target!(|data: &[u8]| {
    let (first, mut fields, body) = head::split(data);
    if fields.contains_key("content-digest") {
        let digest = Digest::of(&body).to_string().parse().expect("a field");
        fields.insert("content-digest", digest);
    }
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_bytes(first).unwrap_or(StatusCode::OK);
    *response.headers_mut() = fields;
    let Ok(read) = SignedResponse::from_http(response) else { return };
    for profile in [&RECEIPT, &ANSWER, &PROBLEM] {
        let _ = read.input(profile);
    }
    let again = SignedResponse::from_http(read.to_http().expect("a response"));
    assert_eq!(again.ok(), Some(read));
});
