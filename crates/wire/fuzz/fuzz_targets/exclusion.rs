//! The bodies of the messages about exclusions, as both ends read them before anything is stored: what is read
//! says the same when it is written and read again, what is asked is evaluated, and no answer that is made up
//! is taken for tokens.
#![no_main]

use libfuzzer_sys::fuzz_target;
use protocol::exclusion::{
    Ask, Blinding, Deleted, Evaluate, Evaluated, Evaluator, Found, List, ListPage, Listed, Registered, Removed, Row,
    Taken,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn reads<T: Serialize + DeserializeOwned>(data: &[u8]) -> Option<T> {
    let read: T = serde_json::from_slice(data).ok()?;
    let written = serde_json::to_vec(&read).expect("what was read is JSON");
    let again: T = serde_json::from_slice(&written).expect("what was written is read");
    assert_eq!(serde_json::to_vec(&again).expect("what was read is JSON"), written);
    Some(again)
}

fuzz_target!(|data: &[u8]| {
    let _ = (reads::<Registered>(data), reads::<Deleted>(data), reads::<Listed>(data), reads::<Row>(data));
    let _ = (reads::<Removed>(data), reads::<List>(data), reads::<ListPage>(data), reads::<Ask>(data));
    let _ = (reads::<Found>(data), reads::<Taken>(data));
    let register = Evaluator::new(&[1; 32], 1);
    if let Some(Evaluate { blinded, .. }) = reads(data) {
        let _ = register.evaluate(&blinded);
    }
    if let Some(Evaluated { evaluations, proof, .. }) = reads(data) {
        let blinding = Blinding::of("57819912345").expect("an id");
        let asked = [("57819912345", blinding)];
        assert!(Blinding::finish(&asked, &evaluations, &proof, &register.key()).is_err(), "made up");
    }
});
