//! The tracked files.

use std::fmt;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// One tracked text file.
pub struct SourceFile {
    /// From the workspace's folder.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// All tracked text files.
pub struct House {
    /// In the order of their paths.
    pub files: Vec<SourceFile>,
}

/// Something against a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    line: usize,
    what: String,
}

impl Finding {
    /// `line` counts from one; 0: the whole file.
    pub fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

impl House {
    /// Reads what git tracks, and what is new and not ignored.
    pub fn read() -> Result<Self> {
        let root = crate::dev_db::root();
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output()
            .context("git ls-files")?;
        ensure!(listed.status.success(), "git ls-files: not a checkout");
        let listed = String::from_utf8(listed.stdout)?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        // What is no text (a picture, a font) or has just been deleted is no file to read.
        let read = |path: &str| std::fs::read_to_string(root.join(path)).ok();
        let file = |path: &&str| Some(SourceFile { path: (*path).into(), text: read(path)? });
        Ok(Self { files: paths.iter().filter_map(file).collect() })
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// The files that end so.
    pub fn ending<'a>(&'a self, ends: &'a [&str]) -> impl Iterator<Item = &'a SourceFile> {
        self.files.iter().filter(move |file| ends.iter().any(|end| file.path.ends_with(end)))
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| SourceFile {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Self { files: files.iter().map(file).collect() }
    }
}

impl SourceFile {
    /// Only for tests: test files, samples, examples, what tests are built with, and the tools.
    pub fn is_for_tests(&self) -> bool {
        let folders = ["/tests/", "/examples/", "crates/testkit/", "xtask/", "tests/browser/"];
        let names = ["tests.rs", "_test.rs", "testing.rs", "samples.rs", "required_elements.rs"];
        folders.iter().any(|part| self.path.contains(part))
            || names.iter().any(|name| self.path.ends_with(name))
            || self.path.contains("/testing/")
    }

    /// Lines of production code with their numbers: without comments, and up to `#[cfg(test)] mod`.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let all: Vec<&str> = self.text.lines().collect();
        let end = match self.is_for_tests() && self.path.ends_with(".rs") {
            true => 0,
            false => all.windows(2).position(opens_tests).unwrap_or(all.len()),
        };
        let numbered = all.into_iter().enumerate().take(end).map(|(place, line)| (place + 1, line));
        numbered.filter(|(_, line)| !is_comment(line))
    }

    /// All lines with their numbers, which count from one.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(place, line)| (place + 1, line))
    }
}

/// A module of tests written out at the end of its file.
fn opens_tests(pair: &[&str]) -> bool {
    pair[0].trim() == "#[cfg(test)]" && pair[1].starts_with("mod ") && pair[1].ends_with('{')
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.starts_with("--")
}

/// Does `text` hold `word` with no letter, digit or `_` directly before or after it?
pub fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(part);
        let after = text[at + word.len()..].chars().next().is_some_and(part);
        !before && !after
    })
}

#[test]
fn production_code_ends_where_the_tests_begin() {
    let text = "let a = 1;\n// let b = 2;\n#[cfg(test)]\nmod tests {\n    let c = 3;\n}\n";
    let house =
        House::of(&[("crates/rules/src/a.rs", text), ("crates/rules/src/a/tests.rs", text)]);
    let lines =
        |place: usize| house.files[place].code().map(|(number, _)| number).collect::<Vec<_>>();
    assert_eq!((lines(0), lines(1)), (vec![1], vec![]));
}

#[test]
fn a_word_is_not_found_inside_another() {
    assert!(has_word("fn appeal()", "appeal") && !has_word("fn appeals()", "appeal"));
}
