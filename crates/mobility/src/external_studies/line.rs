//! The lines of a document: each result once, with what tells it from all others of its issuer.

use super::{Content, Words};
use elmo::{Achievement, Issuer, Report};
use office::catalogue::words::word;
use office::{Error, Result};
use rules::Language;
use std::collections::BTreeMap;

/// One result that a document says.
pub(crate) struct Line {
    /// Whose result it is.
    pub(crate) issuer: String,
    /// What tells it from all others of its issuer.
    pub(crate) result_key: String,
    /// The issuer's own id of it, where it has one.
    pub(crate) result_id: Option<String>,
    /// What it says.
    pub(crate) content: Content,
    /// The hash of that.
    pub(crate) hash: [u8; 32],
}

/// The kinds of names by which an issuer of a file is known best, the best first.
const ISSUER_KINDS: [&str; 4] = ["schac", "erasmus", "pic", "local"];

/// The issuer of a report in a file, by the name that others know it by.
fn named(issuer: &Issuer) -> String {
    let known = |kind: &&str| issuer.identifiers.iter().find(|id| id.kind == **kind);
    let best = ISSUER_KINDS.iter().find_map(known).or_else(|| issuer.identifiers.first());
    best.map_or_else(String::new, |id| format!("{}:{}", id.kind, id.value))
}

/// The lines of a document. With `issuer` everything is held to come from it under its own name, whatever
/// the reports say: an institution speaks for itself alone.
///
/// # Errors
/// Refused by the reader's own name where two results contradict each other.
pub(super) fn lines(
    issuer: Option<(&str, &Words)>,
    document: &elmo::Document,
) -> Result<Vec<Line>> {
    let mut keys = Keys::default();
    let mut lines = Vec::new();
    for report in &document.reports {
        let (issuer, institution) = match issuer {
            Some((number, name)) => (number.to_owned(), name.clone()),
            None => (named(&report.issuer), Words::from(&report.issuer.title)),
        };
        lines.extend(of_report((&issuer, &institution), report, &mut keys)?);
    }
    Ok(lines)
}

fn of_report(
    (issuer, institution): (&str, &Words),
    report: &Report,
    keys: &mut Keys,
) -> Result<Vec<Line>> {
    let achievements =
        report.achievements().map_err(|no| Error::because(no.refusal(), Vec::new()))?;
    let found: Vec<(Achievement<'_>, Content, Option<String>, String)> = achievements
        .into_iter()
        .map(|one| {
            let content = Content::of(one.opportunity, institution);
            let own = one.opportunity.achieved.identifiers.first();
            let id = own.map(|id| id.value.clone());
            let own = own.map(|id| format!("{}:{}", id.kind, id.value));
            let key = keys.unique(issuer, own.unwrap_or_else(|| made(&content)));
            (one, content, id, key)
        })
        .collect();
    let all: Vec<String> = found.iter().map(|(_, _, _, key)| key.clone()).collect();
    let line = |(one, mut content, result_id, result_key): (Achievement<'_>, Content, _, _)| {
        content.part_of = one.part_of.iter().filter_map(|at| all.get(*at).cloned()).collect();
        content.part_of.sort();
        let hash = content.hash().map_err(|error| Error::Internal(error.into()))?;
        Ok(Line { issuer: issuer.to_owned(), result_key, result_id, content, hash })
    };
    found.into_iter().map(line).collect()
}

/// What identifies a result without an id: its kind, its code (else its name) and when it was taken.
pub(super) fn made(content: &Content) -> String {
    let name = content.code.as_deref().unwrap_or_else(|| content.title.nearest(Language::Nb));
    format!("{}|{name}|{}", word(&content.kind), content.when(Language::Nb))
}

/// The keys that a document has used.
#[derive(Default)]
struct Keys(BTreeMap<(String, String), u32>);

impl Keys {
    /// The key itself; where the document has it already, with a number behind it.
    fn unique(&mut self, issuer: &str, key: String) -> String {
        let times = self.0.entry((issuer.to_owned(), key.clone())).or_default();
        *times += 1;
        if *times == 1 { key } else { format!("{key} #{times}") }
    }
}
