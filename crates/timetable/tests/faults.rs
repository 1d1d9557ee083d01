//! Every fault that a file can have, by reader: each is refused, and the message names file, line and value.

mod files;

use files::{CORK, EXAM};
use timetable::{InputError, Source, itc2007, office, toronto, ucc};

/// What is put in the place of what, and what the message says.
type Fault = (&'static str, &'static [u8], &'static str);

const EXAM_FAULTS: [Fault; 24] = [
    ("FRONTLOAD,1,2,13\n", b"", ":0: read no FRONTLOAD, allowed: all five weights"),
    ("FRONTLOAD,1,2,13\n", b"FRONTLOAD,1", ":19: read FRONTLOAD,1, allowed: the weight as value 3"),
    (
        "[RoomHardConstraints]\n1, ROOM_EXCLUSIVE\n[InstitutionalWeightings]\n",
        b"[RoomHard",
        ":12: read [RoomHard",
    ),
    ("[Periods:2]", b"[Periods:3]", ":5: read [Periods:3], allowed: 2, the number of lines"),
    ("[Rooms:1]", b"[Rooms:-1]", ":8: read -1, allowed: the number of lines"),
    ("[Rooms:1]\n4, 0\n", b"[Rooms:0]\n", ":8: read 0 lines, allowed: 1 to 5000 lines"),
    ("[Rooms:1]", b"[Periods:2]", ":8: read [Periods:2], allowed: each section once"),
    ("[Exams:3]\n", b"", ":1: read 60, 1, 2, allowed: a section such as [Exams:607]"),
    ("60, 1, 2", b"-60, 1, 2", ":2: read -60, allowed: the duration in minutes"),
    ("60, 1, 2", b"60, 1, -2", ":2: read -2, allowed: a student"),
    ("60, 1, 2", b"60, 1, 4294967296", ":2: read 4294967296, allowed: a student"),
    ("60, 1, 2", b"99999999999999999999, 1", ":2: read 99999999999999999999,"),
    ("60, 1, 2", b"60, 2, 1, 2", ":2: read 2, allowed: each student once in an exam"),
    ("90, 2", b"121, 2", ":3: read 121, allowed: at most 120 minutes, the longest period"),
    ("90, 2", b", ,", ":3: read , ,, allowed: the duration in minutes as value 1"),
    ("09:00:00, 120", b"09:00:00, 1e3", ":6: read 1e3, allowed: the duration in minutes"),
    (
        "15:04:2005, 13",
        b"15-04-2005, 13",
        ":7: read 15-04-2005, allowed: a date such as 15:04:2005",
    ),
    ("4, 0", b"-4, 0", ":9: read -4, allowed: the seats"),
    ("1, AFTER, 0", b"1, AFTER, 1", ":11: read 1, allowed: two different exams"),
    (
        "1, AFTER, 0",
        b"1, AFTER, 0\n2, AFTER, 1\n0, AFTER, 2",
        "allowed: an order of exams that does not go in a circle",
    ),
    ("1, AFTER, 0", b"1, AFTER, 3", ":11: read 3,"),
    (
        "1, AFTER, 0",
        b"1, NEVER, 0",
        ":11: read NEVER, allowed: AFTER, EXAM_COINCIDENCE or EXCLUSION",
    ),
    ("60, 3", b"60, \xc3\x28", ":4: read byte 0xc3, allowed: text in UTF-8"),
    ("60, 3", b"6\x000, 3", ":4: read 6\\00, allowed: the duration in minutes"),
];

/// The text with the first `from` replaced by bytes.
fn put(text: &str, from: &str, to: &[u8]) -> Vec<u8> {
    let at = text.find(from).unwrap_or_else(|| panic!("{from} stands in the file"));
    let mut bytes = text.as_bytes().to_vec();
    bytes.splice(at..at + from.len(), to.iter().copied());
    bytes
}

fn refused<T>(what: &str, result: Result<T, InputError>, says: &str) {
    let error = result.err().unwrap_or_else(|| panic!("{what} is refused")).to_string();
    assert!(error.contains(says), "{what}: {error}\n  should say {says}");
}

#[test]
fn every_fault_of_a_competition_file_is_named() {
    let read = |bytes: &[u8]| itc2007::read(Source { name: "a.exam", bytes });
    read(EXAM.as_bytes()).unwrap();
    for (from, to, says) in EXAM_FAULTS {
        refused(&format!("{from} -> {to:?}"), read(&put(EXAM, from, to)), says);
    }
    refused("nothing", read(b""), "a.exam:0: read no section Exams");
    for end in 0..EXAM.len() - 18 {
        assert!(read(&EXAM.as_bytes()[..end]).is_err(), "cut off after {end} bytes");
    }
}

#[test]
fn every_fault_of_a_toronto_file_is_named() {
    let (crs, stu) = ("1 2\n2 2\n", "1 2\n2\n1\n");
    let read = |crs: &[u8], stu: &[u8], periods| {
        let (crs, stu) =
            (Source { name: "a.crs", bytes: crs }, Source { name: "a.stu", bytes: stu });
        toronto::read(crs, stu, periods)
    };
    read(crs.as_bytes(), stu.as_bytes(), 5).unwrap();
    let of_exams: [Fault; 7] = [
        ("1 2\n2 2", b"1 2\n2", "a.crs:2: read 2, allowed: its number of students as value 2"),
        ("1 2\n", b"1 3\n", "a.crs:1: read 1 3, allowed: 2 students, as in a.stu"),
        ("2 2", b"-2 2", "a.crs:2: read -2, allowed: the exam"),
        ("2 2", b"2 99999999999", "a.crs:2: read 99999999999,"),
        ("2 2", b"1 2", "a.crs:2: read 1 2, allowed: one line per exam"),
        ("2 2", b"2 2 2", "a.crs:2: read 2 2 2,"),
        ("2 2", b"\xff", "a.crs:2: read byte 0xff"),
    ];
    for (from, to, says) in of_exams {
        refused(from, read(&put(crs, from, to), stu.as_bytes(), 5), says);
    }
    let of_students: [Fault; 5] = [
        ("1 2\n", b"1 2 1\n", "a.stu:1: read 1, allowed: each exam once for a student"),
        ("1 2\n", b"1 3\n", "a.stu:1: read 3, allowed: an exam listed in a.crs"),
        ("\n1\n", b"\n-1\n", "a.stu:3: read -1,"),
        ("\n1\n", b"\n", "a.crs:1: read 1 2, allowed: 1 students"),
        ("\n1\n", b"\n1\xff", "a.stu:3: read byte 0xff"),
    ];
    for (from, to, says) in of_students {
        refused(from, read(crs.as_bytes(), &put(stu, from, to), 5), says);
    }
    for periods in [0, 1001] {
        refused("periods", read(crs.as_bytes(), stu.as_bytes(), periods), "--periods:0: read ");
    }
}

#[test]
fn every_fault_of_corks_files_is_named() {
    let read = |files: [&[u8]; 8]| {
        let sources = ucc::FILES.iter().zip(files).map(|(name, bytes)| Source { name, bytes });
        ucc::read(&sources.collect::<Vec<_>>())
    };
    read(CORK.map(str::as_bytes)).unwrap();
    let faults: [(usize, &[u8], &str); 19] = [
        (0, "90 \u{feff}A\n".as_bytes(), "exams:1: read \\u{feff}A, allowed: a name without"),
        (4, b", 2, 0\n", "venues_all_2019_sem1:1: read nothing, allowed: a name without"),
        (4, b"H, 2, 0\nH, 3, 0\n", "venues_all_2019_sem1:2: read H, allowed: each venue once"),
        (
            5,
            b"SPR\nHALL, EAST, 1, 0\n",
            "specialNeedVenues_sem1_2019:2: read HALL, EAST, allowed: each",
        ),
        (0, b"90 A|1\n", "exams:1: read A|1, allowed: a name without ; and |"),
        (4, b"HALL;B, 2, 0\n", "venues_all_2019_sem1:1: read HALL;B, allowed: a name without"),
        (0, b"90\n", "exams:1: read 90, allowed: the module"),
        (0, b"-90 AA1\n", "exams:1: read -90, allowed: the duration in minutes"),
        (0, b"90 AA1\n181 CC1\n", "exams:2: read 181"),
        (0, b"90 AA1\n90 AA1\n", "exams:2: read AA1, allowed: each module once"),
        (0, b"90 AA1\n90 \xf8\n", "exams:2: read byte 0xf8"),
        (1, b"AA1 1\nAA1 1\n", "exams-to-students:2: read AA1 1, allowed: each student once"),
        (1, b"AA1 -1\n", "exams-to-students:1: read -1, allowed: the student"),
        (1, b"ZZ9 1\n", "exams-to-students:1: read ZZ9,"),
        (2, b"AA1 7\nAA1 8\n", "exams-coschedule:2: read AA1 8, allowed: each module in one group"),
        (3, b"10:12:2018, 09:30:00, 99999999999, 0\n", "periods_2019_sem1:1: read 99999999999,"),
        (4, b"HALL, EAST, -2, 0\n", "venues_all_2019_sem1:1: read -2,"),
        (5, b"Room 1, 1, 0\n", "specialNeedVenues_sem1_2019:1:"),
        (7, b"EXACT\nCC1 1\n", "specialRequests_sem1_2019:2: read 1,"),
    ];
    for (file, bytes, says) in faults {
        let mut files = CORK.map(str::as_bytes);
        files[file] = bytes;
        refused(&format!("file {file}: {bytes:?}"), read(files), says);
    }
}

const TERM: &str = r#"{"kandidat_timetable": 1,
"sittings": [{"id": "1", "begins": "2027-05-18T09:00", "minutes": 240}],
"rooms": [{"id": "R", "seats": 9, "kinds": ["computer"], "closed": []}],
"teachers": [{"id": "T", "absent": ["1"]}],
"exams": [
 {"id": "A", "minutes": 240, "candidates": ["s1", "s2"], "teachers": ["T"]},
 {"id": "B", "minutes": 60, "expected": 4, "wished": ["2027-05-18"]},
 {"id": "C", "minutes": 60}],
"accommodations": [{"candidate": "s1", "extra_minutes": 30, "room": "small"}],
"groups": [{"id": "G", "size": 3, "exams": ["A", "B"]}],
"demands": [{"kind": "before", "exams": ["A", "B"]}],
"spread": [{"most": 2, "days": 5, "cost": 1}],
"costs": {"days": [5, 1], "wish": 3}}
"#;

