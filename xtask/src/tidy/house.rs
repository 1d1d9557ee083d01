//! The tracked files.

use std::fmt;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// One tracked text file.
pub struct SourceFile {
    /// From the workspace's folder.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Whether only tests are built with it.
    pub for_tests: bool,
    /// Whether it may be run as a program.
    pub executable: bool,
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
        let runs = |path: &str| {
            let found = std::fs::metadata(root.join(path));
            found.is_ok_and(|found| found.permissions().mode() & 0o111 != 0)
        };
        let file = |path: &&str| {
            let executable = runs(path);
            Some(SourceFile { executable, ..SourceFile::new(path, &read(path)?) })
        };
        Ok(Self::built_of(paths.iter().filter_map(file).collect()))
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// The files that end so.
    pub fn ending<'a>(&'a self, ends: &'a [&str]) -> impl Iterator<Item = &'a SourceFile> {
        self.files.iter().filter(move |file| ends.iter().any(|end| file.path.ends_with(end)))
    }

    /// Marks what `#[cfg(test)] mod name;` says is for tests, wherever it lies.
    fn built_of(mut files: Vec<SourceFile>) -> Self {
        let modules: Vec<String> = files.iter().flat_map(SourceFile::test_modules).collect();
        for file in &mut files {
            let stem = file.path.trim_end_matches(".rs");
            file.for_tests |=
                modules.iter().any(|of| stem == of || file.path.starts_with(&format!("{of}/")));
        }
        Self { files }
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self::built_of(files.iter().map(|(path, text)| SourceFile::new(path, text)).collect())
    }
}

impl SourceFile {
    /// A file as read, which cannot be run.
    pub fn new(path: &str, text: &str) -> Self {
        let folders = ["/tests/", "/examples/", "crates/testkit/", "xtask/", "tests/browser/"];
        let for_tests = folders.iter().any(|part| path.contains(part))
            || ["tests.rs", "samples.rs"].iter().any(|name| path.ends_with(name));
        Self { path: path.to_owned(), text: text.to_owned(), for_tests, executable: false }
    }

    /// The modules that this file declares for tests alone, as paths without `.rs`.
    fn test_modules(&self) -> Vec<String> {
        let lines: Vec<&str> = self.text.lines().map(str::trim).collect();
        let (folder, name) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        let inside = match name {
            "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
            _ => self.path.trim_end_matches(".rs").to_owned(),
        };
        let declared = lines
            .windows(2)
            .filter(|pair| pair[0].starts_with("#[cfg(") && pair[0].contains("test"));
        let names =
            declared.filter_map(|pair| Some(pair[1].strip_suffix(';')?.split_once("mod ")?.1));
        names.map(|name| format!("{inside}/{name}")).collect()
    }

    /// Lines of production code with their numbers: without comments, and up to `#[cfg(test)] mod`.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let all: Vec<&str> = self.text.lines().collect();
        let end = match self.for_tests {
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
fn a_module_declared_for_tests_is_for_tests() {
    let house = House::of(&[
        ("crates/office/src/appeal/mod.rs", "#[cfg(test)]\npub(crate) mod planted;\nmod gate;\n"),
        ("crates/office/src/appeal/planted.rs", ""),
        ("crates/office/src/appeal/gate.rs", ""),
    ]);
    let for_tests: Vec<bool> = house.files.iter().map(|file| file.for_tests).collect();
    assert_eq!(for_tests, [false, true, false]);
}

#[test]
fn a_word_is_not_found_inside_another() {
    assert!(has_word("fn appeal()", "appeal") && !has_word("fn appeals()", "appeal"));
}
