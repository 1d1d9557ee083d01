use super::*;
use crate::solve::{Effort, Options, solve};
use crate::{Format, InputError, Source};

const SMALL: [&str; 8] = [
    "c minutes module\n90 AA1\n90 BB1\n180 CC1\n90 DD1 \n",
    "AA1 1\nAA1 2\nBB1 2\nCC1 1\nCC1 3\nDD1 9\n",
    "AA1 7\nDD1 7\n",
    "10:12:2018, 09:30:00, 180, 0\n10:12:2018, 14:00:00, 90, 2\n11:12:2018, 09:30:00, 180, 0",
    "HALL, EAST, 2, 0\nATTIC, 1, 5",
    "SPR \nRoom 1, 1, 0\n",
    "3 SPR\n77 SPR\n",
    "EXACT\nCC1 0  \nXX9 1\nBEFORE\nBB1 2\nEXCLUDE\n",
];

fn small(change: (usize, &str)) -> Result<Instance, InputError> {
    let mut files = SMALL;
    if let Some(file) = files.get_mut(change.0) {
        *file = change.1;
    }
    let sources: Vec<Source> = FILES
        .iter()
        .zip(files)
        .map(|(name, text)| Source { name, bytes: text.as_bytes() })
        .collect();
    read(&sources)
}

fn found(plan: &str) -> crate::Report {
    let file = Source { name: "plan", bytes: plan.as_bytes() };
    small((99, "")).unwrap().report(file).unwrap()
}

/// AA1 with DD1 in period 2, BB1 in 1, CC1 in 0.
const GOOD: &str = "exam;period;rooms;seats\nAA1;2;HALL, EAST;2;;\nBB1;1;HALL, EAST;1\n\
    CC1;0;HALL, EAST;1;Room 1;1\nDD1;2;ATTIC;1\n";

#[test]
fn a_complete_plan_costs_what_the_hand_counts() {
    let report = found(GOOD);
    assert!(report.is_feasible(), "{:?}", report.violations);
    // Student 1: periods 2 and 0; student 2: 2 and 1; all within the spread, none on one day.
    assert_eq!(report.cost("period spread"), 2);
    assert_eq!((report.cost("two in a row"), report.cost("room penalty")), (0, 5));
    // All three periods are among the last ten, and all four exams among the hundred largest.
    assert_eq!((report.cost("front load"), report.cost("period penalty")), (4 * 5, 2));
    assert!(report.notes.iter().any(|note| note.contains("EXACT is asked for XX9")));
}

#[test]
fn every_demand_is_missed_when_it_is_broken() {
    let kinds = |from: &str, to: &str| -> Vec<&str> {
        let report = found(&GOOD.replace(from, to));
        report.violations.iter().map(|violation| violation.kind).collect()
    };
    assert_eq!(kinds("BB1;1;", "BB1;2;"), ["clash", "before", "overfull"]);
    assert_eq!(kinds("CC1;0;", "CC1;2;"), ["clash", "exact", "overfull"]);
    assert_eq!(kinds("CC1;0;", "CC1;1;"), ["duration", "exact"]);
    assert_eq!(kinds("DD1;2;", "DD1;0;"), ["group"]);
    assert_eq!(kinds("Room 1;1", ";"), ["seats"]);
    assert_eq!(kinds("BB1;1;HALL, EAST;1\n", ""), ["unplaced"]);
}

#[test]
fn the_search_completes_the_plan_and_writes_what_is_read() {
    let instance = small((99, "")).unwrap();
    let problem = instance.problem();
    let options = Options::new(&problem, 1, Effort::Steps(2000));
    let outcome = solve(&problem, &options, &mut || 0.0, &mut |_| true);
    let text = instance.write(&outcome.best);
    let file = Source { name: "plan", bytes: text.as_bytes() };
    let report = instance.report(file).unwrap();
    assert!(report.is_feasible(), "{:?}", report.violations);
    assert_eq!(instance.start(file).unwrap().period, outcome.best.period);
}

#[test]
fn a_module_may_be_called_as_the_heading_is() {
    let instance = small((0, "90 exam\n90 AA1\n90 BB1\n90 CC1\n90 DD1")).unwrap();
    let text = "exam;period;rooms;seats\nexam;1;;\n";
    let plan = read_solution(&instance, Source { name: "plan", bytes: text.as_bytes() }).unwrap();
    assert_eq!(plan[0], Some(Sitting { period: 1, seats: Vec::new() }));
}

#[test]
fn a_plan_names_each_venue_of_an_exam_once() {
    let text = "AA1;2;ATTIC|ATTIC;1|1\n";
    let instance = small((99, "")).unwrap();
    let error = instance.report(Source { name: "plan", bytes: text.as_bytes() }).unwrap_err();
    assert_eq!(error.to_string(), "plan:1: read ATTIC, allowed: each venue of the instance once");
}

#[test]
fn a_fault_is_named_with_its_file_line_and_value() {
    let said = |file: usize, text: &str| small((file, text)).unwrap_err().to_string();
    assert!(said(0, "90 AA1\n90 AA1").starts_with("exams:2: read AA1, allowed: each module once"));
    assert!(said(0, "999 AA1").starts_with("exams:1: read 999, allowed: at most 180 minutes"));
    assert!(said(1, "ZZ1 1").starts_with("exams-to-students:1: read ZZ1,"));
    assert!(said(1, "AA1 1\nAA1 1").contains("each student once in an exam"));
    assert!(said(3, "10:12:2018, 09:30:00, -5, 0").starts_with("periods_2019_sem1:1: read -5,"));
    assert!(said(5, "Room 1, 1, 0").contains("a tag before its venues"));
    assert!(said(7, "EXACT\nCC1 30").starts_with("specialRequests_sem1_2019:2: read 30,"));
}

/// The real data, where it lies beside: every exam that is not excluded has its place.
#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn cork_is_planned_completely() {
    let Some(shared) = std::env::var_os("KANDIDAT_SHARED") else {
        eprintln!("SKIPPED: without KANDIDAT_SHARED Cork's data are not at hand");
        return;
    };
    let folder = std::path::PathBuf::from(shared).join("timetabling/ucc");
    let files = FILES.map(|name| std::fs::read(folder.join(name)).unwrap());
    let sources: Vec<Source> =
        FILES.iter().zip(&files).map(|(name, bytes)| Source { name, bytes }).collect();
    let instance = read(&sources).unwrap();
    assert_eq!((instance.exams.len(), instance.periods.len()), (719, 30));
    let problem = instance.problem();
    let options = Options::new(&problem, 1, Effort::Steps(30_000));
    let outcome = solve(&problem, &options, &mut || 0.0, &mut |_| true);
    let text = instance.write(&outcome.best);
    let report = instance.report(Source { name: "plan", bytes: text.as_bytes() }).unwrap();
    assert!(report.is_feasible(), "{:?}", report.violations);
    assert_eq!(text.lines().count(), 1 + 719 - 2);
    assert!(report.notes.iter().any(|note| note.contains("FE6904")));
}
