//! The canonical form of XML, which is what digests and signatures are taken of.

use crate::Refused;
use crate::limits::DEPTH_MAX;
use bergshamra_c14n::{C14nMode, canonicalize_doc};
use bergshamra_xml::uppsala::Parser;
use bergshamra_xml::{Document, NodeId, NodeSet};

/// What may stand beside the root element: comments and instructions. The canonical form looks at each of them
/// from each other.
const BESIDE_ROOT_MAX: usize = 16;

/// A canonicalization that counts. Neither takes comments along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Canonical {
    Inclusive,
    Exclusive,
}

impl Canonical {
    pub(super) fn of(uri: &str) -> Option<Self> {
        [Self::Inclusive, Self::Exclusive].into_iter().find(|one| one.uri() == uri)
    }

    pub(super) fn uri(self) -> &'static str {
        match self {
            Self::Inclusive => "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            Self::Exclusive => "http://www.w3.org/2001/10/xml-exc-c14n#",
        }
    }

    /// An element and all below it.
    pub(super) fn subtree(self, tree: &Document<'_>, top: NodeId) -> Result<Vec<u8>, Refused> {
        self.form(tree, &NodeSet::tree_without_comments(top, tree))
    }

    /// The whole document but one element and all below it.
    pub(super) fn without(self, tree: &Document<'_>, left_out: NodeId) -> Result<Vec<u8>, Refused> {
        let mut all = NodeSet::all_without_comments(tree);
        all.remove_id(left_out);
        tree.descendants(left_out).into_iter().for_each(|node| all.remove_id(node));
        self.form(tree, &all)
    }

    fn form(self, tree: &Document<'_>, nodes: &NodeSet) -> Result<Vec<u8>, Refused> {
        let mode = match self {
            Self::Inclusive => C14nMode::Inclusive,
            Self::Exclusive => C14nMode::Exclusive,
        };
        canonicalize_doc(tree, mode, Some(nodes), &[] as &[&str]).map_err(|_| Refused::NotXml)
    }
}

/// The tree that canonical forms are made of. What comes in has passed the gate.
pub(super) fn tree(xml: &str) -> Result<Document<'_>, Refused> {
    let depth = u32::try_from(DEPTH_MAX).unwrap_or(u32::MAX);
    let parser = Parser::new().with_forbid_dtd(true).with_max_depth(depth);
    let tree = parser.parse(xml).map_err(|_| Refused::NotXml)?;
    if tree.children_count(tree.root()) > BESIDE_ROOT_MAX {
        return Err(Refused::TooManyElements);
    }
    Ok(tree)
}
