//! What a document would change, before anything is: what is new, the same, changed, or no longer there.

use super::Content;
use super::store::{self, documents::Document, documents::Placed, rows::Row};
use crate::ExternalRowId;
use office::Result;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use std::collections::HashMap;
use ui::key;
use utoipa::ToSchema;

/// What a document is to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExternalChange)]
pub enum Change {
    /// There is no such row yet.
    New,
    /// The row says the same.
    Same,
    /// The row says something else, or had been withdrawn.
    Changed,
    /// The row is there, and the document does not have it any more.
    Withdrawn,
}

impl Change {
    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The message of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => key("external-studies-change-new"),
            Self::Same => key("external-studies-change-same"),
            Self::Changed => key("external-studies-change-changed"),
            Self::Withdrawn => key("external-studies-change-withdrawn"),
        }
    }
}

/// One line of the preview.
#[derive(Clone)]
pub struct Difference {
    /// What names it in the form: the same as long as the preview is.
    pub name: String,
    /// What the document is to the row.
    pub change: Change,
    /// Whose result it is.
    pub issuer: String,
    /// What tells it from others.
    pub result_key: String,
    /// The row, where there is one.
    pub row: Option<ExternalRowId>,
    /// The version of it that stands; 0 where there is none.
    pub version: i32,
    /// What stands.
    pub old: Option<Content>,
    /// What the document says.
    pub new: Option<Content>,
    pub(super) result_id: Option<String>,
    pub(super) hash: [u8; 32],
}

impl Difference {
    /// What the document says, or what stands where it says nothing any more.
    pub fn content(&self) -> Option<&Content> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// The fields in which old and new differ: the message of the name, what stands, what would.
    pub fn differing(&self) -> Vec<(&'static str, String, String)> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return Vec::new() };
        let kinds = (key("external-studies-kind"), old.kind.key(), new.kind.key());
        let kind =
            (old.kind != new.kind).then(|| (kinds.0, kinds.1.to_owned(), kinds.2.to_owned()));
        let both = old.fields().into_iter().zip(new.fields());
        let fields = both.filter(|((_, old), (_, new))| old != new);
        kind.into_iter().chain(fields.map(|((key, old), (_, new))| (key, old, new))).collect()
    }
}

/// What a document would change.
pub struct Preview {
    /// Line by line: what the document says in its order, then what it does not have any more.
    pub differences: Vec<Difference>,
    /// What whoever imports has seen: another one when anything here is another meanwhile.
    pub seal: String,
}

impl Preview {
    /// How many lines are of a kind.
    pub fn count(&self, change: Change) -> usize {
        self.differences.iter().filter(|one| one.change == change).count()
    }
}

/// Holds a document against the rows that stand. What a file leaves out is not withdrawn by that: its
/// owner chose what to share. The exchange sends all that is passed.
pub(super) async fn of(conn: &mut PgConnection, document: &Document) -> Result<Preview> {
    let lines = store::documents::lines(&mut *conn, document.id).await?;
    let rows = store::rows::of_person(conn, document.person).await?;
    let mut known: HashMap<(String, String), Row> =
        rows.into_iter().map(|row| ((row.issuer.clone(), row.result_key.clone()), row)).collect();
    let mut differences: Vec<Difference> = lines
        .into_iter()
        .map(|Placed { position, line }| {
            let row = known.remove(&(line.issuer.clone(), line.result_key.clone()));
            let change = match &row {
                None => Change::New,
                Some(row) if row.hash == line.hash && !row.withdrawn => Change::Same,
                Some(_) => Change::Changed,
            };
            Difference {
                name: position.to_string(),
                change,
                issuer: line.issuer,
                result_key: line.result_key,
                row: row.as_ref().map(|row| row.id),
                version: row.as_ref().map_or(0, |row| row.version),
                old: row.map(|row| row.content),
                new: Some(line.content),
                result_id: line.result_id,
                hash: line.hash,
            }
        })
        .collect();
    if document.source == "exchange" {
        let of_issuer = |row: &Row| Some(row.issuer.as_str()) == document.issuer.as_deref();
        let mut gone: Vec<Row> =
            known.into_values().filter(|row| of_issuer(row) && !row.withdrawn).collect();
        gone.sort_by_key(|row| row.id);
        differences.extend(gone.into_iter().map(|row| Difference {
            name: row.id.to_string(),
            change: Change::Withdrawn,
            issuer: row.issuer,
            result_key: row.result_key,
            row: Some(row.id),
            version: row.version,
            old: Some(row.content),
            new: None,
            result_id: None,
            hash: row.hash,
        }));
    }
    let seal = seal(&differences);
    Ok(Preview { differences, seal })
}

/// A word that stands for exactly these differences.
fn seal(differences: &[Difference]) -> String {
    let mut hash = Sha256::new();
    for one in differences {
        hash.update(one.name.as_bytes());
        hash.update([0]);
        hash.update(one.change.code());
        hash.update(one.version.to_be_bytes());
        hash.update(one.hash);
    }
    hex::encode(hash.finalize())
}
