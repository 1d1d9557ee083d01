//! University College Cork's public exam data, read as it is: with comments, trailing
//! blanks, commas inside names and requests for exams that do not exist.
//!
//! What the data lack is set by documented defaults (`docs/import.md`): names and ids are
//! invented, 90 minutes give 5 credits and more give 10, a code whose number begins with
//! 5 or more is a master's course, every exam is a written one of the ordinary kind.

use super::batch::{At, Batch, CourseRow, ExamKey, ExamRow, PersonRow, RegistrationRow, RoomRow};
use super::invented::{self, Inventor};
use super::rows::push;
use super::{Allowed, Fault, Field, Value, check};
use jiff::ToSpan;
use jiff::civil::{Date, Time, date};
use rules::{Form, Level, Season, SittingKind, Term};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

const EXAMS: &str = "exams";
const REGISTRATIONS: &str = "exams-to-students";
const ROOMS: &str = "venues_all_2019_sem1";
const PERIODS: &str = "periods_2019_sem1";

/// How the data are brought home.
pub struct UccOptions {
    /// The folder of the data.
    pub folder: PathBuf,
    /// The term the exams are moved into.
    pub term: Term,
    /// The place code of the unit that gives all the courses.
    pub unit: String,
    /// A file with `exam;period;rooms` in each line; without it the exams have no date.
    pub timetable: Option<PathBuf>,
}

/// Reads the data.
///
/// # Errors
/// Every bad row of every file.
pub fn read_ucc(options: &UccOptions) -> Result<Batch, Vec<Fault>> {
    let mut faults = Vec::new();
    let rooms = rooms(&lines(&options.folder, ROOMS, &mut faults), &mut faults);
    let exams = exams(&lines(&options.folder, EXAMS, &mut faults), &mut faults);
    let sittings = timetable(options, &exams, &rooms, &mut faults);
    let registrations = registrations(options, &exams, &mut faults);
    let batch = Batch {
        persons: persons(&registrations),
        rooms,
        courses: exams.iter().map(|(code, exam)| course(code, exam, &options.unit)).collect(),
        exams: exams.iter().map(|(code, exam)| sitting(code, exam, options, &sittings)).collect(),
        registrations,
    };
    faults.extend(check::repeated(&batch));
    faults.sort();
    if faults.is_empty() { Ok(batch) } else { Err(faults) }
}

struct Line {
    at: At,
    text: String,
}

/// The lines that say something: no comments, no empty ones.
fn lines(folder: &Path, file: &'static str, faults: &mut Vec<Fault>) -> Vec<Line> {
    let text = match std::fs::read(folder.join(file)) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).replace('\0', "\u{fffd}"),
        Err(error) => {
            unreadable(At { file, line: 0 }, &error, faults);
            return Vec::new();
        }
    };
    (1..)
        .zip(text.lines())
        .map(|(line, text)| Line { at: At { file, line }, text: text.trim().to_owned() })
        .filter(|line| {
            let comment =
                line.text == "c" || line.text.starts_with("c ") || line.text.starts_with("c\t");
            !line.text.is_empty() && !comment
        })
        .collect()
}

fn unreadable(at: At, error: &std::io::Error, faults: &mut Vec<Fault>) {
    push(faults, at, Field::File, Value::of_file(error), Allowed::ReadableFile);
}

struct Exam {
    at: At,
    minutes: i32,
}

fn exams(lines: &[Line], faults: &mut Vec<Fault>) -> BTreeMap<String, Exam> {
    let mut exams = BTreeMap::new();
    for line in lines {
        let mut words = line.text.split_whitespace();
        let (Some(minutes), Some(code)) = (words.next(), words.next()) else {
            push(faults, line.at, Field::Row, &*line.text, Allowed::MinutesAndCode);
            continue;
        };
        let Some(read) = minutes.parse().ok().filter(|m| (1..=2_880).contains(m)) else {
            push(faults, line.at, Field::Column("minutes"), minutes, Allowed::Whole(1, 2_880));
            continue;
        };
        if exams.insert(code.to_owned(), Exam { at: line.at, minutes: read }).is_some() {
            push(faults, line.at, Field::Column("module"), code, Allowed::CodeOnce);
        }
    }
    exams
}

