//! Documents name files and tests that exist.

use super::{Finding, House, check_names};

/// What begins so in backticks is a path of the repository.
const TOPS: [&str; 6] = ["crates/", "xtask/", "bin/", "docs/", "tests/", ".ci/"];
/// Held against the tests by `cargo xtask coverage --check`.
const WRITTEN_BY_A_TOOL: &str = "docs/coverage.md";
/// The line above the table whose last column names tests.
const INVARIANTS: &str = "## Invariants";

/// Paths in backticks, relative links, and the tests that hold the invariants.
pub fn names(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.ending(&[".md"]).filter(|file| file.path != WRITTEN_BY_A_TOOL) {
        let mut invariants = false;
        for (number, line) in file.lines() {
            if line.starts_with("## ") {
                invariants = line == INVARIANTS;
            }
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let missing_path = |path: &String| !exists(house, path);
            let paths = paths(line).map(ToOwned::to_owned).chain(links(line, folder));
            found.extend(
                paths
                    .filter(missing_path)
                    .map(|path| Finding::new(&file.path, number, format!("{path} does not exist"))),
            );
            let tests = quoted(line).filter(|name| invariants && is_test_name(name));
            found.extend(
                tests.filter(|name| !is_test(house, name)).map(|name| {
                    Finding::new(&file.path, number, format!("no test is called {name}"))
                }),
            );
        }
    }
    found
}

fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Without patterns (`*`, `<…>`, `{…}`) and what follows `::` or `:line`.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    let plain = |path: &&str| !path.contains(['*', '<', '{', ' ', '…']);
    let ours = |path: &&str| TOPS.iter().any(|top| path.starts_with(top));
    quoted(line).filter(ours).filter(plain).map(|path| path.split("::").next().unwrap_or(path))
}

/// Links to other files of the repository, from its top.
fn links(line: &str, folder: &str) -> Vec<String> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let local = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
    local.map(|target| join(folder, target.split('#').next().unwrap_or(target))).collect()
}

fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// A tracked text file, a folder that holds one, or a picture on disk.
fn exists(house: &House, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let inside = format!("{path}/");
    house.files.iter().any(|file| file.path == path || file.path.starts_with(&inside))
        || crate::dev_db::root().join(path).exists()
}

fn is_test_name(name: &str) -> bool {
    let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    plain && name.matches('_').count() >= 2
}

fn is_test(house: &House, name: &str) -> bool {
    let function = format!("fn {name}(");
    let tested = |file: &super::SourceFile| {
        let (before, _) = file.text.split_once(&function)?;
        // The attributes stand right above, with nothing of another function between.
        let above = before.rsplit_once('}').map_or(before, |(_, above)| above);
        Some(["#[test]", "#[tokio::test", "proptest!"].iter().any(|mark| above.contains(mark)))
    };
    check_names().any(|check| check == name)
        || house.ending(&[".rs"]).any(|file| tested(file).unwrap_or_default())
}

#[test]
fn what_does_not_exist_is_found() {
    let text = "see `crates/gone/src/lib.rs`, `crates/a/src/lib.rs::there`, [a](../crates/a/src/lib.rs)\n\
                ## Invariants\n| one | `there_is_no_test` | `this_is_a_test` |\n| two | `no_test_at_all` |\n";
    let house = House::of(&[
        ("docs/a.md", text),
        ("crates/a/src/lib.rs", "fn no_test_at_all() {}\n#[test]\nfn this_is_a_test() {}"),
    ]);
    let found: Vec<String> = names(&house).iter().map(ToString::to_string).collect();
    let expected = [
        "docs/a.md:1: crates/gone/src/lib.rs does not exist",
        "docs/a.md:3: no test is called there_is_no_test",
        "docs/a.md:4: no test is called no_test_at_all",
    ];
    assert_eq!(found, expected);
}
