//! The gate: what a document may cost is counted before anything is built of it.

use crate::Refused;
use crate::limits::{ATTRIBUTES_MAX, BYTES_MAX, DEPTH_MAX, NAMESPACES_MAX, NODES_MAX};
use quick_xml::Reader;
use quick_xml::events::{BytesDecl, BytesStart, Event};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Lets through what is small enough, written in UTF-8 and free of a DTD. Whether it is XML, the parser says
/// afterwards; here it is only counted, in one pass and without building anything.
pub(crate) fn admit(bytes: &[u8]) -> Result<&str, Refused> {
    if bytes.len() > BYTES_MAX {
        return Err(Refused::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NotUtf8)?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut reader = Reader::from_str(text);
    let mut count = Count::default();
    loop {
        match reader.read_event().map_err(|_| Refused::NotXml)? {
            Event::Eof => return Ok(text),
            event => count.take(&event)?,
        }
    }
}

#[derive(Default)]
struct Count {
    nodes: usize,
    /// How many namespaces each open element declares.
    open: Vec<usize>,
    namespaces: usize,
}

impl Count {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Refused> {
        match event {
            Event::DocType(_) => return Err(Refused::DtdForbidden),
            Event::Decl(declaration) => says_utf8(declaration)?,
            Event::Start(start) => self.enter(start)?,
            Event::Empty(start) => {
                self.enter(start)?;
                self.leave();
            }
            Event::End(_) => self.leave(),
            Event::Comment(_) | Event::PI(_) | Event::CData(_) => self.node()?,
            Event::Text(_) | Event::GeneralRef(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn node(&mut self) -> Result<(), Refused> {
        self.nodes += 1;
        if self.nodes > NODES_MAX { Err(Refused::TooManyElements) } else { Ok(()) }
    }

    fn enter(&mut self, start: &BytesStart<'_>) -> Result<(), Refused> {
        self.node()?;
        let mut attributes = start.attributes();
        let (mut all, mut namespaces) = (0, 0);
        // Without its checks: they compare each attribute with each other, which the limit is there to bound.
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(|_| Refused::NotXml)?;
            all += 1;
            namespaces += usize::from(attribute.key.as_namespace_binding().is_some());
            if all > ATTRIBUTES_MAX {
                return Err(Refused::TooManyAttributes);
            }
        }
        self.namespaces += namespaces;
        if self.namespaces > NAMESPACES_MAX {
            return Err(Refused::TooManyNamespaces);
        }
        self.open.push(namespaces);
        if self.open.len() > DEPTH_MAX { Err(Refused::TooDeep) } else { Ok(()) }
    }

    fn leave(&mut self) {
        self.namespaces -= self.open.pop().unwrap_or_default();
    }
}

/// What says that it is written otherwise is read otherwise by somebody.
fn says_utf8(declaration: &BytesDecl<'_>) -> Result<(), Refused> {
    let Some(encoding) = declaration.encoding() else { return Ok(()) };
    let encoding = encoding.map_err(|_| Refused::NotXml)?;
    let fits = ["utf-8", "us-ascii"].iter().any(|name| encoding.eq_ignore_ascii_case(name));
    if fits { Ok(()) } else { Err(Refused::NotUtf8) }
}
