//! Imports between the office's routines run one way, so that no two of them need each other.

use super::{Finding, House};
use crate::tidy::house::has_word;

/// From the ground up: a routine may use those before it. Routines on one line stand side by side
/// and do not use each other.
const FLOORS: [&[&str]; 27] = [
    &["people"],
    &["access"],
    &["calendar", "letters_out", "archive"],
    &["catalogue"],
    &["exclusion"],
    &["registration"],
    &["candidates", "papers", "import", "regulation"],
    &["delivery"],
    &["examiners"],
    &["grading"],
    &["explanation"],
    &["quarantine"],
    &["appeal", "admission"],
    &["misconduct"],
    &["degrees"],
    &["external_studies"],
    &["exchange"],
    &["recognition"],
    &["date_wishes"],
    &["exam_plan"],
    &["exam_calendar"],
    &["exam_overview", "term_notice"],
    &["room_booking"],
    &["accommodation"],
    &["invigilation", "oral"],
    &["room_folder"],
    &["room_protocol"],
];
/// Where routines stand.
const CRATES: [&str; 4] =
    ["crates/office/src/", "crates/mobility/src/", "crates/planning/src/", "crates/exam_day/src/"];
/// What puts the routines together and so knows them all: menu, an exam's tabs.
const WIRING: [&str; 2] =
    ["crates/office/src/access/navigation.rs", "crates/office/src/catalogue/tabs.rs"];

/// A routine names only routines below it.
pub fn one_way(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in house.ending(&[".rs"]).filter(|file| !WIRING.contains(&file.path.as_str())) {
        let Some((routine, floor)) = home(&file.path) else { continue };
        for (number, line) in file.code() {
            for other in named(line).filter(|other| *other != routine) {
                if floor_of(other).is_some_and(|level| level >= floor) {
                    let what = format!("{routine} stands below {other} and may not use it");
                    found.push(Finding::new(&file.path, number, what));
                }
            }
        }
    }
    found
}

/// The routine that a file belongs to, and its floor.
fn home(path: &str) -> Option<(&str, usize)> {
    let in_crate = CRATES.iter().find_map(|of| path.strip_prefix(of))?;
    let routine = in_crate.split('/').next()?;
    Some((routine, floor_of(routine)?))
}

fn floor_of(routine: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&routine))
}

/// The routines that a line reaches through the crate's root.
fn named(line: &str) -> impl Iterator<Item = &'static str> {
    let all = FLOORS.iter().copied().flatten().copied();
    let grouped = line.contains("crate::{");
    all.filter(move |name| {
        let whole = format!("crate::{name}");
        has_word(line, &whole) || grouped && has_word(line, name)
    })
}

#[test]
fn a_routine_that_reaches_up_is_found() {
    let grading = "use crate::appeal::Appeal;\nuse crate::calendar;\n";
    let house = House::of(&[
        ("crates/office/src/grading/mod.rs", grading),
        ("crates/office/src/appeal/mod.rs", "use crate::{grading, letters_out};\n"),
    ]);
    let what = "grading stands below appeal and may not use it";
    assert_eq!(one_way(&house), [Finding::new("crates/office/src/grading/mod.rs", 1, what)]);
}

#[test]
fn routines_that_stand_side_by_side_do_not_use_each_other() {
    let house =
        House::of(&[("crates/office/src/calendar/mod.rs", "use crate::archive::register;\n")]);
    assert_eq!(one_way(&house).len(), 1);
}
