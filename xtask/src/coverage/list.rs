//! The requirements in our own words, and what is known to be missing.

use std::collections::{BTreeMap, HashSet};

use anyhow::{Context, Result, ensure};

use crate::tidy::House;

const LIST: &str = "docs/requirements.tsv";
const PARTLY: &str = "docs/partly.tsv";
/// How many worked examples, settled gaps and public facts there are: tests may name them, they
/// are listed apart.
const SERIES: [(&str, u32); 3] = [("X-", 31), ("Z-", 51), ("W-", 15)];

/// All requirements, in their order.
pub struct Requirements {
    /// Id and our line.
    pub rows: Vec<(String, String)>,
    /// By id: what is missing although a test names it.
    pub partly: BTreeMap<String, String>,
    ids: HashSet<String>,
}

impl Requirements {
    /// Reads both tables. Their first line is a heading.
    pub fn read(house: &House) -> Result<Self> {
        let rows = table(house.text(LIST).context(LIST)?)?;
        let partly = table(house.text(PARTLY).context(PARTLY)?)?.into_iter().collect();
        let ids: HashSet<String> = rows.iter().map(|(id, _)| id.clone()).collect();
        ensure!(ids.len() == rows.len(), "{LIST} names an id twice");
        Ok(Self { rows, partly, ids })
    }

    /// Is this a requirement?
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// May a test name it?
    pub fn knows(&self, id: &str) -> bool {
        self.has(id) || in_series(id)
    }
}

/// Worked examples and the like: `X-1` and `X-01` are the same.
pub fn in_series(id: &str) -> bool {
    SERIES.iter().any(|(prefix, last)| {
        let number = id.strip_prefix(prefix).and_then(|rest| rest.parse::<u32>().ok());
        number.is_some_and(|number| (1..=*last).contains(&number))
    })
}

fn table(text: &str) -> Result<Vec<(String, String)>> {
    let lines = text.lines().skip(1).filter(|line| !line.is_empty());
    let row = |line: &str| {
        let (id, words) = line.split_once('\t').with_context(|| format!("no tab in {line:?}"))?;
        Ok((id.to_owned(), words.to_owned()))
    };
    lines.map(row).collect()
}
