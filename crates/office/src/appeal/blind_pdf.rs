//! Copies of PDF files without what they carry beside their pages, and whether a machine has read
//! everything that they show.

use super::blind_image::without_metadata;
use lopdf::content::Content;
use lopdf::{
    DEFAULT_MAX_DECOMPRESSED_SIZE, Dictionary, Document, Encoding, Object, ObjectId, Stream,
    decode_text_string,
};
use std::collections::HashSet;

/// A copy without metadata, and what it says.
pub(super) struct Copied {
    pub(super) bytes: Vec<u8>,
    /// What a machine could read of it.
    pub(super) read: String,
    /// Whether it shows more than that: somebody must look at it.
    pub(super) shows_more: bool,
}

/// A PDF without information dictionary, XMP, ids, private data, signatures, authors of comments,
/// earlier versions and what cameras write into pictures. `None` for one that is damaged or
/// encrypted, that carries other files, or whose pictures are packed in a way not known here.
pub(super) fn copy(bytes: &[u8]) -> Option<Copied> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.trailer.has(b"Encrypt") || carries_files(&document) {
        return None;
    }
    for key in [b"Info".as_slice(), b"ID", b"Prev", b"XRefStm"] {
        document.trailer.remove(key);
    }
    document.objects.values_mut().for_each(strip);
    // What nothing refers to any more is gone from the file, and the numbers say no order.
    keep_reachable(&mut document);
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            strip_photograph(stream)?;
        }
    }
    document.renumber_objects();
    let mut reading = Reading { text: String::new(), shows_more: false };
    reading.pages(&document);
    for object in document.objects.values() {
        reading.object(object);
    }
    reading.drawings(&document)?;
    let mut copy = Vec::new();
    document.save_to(&mut copy).ok()?;
    Some(Copied { bytes: copy, read: reading.text, shows_more: reading.shows_more })
}

fn carries_files(document: &Document) -> bool {
    document.objects.values().any(|object| {
        object.as_dict().is_ok_and(|dict| dict.has(b"EmbeddedFiles") || dict.has(b"EF"))
    })
}

/// Entries by which programs note who wrote or signed something, with what and when.
const TELLING: [&[u8]; 9] = [
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"Author",
    b"CreationDate",
    b"ModDate",
    b"Producer",
    b"DSS",
    b"Perms",
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
    if is_signature(dict) {
        // The name of whoever signed, and the certificate that proves it.
        *dict = Dictionary::new();
        return;
    }
    for key in TELLING {
        dict.remove(key);
    }
    // A comment's title is its author; a form field's is the field's name.
    if is_annotation(dict) && named(dict, b"Subtype") != b"Widget" {
        for key in [b"T".as_slice(), b"M", b"NM"] {
            dict.remove(key);
        }
    }
    for (_, value) in dict.iter_mut() {
        strip(value);
    }
}

fn is_signature(dict: &Dictionary) -> bool {
    dict.has(b"ByteRange") || matches!(named(dict, b"Type"), b"Sig" | b"DocTimeStamp")
}

fn is_annotation(dict: &Dictionary) -> bool {
    dict.has(b"Subtype") && dict.has(b"Rect")
}

/// The name that stands under this key, or nothing.
fn named<'a>(dict: &'a Dictionary, key: &[u8]) -> &'a [u8] {
    dict.get(key).and_then(Object::as_name).unwrap_or_default()
}

/// Takes out of a photograph what the camera wrote into it. `None` when its packing does not let
/// us see that.
fn strip_photograph(stream: &mut Stream) -> Option<()> {
    if !stream.dict.has(b"Filter") {
        return Some(());
    }
    let filters: Vec<Vec<u8>> = stream.filters().ok()?.into_iter().map(<[u8]>::to_vec).collect();
    let is_photograph =
        |filter: &Vec<u8>| matches!(filter.as_slice(), b"DCTDecode" | b"DCT" | b"JPXDecode");
    if !filters.iter().any(is_photograph) {
        return Some(());
    }
    let alone = filters.len() == 1 && filters.iter().all(|filter| filter != b"JPXDecode");
    let copy = alone.then(|| without_metadata("image/jpeg", &stream.content))??;
    stream.set_content(copy);
    Some(())
}

/// What a machine reads of a document.
struct Reading {
    text: String,
    shows_more: bool,
}