const TERM_FAULTS: [Fault; 36] = [
    ("\"costs\"", b"\"cost\"", ":13: read cost, allowed: the fields kandidat_timetable, sittings"),
    ("\"kandidat_timetable\": 1", b"\"kandidat_timetable\": 2", ":1: read 2, allowed: the version"),
    ("\"kandidat_timetable\": 1,", b"", ":1: read no kandidat_timetable,"),
    ("2027-05-18T09:00", b"2027-02-30T09:00", ":2: read 2027-02-30T09:00, allowed: a date and time"),
    ("2027-05-18T09:00", b"9999-05-18T09:00", ":2: read 9999-05-18T09:00,"),
    ("\"minutes\": 240}]", b"\"minutes\": -240}]", ":2: read -240, allowed: how long it binds"),
    ("\"minutes\": 240}]", b"\"minutes\": 2e9}]", ":2: read 2e9,"),
    ("\"minutes\": 240}]", b"\"minutes\": \"240\"}]", ":2: read 240,"),
    ("\"minutes\": 240}]", b"\"minutes\": 240,}]", ":2: read }],"),
    ("\"seats\": 9", b"\"seats\": 4294967297", ":3: read 4294967297, allowed: its seats"),
    ("\"seats\": 9", b"\"seats\": 9, \"seats\": 9", ":3: read seats, allowed: each field once"),
    ("[\"computer\"]", b"[\"computer\", \"computer\"]", ":3: read computer, allowed: each word once"),
    ("\"closed\": []", b"\"closed\": [\"2\"]", ":3: read 2, allowed: a sitting's name, or a date"),
    ("\"closed\": []", b"\"closed\": {}", ":3: read {}, allowed: closed: a list in []"),
    ("\"absent\": [\"1\"]", b"\"absent\": [7]", ":4: read 7, allowed: a sitting or a date"),
    ("\"id\": \"B\"", b"\"id\": \"A\"", ":7: read A, allowed: each name once"),
    ("\"id\": \"B\"", b"\"id\": \" \"", ":7: read  , allowed: a name"),
    ("\"id\": \"B\", ", b"", ":7: read no id, allowed: a field id"),
    ("\"minutes\": 240, \"c", b"\"minutes\": 241, \"c", ":6: read 241, allowed: at most 240 minutes, the longest sitting"),
    ("[\"s1\", \"s2\"]", b"[\"s1\", \"s2\", \"s1\"]", ":6: read s1, allowed: each candidate once in an exam"),
    ("[\"s1\", \"s2\"]", b"[\"s1\", \"s2\"", ":6: read "),
    ("[\"T\"]}", b"[\"U\"]}", ":6: read U, allowed: a teacher that the file has"),
    ("\"expected\": 4", b"\"expected\": -1", ":7: read -1, allowed: expected"),
    ("\"expected\": 4", b"\"fixed\": \"2027-05-19\"", ":7: read 2027-05-19, allowed: a day that has a sitting"),
    ("\"expected\": 4", b"\"needs\": [\"own\"]", ":7: read own, allowed: what a room has"),
    ("\"candidate\": \"s1\"", b"\"candidate\": \"s9\"", ":9: read s9, allowed: a candidate of an exam that the file has"),
    ("\"small\"", b"\"tiny\"", ":9: read tiny, allowed: ordinary, small or own"),
    ("\"size\": 3", b"\"size\": 100001", ":10: read 100001, allowed: how many they are"),
    ("[\"A\", \"B\"]}],\n\"d", b"[\"A\", \"A\"]}],\n\"d", ":10: read A, allowed: each exam once"),
    ("\"before\"", b"\"never\"", ":11: read never, allowed: one of before, after"),
    ("\"exams\": [\"A\", \"B\"]}],\n\"s", b"\"exams\": [\"A\"]}],\n\"s", ":11: read a list of 1, allowed: two exams"),
    (
        "{\"kind\": \"before\", \"exams\": [\"A\", \"B\"]}",
        b"{\"kind\": \"before\", \"exams\": [\"A\", \"B\"]},\n{\"kind\": \"after\", \"exams\": [\"A\", \"C\"]},\n\
          {\"kind\": \"before\", \"exams\": [\"B\", \"C\"]}",
        "allowed: an order that does not go in a circle",
    ),
    ("\"most\": 2", b"\"most\": 0", ":12: read 0, allowed: how many exams"),
    ("[5, 1]", b"[5, 1.5]", ":13: read 1.5, allowed: a price"),
    ("\"s2\"", b"\"s\xe9\"", ":6: read byte 0xe9, allowed: text in UTF-8"),
    ("\"s2\"", b"\"s\n2\"", ":6: read "),
];

