//! An office with a directory of other institutions.

use super::TestOffice;
use ed25519_dalek::SigningKey;
use edge::station::StationConfig;
use serde_json::json;
use wire::directory::{Document, sign};
use wire::port::{Directory, HeldKeys};
use wire::{KeyRing, PublicKey, WallClock};
use wire_http::MachineClock;

impl TestOffice {
    /// The same with a directory that lists these others: each with its number, its name, and what it
    /// shares.
    pub(crate) async fn listing(&self, others: &[(&str, &str, &[&str])]) -> Self {
        let register = SigningKey::from_bytes(&[1; 32]);
        let pinned = vec![register.verifying_key().into()];
        let station = StationConfig { pinned, ..StationConfig::default() };
        let reached = (self.node.mail().cloned(), station);
        let store = self.node.store().clone();
        let office = Self::open(store, self.world, reached, self.node.above()).await;
        let copy = edge::Node::station(&office.node).directory();
        let before = copy.newest().await.expect("a copy").map_or(0, |known| known.version);
        let document = directory(others, before + 1, office.node.today());
        let ring = HeldKeys::new([register]);
        let signed = sign(&document, &ring.held(), &ring).await.expect("signed");
        copy.take(signed, MachineClock.now()).await.expect("a directory");
        office
    }
}

/// A directory of these institutions, issued a minute ago.
fn directory(others: &[(&str, &str, &[&str])], version: u64, today: jiff::civil::Date) -> Document {
    let now = MachineClock.now();
    let instant = |minutes: i64| {
        let at = now + jiff::SignedDuration::from_mins(minutes);
        at.round(jiff::Unit::Second).expect("a second").to_string()
    };
    let listed = |seed: u8| {
        let public = PublicKey::from(SigningKey::from_bytes(&[seed; 32]).verifying_key());
        json!({ "id": public.id(), "public_key": public, "listed_at": instant(-600),
            "valid_from": instant(-600), "valid_to": instant(600) })
    };
    let institution = |(number, name, shares): &(&str, &str, &[&str])| {
        let seed: u8 = number[1..].parse().expect("a number");
        let shares = shares.iter().map(|what| json!({ "what": what, "since": today }));
        json!({ "number": number, "names": { "nb": name, "nn": name, "en": name },
            "address": format!("https://{number}.example"), "contacts": [],
            "shares": shares.collect::<Vec<_>>(), "keys": [listed(seed)] })
    };
    let document = json!({
        "version": version, "issued_at": instant(-1), "valid_until": instant(600),
        "register_keys": [PublicKey::from(SigningKey::from_bytes(&[1; 32]).verifying_key())],
        "register": { "address": "https://register.example", "keys": [listed(2)] },
        "institutions": others.iter().map(institution).collect::<Vec<_>>(),
    });
    Document::read(document.to_string().as_bytes()).expect("a directory")
}
