//! Where the signature stands, and what stands in it.

use super::DSIG;
use crate::Refused;
use crate::text::is_space;
use bergshamra_xml::{Document, NodeId, NodeKind};

/// Namespaces that a signature may be written in: XML signatures, their extension 1.1, and the parameter of an
/// exclusive canonicalization, which is refused by its own name.
const IN_SIGNATURE: [&str; 3] =
    [DSIG, "http://www.w3.org/2009/xmldsig11#", "http://www.w3.org/2001/10/xml-exc-c14n#"];

/// The signature of a document, and the parts of it that count.
pub(super) struct Place {
    pub(super) signature: NodeId,
    pub(super) info: NodeId,
    /// The text of `SignatureValue`.
    pub(super) value: String,
}

/// Finds the one signature, in the one place where it may stand.
pub(super) fn find(tree: &Document<'_>) -> Result<Place, Refused> {
    let root = tree.document_element().ok_or(Refused::NotXml)?;
    let is_signature = |node: &NodeId| is(tree, *node, "Signature");
    let signatures: Vec<NodeId> = tree.descendants(root).into_iter().filter(is_signature).collect();
    let signature = match signatures[..] {
        [] => return Err(Refused::NotSigned),
        [one] => one,
        _ => return Err(Refused::SeveralSignatures),
    };
    let is_last = tree.last_child(root) == Some(last_beside_blanks(tree, signature));
    if tree.parent(signature) != Some(root) || !is_last {
        return Err(Refused::SignatureNotLast);
    }
    only_signature(tree, signature)?;
    let (info, value) = parts(tree, signature)?;
    Ok(Place { signature, info, value: text(tree, value)? })
}

/// The last node of the blanks that stand after a node, or the node itself.
fn last_beside_blanks(tree: &Document<'_>, node: NodeId) -> NodeId {
    let mut last = node;
    while let Some(next) = tree.next_sibling(last) {
        if !is_blank(tree, next) {
            break;
        }
        last = next;
    }
    last
}

/// Nothing but a signature stands in the signature: what is not signed could pass for what is.
fn only_signature(tree: &Document<'_>, signature: NodeId) -> Result<(), Refused> {
    for node in tree.descendants(signature) {
        let Some(NodeKind::Element(element)) = tree.node_kind(node) else { continue };
        if is(tree, node, "Object") {
            return Err(Refused::ObjectInSignature);
        }
        let namespace = element.name.namespace_uri.as_deref().unwrap_or_default();
        if !IN_SIGNATURE.contains(&namespace) {
            return Err(Refused::SignatureForm);
        }
    }
    Ok(())
}

/// `SignedInfo`, `SignatureValue`, and perhaps `KeyInfo`, in this order.
fn parts(tree: &Document<'_>, signature: NodeId) -> Result<(NodeId, NodeId), Refused> {
    let mut parts = Vec::new();
    for child in tree.children(signature) {
        match tree.node_kind(child) {
            Some(NodeKind::Element(_)) => parts.push(child),
            _ if is_blank(tree, child) => {}
            _ => return Err(Refused::SignatureForm),
        }
    }
    let (info, value) = match parts[..] {
        [info, value] => (info, value),
        [info, value, key] if is(tree, key, "KeyInfo") => (info, value),
        _ => return Err(Refused::SignatureForm),
    };
    let named = is(tree, info, "SignedInfo") && is(tree, value, "SignatureValue");
    if named { Ok((info, value)) } else { Err(Refused::SignatureForm) }
}

/// Whether the node is an element of XML signatures with this name.
pub(super) fn is(tree: &Document<'_>, node: NodeId, name: &str) -> bool {
    tree.element(node).is_some_and(|element| {
        element.name.namespace_uri.as_deref() == Some(DSIG) && element.name.local_name == name
    })
}

/// Text of nothing but white space.
fn is_blank(tree: &Document<'_>, node: NodeId) -> bool {
    match tree.node_kind(node) {
        Some(NodeKind::Text(text)) => text.chars().all(is_space),
        _ => false,
    }
}

/// The text of an element that holds nothing else.
fn text(tree: &Document<'_>, element: NodeId) -> Result<String, Refused> {
    let mut whole = String::new();
    for child in tree.children(element) {
        match tree.node_kind(child) {
            Some(NodeKind::Text(text)) => whole.push_str(text),
            _ => return Err(Refused::SignatureForm),
        }
    }
    Ok(whole)
}
