//! Nothing in a package tells who wrote the answer or what it was worth before.

use super::super::blind::{Identity, Look, NotBlind, blind};
use super::*;
use axum::http::StatusCode;
use lopdf::{Document, Object, Stream, dictionary};

/// What a package must not tell, as the world and [`full_case`] have planted it.
struct Secrets(Vec<String>);

impl Secrets {
    async fn of_amina(office: &TestOffice) -> Self {
        let (national_id, student_number): (String, String) =
            sqlx::query_as("select national_id, student_number from person where id = $1")
                .bind(CastMember::named("amina").id().0)
                .fetch_one(&office.node.store().pool)
                .await
                .unwrap();
        let words = ["Amina", "Farah", GROUNDS, PRINCIPLES, ASSESSMENT, OLD_NUMBER, "ikke bestått"];
        let mut all: Vec<String> = words.map(str::to_owned).to_vec();
        all.extend([national_id, student_number, CastMember::named("amina").id().to_string()]);
        Self(all)
    }

    /// The secrets that stand in these bytes, read as they are and as opened PDF streams.
    fn found_in(&self, bytes: &[u8]) -> Vec<&str> {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        if let Ok(document) = Document::load_mem(bytes) {
            for object in document.objects.values() {
                text.push_str(&format!("{object:?}"));
                if let Ok(stream) = object.as_stream() {
                    let content =
                        stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
                    text.push_str(&String::from_utf8_lossy(&content));
                }
            }
        }
        self.0.iter().map(String::as_str).filter(|secret| text.contains(secret)).collect()
    }
}

const GROUNDS: &str = "Jeg fortjener bedre.";
const PRINCIPLES: &str = "Oversikt over perioden.";
const ASSESSMENT: &str = "Drøftingen blir for kort.";
const OLD_NUMBER: &str = "731946";

/// An answer whose metadata tell everything, and whose earlier versions do as well.
fn telling_pdf() -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let text = "BT /F1 12 Tf 50 700 Td (Mitt svar om 1814) Tj ET";
    let content = document.add_object(Stream::new(dictionary! {}, text.as_bytes().to_vec()));
    let pages = document.new_object_id();
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
    );
    let comment = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "T" => Object::string_literal("Amina Farah"), "Contents" => Object::string_literal("Se her"),
    });
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Annots" => vec![comment.into()],
        "PieceInfo" => dictionary! { "Word" => Object::string_literal(OLD_NUMBER) },
    });
    document.objects.insert(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into(),
    );
    let xmp = document.add_object(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        b"<x:xmpmeta><dc:creator>Amina Farah</dc:creator></x:xmpmeta>".to_vec(),
    ));
    let catalog = document
        .add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Metadata" => xmp });
    document.trailer.set("Root", catalog);
    let info = document.add_object(dictionary! { "Author" => Object::string_literal("Amina Farah"), "Title" => Object::string_literal(OLD_NUMBER) });
    document.trailer.set("Info", info);
    document.add_object(Object::string_literal("An earlier version by Amina Farah"));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A case in which everything that must be withheld exists.
async fn full_case() -> (TestOffice, String, ResultId) {
    let office = TestOffice::at(ANNOUNCED, "uit-2011").await;
    let planted = Planted::exam(&office).await;
    let result = planted.grade(&office, "amina", OLD_NUMBER.parse().unwrap(), "F").await;
    let student = office.sign_in("amina").await;
    let asked = student.call("/api/my/explanations", json!({ "result": result })).await.json();
    let given = json!({ "form": "written", "principles": PRINCIPLES, "assessment": ASSESSMENT });
    let path = format!("/api/examining/explanations/{}", asked["id"].as_str().unwrap());
    office.sign_in("marit").await.call(&path, given).await;
    planted.document(&office, "paper", b"Oppgave: skriv om 1814.").await;
    planted.document(&office, "guide", "Sensorveiledning: se etter kilder.".as_bytes()).await;
    planted.answer(&office, "amina", "application/pdf", &telling_pdf()).await;
    let appeal = lodged(&office, result).await;
    appoint(&office, &appeal, &["knut", "hilde"]).await;
    (office, appeal, result)
}

