//! Keys: whose they are, and that an old one stays until everybody has heard of the new one.

use super::*;
use jiff::SignedDuration;

/// The field of the only fault.
fn field(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    answer.json()["fields"][0]["field"].as_str().unwrap().to_owned()
}

fn end(seed: u8, last_day: jiff::civil::Date) -> Change {
    Change::KeyEnd { key: public(seed).id().to_string(), last_day }
}

fn withdrawal(seed: u8) -> Change {
    Change::KeyWithdrawal { key: public(seed).id().to_string() }
}

#[tokio::test]
async fn a_key_is_listed_by_whoever_holds_it_and_for_one_party_and_purpose() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    with_institution(&register, "187", 21).await;
    let ruth = register.sign_in("ruth").await;
    let last_day = date(2027, 11, 23);
    for (purpose, party, seed) in [
        // Another's key, another party's proof, the other purpose's.
        (Purpose::Messages, "186", 31),
        (Purpose::Messages, "187", 30),
        (Purpose::Directory, "186", 30),
    ] {
        let party = party.parse().unwrap();
        let proof = prove(purpose, party, &public(seed), &ring(seed)).await.unwrap();
        let public_key = public(30).to_string();
        let change = Change::Key { public_key, proof, first_day: None, last_day };
        let refused = propose(&ruth, uit(), &change).await;
        assert_eq!(field(&refused), "proof");
        let wanted = format!("kandidat-key-v1 messages 186 {}", public(30).id());
        assert!(refused.text().contains(&wanted), "what to sign is told");
    }
    let answer = propose(&ruth, uit(), &key_change(uit(), 30, last_day).await).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
}

#[tokio::test]
async fn a_key_that_was_ever_listed_is_listed_no_more() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    with_institution(&register, "187", 21).await;
    let ruth = register.sign_in("ruth").await;
    world::list(&register.node, uit(), &withdrawal(20)).await.expect("withdrawn");
    assert_eq!(document(&ruth).await["institutions"][0]["keys"], json!([]), "at once");
    for (party, seed) in [("186", 20), ("187", 20), ("186", 21), ("186", 10), ("186", 1)] {
        let party = party.parse().unwrap();
        let change = key_change(party, seed, date(2027, 1, 1)).await;
        assert_eq!(field(&propose(&ruth, party, &change).await), "public_key", "{party} {seed}");
    }
}

#[tokio::test]
async fn a_key_counts_for_two_years_at_most_and_ends_after_it_begins() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let ruth = register.sign_in("ruth").await;
    let with = async |first: Option<jiff::civil::Date>, last| {
        let mut change = key_change(uit(), 30, last).await;
        if let Change::Key { first_day, .. } = &mut change {
            *first_day = first;
        }
        propose(&ruth, uit(), &change).await
    };
    let first = Some(date(2026, 12, 1));
    assert_eq!(field(&with(first, date(2026, 11, 30)).await), "last_day");
    assert_eq!(with(first, date(2026, 12, 1)).await.status, StatusCode::CREATED);
    assert_eq!(with(first, date(2028, 11, 30)).await.status, StatusCode::CREATED, "731 days");
    assert_eq!(field(&with(first, date(2028, 12, 1)).await), "last_day", "732");
    assert_eq!(field(&with(None, date(2026, 11, 22)).await), "last_day", "yesterday");
    assert_eq!(with(Some(date(2020, 1, 1)), date(2026, 11, 23)).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_party_has_eight_keys_at_a_time_and_those_long_ended_do_not_count() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let ruth = register.sign_in("ruth").await;
    for seed in 30..37 {
        let change = key_change(uit(), seed, date(2026, 11, 30)).await;
        world::list(&register.node, uit(), &change).await.expect("listed");
    }
    let ninth = key_change(uit(), 40, date(2027, 1, 1)).await;
    assert_eq!(field(&propose(&ruth, uit(), &ninth).await), "public_key");
    // They end when 30 November does in Norway, and are carried for a day.
    let ended = "2026-11-30T23:00:00Z".parse::<jiff::Timestamp>().unwrap();
    let wall = register.node.wall();
    register.pass(ended.duration_since(wall) + SignedDuration::from_hours(24 - 1));
    assert_eq!(field(&propose(&ruth, uit(), &ninth).await), "public_key");
    register.pass(SignedDuration::from_hours(1));
    assert_eq!(propose(&ruth, uit(), &ninth).await.status, StatusCode::CREATED);
}

