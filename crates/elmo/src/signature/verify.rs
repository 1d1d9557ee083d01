//! Whether a document is what somebody has signed.

use super::algorithm::Algorithm;
use super::canonical::{Canonical, tree};
use super::info::{SignedInfo, bytes};
use super::key::VerifyingKey;
use super::place;
use crate::read::{Read, read_unverified};
use crate::{Refused, guard};
use bergshamra_xml::{Document, NodeId};

/// What somebody has signed, and nothing else of what came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    canonical: Vec<u8>,
    algorithm: Algorithm,
}

impl Verified {
    /// The bytes that were signed: the canonical form of the document without its signature.
    pub fn bytes(&self) -> &[u8] {
        &self.canonical
    }

    /// How they were signed.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Reads them.
    ///
    /// # Errors
    /// As [`read_unverified`]: a signature says who, not that it can be read.
    pub fn read(&self) -> Result<Read, Refused> {
        read_unverified(&self.canonical)
    }
}

/// Verifies a document under the profile of [`super`].
///
/// # Errors
/// What breaks a limit or the profile, what `key` has not signed, and what has changed since.
pub fn verify(xml: &[u8], key: &VerifyingKey) -> Result<Verified, Refused> {
    let xml = guard::admit(xml)?;
    let tree = tree(xml)?;
    let place = place::find(&tree)?;
    let (signed, info) = signed_info(&tree, place.info)?;
    key.verify(info.algorithm, &signed, &bytes(&place.value)?)?;
    let canonical = info.document.without(&tree, place.signature)?;
    if info.digest.take(&canonical) != info.value {
        return Err(Refused::ContentChanged);
    }
    Ok(Verified { canonical, algorithm: info.algorithm })
}

/// Verifies a document, and reads what was signed.
///
/// # Errors
/// As [`verify`] and [`Verified::read`].
pub fn read_signed(xml: &[u8], key: &VerifyingKey) -> Result<Read, Refused> {
    verify(xml, key)?.read()
}

/// The canonical form of `SignedInfo`, and what it says. How it is to be made even it says itself, so it is made even
/// first by its word, and then has to say the same in that form.
fn signed_info(tree: &Document<'_>, info: NodeId) -> Result<(Vec<u8>, SignedInfo), Refused> {
    let first = Canonical::Inclusive.subtree(tree, info)?;
    let canonical = SignedInfo::read(&first)?.canonical;
    let signed = canonical.subtree(tree, info)?;
    let read = SignedInfo::read(&signed)?;
    if read.canonical == canonical { Ok((signed, read)) } else { Err(Refused::SignatureForm) }
}
