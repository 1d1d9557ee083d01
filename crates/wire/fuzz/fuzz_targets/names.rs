//! Names, numbers, digests and addresses: each has one spelling, and no other is read.
#![no_main]

use std::fmt::Display;
use std::str::FromStr;

use libfuzzer_sys::fuzz_target;
use wire::directory::Address;
use wire::{
    CaseReference, Digest, InstitutionNumber, KeyId, Kind, MessageId, Party, PublicKey,
};

fn once<T: FromStr + Display>(text: &str) {
    if let Ok(read) = text.parse::<T>() {
        assert_eq!(read.to_string(), text);
    }
}

fuzz_target!(|text: &str| {
    once::<Address>(text);
    once::<CaseReference>(text);
    once::<Digest>(text);
    once::<InstitutionNumber>(text);
    once::<KeyId>(text);
    once::<Kind>(text);
    once::<MessageId>(text);
    once::<Party>(text);
    once::<PublicKey>(text);
});
