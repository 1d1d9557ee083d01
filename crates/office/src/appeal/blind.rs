//! Makes a copy of a file that tells nothing of who wrote it, or says that it cannot.

use super::blind_image::without_metadata;
use lopdf::{Dictionary, Document, Object, ObjectId};
use rules::Text;
use std::collections::HashSet;

/// A copy without metadata.
pub(super) struct Blinded {
    pub(super) bytes: Vec<u8>,
    /// What was done to it, for the proof page.
    pub(super) treatment: Text,
}

/// What must not stand in what a new committee reads.
pub(super) struct Identity {
    /// Name, student number and national id, as they are written.
    pub(super) words: Vec<String>,
    /// The candidate number of the first grading; a name for the student as well.
    pub(super) candidate_number: Option<String>,
}

/// Why a file could not be blinded by the machine.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotBlind {
    /// A format whose metadata cannot be removed here, or a file that cannot be read: an
    /// officer looks and confirms.
    NeedsConfirmation,
    /// The text names the student: a copy without the name must be made by hand.
    NamesTheStudent,
    /// An image whose parts cannot be told apart, so that nobody knows what it carries.
    DamagedImage,
}

/// Removes what a file carries beside its content. `confirmed`: an officer has looked at a
/// picture, or a file of another format, and says that it tells nothing.
pub(super) fn blind(
    media_type: &str,
    bytes: &[u8],
    identity: &Identity,
    confirmed: bool,
) -> Result<Blinded, NotBlind> {
    let done = match media_type {
        "application/pdf" => pdf(bytes),
        "text/plain" => text(bytes),
        _ => None,
    };
    let (copy, read, treatment) = match done {
        Some((copy, read)) => (copy, read, removed()),
        None if media_type.starts_with("image/") => image(media_type, bytes, confirmed)?,
        None if confirmed => (bytes.to_vec(), String::new(), confirmed_by_officer()),
        None => return Err(NotBlind::NeedsConfirmation),
    };
    if identity.stands_in(&read) || identity.stands_in(&String::from_utf8_lossy(&copy)) {
        return Err(NotBlind::NamesTheStudent);
    }
    Ok(Blinded { bytes: copy, treatment })
}

impl Identity {
    fn stands_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.words.iter().any(|word| !word.is_empty() && text.contains(&word.to_lowercase()))
            || self.candidate_number.as_ref().is_some_and(|number| names_candidate(&text, number))
    }
}

/// Whether the number stands after the word candidate (kandidatnummer 14, Candidate no. 14):
/// a number by itself may be anything.
fn names_candidate(text: &str, number: &str) -> bool {
    ["kandidat", "candidate"].iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let after: String = text[at..].chars().take(word.len() + 24).collect();
            after.split(|c: char| !c.is_ascii_digit()).any(|digits| digits == number)
        })
    })
}

fn removed() -> Text {
    Text::new("metadata fjernet", "metadata fjerna", "metadata removed")
}

fn confirmed_by_officer() -> Text {
    Text::new(
        "uendret; saksbehandler har sett at den ikke røper noe",
        "uendra; saksbehandlar har sett at ho ikkje røper noko",
        "unchanged; the case officer has seen that it tells nothing",
    )
}

/// A picture without metadata. What it shows no machine reads here: an officer looks at it.
fn image(
    media_type: &str,
    bytes: &[u8],
    confirmed: bool,
) -> Result<(Vec<u8>, String, Text), NotBlind> {
    let copy = without_metadata(media_type, bytes).ok_or(NotBlind::DamagedImage)?;
    if !confirmed {
        return Err(NotBlind::NeedsConfirmation);
    }
    let treatment = Text::new(
        "metadata fjernet; saksbehandler har sett at bildet ikke røper noe",
        "metadata fjerna; saksbehandlar har sett at biletet ikkje røper noko",
        "metadata removed; the case officer has seen that the picture tells nothing",
    );
    Ok((copy, String::new(), treatment))
}

/// Plain text: the characters alone, without byte order mark and with the same line ends.
fn text(bytes: &[u8]) -> Option<(Vec<u8>, String)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    Some((text.clone().into_bytes(), text))
}

/// A PDF without information dictionary, XMP, ids, private data, authors of comments and
/// earlier versions. One that is encrypted or carries other files is left to an officer.
fn pdf(bytes: &[u8]) -> Option<(Vec<u8>, String)> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.trailer.has(b"Encrypt") || carries_files(&document) {
        return None;
    }
    for key in [b"Info".as_slice(), b"ID", b"Prev", b"XRefStm"] {
        document.trailer.remove(key);
    }
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    for id in ids {
        if let Some(object) = document.objects.get_mut(&id) {
            strip(object);
        }
    }
    // What nothing refers to any more is gone from the file, and the numbers say no order.
    keep_reachable(&mut document);
    document.renumber_objects();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let read = document.extract_text(&pages).unwrap_or_default();
    let mut copy = Vec::new();
    document.save_to(&mut copy).ok()?;
    Some((copy, read))
}

fn carries_files(document: &Document) -> bool {
    document.objects.values().any(|object| {
        object.as_dict().is_ok_and(|dict| dict.has(b"EmbeddedFiles") || dict.has(b"EF"))
    })
}

/// Entries by which programs note who wrote something, with what and when.
const TELLING: [&[u8]; 7] = [
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"Author",
    b"CreationDate",
    b"ModDate",
    b"Producer",
];

fn strip(object: &mut Object) {
    match object {
        Object::Dictionary(dict) => strip_dict(dict),
        Object::Stream(stream) => strip_dict(&mut stream.dict),
        Object::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

fn strip_dict(dict: &mut Dictionary) {
    for key in TELLING {
        dict.remove(key);
    }
    let is = |name: &[u8]| dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == name);
    // A comment's title is its author; a form field's is the field's name.
    if dict.has(b"Subtype") && dict.has(b"Rect") && !is(b"Widget") {
        for key in [b"T".as_slice(), b"M", b"NM"] {
            dict.remove(key);
        }
    }
    for (_, value) in dict.iter_mut() {
        strip(value);
    }
}

fn keep_reachable(document: &mut Document) {
    let mut seen = HashSet::new();
    let mut waiting = Vec::new();
    references_in_dict(&document.trailer, &mut waiting);
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Some(object) = document.objects.get(&id) {
            references(object, &mut waiting);
        }
    }
    document.objects.retain(|id, _| seen.contains(id));
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dict) => references_in_dict(dict, found),
        Object::Stream(stream) => references_in_dict(&stream.dict, found),
        _ => {}
    }
}

fn references_in_dict(dict: &Dictionary, found: &mut Vec<ObjectId>) {
    for (_, value) in dict {
        references(value, found);
    }
}
