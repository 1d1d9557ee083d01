//! The style sheet, scripts and picture that pages link to, embedded in the binary.
//!
//! The address of an asset carries a hash of its content, so that a browser may keep it for ever.

/// One embedded file.
pub struct Asset {
    /// The name that templates use, e.g. `kandidat.css`.
    pub name: &'static str,
    /// The address it is served at, e.g. `/assets/kandidat-0123456789abcdef.css`.
    pub path: &'static str,
    /// The value of the `content-type` header.
    pub content_type: &'static str,
    /// The content.
    pub bytes: &'static [u8],
}

/// The value of the `cache-control` header of every asset.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// All embedded files.
pub const ALL: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The asset served at an address, `None` if there is none.
pub fn at(path: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.path == path)
}

/// The address of the asset with this name; the name itself if there is none.
pub(crate) fn path_of(name: &str) -> &str {
    ALL.iter().find(|asset| asset.name == name).map_or(name, |asset| asset.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_is_found_at_the_address_that_pages_link_to() {
        for asset in ALL {
            assert_eq!(at(path_of(asset.name)).map(|found| found.name), Some(asset.name));
            assert!(!asset.bytes.is_empty(), "{} is empty", asset.name);
        }
    }

    #[test]
    fn an_unknown_address_has_no_asset() {
        assert!(at("/assets/kandidat.css").is_none());
    }
}
