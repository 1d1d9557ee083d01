//! What may be uploaded: how large, of which kinds, and whether the content agrees.

use super::FileError;

/// The limits of one kind of upload.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The largest size.
    pub size_max_bytes: u64,
    /// The media types that are taken.
    pub media_types: &'static [&'static str],
}

impl Limits {
    pub(super) fn allow(self, media_type: &str) -> Result<(), FileError> {
        if self.media_types.contains(&media_type) { Ok(()) } else { Err(FileError::MediaType) }
    }
}

/// Whether the first bytes are those of the media type. Types without fixed first bytes pass,
/// except that text must not hold a zero byte.
pub(super) fn looks_like(media_type: &str, start: &[u8]) -> bool {
    match media_type {
        "application/pdf" => start.starts_with(b"%PDF-"),
        "image/png" => start.starts_with(b"\x89PNG\r\n\x1a\n"),
        "image/jpeg" => start.starts_with(b"\xff\xd8\xff"),
        "application/zip" => start.starts_with(b"PK\x03\x04"),
        office if office.starts_with("application/vnd.o") => start.starts_with(b"PK\x03\x04"),
        text if text.starts_with("text/") => !start.contains(&0),
        _ => true,
    }
}