/// Every byte the committee can get: contents, names, ids and order of the files.
pub(super) async fn package_bytes(office: &TestOffice) -> Vec<Vec<u8>> {
    let rows: Vec<(uuid::Uuid, uuid::Uuid, String, String)> = sqlx::query_as(
        "select id, file_id, kind, name from regrade_package_item where included order by kind, name",
    )
    .fetch_all(&office.node.store().pool)
    .await
    .unwrap();
    let mut all = Vec::new();
    for (id, file, kind, name) in rows {
        assert_eq!(
            (id.get_version_num(), file.get_version_num()),
            (4, 4),
            "an id of time tells the order"
        );
        all.push(format!("{id} {file} {kind} {name}").into_bytes());
        let chunks: Vec<(Vec<u8>,)> =
            sqlx::query_as("select bytes from file_chunk where file_id = $1 order by no")
                .bind(file)
                .fetch_all(&office.node.store().pool)
                .await
                .unwrap();
        all.push(chunks.into_iter().flat_map(|(bytes,)| bytes).collect());
    }
    all
}

/// Requirements: X-17, O-07, O-08, O-18
#[tokio::test]
async fn a_package_holds_answer_paper_guide_and_new_protocol_and_tells_nothing_else() {
    let (office, appeal, _) = full_case().await;
    let secrets = Secrets::of_amina(&office).await;
    assert!(secrets.found_in(&telling_pdf()).len() >= 3, "the control: before, the file tells");
    let package = package_bytes(&office).await;
    for bytes in &package {
        assert_eq!(secrets.found_in(bytes), Vec::<&str>::new());
    }
    let all: Vec<u8> = package.concat();
    let all = String::from_utf8_lossy(&all);
    for wanted in ["answer", "paper", "guide", "new_protocol", "se etter kilder", "skriv om 1814"] {
        assert!(all.contains(wanted), "{wanted}");
    }
    let old_ids: Vec<(uuid::Uuid,)> = sqlx::query_as("select file_id from delivery_file")
        .fetch_all(&office.node.store().pool)
        .await
        .unwrap();
    assert!(
        old_ids.iter().all(|(id,)| !all.contains(&id.to_string())),
        "copies, not the originals"
    );
    let proof =
        office.sign_in("ingrid").await.get(&format!("/appeals/{appeal}/proof")).await.text();
    for line in [
        "Karakteren",
        "Begrunnelsen",
        "Studentens grunner",
        "Det gamle kandidatnummeret",
        "holdt tilbake",
    ] {
        assert!(proof.contains(line), "{line}");
    }
    assert_eq!(proof.matches("<code>").count(), 4, "a checksum of each file");
}

