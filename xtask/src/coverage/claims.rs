//! Finds what tests claim.

use crate::tidy::SourceFile;

const IN_RUST: &str = "/// Requirements:";
const IN_BROWSER: &str = "// Requirements:";

/// One test names one id.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
pub struct Claim {
    /// As written above the test.
    pub id: String,
    /// `path::name`.
    pub test: String,
}

/// All claims, and a line for each that stands above no test.
pub fn find(files: &[SourceFile]) -> (Vec<Claim>, Vec<String>) {
    let (mut claims, mut wrong) = (Vec::new(), Vec::new());
    for file in files {
        let browser = file.path.starts_with("tests/browser/") && file.path.ends_with(".mjs");
        let mark = match file.path.ends_with(".rs") {
            true => IN_RUST,
            false if browser => IN_BROWSER,
            false => continue,
        };
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        for (place, line) in lines.iter().enumerate() {
            let Some(ids) = line.strip_prefix(mark) else { continue };
            let name = if browser { browser_test(&lines[place..]) } else { test(&lines[place..]) };
            let Some(name) = name else {
                wrong.push(format!("{}:{}: stands above no test", file.path, place + 1));
                continue;
            };
            claims.extend(ids.split(',').map(|id| Claim {
                id: id.trim().trim_end_matches('.').to_owned(),
                test: format!("{}::{name}", file.path),
            }));
        }
    }
    claims.sort();
    claims.dedup();
    (claims, wrong)
}

/// The test's name: only doc lines and attributes may stand between, one of them makes it a test.
fn test(lines: &[&str]) -> Option<String> {
    let mut is_test = false;
    for line in &lines[1..] {
        if line.starts_with("#[") {
            is_test |= ["#[test]", "::test]", "::test("].iter().any(|mark| line.contains(mark));
        } else if !line.starts_with("//") {
            let after = line.split_once("fn ")?.1;
            let name = after.split(['(', '<']).next()?.trim().to_owned();
            return is_test.then_some(name);
        }
    }
    None
}

/// The first quoted words or the function's name on the next line of code.
fn browser_test(lines: &[&str]) -> Option<String> {
    let code = lines[1..].iter().find(|line| !line.starts_with("//"))?;
    if let Some((_, after)) = code.split_once("function ") {
        return Some(after.split('(').next()?.trim().to_owned());
    }
    let quote = code.find(['"', '\'', '`'])?;
    let mark = code[quote..].chars().next()?;
    Some(code[quote + 1..].split(mark).next()?.to_owned())
}
