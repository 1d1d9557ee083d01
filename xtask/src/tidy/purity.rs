//! The ground floor knows no input, no output and no clock; upstairs the clock is read in few places.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::process::Command;

use serde_json::Value;

use super::{Finding, House};

/// Crates that compute and do nothing else. Those that do not stand yet are passed over.
const GROUND_FLOOR: [&str; 5] = ["rules", "timetable", "wire", "elmo", "letters"];
/// A crate that reads or writes files, sockets or databases, or runs such code.
const IO: [&str; 14] = [
    "tokio",
    "async-std",
    "smol",
    "mio",
    "socket2",
    "sqlx",
    "sqlx-core",
    "axum",
    "hyper",
    "reqwest",
    "ureq",
    "rustix",
    "tempfile",
    "store",
];
const CLOCKS: [&str; 6] =
    ["Timestamp::now", "Zoned::now", "SystemTime::now", "Instant::now", "Utc::now", "Local::now"];
/// Where wall time may be read, and why.
const WALL_TIME: [(&str, &str); 11] = [
    ("crates/store/src/clock.rs", "the domain's clock is made of it"),
    ("crates/store/src/session.rs", "web sessions end by wall time"),
    ("crates/store/src/audit/checkpointer.rs", "a checkpoint is signed by wall time"),
    ("crates/store/src/job/", "leases end by wall time"),
    ("crates/store/src/file/", "uploads that were broken off end by wall time"),
    ("crates/store/src/server/", "waits for a process"),
    ("crates/press/src/", "waits for a process"),
    ("crates/post/src/", "waits for a mail server"),
    ("crates/wire_http/src/machine.rs", "messages are signed by wall time"),
    ("crates/conformance/src/", "messages are signed by wall time"),
    ("crates/kandidat/src/", "a demo begins today, and waits for its parts"),
];

/// The resolved dependencies of the pure crates hold no crate that does input or output.
pub fn no_io(_: &House) -> Vec<Finding> {
    let metadata = Command::new(crate::cargo())
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        .current_dir(crate::dev_db::root())
        .output();
    let parsed = metadata.ok().and_then(|out| serde_json::from_slice(&out.stdout).ok());
    let Some(parsed) = parsed else {
        return vec![Finding::new("Cargo.toml", 0, "cargo metadata does not answer")];
    };
    let graph = normal_dependencies(&parsed);
    GROUND_FLOOR.iter().filter_map(|root| io_below(&graph, root)).collect()
}

type Graph = BTreeMap<String, BTreeSet<String>>;

/// By package name, without what only tests and build scripts need.
fn normal_dependencies(metadata: &Value) -> Graph {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = list(&metadata["packages"]);
    let names: BTreeMap<String, String> =
        packages.iter().map(|package| (text(&package["id"]), text(&package["name"]))).collect();
    let name = |id: &Value| names.get(&text(id)).cloned().unwrap_or_default();
    let mut graph = Graph::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let normal =
            |dep: &&Value| list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
        let deps = list(&node["deps"]);
        let below = deps.iter().filter(normal).map(|dep| name(&dep["pkg"]));
        graph.entry(name(&node["id"])).or_default().extend(below);
    }
    graph
}

/// The shortest way from `root` to a crate of [`IO`].
fn io_below(graph: &Graph, root: &str) -> Option<Finding> {
    let mut seen = BTreeSet::new();
    let mut queue = VecDeque::from([vec![root.to_owned()]]);
    while let Some(way) = queue.pop_front() {
        for next in way.last().and_then(|last| graph.get(last)).into_iter().flatten() {
            let way: Vec<String> = way.iter().chain([next]).cloned().collect();
            if IO.contains(&next.as_str()) {
                let path = format!("crates/{root}/Cargo.toml");
                return Some(Finding::new(&path, 0, format!("depends on {}", way.join(" -> "))));
            }
            if seen.insert(next.clone()) {
                queue.push_back(way);
            }
        }
    }
    None
}

/// Rules compute with the dates they are given.
pub fn no_clock(house: &House) -> Vec<Finding> {
    clocks(house, |path| {
        GROUND_FLOOR.iter().any(|name| path.starts_with(&format!("crates/{name}/")))
    })
}

/// Everywhere else the domain's `now` is passed in, except where [`WALL_TIME`] says why not.
pub fn wall_clock(house: &House) -> Vec<Finding> {
    clocks(house, |path| !WALL_TIME.iter().any(|(place, _)| path.starts_with(place)))
}

fn clocks(house: &House, asked: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.ending(&[".rs"]).filter(|file| asked(&file.path)) {
        for (number, line) in file.code() {
            let read = CLOCKS.iter().filter(|clock| line.contains(*clock));
            found.extend(
                read.map(|clock| {
                    Finding::new(&file.path, number, format!("{clock} reads a clock"))
                }),
            );
        }
    }
    found
}

#[test]
fn a_rule_that_reads_the_clock_is_found() {
    let text = "let today = jiff::Zoned::now().date();\n";
    let house =
        House::of(&[("crates/rules/src/appeal.rs", text), ("crates/store/src/clock.rs", text)]);
    let found = [Finding::new("crates/rules/src/appeal.rs", 1, "Zoned::now reads a clock")];
    assert_eq!(no_clock(&house), found);
    assert_eq!(wall_clock(&house), found);
}

#[test]
fn io_is_found_however_deep_it_lies() {
    let below = |name: &str| BTreeSet::from([name.to_owned()]);
    let graph =
        Graph::from([("rules".into(), below("innocent")), ("innocent".into(), below("tokio"))]);
    let found = io_below(&graph, "rules").map(|found| found.to_string());
    assert_eq!(
        found.as_deref(),
        Some("crates/rules/Cargo.toml:0: depends on rules -> innocent -> tokio")
    );
    assert_eq!(io_below(&graph, "elmo"), None);
}

#[test]
fn what_only_tests_need_is_no_dependency() {
    let metadata = serde_json::json!({
        "packages": [{"id": "1", "name": "rules"}, {"id": "2", "name": "tokio"}],
        "resolve": {"nodes": [{"id": "1", "deps": [{"pkg": "2", "dep_kinds": [{"kind": "dev"}]}]}]}
    });
    assert_eq!(io_below(&normal_dependencies(&metadata), "rules"), None);
}
