//! The repository can be built anywhere: it names no machine, and no host but those listed here.

use super::{Finding, House};

/// Hosts that a file may name: the law and standards, the public sources of packages, examples.
const HOSTS: [&str; 17] = [
    "github.com",
    "lovdata.no",
    "www.w3.org",
    "www.iso.org",
    "joinup.ec.europa.eu",
    "eupl.eu",
    "ec.europa.eu",
    "interoperable-europe.ec.europa.eu",
    "designsystemet.no",
    "typst.app",
    "www.postgresql.org",
    "docs.rs",
    "schemas.openxmlformats.org",
    "purl.org",
    "ns.adobe.com",
    "localhost",
    "127.0.0.1",
];
/// Ends of hosts that are nobody's, kept free for examples and tests.
const NOBODY: [&str; 4] = [".example", ".test", ".invalid", "example.org"];
/// Top folders that exist on one machine and not on the next.
const FOLDERS: [&str; 6] = ["home", "root", "work", "Users", "mnt", "workspace"];

/// No host outside the list, no path that only one machine has.
pub fn machines(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.files.iter().filter(|file| file.path != "xtask/src/tidy/places.rs") {
        for (number, line) in file.lines() {
            for host in hosts(line).filter(|host| !known(host)) {
                found.push(Finding::new(&file.path, number, format!("names the host {host}")));
            }
            if let Some(folder) = FOLDERS.iter().find(|folder| has_path(line, folder)) {
                found.push(Finding::new(&file.path, number, format!("names a path in /{folder}")));
            }
        }
    }
    found
}

/// What stands between `//` of an address and the next `/`, `:`, quote or blank.
fn hosts(line: &str) -> impl Iterator<Item = &str> {
    line.split("http").skip(1).filter_map(|rest| {
        let rest = rest.strip_prefix("s").unwrap_or(rest).strip_prefix("://")?;
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
        Some(&rest[..end.unwrap_or(rest.len())])
    })
}

/// A name without a dot is a placeholder (`http://page/`), or put in by the program.
fn known(host: &str) -> bool {
    !host.contains('.') || HOSTS.contains(&host) || NOBODY.iter().any(|end| host.ends_with(end))
}

fn has_path(line: &str, folder: &str) -> bool {
    let path = format!("/{folder}/");
    line.match_indices(&path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let inside = before.is_some_and(|c| c.is_alphanumeric() || "._-/~}*$<>:".contains(c));
        let after = line[at + path.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        !inside && after
    })
}

#[test]
fn a_machine_of_ones_own_is_found() {
    let text = "registry=http://mirror.inner.net:8080/npm\ncp /work/a.txt .\n\
                https://lovdata.no/lov\nhttps://ntnu.example/a\nhref=\"/rooms/work/\"\n";
    let house = House::of(&[("bin/setup", text)]);
    let found: Vec<String> = machines(&house).iter().map(ToString::to_string).collect();
    let expected =
        ["bin/setup:1: names the host mirror.inner.net", "bin/setup:2: names a path in /work"];
    assert_eq!(found, expected);
}
