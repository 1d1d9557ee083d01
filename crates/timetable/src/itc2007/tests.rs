use super::*;
use crate::{InputError, Source};

/// Three exams, four periods on two days, two rooms; students 1 and 2 have exams 0 and 1, 2 has 2 as well.
const SMALL: &str = "[Exams:3]\r\n60, 1, 2\r\n90, 1, 2, 3\r\n60, 2\r\n[Periods:4]\r\n\
    15:04:2005, 09:00:00, 120, 0\r\n15:04:2005, 13:00:00, 120, 3\r\n15:04:2005, 17:00:00, 60, 0\r\n\
    16:04:2005, 09:00:00, 120, 7\r\n[Rooms:2]\r\n4, 0\r\n3, 11\r\n[PeriodHardConstraints]\r\n\
    1, AFTER, 0\r\n[RoomHardConstraints]\r\n[InstitutionalWeightings]\r\nTWOINAROW,5\r\nTWOINADAY,3\r\n\
    PERIODSPREAD,2\r\nNONMIXEDDURATIONS,10\r\nFRONTLOAD,1,2,13\r\n";

fn source(text: &str) -> Source<'_> {
    Source { name: "a.exam", bytes: text.as_bytes() }
}

fn small(change: (&str, &str)) -> Result<Instance, InputError> {
    read(source(&SMALL.replace(change.0, change.1)))
}

fn scored(change: (&str, &str), plan: [(u32, u32); 3]) -> crate::Report {
    score(&small(change).unwrap(), &plan.map(Some).to_vec())
}

fn costs(plan: [(u32, u32); 3]) -> Vec<i64> {
    scored(("", ""), plan).costs.into_iter().map(|(_, cost)| cost).collect()
}

/// In the order row, day, spread, mixed, front load, room, period.
#[test]
fn each_soft_cost_is_counted() {
    // 0-1 in a row for students 1 and 2; 2 with 2 a day later than both.
    assert_eq!(costs([(0, 0), (1, 0), (3, 0)]), [10, 0, 2 + 1, 0, 0, 0, 3 + 7]);
    // Exam 2 at the other end of the day: not in a row with 0; in a row with 1.
    assert_eq!(costs([(0, 0), (1, 0), (2, 0)]), [10 + 5, 3, 2 + 1 + 1, 0, 0, 0, 3]);
    // Exam 1 is the one large exam; the last two periods are late.
    assert_eq!(costs([(0, 1), (3, 0), (2, 0)]), [0, 3, 1 + 1, 0, 13, 11, 7]);
}

#[test]
fn each_further_duration_in_a_room_costs() {
    assert_eq!(scored(("", ""), [(0, 0), (3, 0), (3, 0)]).cost("mixed durations"), 10);
    assert_eq!(scored(("", ""), [(0, 0), (3, 0), (3, 1)]).cost("mixed durations"), 0);
    assert_eq!(scored(("", ""), [(0, 0), (3, 0), (0, 0)]).cost("mixed durations"), 0);
}

#[test]
fn each_broken_demand_is_named() {
    let kinds = |report: crate::Report| {
        report.violations.iter().map(|violation| violation.kind).collect::<Vec<_>>()
    };
    let together = scored(("", ""), [(0, 0), (0, 0), (3, 0)]);
    assert_eq!(kinds(together), ["conflicts", "room occupancy", "period related"]);
    assert_eq!(kinds(scored(("", ""), [(0, 0), (2, 0), (3, 0)])), ["period utilisation"]);
    let alone = ("[RoomHardConstraints]\r\n", "[RoomHardConstraints]\r\n2, ROOM_EXCLUSIVE\r\n");
    assert_eq!(kinds(scored(alone, [(0, 0), (3, 0), (3, 0)])), ["conflicts", "room related"]);
    let apart = ("1, AFTER, 0", "0, EXCLUSION, 2");
    assert_eq!(kinds(scored(apart, [(0, 0), (3, 0), (0, 0)])), ["conflicts", "period related"]);
}

#[test]
fn a_coincidence_is_void_between_exams_that_share_a_student() {
    let with = |other: &str| {
        let change = ("1, AFTER, 0", other);
        scored(change, [(0, 0), (3, 0), (1, 0)]).count("period related")
    };
    assert_eq!(with("0, EXAM_COINCIDENCE, 1"), 0);
    let strangers =
        SMALL.replace("60, 2\r", "60, 9\r").replace("1, AFTER, 0", "0, EXAM_COINCIDENCE, 2");
    let instance = read(source(&strangers)).unwrap();
    let plan = [(0, 0), (3, 0), (1, 0)].map(Some).to_vec();
    assert_eq!(score(&instance, &plan).count("period related"), 1);
}

#[test]
fn what_is_written_is_read_again() {
    let (instance, plan) = (small(("", "")).unwrap(), vec![Some((0, 1)), None, Some((3, 0))]);
    let text = write(&plan);
    assert_eq!(read_solution(&instance, source(&text)).unwrap(), plan);
    assert_eq!(score(&instance, &plan).count("unassigned exams"), 1);
    assert!(
        read_solution(&instance, source("0, 0\n")).unwrap_err().to_string().contains("1 lines")
    );
}

#[test]
fn a_fault_is_named_with_its_line_and_value() {
    let said = |from: &str, to: &str| small((from, to)).unwrap_err().to_string();
    assert_eq!(
        said("Exams:3", "Exams:4"),
        "a.exam:1: read [Exams:4], allowed: 3, the number of lines"
    );
    assert_eq!(
        said("60, 1, 2\r", "60, 1, 2, 1\r"),
        "a.exam:2: read 1, allowed: each student once in an exam"
    );
    assert!(said("90, 1", "-90, 1").starts_with("a.exam:3: read -90, allowed: the duration"));
    assert!(said("90, 1", "121, 1").contains("at most 120 minutes, the longest period"));
    assert!(said("1, AFTER, 0", "1, AFTER, 7").starts_with("a.exam:14: read 7,"));
    assert!(said("1, AFTER, 0", "1, BEFORE, 0").contains("AFTER, EXAM_COINCIDENCE or EXCLUSION"));
    assert!(said("1, AFTER, 0", "1, AFTER, 0\r\n0, AFTER, 1").contains("does not go in a circle"));
    assert!(said("TWOINADAY,3", "TWOINADAY,99999999").contains("from 0 to 20000"));
    assert!(said("TWOINADAY,3\r\n", "").contains("no TWOINADAY"));
    assert!(said("[Rooms:2]\r\n4, 0\r\n3, 11\r\n", "").contains("no section Rooms"));
    let broken = [SMALL.as_bytes(), b"\xff"].concat();
    let error = read(Source { name: "a.exam", bytes: &broken }).unwrap_err().to_string();
    assert!(error.ends_with("read byte 0xff, allowed: text in UTF-8"), "{error}");
}