/// Requirements: O-08, O-18
#[tokio::test]
async fn the_new_committee_opens_each_file_of_its_package_and_the_old_one_none() {
    let (office, appeal, _) = full_case().await;
    let committee = case(&office, &appeal).await["committees"][0].clone();
    let (id, number) = (committee["id"].as_str().unwrap(), committee["candidate_number"].as_str());
    let (knut, geir) = (office.sign_in("knut").await, office.sign_in("geir").await);
    let work = knut.get(&format!("/api/examining/{id}")).await.json();
    let files = work["answers"][0]["files"].as_array().cloned().unwrap_or_default();
    let mut kinds: Vec<_> = files.iter().map(|one| one["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["answer", "guide", "new_protocol", "paper"]);
    for file in &files {
        let path = format!(
            "/api/examining/{id}/answers/{}/{}",
            number.unwrap(),
            file["file"].as_str().unwrap()
        );
        let opened = knut.get(&path).await;
        assert_eq!(opened.status, StatusCode::OK, "{file}");
        let told = match file["kind"].as_str().unwrap() {
            "answer" => "Mitt svar om 1814",
            "guide" => "se etter kilder",
            "paper" => "skriv om 1814",
            _ => number.unwrap(),
        };
        assert!(opened.text().contains(told), "{file}: {}", opened.text());
        assert_eq!(geir.get(&path).await.status, StatusCode::NOT_FOUND, "{file}");
    }
}

/// Requirements: O-07
#[tokio::test]
async fn the_letter_to_the_new_examiners_tells_nothing_either() {
    let (office, _, _) = full_case().await;
    let secrets = Secrets::of_amina(&office).await;
    crate::jobs::run_due(&office.node).await.unwrap();
    let examiner = office.sign_in("hilde").await;
    let page = examiner.get("/my/letters").await.text();
    let letters: Vec<_> = page.split('"').filter(|part| part.starts_with("/letters/")).collect();
    assert_eq!(letters.len(), 3, "cover, contract, orientation");
    for path in letters {
        let letter = examiner.get(path).await;
        let mut found = secrets.found_in(&letter.body);
        if letter.text().contains("Til deg som er sensor hos oss") {
            // The orientation explains both grade scales to everyone.
            found.retain(|secret| *secret != "ikke bestått");
        }
        assert_eq!(found, Vec::<&str>::new());
        assert!(!letter.text().contains("2011/"), "not the number of the student's case");
    }
}

/// Requirements: O-08
#[tokio::test]
async fn without_guide_or_answer_there_is_no_package() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    step(&office, "jon", &appeal, "committee", json!({ "members": ids(&["knut", "hilde"]) })).await;
    let refused = step(&office, "ingrid", &appeal, "package", json!({})).await.json();
    let codes: Vec<_> =
        refused["all"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!(codes, ["guide-missing", "answer-missing"]);
    planted.document(&office, "guide", b"Veiledning").await;
    planted.answer(&office, "amina", "text/plain", b"Amina Farah: mitt svar").await;
    let named = step(&office, "ingrid", &appeal, "package", json!({})).await.json();
    assert_eq!(named["code"], "identity-in-answer");
    let copy = ("answer_copy", "amina-uten-navn.txt", "text/plain", b"Mitt svar".as_slice());
    let path = format!("/appeals/{appeal}/package");
    let built = office.sign_in("ingrid").await.upload(&path, &[], copy).await;
    assert_eq!(built.status, StatusCode::SEE_OTHER, "a copy without the name takes its place");
    let package = package_bytes(&office).await.concat();
    assert!(!String::from_utf8_lossy(&package).to_lowercase().contains("amina"));
}

/// Requirements: O-20
#[tokio::test]
async fn the_proof_says_sent_only_of_what_has_been_sent() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = with_files(&office, &planted, result).await;
    let members = json!({ "members": ids(&["knut", "hilde"]), "case_ref": "12/2011" });
    step(&office, "jon", &appeal, "committee", members).await;
    let ingrid = office.sign_in("ingrid").await;
    let case = ingrid.get(&format!("/appeals/{appeal}")).await.text();
    assert!(!case.contains("/proof"), "nothing is proved before there is a package");
    step(&office, "ingrid", &appeal, "package", json!({})).await;
    let proof = || async { ingrid.get(&format!("/appeals/{appeal}/proof")).await.text() };
    let packed = proof().await;
    assert!(packed.contains(">pakket, ikke sendt<") && !packed.contains(">sendt<"));
    step(&office, "ingrid", &appeal, "send", json!({})).await;
    assert!(proof().await.contains(">sendt<"));
}

/// Requirements: O-07
#[tokio::test]
async fn a_format_that_cannot_be_blinded_needs_an_officer_who_has_looked() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    step(&office, "jon", &appeal, "committee", json!({ "members": ids(&["knut", "hilde"]) })).await;
    planted.document(&office, "guide", b"Veiledning").await;
    let image = b"\x89PNG\r\n\x1a\n\0\0\0\x06tEXtAuthor\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82";
    let image = planted.answer(&office, "amina", "image/png", image).await;
    let refused = step(&office, "ingrid", &appeal, "package", json!({})).await;
    assert_eq!(refused.json()["code"], "confirm-format");
    let unseen = step(&office, "ingrid", &appeal, "package", json!({ "confirmed": [image] })).await;
    assert_eq!(unseen.json()["code"], "look-first", "nobody vouches for what she has not opened");
    let file = format!("/appeals/{appeal}/files/{image}");
    assert_eq!(office.sign_in("eva").await.get(&file).await.status, StatusCode::NOT_FOUND);
    let ingrid = office.sign_in("ingrid").await;
    assert!(ingrid.get(&format!("/appeals/{appeal}")).await.text().contains(&file));
    assert_eq!(ingrid.get(&file).await.status, StatusCode::OK);
    let looks = office.sign_in("amina").await.get("/my/looks").await.text();
    assert!(looks.contains("Åpnet besvarelsen din i en klagesak"), "{looks}");
    let looked = step(&office, "ingrid", &appeal, "package", json!({ "confirmed": [image] })).await;
    assert_eq!(looked.status, StatusCode::OK);
    let told = package_bytes(&office).await.concat();
    assert!(!told.windows(4).any(|part| part == b"tEXt"), "what the camera wrote is left out");
    let twice = step(&office, "ingrid", &appeal, "package", json!({ "confirmed": [image] })).await;
    assert_eq!(twice.json()["code"], "no-committee", "one package for one committee");
}

