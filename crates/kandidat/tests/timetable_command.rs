//! `kandidat timetable` as a person or a script meets it.

use std::path::Path;
use std::process::{Command, Output};

fn kandidat(folder: &Path, args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_kandidat");
    Command::new(program).arg("timetable").args(args).current_dir(folder).output().unwrap()
}

/// Four exams of which the first three share students.
fn folder(students: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.crs"), "1 1\n2 1\n3 1\n4 1\n").unwrap();
    std::fs::write(folder.path().join("t.stu"), students).unwrap();
    folder
}

const SOLVE: [&str; 8] = ["solve", "--format", "toronto", "t", "--out", "plan", "--steps", "3000"];

fn solve(folder: &Path, periods: &str, more: &[&str]) -> Output {
    kandidat(folder, &[&SOLVE[..], &["--periods", periods], more].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn it_solves_checks_and_explains() {
    let folder = folder("1 2 3\n4\n");
    let solved = solve(folder.path(), "6", &[]);
    assert_eq!(solved.status.code(), Some(0), "{}", text(&solved.stderr));
    let asked = ["--format", "toronto", "t", "plan", "--periods", "6"];
    let checked = kandidat(folder.path(), &[&["check"], &asked[..], &["--json"]].concat());
    let answer: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    // Three exams in six periods: at distances 2, 3 and 5, or as good.
    assert_eq!((answer["feasible"].as_bool(), answer["total"].as_i64()), (Some(true), Some(13)));
    let explained =
        kandidat(folder.path(), &[&["explain"], &asked[..], &["--exam", "0002"]].concat());
    assert!(
        text(&explained.stdout)
            .contains("not possible: clashes with 0001: one candidate takes both")
    );
}

#[test]
fn the_same_seed_and_steps_write_the_same_file() {
    let folder = folder("1 2 3\n4\n");
    let once = || {
        solve(folder.path(), "9", &["--seed", "7"]);
        std::fs::read(folder.path().join("plan")).unwrap()
    };
    assert_eq!(once(), once());
}

#[test]
fn what_cannot_be_is_written_as_far_as_it_goes_and_named() {
    let folder = folder("1 2 3\n4\n");
    let solved = solve(folder.path(), "2", &[]);
    assert_eq!(solved.status.code(), Some(1));
    assert!(text(&solved.stdout).contains("has no period"));
    let core = text(&solved.stdout);
    let core = core.lines().find_map(|line| line.strip_prefix("cannot all be placed: ")).unwrap();
    assert!(
        ["0001", "0002", "0003"].iter().all(|exam| core.contains(exam)) && !core.contains("0004")
    );
    let written = std::fs::read_to_string(folder.path().join("plan")).unwrap();
    assert_eq!(written.lines().count(), 3);
}

#[test]
fn a_published_plan_is_kept_where_it_can_be() {
    let folder = folder("1 2 3\n4\n");
    std::fs::write(folder.path().join("old"), "1 0\n2 1\n3 1\n4 3\n").unwrap();
    let solved = solve(folder.path(), "6", &["--keep", "old", "--change-weight", "1000"]);
    let said = text(&solved.stdout);
    assert_eq!(said.lines().filter(|line| line.starts_with("moved ")).count(), 1, "{said}");
}

#[test]
fn a_malformed_instance_is_bad_input() {
    let folder = folder("1 2 2\n");
    let solved = solve(folder.path(), "6", &[]);
    let line = "t.stu:1: read 2, allowed: each exam once for a student\n";
    assert_eq!((solved.status.code(), text(&solved.stderr).as_str()), (Some(2), line));
    let missing = kandidat(folder.path(), &["check", "--format", "itc2007", "no.exam", "plan"]);
    assert_eq!(missing.status.code(), Some(2));
}

/// The last best plan is whole, whenever the search is killed.
#[test]
fn a_killed_search_leaves_a_whole_file() {
    let folder = folder("1 2 3\n4\n");
    let mut asked = SOLVE[..6].to_vec();
    asked.extend(["--periods", "6", "--seconds", "600"]);
    let program = env!("CARGO_BIN_EXE_kandidat");
    let mut search = Command::new(program)
        .arg("timetable")
        .args(asked)
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    let plan = folder.path().join("plan");
    while !plan.exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert!(search.try_wait().unwrap().is_none(), "it ended before it wrote anything");
    }
    search.kill().unwrap();
    search.wait().unwrap();
    assert_eq!(std::fs::read_to_string(&plan).unwrap().lines().count(), 4);
    let checked = ["check", "--format", "toronto", "t", "plan", "--periods", "6"];
    assert_eq!(kandidat(folder.path(), &checked).status.code(), Some(0));
}

/// Two exams of one faculty and one of another; A and B share a candidate.
const TERM: &str = r#"{"kandidat_timetable": 1,
"sittings": [
 {"id": "1", "begins": "2027-05-18T09:00", "minutes": 240},
 {"id": "2", "begins": "2027-05-19T09:00", "minutes": 240},
 {"id": "3", "begins": "2027-05-28T09:00", "minutes": 240}],
"rooms": [{"id": "R", "seats": 9}],
"exams": [
 {"id": "A", "minutes": 240, "faculty": "F", "candidates": ["s1"]},
 {"id": "B", "minutes": 240, "faculty": "F", "candidates": ["s1", "s2"]},
 {"id": "C", "minutes": 240, "faculty": "G", "candidates": ["s3"]}]}
"#;

fn office(folder: &Path, args: &[&str]) -> Output {
    let (command, rest) = args.split_first().unwrap();
    kandidat(folder, &[&[*command, "--format", "office"], rest].concat())
}

#[test]
fn an_office_repairs_its_plan_is_told_why_and_can_hold_a_faculty() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("term"), TERM).unwrap();
    let solve = ["solve", "term", "--out", "old", "--steps", "2000"];
    assert_eq!(office(folder.path(), &solve).status.code(), Some(0));
    let plan = std::fs::read_to_string(folder.path().join("old")).unwrap();
    let own = plan.lines().find(|line| line.contains(r#""exam":"A""#)).unwrap();
    let at = own.split(r#""sitting":""#).nth(1).unwrap().split('"').next().unwrap();
    let lost = format!(r#""faculty": "F", "forbidden": ["{at}"], "candidates": ["s1"]}}"#);
    let term = TERM.replace(r#""faculty": "F", "candidates": ["s1"]}"#, &lost);
    std::fs::write(folder.path().join("term"), term).unwrap();
    let repair = ["solve", "term", "--out", "new", "--keep", "old", "--steps", "2000"];
    let repaired = office(folder.path(), &[&repair[..], &["--language", "nn"]].concat());
    let said = text(&repaired.stdout);
    let moved: Vec<&str> = said.lines().filter(|line| line.starts_with("moved ")).collect();
    assert_eq!(moved.len(), 1, "{said}");
    assert!(moved[0].starts_with("moved A: ") && moved[0].ends_with(": A kan ikkje liggje her"));
    let held = office(folder.path(), &[&repair[..], &["--hold", "F"]].concat());
    assert_eq!(held.status.code(), Some(1), "A must move and may not");
    let unknown = office(folder.path(), &[&repair[..], &["--hold", "X"]].concat());
    assert_eq!(unknown.status.code(), Some(2));
}
