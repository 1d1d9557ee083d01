//! The institution's signature, put into its own document.

use super::algorithm::Digest;
use super::canonical::{Canonical, tree};
use super::info::SignedInfo;
use super::key::SigningKey;
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
    guard::admit(xml.as_bytes())?;
    let open = xml.trim_end().strip_suffix(END).ok_or(Refused::NotElmo)?;
    let with = |info: &SignedInfo, value: &str| {
        let info = info.write();
        let value = format!("<SignatureValue>{value}</SignatureValue>");
        format!("{open}<Signature xmlns=\"{DSIG}\">{info}{value}</Signature>{END}")
    };
    let mut info = SignedInfo {
        canonical: Canonical::Inclusive,
        algorithm: key.algorithm(),
        document: Canonical::Inclusive,
        digest: Digest::Sha256,
        value: Vec::new(),
    };
    // Each round fills in what the one before it made known: the digest, then the signature over it.
    let bare = with(&info, "");
    info.value = info.digest.take(&whole(&bare)?);
    let digested = with(&info, "");
    let signature = key.sign(&signed(&digested)?);
    let document = with(&info, &STANDARD.encode(signature));
    verify(document.as_bytes(), &key.verifying_key())?;
    Ok(document)
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