fn registrations(
    options: &UccOptions,
    exams: &BTreeMap<String, Exam>,
    faults: &mut Vec<Fault>,
) -> Vec<RegistrationRow> {
    let mut rows = Vec::new();
    for line in lines(&options.folder, REGISTRATIONS, faults) {
        let mut words = line.text.split_whitespace();
        let (Some(code), Some(student)) = (words.next(), words.next()) else {
            push(faults, line.at, Field::Row, &*line.text, Allowed::CodeAndStudent);
            continue;
        };
        if !exams.contains_key(code) {
            push(faults, line.at, Field::Column("module"), code, Allowed::CodeOfExams);
            continue;
        }
        let Ok(number) = student.parse::<u64>() else {
            push(faults, line.at, Field::Column("student"), student, Allowed::Figures);
            continue;
        };
        rows.push(RegistrationRow {
            at: line.at,
            student_number: student.to_owned(),
            exam: key(code, options.term),
            language: invented::language(number),
        });
    }
    rows
}

fn key(code: &str, term: Term) -> ExamKey {
    ExamKey { code: code.to_owned(), version: "1".to_owned(), term, kind: SittingKind::Ordinary }
}

fn persons(registrations: &[RegistrationRow]) -> Vec<PersonRow> {
    let numbers: BTreeSet<u64> =
        registrations.iter().filter_map(|row| row.student_number.parse().ok()).collect();
    let mut inventor = Inventor::default();
    numbers
        .into_iter()
        .map(|number| {
            let invented = inventor.person(number);
            PersonRow {
                at: At { file: REGISTRATIONS, line: 0 },
                student_number: number.to_string(),
                given_name: invented.given_name.to_owned(),
                family_name: invented.family_name.to_owned(),
                national_id: invented.national_id.map(|id| id.expose().to_owned()),
                birth_date: invented.birth_date,
                email: format!("{number}@student.example"),
                language: invented.language,
                protected_address: false,
            }
        })
        .collect()
}

/// A room's name may hold commas, so the row is read from its end: penalty, seats, name.
fn rooms(lines: &[Line], faults: &mut Vec<Fault>) -> Vec<RoomRow> {
    let mut rooms = Vec::new();
    for line in lines {
        let mut parts = line.text.rsplitn(3, ',').map(str::trim);
        let (_, seats, name) = (parts.next(), parts.next(), parts.next());
        let seats = seats.and_then(|seats| seats.parse().ok()).filter(|seats| *seats > 0);
        let (Some(capacity), Some(name)) = (seats, name.filter(|name| !name.is_empty())) else {
            push(faults, line.at, Field::Row, &*line.text, Allowed::NameSeatsPenalty);
            continue;
        };
        rooms.push(RoomRow { at: line.at, code: room_code(name), name: name.to_owned(), capacity });
    }
    rooms
}

/// `KAMPUS KITCHEN,SCIENCE BLDG.` becomes `KAMPUS-KITCHEN-SCIENCE-BLDG`.
fn room_code(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_uppercase()
}

fn course(code: &str, exam: &Exam, unit: &str) -> CourseRow {
    let first = code.chars().find(char::is_ascii_digit);
    let level = if first >= Some('5') { Level::Master } else { Level::Bachelor };
    CourseRow {
        at: exam.at,
        code: code.to_owned(),
        version: "1".to_owned(),
        names: [format!("Emne {code}"), format!("Emne {code}"), format!("Course {code}")],
        credits: Decimal::from(if exam.minutes <= 90 { 5 } else { 10 }),
        unit: unit.to_owned(),
        level,
        form: Form::WrittenSchool,
        pass_fail: false,
    }
}

/// When and where an exam is held.
struct Sitting {
    at: At,
    date: Date,
    starts_at: Time,
    rooms: Vec<String>,
}

