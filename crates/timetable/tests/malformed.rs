//! Files that have been cut, mixed up and scribbled on are refused or read, and never stop the program.

mod files;

use files::{CORK, EXAM};
use proptest::prelude::*;
use timetable::{Format, Source, itc2007, office, toronto, ucc};

const TERM: &str = r#"{"kandidat_timetable": 1,
"sittings": [{"id": "1", "begins": "2027-05-18T09:00", "minutes": 240},
 {"id": "2", "begins": "2027-05-18T12:00", "minutes": 240}],
"rooms": [{"id": "R", "seats": 9, "kinds": ["computer"], "closed": ["2"]}, {"id": "K", "seats": 2, "kinds": ["own"]}],
"teachers": [{"id": "T", "absent": ["1"], "one_at_a_time": true}],
"exams": [{"id": "A", "minutes": 240, "candidates": ["s1", "s2"], "teachers": ["T"]},
 {"id": "B", "minutes": 60, "expected": 4, "wished": ["2027-05-18"]}],
"accommodations": [{"candidate": "s1", "extra_percent": 30, "room": "own"}],
"groups": [{"id": "G", "size": 3, "exams": ["A", "B"]}],
"demands": [{"kind": "before", "exams": ["A", "B"]}],
"spread": [{"most": 1, "days": 5, "cost": 1}], "costs": {"days": [5, 1], "wish": 3}}
"#;
const PLAN: &str = r#"{"kandidat_plan": 1, "exams": [
{"exam":"A","rooms":[{"room":"R","seats":1},{"room":"K","seats":1,"accommodated":["s1"]}],"sitting":"1"}
]}
"#;

/// Puts a piece over some place, and cuts the rest off once in a while: most of a long text stays as it is.
fn scratch(text: &str, cut: usize, at: usize, piece: &[u8]) -> Vec<u8> {
    let cut = if cut.is_multiple_of(4) { cut } else { text.len() };
    scribble(text, cut, at, piece)
}

/// Cuts the text, then puts a piece over some place.
fn scribble(text: &str, cut: usize, at: usize, piece: &[u8]) -> Vec<u8> {
    let mut bytes = text.as_bytes()[..cut % (text.len() + 1)].to_vec();
    let at = at % (bytes.len() + 1);
    let end = (at + piece.len() / 2).min(bytes.len());
    bytes.splice(at..end, piece.iter().copied());
    bytes
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    let said = [
        "-1",
        "99999999999999999999",
        "[",
        "]",
        ",",
        "\n",
        "[Rooms:9]\n",
        "0",
        "\u{1a}",
        "ø",
        "1, AFTER, 1\n",
    ];
    prop_oneof![
        prop::sample::select(said.map(|text| text.as_bytes().to_vec()).to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ]
}

fn source<'a>(name: &'a str, bytes: &'a [u8]) -> Source<'a> {
    Source { name, bytes }
}

proptest! {
    #[test]
    fn a_scribbled_itc2007_file_is_refused_with_its_name(cut in 0_usize..2000, at in 0_usize..2000, piece in piece()) {
        let bytes = scribble(EXAM, cut, at, &piece);
        if let Err(error) = itc2007::read(source("a.exam", &bytes)) {
            prop_assert!(error.to_string().starts_with("a.exam:"));
        }
    }

    #[test]
    fn a_scribbled_toronto_file_is_refused_with_its_name(cut in 0_usize..40, at in 0_usize..40, piece in piece()) {
        let stu = scribble("1 2\n2\n1\n", cut, at, &piece);
        let crs = scribble("1 2\n2 2\n", 99, at, b"");
        if let Err(error) = toronto::read(source("a.crs", &crs), source("a.stu", &stu), 5) {
            prop_assert!(error.to_string().starts_with("a."));
        }
    }

    #[test]
    fn a_scribbled_cork_file_is_refused_with_its_name(
        file in 0_usize..8, cut in 0_usize..99, at in 0_usize..99, piece in piece()
    ) {
        let bytes = scribble(CORK[file], cut, at, &piece);
        let mut files = CORK.map(str::as_bytes);
        files[file] = &bytes;
        let sources: Vec<Source> =
            ucc::FILES.iter().zip(files).map(|(name, bytes)| source(name, bytes)).collect();
        if let Err(error) = ucc::read(&sources) {
            prop_assert!(ucc::FILES.contains(&error.file.as_str()), "{error}");
        }
    }

    #[test]
    fn a_scribbled_solution_is_refused_or_scored(cut in 0_usize..40, at in 0_usize..40, piece in piece()) {
        let instance = itc2007::read(source("a.exam", EXAM.as_bytes())).unwrap();
        let bytes = scribble("0, 0\n1, 0\n", cut, at, &piece);
        if let Ok(plan) = itc2007::read_solution(&instance, source("a.sln", &bytes)) {
            let placed = plan.iter().flatten().count();
            prop_assert_eq!(itc2007::score(&instance, &plan).count("unassigned exams"), 2 - placed);
        }
    }

    #[test]
    fn a_scribbled_office_file_is_refused_or_makes_a_problem(cut in 0_usize..2000, at in 0_usize..2000, piece in piece()) {
        match office::read(source("a.json", &scratch(TERM, cut, at, &piece))) {
            Err(error) => prop_assert!(error.to_string().starts_with("a.json:")),
            Ok(instance) => prop_assert_eq!(instance.problem().periods, instance.sittings.len()),
        }
    }

    #[test]
    fn a_scribbled_office_plan_is_refused_or_scored(cut in 0_usize..400, at in 0_usize..400, piece in piece()) {
        let instance = office::read(source("a.json", TERM.as_bytes())).unwrap();
        if let Ok(plan) = office::read_plan(&instance, source("a.plan", &scratch(PLAN, cut, at, &piece))) {
            let placed = plan.iter().flatten().count();
            prop_assert_eq!(office::score(&instance, &plan).count("unplaced"), 2 - placed);
        }
    }
}
