//! SQL stands in stores, reads no clock, and is used.

use super::{Finding, House};
use crate::tidy::house::has_word;

const CLOCKS: [&str; 8] = [
    "now()",
    "current_date",
    "current_time",
    "current_timestamp",
    "localtime",
    "localtimestamp",
    "clock_timestamp",
    "statement_timestamp",
];
const INLINE: [&str; 6] =
    ["sqlx::query(", "sqlx::query_", "query!(", "query_as!(", "query_scalar!(", "sqlx::raw_sql"];
const FILES: [&str; 3] = ["query_file!(", "query_file_as!(", "query_file_scalar!("];
/// Files that may ask the database although they are no routine's store, and why.
const KNOWN: [(&str, &str); 8] = [
    ("crates/store/", "the store itself"),
    ("crates/office/src/node.rs", "the institution's own row, before any routine"),
    ("crates/office/src/demo/", "the list of invented people, in demo mode only"),
    ("crates/office/src/catalogue/search.rs", "the store of the catalogue's search"),
    ("crates/office/src/import/apply.rs", "a batch is held against whole tables at once"),
    ("crates/register/src/world/", "the invented operators are planted, not decided"),
    ("crates/office/src/world/", "the invented world is planted, not decided"),
    ("crates/kandidat/src/demo/database.rs", "makes a demo's database and role"),
];

/// The domain's `now` is a parameter of every query that needs it.
pub fn no_clock(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.ending(&[".sql", ".rs"]).filter(|file| !file.path.starts_with("xtask/")) {
        for (number, line) in file.code() {
            let sql =
                file.path.ends_with(".sql") || line.contains("select ") || line.contains("update ");
            let lower = line.to_lowercase();
            let read = CLOCKS.iter().filter(|clock| sql && has_word(&lower, clock));
            found.extend(
                read.map(|clock| Finding::new(&file.path, number, format!("{clock} in SQL"))),
            );
        }
    }
    found
}

/// SQL stands in a store or in a file of its own, and such a file is asked by its own routine only.
pub fn in_stores(house: &House) -> Vec<Finding> {
    let store = |path: &str| path.ends_with("/store.rs") || path.contains("/store/");
    let known = |path: &str| KNOWN.iter().any(|(place, _)| path.starts_with(place));
    let mut found = Vec::new();
    for file in house.ending(&[".rs"]).filter(|file| !known(&file.path)) {
        for (number, line) in file.code() {
            let from_file = FILES.iter().any(|query| line.contains(query));
            let inline = INLINE.iter().any(|query| line.contains(query)) && !from_file;
            if inline && !store(&file.path) {
                found.push(Finding::new(&file.path, number, "SQL outside a store"));
            }
            if let Some(other) = quoted_sql(line).filter(|sql| !beside(&file.path, sql)) {
                found.push(Finding::new(&file.path, number, format!("asks another's {other}")));
            }
        }
    }
    found
}

/// The `.sql` file that a line names.
fn quoted_sql(line: &str) -> Option<&str> {
    line.split('"').find(|part| part.starts_with("src/") && part.ends_with(".sql"))
}

/// Is the query in the folder of the routine that the code belongs to?
fn beside(code: &str, sql: &str) -> bool {
    let routine = sql.rsplit_once('/').map_or("", |(folder, _)| folder);
    split(code).is_some_and(|(_, inside)| inside.starts_with(routine))
}

/// Each `.sql` file that is no migration is named by its crate's code.
pub fn used(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.ending(&[".sql"]).filter(|file| !file.path.contains("/migrations/")) {
        let Some((member, inside)) = split(&file.path) else { continue };
        let mut code = house.ending(&[".rs"]).filter(|code| code.path.starts_with(member));
        let named = code.any(|code| code.text.contains(&format!("\"{inside}\"")));
        if !named {
            found.push(Finding::new(&file.path, 0, "no code uses this query"));
        }
    }
    found
}

/// `crates/office/` and `src/appeal/insert.sql`.
fn split(path: &str) -> Option<(&str, &str)> {
    let name = path.strip_prefix("crates/")?.find('/')?;
    Some(path.split_at("crates/".len() + name + 1))
}

#[test]
fn sql_that_reads_a_clock_is_found() {
    let house =
        House::of(&[("crates/office/src/a/x.sql", "-- never now()\nselect due < NOW() from a\n")]);
    assert_eq!(no_clock(&house), [Finding::new("crates/office/src/a/x.sql", 2, "now() in SQL")]);
}

#[test]
fn sql_in_a_page_is_found() {
    let query = "sqlx::query(\"select 1\")\n";
    let house = House::of(&[
        ("crates/office/src/appeal/pages.rs", query),
        ("crates/office/src/appeal/store.rs", query),
        ("crates/office/src/appeal/tests.rs", query),
    ]);
    let found = [Finding::new("crates/office/src/appeal/pages.rs", 1, "SQL outside a store")];
    assert_eq!(in_stores(&house), found);
}

#[test]
fn a_query_of_another_routine_is_found() {
    let query = "sqlx::query_file!(\"src/appeal/load.sql\")\n";
    let house = House::of(&[
        ("crates/office/src/appeal/case.rs", query),
        ("crates/office/src/grading/store.rs", query),
    ]);
    let what = "asks another's src/appeal/load.sql";
    assert_eq!(in_stores(&house), [Finding::new("crates/office/src/grading/store.rs", 1, what)]);
}

#[test]
fn a_query_that_nobody_uses_is_found() {
    let house = House::of(&[
        ("crates/office/src/appeal/list.sql", "select 1"),
        ("crates/office/src/appeal/load.sql", "select 1"),
        ("crates/office/src/appeal/store.rs", "query_file!(\"src/appeal/load.sql\")"),
    ]);
    let found = [Finding::new("crates/office/src/appeal/list.sql", 0, "no code uses this query")];
    assert_eq!(used(&house), found);
}