/// The new key was listed at 11 in the morning of 23 November in Norway; 25 hours later is noon of the
/// 24th, so the old one may end with that day and not with the one before.
#[tokio::test]
async fn an_old_key_ends_when_everybody_has_heard_of_the_new_one() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let ruth = register.sign_in("ruth").await;
    let alone = propose(&ruth, uit(), &end(20, date(2027, 1, 1))).await;
    assert_eq!(field(&alone), "last_day", "no other key takes over");
    let new = key_change(uit(), 30, date(2027, 12, 1)).await;
    world::list(&register.node, uit(), &new).await.expect("listed");
    for (day, fits) in [(22, false), (23, false), (24, true)] {
        let answer = propose(&ruth, uit(), &end(20, date(2026, 11, day))).await;
        assert_eq!(answer.status == StatusCode::CREATED, fits, "{day}: {}", answer.text());
    }
    let later = propose(&ruth, uit(), &end(20, date(2027, 11, 23))).await;
    assert_eq!(field(&later), "last_day", "a key ends earlier, never later");
    let unknown = propose(&ruth, uit(), &end(99, date(2026, 11, 24))).await;
    assert_eq!(field(&unknown), "key");
}

/// To the second: listed 25 hours before that midnight, it may; a second later, it may not.
#[tokio::test]
async fn the_overlap_of_two_keys_is_twenty_five_hours_to_the_second() {
    for (seconds, fits) in [(0, true), (1, false)] {
        let register = listed().await;
        with_institution(&register, "186", 20).await;
        // 22:00 in UTC is 25 hours before the midnight in Norway that ends the 24th.
        register.pass(SignedDuration::from_secs(12 * 3600 + seconds));
        let new = key_change(uit(), 30, date(2027, 12, 1)).await;
        world::list(&register.node, uit(), &new).await.expect("listed");
        let ruth = register.sign_in("ruth").await;
        let answer = propose(&ruth, uit(), &end(20, date(2026, 11, 24))).await;
        assert_eq!(answer.status == StatusCode::CREATED, fits, "{seconds}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_signing_key_goes_when_another_one_is_known_or_when_it_was_stolen() {
    let register = listed().await;
    let ruth = register.sign_in("ruth").await;
    let out = |seed: u8, stolen| Change::SigningKeyWithdrawal {
        key: public(seed).id().to_string(),
        stolen,
    };
    let party = Party::Register;
    register.pass(SignedDuration::from_hours(25) - SignedDuration::from_secs(1));
    assert_eq!(field(&propose(&ruth, party, &out(1, false)).await), "key", "key 2 is too new");
    assert_eq!(propose(&ruth, party, &out(1, true)).await.status, StatusCode::CREATED);
    register.pass(SignedDuration::from_secs(1));
    world::list(&register.node, party, &out(1, false)).await.expect("withdrawn");
    assert_eq!(document(&ruth).await["register_keys"], json!([public(2)]));
    assert_eq!(field(&propose(&ruth, party, &out(2, true)).await), "key", "the last one stays");
    // Nor does one help that the register does not hold.
    let proof = prove(Purpose::Directory, party, &public(3), &ring(3)).await.unwrap();
    let foreign = Change::SigningKey { public_key: public(3).to_string(), proof };
    world::list(&register.node, party, &foreign).await.expect("announced");
    assert_eq!(field(&propose(&ruth, party, &out(2, true)).await), "key");
}
