//! The institution's signature, put into its own document.

use super::algorithm::{Algorithm, Digest};
use super::canonical::{Canonical, tree};
use super::info::SignedInfo;
use super::key::{SigningKey, VerifyingKey};
use super::{DSIG, place, verify};
use crate::{Refused, guard};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const END: &str = "</elmo>";

/// Signs a document as [`crate::write`] has written it, and makes sure that it verifies.
///
/// # Errors
/// [`Refused::AlreadySigned`], [`Refused::NotElmo`] for what does not end as a document does, and whatever
/// [`super::verify`] says of the outcome.
pub fn sign(xml: &str, key: &SigningKey) -> Result<String, Refused> {
    let unsigned = Unsigned::prepare(xml, key.algorithm())?;
    let signature = key.sign(unsigned.message());
    unsigned.signed(&signature, &key.verifying_key())
}

/// A document that is ready to be signed, for a key that is held elsewhere: whoever holds it signs
/// [`Unsigned::message`] and hands the signature to [`Unsigned::signed`].
pub struct Unsigned {
    open: String,
    info: SignedInfo,
    message: Vec<u8>,
}

impl Unsigned {
    /// Makes a document as [`crate::write`] has written it ready for a signature by this algorithm.
    ///
    /// # Errors
    /// As [`sign`].
    pub fn prepare(xml: &str, algorithm: Algorithm) -> Result<Self, Refused> {
        guard::admit(xml.as_bytes())?;
        let open = xml.trim_end().strip_suffix(END).ok_or(Refused::NotElmo)?;
        let mut info = SignedInfo {
            canonical: Canonical::Inclusive,
            algorithm,
            document: Canonical::Inclusive,
            digest: Digest::Sha256,
            value: Vec::new(),
        };
        // Each round fills in what the one before it made known: the digest, then what is signed.
        info.value = info.digest.take(&whole(&with(open, &info, ""))?);
        let message = signed(&with(open, &info, ""))?;
        Ok(Self { open: open.to_owned(), info, message })
    }

    /// What is to be signed.
    pub fn message(&self) -> &[u8] {
        &self.message
    }

    /// The signed document, which is sure to verify with the key's public half.
    ///
    /// # Errors
    /// As [`super::verify`], where it is not this key's signature over this message.
    pub fn signed(self, signature: &[u8], key: &VerifyingKey) -> Result<String, Refused> {
        let document = with(&self.open, &self.info, &STANDARD.encode(signature));
        verify(document.as_bytes(), key)?;
        Ok(document)
    }
}

fn with(open: &str, info: &SignedInfo, value: &str) -> String {
    let info = info.write();
    let value = format!("<SignatureValue>{value}</SignatureValue>");
    format!("{open}<Signature xmlns=\"{DSIG}\">{info}{value}</Signature>{END}")
}

/// The canonical form of the document without its signature.
fn whole(xml: &str) -> Result<Vec<u8>, Refused> {
    let tree = tree(xml)?;
    Canonical::Inclusive.without(&tree, found(&tree)?.signature)
}

/// The canonical form of `SignedInfo`.
fn signed(xml: &str) -> Result<Vec<u8>, Refused> {
    let tree = tree(xml)?;
    Canonical::Inclusive.subtree(&tree, found(&tree)?.info)
}

fn found(tree: &bergshamra_xml::Document<'_>) -> Result<place::Place, Refused> {
    place::find(tree).map_err(|refused| match refused {
        Refused::SeveralSignatures => Refused::AlreadySigned,
        other => other,
    })
}
