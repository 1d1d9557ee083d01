use super::*;
use crate::{InputError, Source};

fn source<'a>(name: &'a str, text: &'a str) -> Source<'a> {
    Source { name, bytes: text.as_bytes() }
}

fn small() -> Instance {
    let crs = "0001 2\n0002 2\n0003 1\n";
    read(source("a.crs", crs), source("a.stu", "0001 0002\r\n0002 0003 0001"), 6).unwrap()
}

fn refused(crs: &str, stu: &str, periods: usize) -> InputError {
    read(source("a.crs", crs), source("a.stu", stu), periods).unwrap_err()
}

/// The first student pays for 1-2; the second for 1-2, 2-3 and 1-3.
#[test]
fn the_price_halves_with_each_period_between() {
    let cost = |periods: [u32; 3]| score(&small(), &periods.map(Some).to_vec()).total;
    assert_eq!(cost([0, 1, 2]), 2 * 16 + 16 + 8);
    assert_eq!(cost([0, 2, 5]), 2 * 8 + 4 + 1);
    assert_eq!(cost([0, 4, 1]), 2 * 2 + 4 + 16);
    assert_eq!(cost([0, 5, 1]), 2 + 2 + 16);
}

#[test]
fn a_clash_is_counted_once_per_pair_and_costs_nothing() {
    let report = score(&small(), &vec![Some(3), Some(3), None]);
    assert_eq!((report.count("clash"), report.count("unplaced"), report.total), (1, 1, 0));
}

#[test]
fn what_is_written_is_read_again() {
    let plan = vec![Some(0), Some(5), None];
    let text = write(&small(), &plan);
    assert_eq!(read_solution(&small(), source("a.sol", &text)).unwrap(), plan);
    let from_one = "1 1\n2 6\n";
    assert_eq!(read_solution(&small(), source("a.sol", from_one)).unwrap(), plan);
}

#[test]
fn a_fault_is_named_with_its_line_and_value() {
    let named = |error: InputError| error.to_string();
    let crs = "1 1\n2 1\n";
    assert_eq!(
        named(refused(crs, "1 2 1", 6)),
        "a.stu:1: read 1, allowed: each exam once for a student"
    );
    assert_eq!(
        named(refused(crs, "1 2\n9", 6)),
        "a.stu:2: read 9, allowed: an exam listed in a.crs"
    );
    assert_eq!(named(refused(crs, "1", 6)), "a.crs:2: read 2 1, allowed: 0 students, as in a.stu");
    assert!(named(refused("1 -1", "1", 6)).starts_with("a.crs:1: read -1,"));
    assert!(named(refused("1 99999999999999999999", "1", 6)).starts_with("a.crs:1: read 9999"));
    assert!(named(refused("1 1", "1", 0)).starts_with("--periods:0: read 0"));
    assert!(named(refused("", "", 6)).contains("at least one of each"));
}

/// Larger files would make tables that no memory holds.
#[test]
fn more_exams_than_any_university_has_are_refused() {
    let crs: String = (0..=50_000).map(|exam| format!("{exam} 0\n")).collect();
    let error = refused(&crs, "1", 6).to_string();
    assert_eq!(error, "a.crs:50001: read 50000 0, allowed: at most 50000 exams");
}
