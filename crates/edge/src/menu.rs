//! The menu: only what this person may use.

use crate::{Allow, Node};

/// One place in the menu.
#[derive(Clone, Copy)]
pub struct Place<A> {
    /// The message key of its text, `nav-…`.
    pub key: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Who sees it.
    pub allow: A,
}

/// The menu of one person; the place that `path` lies under is marked.
pub(crate) fn menu<N: Node>(node: &N, who: &N::Principal, path: &str) -> Vec<ui::NavItem> {
    let path = path.split('?').next().unwrap_or(path);
    let seen: Vec<_> = node.menu().iter().filter(|place| place.allow.lets(Some(who))).collect();
    // The longest place that the page lies under: /my/results is results, not also /my.
    let under = |place: &&&Place<N::Allow>| {
        path == place.href || path.starts_with(&format!("{}/", place.href))
    };
    let here = seen.iter().filter(under).map(|place| place.href).max_by_key(|href| href.len());
    seen.iter()
        .map(|place| ui::NavItem {
            key: place.key,
            href: place.href.to_owned(),
            current: here == Some(place.href),
            waiting: 0,
        })
        .collect()
}
