//! The closed world in which a letter is set.

use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The house's letter paper.
const TEMPLATE: &str = include_str!("letter.typ");

/// What all letters share: standard library, fonts and the parsed template.
struct House {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data_id: FileId,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let fonts: Vec<_> = typst_assets::fonts()
        .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
        .filter(|font| !font.info().family.contains("Math"))
        .collect();
    House {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(file("letter.typ"), TEMPLATE.to_owned()),
        data_id: file("letter.json"),
    }
});

/// The id of a file in the closed world; `name` is one of the two constants above.
fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a valid path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The world of one letter: the template and this letter's data.
pub(crate) struct LetterWorld {
    data: Bytes,
}

impl LetterWorld {
    /// A world whose `letter.json` has these bytes.
    pub(crate) fn new(json: Vec<u8>) -> Self {
        Self { data: Bytes::new(json) }
    }

    /// The line of the template that a span points to, counted from 1.
    pub(crate) fn template_line(&self, range: Option<std::ops::Range<usize>>) -> usize {
        let start = range.map_or(0, |range| range.start);
        TEMPLATE.get(..start).map_or(0, |before| before.lines().count())
    }
}

/// Whether some font of the house has a glyph for the character.
pub(crate) fn can_set(character: char) -> bool {
    HOUSE.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
}

impl World for LetterWorld {
    fn library(&self) -> &LazyHash<Library> {
        &HOUSE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &HOUSE.book
    }

    fn main(&self) -> FileId {
        HOUSE.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == HOUSE.template.id() {
            Ok(HOUSE.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == HOUSE.data_id { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        HOUSE.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
