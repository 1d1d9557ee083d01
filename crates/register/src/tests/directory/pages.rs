//! The directory's pages, through the real router.

use super::*;

const TAKEN_IN: [(&str, &str); 7] = [
    ("number", "187"),
    ("names.nb", "Høgskolen på Ås"),
    ("names.nn", "Høgskulen på Ås"),
    ("names.en", "Aas College"),
    ("address", "https://aas.example"),
    ("contacts.operations", "drift@aas.example"),
    ("shares.results", "01.01.2027"),
];

/// Sends the form in, and answers the page of the change.
async fn proposed(by: &Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = by.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let location = answer.location.unwrap();
    location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_change_is_proposed_looked_at_and_approved_on_pages() {
    let register = listed().await;
    let (ruth, sverre) = (register.sign_in("ruth").await, register.sign_in("sverre").await);
    assert!(ruth.get("/directory").await.text().contains("/directory/new"));
    assert!(
        !sverre.get("/directory").await.text().contains("/directory/new"),
        "he does not propose"
    );
    let page = proposed(&ruth, "/directory/new", &TAKEN_IN).await;
    let own = ruth.get(&page).await.text();
    assert!(own.contains("/withdrawal") && !own.contains("/approval"), "not her own");
    assert!(sverre.get("/directory/changes").await.text().contains("187 Høgskolen på Ås"));
    let seen = sverre.get(&page).await.text();
    for shown in ["Aas College", "drift@aas.example", "fra 01.01.2027", "–"] {
        assert!(seen.contains(shown), "{shown}: {seen}");
    }
    assert!(seen.contains(r#"name="seen" value="0""#));
    // Without what was seen nothing is approved.
    let blind = sverre.post(&format!("{page}/approval"), &[]).await;
    assert_eq!(blind.status, StatusCode::CONFLICT);
    let done = sverre.post(&format!("{page}/approval"), &[("seen", "0")]).await;
    assert!(done.location.unwrap().ends_with("done=done-directory-approved"));
    let listed = ruth.get("/directory").await.text();
    assert!(listed.contains("Aas College") && listed.contains("No key is valid"), "{listed}");
    let versions = sverre.get("/directory/versions").await.text();
    assert!(versions.contains("Ta inn en institusjon: 187 Høgskolen på Ås"), "{versions}");
}

#[tokio::test]
async fn old_and_new_stand_side_by_side() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let (ruth, sverre) = (register.sign_in("ruth").await, register.sign_in("sverre").await);
    let form = ruth.get("/directory/parties/186/address").await.text();
    assert!(form.contains(r#"value="https://office-186.example""#), "filled in with what counts");
    let path = "/directory/parties/186/address";
    let page = proposed(&ruth, path, &[("address", "https://uit.example")]).await;
    let seen = sverre.get(&page).await.text();
    assert!(seen.contains("<td>https://office-186.example</td>"), "{seen}");
    assert!(seen.contains("<strong>https://uit.example</strong>"), "{seen}");
    assert!(!seen.contains("The University"), "what does not change is not shown");
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_what_was_typed_stays() {
    let register = listed().await;
    let ruth = register.sign_in("ruth").await;
    let mut fields = TAKEN_IN;
    fields[0].1 = "99";
    fields[4].1 = "https://aas.example/x";
    fields[6].1 = "i morgen";
    let again = ruth.post("/directory/new", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = again.text();
    assert!(text.contains("three or four digits") && text.contains("Høgskolen på Ås"), "{text}");
    fields[0].1 = "187";
    fields[6].1 = "";
    let again = ruth.post("/directory/new", &fields).await.text();
    assert!(again.contains("address-error") && again.contains("https://aas.example/x"), "{again}");
}

#[tokio::test]
async fn a_refusal_needs_a_reason_and_tells_it() {
    let register = listed().await;
    let (ruth, sverre) = (register.sign_in("ruth").await, register.sign_in("sverre").await);
    let page = proposed(&ruth, "/directory/new", &TAKEN_IN).await;
    let without = sverre.post(&format!("{page}/refusal"), &[("reason", " ")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text().contains("reason-error"));
    let with = sverre.post(&format!("{page}/refusal"), &[("reason", "Feil adresse")]).await;
    assert_eq!(with.status, StatusCode::SEE_OTHER);
    let told = ruth.get(&page).await.text();
    assert!(told.contains("Feil adresse") && told.contains("Refused"), "{told}");
    assert!(!told.contains("/withdrawal"), "it is settled");
}

#[tokio::test]
async fn a_party_s_page_tells_its_keys_and_what_fits_it() {
    let register = listed().await;
    with_institution(&register, "186", 20).await;
    let aslak = register.sign_in("aslak").await;
    let ruth = register.sign_in("ruth").await;
    let page = aslak.get("/directory/parties/186").await.text();
    assert!(page.contains(&public(20).id().to_string()) && page.contains("Gyldig"), "{page}");
    assert!(!page.contains("/directory/parties/186/address"), "a reader proposes nothing");
    let page = ruth.get("/directory/parties/186").await.text();
    for (kind, offered) in [
        ("address", true),
        ("key", true),
        ("key-withdrawal", true),
        ("removal", true),
        ("key-end", false),
        ("signing-key", false),
    ] {
        let path = format!("/directory/parties/186/{kind}");
        assert_eq!(page.contains(&format!("\"{path}\"")), offered, "{kind}");
        assert_eq!(ruth.get(&path).await.status == StatusCode::OK, offered, "{kind}");
    }
    let register_s = ruth.get("/directory/parties/register").await.text();
    assert!(register_s.contains(&public(1).id().to_string()), "{register_s}");
    for none in ["187", "0186", "x", "0193a000-0000-7000-8000-00000000ffff"] {
        let path = format!("/directory/parties/{none}");
        assert_eq!(ruth.get(&path).await.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test]
async fn the_directory_is_read_in_three_languages_and_says_what_is_wrong() {
    let register = listed().await;
    for (key, said) in [
        ("gro", "Katalogen over institusjoner"),
        ("aslak", "Katalogen over institusjonar"),
        ("ruth", "Directory of institutions"),
    ] {
        let text = register.sign_in(key).await.get("/directory").await.text();
        assert!(text.contains(said) && !text.contains("ds-alert"), "{key}: {text}");
    }
    let gro = register.sign_in("gro").await;
    register.pass(jiff::SignedDuration::from_mins(60));
    assert!(!gro.get("/directory").await.text().contains("ds-alert"), "an hour");
    register.pass(jiff::SignedDuration::from_secs(1));
    assert!(gro.get("/directory").await.text().contains("mer enn en time siden"));
}