fn sitting(
    code: &str,
    exam: &Exam,
    options: &UccOptions,
    sittings: &HashMap<String, Sitting>,
) -> ExamRow {
    let held = sittings.get(code);
    ExamRow {
        at: exam.at,
        key: key(code, options.term),
        day_at: held.map_or(exam.at, |held| held.at),
        date: held.map(|held| held.date),
        starts_at: held.map(|held| held.starts_at),
        duration_minutes: Some(exam.minutes),
        copies: 1,
        rooms: held.map(|held| held.rooms.clone()).unwrap_or_default(),
    }
}

/// Reads the timetable, whose periods are counted from 0, and moves its days by whole
/// weeks into the term.
fn timetable(
    options: &UccOptions,
    exams: &BTreeMap<String, Exam>,
    rooms: &[RoomRow],
    faults: &mut Vec<Fault>,
) -> HashMap<String, Sitting> {
    let Some(path) = &options.timetable else { return HashMap::new() };
    let periods = periods(&lines(&options.folder, PERIODS, faults), options.term, faults);
    let file = "timetable";
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| {
        unreadable(At { file, line: 0 }, &error, faults);
        String::new()
    });
    let codes: BTreeSet<&str> = rooms.iter().map(|room| room.code.as_str()).collect();
    let mut sittings = HashMap::new();
    for (line, row) in (1..).zip(text.lines()).filter(|(_, row)| !row.trim().is_empty()) {
        let at = At { file, line };
        let parts: Vec<&str> = row.split(';').map(str::trim).collect();
        let (exam, period) = (parts[0], parts.get(1).copied().unwrap_or(""));
        if line == 1 && exam == "exam" {
            continue;
        }
        if !exams.contains_key(exam) {
            push(faults, at, Field::Column("exam"), exam, Allowed::CodeOfExams);
            continue;
        }
        let Some((date, starts_at)) = period.parse().ok().and_then(|p: usize| periods.get(p))
        else {
            let allowed = Allowed::Whole(0, periods.len().saturating_sub(1));
            push(faults, at, Field::Column("period"), period, allowed);
            continue;
        };
        let places = parts.get(2).copied().unwrap_or("").split('|').map(room_code);
        let places: Vec<String> = places.filter(|code| !code.is_empty()).collect();
        for place in places.iter().filter(|place| !codes.contains(place.as_str())) {
            push(faults, at, Field::Column("rooms"), &**place, Allowed::RoomsOfData);
        }
        let held = Sitting { at, date: *date, starts_at: *starts_at, rooms: places };
        if sittings.insert(exam.to_owned(), held).is_some() {
            push(faults, at, Field::Column("exam"), exam, Allowed::ExamOnce);
        }
    }
    sittings
}

fn periods(lines: &[Line], term: Term, faults: &mut Vec<Fault>) -> Vec<(Date, Time)> {
    let mut periods = Vec::new();
    for line in lines {
        let mut parts = line.text.split(',').map(str::trim);
        let (day, time) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        match (period_day(day), time.parse::<Time>()) {
            (Some(day), Ok(time)) => periods.push((day, time)),
            _ => push(
                faults,
                line.at,
                Field::Column("period"),
                &*line.text,
                Allowed::DayHourMinutesPenalty,
            ),
        }
    }
    let Some((first, _)) = periods.first().copied() else { return periods };
    let weeks = weeks_into(first, term);
    periods.into_iter().map(|(day, time)| (day + weeks.weeks(), time)).collect()
}

fn period_day(text: &str) -> Option<Date> {
    let parts: Vec<i16> = text.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [day, month, year] = parts[..] else { return None };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// How many whole weeks bring `first` to the last such weekday not after the first day of
/// the term's exam weeks: 10 December, or 20 May.
fn weeks_into(first: Date, term: Term) -> i64 {
    let anchor = match term.season {
        Season::Autumn => date(term.year, 12, 10),
        Season::Spring => date(term.year, 5, 20),
    };
    i64::from((anchor - first).get_days()).div_euclid(7)
}