/// Requirements: O-07
#[tokio::test]
async fn a_word_file_is_never_sent_whoever_vouches_for_it() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    step(&office, "jon", &appeal, "committee", json!({ "members": ids(&["knut", "hilde"]) })).await;
    planted.document(&office, "guide", b"Veiledning").await;
    let word = planted.answer(&office, "amina", DOCX, b"PK\x03\x04 docProps").await;
    let ingrid = office.sign_in("ingrid").await;
    assert_eq!(ingrid.get(&format!("/appeals/{appeal}/files/{word}")).await.status, StatusCode::OK);
    let vouched = step(&office, "ingrid", &appeal, "package", json!({ "confirmed": [word] })).await;
    assert_eq!(vouched.json()["code"], "needs-copy");
    let path = format!("/appeals/{appeal}/package");
    let again = ("answer_copy", "kopi.docx", DOCX, b"PK\x03\x04".as_slice());
    let again = ingrid.upload(&path, &[], again).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("Bruk PDF eller ren tekst."));
    let copy = ("answer_copy", "kopi.txt", "text/plain", b"Mitt svar".as_slice());
    assert_eq!(ingrid.upload(&path, &[], copy).await.status, StatusCode::SEE_OTHER);
    let package = package_bytes(&office).await.concat();
    assert!(!package.windows(8).any(|part| part == b"docProps"));
    let proof = ingrid.get(&format!("/appeals/{appeal}/proof")).await.text();
    assert!(proof.contains("kopi som saksbehandler har laget"), "{proof}");
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

#[test]
fn a_name_broken_over_two_lines_is_still_a_name() {
    let identity = Identity { words: vec!["Amina Farah".to_owned()], candidate_number: None };
    let outcome = blind("text/plain", b"Hilsen Amina\r\n  Farah", &identity, Look::Done).err();
    assert_eq!(outcome, Some(NotBlind::NamesTheStudent));
}

