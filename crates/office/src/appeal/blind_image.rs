//! Copies of images without what cameras and programs write into them: place, time, owner, machine.
//! Which way is up is kept: a page that was photographed with the phone on its side is read upright.

use exif::{In, Reader, Tag};

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
    const TURNED: &[u8; 4] = b"eXIf";
    let mut rest = bytes.strip_prefix(PNG)?;
    let mut copy = PNG.to_vec();
    loop {
        let (length, _) = rest.split_first_chunk::<4>()?;
        let whole = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(12)?;
        let (chunk, after) = rest.split_at_checked(whole)?;
        let name = chunk.get(4..8)?;
        if SHOWN.iter().any(|shown| shown.as_slice() == name) {
            copy.extend_from_slice(chunk);
        } else if name == TURNED
            && let Some(turned) = chunk.get(8..whole - 4).and_then(turned)
        {
            let length = u32::try_from(turned.len()).ok()?.to_be_bytes();
            let named = [&TURNED[..], &turned].concat();
            copy.extend([&length[..], &named, &checksum(&named).to_be_bytes()].concat());
        }
        if name == b"IEND" {
            return Some(copy);
        }
        rest = after;
    }
}

/// Segments of marker, length and content up to the picture itself; of the application segments
/// only the one that says how colours are coded is kept, the camera's is written anew, and no comment.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    const START: [u8; 2] = [0xff, 0xd8];
    const END: [u8; 2] = [0xff, 0xd9];
    const SCAN: u8 = 0xda;
    const COLOURS: u8 = 0xee;
    const COMMENT: u8 = 0xfe;
    const CAMERA: u8 = 0xe1;
    const EXIF: &[u8] = b"Exif\0\0";
    let mut rest = bytes.strip_prefix(&START)?;
    let mut copy = START.to_vec();
    loop {
        let [0xff, marker, high, low] = *rest.first_chunk::<4>()? else { return None };
        let whole = usize::from(u16::from_be_bytes([high, low])).checked_add(2)?;
        let (segment, after) = rest.split_at_checked(whole)?;
        let told = matches!(marker, 0xe0..=0xef) && marker != COLOURS || marker == COMMENT;
        let exif = segment.get(4..).and_then(|content| content.strip_prefix(EXIF));
        if !told {
            copy.extend_from_slice(segment);
        } else if marker == CAMERA
            && let Some(turned) = exif.and_then(turned)
        {
            let length = u16::try_from(2 + EXIF.len() + turned.len()).ok()?.to_be_bytes();
            copy.extend([&[0xff, CAMERA], &length[..], EXIF, &turned].concat());
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

/// What a camera wrote, with nothing left but how the picture is turned; `None` if it stands upright.
fn turned(camera: &[u8]) -> Option<[u8; 26]> {
    let camera = Reader::new().read_raw(camera.to_vec()).ok()?;
    let orientation = camera.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    let orientation = u8::try_from(orientation).ok().filter(|turned| (2..=8).contains(turned))?;
    // One directory with one entry: tag 0x112, one short number.
    let mut alone = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    alone[19] = orientation;
    Some(alone)
}

/// The checksum of a PNG chunk: CRC-32 of its name and content.
fn checksum(bytes: &[u8]) -> u32 {
    let shifted = |crc: u32| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| shifted(crc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a phone on its side writes: which way is up, and whose phone it is.
    fn camera(orientation: u8) -> Vec<u8> {
        let head = b"II*\0\x08\0\0\0\x02\0";
        let turned = [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
        let owner = [0x0f, 1, 2, 0, 6, 0, 0, 0, 38, 0, 0, 0];
        [&head[..], &turned, &owner, &[0; 4], b"Amina\0"].concat()
    }

    /// Which way is up in a whole file, read by a program that knows nothing of ours.
    fn up(file: &[u8]) -> Option<u32> {
        let found = Reader::new().read_from_container(&mut std::io::Cursor::new(file)).ok()?;
        found.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)
    }

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

    /// Requirements: O-07
    #[test]
    fn a_picture_taken_with_the_phone_on_its_side_stays_upright_and_tells_nothing_else() {
        let jpeg = |camera: &[u8]| {
            let exif = segment(0xe1, &[b"Exif\0\0", camera].concat());
            [&b"\xff\xd8"[..], &exif, &segment(0xda, b"scan"), b"\x01\xff\xd9"].concat()
        };
        let png = |camera: &[u8]| {
            [PNG, &chunk(b"IHDR", b"size"), &chunk(b"eXIf", camera), &chunk(b"IEND", b"")].concat()
        };
        for (kind, file) in [("image/jpeg", jpeg(&camera(6))), ("image/png", png(&camera(6)))] {
            let copy = without_metadata(kind, &file).expect("a copy");
            assert_eq!((up(&file), up(&copy)), (Some(6), Some(6)), "{kind}");
            assert!(says(&file, "Amina") && !says(&copy, "Amina"), "{kind}");
        }
        for nothing_to_keep in [&camera(1)[..], &camera(9), b"II*\0\xff\xff\xff\xff", b""] {
            let copy = without_metadata("image/jpeg", &jpeg(nothing_to_keep)).expect("a copy");
            assert!(!says(&copy, "Exif"));
        }
    }

    #[test]
    fn the_checksum_is_the_one_that_every_png_ends_with() {
        assert_eq!(checksum(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn a_damaged_image_has_no_copy() {
        assert_eq!(without_metadata("image/png", b"\x89PNG\r\n\x1a\nbilde"), None);
        assert_eq!(without_metadata("image/jpeg", b"\xff\xd8\xff\xe1\xff\xffAmina"), None);
    }
}
