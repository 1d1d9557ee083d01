//! What is wrong with a change is told at its field, in the reader's language.

use super::*;

/// The field that is refused first, and what is said of it.
async fn fault(by: &Browser, party: &str, change: Value) -> (String, String) {
    let answer =
        by.call("/api/directory/changes", json!({ "party": party, "change": change })).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{change}: {}", answer.text());
    let told = &answer.json()["fields"][0];
    (told["field"].as_str().unwrap().to_owned(), told["text"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn every_field_of_an_institution_is_asked_for_what_the_protocol_wants() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let ruth = register.sign_in("ruth").await;
    let right = serde_json::to_value(taken_in()).unwrap();
    let with = |path: &str, value: Value| {
        let mut wrong = right.clone();
        *wrong.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = value;
        wrong
    };
    for (path, value, field) in [
        ("/names/nn", json!(" "), "names.nn"),
        ("/names/en", json!("x".repeat(201)), "names.en"),
        ("/address", json!("http://aas.example"), "address"),
        ("/address", json!("https://aas.example/kandidat"), "address"),
        ("/address", json!("https://office-186.example"), "address"),
        ("/contacts", json!({}), "contacts.operations"),
        ("/contacts", json!({ "operations": "drift" }), "contacts.operations"),
        ("/contacts", json!({ "operations": "a@b.example", "rector": "c@d.example" }), "contacts"),
        ("/shares", json!({ "grades": "2027-01-01" }), "shares"),
    ] {
        let (told, text) = fault(&ruth, "187", with(path, value)).await;
        assert_eq!(told, field, "{path}: {text}");
        assert!(!text.contains("directory-"), "{text}");
    }
    assert_eq!(fault(&ruth, "186", right.clone()).await.0, "number", "it is there already");
    let longest = with("/names/en", json!("x".repeat(200)));
    let taken = json!({ "party": "187", "change": longest });
    let answer = ruth.call("/api/directory/changes", taken).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
}

#[tokio::test]
async fn a_change_fits_the_party_that_it_is_proposed_for() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let ruth = register.sign_in("ruth").await;
    let proof = prove(Purpose::Directory, Party::Register, &public(3), &ring(3)).await.unwrap();
    let signing = Change::SigningKey { public_key: public(3).to_string(), proof };
    for (party, change) in [
        ("register", taken_in()),
        ("register", Change::Removal {}),
        ("186", signing),
        ("199", Change::Removal {}),
        ("199", Change::Address { address: "https://other.example".into() }),
    ] {
        let change = serde_json::to_value(change).unwrap();
        assert_eq!(fault(&ruth, party, change).await.0, "party", "{party}");
    }
    let same = json!({ "kind": "address", "address": "https://office-186.example" });
    let (field, text) = fault(&ruth, "186", same).await;
    assert_eq!((field.as_str(), text.as_str()), ("", "Nothing would be changed."));
    for party in ["99", "0186", "Register", "10000"] {
        let change = json!({ "kind": "removal" });
        assert_eq!(fault(&ruth, party, change).await.0, "party", "{party}");
    }
}

#[tokio::test]
async fn an_institution_is_taken_out_and_in_again() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let (ruth, sverre) = (register.sign_in("ruth").await, register.sign_in("sverre").await);
    let out = propose(&ruth, uit(), &Change::Removal {}).await;
    assert_eq!(approve(&sverre, &out, 2).await.status, StatusCode::NO_CONTENT);
    assert_eq!(document(&ruth).await["institutions"], json!([]));
    let again = propose(&ruth, uit(), &taken_in()).await;
    assert_eq!(approve(&sverre, &again, 3).await.status, StatusCode::NO_CONTENT);
    assert_eq!(document(&ruth).await["institutions"][0]["keys"], json!([]), "with no key of then");
}

#[tokio::test]
async fn a_real_register_takes_no_address_without_encryption() {
    for (mode, status) in
        [(Mode::Demo, StatusCode::CREATED), (Mode::Production, StatusCode::UNPROCESSABLE_ENTITY)]
    {
        let register = TestRegister::new(mode).await;
        let ruth = register.sign_in("ruth").await;
        let plain = Change::Address { address: "http://127.0.0.1:8998".into() };
        assert_eq!(propose(&ruth, Party::Register, &plain).await.status, status, "{mode:?}");
    }
}
