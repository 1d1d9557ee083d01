//! `SignedInfo`: what the signature says that it signs, and how. Read from its canonical form, which is what is
//! signed.

use super::algorithm::{Algorithm, Digest};
use super::canonical::Canonical;
use super::{DSIG, ENVELOPED};
use crate::Refused;
use crate::text::is_space;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::Node;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What a signature says of itself, where it keeps to the profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SignedInfo {
    /// The form of `SignedInfo` itself.
    pub(super) canonical: Canonical,
    pub(super) algorithm: Algorithm,
    /// The form of the document.
    pub(super) document: Canonical,
    pub(super) digest: Digest,
    pub(super) value: Vec<u8>,
}

impl SignedInfo {
    /// Reads the canonical form.
    pub(super) fn read(canonical: &[u8]) -> Result<Self, Refused> {
        let text = std::str::from_utf8(canonical).map_err(|_| Refused::NotUtf8)?;
        let tree = roxmltree::Document::parse(text).map_err(|_| Refused::NotXml)?;
        let info = tree.root_element();
        named(info, "SignedInfo", &["Id"])?;
        let children = elements(info)?;
        let [canonical, method, references @ ..] = &children[..] else {
            return Err(Refused::SignatureForm);
        };
        let canonical =
            algorithm(*canonical, "CanonicalizationMethod", Refused::CanonicalizationNotAllowed)?;
        let method = algorithm(*method, "SignatureMethod", Refused::SignatureAlgorithmNotAllowed)?;
        let reference = match references {
            [one] => *one,
            [_, ..] if references.iter().all(|one| one.has_tag_name((DSIG, "Reference"))) => {
                return Err(Refused::SeveralReferences);
            }
            _ => return Err(Refused::SignatureForm),
        };
        let (document, digest, value) = Self::reference(reference)?;
        Ok(Self {
            canonical: Canonical::of(canonical).ok_or(Refused::CanonicalizationNotAllowed)?,
            algorithm: Algorithm::of(method)?,
            document,
            digest,
            value,
        })
    }

    /// The reference: the whole document, how it is made even, and its digest.
    fn reference(reference: Node<'_, '_>) -> Result<(Canonical, Digest, Vec<u8>), Refused> {
        named(reference, "Reference", &["Id", "URI", "Type"])?;
        if reference.attribute("URI") != Some("") {
            return Err(Refused::ReferenceNotWholeDocument);
        }
        let children = elements(reference)?;
        let [transforms, method, value] = children[..] else {
            return Err(Refused::SignatureForm);
        };
        let document = Self::transforms(transforms)?;
        let digest =
            Digest::of(algorithm(method, "DigestMethod", Refused::DigestAlgorithmNotAllowed)?)?;
        named(value, "DigestValue", &[])?;
        if value.children().any(|child| !child.is_text()) {
            return Err(Refused::SignatureForm);
        }
        Ok((document, digest, bytes(value.text().unwrap_or_default())?))
    }

    /// `enveloped-signature`, and after it at most one canonicalization.
    fn transforms(transforms: Node<'_, '_>) -> Result<Canonical, Refused> {
        named(transforms, "Transforms", &[])?;
        let no = Refused::TransformsNotAllowed;
        let mut uris = Vec::new();
        for transform in elements(transforms)? {
            uris.push(algorithm(transform, "Transform", no)?);
        }
        match uris[..] {
            [ENVELOPED] => Ok(Canonical::Inclusive),
            [ENVELOPED, then] => Canonical::of(then).ok_or(no),
            _ => Err(no),
        }
    }

    /// As it is written into a document; not yet in canonical form.
    pub(super) fn write(&self) -> String {
        let Self { canonical, algorithm, digest, .. } = self;
        format!(
            "<SignedInfo><CanonicalizationMethod Algorithm=\"{}\"/><SignatureMethod Algorithm=\"{}\"/>\
             <Reference URI=\"\"><Transforms><Transform Algorithm=\"{ENVELOPED}\"/></Transforms>\
             <DigestMethod Algorithm=\"{}\"/><DigestValue>{}</DigestValue></Reference></SignedInfo>",
            canonical.uri(),
            algorithm.uri(),
            digest.uri(),
            STANDARD.encode(&self.value),
        )
    }
}

/// Base64 with blanks in it.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>, Refused> {
    let tight: String = text.chars().filter(|one| !is_space(*one)).collect();
    STANDARD.decode(tight).map_err(|_| Refused::SignatureForm)
}

/// An element of XML signatures, with no other attributes than these and what the canonical form has taken along
/// from above (`xml:lang`).
fn named(node: Node<'_, '_>, name: &str, attributes: &[&str]) -> Result<(), Refused> {
    let known = |attribute: roxmltree::Attribute<'_, '_>| match attribute.namespace() {
        None => attributes.contains(&attribute.name()),
        Some(namespace) => namespace == XML,
    };
    let fits = node.has_tag_name((DSIG, name)) && node.attributes().all(known);
    if fits { Ok(()) } else { Err(Refused::SignatureForm) }
}

/// The elements in an element that holds nothing but elements and blanks.
fn elements<'a, 'input>(node: Node<'a, 'input>) -> Result<Vec<Node<'a, 'input>>, Refused> {
    let blank = |child: &Node<'_, '_>| child.text().is_some_and(|text| text.chars().all(is_space));
    let mut found = Vec::new();
    for child in node.children() {
        match child.is_element() {
            true => found.push(child),
            false if child.is_text() && blank(&child) => {}
            false => return Err(Refused::SignatureForm),
        }
    }
    Ok(found)
}

/// The algorithm that an element names. A parameter within it makes it another algorithm.
fn algorithm<'a>(node: Node<'a, '_>, name: &str, otherwise: Refused) -> Result<&'a str, Refused> {
    named(node, name, &["Algorithm"])?;
    if !elements(node)?.is_empty() {
        return Err(otherwise);
    }
    node.attribute("Algorithm").ok_or(Refused::SignatureForm)
}
