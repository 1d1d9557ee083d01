//! What is planned: courses of two departments with their exams in two terms, rooms, and students who
//! sit several of them.

use office::import::{At, Batch, CourseRow, ExamRow, PersonRow, RegistrationRow, RoomRow};
use rules::{Form, Language, Level, SittingKind, Term};
use rust_decimal::Decimal;

/// A course: code, names in bokmål, nynorsk and English, unit, form, minutes.
type Course = (&'static str, [&'static str; 3], &'static str, Form, i32);

/// The department of history, which asks its teachers.
pub const HISTORY: &str = "999.10.01";
/// The day of the oral, counted from the first day of the exams.
pub const ORAL_DAY: i64 = 9;
const LANGUAGES: &str = "999.10.02";

const COURSES: [Course; 7] = [
    ("HIS-2001", ["Vikingtid", "Vikingtid", "The Viking Age"], HISTORY, Form::WrittenSchool, 240),
    (
        "HIS-2002",
        ["Samisk historie", "Samisk historie", "Sami History"],
        HISTORY,
        Form::WrittenSchool,
        240,
    ),
    (
        "HIS-2003",
        ["Mellomkrigstiden", "Mellomkrigstida", "Europe between the Wars"],
        HISTORY,
        Form::WrittenSchool,
        180,
    ),
    ("HIS-2004", ["Muntlige kilder", "Munnlege kjelder", "Oral Sources"], HISTORY, Form::Oral, 30),
    (
        "SPR-2001",
        ["Nordisk språkhistorie", "Nordisk språkhistorie", "History of the Nordic Languages"],
        LANGUAGES,
        Form::WrittenSchool,
        240,
    ),
    (
        "SPR-2002",
        ["Kvensk grammatikk", "Kvensk grammatikk", "Kven Grammar"],
        LANGUAGES,
        Form::WrittenSchool,
        180,
    ),
    ("SPR-2003", ["Oversettelse", "Omsetjing", "Translation"], LANGUAGES, Form::WrittenSchool, 300),
];

/// Which courses students take together.
const TAKEN: [&[&str]; 4] = [
    &["HIS-2001", "HIS-2002", "SPR-2001"],
    &["HIS-2002", "HIS-2003", "HIS-2004"],
    &["SPR-2001", "SPR-2002", "SPR-2003"],
    &["HIS-2003", "SPR-2002"],
];

const ROOMS: [(&str, &str, i32); 2] =
    [("TEO-H2", "Teorifagbygget hall 2", 60), ("ADM-B1", "Administrasjonsbygget B1", 24)];

const GIVEN: [&str; 6] = ["Aksel", "Birgit", "Edda", "Fredrik", "Gro", "Håkon"];
const FAMILY: [&str; 4] = ["Nordvik", "Sandnes", "Torsnes", "Ullsfjord"];

/// The first of the student numbers: nobody of the cast has them.
const FIRST_NUMBER: usize = 410_001;

/// All of it; students are signed up in both terms.
pub fn batch(terms: [Term; 2]) -> Batch {
    let key = |code: &str, term| office::import::ExamKey {
        code: code.to_owned(),
        version: "1".to_owned(),
        term,
        kind: SittingKind::Ordinary,
    };
    let (persons, taken): (Vec<_>, Vec<_>) = students().into_iter().unzip();
    let registrations = terms.into_iter().flat_map(|term| {
        persons.iter().zip(&taken).flat_map(move |(person, taken): (&PersonRow, &&[&str])| {
            taken.iter().map(move |code| RegistrationRow {
                at: At::default(),
                student_number: person.student_number.clone(),
                exam: key(code, term),
                language: person.language,
            })
        })
    });
    let exams = terms.into_iter().flat_map(|term| {
        COURSES.iter().map(move |(code, _, _, _, minutes)| ExamRow {
            at: At::default(),
            key: key(code, term),
            day_at: At::default(),
            date: None,
            starts_at: None,
            duration_minutes: Some(*minutes),
            copies: 1,
            rooms: Vec::new(),
        })
    });
    Batch {
        registrations: registrations.collect(),
        exams: exams.collect(),
        persons,
        rooms: rooms(),
        courses: courses(),
    }
}

fn courses() -> Vec<CourseRow> {
    let row = |(code, names, unit, form, _): &Course| CourseRow {
        at: At::default(),
        code: (*code).to_owned(),
        version: "1".to_owned(),
        names: names.map(str::to_owned),
        credits: Decimal::from(10),
        unit: (*unit).to_owned(),
        level: Level::Bachelor,
        form: *form,
        pass_fail: false,
    };
    COURSES.iter().map(row).collect()
}

fn rooms() -> Vec<RoomRow> {
    let row = |(code, name, capacity): &(&str, &str, i32)| RoomRow {
        at: At::default(),
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        capacity: *capacity,
    };
    ROOMS.iter().map(row).collect()
}

/// Each with the courses taken.
fn students() -> Vec<(PersonRow, &'static [&'static str])> {
    let names = FAMILY.iter().flat_map(|family| GIVEN.iter().map(move |given| (*given, *family)));
    let student = |(place, (given, family)): (usize, (&str, &str))| {
        let number = (FIRST_NUMBER + place).to_string();
        let person = PersonRow {
            at: At::default(),
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            national_id: None,
            birth_date: None,
            email: format!("{number}@student.example"),
            student_number: number,
            language: [Language::Nb, Language::Nn, Language::En][place % 3],
            protected_address: false,
        };
        (person, TAKEN[place % TAKEN.len()])
    };
    names.enumerate().map(student).collect()
}
