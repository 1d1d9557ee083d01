//! What goes around a rule says why.

use super::{Finding, House, SourceFile};

/// `#[allow]` and `#[expect]` carry `reason = "…"`, an ignored test says why.
pub fn allows(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.ending(&[".rs"]) {
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        for (place, line) in lines.iter().enumerate() {
            if *line == "#[ignore]" {
                found.push(Finding::new(&file.path, place + 1, "an exception without a reason"));
            }
            let opens = ["#[allow(", "#![allow(", "#[expect(", "#![expect("];
            if !opens.iter().any(|open| line.starts_with(open)) {
                continue;
            }
            let end = lines[place..].iter().position(|line| line.ends_with(']')).unwrap_or(0);
            if !lines[place..=place + end].iter().any(|line| line.contains("reason = \"")) {
                found.push(Finding::new(&file.path, place + 1, "an exception without a reason"));
            }
        }
    }
    found
}

/// A mark of unfinished work names its case: `TODO(17)`.
pub fn todos(house: &House) -> Vec<Finding> {
    // Put together here, so that this file holds none itself.
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["HA", "CK"].concat()];
    let mut found = Vec::new();
    for file in
        house.ending(&[".rs", ".sql", ".html", ".css", ".js", ".mjs", ".ftl", ".typ", ".md"])
    {
        for (number, line) in file.lines() {
            let bare = |mark: &&String| super::house::has_word(line, mark) && !has_case(line, mark);
            found.extend(marks.iter().filter(bare).map(|mark| {
                Finding::new(&file.path, number, format!("{mark} without the number of its case"))
            }));
        }
    }
    found
}

fn has_case(line: &str, mark: &str) -> bool {
    let after = line.split_once(mark).map(|(_, after)| after).unwrap_or_default();
    after.strip_prefix('(').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Production code that may stop the process says why it cannot happen: `expect` in its words,
/// `unwrap` in a comment on its line or the line above.
pub fn unwraps(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.ending(&[".rs"]) {
        for (number, line) in file.code() {
            let silent = line.contains(".unwrap()") && !commented(file, number);
            let terse =
                line.split_once(".expect(\"").is_some_and(|(_, words)| !has_two_words(words));
            if silent || terse {
                found.push(Finding::new(
                    &file.path,
                    number,
                    "may stop the process and does not say why",
                ));
            }
        }
    }
    found
}

fn has_two_words(after: &str) -> bool {
    after.split('"').next().is_some_and(|words| words.split_whitespace().count() > 1)
}

fn commented(file: &SourceFile, number: usize) -> bool {
    let line = |number: usize| file.text.lines().nth(number - 1).unwrap_or_default();
    line(number).contains("// ") || number > 1 && line(number - 1).trim().starts_with("// ")
}

#[test]
fn an_exception_without_a_reason_is_found() {
    let text =
        "#[allow(dead_code)]\n#[expect(\n    dead_code,\n    reason = \"why\"\n)]\n#[ignore]\n";
    let house = House::of(&[("crates/a/src/a.rs", text)]);
    let what = "an exception without a reason";
    assert_eq!(allows(&house), [1, 6].map(|line| Finding::new("crates/a/src/a.rs", line, what)));
}

#[test]
fn unfinished_work_without_a_case_is_found() {
    let text = ["// TO", "DO: later\n// TO", "DO(17): later\n"].concat();
    assert_eq!(todos(&House::of(&[("crates/a/src/a.rs", &text)])).len(), 1);
}

#[test]
fn an_unwrap_without_a_reason_is_found() {
    let text = "a.unwrap();\n// never empty\nb.unwrap();\nc.expect(\"fine\");\nd.expect(\"never empty\");\n";
    let found = unwraps(&House::of(&[("crates/a/src/a.rs", text), ("crates/a/tests/b.rs", text)]));
    let what = "may stop the process and does not say why";
    assert_eq!(found, [1, 4].map(|line| Finding::new("crates/a/src/a.rs", line, what)));
}