impl Reading {
    /// The text of every page; an empty page is a picture, or a text that cannot be read.
    fn pages(&mut self, document: &Document) {
        let pages = document.get_pages();
        self.shows_more |= pages.is_empty();
        for (number, id) in pages {
            let start = self.text.len();
            for chunk in document.extract_text_chunks(&[number]) {
                match chunk {
                    Ok(chunk) => self.text.push_str(&chunk),
                    Err(_) => self.shows_more = true,
                }
            }
            self.shows_more |= self.text.get(start..).is_none_or(|page| page.trim().is_empty());
            self.text.push('\n');
            let fonts = document.get_page_fonts(id);
            self.shows_more |=
                fonts.is_ok_and(|fonts| fonts.values().any(|font| !is_readable(font, document)));
        }
    }

    /// What stands in comments, headings, fields and descriptions, and whether there is something
    /// to look at.
    fn object(&mut self, object: &Object) {
        match object {
            Object::String(..) => {
                if let Ok(text) = decode_text_string(object) {
                    self.text.push_str(&text);
                    self.text.push('\n');
                }
            }
            Object::Array(items) => items.iter().for_each(|item| self.object(item)),
            Object::Dictionary(dict) => self.dictionary(dict),
            Object::Stream(stream) => {
                let picture = matches!(named(&stream.dict, b"Subtype"), b"Image" | b"Form");
                self.shows_more |= picture || stream.dict.has(b"PatternType");
                self.dictionary(&stream.dict);
            }
            _ => {}
        }
    }

    fn dictionary(&mut self, dict: &Dictionary) {
        const READ: [&[u8]; 7] =
            [b"Link", b"Text", b"Popup", b"Highlight", b"Underline", b"StrikeOut", b"Squiggly"];
        let drawn = is_annotation(dict) && !READ.contains(&named(dict, b"Subtype"));
        self.shows_more |= drawn || dict.has(b"AcroForm");
        for (_, value) in dict {
            self.object(value);
        }
    }

    /// Drawings inside pages and drawings of their own. `None` where one cannot be opened, or holds
    /// a photograph that cannot be taken out of its packing.
    fn drawings(&mut self, document: &Document) -> Option<()> {
        for page in document.page_iter() {
            match document.get_page_content_with_limit(page, DEFAULT_MAX_DECOMPRESSED_SIZE) {
                Ok(content) => self.shows_more |= has_picture(&content)?,
                Err(_) => self.shows_more = true,
            }
        }
        let forms = document.objects.values().filter_map(|object| object.as_stream().ok());
        let forms = forms.filter(|stream| named(&stream.dict, b"Subtype") == b"Form");
        for form in forms {
            let content = if form.dict.has(b"Filter") {
                form.decompressed_content_with_limit(DEFAULT_MAX_DECOMPRESSED_SIZE).ok()?
            } else {
                form.content.clone()
            };
            self.text.push_str(&String::from_utf8_lossy(&content));
            has_picture(&content)?;
        }
        Some(())
    }
}

/// Whether a picture stands in the middle of this content; `None` for a photograph.
fn has_picture(content: &[u8]) -> Option<bool> {
    let Ok(content) = Content::decode(content) else { return Some(true) };
    let mut pictures = content.operations.iter().filter(|operation| operation.operator == "BI");
    let mut found = false;
    pictures.try_for_each(|picture| {
        found = true;
        let stream = picture.operands.first()?.as_stream().ok()?;
        let packing = stream.dict.get(b"F").or_else(|_| stream.dict.get(b"Filter"));
        let packing = packing.map(|packing| format!("{packing:?}")).unwrap_or_default();
        (!packing.contains("DCT")).then_some(())
    })?;
    Some(found)
}

/// Whether the letters of this font can be told: drawn ones cannot, and numbered ones only with a
/// table.
fn is_readable(font: &Dictionary, document: &Document) -> bool {
    match named(font, b"Subtype") {
        b"Type3" => false,
        b"Type0" => font
            .get_font_encoding_with_limit(document, DEFAULT_MAX_DECOMPRESSED_SIZE)
            .is_ok_and(|encoding| matches!(encoding, Encoding::UnicodeMapEncoding(_))),
        _ => font.has(b"Encoding") || font.has(b"ToUnicode") || !font.has(b"FontDescriptor"),
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
