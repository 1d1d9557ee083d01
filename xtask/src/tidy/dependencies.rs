//! What a crate says it needs, it uses.

use super::house::has_word;
use super::{Finding, House};

/// Crates that are needed without being named in the sources, each with its reason.
const UNNAMED: [(&str, &str); 0] = [];

/// Every dependency of a crate is named in its sources: one that is not costs everybody its build.
pub fn used(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for manifest in house.ending(&["/Cargo.toml"]) {
        let folder = manifest.path.trim_end_matches("Cargo.toml");
        for (number, name) in named(&manifest.text) {
            let word = name.replace('-', "_");
            let is_used = house
                .ending(&[".rs", ".html"])
                .filter(|file| file.path.starts_with(folder))
                .any(|file| has_word(&file.text, &word));
            if !is_used && !UNNAMED.iter().any(|(unnamed, _)| *unnamed == name) {
                found.push(Finding::new(&manifest.path, number, format!("{name} is not used")));
            }
        }
    }
    found
}

/// The dependencies of a manifest, each with its line, by the name the sources use.
fn named(manifest: &str) -> Vec<(usize, &str)> {
    let mut within = false;
    let mut names = Vec::new();
    for (place, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            within = line.trim_matches(['[', ']']).ends_with("dependencies");
        } else if let Some((name, _)) = line.split_once(['.', '=', ' ']).filter(|_| within) {
            let name = name.trim();
            if !name.is_empty() && !name.starts_with('#') {
                names.push((place + 1, name));
            }
        }
    }
    names
}

#[test]
fn what_is_asked_for_and_not_used_is_found() {
    let manifest = "[package]\nname = \"a\"\n[dependencies]\nused-by.workspace = true\n\
                    gone = \"1\"\n[dev-dependencies]\nby_test = { version = \"1\" }\n";
    let house = House::of(&[
        ("crates/a/Cargo.toml", manifest),
        ("crates/a/src/lib.rs", "use used_by::Thing;"),
        ("crates/a/tests/t.rs", "by_test::run();"),
        ("crates/b/src/lib.rs", "use gone;"),
    ]);
    let found: Vec<String> = used(&house).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["crates/a/Cargo.toml:5: gone is not used"]);
}
