//! The bench of the exclusions runs, on a little of everything.

use std::path::PathBuf;
use std::process::Command;

fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().and_then(|deps| deps.parent()).unwrap();
    folder.join("examples").join("exclusion")
}

/// The rows of its table: what was measured, its figure, its floor and their ratio.
#[test]
fn every_figure_of_the_bench_is_measured_and_stands_beside_its_floor() {
    let ran = Command::new(program()).arg("--quick").output().unwrap();
    let (said, wrong) =
        (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{said}{wrong}");
    let rows: Vec<Vec<&str>> =
        said.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    assert_eq!(rows.len(), 19, "{said}");
    for row in &rows {
        assert_eq!(row.len(), 6, "{row:?}");
        assert!(row[2].contains(|one: char| ('1'..='9').contains(&one)), "{row:?}");
        assert_eq!(row[3] == "none", row[4].is_empty(), "{row:?}");
    }
    for what in ["questions about one person, 200 rows", "whom it concerns knows it", "ids blinded"]
    {
        assert!(rows.iter().any(|row| row[1].contains(what)), "{what}: {said}");
    }
}
