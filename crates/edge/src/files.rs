//! Files that come and go through pages and API: kept before the act that points to them,
//! given back as downloads only.

use crate::{Error, Node, Result};
use ::store::file::{DatabaseFiles, FileError, Files, Limits, NoScanner, StoredFile};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rules::Text;
use std::sync::Arc;
use uuid::Uuid;

/// The kinds of files that are taken as documents.
const DOCUMENT_TYPES: &[&str] = &[
    "application/pdf",
    "text/plain",
    "image/png",
    "image/jpeg",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
];

/// The limits of documents, such as papers, guides and answers.
pub const DOCUMENTS: Limits =
    Limits { size_max_bytes: 50 * 1024 * 1024, media_types: DOCUMENT_TYPES };

/// The files of this node.
pub fn files(node: &impl Node) -> DatabaseFiles {
    DatabaseFiles::new(node.store().clone(), Arc::new(NoScanner))
}

/// Keeps a file that came with a form or a call.
///
/// # Errors
/// Invalid at `field`: too large, empty, of a kind that is not taken, or not what it says
/// it is.
pub async fn keep(
    node: &impl Node,
    field: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<StoredFile> {
    let media_type = media_type.split(';').next().unwrap_or(media_type).trim();
    let kept = async {
        let mut upload = files(node).begin(media_type, DOCUMENTS)?;
        upload.write(bytes).await?;
        upload.finish().await
    };
    kept.await.map_err(|error| told(field, error))
}

/// A file as a download under `name`, which holds no personal data.
///
/// # Errors
/// Not found; our own fault when the content is damaged.
pub async fn download(node: &impl Node, id: Uuid, name: &str) -> Result<Response> {
    let files = files(node);
    let about = files.describe(id).await.map_err(|error| told("", error))?;
    let bytes = files.read(id).await.map_err(|error| told("", error))?;
    let name = format!("{name}.{}", extension(&about.media_type));
    let headers = [
        (header::CONTENT_TYPE, about.media_type),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

/// The ending of a file's name by its kind.
pub fn extension(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "application/zip" => "zip",
        "application/vnd.oasis.opendocument.text" => "odt",
        _ => "docx",
    }
}

fn told(field: &str, error: FileError) -> Error {
    let text = match error {
        FileError::TooLarge { size_max_bytes } => {
            let most = size_max_bytes / 1024 / 1024;
            Text::new(
                format!("Filen er for stor. Den kan være høyst {most} MB."),
                format!("Fila er for stor. Ho kan vere høgst {most} MB."),
                format!("The file is too large. It may have at most {most} MB."),
            )
        }
        FileError::Empty => Text::new("Filen er tom.", "Fila er tom.", "The file is empty."),
        FileError::MediaType | FileError::ContentDiffers => Text::new(
            "Filen er ikke av et slag vi tar imot, eller den er noe annet enn den gir seg ut for. Bruk PDF, ren tekst, bilde (PNG, JPEG), Word, ODT eller ZIP.",
            "Fila er ikkje av eit slag vi tek imot, eller ho er noko anna enn ho gir seg ut for. Bruk PDF, rein tekst, bilete (PNG, JPEG), Word, ODT eller ZIP.",
            "The file is not of a kind we take, or not what it says it is. Use PDF, plain text, an image (PNG, JPEG), Word, ODT or ZIP.",
        ),
        FileError::Infected => Text::new(
            "Skanneren fant skadelig programvare i filen. Den er ikke tatt imot.",
            "Skannaren fann skadeleg programvare i fila. Ho er ikkje teken imot.",
            "The scanner found malware in the file. It was not accepted.",
        ),
        FileError::Missing => return Error::NotFound,
        FileError::Damaged => return Error::Internal(anyhow::anyhow!("a stored file is damaged")),
        FileError::Store(error) => return error.into(),
    };
    Error::field(field, text)
}
