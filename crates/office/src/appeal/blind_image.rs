//! Copies of images without what cameras and programs write into them: place, time, owner, machine.

/// Beginning and end of a PNG file.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The chunks that are needed to show the picture; every other one may tell something.
const SHOWN: [&[u8; 4]; 8] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"];

/// The copy; `None` for a file that is damaged, whose parts cannot be told apart.
pub(super) fn without_metadata(media_type: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match media_type {
        "image/png" => png(bytes),
        "image/jpeg" => jpeg(bytes),
        _ => None,
    }
}

/// Chunks of length, name, content and checksum, the last of which is `IEND`; what comes after it
/// is left out.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(PNG)?;
    let mut copy = PNG.to_vec();
    loop {
        let (length, _) = rest.split_first_chunk::<4>()?;
        let whole = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(12)?;
        let (chunk, after) = rest.split_at_checked(whole)?;
        let name = chunk.get(4..8)?;
        if SHOWN.iter().any(|shown| shown.as_slice() == name) {
            copy.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(copy);
        }
        rest = after;
    }
}

/// Segments of marker, length and content up to the picture itself; of the application segments
/// only the one that says how colours are coded is kept, and no comment.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    const START: [u8; 2] = [0xff, 0xd8];
    const END: [u8; 2] = [0xff, 0xd9];
    const SCAN: u8 = 0xda;
    const COLOURS: u8 = 0xee;
    const COMMENT: u8 = 0xfe;
    let mut rest = bytes.strip_prefix(&START)?;
    let mut copy = START.to_vec();
    loop {
        let [0xff, marker, high, low] = *rest.first_chunk::<4>()? else { return None };
        let whole = usize::from(u16::from_be_bytes([high, low])).checked_add(2)?;
        let (segment, after) = rest.split_at_checked(whole)?;
        let told = matches!(marker, 0xe0..=0xef) && marker != COLOURS || marker == COMMENT;
        if !told {
            copy.extend_from_slice(segment);
        }
        rest = after;
        if marker == SCAN {
            break;
        }
    }
    // Inside the picture 0xff is followed by 0x00 or a restart; progressive pictures have tables and
    // further scans in between, which hold no text.
    let end = rest.windows(2).position(|pair| pair == END)?;
    copy.extend_from_slice(rest.get(..end)?);
    copy.extend_from_slice(&END);
    Some(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        [&length[..], name, content, &[0; 4]].concat()
    }

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    fn says(bytes: &[u8], word: &str) -> bool {
        bytes.windows(word.len()).any(|part| part == word.as_bytes())
    }

    #[test]
    fn a_png_loses_its_texts_and_what_hangs_behind_it() {
        let shown = [PNG.to_vec(), chunk(b"IHDR", b"size"), chunk(b"IDAT", b"picture")].concat();
        let telling = [chunk(b"tEXt", b"Author\0Amina"), chunk(b"eXIf", b"Amina")].concat();
        let end = chunk(b"IEND", b"");
        let file = [&shown[..], &telling, &end, b"Amina"].concat();
        assert_eq!(without_metadata("image/png", &file), Some([&shown[..], &end].concat()));
    }

    #[test]
    fn a_jpeg_loses_camera_place_and_comment_and_keeps_its_picture() {
        let picture =
            [segment(0xdb, b"table"), segment(0xda, b"scan"), b"\x01\xff\x00\x02".to_vec()];
        let telling = [segment(0xe1, b"Exif\0\0Amina"), segment(0xfe, b"Amina")].concat();
        let file = [b"\xff\xd8", &telling[..], &picture.concat(), b"\xff\xd9Amina"].concat();
        let copy = without_metadata("image/jpeg", &file).expect("a copy");
        assert!(says(&file, "Amina") && !says(&copy, "Amina"));
        assert_eq!(copy, [b"\xff\xd8", &picture.concat()[..], b"\xff\xd9"].concat());
    }

    #[test]
    fn a_damaged_image_has_no_copy() {
        assert_eq!(without_metadata("image/png", b"\x89PNG\r\n\x1a\nbilde"), None);
        assert_eq!(without_metadata("image/jpeg", b"\xff\xd8\xff\xe1\xff\xffAmina"), None);
    }
}
