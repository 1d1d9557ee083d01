//! A request at a door. The digest is made right, so that what stands behind it is reached: nobody
//! finds it by chance. What is read is sent again as it came.
#![no_main]

mod head;

use http::{Method, Request};
use libfuzzer_sys::fuzz_target;
use wire::{Digest, SignedRequest};

const TARGET: &str = "https://register.example/wire/v1/messages";

fuzz_target!(|data: &[u8]| {
    let (first, mut fields, body) = head::split(data);
    if fields.contains_key("content-digest") {
        let digest = Digest::of(&body).to_string().parse().expect("a field");
        fields.insert("content-digest", digest);
    }
    let mut request = Request::new(body);
    *request.method_mut() = Method::from_bytes(first).unwrap_or(Method::GET);
    *request.headers_mut() = fields;
    let Ok((read, input)) = SignedRequest::from_http(request, TARGET) else { return };
    let again = SignedRequest::from_http(read.to_http().expect("a request"), TARGET);
    assert_eq!(again, Ok((read, input)));
});
