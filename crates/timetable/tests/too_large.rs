//! More of anything than memory or 32 bits hold is refused before it is counted.

mod files;

use files::{CORK, EXAM};
use timetable::{InputError, Source, itc2007, toronto, ucc};

fn refused<T>(what: &str, result: Result<T, InputError>, says: &str) {
    let error = result.err().unwrap_or_else(|| panic!("{what} is refused")).to_string();
    assert!(error.starts_with(says), "{what}: {error}\n  should say {says}");
}

fn source(name: &'static str, text: &'static str) -> Source<'static> {
    Source { name, bytes: text.as_bytes() }
}

fn many(count: usize, line: impl Fn(usize) -> String) -> &'static str {
    (0..count).map(line).collect::<String>().leak()
}

#[test]
fn a_competition_file_is_refused() {
    let exam = |exams: (usize, &str), periods: (usize, &str), rooms: (usize, &str)| {
        let head = |name: &str, (count, lines): (usize, &str)| format!("[{name}:{count}]\n{lines}");
        let end = &EXAM[EXAM.find("[PeriodHard").unwrap()..];
        let text = head("Exams", exams) + &head("Periods", periods) + &head("Rooms", rooms) + end;
        itc2007::read(Source { name: "a.exam", bytes: text.as_bytes() })
    };
    let (period, room) = ("15:04:2005, 09:00:00, 999, 0\n", "4, 0\n");
    let alike = |count| many(count, |_| "60, 1\n".to_owned());
    exam((500, alike(500)), (1, period), (1, room)).unwrap();
    let found = exam((501, alike(501)), (1, period), (1, room));
    refused("a student", found, "a.exam:502: read 1, allowed: at most 500 exams of a student");
    let lasting = many(201, |exam| format!("{exam}\n"));
    let found = exam((201, lasting), (1000, &period.repeat(1000)), (500, &room.repeat(500)));
    refused("cells", found, "a.exam:0: read 1000 periods, 500 rooms, 201 durations");
}

#[test]
fn a_toronto_file_is_refused() {
    let crs = many(501, |exam| format!("{exam} 1\n"));
    let stu = many(501, |exam| format!("{exam} "));
    let found = toronto::read(source("a.crs", crs), source("a.stu", stu), 9);
    refused("a student", found, "a.stu:1: read 500, allowed: at most 500 exams of a student");
}

#[test]
fn a_folder_of_cork_is_refused() {
    let cork = |changes: &[(usize, &'static str)]| {
        let mut files = CORK;
        changes.iter().for_each(|(file, text)| files[*file] = *text);
        let sources = ucc::FILES.iter().zip(files).map(|(name, text)| source(name, text));
        ucc::read(&sources.collect::<Vec<_>>())
    };
    let exams = many(501, |exam| format!("90 E{exam}\n"));
    let registered = many(501, |exam| format!("E{exam} 7\n"));
    let found = cork(&[(0, exams), (1, registered)]);
    refused("a student", found, "exams-to-students:501: read E500 7, allowed: at most 500 exams");
    let venues = many(2001, |venue| format!("V{venue}, 1000000, 0\n"));
    refused(
        "venues",
        cork(&[(4, venues)]),
        "venues_all_2019_sem1:2001: read V2000, allowed: at most",
    );
    let tags = many(101, |tag| format!("T{tag}\n"));
    refused(
        "tags",
        cork(&[(5, tags)]),
        "specialNeedVenues_sem1_2019:101: read T100, allowed: at most",
    );
}
