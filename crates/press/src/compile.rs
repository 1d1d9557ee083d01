//! From document to PDF bytes.

use crate::{clean::clean, world::LetterWorld};
use letters::{Document, PressError, labels};
use serde_json::json;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How many characters of text a document may have; far above any letter.
const TEXT_MAX: usize = 2_000_000;

/// The document as PDF/A-2a and PDF/UA-1: tagged, with its language and title, fonts
/// embedded, no author. The same document gives the same bytes.
///
/// # Errors
/// [`PressError::Document`] when the document cannot be set or would not conform; the
/// message carries no text of the letter.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PressError> {
    let mut data = json!({ "document": document, "labels": labels(document.language) });
    clean(&mut data)?;
    let json = data.to_string();
    if json.len() > TEXT_MAX {
        return Err(PressError::Document("the document is too long".to_owned()));
    }
    let world = LetterWorld::new(json.clone().into_bytes());
    let compiled = typst::compile::<typst_layout::PagedDocument>(&world)
        .output
        .map_err(|errors| refused(&world, &errors))
        .and_then(|paged| {
            typst_pdf::pdf(&paged, &options(json)?).map_err(|errors| refused(&world, &errors))
        });
    // What was set is not needed again: without this the memory grows with every letter.
    typst::comemo::evict(0);
    compiled
}

/// The standards, and an identifier from the content (only its hash goes into the file).
fn options(content: String) -> Result<PdfOptions, PressError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PressError::Document(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(content),
        creator: Smart::Custom(Some("Kandidat".to_owned())),
        standards,
        ..PdfOptions::default()
    })
}

/// Where in the template it went wrong; the messages themselves can quote the letter.
fn refused(world: &LetterWorld, errors: &[SourceDiagnostic]) -> PressError {
    let lines: Vec<_> =
        errors.iter().map(|e| world.template_line(world.range(e.span)).to_string()).collect();
    PressError::Document(format!("template line {}", lines.join(", ")))
}