#[test]
fn every_fault_of_an_offices_file_is_named() {
    let read = |bytes: &[u8]| office::read(Source { name: "term.json", bytes });
    read(TERM.as_bytes()).unwrap();
    for (from, to, says) in TERM_FAULTS {
        let says = format!("term.json{says}");
        let says = if says.contains("json:") { says.as_str() } else { &says["term.json".len()..] };
        refused(&format!("{from} -> {to:?}"), read(&put(TERM, from, to)), says);
    }
    for end in 0..TERM.trim_end().len() {
        assert!(read(&TERM.as_bytes()[..end]).is_err(), "cut off after {end} bytes");
    }
    refused("deep", read("[".repeat(100_000).as_bytes()), "term.json:1: read [");
}

#[test]
fn every_fault_of_an_offices_plan_is_named() {
    let instance = office::read(Source { name: "term.json", bytes: TERM.as_bytes() }).unwrap();
    let read = |bytes: &[u8]| office::read_plan(&instance, Source { name: "plan.json", bytes });
    let plan = "{\"kandidat_plan\": 1, \"exams\": [\n{\"exam\":\"A\",\"rooms\":[{\"room\":\"R\",\"seats\":2,\
        \"accommodated\":[\"s1\"]}],\"sitting\":\"1\"}\n]}\n";
    read(plan.as_bytes()).unwrap();
    let faults: [Fault; 8] = [
        ("\"A\"", b"\"X\"", "plan.json:2: read X, allowed: an exam of the instance"),
        ("\"R\"", b"\"X\"", "plan.json:2: read X, allowed: a room of the instance"),
        ("\"sitting\":\"1\"", b"\"sitting\":\"9\"", "plan.json:2: read 9, allowed: a sitting"),
        ("\"seats\":2", b"\"seats\":0", "plan.json:2: read 0, allowed: at least 1, who are named"),
        ("\"seats\":2", b"\"seats\":-2", "plan.json:2: read -2, allowed: how many sit there"),
        ("[\"s1\"]", b"[\"s1\",\"s1\"]", "plan.json:2: read s1, allowed: each candidate once"),
        (
            "\n]}",
            b",\n{\"exam\":\"A\",\"rooms\":[],\"sitting\":\"1\"}\n]}",
            "plan.json:3: read A, allowed: each exam once",
        ),
        ("\n]}\n", b"\n]", "plan.json:3: read the end of the file, allowed: , or }"),
    ];
    for (from, to, says) in faults {
        refused(from, read(&put(plan, from, to)), says);
    }
}
