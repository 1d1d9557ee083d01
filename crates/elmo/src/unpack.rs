//! The wrapping in which a browser carries a document: base64 of gzip (EMREX).

use crate::Refused;
use crate::limits::BYTES_MAX;
use crate::text::is_space;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use std::borrow::Cow;
use std::io::{Read, Write};

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Takes a document out of its wrapping: base64 of gzip, gzip alone, or none. No more than
/// [`BYTES_MAX`] bytes are ever unpacked.
///
/// # Errors
/// What is too large before or after, and what is none of the three.
pub fn unpack(given: &[u8]) -> Result<Cow<'_, [u8]>, Refused> {
    if given.len() > BYTES_MAX {
        return Err(Refused::TooLarge);
    }
    let bare = given.strip_prefix("\u{feff}".as_bytes()).unwrap_or(given);
    let first = bare.iter().find(|byte| !is_space(char::from(**byte)));
    if first == Some(&b'<') {
        return Ok(Cow::Borrowed(given));
    }
    if given.starts_with(&GZIP) {
        return gunzip(given).map(Cow::Owned);
    }
    let tight: Vec<u8> =
        given.iter().copied().filter(|byte| !is_space(char::from(*byte))).collect();
    let packed = STANDARD.decode(tight).map_err(|_| Refused::NotPacked)?;
    gunzip(&packed).map(Cow::Owned)
}

/// One gzip member and nothing after it.
fn gunzip(packed: &[u8]) -> Result<Vec<u8>, Refused> {
    let mut decoder = GzDecoder::new(packed);
    let mut plain = Vec::new();
    let read = decoder.by_ref().take(BYTES_MAX as u64 + 1).read_to_end(&mut plain);
    if plain.len() > BYTES_MAX {
        return Err(Refused::UnpackedTooLarge);
    }
    let whole = read.is_ok() && decoder.into_inner().is_empty();
    if whole { Ok(plain) } else { Err(Refused::NotPacked) }
}

/// Wraps a document as a browser carries it: base64 of gzip.
pub fn pack(document: &[u8]) -> String {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(document).and_then(|()| encoder.finish());
    STANDARD.encode(packed.expect("a vector takes whatever is written to it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_whole_and_what_is_not_stays() {
        let document = "<elmo>æ</elmo>".repeat(100);
        let packed = pack(document.as_bytes());
        assert_eq!(unpack(packed.as_bytes()).as_deref(), Ok(document.as_bytes()));
        let broken_up: Vec<u8> = packed.bytes().flat_map(|byte| [byte, b'\n']).collect();
        assert_eq!(unpack(&broken_up).as_deref(), Ok(document.as_bytes()));
        let gzip = STANDARD.decode(packed).expect("it was encoded above");
        assert_eq!(unpack(&gzip).as_deref(), Ok(document.as_bytes()));
        assert_eq!(unpack(b"\n <elmo/>").as_deref(), Ok(&b"\n <elmo/>"[..]));
    }

    #[test]
    fn what_is_no_wrapping_is_refused() {
        let whole = STANDARD.decode(pack(b"<elmo/>")).expect("it was encoded above");
        let half = STANDARD.encode(&whole[..whole.len() - 4]);
        let more = STANDARD.encode([&whole[..], b"more"].concat());
        let twice = STANDARD.encode([&whole[..], &whole[..]].concat());
        for given in ["", "  ", "%PDF-1.7", "PGVsbW8vPg==", &half, &more, &twice] {
            assert_eq!(unpack(given.as_bytes()), Err(Refused::NotPacked), "{given}");
        }
    }

    #[test]
    fn a_bomb_is_unpacked_no_further_than_its_limit() {
        let fits = pack(&vec![b' '; BYTES_MAX]);
        assert_eq!(unpack(fits.as_bytes()).map(|plain| plain.len()), Ok(BYTES_MAX));
        let bomb = pack(&vec![b' '; BYTES_MAX + 1]);
        assert!(bomb.len() < 20_000, "{}", bomb.len());
        assert_eq!(unpack(bomb.as_bytes()), Err(Refused::UnpackedTooLarge));
        let large = vec![b'A'; BYTES_MAX + 1];
        assert_eq!(unpack(&large), Err(Refused::TooLarge));
        assert_eq!(unpack(&large[1..]), Err(Refused::NotPacked));
    }
}
