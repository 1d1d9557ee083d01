//! The bench of the exchange runs, on a little of everything; it goes on only when each of 34 institutions that behave
//! in ways of their own is accounted for.

use std::path::PathBuf;
use std::process::Command;

fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().and_then(|deps| deps.parent()).unwrap();
    folder.join("examples").join("exchange")
}

/// Requirements
#[test]
fn every_institution_of_the_nation_is_accounted_for_and_every_figure_is_measured() {
    let ran = Command::new(program()).arg("--quick").output().unwrap();
    let (said, wrong) =
        (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{said}{wrong}");
    let rows: Vec<Vec<&str>> =
        said.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    assert_eq!(rows.len(), 26, "{said}");
    for row in &rows {
        assert_eq!(row.len(), 6, "{row:?}");
        assert!(row[2].contains(|one: char| ('1'..='9').contains(&one)), "{row:?}");
        assert_eq!(row[3] == "none", row[4].is_empty(), "{row:?}");
    }
    let stands = rows.iter().find(|row| row[1].contains("accounted for by name"));
    assert_eq!(stands.map(|row| row[2]), Some("34 of 34"), "{said}");
}
