//! A file can be read in one sitting.

use super::{Finding, House};

const LINES_MAX: usize = 500;
const WRITTEN_BY_HAND: [&str; 8] = [".rs", ".sql", ".html", ".css", ".js", ".mjs", ".ftl", ".typ"];

/// No file written by hand is longer than [`LINES_MAX`].
pub fn files(house: &House) -> Vec<Finding> {
    let long = house.ending(&WRITTEN_BY_HAND).map(|file| (file, file.text.lines().count()));
    long.filter(|(_, lines)| *lines > LINES_MAX)
        .map(|(file, lines)| {
            Finding::new(&file.path, lines, format!("more than {LINES_MAX} lines"))
        })
        .collect()
}

#[test]
fn the_line_too_many_is_found() {
    let (fits, long) = ("x\n".repeat(500), "x\n".repeat(501));
    let house = House::of(&[("crates/a/src/fits.rs", &fits), ("crates/a/src/long.rs", &long)]);
    assert_eq!(files(&house), [Finding::new("crates/a/src/long.rs", 501, "more than 500 lines")]);
}
