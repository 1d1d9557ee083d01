//! Letters as those read them who get them: the words that stand in the PDF.

use anyhow::{Context, Result, ensure};
use lopdf::Document;
use serde_json::Value;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// As long as a letter may take to be set, on one machine.
const SET_WITHIN: Duration = Duration::from_secs(30);

/// A letter that was sent.
pub struct Letter {
    kind: String,
    words: String,
}

impl Letter {
    /// The newest letter of a kind that an office has sent to a person, once its PDF is there.
    ///
    /// # Errors
    /// There is none, or its PDF cannot be read.
    pub async fn to(base: &str, person: Uuid, kind: &str) -> Result<Self> {
        let begun = Instant::now();
        loop {
            let sent: Value = reqwest::get(format!("{base}/demo/outbox")).await?.json().await?;
            if let Some(pdf) = newest(&sent, person, kind) {
                let answer = reqwest::get(format!("{base}{pdf}")).await?.error_for_status()?;
                let words = words(&answer.bytes().await?).with_context(|| format!("a {kind}"))?;
                return Ok(Self { kind: kind.to_owned(), words });
            }
            ensure!(begun.elapsed() < SET_WITHIN, "{base} has sent no {kind}");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// It says all of this.
    ///
    /// # Errors
    /// It does not.
    pub fn says(&self, all: &[&str]) -> Result<()> {
        for one in all {
            ensure!(
                self.words.contains(&run(one)),
                "{} does not say «{one}»: {}",
                self.kind,
                self.words
            );
        }
        Ok(())
    }
}

/// Where the newest such letter is, when it is made; the outbox tells the newest first or last.
fn newest<'a>(sent: &'a Value, person: Uuid, kind: &str) -> Option<&'a str> {
    let to = Value::String(person.to_string());
    let letters = sent.as_array()?.iter().filter(|one| one["kind"] == kind && one["person"] == to);
    letters.max_by_key(|one| one["created_at"].as_str())?["pdf"].as_str()
}

fn words(pdf: &[u8]) -> Result<String> {
    let document = Document::load_mem(pdf)?;
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    Ok(run(&document.extract_text(&pages)?))
}

/// Without spaces: where a line breaks is the letter's own matter.
fn run(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
