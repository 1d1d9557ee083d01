//! Who of the other institutions hears of exclusions through the register, and what institutions are called.

use crate::{Error, Node, Result};
use rules::{Language, Text};
use std::collections::BTreeMap;
use wire::Party;
use wire::port::Directory;

/// What an institution shares that is connected, as the directory writes it.
const EXCLUSIONS: &str = "exclusions";

/// Another institution, as the directory lists it.
#[derive(Clone, Debug)]
pub(crate) struct Other {
    /// The number by which the directory knows it.
    pub(crate) number: String,
    /// What it is called.
    pub(crate) name: Text,
    /// Whether it shares exclusions: the register tells it.
    pub(crate) connected: bool,
}

impl Other {
    /// Whether somebody means this institution by a name or a number that was typed in.
    pub(crate) fn is_called(&self, typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        let names = [&self.number, &self.name.nb, &self.name.nn, &self.name.en];
        names.into_iter().any(|name| name.to_lowercase() == typed)
    }
}

/// The other institutions of the directory; none where this one stands alone.
///
/// # Errors
/// The database is away.
pub(crate) async fn others(node: &Node) -> Result<Vec<Other>> {
    let station = edge::Node::station(node);
    let directory = station.directory().newest().await;
    let directory = directory.map_err(|fault| Error::Internal(fault.into()))?;
    let (own, today) = (station.party(), node.today());
    let Some(directory) = directory else { return Ok(Vec::new()) };
    let others = directory.institutions.iter();
    let others = others.filter(|one| Party::Institution(one.number) != own);
    Ok(others
        .map(|one| Other {
            number: one.number.to_string(),
            name: Text::new(&one.names.nb, &one.names.nn, &one.names.en),
            connected: one.shares.iter().any(|it| it.what == EXCLUSIONS && it.since <= today),
        })
        .collect())
}

/// What institutions are called, for readers: by a number nobody knows who decided.
pub(crate) struct Institutions(BTreeMap<String, Text>);

impl Institutions {
    /// This one, and those of the directory.
    ///
    /// # Errors
    /// The database is away.
    pub(crate) async fn load(node: &Node) -> Result<Self> {
        let others = others(node).await?.into_iter().map(|one| (one.number, one.name));
        let own = node.institution();
        let own = (own.number.clone(), own.name.clone());
        Ok(Self(others.chain([own]).collect()))
    }

    /// The name of an institution; its number where the directory has it no more.
    pub(crate) fn name(&self, number: &str, language: Language) -> String {
        self.0.get(number).map_or(number, |name| name.get(language)).to_owned()
    }
}
