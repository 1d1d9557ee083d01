//! What a machine cannot read in a PDF, somebody looks at; what it carries beside, is gone.

use super::super::blind::{Identity, Look, NotBlind, blind};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A PDF of one page with this content, to whose page and catalogue something is added.
fn pdf(
    content: &str,
    add: impl FnOnce(&mut Document, &mut Dictionary, &mut Dictionary),
) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let content = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
    let pages = document.new_object_id();
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
    );
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
    add(&mut document, &mut page, &mut catalog);
    let page = document.add_object(page);
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, kids.into());
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a file");
    bytes
}

const TEXT: &str = "BT /F1 12 Tf 50 700 Td (Mitt svar om 1814) Tj ET";

fn made_blind(bytes: &[u8], look: Look) -> Result<Vec<u8>, NotBlind> {
    let identity = Identity { words: vec!["Amina Farah".to_owned()], candidate_number: None };
    blind("application/pdf", bytes, &identity, look).map(|copy| copy.bytes)
}

fn names_amina(bytes: &[u8]) -> bool {
    bytes.windows(5).any(|part| part == b"Amina")
}

/// A photograph in whose camera data the owner stands.
fn photograph(width: i64) -> Stream {
    let camera = b"\xff\xe1\x00\x0dExif\0\0Amina";
    let bytes = [b"\xff\xd8", &camera[..], b"\xff\xda\x00\x06scanpicture\xff\xd9"].concat();
    let about = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Filter" => "DCTDecode",
    "Width" => width, "Height" => 9 };
    Stream::new(about, bytes)
}

#[test]
fn a_text_needs_no_eye_and_an_empty_page_does() {
    assert!(made_blind(&pdf(TEXT, |_, _, _| ()), Look::Missing).is_ok());
    let empty = pdf("0 0 m 9 9 l S", |_, _, _| ());
    assert_eq!(made_blind(&empty, Look::Missing), Err(NotBlind::NeedsConfirmation));
    assert!(made_blind(&empty, Look::Done).is_ok());
}

/// Requirements: O-07
#[test]
fn a_scanned_answer_is_looked_at_and_loses_what_the_camera_wrote() {
    let scanned = pdf(TEXT, |document, page, _| {
        let image = document.add_object(photograph(9));
        page.set("Resources", dictionary! { "XObject" => dictionary! { "Im0" => image } });
    });
    assert!(names_amina(&scanned), "the control");
    assert_eq!(made_blind(&scanned, Look::Missing), Err(NotBlind::NeedsConfirmation));
    let copy = made_blind(&scanned, Look::Done).expect("a copy");
    assert!(!names_amina(&copy));
    assert!(copy.windows(7).any(|part| part == b"picture"), "the picture stays");
}

#[test]
fn a_photograph_packed_twice_cannot_be_sent() {
    let packed = pdf(TEXT, |document, page, _| {
        let mut image = photograph(9);
        image.dict.set("Filter", vec!["FlateDecode".into(), "DCTDecode".into()]);
        let image = document.add_object(image);
        page.set("Resources", dictionary! { "XObject" => dictionary! { "Im0" => image } });
    });
    assert_eq!(made_blind(&packed, Look::Done), Err(NotBlind::NeedsCopy));
}

/// Requirements: O-07
#[test]
fn a_signature_is_gone_and_what_shows_it_is_looked_at() {
    let signed = pdf(TEXT, |document, page, catalog| {
        let signature = document.add_object(dictionary! {
            "Type" => "Sig", "Name" => Object::string_literal("Amina Farah"),
            "ByteRange" => vec![0.into(), 1.into(), 2.into(), 3.into()],
        });
        let field = document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "V" => signature,
            "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        });
        page.set("Annots", vec![field.into()]);
        catalog.set("AcroForm", dictionary! { "Fields" => vec![field.into()] });
    });
    assert!(names_amina(&signed), "the control");
    assert_eq!(made_blind(&signed, Look::Missing), Err(NotBlind::NeedsConfirmation));
    assert!(!names_amina(&made_blind(&signed, Look::Done).expect("a copy")));
}

/// Requirements: O-07
#[test]
fn what_stands_in_comments_and_drawings_is_searched_too() {
    let comment = pdf(TEXT, |document, page, _| {
        let comment = document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Text",
            "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
            "Contents" => Object::string_literal("Levert av Amina Farah"),
        });
        page.set("Annots", vec![comment.into()]);
    });
    assert_eq!(made_blind(&comment, Look::Done), Err(NotBlind::NamesTheStudent));
    let drawn = |says: &str| {
        let says = format!("BT /F1 9 Tf ({says}) Tj ET").into_bytes();
        pdf(TEXT, |document, page, _| {
            let form = dictionary! { "Type" => "XObject", "Subtype" => "Form" };
            let form = document.add_object(Stream::new(form, says));
            page.set("Resources", dictionary! { "XObject" => dictionary! { "Fm0" => form } });
        })
    };
    assert_eq!(made_blind(&drawn("Amina Farah"), Look::Done), Err(NotBlind::NamesTheStudent));
    assert_eq!(made_blind(&drawn("vannmerke"), Look::Missing), Err(NotBlind::NeedsConfirmation));
}

#[test]
fn letters_that_are_only_numbers_are_looked_at() {
    let numbered = pdf("BT /F1 12 Tf <00240050> Tj ET", |document, page, _| {
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+Arial",
            "Encoding" => "Identity-H",
        });
        page.set("Resources", dictionary! { "Font" => dictionary! { "F1" => font } });
    });
    assert_eq!(made_blind(&numbered, Look::Missing), Err(NotBlind::NeedsConfirmation));
}