#[test]
fn a_number_alone_is_no_name_but_after_the_word_candidate_it_is() {
    let identity =
        Identity { words: vec!["400119".to_owned()], candidate_number: Some("14".to_owned()) };
    let outcome = |text: &str| {
        blind("text/plain", text.as_bytes(), &identity, Look::Missing).map(|_| ()).err()
    };
    assert_eq!(outcome("Side 14: i 1814 ble det krig."), None);
    assert_eq!(outcome("Kandidatnummer: 14"), Some(NotBlind::NamesTheStudent));
    assert_eq!(outcome("Kandidat 140"), None);
    assert_eq!(outcome("studentnr 400119"), Some(NotBlind::NamesTheStudent));
}

#[test]
fn plain_text_loses_mark_and_line_ends_and_a_broken_pdf_is_never_sent() {
    let nobody = Identity { words: Vec::new(), candidate_number: None };
    let copy = blind("text/plain", "\u{feff}a\r\nb\r".as_bytes(), &nobody, Look::Missing)
        .map(|copy| copy.bytes);
    assert_eq!(copy.ok().as_deref(), Some("a\nb\n".as_bytes()));
    let broken = blind("application/pdf", b"%PDF-1.7 nothing", &nobody, Look::Done).err();
    assert_eq!(broken, Some(NotBlind::NeedsCopy));
}

#[test]
fn an_institution_s_own_numbers_leave_the_quoted_words_and_the_paragraphs_as_they_are() {
    let shipped = rules::RuleSets::shipped();
    let base = shipped.get("uit-2011").expect("shipped");
    let changes = [("appeal.deadline".to_owned(), 4)];
    let day = jiff::civil::date(2012, 1, 1);
    let file = base.with_numbers("uit-2011+2012-01-01", day, "12/7", &changes).expect("a number");
    let own = rules::RuleSet::parse(&file, shipped).expect("sound");
    let quoted = crate::appeal::letter::wording(&own).expect("cited");
    assert!(quoted.wording.contains("ny eksamenskommisjon"), "not the Act of 2024");
    let cited = crate::letters_out::cited(&own).expect("cited");
    assert_eq!(cited.cheating.law, "eksamensforskriften § 20");
    assert_eq!(cited.impartiality.law, "fvl. § 6");
}

/// Requirements: O-07
#[tokio::test]
async fn a_program_lists_what_may_be_sent_brings_the_copy_along_and_reads_the_proof() {
    let (office, planted, result) = graded_2011("C").await;
    let appeal = lodged(&office, result).await;
    step(&office, "jon", &appeal, "committee", json!({ "members": ids(&["knut", "hilde"]) })).await;
    planted.document(&office, "guide", b"Veiledning").await;
    let word = planted.answer(&office, "amina", DOCX, b"PK\x03\x04 docProps").await;
    let (ingrid, base) = (office.sign_in("ingrid").await, format!("/api/appeals/{appeal}"));
    let files = ingrid.get(&format!("{base}/files")).await.json();
    assert_eq!((&files[0]["file"], &files[0]["needs_copy"]), (&json!(word), &json!(true)));
    assert_eq!(ingrid.get(&format!("{base}/files/{word}")).await.body, b"PK\x03\x04 docProps");
    let field = files[0]["copy_field"].as_str().unwrap();
    let copy = (field, "kopi.txt", "text/plain", b"Mitt svar".as_slice());
    let built = ingrid.upload(&format!("{base}/package"), &[], copy).await;
    assert_eq!(built.status, StatusCode::OK, "{}", built.text());
    assert!(!package_bytes(&office).await.concat().windows(8).any(|part| part == b"docProps"));
    let proof = office.sign_in("eva").await.get(&format!("{base}/proof")).await;
    assert!(!proof.text().contains("Farah"));
    let items = proof.json()[0]["items"].clone();
    let withheld = |one: &&Value| one["kind"] == "identity" && one["sent"] == false;
    assert!(items.as_array().unwrap().iter().any(|one| withheld(&one)));
    for (who, path) in [("eva", "files"), ("per", "proof"), ("knut", "proof"), ("amina", "proof")] {
        let refused = office.sign_in(who).await.get(&format!("{base}/{path}")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{who} {path}");
    }
}
